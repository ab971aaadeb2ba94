//! What a list would become, cell by cell, before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    extract::Query,
    response::{IntoResponse as _, Response},
};
use leptos::prelude::*;
use shared::{
    account::right::CanImportStock, id::UploadId, import::Grid, moment::Zone, refusal::Refusal,
};
use stocklist::plan::{self, Planned, Planning, Said};
use store::{
    Desk,
    import::{self, Foreseen, Foresight, Here, Import, upload, upload::Upload},
};
use tokio::sync::mpsc;

use super::{
    columns,
    names::{ChoicesSent, Names, new_names},
    page::day,
    rows::{HereAlready, Things, UnreadCells},
    show::{Look, Show},
};
use crate::{
    parts::{
        Button, Checkbox, Crumb, LinkButton, Message, Notice, NoticeTone, PageHead, PostForm, Stat,
        Stop, Tab, Tabs, Tone,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Sent, Shown, Step, Work, grouped},
};

/// A list of so many rows takes long enough to tell how far it is.
const LONG: usize = 1_000;

/// So many new places are named.
const NAMED: usize = 8;

/// A list with what it becomes.
pub(super) struct Looked {
    pub id: UploadId,
    pub file_name: String,
    pub grid: Grid,
    pub said: Said,
    /// What is new in it.
    pub planning: Planning,
    /// The item of another name that each new thing joins.
    pub joins: Vec<Option<String>>,
    /// What is here already, and left out.
    pub here: Vec<(Planned, Here)>,
    pub new_places: Vec<Vec<String>>,
    /// The import of the same cells that stands already.
    pub before: Option<Import>,
    pub zone: Zone,
    pub show: Show,
    pub after: usize,
}

/// The page; of a list that was imported since, what came of it.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanImportStock>,
    At(id): At<UploadId>,
    Query(look): Query<Look>,
) -> Shown {
    let found: store::Result<Upload<Said>> = upload::find(&desk, id).await;
    if let Err(store::Error::Refused(Refusal::NotFound)) = &found {
        let import = import::of_upload(&desk, id).await?;
        return Ok(Done::to(&Path::Import(import)).into_response());
    }
    let upload = found?;
    let looked = planned(&desk, upload, look).await?;
    let title = looked.file_name.clone();
    frame
        .show(Some(Stop::Import), &title, move || {
            view! { <Preview looked/> }.into_any()
        })
        .await
}

async fn planned(
    desk: &Desk<CanImportStock>,
    upload: Upload<Said>,
    look: Look,
) -> Result<Looked, Failed> {
    let planned = tokio::task::spawn_blocking(move || {
        let mut planning = plan::plan(&upload.grid, &upload.said.layouts);
        planning.leave_out(&upload.said);
        let plan = planning.to_write(&upload.file_name, &upload.said);
        (upload, planning, plan)
    });
    let (upload, planning, plan) = planned
        .await
        .map_err(|error| Failed::fault(format_args!("planning an import: {error}")))?;
    let foresight = import::foresee(desk, &plan.lines).await?;
    let mut looked = Looked {
        id: upload.id,
        file_name: upload.file_name,
        grid: upload.grid,
        said: upload.said,
        planning,
        joins: Vec::new(),
        here: Vec::new(),
        new_places: Vec::new(),
        before: import::before(desk, upload.id).await?,
        zone: desk.who().zone,
        show: Show::of(&look.show),
        after: look.after,
    };
    looked.tell_apart(foresight);
    if looked.show == Show::All && looked.is_nothing_new() {
        looked.show = Show::Here;
    }
    Ok(looked)
}

impl Looked {
    /// Whether all that it says is here already.
    fn is_nothing_new(&self) -> bool {
        self.planning.things.is_empty() && !self.here.is_empty()
    }

    /// Tells what is new from what is here already.
    fn tell_apart(&mut self, foresight: Foresight) {
        self.new_places = foresight.new_places;
        let things = std::mem::take(&mut self.planning.things);
        for (thing, foreseen) in things.into_iter().zip(foresight.lines) {
            match foreseen {
                Foreseen::Here(here) => {
                    self.here.push((thing, here));
                    continue;
                }
                Foreseen::Joins(name) => self.joins.push(Some(name)),
                Foreseen::New => self.joins.push(None),
            }
            self.planning.things.push(thing);
        }
    }
}

