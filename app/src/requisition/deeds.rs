//! What the forms about an order post to: the steps that it goes.

use serde::Deserialize;
use shared::{
    account::right::{CanCheckIn, CanDeliver, CanPrepare, CanRequest},
    form::{self, Problems},
    id::RequisitionId,
    refusal::Refusal,
    requisition::Spot,
};
use store::{
    requisition,
    timetable::lesson::{self, Wanted},
};

use crate::{
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// The longest note.
pub(super) const NOTE: usize = 2000;

/// A step of an order, named as the address names it that its form posts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Acceptance,
    Query,
    Refusal,
    Ticks,
    Preparation,
    Delivery,
    Return,
    Undo,
    NoteReading,
    Message,
    Cancellation,
    Repetition,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::Query => "query",
            Self::Refusal => "refusal",
            Self::Ticks => "ticks",
            Self::Preparation => "preparation",
            Self::Delivery => "delivery",
            Self::Return => "return",
            Self::Undo => "undo",
            Self::NoteReading => "note-reading",
            Self::Message => "message",
            Self::Cancellation => "cancellation",
            Self::Repetition => "repetition",
        }
    }

    /// Where an order takes it.
    pub(super) fn href(self, id: RequisitionId) -> String {
        format!("{}/{}", Path::Order(id).href(), self.name())
    }

    /// The same, coming back to a part of the page that it is taken on.
    pub(super) fn href_at(self, id: RequisitionId, part: &str) -> String {
        format!("{}?at={part}", self.href(id))
    }
}

/// A form without fields of its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// A form with a sentence to somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sentence {
    text: String,
}

impl Sentence {
    fn parse(&self) -> Result<String, Problems> {
        form::text(&self.text, NOTE).map_err(|problem| Problems::one("text", problem))
    }
}

/// A form that says which version of a risk note it stands beside.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteShown {
    version: String,
}

impl NoteShown {
    fn version(&self) -> u32 {
        // What is no version is none that there ever was.
        self.version.parse().unwrap_or(0)
    }
}

/// The page that a form stands on, at what was tapped.
fn back<F>(sent: &Sent<F>, id: RequisitionId) -> Done {
    let page = if sent.from == "/" {
        Done::to(&Path::Order(id))
    } else {
        Done::to_href(&sent.from)
    };
    page.at(&sent.at)
}

/// The prep room takes an order on.
pub async fn create_acceptance(
    Enter(desk): Enter<CanPrepare>,
    At(id): At<RequisitionId>,
    sent: Sent<Nothing>,
) -> Result<Done, Failed> {
    sent.accepted(requisition::accept(&desk.once(&sent), id).await)
        .await?;
    Ok(back(&sent, id).saying("Accepted."))
}

/// The prep room asks something.
pub async fn create_query(
    Enter(desk): Enter<CanPrepare>,
    At(id): At<RequisitionId>,
    sent: Sent<Sentence>,
) -> Result<Done, Failed> {
    let text = sent.valid(sent.form.parse()).await?;
    sent.accepted(requisition::query(&desk.once(&sent), id, &text).await)
        .await?;
    Ok(back(&sent, id).saying("Asked: the teacher sees it."))
}

/// The prep room says why it can't.
pub async fn create_refusal(
    Enter(desk): Enter<CanPrepare>,
    At(id): At<RequisitionId>,
    sent: Sent<Sentence>,
) -> Result<Done, Failed> {
    let text = sent.valid(sent.form.parse()).await?;
    sent.accepted(requisition::decline(&desk.once(&sent), id, &text).await)
        .await?;
    Ok(back(&sent, id).saying("Declined."))
}

/// The teacher answers.
pub async fn create_answer(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Sentence>,
) -> Result<Done, Failed> {
    let text = sent.valid(sent.form.parse()).await?;
    sent.accepted(requisition::answer(&desk.once(&sent), id, &text).await)
        .await?;
    Ok(back(&sent, id).saying("Answered: it waits for the prep room again."))
}

/// A tick of the tray list: `on-3` or `off-3`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Tick {
    tick: String,
}

impl Tick {
    fn parse(&self) -> Result<(u16, bool), Refusal> {
        let (to, n) = self.tick.split_once('-').ok_or(Refusal::NotFound)?;
        Ok((n.parse().map_err(|_| Refusal::NotFound)?, to == "on"))
    }
}

