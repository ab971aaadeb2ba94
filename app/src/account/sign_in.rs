//! Signing in and out.

use axum::extract::{Query, State};
use leptos::prelude::*;
use serde::Deserialize;
use shared::form::{self, Problem, Problems};
use store::account::session::{self, Credentials};

use crate::{
    parts::{Button, PostForm, TextInput, Tone},
    path::Path,
    web::{Caller, Done, Failed, Frame, Kept, Sent, Shown, Signed, Site},
};

/// Where to go on after signing in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// The page to sign in on. Before there is any school, it is the page that makes the first.
pub async fn page(
    frame: Frame,
    State(site): State<Site>,
    Query(Next { next }): Query<Next>,
) -> Result<axum::response::Response, Failed> {
    use axum::response::IntoResponse as _;
    if !store::school::any(&site.store).await? {
        return Ok(Done::to_href("/welcome").into_response());
    }
    show(frame, next)
}

fn show(frame: Frame, next: String) -> Shown {
    let kept = frame.kept.clone();
    frame.sign("Sign in", "", move || {
        view! { <SignInForm kept next/> }.into_any()
    })
}

#[component]
fn SignInForm(kept: Kept, next: String) -> impl IntoView {
    view! {
        <PostForm action="/sign-in" class="form">
            <input type="hidden" name="next" value=kept.value("next", next)/>
            <TextInput name="email" label="E-mail address" kind="email" autocomplete="username"
                value=kept.value("email", "") error=kept.error("email")/>
            <TextInput name="password" label="Password" kind="password" autocomplete="current-password"
                error=kept.error("password")/>
            <Button tone=Tone::Primary>"Sign in"</Button>
            <p><a class="link" href="/forgotten">"Forgotten your password?"</a></p>
        </PostForm>
    }
    .into_any()
}

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    email: String,
    password: String,
    next: String,
}

impl SignIn {
    fn parse(&self, address: String) -> Result<Credentials, Problems> {
        let mut problems = Problems::default();
        let email = problems.take("email", form::address(&self.email));
        if self.password.is_empty() {
            problems.add("password", Problem::Missing);
        }
        match email {
            Some(email) if problems.is_empty() => Ok(Credentials {
                email,
                password: self.password.clone(),
                address,
            }),
            _ => Err(problems),
        }
    }
}

/// Signs in and goes on to where the person was going.
pub async fn create_session(
    State(site): State<Site>,
    Caller(caller): Caller,
    sent: Sent<SignIn>,
) -> Result<Done, Failed> {
    let credentials = sent.valid(sent.form.parse(caller)).await?;
    let token = sent
        .accepted(session::sign_in(&site.store, credentials).await)
        .await?;
    let next = if sent.form.next.is_empty() {
        Path::Home.href()
    } else {
        sent.form.next.clone()
    };
    Ok(Done::to_href(next).signed_in(&site, &token))
}

/// Signs out.
pub async fn end_session(State(site): State<Site>, signed: Signed) -> Result<Done, Failed> {
    session::sign_out(&site.store, &signed.token).await?;
    Ok(Done::to(&Path::SignIn)
        .signed_out(&site)
        .saying("Signed out."))
}
