//! What shall it be? Choosing a practical, or free lines, for a lesson.

mod deeds;
mod offered;

pub use deeds::{change_practical, create_order};
pub(super) use offered::ordered_view;

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Right, right::CanRequest},
    id::{ClassId, PracticalId, RequisitionId, SlotId},
    moment::{self, Day},
    practical::{Stage, Subject},
    refusal::Refusal,
    requisition::{Card as Order, Spot, State},
};
use store::{
    Desk,
    practical::{self, ListQuery, Listed},
    requisition::{self, Ordered},
    timetable::lesson,
};

use super::{lessons::Whose, words};
use crate::{
    parts::{Crumb, Stop},
    path::Path,
    web::{At, Enter, Failed, Frame, Shown},
};

use offered::Choosing;

/// For which lesson, and what is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    slot: String,
    day: String,
    words: String,
    all: String,
}

/// What is chosen for.
#[derive(Clone, Debug)]
struct For {
    /// Where the choice is posted to.
    action: String,
    /// The page itself, without what is looked for.
    here: String,
    slot: Option<(SlotId, Day)>,
    sub: String,
    class: Option<ClassId>,
    subject: Option<Subject>,
    stage: Option<Stage>,
    way: Vec<Crumb>,
}

/// What is offered.
#[derive(Clone, Debug, Default)]
struct Offers {
    recent: Vec<Listed>,
    of_class: Vec<Listed>,
    found: Vec<Listed>,
    has_more: bool,
    /// What fits in other stages and subjects, where nothing else does.
    elsewhere: Vec<Listed>,
    drafts: Vec<Order>,
    /// What was sent for the lesson already.
    ordered: Vec<Ordered>,
}

/// Ordering for a lesson.
pub async fn new_page(
    frame: Frame,
    Enter(desk): Enter<CanRequest>,
    Query(asked): Query<Asked>,
) -> Shown {
    let slot: SlotId = asked.slot.parse().map_err(|_| Refusal::NotFound)?;
    let day: Day = moment::day(&asked.day).ok_or(Refusal::NotFound)?;
    let lesson = lesson::find(&desk, slot, day).await?;
    let spot = Spot::from(&lesson);
    let chosen_for = For {
        action: "/orders".to_owned(),
        here: Path::NewOrder(slot, day).href(),
        slot: Some((slot, day)),
        sub: format!(
            "{} · {} · {}, {} pupils",
            words::lesson(day, &lesson.period),
            lesson.room_name,
            lesson.class.name,
            lesson.class.pupils
        ),
        class: Some(lesson.class.id),
        subject: Some(lesson.class.subject),
        stage: Stage::of_year(lesson.class.year),
        way: vec![Whose::of(&desk, lesson.teacher).crumb(day)],
    };
    let mut offers = offers(&desk, &asked, &chosen_for).await?;
    // Whoever prepares goes on with what anybody there has begun for its teacher.
    let whose = if desk.who().role.may(Right::Prepare) {
        lesson.teacher
    } else {
        desk.who().member
    };
    let drafts = requisition::with_drafts(&desk, Some(whose), day, day).await?;
    offers.drafts = drafts
        .into_iter()
        .filter(|order| Spot::from(order).is(&spot) && order.state == State::Draft)
        .collect();
    offers.ordered = requisition::ordered(&desk, &spot, None).await?;
    show(frame, "Order", asked, chosen_for, offers).await
}

/// Taking another practical for an order that is there.
pub async fn change_page(
    frame: Frame,
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    Query(asked): Query<Asked>,
) -> Shown {
    let order = requisition::find(&desk, id).await?;
    let place = &order.lesson;
    let class = match (place.slot, place.class) {
        (Some(slot), Some(_)) => match lesson::find(&desk, slot, place.day).await {
            Ok(lesson) => Some(lesson),
            // The timetable may have lost it since.
            Err(store::Error::Refused(Refusal::NotFound)) => None,
            Err(error) => return Err(error.into()),
        },
        _ => None,
    };
    let chosen_for = For {
        action: Path::OrderPractical(id).href(),
        here: Path::OrderPractical(id).href(),
        slot: None,
        sub: format!("Instead of “{}” · {}", order.title, words::place(place)),
        class: place.class,
        subject: class.as_ref().map(|lesson| lesson.class.subject),
        stage: class.and_then(|lesson| Stage::of_year(lesson.class.year)),
        way: vec![Crumb::new(Path::Order(id).href(), order.title.clone())],
    };
    let offers = offers(&desk, &asked, &chosen_for).await?;
    show(frame, "Change practical", asked, chosen_for, offers).await
}

async fn offers(
    desk: &Desk<CanRequest>,
    asked: &Asked,
    chosen_for: &For,
) -> Result<Offers, Failed> {
    const FEW: i64 = 5;
    let narrow = asked.all.is_empty();
    // General science asks for no subject in particular.
    let subject = chosen_for
        .subject
        .filter(|subject| narrow && *subject != Subject::General);
    let query = ListQuery {
        q: asked.words.clone(),
        subject,
        stages: chosen_for.stage.filter(|_| narrow).into_iter().collect(),
        after: None,
    };
    let page = practical::list(desk, &query).await?;
    let is_plain = asked.words.is_empty();
    let elsewhere = if page.rows.is_empty() && narrow && !is_plain {
        let everywhere = ListQuery {
            subject: None,
            stages: Vec::new(),
            ..query
        };
        practical::list(desk, &everywhere).await?.rows
    } else {
        Vec::new()
    };
    let recent = if is_plain {
        practical::recent(desk, desk.who().member, FEW).await?
    } else {
        Vec::new()
    };
    let of_class = match chosen_for.class.filter(|_| is_plain) {
        Some(class) => practical::for_class(desk, class, FEW).await?,
        None => Vec::new(),
    };
    let mut offers = Offers {
        recent,
        of_class,
        found: page.rows,
        has_more: page.next.is_some(),
        elsewhere,
        drafts: Vec::new(),
        ordered: Vec::new(),
    };
    offers.tell_once(chosen_for.stage);
    Ok(offers)
}

impl Offers {
    /// Those of the class's stage come first, and none is offered twice.
    fn tell_once(&mut self, stage: Option<Stage>) {
        if stage.is_some() {
            self.recent
                .sort_by_key(|listed| Some(listed.stage) != stage);
            self.of_class
                .sort_by_key(|listed| Some(listed.stage) != stage);
        }
        let mut told: Vec<PracticalId> = Vec::new();
        for rows in [&mut self.recent, &mut self.of_class, &mut self.found] {
            rows.retain(|listed| !told.contains(&listed.id));
            told.extend(rows.iter().map(|listed| listed.id));
        }
    }
}

async fn show(
    frame: Frame,
    title: &'static str,
    asked: Asked,
    chosen_for: For,
    offers: Offers,
) -> Shown {
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Orders), title, move || {
            view! { <Choosing title asked chosen_for offers kept/> }.into_any()
        })
        .await
}
