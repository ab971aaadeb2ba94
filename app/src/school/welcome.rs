//! The first page of an empty server: makes the first school and its administrator.

use axum::extract::{Query, State};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    form::{self, Problem, Problems},
    refusal::Refusal,
};
use store::{account::password::new_password, school::Founding};

use crate::{
    parts::{Button, PostForm, TextInput, Tone},
    path::Path,
    web::{Done, Failed, Frame, Kept, Sent, Shown, Site},
};

/// The one-time token that the console printed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Opened {
    token: String,
}

/// The page; once there is a school it is not found any more.
pub async fn page(
    frame: Frame,
    State(site): State<Site>,
    Query(Opened { token }): Query<Opened>,
) -> Shown {
    if store::school::any(&site.store).await? {
        return Err(Refusal::NotFound.into());
    }
    let kept = frame.kept.clone();
    let note = "The one-time token is on the console where Trolley was started.";
    frame.sign("Set up the first school", note, move || {
        view! { <FoundingForm kept token/> }.into_any()
    })
}

#[component]
fn FoundingForm(kept: Kept, token: String) -> impl IntoView {
    view! {
        <PostForm action="/welcome" class="form">
            <TextInput name="token" label="One-time token" autocomplete="off" value=token error=kept.error("token")/>
            <TextInput name="school" label="School" autocomplete="organization" value=kept.value("school", "") error=kept.error("school")/>
            <TextInput name="name" label="Your name" autocomplete="name" value=kept.value("name", "") error=kept.error("name")/>
            <TextInput name="email" label="Your e-mail address" kind="email" autocomplete="username"
                value=kept.value("email", "") error=kept.error("email")/>
            <TextInput name="password" label="A password" kind="password" autocomplete="new-password"
                hint="Ten characters or more: three words do well." error=kept.error("password")/>
            <TextInput name="again" label="The password again" kind="password" autocomplete="new-password"
                error=kept.error("again")/>
            <Button tone=Tone::Primary>"Set up the school"</Button>
        </PostForm>
    }
    .into_any()
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FoundingForm {
    token: String,
    school: String,
    name: String,
    email: String,
    password: String,
    again: String,
}

impl FoundingForm {
    fn has_token(&self, expected: Option<&str>) -> bool {
        expected.is_some_and(|expected| expected == self.token.trim())
    }

    fn parse(&self, expected: Option<&str>) -> Result<Founding, Problems> {
        let mut problems = Problems::default();
        if !self.has_token(expected) {
            problems.add("token", Problem::NotTheToken);
        }
        let school = problems.take("school", form::text(&self.school, 120));
        let name = problems.take("name", form::text(&self.name, 120));
        let email = problems.take("email", form::address(&self.email));
        let password = problems.take_all(new_password(&self.password, &self.again));
        let founding = || {
            Some(Founding {
                school: school?,
                trust: None,
                urn: None,
                email: email?,
                name: name?,
                password: Some(password?),
            })
        };
        problems.give(founding())
    }
}

/// Makes the first school and signs its administrator in; a second tap leads to where they sign in.
pub async fn create_school(
    State(site): State<Site>,
    sent: Sent<FoundingForm>,
) -> Result<Done, Failed> {
    let expected = site.founding_token.as_deref();
    if !sent.form.has_token(expected) && store::school::any(&site.store).await? {
        return Err(Refusal::NotFound.into());
    }
    let founding = sent.valid(sent.form.parse(expected)).await?;
    let token = match store::school::found_first(&site.store, founding).await {
        Err(store::Error::Refused(Refusal::NotFound)) => {
            return Ok(Done::to(&Path::SignIn).saying("The school is set up. Sign in."));
        }
        token => token?,
    };
    Ok(Done::to(&Path::Home)
        .signed_in(&site, &token)
        .saying("Welcome. These steps lead to the first order."))
}