/// Changes how the columns are read.
pub async fn change_layout(
    Enter(desk): Enter<CanImportStock>,
    At(id): At<UploadId>,
    sent: Sent<BTreeMap<String, String>>,
) -> Result<Done, Failed> {
    let mut upload: Upload<Said> = upload::find(&desk, id).await?;
    upload.said.layouts = columns::parse(&upload.grid, &upload.said.layouts, &sent.form);
    upload::say(&desk, upload.id, &upload.said).await?;
    Ok(Done::to(&Path::Upload(upload.id)).saying("Read again with these columns."))
}

/// Keeps what a person has said about names and lines.
pub async fn change_names(
    Enter(desk): Enter<CanImportStock>,
    At(id): At<UploadId>,
    sent: Sent<ChoicesSent>,
) -> Result<Done, Failed> {
    let mut upload: Upload<Said> = upload::find(&desk, id).await?;
    let chosen = sent.form.choose(&mut upload.said);
    upload::say(&desk, upload.id, &upload.said).await?;
    let words = chosen.unwrap_or_else(|| "Nothing was chosen.".to_owned());
    Ok(Done::to_href(sent.from.clone()).saying(words))
}

/// Forgets a list that is not to be imported.
pub async fn create_discarding(
    Enter(desk): Enter<CanImportStock>,
    At(id): At<UploadId>,
    _sent: Sent<ChoicesSent>,
) -> Result<Done, Failed> {
    upload::forget(&desk, id).await?;
    Ok(Done::to(&Path::Imports).saying("Discarded: nothing of it was imported."))
}

/// Reads the list in: all of it in one write, with the choices that were on the page. A long list tells how far it is.
pub async fn create_import(
    frame: Frame,
    Enter(desk): Enter<CanImportStock>,
    At(id): At<UploadId>,
    sent: Sent<ChoicesSent>,
) -> Result<Response, Failed> {
    let desk = desk.once(&sent);
    sent.once(desk.ensure_first().await, read_in_before).await?;
    let found: store::Result<Upload<Said>> = upload::find(&desk, id).await;
    if let Err(store::Error::Refused(Refusal::NotFound)) = &found {
        // Another tab was quicker: what came of it there.
        let import = import::of_upload(&desk, id).await?;
        let words = "Nothing more was imported: the list is in already.";
        return Err(sent.back(Path::Import(import).href(), Some(words.to_owned())));
    }
    let mut upload = found?;
    if sent.form.choose(&mut upload.said).is_some() {
        upload::say(&desk, upload.id, &upload.said).await?;
    }
    let title = format!("Reading in {}", upload.file_name);
    let (tell, told) = mpsc::unbounded_channel();
    let rows: usize = upload
        .grid
        .sheets
        .iter()
        .map(|sheet| sheet.rows.len())
        .sum();
    if rows < LONG {
        let done = read_in(desk, upload, sent, tell).await?;
        return Ok(done.into_response());
    }
    let work = Work {
        task: tokio::spawn(read_in(desk, upload, sent, tell)),
        told,
        unit: "rows written",
    };
    frame.follow(Some(Stop::Import), &title, work).await
}

async fn read_in(
    desk: Desk<CanImportStock>,
    upload: Upload<Said>,
    sent: Sent<ChoicesSent>,
    tell: mpsc::UnboundedSender<Step>,
) -> Result<Done, Failed> {
    let looked = planned(&desk, upload, Look::default()).await?;
    if looked.is_nothing_new() {
        let page = Path::Upload(looked.id).href();
        return Err(sent.back(page, Some(NOTHING_NEW.to_owned())));
    }
    if looked.before.is_some() && sent.form.again.is_empty() {
        let page = Path::Upload(looked.id).href();
        let words = "Nothing was imported: this list was imported before. Tick that it is to come in again.";
        return Err(sent.back(page, Some(words.to_owned())));
    }
    let plan = looked.planning.to_write(&looked.file_name, &looked.said);
    let of = plan.holdings();
    let telling = move |done: usize| {
        // Nobody may be listening any more; the work goes on.
        let _ = tell.send(Step { done, of });
    };
    let read = import::read_in_looked_at(&desk, looked.id, plan, &telling).await;
    let read = sent.once(read, read_in_before).await?;
    let words = format!("Imported: {}.", things(read.lines));
    Ok(Done::to(&Path::Import(read.id)).saying(words))
}

