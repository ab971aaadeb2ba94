//! A holding: what it is, how much, four large actions, then details. Made for a thumb after a scan.

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    amount::Amount,
    id::HoldingId,
    location::Tree,
    moment::{Day, Zone},
    requisition::State,
    substance::hazard::CHECK,
};
use store::{
    Desk,
    holding::{self, Holding, Source},
    item::{self, Promise},
    ledger::{self, Entry},
    substance,
};

use super::{
    acts::{Acts, acts},
    hazards::{Contents, Hazards},
    history::{lines, what},
    shelf::expiry_mark,
};
use crate::{
    parts::{
        Badge, Button, Card, CodeText, Fact, Facts, Glyph, History, HistoryLine, Mark, Message,
        Meter, MeterPart, Notice, NoticeTone, PictogramRow, PostForm, Stop, Tone,
    },
    path::Path,
    web::{At, Enter, Frame, Kept, Shown},
    when,
};

const LINES: i64 = 60;
const PROMISES: i64 = 20;
/// What was done longer ago is not taken back by a button: a count puts it right.
const UNDO_DAYS: i64 = 7;

/// Everything the page shows.
struct Found {
    holding: Holding,
    tree: Tree,
    sources: Vec<Vec<Source>>,
    history: Vec<Entry>,
    lines: Vec<HistoryLine>,
    promises: Vec<Promise>,
    short: Option<Amount>,
    hazards: Option<Hazards>,
    zone: Zone,
    today: Day,
    soon: Day,
    gone: Option<String>,
    may_move: bool,
}

async fn load(desk: &Desk<CanLook>, id: HoldingId) -> store::Result<Found> {
    let holding = holding::find(desk, id).await?;
    let tree = store::location::tree(desk).await?;
    let history = ledger::of_holding(desk, id, LINES).await?;
    let promises = item::promises(desk, &holding.kind, PROMISES).await?;
    let short = item::short(desk, &holding.kind, &promises).await?;
    let sayings = substance::sayings(desk, Contents::from(&holding).substance()).await?;
    let (zone, today) = (desk.who().zone, desk.today());
    let may_move = desk.who().role.may(Right::MoveStock);
    let sources = if may_move {
        holding::sources(desk, &holding).await?
    } else {
        Vec::new()
    };
    Ok(Found {
        lines: lines(desk, &history, &tree),
        hazards: Hazards::of(&holding, &sayings),
        gone: holding.gone_at.map(|at| when::moment(zone, at, today)),
        soon: holding::soon(desk),
        may_move,
        sources,
        holding,
        tree,
        history,
        promises,
        short,
        zone,
        today,
    })
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, At(id): At<HoldingId>) -> Shown {
    let found = load(&desk, id).await?;
    let kept = frame.kept.clone();
    let title = found.holding.name.clone();
    frame
        .show(Some(Stop::Stock), &title, move || whole(&found, &kept))
        .await
}

fn whole(found: &Found, kept: &Kept) -> AnyView {
    let drawn = Acts {
        holding: &found.holding,
        history: &found.history,
        tree: &found.tree,
        sources: &found.sources,
        kept,
    };
    let facts = facts(found);
    let lines = found.lines.clone();
    view! {
        <div class="split even">
            <article class="hold">
                {head(&found.holding)}
                {hazards(found.hazards.as_ref())}
                {level(found)}
                {found.may_move.then(|| acts(&drawn))}
                {last(found)}
            </article>
            <div class="stack">
                <Card>{facts}</Card>
                <Card title="History" id="history"><History lines/></Card>
            </div>
        </div>
    }
    .into_any()
}

fn head(holding: &Holding) -> AnyView {
    let strength = holding.concentration.map(|strength| strength.to_string());
    // The item's name often says the strength already.
    let strength = strength.filter(|strength| !holding.name.contains(strength.as_str()));
    let serial = holding.particulars.serial.clone();
    view! {
        <header class="hold-head">
            <div>
                <h1><a href=Path::Item(holding.item).href()>{holding.name.clone()}</a></h1>
                {strength.map(|strength| view! { <p class="hold-strength">{strength}</p> })}
            </div>
            <p class="hold-code">
                <CodeText code=holding.code/>
                {serial.map(|serial| view! { <br/>"No. "{serial} })}
            </p>
        </header>
    }
    .into_any()
}

/// Pictograms, the signal word and the statements; or that there is nothing to fear, or nothing known.
pub(crate) fn hazards(hazards: Option<&Hazards>) -> Option<AnyView> {
    let hazards = hazards?;
    let signal = hazards.signal.map(|signal| {
        view! { <span class="signal">{signal.word()}</span>" " }
    });
    let statements = hazards.statements.join(". ");
    let remarks = hazards.remarks.join(" ");
    let said = hazards.said.clone();
    let page = hazards.page.clone();
    Some(
        view! {
            <div class="hold-hazards">
                {(!hazards.pictograms.is_empty())
                    .then(|| view! { <PictogramRow pictograms=hazards.pictograms.clone()/> })}
                <div>
                    {(signal.is_some() || !statements.is_empty())
                        .then(|| view! { <p>{signal}{statements}</p> })}
                    {(!remarks.is_empty()).then(|| view! { <p class="quiet small">{remarks}</p> })}
                    {said.map(|said| view! { <p class="small"><b>"This school says: "</b>{said}</p> })}
                    <p class="quiet small">{CHECK}" "<a class="link" href=page>"All about it"</a></p>
                </div>
            </div>
        }
        .into_any(),
    )
}

