//! A shared practical: the copy, whom it is from, how it went.

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    id::PracticeId,
    moment::{Day, Zone},
    practical::RiskText,
    practice::Outcome,
};
use store::practice::{self, Found, Published, Told};

use super::list::told;
use crate::{
    parts::{
        Badge, Button, Card, Choice, Crumb, Fact, Facts, Glyph, LinkButton, PageHead, PostForm,
        RadioGroup, Stop, TextArea, Tone,
    },
    path::Path,
    practical::{kit_card, notes_card, words},
    risk::note_text,
    web::{At, Enter, Frame, Kept, Shown},
    when,
};

struct Seen {
    kept: Kept,
    found: Found,
    trials: Vec<Told>,
    published: Option<Published>,
    zone: Zone,
    today: Day,
    may_share: bool,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, At(id): At<PracticeId>) -> Shown {
    let found = practice::find(&desk, id).await?;
    let published = match (found.listed.is_own, found.listed.practical) {
        (true, Some(practical)) => practice::published(&desk, practical).await?,
        _ => None,
    };
    let seen = Seen {
        kept: frame.kept.clone(),
        found,
        published,
        trials: practice::trials(&desk, id).await?,
        zone: desk.who().zone,
        today: desk.today(),
        may_share: desk.who().role.may(Right::Share),
    };
    let title = seen.found.listed.title.clone();
    frame
        .show(Some(Stop::Network), &title, move || whole(&seen))
        .await
}

fn whole(seen: &Seen) -> AnyView {
    let listed = &seen.found.listed;
    let sub = match (listed.is_own, seen.published) {
        (true, Some(_)) => "Shared by us".to_owned(),
        (true, None) => "Shared by us once, and taken back".to_owned(),
        (false, _) => format!("From {}", listed.school),
    };
    let way = vec![Crumb::new(Path::Network.href(), "Network")];
    let acts = acts(seen);
    let summary = listed.summary.clone();
    let title = listed.title.clone();
    let copy = copy(&seen.found);
    let (about, trials, trial_form) = (about(seen), trials(seen), trial_form(seen));
    view! {
        <PageHead title sub way>{acts}</PageHead>
        <p class="prose">{summary}</p>
        <div class="split">
            <div class="stack">{copy}</div>
            <div class="stack">{about}{trials}{trial_form}</div>
        </div>
    }
    .into_any()
}

/// What was shared; whoever adopted it reads no later copy that is not for them.
fn copy(found: &Found) -> AnyView {
    let Some(body) = &found.body else {
        let words = "It is no longer shared with your school. What you adopted is yours and stays.";
        return view! { <p class="prose">{words}</p> }.into_any();
    };
    let kit = kit_card(&body.entry.kit, |kind| body.name_of(kind));
    let notes = notes_card(&body.entry.technician_notes);
    let risk = body.risk.as_ref().map(|text| risk(found, text));
    view! { {kit}{notes}{risk} }.into_any()
}

