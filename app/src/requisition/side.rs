//! What stands beside an order: its risk note, the prep room's day, what was said.

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    id::{MemberId, PracticalId},
    moment::{self, Zone},
    practical::EyeProtection,
    requisition::{Comment, CommentSort, Place, Requisition, State},
    risk::{Standing, Version},
    substance::hazard::CHECK,
};

use store::{
    Desk,
    risk::{self, AskedFor, KitHazard},
};

use super::{was::was_shown, words};
use crate::{
    parts::{Card, Checkbox, Fact, FieldError, Meter, MeterPart, PictogramRow, Remark, TextArea},
    path::Path,
    risk::pictograms_of,
    web::Kept,
    when,
};

/// The risk note that an order carries, or its teacher's own.
pub(super) struct Risk {
    practical: Option<PracticalId>,
    approved: Option<Version>,
    /// The hazards of what the order asks for.
    hazards: Vec<KitHazard>,
    /// Hazardous things that the order asks for and the practical does not: no note of the practical's covers them.
    beyond: Vec<String>,
    is_read: bool,
    /// It was sent already.
    is_sent: bool,
    own_note: Option<String>,
    stops: bool,
    /// The day it is, where the order is still being written.
    today: Option<moment::Day>,
}

impl Risk {
    /// Of an order and the version that goes with it.
    pub(super) async fn of(
        desk: &Desk<CanLook>,
        order: &Requisition,
        approved: Option<Version>,
        stops: bool,
    ) -> store::Result<Self> {
        let read = |version: &Version| order.risk.has_read(version.n);
        Ok(Self {
            practical: order.practical,
            is_read: approved.as_ref().is_some_and(read),
            approved,
            hazards: risk::hazards_here(desk, &AskedFor::of_order(&order.lines)).await?,
            beyond: Vec::new(),
            is_sent: order.progress.state() != State::Draft,
            own_note: order.risk.own_note.clone(),
            stops,
            today: None,
        })
    }

    /// With a word on an approval that has lapsed, or will have by the lesson.
    pub(super) fn looked_at(self, today: moment::Day) -> Self {
        Self {
            today: Some(today),
            ..self
        }
    }

    /// With a word on the hazardous things that its teacher added to the practical's kit.
    pub(super) fn beyond(self, beyond: Vec<String>) -> Self {
        Self { beyond, ..self }
    }

    /// As its teacher reads it, and says so.
    pub(super) fn writing(&self, kept: &Kept, lesson: &Place) -> AnyView {
        let Some(version) = &self.approved else {
            return self.own(kept);
        };
        let note = self.note(version);
        let beyond = self.warn_beyond();
        let lapsed = self.lapsed(version, lesson.day);
        let since = (self.is_sent && !self.is_read).then(|| {
            warn("This note has been approved since the order was sent: read it, and say so below.")
        });
        let own = self.own_beside(kept);
        let label = format!("I have read this note for {}", lesson.class_name);
        // Unticked is an answer, too: without one of the two, the form was not asked.
        let before = if self.is_read { "yes" } else { "no" };
        let (is_read, error) = (
            kept.value("read", before) == "yes",
            FieldError::following(kept.error("read")),
        );
        view! {
            <Card title="Risk note" class="risk">
                {lapsed}
                {since}
                <div id="risk-beyond" data-follows>{beyond}</div>
                {own}
                {note}
                <hr class="rule"/>
                {was_shown("read", before)}
                <input type="hidden" name="read" value="no"/>
                <Checkbox name="read" value="yes" label=label checked=is_read error=error/>
            </Card>
        }
        .into_any()
    }

    fn warn_beyond(&self) -> Option<AnyView> {
        if self.beyond.is_empty() {
            return None;
        }
        let uncovered = match &self.approved {
            Some(_) => ": this note does not cover it",
            None => "",
        };
        let added = self.beyond.join(", ");
        Some(warn(&format!(
            "You added {added}{uncovered}. Say here what you do about its risks."
        )))
    }

    /// The teacher's own words on what the note does not cover.
    fn own_beside(&self, kept: &Kept) -> Option<AnyView> {
        let error = kept.error("own-note");
        let is_wanted = !self.beyond.is_empty() || self.own_note.is_some() || error.is_some();
        let is_optional = self.beyond.is_empty() && error.is_none();
        is_wanted.then(|| {
            self.own_field(
                kept,
                "What you do about the risks of what you added",
                "",
                is_optional,
            )
        })
    }

