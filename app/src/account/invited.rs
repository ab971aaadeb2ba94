//! Following an invitation.

use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;
use shared::form::{self, Problem, Problems};
use store::{
    Token,
    account::{
        invitation::{self, Answer, Invited, Proof},
        password::new_password,
        reset::{self, Ask},
    },
};

use super::forgotten::{self, NewPassword};
use crate::{
    parts::{Button, PostForm, TextInput, Tone},
    path::Path,
    web::{At, Caller, Done, Failed, Frame, Kept, Sent, Shown, Site},
};

/// The page behind the link; of one that is used or too old it says so.
pub async fn page(frame: Frame, State(site): State<Site>, At(token): At<String>) -> Shown {
    let invited = invitation::look(&site.store, &Token::presented(&token)).await;
    let invited = invited.map_err(forgotten::spent)?;
    let kept = frame.kept.clone();
    let title = format!("Join {}", invited.school);
    frame.sign(&title, "", move || {
        view! { <JoinForm kept token invited/> }.into_any()
    })
}

#[component]
fn JoinForm(kept: Kept, token: String, invited: Invited) -> impl IntoView {
    let error = kept.error("password");
    let (fields, word) = match invited.proof {
        Proof::Link => {
            let name = kept.value("name", invited.name);
            let view = view! {
                <p>"You sign in as "<strong>{invited.email}</strong>"."</p>
                <TextInput name="name" label="Your name" autocomplete="name" value=name error=kept.error("name")/>
                <NewPassword kept/>
            };
            (view.into_any(), "Join")
        }
        Proof::Password => {
            let view = view! {
                <p>"You sign in as "<strong>{invited.email}</strong>"."</p>
                <TextInput name="password" label="Your Trolley password" kind="password"
                    autocomplete="current-password" hint="The one that you have already." error/>
                <p><a class="link" href="/forgotten">"Forgotten your password?"</a></p>
            };
            (view.into_any(), "Join")
        }
        Proof::Mailbox => {
            let view = view! {
                <p>
                    "Another school knows "<strong>{invited.email}</strong>
                    " already, but there is no password yet. We send a link to that address: choose a password with it, and then follow the invitation again."
                </p>
            };
            (view.into_any(), "Send the link")
        }
    };
    view! {
        <PostForm action=format!("/join/{token}") class="form">
            {fields}
            <Button tone=Tone::Primary>{word}</Button>
        </PostForm>
    }
    .into_any()
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Join {
    name: String,
    password: String,
    again: String,
}

impl Join {
    fn parse(
        &self,
        invited: &Invited,
        address: String,
        key: Option<String>,
    ) -> Result<Answer, Problems> {
        let mut problems = Problems::default();
        let answer = |name: String| Answer {
            name,
            password: self.password.clone(),
            address,
            key,
        };
        if invited.proof == Proof::Password {
            return if self.password.is_empty() {
                Err(Problems::one("password", Problem::Missing))
            } else {
                Ok(answer(invited.name.clone()))
            };
        }
        let name = problems.take("name", form::text(&self.name, 120));
        let password = problems.take_all(new_password(&self.password, &self.again));
        match name.zip(password) {
            Some((name, _)) => Ok(answer(name)),
            None => Err(problems),
        }
    }
}

/// Makes the person a member and signs them in; or sends them a link, where only their own mailbox tells who they are.
pub async fn create_membership(
    State(site): State<Site>,
    Caller(caller): Caller,
    At(token): At<String>,
    sent: Sent<Join>,
) -> Result<Done, Failed> {
    let token = Token::presented(&token);
    let key = sent.key();
    let first = invitation::ensure_first(&site.store, &token, key.as_deref()).await;
    sent.once(first, |_| Some(Path::Home)).await?;
    let invited = invitation::look(&site.store, &token).await;
    let invited = invited.map_err(forgotten::spent)?;
    if invited.proof == Proof::Mailbox {
        return send_link(&site, invited, caller, &sent).await;
    }
    let answer = sent.valid(sent.form.parse(&invited, caller, key)).await?;
    let accepted = invitation::accept(&site.store, &token, answer).await;
    let accepted = accepted.map_err(forgotten::spent);
    let signed_in = sent.once(accepted, |_| Some(Path::Home)).await?;
    Ok(Done::to(&Path::Home)
        .signed_in(&site, &signed_in)
        .saying(format!("Welcome to {}.", invited.school)))
}

async fn send_link(
    site: &Site,
    invited: Invited,
    address: String,
    sent: &Sent<Join>,
) -> Result<Done, Failed> {
    let words = format!("A link is on its way to {}.", invited.email);
    let ask = Ask {
        email: invited.email,
        address,
    };
    let link = |token: &Token| forgotten::link(site, token);
    sent.accepted(reset::ask(&site.store, ask, link).await)
        .await?;
    Ok(Done::to_href(sent.from.clone()).saying(words))
}
