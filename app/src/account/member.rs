//! One member of a school: what they are called, what they are here, and what was done about it.

use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Role, right::CanKeepPeople},
    form::{self, Problems},
    id::MemberId,
};
use store::{
    Desk,
    account::member::{self, Change, Described, Details, Listed, Standing},
    event::{self, Event, Noun},
};

use super::{forgotten, people::roles};
use crate::{
    parts::{
        Badge, Button, Card, Checkbox, Crumb, History, HistoryLine, LinkButton, Message, Notice,
        NoticeTone, PageHead, PostForm, Select, Stop, TextInput, Tone,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown, Site},
    when,
};

/// So much of a member's history is shown.
const EVENTS: i64 = 20;

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanKeepPeople>, At(id): At<MemberId>) -> Shown {
    let found = member::find(&desk, id).await?;
    let events = event::history(&desk, Noun::Member, id, EVENTS).await?;
    let name = &found.listed.name.full;
    let history = events
        .iter()
        .map(|event| line(&desk, name, event))
        .collect();
    let kept = frame.kept.clone();
    let title = found.listed.name.full.clone();
    let whose = if desk.who().member == id {
        Whose::Own
    } else if found.is_elsewhere {
        Whose::Shared
    } else {
        Whose::School
    };
    frame
        .show(Some(Stop::People), &title, move || {
            view! { <Member kept listed=found.listed whose history/> }.into_any()
        })
        .await
}

/// Whose a member's name and address are to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The school's: nobody else knows the member.
    School,
    /// The member's alone: another school knows them too.
    Shared,
    /// Of whoever looks at the page: changed where everybody changes their own.
    Own,
}

#[component]
fn Member(kept: Kept, listed: Listed, whose: Whose, history: Vec<HistoryLine>) -> impl IntoView {
    let gone = listed
        .deactivated_at
        .map(|_| view! { <Badge>"No longer here"</Badge> });
    let way = vec![Crumb::new(Path::People.href(), "People")];
    let standing = standing_form(&kept, listed.clone(), whose);
    let details = details_form(&kept, listed.clone(), whose);
    let link = (whose == Whose::School && listed.deactivated_at.is_none())
        .then(|| link_form(listed.id, listed.version));
    view! {
        <PageHead title=listed.name.full sub=listed.role.title() way>{gone}</PageHead>
        <div class="split">
            <div class="stack">{details}{standing}{link}</div>
            <Card title="History"><History lines=history/></Card>
        </div>
    }
    .into_any()
}

