//! One practical: its kit, notes and minutes, and what can be done with it.

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    id::PracticalId,
    risk::Version,
    substance::hazard::CHECK,
};
use store::{
    Desk,
    practical::{self, Found},
    practice::{self, Published},
    risk,
};

use super::{
    kit_card::{kit_card, notes_card},
    order::own_lessons,
    words,
};
use crate::{
    parts::{
        Badge, Button, Card, Crumb, Fact, Facts, Glyph, LinkButton, Mark, Message, Notice,
        NoticeTone, PageHead, PostForm, Remark, Stop, Tone,
    },
    path::Path,
    practice::{Sharer, sharing, still_shared},
    risk::state_badge,
    web::{At, Enter, Failed, Frame, Shown},
    when,
};

/// The risk note to work by: the approved version, or the latest where none is approved.
struct Note {
    version: Version,
    /// What has been written since, and is not approved.
    later: Option<Version>,
}

impl Note {
    async fn of(desk: &Desk<CanLook>, id: PracticalId) -> Result<Option<Self>, Failed> {
        let Some(latest) = risk::latest(desk, id).await? else {
            return Ok(None);
        };
        let approved = risk::approved(desk, id).await?;
        Ok(Some(match approved {
            Some(version) => Self {
                later: Some(latest).filter(|latest| latest.n > version.n),
                version,
            },
            None => Self {
                version: latest,
                later: None,
            },
        }))
    }
}

/// What the page shows.
struct Seen {
    found: Found,
    note: Option<Note>,
    published: Option<Published>,
    adopted_from: Option<String>,
    sharer: Sharer,
    may_write: bool,
    /// Whether they may order it for lessons of theirs.
    may_order: bool,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, At(id): At<PracticalId>) -> Shown {
    let found = practical::find(&desk, id).await?;
    let adopted_from = match found.practice {
        Some(practice) => Some(practice::find(&desk, practice).await?.listed.school),
        None => None,
    };
    let role = desk.who().role;
    // Who teaches nothing may order for others, but goes from their lessons.
    let may_order = role.may(Right::Request) && !own_lessons(&desk).await?.is_empty();
    let seen = Seen {
        note: Note::of(&desk, id).await?,
        published: practice::published(&desk, id).await?,
        adopted_from,
        sharer: Sharer::at(&desk).await?,
        may_write: role.may(Right::WritePracticals),
        may_order,
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
        {is_retired.then(|| retired(&seen))}
        <p class="prose">{entry.summary.clone()}</p>
        <div class="split">
            <div class="stack">{kit}{notes}</div>
            <div class="stack">
                {risk_card(&seen)}
                {facts(&seen)}
                {if is_retired {
                    still_shared(seen.published, seen.sharer)
                } else {
                    sharing(id, seen.published, seen.sharer)
                }}
                {(seen.may_write && !is_retired).then(|| housekeeping(&seen.found))}
            </div>
        </div>
    }
    .into_any()
}

fn retired(seen: &Seen) -> AnyView {
    let words = "This practical is retired: it can’t be ordered any more.";
    let (id, version) = (seen.found.id, seen.found.version.to_string());
    let again = seen.may_write.then(|| {
        view! {
            <PostForm action=format!("/practicals/{id}/offer") class="inline">
                <input type="hidden" name="version" value=version/>
                <Button>"Offer it again"</Button>
            </PostForm>
        }
    });
    view! { <Message notice=Notice::new(NoticeTone::Warn, words)>{again}</Message> }.into_any()
}

fn risk_card(seen: &Seen) -> AnyView {
    let id = seen.found.id;
    let Some(note) = &seen.note else {
        let open = if seen.may_write && seen.found.retired_at.is_none() {
            "Write the note"
        } else {
            "Open the note"
        };
        return view! {
            <Card title="Risk note" class="risk">
                <p><Badge mark=Mark::Warn>"None"</Badge></p>
                <LinkButton href=Path::RiskNote(id).href() glyph=Glyph::Risk>{open}</LinkButton>
            </Card>
        }
        .into_any();
    };
    let version = &note.version;
    let hazards = version
        .text
        .hazards
        .iter()
        .cloned()
        .map(|hazard| view! { <li>{hazard}</li> })
        .collect_view();
    let later = note.later.as_ref().map(|later| {
        let href = Path::RiskVersion(id, later.n).href();
        let words = format!(
            "Version {}: {}",
            later.n,
            later.standing.state().title().to_lowercase()
        );
        view! {
            <Remark>
                "A later one is not in use yet. "
                <a class="link" href=href>{words}</a>
            </Remark>
        }
    });
    let badge = state_badge(version.standing.state());
    let (open, paper) = (
        Path::RiskVersion(id, version.n).href(),
        Path::RiskPaper(id, version.n).href(),
    );
    view! {
        <Card title="Risk note" class="risk">
            <p>{badge}</p>
            <ul class="bullets">{hazards}</ul>
            <p class="small quiet">{CHECK}</p>
            {later}
            <div class="row">
                <LinkButton href=open glyph=Glyph::Risk>"Open the note"</LinkButton>
                <LinkButton href=paper glyph=Glyph::Print>"Print"</LinkButton>
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
    let others = seen
        .found
        .starter
        .as_deref()
        .map(|starter| practical::other_schemes(starter).join("; "))
        .filter(|others| !others.is_empty());
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
                    {when::minutes(minutes.total())}{estimate}<br/><small class="quiet">{steps}</small>
                </Fact>
                {(!scheme.is_empty()).then(|| view! { <Fact term="Scheme">{scheme}</Fact> })}
                {others.map(|others| view! { <Fact term="Also for">{others}</Fact> })}
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
