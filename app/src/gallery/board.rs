//! The technician's home: the day's board and the prep plan beside it.

use leptos::prelude::*;
use shared::requisition::State;

use super::{priya, technicians_nav};
use crate::parts::{
    Card, Glyph, LinkButton, Meter, MeterPart, PageHead, Shell, Stop, Tab, Tabs, state_class,
    state_word,
};

/// A slip of the board: room, class, teacher, practical, state, ticks of its tray list, groups.
struct Slip {
    room: usize,
    class: &'static str,
    by: &'static str,
    what: &'static str,
    state: State,
    ticks: &'static str,
    groups: u8,
}

const ROOMS: [(&str, &str); 5] = [
    ("Lab 1", "Chemistry · fume"),
    ("Lab 2", "Chemistry"),
    ("Lab 4", "Biology"),
    ("Lab 6", "Physics · dark"),
    ("Lab 7", "Physics"),
];
const PERIODS: [(&str, &str); 5] = [
    ("P1", "8:45"),
    ("P2", "9:45"),
    ("P3", "11:05"),
    ("P4", "12:05"),
    ("P5", "14:00"),
];
/// The period that is on, and how far it has gone.
const NOW: (usize, &str) = (1, "58%");

/// Period, room, class, teacher, practical, state, ticks, groups.
type SlipRow = (
    usize,
    usize,
    &'static str,
    &'static str,
    &'static str,
    State,
    &'static str,
    u8,
);

const SLIPS: [SlipRow; 13] = [
    (
        0,
        0,
        "10Y/Ch2",
        "TOk",
        "Making soluble salts: copper sulfate",
        State::Returned,
        "",
        15,
    ),
    (
        0,
        2,
        "7B/Sc",
        "LMa",
        "Onion cells under the microscope",
        State::CheckedIn,
        "",
        14,
    ),
    (
        0,
        4,
        "9X/Ph1",
        "JRe",
        "Resistance of a wire",
        State::CheckedIn,
        "",
        12,
    ),
    (
        1,
        0,
        "9X/Ch1",
        "TOk",
        "Rates: thiosulfate and acid",
        State::Delivered,
        "",
        14,
    ),
    (
        1,
        1,
        "11A/Ch",
        "HBi",
        "Titration, NaOH with sulfuric acid",
        State::Delivered,
        "",
        12,
    ),
    (
        1,
        3,
        "12/Ph",
        "JRe",
        "Stationary waves on a string",
        State::Delivered,
        "",
        6,
    ),
    (
        2,
        0,
        "9Y/Ch1",
        "TOk",
        "Rates: thiosulfate and acid",
        State::Prepared,
        "9/9",
        15,
    ),
    (
        2,
        2,
        "8C/Sc",
        "LMa",
        "Food tests",
        State::Accepted,
        "4/11",
        15,
    ),
    (
        2,
        4,
        "10Z/Ph",
        "SAd",
        "Specific heat capacity",
        State::Queried,
        "",
        16,
    ),
    (
        3,
        1,
        "9Z/Ch1",
        "HBi",
        "Rates: thiosulfate and acid",
        State::Accepted,
        "0/9",
        13,
    ),
    (
        3,
        3,
        "12/Ph",
        "JRe",
        "Diffraction grating",
        State::Cancelled,
        "",
        6,
    ),
    (
        4,
        2,
        "13/Bi",
        "LMa",
        "Dehydrogenase in chloroplasts (DCPIP)",
        State::Accepted,
        "2/8",
        5,
    ),
    (
        4,
        4,
        "7A/Sc",
        "SAd",
        "Circuits: series and parallel",
        State::Submitted,
        "late",
        15,
    ),
];

fn slips(period: usize, room: usize) -> Vec<Slip> {
    SLIPS
        .into_iter()
        .filter(|slip| (slip.0, slip.1) == (period, room))
        .map(|(_, room, class, by, what, state, ticks, groups)| Slip {
            room,
            class,
            by,
            what,
            state,
            ticks,
            groups,
        })
        .collect()
}

fn slip_view(slip: Slip) -> AnyView {
    let late = (slip.ticks == "late").then(|| view! { <span class="mark mark-warn">"late"</span> });
    let ticks = if slip.ticks.contains('/') {
        format!(" {}", slip.ticks)
    } else {
        String::new()
    };
    view! {
        <a class=format!("slip {}", state_class(slip.state)) href="/orders/1">
            <span class="slip-top">
                <span class="slip-class">{slip.class}</span>
                <span class="slip-by">{slip.by}</span>
            </span>
            <span class="slip-what">{slip.what}</span>
            <span class="slip-foot">
                <span class="slip-state">{state_word(slip.state)}{ticks}" "{late}</span>
                <span class="slip-room">{ROOMS[slip.room].0}" · "</span>
                <span class="slip-count" title="groups">{slip.groups}</span>
            </span>
        </a>
    }
    .into_any()
}