fn details_form(kept: &Kept, listed: Listed, whose: Whose) -> AnyView {
    let action = format!("{}/details", Path::Member(listed.id).href());
    let kept = kept.of(&action);
    let initials = kept.value("initials", listed.name.initials);
    let own = if let Some(notice) = elsewhere(whose) {
        view! {
            {notice}
            <input type="hidden" name="name" value=listed.name.full/>
            <input type="hidden" name="email" value=listed.email/>
        }
        .into_any()
    } else {
        let name = kept.value("name", listed.name.full);
        let email = kept.value("email", listed.email);
        view! {
            <TextInput name="name" label="Name" value=name error=kept.error("name")/>
            <TextInput name="email" label="E-mail address" kind="email" hint="What they sign in with."
                value=email error=kept.error("email")/>
        }
        .into_any()
    };
    view! {
        <Card title="Details">
            <PostForm action=action class="form">
                <input type="hidden" name="version" value=listed.version.to_string()/>
                {own}
                <TextInput name="initials" label="Initials" hint="As on the timetable." value=initials
                    error=kept.error("initials")/>
                <Button tone=Tone::Primary>"Save"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// Where name and address are changed, when it is not here.
fn elsewhere(whose: Whose) -> Option<AnyView> {
    let notice = |words| Notice::new(NoticeTone::Note, words);
    match whose {
        Whose::School => None,
        Whose::Shared => {
            let words =
                "Another school knows them too, so their name and address can’t be changed here.";
            Some(view! { <Message notice=notice(words)/> }.into_any())
        }
        Whose::Own => {
            let words = "This is you: your name and address are changed in your own account.";
            Some(
                view! {
                    <Message notice=notice(words)>
                        <LinkButton href=Path::Me.href()>"Your account"</LinkButton>
                    </Message>
                }
                .into_any(),
            )
        }
    }
}

fn standing_form(kept: &Kept, listed: Listed, whose: Whose) -> AnyView {
    let action = Path::Member(listed.id).href();
    let kept = kept.of(&action);
    let role = kept.value("role", listed.role.code());
    let is_active = kept.ticked("active", listed.deactivated_at.is_none());
    let own = (whose == Whose::Own).then(|| {
        let words = "This is you. Only another administrator or head of science can take from you that you keep people here.";
        view! { <p class="small quiet">{words}</p> }
    });
    view! {
        <Card title="Role">
            {own}
            <PostForm action=action class="form">
                <input type="hidden" name="version" value=listed.version.to_string()/>
                <Select name="role" label="Role" options=roles() value=role error=kept.error("role")/>
                <Checkbox name="active" label="Active" value="yes" checked=is_active
                    hint="Who is not active can’t sign in here; what they did stays."/>
                <Button>"Save the role"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// For who has forgotten their password, and whom no mail reaches.
fn link_form(id: MemberId, version: i64) -> AnyView {
    view! {
        <Card title="Password forgotten?">
            <PostForm action=format!("{}/link", Path::Member(id).href()) class="form">
                <input type="hidden" name="version" value=version.to_string()/>
                <p class="small quiet">"Make a link and hand it over: it is good for an hour, and once. The password they have works until they choose another."</p>
                <Button>"Make a link"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn line(desk: &Desk<CanKeepPeople>, name: &str, event: &Event) -> HistoryLine {
    let (zone, today) = (desk.who().zone, desk.today());
    HistoryLine {
        when: when::moment(zone, event.at, today),
        at: when::machine(event.at),
        who: event.by.clone().unwrap_or_default(),
        what: what(name, event),
        undone: false,
    }
}

/// What was done to a member of that name: "changed the role from teacher to technician".
fn what(name: &str, event: &Event) -> String {
    // Older lines tell a role alone, or nothing.
    let standing = |text: &Option<String>| event::read::<Standing>(text.as_deref()).ok().flatten();
    let title = |standing: Standing| standing.role.title().to_lowercase();
    let (was, is) = (standing(&event.before), standing(&event.after));
    // Who was written down by another did not do it.
    let by_another = event.by.as_ref().is_some_and(|by| by != name);
    match (event.verb.as_str(), was, is) {
        ("joined", None, Some(is)) if by_another => format!("added {name} as {}", title(is)),
        ("joined", Some(_), Some(is)) if by_another => {
            format!("added {name} again, as {}", title(is))
        }
        ("joined", None, Some(is)) => format!("joined as {}", title(is)),
        ("joined", Some(_), Some(is)) => format!("joined again as {}", title(is)),
        ("changed", Some(was), Some(is)) => {
            format!("changed the role from {} to {}", title(was), title(is))
        }
        ("deactivated", ..) => "set as no longer here".to_owned(),
        ("activated", _, Some(is)) => format!("set as here again, as {}", title(is)),
        ("described", ..) => described(event),
        ("relinked", ..) => "made a link to choose a new password".to_owned(),
        (verb, ..) => verb.to_owned(),
    }
}

fn described(event: &Event) -> String {
    let read = |text: &Option<String>| event::read::<Described>(text.as_deref()).ok().flatten();
    let (Some(was), Some(is)) = (read(&event.before), read(&event.after)) else {
        return event.verb.clone();
    };
    let initials = (was.initials != is.initials)
        .then(|| format!("the initials from {} to {}", was.initials, is.initials));
    let changed: Vec<String> = is
        .name
        .then(|| "the name".to_owned())
        .into_iter()
        .chain(is.email.then(|| "the address".to_owned()))
        .chain(initials)
        .collect();
    if changed.is_empty() {
        "saved the details as they were".to_owned()
    } else {
        format!("changed {}", changed.join(" and "))
    }
}

/// What the form about the role sends.
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
    At(id): At<MemberId>,
    sent: Sent<MemberSent>,
) -> Result<Done, Failed> {
    let change = sent.valid(sent.form.parse(id)).await?;
    sent.accepted(member::change(&desk.once(&sent), change).await)
        .await?;
    Ok(Done::to(&Path::People).saying("Saved."))
}

/// What the form about the details sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DetailsSent {
    name: String,
    initials: String,
    email: String,
    version: String,
}

impl DetailsSent {
    fn parse(&self) -> Result<(Details, i64), Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let initials = problems.take("initials", form::text(&self.initials, 6));
        let email = problems.take("email", form::address(&self.email));
        let version = problems.take("version", form::number(&self.version, 1, i64::MAX));
        let details = || {
            Some(Details {
                name: name?,
                initials: initials?,
                email: email?,
            })
        };
        details().zip(version).ok_or(problems)
    }
}

/// Changes how a member is called and reached.
pub async fn change_details(
    Enter(desk): Enter<CanKeepPeople>,
    At(id): At<MemberId>,
    sent: Sent<DetailsSent>,
) -> Result<Done, Failed> {
    let (details, version) = sent.valid(sent.form.parse()).await?;
    sent.accepted(member::describe(&desk.once(&sent), id, details, version).await)
        .await?;
    Ok(Done::to(&Path::People).saying("Saved."))
}

#[cfg(test)]
mod tests {
    use shared::moment::Moment;

    use super::*;

    #[test]
    fn who_was_added_did_not_do_it() {
        let joined = |by: Option<&str>| Event {
            at: Moment(0),
            by: by.map(str::to_owned),
            verb: "joined".to_owned(),
            before: None,
            after: Some(r#"{"role":"teacher","active":true}"#.to_owned()),
        };
        let told = |by| what("Ada Lunt", &joined(by));
        assert_eq!(told(Some("Hannah Birch")), "added Ada Lunt as teacher");
        assert_eq!(told(Some("Ada Lunt")), "joined as teacher");
        assert_eq!(told(None), "joined as teacher");
    }
}

/// What the form for a link sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinkSent {
    version: String,
}

/// Makes a link to choose a new password, and shows it once.
pub async fn create_link(
    Enter(desk): Enter<CanKeepPeople>,
    State(site): State<Site>,
    At(id): At<MemberId>,
    sent: Sent<LinkSent>,
) -> Result<Done, Failed> {
    let version = sent.form.version.parse().unwrap_or(0);
    let token = member::relink(&desk.once(&sent), id, version).await;
    let token = sent.accepted(token).await?;
    Ok(Done::to(&Path::Member(id)).saying(format!(
        "The link, good for an hour: {}",
        forgotten::link(&site, &token)
    )))
}