/// The list that the first of two taps read in.
fn read_in_before(subject: &str) -> Option<Path> {
    subject.parse().ok().map(Path::Import)
}

/// `one thing`, `812 things`
fn things(count: usize) -> String {
    match count {
        1 => "one thing".to_owned(),
        count => format!("{} things", grouped(count)),
    }
}

#[component]
fn Preview(looked: Looked) -> impl IntoView {
    let planning = &looked.planning;
    let title = match planning.things.len() {
        _ if looked.is_nothing_new() => format!("Nothing new in {}", looked.file_name),
        count => format!("{} from {}", things(count), looked.file_name),
    };
    let way = vec![
        Crumb::new(Path::Stock.href(), "Stock"),
        Crumb::new(Path::Imports.href(), "Import"),
    ];
    let columns = if planning.is_own && looked.is_nothing_new() {
        ().into_any()
    } else if planning.is_own {
        let words = if looked.here.is_empty() {
            "This file was exported here: it comes in as it was, and nothing in it is guessed."
        } else {
            "This file was exported here: what is new in it comes in as it was, and nothing in it is guessed."
        };
        view! { <Message notice=Notice::new(NoticeTone::Note, words)/> }.into_any()
    } else {
        columns::form(&looked)
    };
    let (counts, foot) = (counts(&looked), foot(&looked));
    let before = imported_before(&looked);
    // One form: the button that imports sends the choices along that are on the page.
    let keep = format!("{}/names", Path::Upload(looked.id).href());
    let (left_out, new_places) = (left_out(&looked.here), new_places(&looked.new_places));
    let rows = match looked.show {
        Show::Ask | Show::Matched => view! { <Names looked/> }.into_any(),
        Show::Here => view! { <HereAlready looked/> }.into_any(),
        Show::Out => view! { <UnreadCells looked/> }.into_any(),
        Show::All | Show::Check => view! { <Things looked/> }.into_any(),
    };
    view! {
        <PageHead title sub="nothing is written yet" way/>
        {before}
        {counts}
        {left_out}
        {new_places}
        {columns}
        <PostForm action=keep class="stack">
            {rows}
            {foot}
        </PostForm>
    }
    .into_any()
}

/// That the same list was imported before, and where.
fn imported_before(looked: &Looked) -> Option<AnyView> {
    let before = looked.before.as_ref()?;
    if looked.is_nothing_new() {
        return None;
    }
    let by = before
        .by
        .as_ref()
        .map_or_else(String::new, |by| format!(" by {by}"));
    let words = format!(
        "This list was imported before: on {}{by}.",
        day(looked.zone, before.at)
    );
    let href = Path::Import(before.id).href();
    let notice = Notice::new(NoticeTone::Warn, words);
    Some(
        view! { <Message notice><LinkButton href>"See what came of it"</LinkButton></Message> }
            .into_any(),
    )
}

/// What is here already, and that it stays as it is.
fn left_out(here: &[(Planned, Here)]) -> AnyView {
    let differing = here.iter().filter(|(_, here)| differs(here)).count();
    let first = match here.len() {
        0 => return ().into_any(),
        1 => "One is here already and stays as it is: it is left out.".to_owned(),
        count => format!(
            "{} are here already and stay as they are: they are left out.",
            grouped(count)
        ),
    };
    let second = match differing {
        0 => String::new(),
        1 => " One of them is in another amount or place than the file says: count it there."
            .to_owned(),
        count => format!(
            " {} of them are in another amount or place than the file says: count them there.",
            grouped(count)
        ),
    };
    let words = format!("{first}{second}");
    view! { <Message notice=Notice::new(NoticeTone::Note, words)/> }.into_any()
}

/// Whether it is here in another amount or place than the list says.
pub(super) fn differs(here: &Here) -> bool {
    let Here::Holding { is_as_said, .. } = here else {
        return false;
    };
    !is_as_said
}

/// `2 new places: Store › Acids; Lab 9`
fn new_places(ways: &[Vec<String>]) -> AnyView {
    // What has no place given stands in none.
    let ways = ways.iter().map(|way| way.join(" › "));
    let ways: Vec<String> = ways.filter(|way| way != import::NO_PLACE).collect();
    let names: Vec<&str> = ways.iter().take(NAMED).map(String::as_str).collect();
    let first = match ways.len() {
        0 => return ().into_any(),
        1 => "One new place".to_owned(),
        count => format!("{} new places, with those around them", grouped(count)),
    };
    let more = match ways.len() - names.len() {
        0 => String::new(),
        more => format!(" and {} more", grouped(more)),
    };
    let words = format!("{first}: {}{more}", names.join("; "));
    view! { <p class="small quiet">{words}</p> }.into_any()
}