fn period_view(place: usize) -> AnyView {
    let cells = (0..ROOMS.len())
        .map(|room| {
            let here = slips(place, room).into_iter().map(slip_view).collect_view();
            view! { <td>{here}</td> }
        })
        .collect_view();
    let line = (place == NOW.0).then(|| {
        view! {
            <svg class="board-line" aria-hidden="true"><line x1="0" x2="100%" y1=NOW.1 y2=NOW.1></line></svg>
        }
    });
    view! {
        <tr class=(place == NOW.0).then_some("board-now")>
            <th scope="row" class="board-period">
                <b>{PERIODS[place].0}</b>
                <small>{PERIODS[place].1}</small>
                {line}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A line of the plan: done, what, why, minutes.
fn prep_line(done: bool, what: &'static str, why: &'static str, minutes: u8) -> AnyView {
    view! {
        <li class=if done { "prep-line done" } else { "prep-line" }>
            <button type="submit" name="line" value=what class=if done { "tick tick-on" } else { "tick" }
                aria-pressed=done.to_string() aria-label=format!("Done: {what}")></button>
            <div>
                <span class="prep-what">{what}</span>
                <span class="prep-why">{why}</span>
            </div>
            <span class="prep-mins">{minutes}<span class="hidden">" min"</span></span>
        </li>
    }
    .into_any()
}

fn prep_group(head: &'static str, minutes: &'static str, lines: Vec<AnyView>) -> AnyView {
    view! {
        <div class="prep-group">
            <div class="prep-head"><h3>{head}</h3><span>{minutes}</span></div>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

fn plan() -> AnyView {
    view! {
        <Card title="Prep plan" aside="4 h 10 of 5 h 30" class="prep">
            <Meter label="2 h 15 done, 1 h 55 to do, of 5 h 30" full=330 parts=vec![MeterPart::Main(135), MeterPart::Second(115)]/>
            <p class="small quiet">"2 h 15 done · 1 h 55 to do · Priya 3 h, Marek 2 h 30"</p>
            <form method="post" action="/prep/ticks">
                {prep_group("Make", "40 min", vec![
                    prep_line(true, "2.4 dm³ sodium thiosulfate 0.20 mol/dm³", "3 lessons, first P2 · 119 g from 7K3M-9QX2", 15),
                    prep_line(false, "600 cm³ DCPIP 0.1 %, keep dark", "P5 Lab 4 · today only", 10),
                    prep_line(false, "150 cm³ Benedict’s into droppers ×15", "P3 Lab 4 · 1.2 dm³ left, enough", 15),
                ])}
                {prep_group("Gather", "45 min", vec![
                    prep_line(false, "Boiling tubes ×60, racks ×15", "Prep room › B3 · for P3 Lab 4", 10),
                    prep_line(false, "Conical flasks 100 cm³ ×28 → ×26", "Swap over Lab 1 → Lab 2 after P3, 5 min gap", 10),
                ])}
                {prep_group("Collect and check in", "30 min", vec![
                    prep_line(false, "Lab 1, copper sulfate (P1)", "Returned 9:48 · 2 reports", 10),
                ])}
            </form>
        </Card>
    }
    .into_any()
}

/// The whole page.
pub fn board_mock() -> impl IntoView {
    let rooms = ROOMS
        .into_iter()
        .map(|(room, kind)| view! { <th scope="col" class="board-room"><b>{room}</b><small>{kind}</small></th> })
        .collect_view();
    let rows = (0..PERIODS.len()).map(period_view).collect_view();
    view! {
        <Shell nav=technicians_nav(Stop::Today) person=Some(priya()) note="2 technicians in">
            <PageHead title="Tuesday 24 November" sub="Week B · 9 orders · 1 needs an answer">
                <Tabs label="Board" tabs=vec![Tab::new("/today", "Day", true), Tab::new("/week", "Week", false)]/>
                <LinkButton href="/today/prep" glyph=Glyph::Print>"Print prep list"</LinkButton>
            </PageHead>
            <div class="split">
                <div class="board-wrap">
                    <table class="board">
                        <thead><tr><td></td>{rooms}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {plan()}
            </div>
        </Shell>
    }
}
