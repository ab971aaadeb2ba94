//! Taking something out of use: the card beside the form that changes it, and what its button sends.

use leptos::prelude::*;
use serde::Deserialize;
use shared::refusal::Refusal;

use crate::parts::{Button, Card, PostForm, Tone};

/// The card: when it may be done, and the button.
#[component]
pub(crate) fn Retiring(
    /// Asks whether it is time for it.
    title: &'static str,
    /// What it needs, and what becomes of it.
    words: &'static str,
    /// Where it posts to.
    action: String,
    /// The version of what is shown.
    version: i64,
) -> impl IntoView {
    view! {
        <Card title>
            <p class="quiet">{words}</p>
            <PostForm action class="inline">
                <input type="hidden" name="version" value=version.to_string()/>
                <Button tone=Tone::Danger>"Take it out of use"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Retirement {
    version: String,
}

impl Retirement {
    /// What is said when it is done.
    pub(crate) const SAID: &str = "It is out of use now.";

    /// The version that was shown; what is none is not the one there is.
    pub(crate) fn version(&self) -> Result<i64, Refusal> {
        self.version.parse().map_err(|_| Refusal::Stale)
    }
}