    fn own_field(
        &self,
        kept: &Kept,
        label: &'static str,
        hint: &'static str,
        is_optional: bool,
    ) -> AnyView {
        let own = self.own_note.clone().unwrap_or_default();
        let value = kept.value("own-note", own.clone());
        let error = FieldError::following(kept.error("own-note"));
        view! {
            <TextArea name="own-note" label=label rows=3 hint=hint optional=is_optional value=value error=error/>
            {was_shown("own-note", own)}
        }
        .into_any()
    }

    /// What to say of an approval whose review is overdue on the day of the lesson.
    fn lapsed(&self, version: &Version, lesson: moment::Day) -> Option<AnyView> {
        let Standing::Approved(approval) = &version.standing else {
            return None;
        };
        let today = self.today?;
        let review = when::day(approval.review_on);
        let words = match (approval.has_lapsed(today), self.stops) {
            (true, true) => format!(
                "The review was due on {review}. The school wants a current note before this is ordered: ask the head of science."
            ),
            (true, false) => {
                format!(
                    "The review was due on {review}: ask the head of science whether the note still holds."
                )
            }
            (false, _) if approval.has_lapsed(lesson) => {
                format!("The review is due on {review}, before this lesson.")
            }
            (false, _) => return None,
        };
        Some(warn(&words))
    }

    /// The teacher's own short note, where there is no approved one.
    fn own(&self, kept: &Kept) -> AnyView {
        let (hint, is_optional) = match (self.practical, self.stops) {
            (None, _) => (
                "What may go wrong with this, and what you do about it.",
                false,
            ),
            (Some(_), true) => (
                "This practical has no approved risk note yet. The school wants one before it is ordered: ask the head of science.",
                true,
            ),
            (Some(_), false) => (
                "This practical has no approved risk note yet. You can order it; say here what you do about its risks.",
                true,
            ),
        };
        let link = self.practical.map(|id| {
            view! { <a class="link" href=Path::RiskNote(id).href()>"See its risk note"</a> }
        });
        let is_optional = is_optional && self.beyond.is_empty() && kept.error("own-note").is_none();
        let beyond = self.warn_beyond();
        let field = self.own_field(kept, "Your own short note", hint, is_optional);
        view! {
            <Card title="Risk note" class="risk">
                <div id="risk-beyond" data-follows>{beyond}</div>
                {field}
                {link}
            </Card>
        }
        .into_any()
    }

    /// As the prep room sees it on the tray list.
    pub(super) fn reading(&self) -> AnyView {
        let body = match (&self.approved, &self.own_note) {
            (Some(version), _) => self.note(version),
            (None, Some(own)) => view! { <p class="preline">{own.clone()}</p> }.into_any(),
            (None, None) => {
                view! { <p class="quiet">"No approved note; the teacher wrote none."</p> }
                    .into_any()
            }
        };
        let own = self
            .own_note
            .clone()
            .filter(|_| self.approved.is_some())
            .map(|own| view! { <p><b>"The teacher adds: "</b>{own}</p> });
        let beyond = (!self.beyond.is_empty()).then(|| {
            let added = self.beyond.join(", ");
            warn(&format!(
                "Added to the practical, and covered by no note of its: {added}."
            ))
        });
        view! { <Card title="Risk note" class="risk">{beyond}{body}{own}</Card> }.into_any()
    }

    fn note(&self, version: &Version) -> AnyView {
        let text = &version.text;
        let approved = match &version.standing {
            Standing::Approved(approval) => format!(
                "Version {} · review {}",
                version.n,
                when::day(approval.review_on)
            ),
            Standing::Superseded(_) => format!("Version {} · superseded since", version.n),
            _ => format!("Version {}", version.n),
        };
        let worn = worn(&text.controls, text.eye_protection);
        let hood = text
            .fume_cupboard
            .then(|| "In the fume cupboard".to_owned());
        let controls = worn
            .into_iter()
            .chain(hood)
            .chain(text.controls.iter().cloned())
            .collect();
        let pictograms = pictograms_of(&self.hazards);
        let has_signs = !pictograms.is_empty();
        let link = self.practical.map(
            |id| view! { <a class="link only-screen" href=Path::RiskVersion(id, version.n).href()>"The whole note"</a> },
        );
        view! {
            <p class="small quiet">{approved}</p>
            <div id="risk-signs" data-follows>
                {has_signs.then(|| view! { <PictogramRow pictograms large=true/> })}
            </div>
            {listed("Hazards", text.hazards.clone())}
            {listed("Wear and do", controls)}
            {link}
            <p class="small quiet">{CHECK}</p>
        }
        .into_any()
    }
}