fn counts(looked: &Looked) -> AnyView {
    let Looked {
        id,
        planning,
        said,
        show,
        ..
    } = looked;
    let (id, show) = (*id, *show);
    let offers = planning.offers();
    let open = offers
        .iter()
        .filter(|(_, offer, _)| offer.is_open(said))
        .count();
    let check = planning
        .things
        .iter()
        .filter(|thing| thing.look.is_some())
        .count();
    let out = planning.unread.len() + planning.left.len();
    let known = match offers.len() - open {
        0 => "no name matched".to_owned(),
        matched => format!("{matched} matched"),
    };
    let known = match new_names(&planning.things) {
        0 => known,
        1 => format!("{known} · 1 new name"),
        new => format!("{known} · {new} new names"),
    };
    let tab = |to: Show, word: &'static str, count: usize| {
        Tab::new(to.href(id, 0), word, to == show).count(count)
    };
    let mut tabs = vec![
        tab(Show::All, "All", planning.things.len()),
        tab(Show::Ask, "To decide", open),
        tab(Show::Matched, "Matched", offers.len() - open),
        tab(Show::Check, "To check", check),
        tab(Show::Out, "Left out", out),
    ];
    if !looked.here.is_empty() {
        tabs.push(tab(Show::Here, "Here already", looked.here.len()));
    }
    view! {
        <div class="stats">
            <Stat label="Things" figure=planning.things.len().to_string()
                of=places(&planning.things) href=Show::All.href(id, 0)/>
            <Stat label="Names to decide" figure=open.to_string()
                of=known href=Show::Ask.href(id, 0) warn=open != 0/>
            <Stat label="To check" figure=check.to_string() of="amounts, days, question marks"
                href=Show::Check.href(id, 0) warn=check != 0/>
            <Stat label="Left out" figure=out.to_string() of="cells that become nothing"
                href=Show::Out.href(id, 0)/>
        </div>
        <Tabs label="What is shown" tabs/>
    }
    .into_any()
}

/// `in 5 places, 3 without one`
fn places(things: &[Planned]) -> String {
    let ways = things.iter().map(|thing| thing.line.place.as_slice());
    let (without, ways): (Vec<_>, Vec<_>) = ways.partition(|way| way.is_empty());
    let ways: BTreeSet<&[String]> = ways.into_iter().collect();
    let places = match ways.len() {
        1 => "in one place".to_owned(),
        count => format!("in {count} places"),
    };
    match (without.len(), ways.len()) {
        (0, 0) => "nothing new".to_owned(),
        (0, _) => places,
        (_, 0) => "without a place".to_owned(),
        (without, _) => format!("{places}, {without} without one"),
    }
}

/// Where there is nothing to import.
const NOTHING_NEW: &str = "Everything in it is here already: there is nothing to import.";

fn foot(looked: &Looked) -> AnyView {
    let count = looked.planning.things.len();
    if count == 0 {
        let words = if looked.is_nothing_new() {
            NOTHING_NEW
        } else {
            "Nothing in it can be imported."
        };
        return view! { <p class="import-foot">{words}</p> }.into_any();
    }
    let open = looked
        .planning
        .offers()
        .iter()
        .filter(|(_, offer, _)| offer.is_open(&looked.said))
        .count();
    let words = match open {
        _ if looked.show == Show::Ask && open > 0 => {
            "With the choices above. The whole import can be taken back.".to_owned()
        }
        0 => "The whole import can be taken back.".to_owned(),
        1 => "One name to decide comes in as it is written. The whole import can be taken back."
            .to_owned(),
        open => format!(
            "{open} names to decide come in as they are written. The whole import can be taken back."
        ),
    };
    let again = looked.before.as_ref().map(|_| {
        view! { <Checkbox name="again" label="Import it again, beside what came of it before"/> }
    });
    let import = format!("{}/import", Path::Upload(looked.id).href());
    view! {
        <div class="import-foot">
            {again}
            <Button tone=Tone::Primary formaction=import>{format!("Import {}", things(count))}</Button>
            <span class="small quiet">{words}</span>
        </div>
    }
    .into_any()
}
