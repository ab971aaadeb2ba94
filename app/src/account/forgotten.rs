//! A forgotten password: asking for a link, and setting a new password with it.

use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    form::{self, Problems},
    refusal::Refusal,
};
use store::{
    Token,
    account::{
        password::new_password,
        reset::{self, Ask},
    },
};

use crate::{
    parts::{Button, PostForm, TextInput, Tone},
    path::Path,
    web::{At, Caller, Done, Failed, Frame, Kept, Sent, Shown, Site},
};

/// The page that asks for a link.
pub async fn page(frame: Frame) -> Shown {
    let kept = frame.kept.clone();
    let note = "No e-mail? Who keeps the people at your school can hand you a link.";
    frame.sign("A new password", note, move || {
        view! {
            <PostForm action="/forgotten" class="form">
                <TextInput name="email" label="Your e-mail address" kind="email" autocomplete="username"
                    hint="We send a link that is good for an hour."
                    value=kept.value("email", "") error=kept.error("email")/>
                <Button tone=Tone::Primary>"Send the link"</Button>
            </PostForm>
        }
        .into_any()
    })
}

/// What the asking form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Forgotten {
    email: String,
}

/// Sends a link when the address is known; says the same when it is not.
pub async fn create_reset(
    State(site): State<Site>,
    Caller(address): Caller,
    sent: Sent<Forgotten>,
) -> Result<Done, Failed> {
    let email = form::address(&sent.form.email).map_err(|problem| Problems::one("email", problem));
    let email = sent.valid(email).await?;
    let ask = Ask { email, address };
    sent.accepted(reset::ask(&site.store, ask, |token| link(&site, token)).await)
        .await?;
    Ok(Done::to(&Path::SignIn).saying("If that address is known here, a link is on its way."))
}

/// The link that sets a new password.
pub(super) fn link(site: &Site, token: &Token) -> String {
    format!("{}/reset/{}", site.base_url, token.reveal())
}

/// What is said of a one-time link that leads nowhere: whoever follows it had it from somebody.
pub(super) fn spent(error: store::Error) -> store::Error {
    match error {
        store::Error::Refused(Refusal::NotFound) => Refusal::InUse(
            "this link was used, withdrawn or is too old; if it was you who used it, sign in, and else ask at your school for a new one"
                .to_owned(),
        )
        .into(),
        other => other,
    }
}

/// The page that sets the new password; of a link that is used or too old it says so.
pub async fn reset_page(frame: Frame, State(site): State<Site>, At(token): At<String>) -> Shown {
    if !reset::is_open(&site.store, &Token::presented(&token)).await? {
        return Err(spent(Refusal::NotFound.into()).into());
    }
    let kept = frame.kept.clone();
    frame.sign("Choose a new password", "", move || {
        view! {
            <PostForm action=format!("/reset/{token}") class="form">
                <NewPassword kept/>
                <Button tone=Tone::Primary>"Set it and sign in"</Button>
            </PostForm>
        }
        .into_any()
    })
}

/// The two fields of a new password.
#[component]
pub(super) fn NewPassword(
    /// The form that came back with problems.
    kept: Kept,
    /// What is asked for.
    #[prop(default = "A password")]
    label: &'static str,
    /// What is asked for once more.
    #[prop(default = "The password again")]
    again: &'static str,
) -> impl IntoView {
    view! {
        <TextInput name="password" label kind="password" autocomplete="new-password"
            hint="Ten characters or more: three words do well." error=kept.error("password")/>
        <TextInput name="again" label=again kind="password" autocomplete="new-password"
            error=kept.error("again")/>
    }
    .into_any()
}

/// What the setting form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Reset {
    password: String,
    again: String,
}

/// Sets the new password and signs in.
pub async fn create_password(
    State(site): State<Site>,
    At(token): At<String>,
    sent: Sent<Reset>,
) -> Result<Done, Failed> {
    let password = sent
        .valid(new_password(&sent.form.password, &sent.form.again))
        .await?;
    let token = Token::presented(&token);
    let set = reset::set(&site.store, &token, password).await;
    let signed_in = set.map_err(spent)?;
    Ok(Done::to(&Path::Home)
        .signed_in(&site, &signed_in)
        .saying("Your new password is set."))
}
