//! Who did what, and when.

use leptos::prelude::*;

/// One thing that happened, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryLine {
    /// When, in the school's own time: "Tue 24 Nov, 9:48".
    pub when: String,
    /// The same instant for machines: 2026-11-24T09:48:00Z.
    pub at: String,
    /// Who.
    pub who: String,
    /// What they did: "delivered it to Lab 1".
    pub what: String,
    /// It was taken back by a later line.
    pub undone: bool,
}

/// What happened to the thing of this page, newest first.
#[component]
pub fn History(
    /// The lines, newest first.
    lines: Vec<HistoryLine>,
) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| {
            let class = if line.undone { "history-what struck quiet" } else { "history-what" };
            view! {
                <li>
                    <span class=class><span class="history-who">{line.who}</span>" "{line.what}</span>
                    <time class="history-when" datetime=line.at>{line.when}</time>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="history">{lines}</ol> }.into_any()
}