fn level(found: &Found) -> AnyView {
    let holding = &found.holding;
    let short = found.short.map(short_mark);
    if let Some(gone) = &found.gone {
        return view! {
            <div class="hold-level">
                <p class="row ends"><b>"Nothing left"</b><span class="small quiet">{format!("since {gone}")}</span></p>
                {short.map(|short| view! { <p>{short}</p> })}
            </div>
        }
        .into_any();
    }
    let promised = promised(found).map(|promised| {
        view! { <span class="small quiet">{promised}</span> }
    });
    let full = holding.particulars.capacity.filter(|full| full.micro() > 0);
    let words = full.map_or_else(
        || holding.amount.to_string(),
        |full| format!("{} of {full}", holding.amount),
    );
    let size = |amount: Amount| u64::try_from(amount.micro()).unwrap_or_default();
    let meter = full.map(|full| {
        let parts = vec![MeterPart::Main(size(holding.amount))];
        view! { <Meter label=words.clone() full=size(full) parts/> }
    });
    view! {
        <div class="hold-level">
            <p class="row ends"><b>{words.clone()}</b>{promised}</p>
            {meter}
            {short.map(|short| view! { <p>{short}</p> })}
        </div>
    }
    .into_any()
}

/// That coming lessons are promised more than there is.
pub(crate) fn short_mark(short: Amount) -> AnyView {
    view! { <Badge mark=Mark::Warn>{format!("{short} short for coming lessons")}</Badge> }
        .into_any()
}

fn promised(found: &Found) -> Option<String> {
    let next = found.promises.iter().find(|promise| !promise.is_out())?;
    Some(format!(
        "{} promised for {}",
        next.amount,
        when::near_day(next.day)
    ))
}

/// What was done last, with the button that takes it back.
fn last(found: &Found) -> Option<AnyView> {
    let entry = found.history.iter().find(|entry| !entry.is_reversed)?;
    let is_recent = (found.today - found.zone.day(entry.at)).num_days() <= UNDO_DAYS;
    if !found.may_move || !is_recent || !entry.can_be_reversed() {
        return None;
    }
    let who = entry.by.clone().unwrap_or_default();
    let words = format!("Last: {who} {}", what(entry, &found.tree));
    let reversal = format!("/postings/{}/reversal", entry.posting);
    let tone = if entry.needs_look {
        NoticeTone::Warn
    } else {
        NoticeTone::Note
    };
    Some(
        view! {
            <Message notice=Notice::new(tone, words)>
                <PostForm action=reversal class="inline">
                    <Button glyph=Glyph::Undo tone=Tone::Plain>"Undo"</Button>
                </PostForm>
            </Message>
        }
        .into_any(),
    )
}

fn facts(found: &Found) -> AnyView {
    let holding = &found.holding;
    let about = &holding.particulars;
    let place = match found.tree.find(holding.location) {
        Some(place) => {
            let words = found.tree.place(place.id).to_string();
            view! { <a href=Path::Place(place.id).href()>{words}</a> }.into_any()
        }
        // Nothing stands there: it is where the last of it was.
        None => "out of use by now".into_any(),
    };
    let made = about.made_on.map(|day| {
        let by = about
            .made_by
            .as_ref()
            .map_or_else(String::new, |by| format!(" by {by}"));
        format!("{}{by}", when::day(day))
    });
    let expires = about.expires_on.map(|day| {
        let mark = expiry_mark(day, found.today, found.soon);
        view! { <Fact term="Use by">{when::day(day)}" "{mark}</Fact> }
    });
    let promises = found.promises.iter();
    let (out, to_come): (Vec<&Promise>, Vec<&Promise>) = promises.partition(|next| next.is_out());
    let out = out.first().map(|out| {
        let term = if out.state == State::Delivered {
            "Out with"
        } else {
            "Back from"
        };
        promise(term, out, &found.tree)
    });
    let next = to_come
        .first()
        .map(|next| promise("Next for", next, &found.tree));
    let plain = [
        ("Made", made),
        ("Received", about.received_on.map(when::day)),
        ("Opened", about.opened_on.map(when::day)),
        ("Lot", about.lot.clone()),
        ("Supplier", about.supplier.clone()),
        ("Note", about.note.clone()),
    ]
    .into_iter()
    .filter_map(|(term, value)| Some((term, value?)))
    .map(|(term, value)| view! { <Fact term>{value}</Fact> })
    .collect_view();
    view! {
        <Facts>
            <Fact term="Place">{place}</Fact>
            {expires}
            {out}
            {next}
            {plain}
        </Facts>
    }
    .into_any()
}

/// A lesson that wants some of it, and how much.
fn promise(term: &'static str, promise: &Promise, tree: &Tree) -> AnyView {
    let room = tree
        .find(promise.room)
        .map_or_else(String::new, |room| room.name.clone());
    let words = format!(
        "{} {} {}, {room} · {}",
        promise.class,
        when::near_day(promise.day),
        promise.period,
        promise.amount
    );
    let href = Path::Order(promise.requisition).href();
    view! { <Fact term><a href=href>{words}</a></Fact> }.into_any()
}