fn acts(seen: &Seen) -> AnyView {
    let listed = &seen.found.listed;
    let (id, may_share) = (listed.id, seen.may_share);
    let ours = listed.practical.map(|practical| {
        let words = if listed.is_own {
            "Our practical"
        } else {
            "Our copy"
        };
        let href = Path::Practical(practical).href();
        view! { <LinkButton href glyph=Glyph::Practical>{words}</LinkButton> }
    });
    let is_ours = listed.practical.is_some();
    let deed = match (seen.published, listed.is_own, is_ours, may_share) {
        (Some(_), _, _, true) => Some(
            view! {
                <PostForm action=format!("/network/{id}/withdrawal") class="inline">
                    <Button tone=Tone::Danger>"Stop sharing"</Button>
                </PostForm>
            }
            .into_any(),
        ),
        (None, false, false, true) => Some(
            view! {
                <PostForm action=format!("/network/{id}/adoption") class="inline">
                    <Button tone=Tone::Primary glyph=Glyph::Plus>"Adopt it"</Button>
                </PostForm>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! { {ours}{deed} }.into_any()
}

fn risk(found: &Found, text: &RiskText) -> AnyView {
    let (title, aside) = if found.listed.is_own {
        ("Its risk note", "others begin with it as a draft")
    } else {
        (
            "Their risk note",
            "approval does not travel: yours begins as a draft",
        )
    };
    let parts = note_text(text);
    view! { <Card title aside class="risk">{parts}</Card> }.into_any()
}

fn about(seen: &Seen) -> AnyView {
    let listed = &seen.found.listed;
    let prep_room = seen.found.body.as_ref().map(|body| {
        let minutes = when::minutes(body.entry.prep_minutes.total());
        let estimate = body
            .entry
            .is_estimate
            .then(|| view! { " "<Badge>"estimate"</Badge> });
        view! { <Fact term="Prep room">{minutes}{estimate}</Fact> }
    });
    let school = listed.school.clone();
    let shared_at = when::moment(seen.zone, listed.published_at, seen.today);
    let for_whom = format!(
        "{}, {}",
        words::subject(listed.subject),
        words::stage(listed.stage)
    );
    let audience = words::capital(listed.audience.title());
    let lineage = seen.found.lineage.clone();
    let is_own = listed.is_own;
    let told = told(listed);
    view! {
        <Card title="About it">
            <Facts>
                <Fact term="From">{school}</Fact>
                {lineage.map(|from| view! { <Fact term="First from">{from}</Fact> })}
                <Fact term="Shared">{shared_at}</Fact>
                {is_own.then(|| view! { <Fact term="With">{audience}</Fact> })}
                <Fact term="For">{for_whom}</Fact>
                {prep_room}
            </Facts>
            <div class="row">{told}</div>
        </Card>
    }
    .into_any()
}

fn trials(seen: &Seen) -> Option<AnyView> {
    if seen.trials.is_empty() {
        return None;
    }
    let lines = seen
        .trials
        .iter()
        .map(|told| {
            let class = told.is_own.then_some("mine");
            let school = told.school.clone();
            let outcome = told.trial.outcome.title();
            let comment = told.trial.comment.clone();
            let at = when::moment(seen.zone, told.at, seen.today);
            view! {
                <li class=class>
                    <b>{outcome}</b>
                    <p>{comment}</p>
                    <small class="quiet">{format!("{school}, {at}")}</small>
                </li>
            }
        })
        .collect_view();
    Some(view! { <Card title="How it went"><ul class="talk">{lines}</ul></Card> }.into_any())
}

fn trial_form(seen: &Seen) -> Option<AnyView> {
    let listed = &seen.found.listed;
    if listed.is_own || !seen.may_share {
        return None;
    }
    let id = listed.id;
    let said = seen.trials.iter().find(|told| told.is_own);
    let (title, outcome, comment) = said.map_or(("Tried it?", "", String::new()), |told| {
        (
            "Tried it again?",
            told.trial.outcome.code(),
            told.trial.comment.clone(),
        )
    });
    let options: Vec<Choice> = Outcome::ALL
        .into_iter()
        .map(|outcome| Choice::new(outcome.code(), outcome.title()))
        .collect();
    let (outcome, outcome_error) = (
        seen.kept.value("outcome", outcome),
        seen.kept.error("outcome"),
    );
    let (comment, comment_error) = (
        seen.kept.value("comment", comment),
        seen.kept.error("comment"),
    );
    let to = format!(
        "{} reads it, with your school’s name and not yours.",
        listed.school
    );
    Some(
        view! {
            <Card title>
                <p class="small quiet">{to}</p>
                <PostForm action=format!("/network/{id}/trial") class="form">
                    <RadioGroup name="outcome" label="How did it go?" options value=outcome error=outcome_error/>
                    <TextArea name="comment" label="What they should know" rows=3 optional=true value=comment
                        error=comment_error/>
                    <Button>"Tell them"</Button>
                </PostForm>
            </Card>
        }
        .into_any(),
    )
}
