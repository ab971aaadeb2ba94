//! How the lines of an order stand: what is free of each for its lesson.

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    amount::Amount,
    availability::{Feasibility, Wanted},
    kind::KindId,
    requisition::{Line, Requisition},
};
use store::{
    Desk,
    requisition::{self, Outlook},
};

use super::words::Said;
use crate::{
    parts::{Badge, Icon, Mark},
    web::Failed,
};

/// What is free, what is wanted of it, and whether that is enough.
pub(super) struct Prospect {
    /// What is there, and what others are promised.
    pub outlook: Outlook,
    /// What each line wants, in the order's own order.
    pub wanted: Vec<Wanted>,
    /// How each line stands.
    pub lines: Vec<Feasibility>,
}

impl Prospect {
    /// Of an order.
    pub(super) async fn of(desk: &Desk<CanLook>, order: &Requisition) -> Result<Self, Failed> {
        let kinds = order.lines.iter().filter_map(|line| line.kind.as_ref());
        let kinds: Vec<&KindId> = kinds.collect();
        let outlook = requisition::outlook(desk, &kinds, Some(order.id)).await?;
        let wanted: Vec<Wanted> = order.lines.iter().map(wanted).collect();
        let lines = outlook.book.lines(&wanted, outlook.window_of(order));
        Ok(Self {
            outlook,
            wanted,
            lines,
        })
    }
}

/// What a line wants of the stock.
pub(super) fn wanted(line: &Line) -> Wanted {
    Wanted {
        kind: line.kind.clone(),
        amount: line.amount,
        used_up: line.used_up,
    }
}

/// How a line stands, as a sign and words.
pub(super) fn mark(said: Said, id: Option<String>) -> AnyView {
    view! {
        <span class=said.class id=id data-follows>
            <Icon glyph=said.glyph/>
            <b>{said.words}</b>
            <small>{said.note}</small>
        </span>
    }
    .into_any()
}

/// That so much is missing for all the lessons of a day.
pub(super) fn short(missing: Amount) -> AnyView {
    view! { " "<Badge mark=Mark::Warn>{format!("{missing} short")}</Badge> }.into_any()
}
