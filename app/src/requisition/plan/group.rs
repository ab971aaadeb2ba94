//! The parts of the plan, and their lines as they look.

use leptos::prelude::*;

use super::super::words;

/// A part of the plan, folded away when all of it is done.
pub(super) struct Group {
    pub head: &'static str,
    pub id: &'static str,
    pub minutes: u32,
    /// Whether each line is done.
    pub done: Vec<bool>,
}

impl Group {
    fn left(&self) -> usize {
        self.done.iter().filter(|done| !**done).count()
    }

    pub(super) fn line_id(&self, n: usize) -> String {
        format!("{}-{n}", self.id)
    }

    /// Where the page comes back to after a tap that does a line: to the line, or to the head that is left when nothing
    /// else is to be done.
    pub(super) fn after_tap(&self, n: usize) -> String {
        if self.left() == 1 && !self.done[n] {
            self.id.to_owned()
        } else {
            self.line_id(n)
        }
    }

    pub(super) fn view(self, lines: Vec<AnyView>) -> Option<AnyView> {
        let (left, all) = (self.left(), self.done.len());
        let minutes = words::minutes(self.minutes);
        let said = match (left, all - left) {
            (0, _) => format!("all {all} done · {minutes}"),
            (_, 0) => minutes,
            (_, done) => format!("{done} of {all} done · {minutes}"),
        };
        (all > 0).then(|| {
            view! {
                <details class="prep-group" id=self.id open=left != 0>
                    <summary class="prep-head"><h3>{self.head}</h3><span>{said}</span></summary>
                    <ul>{lines}</ul>
                </details>
            }
            .into_any()
        })
    }
}

/// What a tick posts, and where.
pub(super) struct Tap {
    pub value: String,
    pub action: String,
}

pub(super) fn tick(done: bool, what: &str, tap: Option<Tap>) -> AnyView {
    let class = if done { "tick tick-on" } else { "tick" };
    let Some(Tap { value, action }) = tap else {
        return view! { <span class=class><span class="hidden">{if done { "Done" } else { "Not done" }}</span></span> }
            .into_any();
    };
    view! {
        <button type="submit" name="tick" value=value class=class formaction=action aria-pressed=done.to_string()
            aria-label=format!("Done: {what}")></button>
    }
    .into_any()
}

pub(super) fn prep_line(
    id: String,
    done: bool,
    tick: AnyView,
    what: String,
    why: AnyView,
    minutes: u32,
) -> AnyView {
    view! {
        <li id=id class=if done { "prep-line done" } else { "prep-line" }>
            {tick}
            <div>
                <span class="prep-what">{what}</span>
                <span class="prep-why">{why}</span>
            </div>
            <span class="prep-mins">{minutes}<span class="hidden">" min"</span></span>
        </li>
    }
    .into_any()
}
