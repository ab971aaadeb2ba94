//! What happened, or what to do, in one sentence.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeTone {
    /// A note.
    #[default]
    Note,
    /// It worked.
    Good,
    /// Look here.
    Warn,
    /// It did not work.
    Bad,
}

/// A sentence that travels with a redirect.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// How it is meant.
    pub tone: NoticeTone,
    /// The sentence.
    pub words: String,
}

impl Notice {
    /// A sentence, and how it is meant.
    pub fn new(tone: NoticeTone, words: impl Into<String>) -> Self {
        Self {
            tone,
            words: words.into(),
        }
    }
}

/// One sentence with its icon; children are the ways on from it, as buttons.
#[component]
pub fn Message(
    /// What it says.
    notice: Notice,
    /// The ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, glyph, role) = match notice.tone {
        NoticeTone::Note => ("message", Glyph::Info, "status"),
        NoticeTone::Good => ("message message-good", Glyph::Check, "status"),
        NoticeTone::Warn => ("message message-warn", Glyph::Alert, "status"),
        NoticeTone::Bad => ("message message-bad", Glyph::Cross, "alert"),
    };
    view! {
        <div class=class role=role>
            <Icon glyph/>
            <p class="message-words">{notice.words}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
    .into_any()
}
