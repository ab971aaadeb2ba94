//! An order as the prep room works on it, and as everybody else may look at it.

mod about;

use std::{collections::HashMap, iter};

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    amount::Unit,
    availability::Feasibility,
    kind::KindId,
    requisition::{Comment, Concern, Line, Progress, Requisition, State},
};
use store::{
    Desk,
    event::{self, Event, Noun},
    location,
    requisition::{self, Kit, Standing},
    risk, school,
};

use super::{
    concern::{self, Since},
    deeds::Step,
    displaced::Moved,
    gathered::{DOT, only_code, there},
    prospect::{self, Prospect},
    side::{self, Risk, Said},
    words,
};
use crate::{
    parts::{
        Badge, Button, Card, CodeText, Crumb, DataTable, LinkButton, Mark, PageHead, PostForm,
        StateChip, Stop, TextArea, TextInput, Tone, state_class, state_word,
    },
    path::Path,
    substance::recipe_href,
    web::{Frame, Kept, Shown},
};

/// What the page shows.
struct Tray {
    order: Requisition,
    standing: HashMap<KindId, Vec<Standing>>,
    /// How each line stands, for who is still to put it on a trolley.
    prospect: Vec<Feasibility>,
    risk: Risk,
    /// A risk note that was approved since.
    since: Option<Since>,
    /// What the timetable did to its lesson.
    moved: Option<Moved>,
    /// What to look at before it is taken on.
    concerns: Vec<Concern>,
    comments: Vec<Comment>,
    history: Vec<Event>,
    prepares: bool,
    is_mine: bool,
    said: Said,
}

/// Shows it.
pub(super) async fn show(frame: Frame, desk: Desk<CanLook>, order: Requisition) -> Shown {
    const EVENTS: i64 = 30;
    let approved = match (order.practical, order.risk.version) {
        (Some(practical), Some(n)) => Some(risk::find(&desk, practical, n).await?),
        _ => None,
    };
    let stops = school::own(&desk).await?.rules.stop_without_risk_note;
    let kinds: Vec<&KindId> = order
        .lines
        .iter()
        .filter_map(|line| line.kind.as_ref())
        .collect();
    let prepares = desk.who().role.may(Right::Prepare);
    let standing = if prepares {
        let places = location::tree(&desk).await?;
        requisition::standing(&desk, &kinds, order.lesson.day, &places).await?
    } else {
        HashMap::new()
    };
    let is_to_come = matches!(
        order.progress.state(),
        State::Submitted | State::Queried | State::Accepted
    );
    let prospect = if prepares && is_to_come {
        Prospect::of(&desk, &order).await?.lines
    } else {
        Vec::new()
    };
    let kit = Kit::of_order(&desk, &order).await?;
    let beyond = requisition::beyond(&desk, &order, kit.as_ref()).await?;
    let tray = Tray {
        standing,
        prospect,
        risk: Risk::of(&desk, &order, approved, stops)
            .await?
            .beyond(beyond),
        since: Since::of(&desk, &order).await?,
        moved: Moved::of(&desk, &order, None).await?,
        concerns: if prepares {
            concern::of(&desk, &order).await?
        } else {
            Vec::new()
        },
        comments: requisition::comments(&desk, order.id).await?,
        history: event::history(&desk, Noun::Requisition, order.id, EVENTS).await?,
        prepares,
        is_mine: requisition::changes_own(&desk, &order),
        said: Said {
            me: desk.who().member,
            zone: desk.who().zone,
            today: desk.today(),
        },
        order,
    };
    let kept = frame.kept.clone();
    let title = tray.order.title.clone();
    frame
        .show(Some(Stop::Orders), &title, move || {
            view! { <TrayPage tray kept/> }.into_any()
        })
        .await
}