/// Ticks a line, or takes the tick away.
pub async fn create_tick(
    Enter(desk): Enter<CanPrepare>,
    At(id): At<RequisitionId>,
    sent: Sent<Tick>,
) -> Result<Done, Failed> {
    let (n, is_ready) = sent.form.parse()?;
    sent.accepted(requisition::tick(&desk.once(&sent), id, n, is_ready).await)
        .await?;
    Ok(back(&sent, id))
}

/// Everything stands ready.
pub async fn create_preparation(
    Enter(desk): Enter<CanPrepare>,
    At(id): At<RequisitionId>,
    sent: Sent<Nothing>,
) -> Result<Done, Failed> {
    sent.accepted(requisition::prepare(&desk.once(&sent), id).await)
        .await?;
    Ok(back(&sent, id).saying("Prepared."))
}

/// It stands in the room.
pub async fn create_delivery(
    Enter(desk): Enter<CanDeliver>,
    At(id): At<RequisitionId>,
    sent: Sent<Nothing>,
) -> Result<Done, Failed> {
    sent.accepted(requisition::deliver(&desk.once(&sent), id).await)
        .await?;
    Ok(back(&sent, id).saying("Delivered."))
}

/// It is back.
pub async fn create_return(
    Enter(desk): Enter<CanDeliver>,
    At(id): At<RequisitionId>,
    sent: Sent<Nothing>,
) -> Result<Done, Failed> {
    sent.accepted(requisition::take_back(&desk.once(&sent), id).await)
        .await?;
    Ok(back(&sent, id).saying("Back in the prep room."))
}

/// The last step was a mistake.
pub async fn create_undo(
    Enter(desk): Enter<CanCheckIn>,
    At(id): At<RequisitionId>,
    sent: Sent<Nothing>,
) -> Result<Done, Failed> {
    sent.accepted(requisition::undo(&desk.once(&sent), id).await)
        .await?;
    Ok(back(&sent, id).saying("Taken back: it is as before."))
}

/// Its teacher has read the risk note that was approved since.
pub async fn create_note_reading(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<NoteShown>,
) -> Result<Done, Failed> {
    let version = sent.form.version();
    sent.accepted(requisition::read_note(&desk.once(&sent), id, version).await)
        .await?;
    Ok(back(&sent, id).saying("Noted: the order carries that risk note now."))
}

/// Its teacher tells the prep room something.
pub async fn create_message(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Sentence>,
) -> Result<Done, Failed> {
    let text = sent.valid(sent.form.parse()).await?;
    sent.accepted(requisition::tell(&desk.once(&sent), id, &text).await)
        .await?;
    Ok(back(&sent, id).saying("Told: the prep room sees it."))
}

/// Its teacher calls it off.
pub async fn create_cancellation(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Sentence>,
) -> Result<Done, Failed> {
    let why = form::optional_text(&sent.form.text, NOTE)
        .map_err(|problem| Problems::one("text", problem));
    let why = sent.valid(why).await?;
    sent.accepted(requisition::cancel(&desk.once(&sent), id, why.as_deref()).await)
        .await?;
    Ok(back(&sent, id).saying("Called off."))
}

/// The same is begun again for its lesson.
pub async fn create_repetition(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Nothing>,
) -> Result<Done, Failed> {
    let order = requisition::find(&desk, id).await?;
    let (spot, day) = (Spot::from(&order), order.lesson.day);
    // A lesson that was given another room goes on under another number.
    let lessons = lesson::list(&desk, day, day, Wanted::default()).await?;
    let Some(lesson) = lessons.iter().find(|lesson| spot.is(&Spot::from(*lesson))) else {
        let words = "The timetable has no such lesson any more: order it for another one.";
        return Err(sent.back(Path::Order(id).href(), Some(words.to_owned())));
    };
    let begun = requisition::repeat(&desk.once(&sent), id, lesson.slot, day).await;
    let begun_before = |subject: &str| subject.parse().ok().map(Path::Order);
    let again = sent.once(begun, begun_before).await?;
    Ok(Done::to(&Path::Order(again)).saying("Drafted again: look it over and send it."))
}
