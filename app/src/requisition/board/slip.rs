//! A slip of a board.

use leptos::prelude::*;
use shared::requisition::{Card as Order, State};

use super::super::{
    concern::{Signs, marks},
    deeds::Step,
    words,
};
use crate::{
    parts::{Button, PostForm, Tone, state_class, state_word},
    path::Path,
};

/// The id of a board's own slip.
pub(super) fn slip_id(card: &Order) -> String {
    format!("slip-{}", card.id)
}

/// Whether there is nothing to do for a lesson any more but to clear up.
const fn is_done(state: State) -> bool {
    state.is_over() || matches!(state, State::Delivered | State::Returned)
}

/// A slip of the board; what waits can be accepted on the spot, an unanswered question too: it may have been answered
/// in the corridor.
/// The id is what the page comes back to.
pub(super) fn slip(card: &Order, id: String, prepares: bool, signs: &Signs) -> AnyView {
    let state = card.state;
    let class = if is_done(state) {
        format!("slip slip-done {}", state_class(state))
    } else {
        format!("slip {}", state_class(state))
    };
    let ticks = match state {
        State::Accepted => format!(" {}/{}", card.ready, card.lines),
        _ => String::new(),
    };
    let late = (card.is_late && !state.is_over())
        .then(|| view! { " "<span class="mark mark-warn">"late"</span> });
    let accept = (prepares && state.waits()).then(|| {
        let label = format!("Accept {} for {}", card.title, card.class_name);
        view! {
            <PostForm action=Step::Acceptance.href_at(card.id, &id) class=format!("slip-act {}", state_class(state))>
                <Button tone=Tone::Quiet label=label>"Accept"</Button>
            </PostForm>
        }
    });
    view! {
        <a id=id class=class href=Path::Order(card.id).href()>
            <span class="slip-top">
                <span class="slip-class">{card.class_name.clone()}</span>
                <span class="slip-by">{card.initials.clone()}</span>
            </span>
            <span class="slip-what">{card.title.clone()}</span>
            {marks(signs.get(&card.id))}
            <span class="slip-foot">
                <span class="slip-state">{state_word(state)}{ticks}{late}</span>
                <span class="slip-room">{card.room_name.clone()}</span>
                <span class="slip-count">{words::count(usize::from(card.groups), "group", "groups")}</span>
            </span>
        </a>
        {accept}
    }
    .into_any()
}