/// The eye protection, where none of the measures names it.
fn worn(controls: &[String], eyes: EyeProtection) -> Option<String> {
    let word = eyes.code();
    let is_named = |control: &String| control.to_lowercase().contains(word);
    let is_told = eyes == EyeProtection::None || controls.iter().any(is_named);
    (!is_told).then(|| format!("Eyes: {word}"))
}

fn warn(words: &str) -> AnyView {
    let words = words.to_owned();
    view! { <Remark warns=true>{words}</Remark> }.into_any()
}

/// A part of a note: its points under its heading.
fn listed(head: &'static str, points: Vec<String>) -> Option<AnyView> {
    if points.is_empty() {
        return None;
    }
    let points = points.into_iter().map(|point| view! { <li>{point}</li> });
    let points = points.collect_view();
    let part = view! {
        <section class="risk-points"><h3>{head}</h3><ul class="bullets">{points}</ul></section>
    };
    Some(part.into_any())
}

/// The prep room's day, in minutes.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub day: moment::Day,
    pub own: u32,
    pub others: u32,
    pub free: u32,
    /// Who would be there, but is away.
    pub away: Vec<String>,
}

impl Day {
    /// How much is asked for on that day, and how much is left.
    pub(super) fn card(&self) -> AnyView {
        let weekday = self.day.format("%A").to_string();
        let asked = self.own + self.others;
        let own = words::minutes(self.own);
        let sentence = if self.free == 0 && !self.away.is_empty() {
            let away = self.away.join(", ");
            format!("This order: {own}. No technician is in on {weekday} (away: {away}).")
        } else if self.free == 0 {
            format!("This order: {own}. Nobody’s hours are entered for {weekday}.")
        } else if asked > self.free {
            format!(
                "This order: {own}. {weekday} is over by {}.",
                words::minutes(asked - self.free)
            )
        } else {
            format!(
                "This order: {own}. {weekday} has {} left.",
                words::minutes(self.free - asked)
            )
        };
        let full = u64::from(self.free);
        let parts = vec![
            MeterPart::Other(u64::from(self.others)),
            MeterPart::Main(u64::from(self.own)),
        ];
        view! {
            <Card title="Prep room that day">
                <Meter label=sentence.clone() full=full parts=parts/>
                <p class="small quiet">{sentence}</p>
            </Card>
        }
        .into_any()
    }
}

/// Who reads what was said, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub me: MemberId,
    pub zone: Zone,
    pub today: moment::Day,
}

/// What the prep room and the teacher said, and the field for saying more.
pub(super) fn talk(comments: &[Comment], said: &Said, more: Option<AnyView>) -> AnyView {
    let lines = comments
        .iter()
        .map(|comment| {
            let class = (comment.by == said.me).then_some("mine");
            let at = when::moment(said.zone, comment.at, said.today);
            let what = match comment.sort {
                CommentSort::Query => "asks",
                CommentSort::Answer => "answers",
                CommentSort::Decline => "declines",
                CommentSort::Cancel => "calls it off",
                CommentSort::Message => "says",
            };
            view! {
                <li class=class>
                    <b>{comment.name.clone()}</b>" "<small class="quiet">{what}</small>
                    <p class="preline">{comment.text.clone()}</p>
                    <small class="quiet">{at}</small>
                </li>
            }
        })
        .collect_view();
    let list = (!comments.is_empty()).then(|| view! { <ul class="talk">{lines}</ul> });
    view! { <Card title="Questions">{list}{more}</Card> }.into_any()
}

/// A term and its value.
pub(super) fn fact(term: &'static str, value: impl ToString) -> AnyView {
    let value = value.to_string();
    view! { <Fact term=term>{value}</Fact> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eye_protection_is_told_once() {
        let controls = ["Goggles from the first pouring.".to_owned()];
        assert_eq!(worn(&controls, EyeProtection::Goggles), None);
        let said = worn(&[], EyeProtection::Goggles);
        assert_eq!(said.as_deref(), Some("Eyes: goggles"));
        assert_eq!(worn(&[], EyeProtection::None), None);
    }
}
