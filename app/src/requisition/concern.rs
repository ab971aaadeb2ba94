//! What the prep room looks at first: beside the button that takes an order on, and on the slips of a board.

use std::collections::HashMap;

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    id::{PracticalId, RequisitionId},
    requisition::{Card as Order, Concern, Requisition, State},
};
use store::{
    Desk,
    requisition::{self, Looked, Taken},
    risk,
    timetable::lesson::{self, Wanted},
};

use super::{deeds::Step, displaced, words};
use crate::{
    parts::{Button, PostForm, Remark, Tone},
    path::Path,
    web::Failed,
};

/// What slips say in amber, by order.
pub(super) type Signs = HashMap<RequisitionId, Vec<String>>;

/// What the slips of a board say to those who prepare: what to look at before it is taken on, and what its teacher said
/// since.
pub(super) async fn signs(desk: &Desk<CanLook>, cards: &[Order]) -> Result<Signs, Failed> {
    if !desk.who().role.may(Right::Prepare) {
        return Ok(Signs::new());
    }
    let in_state = |is: fn(State) -> bool| {
        let cards = cards.iter().filter(move |card| is(card.state));
        cards.map(|card| card.id).collect::<Vec<_>>()
    };
    let mut signs = Signs::new();
    for looked in requisition::concerns(desk, &in_state(State::waits)).await? {
        let words = looked.concerns.iter().map(Concern::words);
        signs.entry(looked.id).or_default().extend(words);
    }
    let days = || cards.iter().map(|card| card.day);
    if let Some((first, last)) = days().min().zip(days().max()) {
        let lessons = lesson::list(desk, first, last, Wanted::default()).await?;
        for (id, displaced) in displaced::among(cards, &lessons, desk.today()) {
            signs.entry(id).or_default().push(displaced.words());
        }
    }
    for (id, count) in requisition::messages(desk, &in_state(State::may_be_told)).await? {
        let words = words::count(count, "message", "messages");
        signs.entry(id).or_default().push(words);
    }
    Ok(signs)
}

/// As a slip shows them.
pub(super) fn marks(signs: Option<&Vec<String>>) -> AnyView {
    let marks = signs.into_iter().flatten();
    marks
        .map(|words| view! { <span class="slip-sign mark mark-warn">{words.clone()}</span> })
        .collect_view()
        .into_any()
}

/// What there is to look at in one order that waits.
pub(super) async fn of(desk: &Desk<CanLook>, order: &Requisition) -> Result<Vec<Concern>, Failed> {
    if !order.progress.state().waits() {
        return Ok(Vec::new());
    }
    let looked = requisition::concerns(desk, &[order.id]).await?;
    Ok(looked.into_iter().flat_map(|one| one.concerns).collect())
}

/// Beside the button that takes it on.
pub(super) fn before_accepting(concerns: &[Concern]) -> Option<AnyView> {
    if concerns.is_empty() {
        return None;
    }
    let all: Vec<String> = concerns.iter().map(Concern::words).collect();
    let words = format!("Look first: {}.", all.join("; "));
    Some(view! { <Remark warns=true>{words}</Remark> }.into_any())
}

/// "2 orders accepted; 1 left: no approved risk note for Titration."
pub(super) fn taken_words(done: &Taken) -> String {
    const NAMED: usize = 3;
    let taken = words::count(done.taken, "order", "orders");
    let left = done.left.len();
    if left == 0 {
        return match done.taken {
            0 => "Nothing was waiting any more.".to_owned(),
            _ => format!("{taken} accepted."),
        };
    }
    let of = |looked: &Looked| {
        let all: Vec<String> = looked.concerns.iter().map(Concern::words).collect();
        format!("{} for {}", all.join(", "), looked.title)
    };
    let named: Vec<String> = done.left.iter().take(NAMED).map(of).collect();
    let more = match left.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    format!("{taken} accepted; {left} left: {}{more}.", named.join("; "))
}

/// A risk note that was approved after an order was sent, while its lesson is to come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Since {
    note: PracticalId,
    approved: u32,
    order: RequisitionId,
    is_mine: bool,
}

impl Since {
    /// Of an order that the prep room has taken on.
    pub(super) async fn of(
        desk: &Desk<CanLook>,
        order: &Requisition,
    ) -> Result<Option<Self>, Failed> {
        let state = order.progress.state();
        let is_sent = state != State::Draft && !state.is_over();
        let is_to_come = is_sent && order.lesson.day >= desk.today();
        let Some(note) = order.practical.filter(|_| is_to_come) else {
            return Ok(None);
        };
        let Some(approved) = risk::approved(desk, note).await?.map(|version| version.n) else {
            return Ok(None);
        };
        let concern = Concern::of_note(order.risk.version, Some(approved));
        Ok((concern == Some(Concern::NoteSince)).then(|| Self {
            note,
            approved,
            order: order.id,
            is_mine: order.teacher == desk.who().member,
        }))
    }

    /// The way to it, and its teacher's word that it was read.
    pub(super) fn view(self) -> AnyView {
        let read = self.is_mine.then(|| {
            view! {
                <PostForm action=Step::NoteReading.href(self.order) class="only-screen">
                    <input type="hidden" name="version" value=self.approved.to_string()/>
                    <Button tone=Tone::Plain class="wide">"I have read it"</Button>
                </PostForm>
            }
            .into_any()
        });
        let href = Path::RiskVersion(self.note, self.approved).href();
        view! {
            <Remark warns=true after=read>
                "A risk note has been approved since: "
                <a class="link" href=href>"read it"</a>
            </Remark>
        }
        .into_any()
    }
}