#[component]
fn TrayPage(mut tray: Tray, kept: Kept) -> impl IntoView {
    let moved = tray.moved.take().map(Moved::view);
    let order = &tray.order;
    let state = order.progress.state();
    let late = order.is_late && !state.is_over();
    let talks =
        tray.prepares && matches!(state, State::Submitted | State::Queried | State::Accepted);
    let more = talks.then(|| ask(order, &kept));
    let has_talk = talks || !tray.comments.is_empty();
    let note = order.note.clone().map(|note| {
        view! { <Card title="From the teacher"><p class="preline">{note}</p></Card> }
    });
    view! {
        <PageHead title=order.title.clone() sub=words::place(&order.lesson)
            way=vec![Crumb::new(Path::Orders.href(), "Orders")]>
            {late.then(|| view! { <Badge mark=Mark::Warn>"late"</Badge> })}
            <StateChip state/>
        </PageHead>
        {steps(&order.progress)}
        {moved}
        <div class="split tray">
            <div class="stack tray-acts">{acts(&tray, &kept)}</div>
            <div class="stack">
                {note}
                {tray_list(&tray)}
                {has_talk.then(|| side::talk(&tray.comments, &tray.said, more))}
            </div>
            <div class="stack tray-side">
                {about::facts(order)}
                {tray.since.map(Since::view)}
                {tray.risk.reading()}
                {about::history(&tray)}
            </div>
        </div>
    }
    .into_any()
}

/// The way an order goes when all is well.
const WAY: [State; 6] = [
    State::Submitted,
    State::Accepted,
    State::Prepared,
    State::Delivered,
    State::Returned,
    State::CheckedIn,
];

fn steps(progress: &Progress) -> AnyView {
    let state = progress.state();
    if matches!(state, State::Cancelled | State::Declined | State::Draft) {
        return ().into_any();
    }
    // What is queried stands where what is submitted stands.
    let at = WAY.iter().position(|step| *step == state).unwrap_or(0);
    let steps = WAY
        .into_iter()
        .enumerate()
        .map(|(n, step)| {
            let shown = if n == 0 && state == State::Queried {
                State::Queried
            } else {
                step
            };
            let class = if n <= at {
                format!("step {}", state_class(shown))
            } else {
                "step".to_owned()
            };
            let here = (n == at).then_some("step");
            view! { <li class=class aria-current=here>{state_word(shown)}</li> }
        })
        .collect_view();
    view! { <ol class="steps">{steps}</ol> }.into_any()
}

fn tray_list(tray: &Tray) -> AnyView {
    let order = &tray.order;
    let state = order.progress.state();
    let ready = order
        .lines
        .iter()
        .filter(|line| line.ready_at.is_some())
        .count();
    let ticks = tray.prepares && state == State::Accepted;
    let aside = if matches!(state, State::Accepted | State::Prepared) {
        format!("{ready} of {} on the trolley", order.lines.len())
    } else {
        words::count(order.lines.len(), "thing", "things")
    };
    let is_over = state == State::CheckedIn;
    let prospects = tray.prospect.iter().map(Some).chain(iter::repeat(None));
    let rows = order
        .lines
        .iter()
        .zip(prospects)
        .map(|(line, prospect)| tray_row(tray, line, prospect, ticks))
        .collect_view();
    let action = Step::Ticks.href(order.id);
    let table = view! {
        <DataTable label="Tray list" class="traylist stacked">
            <thead>
                <tr>
                    <th class="pick"><span class="hidden">"On the trolley"</span></th>
                    <th scope="col">"What"</th>
                    <th scope="col" class="num">"How much"</th>
                    <th scope="col">{if is_over { "What became of it" } else { "From" }}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    };
    view! {
        <Card title="Tray list" aside=aside class="flush">
            {if ticks {
                view! { <PostForm action=action>{table}</PostForm> }.into_any()
            } else {
                table.into_any()
            }}
        </Card>
    }
    .into_any()
}

