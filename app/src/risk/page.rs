//! One risk note: its text, the hazards computed from the kit beside it, its versions and its steps.

use axum::extract::Query;
use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    id::PracticalId,
    moment::{Day, Zone},
    risk::{Standing, State},
    substance::hazard::CHECK,
};
use store::{
    practical::{self, Found},
    risk::{self, KitHazard, Named},
};

use super::{
    list::state_badge,
    parts::{
        Asked, Asking, Substances, Unasked, approved_version, chosen_version, eyes, note_text,
        residual,
    },
};
use crate::{
    parts::{
        Button, Card, Crumb, DateInput, Empty, Fact, Facts, Glyph, LinkButton, Message, Notice,
        NoticeTone, PageHead, PostForm, Remark, Stop, TextArea, Tone,
    },
    path::Path,
    web::{At, Enter, Frame, Kept, Shown},
    when,
};

/// Notes are looked at anew after so many days.
const REVIEW_DAYS: u64 = 365;

struct Seen {
    kept: Kept,
    found: Found,
    hazards: Vec<KitHazard>,
    versions: Vec<Named>,
    shown: Option<Named>,
    zone: Zone,
    today: Day,
    may_write: bool,
    may_approve: bool,
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    At(id): At<PracticalId>,
    Query(asked): Query<Asked>,
) -> Shown {
    let found = practical::find(&desk, id).await?;
    let versions = risk::versions(&desk, id).await?;
    let shown = chosen_version(&versions, &asked, Unasked::Latest)?.cloned();
    let role = desk.who().role;
    let seen = Seen {
        kept: frame.kept.clone(),
        hazards: risk::hazards_here(&desk, &risk::AskedFor::of_kit(&found)).await?,
        zone: desk.who().zone,
        today: desk.today(),
        may_write: role.may(Right::WritePracticals) && found.retired_at.is_none(),
        may_approve: role.may(Right::ApproveRisk) && found.retired_at.is_none(),
        found,
        versions,
        shown,
    };
    let title = format!("Risk note: {}", seen.found.entry.title);
    frame
        .show(Some(Stop::RiskNotes), &title, move || whole(seen))
        .await
}

fn whole(seen: Seen) -> AnyView {
    let id = seen.found.id;
    let title = seen.found.entry.title.clone();
    let way = vec![Crumb::new(Path::RiskNotes.href(), "Risk notes")];
    let Some(shown) = seen.shown.clone() else {
        let write = seen.may_write.then(|| {
            view! { <LinkButton href=edit_href(id) tone=Tone::Primary glyph=Glyph::Edit>"Write it"</LinkButton> }
        });
        let substances = substances(&seen.found, seen.hazards.clone());
        return view! {
            <PageHead title way/>
            <Empty glyph=Glyph::Risk title="No risk note yet"
                words="Until one is approved, orders for this practical carry a warning.">
                {write}
            </Empty>
            {substances}
        }
        .into_any();
    };
    let is_latest = seen
        .versions
        .first()
        .is_some_and(|first| first.version.n == shown.version.n);
    let sub = format!("Version {}", shown.version.n);
    let change = (seen.may_write && is_latest && shown.version.standing.state() != State::Submitted)
        .then(|| view! { <LinkButton href=edit_href(id) glyph=Glyph::Edit>"Write a new version"</LinkButton> });
    let steps = is_latest.then(|| steps(&seen, &shown));
    let asking = Asking::of(&seen.hazards, |hazard| seen.found.name_of(&hazard.kind));
    let text = text(&shown, &asking);
    let substances = substances(&seen.found, seen.hazards.clone());
    let facts = facts(&seen, &shown);
    let versions = versions(&seen, shown.version.n);
    let paper = Path::RiskPaper(id, shown.version.n).href();
    let of_practical = Path::Practical(id).href();
    let in_use = approved_version(&seen.versions)
        .map(|named| named.version.n)
        .filter(|n| *n != shown.version.n)
        .map(|n| {
            let href = Path::RiskVersion(id, n).href();
            view! {
                <Remark>
                    "Orders carry the approved one: "
                    <a class="link" href=href>{format!("version {n}")}</a>
                </Remark>
            }
        });
    view! {
        <PageHead title sub way>
            <LinkButton href=of_practical glyph=Glyph::Practical>"The practical"</LinkButton>
            <LinkButton href=paper glyph=Glyph::Print>"Print"</LinkButton>
            {change}
        </PageHead>
        {(!is_latest)
            .then(|| view! { <Message notice=Notice::new(NoticeTone::Warn, "A later version has been written since.")/> })}
        {in_use}
        <div class="split">
            <div class="stack">{substances}{text}</div>
            <div class="stack">{steps}{facts}{versions}</div>
        </div>
    }
    .into_any()
}

fn edit_href(id: PracticalId) -> String {
    format!("{}/edit", Path::RiskNote(id).href())
}

/// The computed half: what the labels of the kit's substances say at the strengths used.
pub(super) fn substances(found: &Found, hazards: Vec<KitHazard>) -> AnyView {
    let all = Substances::of(hazards, |hazard| found.name_of(&hazard.kind)).view();
    view! {
        <Card title="Substances of the kit" aside="computed from the kit at the strengths used" class="risk">
            {all}
            <p class="risk-foot">{CHECK}</p>
        </Card>
    }
    .into_any()
}

