//! The grid of a board: periods down, and the hour where one is on.

use leptos::prelude::*;
use shared::{moment::Minute, timetable::Period};

/// The table with its heads and rows.
pub(super) fn grid(
    label: &'static str,
    class: &'static str,
    heads: AnyView,
    rows: AnyView,
) -> AnyView {
    view! {
        <div class="board-wrap" role="region" aria-label=label tabindex="0">
            <table class=class>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A period with its cells.
pub(super) fn row(period: &Period, cells: AnyView, now: Option<Minute>) -> AnyView {
    let gone = now.and_then(|now| gone(period, now));
    let line = gone.as_ref().map(|gone| {
        let at = gone.clone();
        view! {
            <svg class="board-line" aria-hidden="true"><line x1="0" x2="100%" y1=gone.clone() y2=at></line></svg>
        }
    });
    view! {
        <tr class=gone.is_some().then_some("board-now")>
            <th scope="row" class="board-period">
                <b>{period.name.clone()}</b>
                <small>{period.starts.to_string()}</small>
                {line}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// How far a period has gone, when it is on.
fn gone(period: &Period, now: Minute) -> Option<String> {
    let length = u32::from(period.ends.0.checked_sub(period.starts.0)?).max(1);
    let passed = u32::from(now.0.checked_sub(period.starts.0)?);
    (passed < length).then(|| format!("{}%", passed * 100 / length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_drawn_in_the_period_that_is_on() {
        let period = Period {
            n: 2,
            name: "P2".to_owned(),
            starts: Minute::at(9, 45),
            ends: Minute::at(10, 45),
        };
        assert_eq!(gone(&period, Minute::at(10, 20)).as_deref(), Some("58%"));
        assert_eq!(gone(&period, Minute::at(9, 44)), None);
        assert_eq!(gone(&period, Minute::at(10, 45)), None);
    }
}
