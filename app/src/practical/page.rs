//! One practical: its kit, notes and minutes, and what can be done with it.

use axum::extract::Path as Part;
use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    id::PracticalId,
    practice::Audience,
    risk::{State, Version},
    substance::hazard::CHECK,
};
use store::{
    practical::{self, Found},
    practice::{self, Published},
    risk, school,
};

use super::{
    kit_card::{kit_card, notes_card},
    words,
};
use crate::{
    parts::{
        Badge, Button, Card, Choice, Crumb, Fact, Facts, Glyph, LinkButton, Mark, Message, Notice,
        NoticeTone, PageHead, PostForm, Select, Stop, Tone,
    },
    path::Path,
    web::{Enter, Frame, Shown},
};

/// What the page shows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a button that is there or not"
)]
struct Seen {
    found: Found,
    note: Option<Version>,
    has_approved: bool,
    published: Option<Published>,
    adopted_from: Option<String>,
    in_trust: bool,
    may_write: bool,
    may_share: bool,
    may_order: bool,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Part(id): Part<PracticalId>) -> Shown {
    let found = practical::find(&desk, id).await?;
    let adopted_from = match found.practice {
        Some(practice) => Some(practice::find(&desk, practice).await?.listed.school),
        None => None,
    };
    let role = desk.who().role;
    let seen = Seen {
        note: risk::latest(&desk, id).await?,
        has_approved: risk::approved(&desk, id).await?.is_some(),
        published: practice::published(&desk, id).await?,
        adopted_from,
        in_trust: school::own(&desk).await?.trust.is_some(),
        may_write: role.may(Right::WritePracticals),
        may_share: role.may(Right::Share),
        may_order: role.may(Right::Request),
        found,
    };
    let title = seen.found.entry.title.clone();
    frame
        .show(Some(Stop::Practicals), &title, move || whole(seen))
        .await
}

fn whole(seen: Seen) -> AnyView {
    let id = seen.found.id;
    let entry = &seen.found.entry;
    let sub = format!(
        "{}, {}",
        words::subject(entry.subject),
        words::stage(entry.stage)
    );
    let is_retired = seen.found.retired_at.is_some();
    let order = format!("/practicals/{id}/order");
    let kit = kit_card(&entry.kit, |kind| seen.found.name_of(kind));
    let notes = notes_card(&entry.technician_notes);
    view! {
        <PageHead title=entry.title.clone() sub way=vec![Crumb::new(Path::Practicals.href(), "Practicals")]>
            {(seen.may_write && !is_retired)
                .then(|| view! { <LinkButton href=Path::EditPractical(id).href() glyph=Glyph::Edit>"Change"</LinkButton> })}
            {(seen.may_order && !is_retired)
                .then(|| view! { <LinkButton href=order tone=Tone::Primary glyph=Glyph::Order>"Order it"</LinkButton> })}
        </PageHead>
        {is_retired
            .then(|| view! { <Message notice=Notice::new(NoticeTone::Warn, "This practical is retired: it can’t be ordered any more.")/> })}
        <p class="prose">{entry.summary.clone()}</p>
        <div class="split">
            <div class="stack">{kit}{notes}</div>
            <div class="stack">
                {risk_card(&seen)}
                {facts(&seen)}
                {(!is_retired).then(|| sharing(&seen))}
                {(seen.may_write && !is_retired).then(|| housekeeping(&seen.found))}
            </div>
        </div>
    }
    .into_any()
}

fn risk_card(seen: &Seen) -> AnyView {
    let id = seen.found.id;
    let is_written = seen.note.is_some();
    let standing = match (&seen.note, seen.has_approved) {
        (_, true) => view! { <Badge mark=Mark::Good>"Approved"</Badge> }.into_any(),
        (Some(note), false) => {
            let mark = if note.standing.state() == State::Submitted {
                Mark::Note
            } else {
                Mark::Warn
            };
            let title = note.standing.state().title();
            view! { <Badge mark>{title}</Badge> }.into_any()
        }
        (None, false) => view! { <Badge mark=Mark::Warn>"None"</Badge> }.into_any(),
    };
    let words = seen.note.as_ref().map(|note| {
        let hazards = note
            .text
            .hazards
            .iter()
            .cloned()
            .map(|hazard| view! { <li>{hazard}</li> })
            .collect_view();
        view! { <ul class="bullets">{hazards}</ul><p class="small quiet">{CHECK}</p> }
    });
    view! {
        <Card title="Risk note" class="risk">
            <p>{standing}</p>
            {words}
            <div class="row">
                <LinkButton href=Path::RiskNote(id).href() glyph=Glyph::Risk>"Open the note"</LinkButton>
                {is_written
                    .then(|| view! { <LinkButton href=Path::RiskPaper(id).href() glyph=Glyph::Print>"Print"</LinkButton> })}
            </div>
        </Card>
    }
    .into_any()
}