fn tray_row(tray: &Tray, line: &Line, prospect: Option<&Feasibility>, ticks: bool) -> AnyView {
    let is_over = tray.order.progress.state() == State::CheckedIn;
    let done = line.ready_at.is_some();
    let class = if done { "tick tick-on" } else { "tick" };
    let value = format!("{}-{}", if done { "off" } else { "on" }, line.n);
    let id = format!("line-{}", line.n);
    let formaction = Step::Ticks.href_at(tray.order.id, &id);
    let tick = if ticks {
        view! {
            <button type="submit" name="tick" value=value class=class formaction=formaction aria-pressed=done.to_string()
                aria-label=format!("On the trolley: {}", line.name)></button>
        }
        .into_any()
    } else {
        let word = if done {
            "On the trolley"
        } else {
            "Not on the trolley"
        };
        view! { <span class=class><span class="hidden">{word}</span></span> }.into_any()
    };
    let last = if is_over {
        became(line)
    } else {
        from(tray, line)
    };
    let recipe = line
        .kind
        .as_ref()
        .filter(|_| !is_over)
        .and_then(|kind| recipe_href(kind, Some(line.amount)));
    view! {
        <tr id=id class=(done && !is_over).then_some("done")>
            <td class="pick">{tick}</td>
            <th scope="row">
                {line.name.clone()}
                {recipe.map(|href| view! { " "<a class="link small" href=href>"Recipe"</a> })}
                {line.note.clone().map(|note| view! { <small class="quiet">" "{note}</small> })}
            </th>
            <td class="num kit-total" data-label="How much">{line.amount.to_string()}</td>
            <td data-label=if is_over { "Became" } else { "From" }>
                <small>{last}</small>
                {trouble(tray, line, prospect)}
            </td>
        </tr>
    }
    .into_any()
}

/// What is in the way of a line that is not on the trolley yet, as its teacher was told.
fn trouble(tray: &Tray, line: &Line, prospect: Option<&Feasibility>) -> Option<AnyView> {
    let prospect = prospect.filter(|prospect| prospect.needs_look() && line.ready_at.is_none())?;
    let is_counted = line.amount.unit() == Unit::Piece;
    let said = words::feasibility(prospect, is_counted, &tray.order.lesson).for_the_prep_room();
    let Feasibility::Short { free, .. } = prospect else {
        return Some(prospect::mark(said, None));
    };
    let missing = line.amount.checked_sub(*free).unwrap_or(line.amount);
    Some(view! { {prospect::short(missing)}" "<small>{said.note}</small> }.into_any())
}

/// Where the school has enough of it.
fn from(tray: &Tray, line: &Line) -> Option<AnyView> {
    let standing = line
        .kind
        .as_ref()
        .and_then(|kind| tray.standing.get(kind))?;
    let wanted = [line.amount];
    let code = only_code(standing, &wanted).map(|code| view! { {DOT}<CodeText code/> });
    let there = there(standing, &wanted)?;
    Some(view! { {there}{code} }.into_any())
}

fn became(line: &Line) -> Option<AnyView> {
    let outcome = line.outcome?;
    let parts: Vec<String> = [
        (outcome.used, "used"),
        (outcome.broken, "broken"),
        (outcome.lost, "lost"),
    ]
    .into_iter()
    .filter(|(amount, _)| !amount.is_zero())
    .map(|(amount, word)| format!("{amount} {word}"))
    .collect();
    let words = if parts.is_empty() {
        "all back".to_owned()
    } else {
        parts.join(", ")
    };
    Some(words.into_any())
}

fn deed(order: &Requisition, step: Step, words: &'static str, tone: Tone) -> AnyView {
    let class = if tone == Tone::Primary {
        "wide large"
    } else {
        "wide"
    };
    view! {
        <PostForm action=step.href(order.id)>
            <Button tone=tone class=class>{words}</Button>
        </PostForm>
    }
    .into_any()
}

