//! The people of a school: roles, invitations, who is no longer there.

use axum::extract::{Path as Part, State};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right, Role,
        right::{CanKeepPeople, CanLook},
    },
    form::{self, Problems},
    id::MemberId,
};
use store::account::{
    invitation::{self, Invite, Open},
    member::{self, Change, Listed},
};

use crate::{
    parts::{
        Badge, Button, Card, Checkbox, Choice, DataTable, PageHead, PostForm, Select, Stop,
        TextInput, Tone,
    },
    path::Path,
    web::{Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown, Site},
};

/// The page: everyone may look, those who keep people may change.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let members = member::list(&desk).await?;
    let invitations = invitation::list(&desk).await?;
    let may_change = desk.who().role.may(Right::KeepPeople);
    let kept = frame.kept.clone();
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
            <DataTable label="People" class="stacked">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Initials"</th>
                        <th scope="col">"E-mail"</th>
                        <th scope="col">"Role"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
        {(!invitations.is_empty()).then(|| open_invitations(invitations))}
        {may_change.then(|| view! { <InviteForm kept/> })}
    }
    .into_any()
}

fn member_row(member: Listed, may_change: bool) -> AnyView {
    let is_active = member.deactivated_at.is_none();
    let role = if may_change {
        view! { <MemberForm member=member.clone()/> }.into_any()
    } else {
        view! { {member.role.title()} }.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                {member.name.full}
                {(!is_active).then(|| view! { " "<Badge>"No longer here"</Badge> })}
            </th>
            <td data-label="Initials">{member.name.initials}</td>
            <td data-label="E-mail">{address(&member.email)}</td>
            <td data-label="Role">{role}</td>
        </tr>
    }
    .into_any()
}

/// An address that breaks before its @, if it must.
fn address(address: &str) -> AnyView {
    let (mailbox, host) = address.split_at(address.find('@').unwrap_or(address.len()));
    view! { {mailbox.to_owned()}<wbr/>{host.to_owned()} }.into_any()
}

#[component]
fn MemberForm(member: Listed) -> impl IntoView {
    let (id, role, version) = (member.id, member.role, member.version);
    let is_active = member.deactivated_at.is_none();
    let label = format!("Role of {}", member.name.full);
    let save = format!("Save {}", member.name.full);
    view! {
        <PostForm action=format!("/people/{id}") class="row">
            <input type="hidden" name="version" value=version.to_string()/>
            <Select id=format!("role-{id}") name="role" label options=roles() value=role.code()/>
            <Checkbox id=format!("active-{id}") name="active" label="Active" value="yes" checked=is_active/>
            <Button label=save>"Save"</Button>
        </PostForm>
    }
    .into_any()
}

fn open_invitations(invitations: Vec<Open>) -> AnyView {
    let rows = invitations
        .into_iter()
        .map(|open| view! { <li>{format!("{} · {} · {}", open.name, open.email, open.role.title())}</li> })
        .collect_view();
    view! { <Card title="Invited, not here yet"><ul>{rows}</ul></Card> }.into_any()
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

fn roles() -> Vec<Choice> {
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
    let link = |token: &store::Token| format!("{}/join/{}", site.base_url, token.reveal());
    let token = sent
        .accepted(invitation::invite(&desk.once(&sent), invite, link).await)
        .await?;
    Ok(Done::to(&Path::People).saying(format!(
        "{name} is invited. The link, good for 14 days: {}",
        link(&token)
    )))
}

/// What a member's form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MemberSent {
    role: String,
    active: String,
    version: String,
}

impl MemberSent {
    fn parse(&self, id: MemberId) -> Result<Change, Problems> {
        let mut problems = Problems::default();
        let role = problems.take("role", form::choice(&self.role, Role::from_code));
        let version = problems.take("version", form::number(&self.version, 1, i64::MAX));
        match (role, version) {
            (Some(role), Some(version)) => Ok(Change {
                id,
                role,
                active: !self.active.is_empty(),
                version,
            }),
            _ => Err(problems),
        }
    }
}

/// Changes a member's role, or whether they are active.
pub async fn change_member(
    Enter(desk): Enter<CanKeepPeople>,
    Part(id): Part<MemberId>,
    sent: Sent<MemberSent>,
) -> Result<Done, Failed> {
    let change = sent.valid(sent.form.parse(id)).await?;
    sent.accepted(member::change(&desk.once(&sent), change).await)
        .await?;
    Ok(Done::to(&Path::People).saying("Saved."))
}
