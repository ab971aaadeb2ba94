//! The parts of the plan, and their lines as they look.

use leptos::prelude::*;

use super::super::words;

/// A part of the plan: what is left of it, and folded away below that what is done.
pub(super) struct Group {
    pub head: &'static str,
    pub id: &'static str,
    /// Minutes that are left.
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

    /// Where the page comes back to after a tap that does a line, or undoes it. A line that is done is folded away: so it
    /// is the next one that is left, or the one before; or the head, when nothing is.
    pub(super) fn after_tap(&self, n: usize) -> String {
        if self.done[n] {
            return self.line_id(n);
        }
        let is_left = |other: &usize| !self.done[*other];
        let after = (n + 1..self.done.len()).find(is_left);
        let next = after.or_else(|| (0..n).rev().find(is_left));
        next.map_or_else(|| self.id.to_owned(), |next| self.line_id(next))
    }

    pub(super) fn view(self, lines: Vec<AnyView>) -> Option<AnyView> {
        let (left, all) = (self.left(), self.done.len());
        let said = (left > 0).then(|| {
            let minutes = words::minutes(self.minutes);
            view! { <span>{format!("{left} to do · {minutes}")}</span> }
        });
        let (mut to_do, mut done) = (Vec::new(), Vec::new());
        for (line, is_done) in lines.into_iter().zip(&self.done) {
            if *is_done {
                done.push(line);
            } else {
                to_do.push(line);
            }
        }
        (all > 0).then(|| {
            view! {
                <section class="prep-group" id=self.id>
                    <header class="prep-head"><h3>{self.head}</h3>{said}</header>
                    {(left > 0).then(|| view! { <ul class="prep-lines">{to_do}</ul> })}
                    {(left < all).then(|| folded(done, all))}
                </section>
            }
            .into_any()
        })
    }
}

fn folded(done: Vec<AnyView>, all: usize) -> AnyView {
    let said = if done.len() == all {
        format!("all {all} done")
    } else {
        format!("{} done", done.len())
    };
    view! {
        <details class="prep-done">
            <summary>{said}</summary>
            <ul class="prep-lines">{done}</ul>
        </details>
    }
    .into_any()
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
            <span class="prep-mins">{words::minutes(minutes)}</span>
        </li>
    }
    .into_any()
}