fn text(shown: &Named, asking: &Asking) -> AnyView {
    let text = &shown.version.text;
    let worn = eyes(text.eye_protection);
    let cupboard = if text.fume_cupboard {
        "Needed"
    } else {
        "Not asked for"
    };
    let residual = residual(text.residual);
    let unmet = asking
        .unmet(text.eye_protection)
        .map(|words| view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> });
    let parts = note_text(text);
    view! {
        <Card title="The note" class="risk">
            {unmet}
            <Facts across=true>
                <Fact term="Eyes">{worn}</Fact>
                <Fact term="Fume cupboard">{cupboard}</Fact>
                <Fact term="Remaining risk">{residual}</Fact>
            </Facts>
            {parts}
        </Card>
    }
    .into_any()
}

fn facts(seen: &Seen, shown: &Named) -> AnyView {
    let at = |moment| when::moment(seen.zone, moment, seen.today);
    let author = shown
        .author
        .clone()
        .unwrap_or_else(|| "came with the practical".to_owned());
    let source = if shown.author.is_some() {
        "Written by"
    } else {
        "Source"
    };
    let written = at(shown.version.written_at);
    let decided_by = shown.decided_by.clone().unwrap_or_default();
    let decided = match &shown.version.standing {
        Standing::Draft | Standing::Superseded(None) => None,
        Standing::Submitted { at: then } => Some(("Submitted", at(*then))),
        Standing::Approved(approval) | Standing::Superseded(Some(approval)) => {
            Some(("Approved", format!("by {decided_by}, {}", at(approval.at))))
        }
        Standing::SentBack { at: then, .. } => {
            Some(("Sent back", format!("by {decided_by}, {}", at(*then))))
        }
    };
    let review = match &shown.version.standing {
        Standing::Approved(approval) => Some(when::day(approval.review_on)),
        _ => None,
    };
    let badge = state_badge(shown.version.standing.state());
    view! {
        <Card title="How it stands">
            <Facts>
                <Fact term="State">{badge}</Fact>
                <Fact term=source>{author}</Fact>
                <Fact term="Written">{written}</Fact>
                {decided.map(|(term, words)| view! { <Fact term>{words}</Fact> })}
                {review.map(|day| view! { <Fact term="Review">{day}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}

/// What can be done with the latest version.
fn steps(seen: &Seen, shown: &Named) -> AnyView {
    let id = seen.found.id;
    let n = shown.version.n.to_string();
    match &shown.version.standing {
        Standing::Draft if seen.may_write => view! {
            <Card title="Is it ready?">
                <PostForm action=format!("/risk-notes/{id}/submission") class="form">
                    <input type="hidden" name="version" value=n/>
                    <p class="small quiet">"The head of science reads it, and approves it or sends it back."</p>
                    <Button tone=Tone::Primary class="wide">"Submit for approval"</Button>
                </PostForm>
            </Card>
        }
        .into_any(),
        Standing::Submitted { .. } if seen.may_approve => decision(seen, n),
        Standing::Submitted { .. } => view! {
            <Message notice=Notice::new(NoticeTone::Note, "It is waiting for the head of science.")/>
        }
        .into_any(),
        Standing::SentBack { reason, .. } => {
            let words = format!("Sent back: {reason}");
            view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> }.into_any()
        }
        _ => ().into_any(),
    }
}

fn decision(seen: &Seen, n: String) -> AnyView {
    let id = seen.found.id;
    let in_a_year = seen
        .today
        .checked_add_days(chrono::Days::new(REVIEW_DAYS))
        .unwrap_or(seen.today)
        .to_string();
    let review = seen.kept.value("review_on", in_a_year);
    let review_error = seen.kept.error("review_on");
    let (reason, reason_error) = (seen.kept.value("reason", ""), seen.kept.error("reason"));
    let first = n.clone();
    view! {
        <Card title="Your decision">
            <PostForm action=format!("/risk-notes/{id}/approval") class="form">
                <input type="hidden" name="version" value=first/>
                <DateInput name="review_on" label="Review on" value=review error=review_error/>
                <Button tone=Tone::Primary class="wide" glyph=Glyph::Check>"Approve"</Button>
            </PostForm>
            <hr class="rule"/>
            <PostForm action=format!("/risk-notes/{id}/return") class="form">
                <input type="hidden" name="version" value=n/>
                <TextArea name="reason" label="What needs changing" rows=2 value=reason error=reason_error/>
                <Button>"Send back"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn versions(seen: &Seen, shown: u32) -> AnyView {
    let id = seen.found.id;
    let lines = seen
        .versions
        .iter()
        .map(|named| {
            let n = named.version.n;
            let href = Path::RiskVersion(id, n).href();
            let words = format!("Version {n}");
            let here = (n == shown).then_some("true");
            let by = named
                .author
                .clone()
                .unwrap_or_else(|| "came with the practical".to_owned());
            let day = when::day(seen.zone.day(named.version.written_at));
            let badge = state_badge(named.version.standing.state());
            view! {
                <li>
                    <span class="line-words">
                        <a href=href class="link" aria-current=here>{words}</a>
                        <small class="quiet">{format!("{by}, {day}")}</small>
                    </span>
                    {badge}
                </li>
            }
        })
        .collect_view();
    view! { <Card title="Versions"><ul class="lines">{lines}</ul></Card> }.into_any()
}
