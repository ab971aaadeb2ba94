//! One's own account: what one is called, how one signs in, and where one is signed in.

use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanLook,
    form::{self, Problem, Problems},
};
use store::{
    Desk,
    account::{
        member::{self, Listed, Move},
        password::{self, new_password},
        session::{self, Again},
    },
};

use super::forgotten::NewPassword;
use crate::{
    parts::{Button, Card, PageHead, PostForm, TextInput, Tone},
    path::Path,
    web::{Caller, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown, Signed, Site},
    when,
};

/// Where the forms post to.
pub(super) const NAME: &str = "/me/name";
pub(super) const ADDRESS: &str = "/me/address";
pub(super) const PASSWORD: &str = "/me/password";
pub(super) const ELSEWHERE: &str = "/me/elsewhere";

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, signed: Signed) -> Shown {
    let me = member::find(&desk, desk.who().member).await?.listed;
    let person = signed.visit.person;
    let elsewhere = session::elsewhere(desk.store(), person, &signed.token).await?;
    let elsewhere = elsewhere.iter().map(|open| line(&desk, open)).collect();
    let sub = format!("{} at {}", me.role.title(), desk.who().school_name);
    let kept = frame.kept.clone();
    frame
        .show(None, "Your account", move || {
            whole(&kept, &sub, me, elsewhere)
        })
        .await
}

fn line(desk: &Desk<CanLook>, open: &session::Open) -> String {
    let told = |at| when::moment(desk.who().zone, at, desk.today());
    format!(
        "Signed in {}, last used {}",
        told(open.since),
        told(open.seen)
    )
}

fn whole(kept: &Kept, sub: &str, me: Listed, elsewhere: Vec<String>) -> AnyView {
    let name = name_form(kept.of(NAME), me.clone());
    let address = address_form(kept.of(ADDRESS), me.clone());
    let password = password_form(kept.of(PASSWORD), me.email);
    view! {
        <PageHead title="Your account" sub=sub/>
        <div class="split even">
            <div class="stack">{name}{address}</div>
            <div class="stack">{password}{elsewhere_card(elsewhere)}</div>
        </div>
    }
    .into_any()
}

fn name_form(kept: Kept, me: Listed) -> AnyView {
    let value = kept.value("name", me.name.full);
    let initials = format!(
        "You are {} on the timetable. Who keeps people at your school can change that.",
        me.name.initials
    );
    view! {
        <Card title="Name">
            <PostForm action=NAME class="form">
                <input type="hidden" name="version" value=me.version.to_string()/>
                <TextInput name="name" label="Your name" autocomplete="name" value error=kept.error("name")/>
                <p class="small quiet">{initials}</p>
                <Button>"Save the name"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn address_form(kept: Kept, me: Listed) -> AnyView {
    let value = kept.value("email", me.email);
    view! {
        <Card title="E-mail address">
            <PostForm action=ADDRESS class="form">
                <input type="hidden" name="version" value=me.version.to_string()/>
                <TextInput name="email" label="Your e-mail address" kind="email" autocomplete="email"
                    hint="What you sign in with. The old one is told of the change." value error=kept.error("email")/>
                <TextInput name="password" id="address-password" label="Your password" kind="password"
                    autocomplete="current-password" error=kept.error("password")/>
                <Button>"Save the address"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn password_form(kept: Kept, email: String) -> AnyView {
    let error = kept.error("old");
    view! {
        <Card title="Password">
            <PostForm action=PASSWORD class="form">
                // For whatever keeps the browser's passwords: whose this one is.
                <input type="text" value=email autocomplete="username" readonly hidden/>
                <TextInput name="old" label="The password you have" kind="password" autocomplete="current-password"
                    error/>
                <NewPassword kept label="A new password" again="The new password again"/>
                <Button tone=Tone::Primary>"Change the password"</Button>
                <p class="small quiet">"You stay signed in here, and are signed out everywhere else."</p>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn elsewhere_card(lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return view! {
            <Card title="Signed in elsewhere"><p class="quiet">"You are signed in here only."</p></Card>
        }
        .into_any();
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <Card title="Signed in elsewhere">
            <ul class="lines">{lines}</ul>
            <PostForm action=ELSEWHERE class="row">
                <Button>"Sign out everywhere else"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the form about the name sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameSent {
    name: String,
    version: String,
}

impl NameSent {
    fn parse(&self) -> Result<(String, i64), Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let version = problems.take("version", form::number(&self.version, 1, i64::MAX));
        name.zip(version).ok_or(problems)
    }
}

/// Changes what one is called.
pub async fn change_name(
    Enter(desk): Enter<CanLook>,
    sent: Sent<NameSent>,
) -> Result<Done, Failed> {
    let (name, version) = sent.valid(sent.form.parse()).await?;
    sent.accepted(member::rename(&desk.once(&sent), name, version).await)
        .await?;
    Ok(Done::to(&Path::Me).saying("Saved."))
}

/// What the form about the address sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddressSent {
    email: String,
    password: String,
    version: String,
}

impl AddressSent {
    fn parse(&self, address: String) -> Result<Move, Problems> {
        let mut problems = Problems::default();
        let email = problems.take("email", form::address(&self.email));
        let password = problems.take("password", again(&self.password, address));
        let version = problems.take("version", form::number(&self.version, 1, i64::MAX));
        match (email, password, version) {
            (Some(email), Some(password), Some(version)) => Ok(Move {
                email,
                password,
                version,
            }),
            _ => Err(problems),
        }
    }
}

/// The password that one has, which must be given.
fn again(password: &str, address: String) -> Result<Again, Problem> {
    if password.is_empty() {
        return Err(Problem::Missing);
    }
    Ok(Again {
        password: password.to_owned(),
        address,
    })
}

/// Changes the address that one signs in with.
pub async fn change_address(
    Enter(desk): Enter<CanLook>,
    Caller(caller): Caller,
    sent: Sent<AddressSent>,
) -> Result<Done, Failed> {
    let to = sent.valid(sent.form.parse(caller)).await?;
    let words = format!("You sign in as {} from now on.", to.email);
    sent.accepted(member::move_to(&desk.once(&sent), to).await)
        .await?;
    Ok(Done::to(&Path::Me).saying(words))
}

/// What the form about the password sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordSent {
    old: String,
    password: String,
    again: String,
}

impl PasswordSent {
    fn parse(&self, address: String) -> Result<password::Change, Problems> {
        let mut problems = Problems::default();
        let old = problems.take("old", again(&self.old, address));
        let new = problems.take_all(new_password(&self.password, &self.again));
        match (old, new) {
            (Some(old), Some(new)) => Ok(password::Change { old, new }),
            _ => Err(problems),
        }
    }
}

/// Changes one's password.
pub async fn change_password(
    Enter(desk): Enter<CanLook>,
    signed: Signed,
    Caller(caller): Caller,
    sent: Sent<PasswordSent>,
) -> Result<Done, Failed> {
    let change = sent.valid(sent.form.parse(caller)).await?;
    sent.accepted(password::change(&desk.once(&sent), &signed.token, change).await)
        .await?;
    Ok(Done::to(&Path::Me).saying("Your new password is set."))
}

/// Signs out everywhere but here.
pub async fn end_sessions(State(site): State<Site>, signed: Signed) -> Result<Done, Failed> {
    session::sign_out_elsewhere(&site.store, signed.visit.person, &signed.token).await?;
    Ok(Done::to(&Path::Me).saying("You are signed in here only."))
}