/// What can be done with it now, by who looks.
fn acts(tray: &Tray, kept: &Kept) -> AnyView {
    let order = &tray.order;
    let state = order.progress.state();
    let check_in = |tone: Tone| {
        view! { <LinkButton href=Path::CheckIn(order.id).href() tone=tone class="wide large">"Check in"</LinkButton> }
            .into_any()
    };
    let prep = match state {
        State::Submitted | State::Queried => {
            vec![deed(order, Step::Acceptance, "Accept", Tone::Primary)]
        }
        State::Accepted => vec![deed(
            order,
            Step::Preparation,
            "Everything is ready",
            Tone::Primary,
        )],
        State::Prepared => vec![deed(order, Step::Delivery, "Deliver", Tone::Primary)],
        State::Delivered => vec![
            deed(order, Step::Return, "Bring back", Tone::Primary),
            check_in(Tone::Plain),
        ],
        State::Returned => vec![check_in(Tone::Primary)],
        _ => Vec::new(),
    };
    let prep = if tray.prepares { prep } else { Vec::new() };
    let look = concern::before_accepting(&tray.concerns);
    let undo = undo_words(state)
        .filter(|_| tray.prepares)
        .map(|words| deed(order, Step::Undo, words, Tone::Plain));
    let can_cancel = matches!(
        state,
        State::Submitted | State::Queried | State::Accepted | State::Prepared
    );
    let cancel = (tray.is_mine && can_cancel).then(|| call_off(order, kept));
    let is_off = matches!(state, State::Cancelled | State::Declined);
    let is_to_come = order.lesson.slot.is_some() && order.lesson.day >= tray.said.today;
    let again = (tray.is_mine && is_off && is_to_come)
        .then(|| deed(order, Step::Repetition, "Order it again", Tone::Primary));
    let tell = (is_teachers_own(tray) && state.may_be_told()).then(|| tell(order, kept));
    view! { {look}{prep}{again}{undo}{tell}{cancel} }.into_any()
}

fn is_teachers_own(tray: &Tray) -> bool {
    tray.order.teacher == tray.said.me
}

/// An order that was taken on is not changed any more, but talked about.
fn tell(order: &Requisition, kept: &Kept) -> AnyView {
    let action = Step::Message.href(order.id);
    let kept = kept.of(&action);
    let (text, error) = (kept.value("text", ""), kept.error("text"));
    view! {
        <PostForm action=action class="form only-screen">
            <TextArea name="text" id="tell-text" label="Tell the prep room" rows=2 value=text error=error/>
            <div class="form-acts"><Button>"Tell"</Button></div>
        </PostForm>
    }
    .into_any()
}

/// How the last step is taken back that was a mistake.
const fn undo_words(state: State) -> Option<&'static str> {
    Some(match state {
        State::Accepted => "Undo: not accepted yet",
        State::Prepared => "Undo: not ready yet",
        State::Delivered => "Undo: not in the room yet",
        State::Returned => "Undo: not back yet",
        State::CheckedIn => "Undo the check-in",
        _ => return None,
    })
}

/// Calling off can't be undone: it opens first.
fn call_off(order: &Requisition, kept: &Kept) -> AnyView {
    let action = Step::Cancellation.href(order.id);
    let kept = kept.of(&action);
    let (text, error) = (kept.value("text", ""), kept.error("text"));
    view! {
        <details class="call-off only-screen" open=kept.is_kept()>
            <summary class="link">"Call it off"</summary>
            <PostForm action=action class="form">
                <TextInput name="text" id="call-off-text" label="Why" optional=true value=text error=error
                    hint="The prep room puts everything away again. It can be ordered again afterwards."/>
                <div class="form-acts"><Button tone=Tone::Danger>"Call it off"</Button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

fn ask(order: &Requisition, kept: &Kept) -> AnyView {
    let id = order.id;
    let action = Step::Query.href(id);
    let kept = kept.of(&action);
    let (text, error) = (kept.value("text", ""), kept.error("text"));
    view! {
        <PostForm action=action class="form only-screen">
            <TextArea name="text" label="Ask the teacher, or say why not" rows=2 value=text error=error/>
            <div class="form-acts">
                <Button>"Ask"</Button>
                <Button tone=Tone::Danger formaction=Step::Refusal.href(id)>"Decline"</Button>
            </div>
        </PostForm>
    }
    .into_any()
}
