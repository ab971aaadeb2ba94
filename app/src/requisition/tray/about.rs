//! What stands beside a tray list: the order in a few words, and what happened to it.

use leptos::prelude::*;
use shared::requisition::{Requisition, Verb};
use store::event::Event;

use super::{
    super::{side, words},
    Tray,
};
use crate::{
    parts::{Button, Card, CodeText, Fact, Facts, Glyph, History, HistoryLine},
    path::Path,
    when,
};

/// The order in a few words, its code, and the labels of its trays.
pub(super) fn facts(order: &Requisition) -> AnyView {
    let place = &order.lesson;
    let time = format!("{} to {}", place.period.starts, place.period.ends);
    let class = format!("{}, {} pupils", place.class_name, place.pupils);
    let told = [
        side::fact("Teacher", &order.teacher_name.full),
        side::fact("Class", class),
        side::fact("Groups", order.groups),
        side::fact("Time", time),
        side::fact("Preparing", words::minutes(order.minutes.total())),
    ];
    let code = order.code;
    let practical = order.practical.map(|id| {
        view! { <Fact term="Practical"><a class="link only-screen" href=Path::Practical(id).href()>"Kit and notes"</a></Fact> }
    });
    let labels = (!order.progress.state().is_over()).then(|| labels(order));
    view! {
        <Card title="Order">
            <Facts>
                {told}
                <Fact term="Code"><CodeText code=code/></Fact>
                {practical}
            </Facts>
            {labels}
        </Card>
    }
    .into_any()
}

/// The way to the labels of its trays.
fn labels(order: &Requisition) -> AnyView {
    let id = order.id.to_string();
    let field = format!("trays-{id}");
    view! {
        <form class="row only-screen" method="get" action=Path::Labels.href()>
            <input type="hidden" name="order" value=id/>
            <label for=field.clone()>"Trays"</label>
            <input class="input short" id=field name="trays" value="1" inputmode="numeric"/>
            <Button glyph=Glyph::Label>"Print tray labels"</Button>
        </form>
    }
    .into_any()
}

fn said(verb: &str) -> String {
    let known = Verb::from_word(verb);
    known.map_or_else(|| verb.to_owned(), |verb| verb.said().to_owned())
}

/// What happened to it; a person's changes one after another are one line.
pub(super) fn history(tray: &Tray) -> AnyView {
    let mut events: Vec<&Event> = tray.history.iter().collect();
    events.dedup_by(|older, newer| older.verb == newer.verb && older.by == newer.by);
    let lines = events
        .into_iter()
        .map(|event| HistoryLine {
            when: when::moment(tray.said.zone, event.at, tray.said.today),
            at: when::machine(event.at),
            who: event.by.clone().unwrap_or_else(|| "Somebody".to_owned()),
            what: said(&event.verb),
            undone: false,
        })
        .collect();
    view! { <Card title="What happened" class="only-screen"><History lines/></Card> }.into_any()
}
