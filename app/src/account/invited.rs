//! Following an invitation.

use axum::extract::{Path as Part, State};
use leptos::prelude::*;
use serde::Deserialize;
use shared::form::{self, Problem, Problems};
use store::{
    Token,
    account::invitation::{self, Answer, Invited, new_password},
};

use super::forgotten::NewPassword;
use crate::{
    parts::{Button, PostForm, TextInput, Tone},
    path::Path,
    web::{Caller, Done, Failed, Frame, Kept, Sent, Shown, Site},
};

/// The page behind the link; one that is used or too old is not found.
pub async fn page(frame: Frame, State(site): State<Site>, Part(token): Part<String>) -> Shown {
    let invited = invitation::look(&site.store, &Token::presented(&token)).await?;
    let kept = frame.kept.clone();
    let title = format!("Join {}", invited.school);
    frame.sign(&title, "", move || {
        view! { <JoinForm kept token invited/> }.into_any()
    })
}

#[component]
fn JoinForm(kept: Kept, token: String, invited: Invited) -> impl IntoView {
    let password = if invited.is_known {
        let error = kept.error("password");
        view! {
            <TextInput name="password" label="Your Trolley password" kind="password" autocomplete="current-password"
                hint="You have one already, from another school." error/>
        }
        .into_any()
    } else {
        view! { <NewPassword kept=kept.clone()/> }.into_any()
    };
    view! {
        <p>"You sign in as "<strong>{invited.email}</strong>"."</p>
        <PostForm action=format!("/join/{token}") class="form">
            <TextInput name="name" label="Your name" autocomplete="name"
                value=kept.value("name", invited.name.clone()) error=kept.error("name")/>
            {password}
            <Button tone=Tone::Primary>"Join"</Button>
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
    fn parse(&self, is_known: bool, address: String) -> Result<Answer, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        if is_known && self.password.is_empty() {
            problems.add("password", Problem::Missing);
        }
        if !is_known && let Err(wrong) = new_password(&self.password, &self.again) {
            wrong
                .iter()
                .for_each(|(field, problem)| problems.add(field, problem.clone()));
        }
        match name {
            Some(name) if problems.is_empty() => Ok(Answer {
                name,
                password: self.password.clone(),
                address,
            }),
            _ => Err(problems),
        }
    }
}

/// Makes the person a member and signs them in.
pub async fn create_membership(
    State(site): State<Site>,
    Caller(caller): Caller,
    Part(token): Part<String>,
    sent: Sent<Join>,
) -> Result<Done, Failed> {
    let token = Token::presented(&token);
    let invited = invitation::look(&site.store, &token).await?;
    let answer = sent
        .valid(sent.form.parse(invited.is_known, caller))
        .await?;
    let signed_in = sent
        .accepted(invitation::accept(&site.store, &token, answer).await)
        .await?;
    Ok(Done::to(&Path::Home)
        .signed_in(&site, &signed_in)
        .saying(format!("Welcome to {}.", invited.school)))
}