fn facts(seen: &Seen) -> AnyView {
    let entry = &seen.found.entry;
    let (is_estimate, group_size) = (entry.is_estimate, entry.group_size);
    let minutes = entry.prep_minutes;
    let estimate = entry
        .is_estimate
        .then(|| view! { " "<Badge>"estimate"</Badge> });
    let steps = format!(
        "make {}, gather {}, deliver {}, clear away {}",
        minutes.make, minutes.gather, minutes.deliver, minutes.clear
    );
    let scheme = [entry.scheme.clone(), entry.scheme_number.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let source = seen.adopted_from.as_ref().map_or_else(
        || match (&seen.found.starter, &entry.source) {
            (Some(_), Some(source)) => format!("Starter library: {source}"),
            (_, Some(source)) => source.clone(),
            (_, None) => "Written here".to_owned(),
        },
        |school| format!("Adopted from {school}"),
    );
    let network = seen
        .found
        .practice
        .map(|practice| view! { " "<a class="link" href=Path::Practice(practice).href()>"See it there"</a> });
    view! {
        <Card title="About it">
            <Facts>
                <Fact term="Group of">{format!("{group_size} pupils")}</Fact>
                <Fact term="Prep room">
                    {words::minutes(minutes.total())}{estimate}<br/><small class="quiet">{steps}</small>
                </Fact>
                {(!scheme.is_empty()).then(|| view! { <Fact term="Scheme">{scheme}</Fact> })}
                <Fact term="From">{words::capital(&source)}{network}</Fact>
            </Facts>
            {is_estimate
                .then(|| {
                    view! {
                        <p class="small quiet">
                            "Amounts and minutes are estimates until somebody here has tried it and says otherwise."
                        </p>
                    }
                })}
        </Card>
    }
    .into_any()
}

fn sharing(seen: &Seen) -> AnyView {
    let id = seen.found.id;
    if let Some(published) = seen.published {
        let href = Path::Practice(published.id).href();
        let who = published.audience.title();
        let again = seen.may_share.then(|| {
            view! {
                <PostForm action=format!("/practicals/{id}/sharing") class="row">
                    <input type="hidden" name="audience" value=published.audience.code()/>
                    <Button>"Share it as it is now"</Button>
                    <LinkButton href=href.clone()>"How it went elsewhere"</LinkButton>
                </PostForm>
            }
        });
        let renewed = format!("Shared with {who}.");
        return view! { <Card title="Sharing"><p>{renewed}</p>{again}</Card> }.into_any();
    }
    if !seen.may_share {
        return ().into_any();
    }
    let choices = Audience::ALL
        .into_iter()
        .filter(|audience| seen.in_trust || *audience == Audience::Everyone)
        .map(|audience| Choice::new(audience.code(), words::capital(audience.title())))
        .collect();
    view! {
        <Card title="Share it">
            <p class="small quiet">
                "A copy with its kit, notes and the text of its risk note. Nothing else of your school is seen."
            </p>
            <PostForm action=format!("/practicals/{id}/sharing") class="form">
                <Select name="audience" label="With" options=choices/>
                <Button glyph=Glyph::Network>"Share"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn housekeeping(found: &Found) -> AnyView {
    let (id, version) = (found.id, found.version.to_string());
    view! {
        <div class="row">
            <PostForm action=format!("/practicals/{id}/copy") class="inline"><Button>"Copy"</Button></PostForm>
            <PostForm action=format!("/practicals/{id}/retirement") class="inline">
                <input type="hidden" name="version" value=version/>
                <Button tone=Tone::Danger>"Retire it"</Button>
            </PostForm>
        </div>
    }
    .into_any()
}
