//! The people of a school: roles, invitations, who is no longer there.

use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right, Role,
        right::{CanKeepPeople, CanLook},
    },
    form::{self, Problems},
};
use store::{
    Token,
    account::{
        invitation::{self, Invite, Open},
        member::{self, Listed},
    },
};

use crate::{
    parts::{
        Badge, Button, Card, Choice, DataTable, Head::Words, Mark, PageHead, PostForm, Select,
        Stop, TextInput, Tone, heads,
    },
    path::Path,
    web::{Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown, Site},
};

/// The page: everyone may look, those who keep people may change.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let members = member::list(&desk).await?;
    let invitations = invitation::list(&desk).await?;
    let may_change = desk.who().role.may(Right::KeepPeople);
    let kept = frame.kept.of("/people/invitations");
    frame
        .show(Some(Stop::People), "People", move || {
            view! { <People kept members invitations may_change/> }.into_any()
        })
        .await
}

#[component]
fn People(
    kept: Kept,
    members: Vec<Listed>,
    invitations: Vec<Open>,
    may_change: bool,
) -> impl IntoView {
    let active = members
        .iter()
        .filter(|member| member.deactivated_at.is_none())
        .count();
    let rows = members
        .into_iter()
        .map(|member| member_row(member, may_change))
        .collect_view();
    view! {
        <PageHead title="People" sub=format!("{active} active")/>
        <Card class="flush">
            <DataTable label="People" class="stacked members">
                {heads(["Name", "Initials", "E-mail", "Role"].map(Words))}
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
        {(!invitations.is_empty()).then(|| open_invitations(invitations, may_change))}
        {may_change.then(|| view! { <InviteForm kept/> })}
    }
    .into_any()
}

fn member_row(member: Listed, may_change: bool) -> AnyView {
    let is_active = member.deactivated_at.is_none();
    let name = if may_change {
        view! { <a href=Path::Member(member.id).href()>{member.name.full}</a> }.into_any()
    } else {
        member.name.full.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                {name}
                {(!is_active).then(|| view! { " "<Badge>"No longer here"</Badge> })}
            </th>
            <td data-label="Initials">{member.name.initials}</td>
            <td data-label="E-mail">{address(&member.email)}</td>
            <td data-label="Role">{member.role.title()}</td>
        </tr>
    }
    .into_any()
}

/// An address that breaks before its @, if it must.
fn address(address: &str) -> AnyView {
    let (mailbox, host) = address.split_at(address.find('@').unwrap_or(address.len()));
    view! { {mailbox.to_owned()}<wbr/>{host.to_owned()} }.into_any()
}

fn open_invitations(invitations: Vec<Open>, may_change: bool) -> AnyView {
    let rows = invitations
        .into_iter()
        .map(|open| {
            let name = format!("{} · ", open.name);
            let role = format!(" · {}", open.role.title());
            let email = address(&open.email);
            let acts = may_change.then(|| invitation_acts(&open.email));
            let expired = open
                .has_expired
                .then(|| view! { " "<Badge mark=Mark::Warn>"The link has run out"</Badge> });
            view! { <li><span>{name}{email}{role}{expired}</span>{acts}</li> }
        })
        .collect_view();
    view! { <Card title="Invited, not here yet"><ul class="lines">{rows}</ul></Card> }.into_any()
}

fn invitation_acts(email: &str) -> AnyView {
    let act = |noun: &str, words: &'static str, label: String| {
        let (action, email) = (format!("/people/invitations/{noun}"), email.to_owned());
        view! {
            <PostForm action=action class="inline">
                <input type="hidden" name="email" value=email/>
                <Button tone=Tone::Quiet label=label>{words}</Button>
            </PostForm>
        }
    };
    let send = act("sending", "Send again", format!("Send {email} a new link"));
    let withdraw = act(
        "withdrawal",
        "Withdraw",
        format!("Withdraw the invitation of {email}"),
    );
    view! { <div class="row">{send}{withdraw}</div> }.into_any()
}

#[component]
fn InviteForm(kept: Kept) -> impl IntoView {
    view! {
        <Card title="Invite somebody">
            <PostForm action="/people/invitations" class="form full">
                <div class="fields">
                    <TextInput name="name" label="Name" value=kept.value("name", "") error=kept.error("name")/>
                    <TextInput name="email" label="E-mail address" kind="email"
                        value=kept.value("email", "") error=kept.error("email")/>
                    <Select name="role" label="Role" options=roles()
                        value=kept.value("role", Role::Teacher.code()) error=kept.error("role")/>
                </div>
                <div class="form-acts"><Button tone=Tone::Primary>"Invite"</Button></div>
            </PostForm>
        </Card>
    }
    .into_any()
}

pub(super) fn roles() -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .map(|role| Choice::new(role.code(), role.title()))
        .collect()
}

/// What the invitation form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteSent {
    name: String,
    email: String,
    role: String,
}

impl InviteSent {
    fn parse(&self) -> Result<Invite, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let email = problems.take("email", form::address(&self.email));
        let role = problems.take("role", form::choice(&self.role, Role::from_code));
        match (name, email, role) {
            (Some(name), Some(email), Some(role)) => Ok(Invite { email, name, role }),
            _ => Err(problems),
        }
    }
}

/// Invites somebody. The link goes by mail, and is shown once, for handing over in person.
pub async fn create_invitation(
    Enter(desk): Enter<CanKeepPeople>,
    State(site): State<Site>,
    sent: Sent<InviteSent>,
) -> Result<Done, Failed> {
    let invite = sent.valid(sent.form.parse()).await?;
    let name = invite.name.clone();
    let token = invitation::invite(&desk.once(&sent), invite, |token| link(&site, token)).await;
    let token = sent.accepted(token).await?;
    Ok(handed_over(&site, &token, &format!("{name} is invited.")))
}

/// Which invitation is meant: of what address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Address {
    email: String,
}

/// Sends a new link in place of the last one.
pub async fn create_sending(
    Enter(desk): Enter<CanKeepPeople>,
    State(site): State<Site>,
    sent: Sent<Address>,
) -> Result<Done, Failed> {
    let (desk, email) = (desk.once(&sent), &sent.form.email);
    let token = invitation::send_again(&desk, email, |token| link(&site, token)).await;
    let token = sent.accepted(token).await?;
    Ok(handed_over(
        &site,
        &token,
        &format!("A new link is on its way to {email}."),
    ))
}

/// Takes an invitation back.
pub async fn create_withdrawal(
    Enter(desk): Enter<CanKeepPeople>,
    sent: Sent<Address>,
) -> Result<Done, Failed> {
    sent.accepted(invitation::withdraw(&desk.once(&sent), &sent.form.email).await)
        .await?;
    Ok(Done::to(&Path::People)
        .saying("The invitation is withdrawn: its link is worth nothing now."))
}

fn link(site: &Site, token: &Token) -> String {
    format!("{}/join/{}", site.base_url, token.reveal())
}

/// Says what was done, and the link for handing over in person.
fn handed_over(site: &Site, token: &Token, done: &str) -> Done {
    Done::to(&Path::People).saying(format!(
        "{done} The link, good for {} days: {}",
        invitation::DAYS,
        link(site, token)
    ))
}
