//! Writing an order: the kit with what is free beside each line, the risk note, the prep room's day.

mod ways;

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    availability::{Feasibility, Wanted},
    capacity,
    moment::Day,
    practical::Section,
    requisition::{Card as Order, Comment, Line, Requisition, State},
    timetable::{self, Lesson},
};
use store::{
    Desk, presence,
    requisition::{self, Kit},
    risk, school,
    timetable::{calendar, lesson},
};

use super::{
    side::{self, Day as PrepDay, Risk},
    words,
};
use crate::{
    parts::{
        Button, Crumb, DataTable, Fact, Facts, FieldError, Glyph, Icon, LinkButton, PageHead,
        PostForm, StateChip, Stop, TextArea, TextInput, Tone,
    },
    path::Path,
    web::{Failed, Frame, Kept, Shown},
};

/// How far ahead another lesson is looked for.
const DAYS_AHEAD: i64 = 14;

/// What the page shows.
pub(super) struct Sheet {
    pub order: Requisition,
    pub kit: Option<Kit>,
    /// How each line stands, in the order's own order.
    pub standing: Vec<Feasibility>,
    /// The nearest other lesson of the class at which nothing is short, when something is.
    pub nearest: Option<Lesson>,
    pub risk: Risk,
    pub day: PrepDay,
    pub notice_days: u8,
    pub is_late: bool,
    pub comments: Vec<Comment>,
}

impl Sheet {
    async fn of(desk: &Desk<CanLook>, order: Requisition) -> Result<Self, Failed> {
        let kit = match order.practical {
            Some(practical) => Some(Kit::of(desk, practical).await?),
            None => None,
        };
        let outlook = outlook(desk, &order).await?;
        let rules = school::own(desk).await?.rules;
        let day = order.lesson.day;
        let days = calendar::days(desk, desk.today(), day).await?;
        let approved = match order.practical {
            Some(practical) => risk::approved(desk, practical).await?,
            None => None,
        };
        let kit_lines: Vec<_> = kit
            .iter()
            .flat_map(|kit| &kit.lines)
            .map(|entry| entry.kit.clone())
            .collect();
        Ok(Self {
            kit,
            standing: outlook.standing,
            nearest: outlook.nearest,
            risk: Risk::of(&order, approved, &kit_lines, rules.stop_without_risk_note),
            day: prep_day(desk, &order, day).await?,
            notice_days: rules.notice_days,
            is_late: timetable::is_late(&days, desk.today(), day, rules.notice_days),
            comments: requisition::comments(desk, order.id).await?,
            order,
        })
    }
}

struct Outlook {
    standing: Vec<Feasibility>,
    nearest: Option<Lesson>,
}

/// How the lines stand, and where else they would.
async fn outlook(desk: &Desk<CanLook>, order: &Requisition) -> Result<Outlook, Failed> {
    let until = order.lesson.day.max(desk.today()) + chrono::TimeDelta::days(DAYS_AHEAD);
    let outlook = requisition::outlook(desk, Some(order.id), until).await?;
    let wanted: Vec<Wanted> = order.lines.iter().map(wanted).collect();
    let window = outlook.window_of(order);
    let standing = outlook.book.lines(&wanted, window);
    if !standing.iter().any(Feasibility::is_short) {
        return Ok(Outlook {
            standing,
            nearest: None,
        });
    }
    let mut others = other_lessons(desk, order, until).await?;
    let windows: Vec<_> = others
        .iter()
        .map(|lesson| outlook.window(lesson.day.day, &lesson.period))
        .collect();
    let nearest = outlook.book.nearest(&wanted, window, &windows);
    Ok(Outlook {
        standing,
        nearest: nearest.map(|at| others.swap_remove(at)),
    })
}

/// What a line wants of the stock.
pub(super) fn wanted(line: &Line) -> Wanted {
    Wanted {
        kind: line.kind.clone(),
        sort: line.sort,
        amount: line.amount,
    }
}

/// Lessons of the same class that are still to come and for which nothing is ordered.
async fn other_lessons(
    desk: &Desk<CanLook>,
    order: &Requisition,
    until: Day,
) -> Result<Vec<Lesson>, Failed> {
    if order.lesson.class.is_none() {
        return Ok(Vec::new());
    }
    let tomorrow = desk.today() + chrono::TimeDelta::days(1);
    let of_class = lesson::Wanted {
        teacher: None,
        class: order.lesson.class,
    };
    let lessons = lesson::list(desk, tomorrow, until, of_class).await?;
    let ordered = requisition::board(desk, tomorrow, until).await?;
    let is_taken = |lesson: &Lesson| {
        let is_own = Some(lesson.slot) == order.lesson.slot && lesson.day.day == order.lesson.day;
        is_own
            || ordered
                .iter()
                .filter(|card| card.state.promises())
                .any(|card| card.slot == Some(lesson.slot) && card.day == lesson.day.day)
    };
    Ok(lessons
        .into_iter()
        .filter(|lesson| !is_taken(lesson))
        .collect())
}

async fn prep_day(desk: &Desk<CanLook>, order: &Requisition, day: Day) -> Result<PrepDay, Failed> {
    let cards: Vec<Order> = requisition::board(desk, day, day).await?;
    let others = cards
        .iter()
        .filter(|card| card.id != order.id)
        .filter(|card| !matches!(card.state, State::Cancelled | State::Declined))
        .map(|card| card.minutes.total())
        .sum();
    let week = presence::list(desk).await?;
    let away = presence::absences(desk, day, day).await?;
    let away = away.get(&day).cloned().unwrap_or_default();
    Ok(PrepDay {
        day,
        own: order.minutes.total(),
        others,
        free: capacity::free_minutes(&week, &away, day),
    })
}

/// Shows it.
pub(super) async fn show(frame: Frame, desk: Desk<CanLook>, order: Requisition) -> Shown {
    let sheet = Sheet::of(&desk, order).await?;
    let said = side::Said {
        me: desk.who().member,
        zone: desk.who().zone,
        today: desk.today(),
    };
    let kept = frame.kept.clone();
    let title = sheet.order.title.clone();
    frame
        .show(Some(Stop::Orders), &title, move || {
            view! { <Writing sheet said kept/> }.into_any()
        })
        .await
}

#[component]
fn Writing(sheet: Sheet, said: side::Said, kept: Kept) -> impl IntoView {
    let order = &sheet.order;
    let id = order.id;
    let state = order.progress.state();
    let scheme = sheet
        .kit
        .as_ref()
        .map_or_else(|| "Your own list".to_owned(), |kit| kit.scheme.clone());
    let facts = facts(order, &kept);
    let kit = kit_table(&sheet, &kept);
    let clash = ways::clash(&sheet);
    let talk = (!sheet.comments.is_empty())
        .then(|| side::talk(&sheet.comments, &said, ways::answer(state, &kept)));
    let is_draft = state == State::Draft;
    let send = ways::send(&sheet);
    let risk = sheet.risk.writing(&kept, &order.lesson.class_name);
    let day = sheet.day.card();
    let note = kept.value("note", order.note.clone().unwrap_or_default());
    let note_error = kept.error("note");
    view! {
        <PageHead title=order.title.clone() sub=scheme way=vec![Crumb::new(Path::Lessons.href(), "My lessons")]>
            <span id="kept" class="small quiet" role="status"></span>
            <StateChip state/>
            <LinkButton href=Path::OrderPractical(id).href()>"Change practical"</LinkButton>
        </PageHead>
        <PostForm action=Path::Order(id).href() class="stack" id="order">
            // What the return key presses.
            <button class="hidden" type="submit" name="act" value="save" tabindex="-1">"Keep"</button>
            {facts}
            <div class="split">
                <div class="stack">
                    {kit}
                    {clash}
                    {talk}
                </div>
                <div class="stack">
                    {risk}
                    {day}
                    <section class="card">
                        <TextArea name="note" label="For the prep room" rows=2 optional=true
                            value=note error=note_error/>
                    </section>
                    {send}
                    <div class="row">
                        <Button name="act" value="save">"Keep"</Button>
                        <Button tone=Tone::Quiet name="act" value="cancel">
                            {if is_draft { "Drop this draft" } else { "Call it off" }}
                        </Button>
                    </div>
                </div>
            </div>
        </PostForm>
    }
    .into_any()
}

fn facts(order: &Requisition, kept: &Kept) -> AnyView {
    let place = &order.lesson;
    let told = [
        side::fact("Class", &place.class_name),
        side::fact("Lesson", words::lesson(place.day, &place.period)),
        side::fact("Room", &place.room_name),
        side::fact("Pupils", place.pupils),
    ];
    let groups = kept.value("groups", order.groups.to_string());
    let error = kept.error("groups");
    view! {
        <section class="card order-facts">
            <Facts across=true>
                {told}
                <Fact term="Groups">
                    <span class="stepper">
                        <button type="submit" name="act" value="fewer" aria-label="One group fewer">"−"</button>
                        <input id="groups" name="groups" value=groups
                            inputmode="numeric" aria-label="Groups" aria-invalid=error.is_some().then_some("true")/>
                        <button type="submit" name="act" value="more" aria-label="One group more">"+"</button>
                    </span>
                    {error.map(|error| view! { <p class="field-error">{error}</p> })}
                </Fact>
            </Facts>
        </section>
    }
    .into_any()
}

fn kit_table(sheet: &Sheet, kept: &Kept) -> AnyView {
    let order = &sheet.order;
    let when = format!(
        "On {}",
        words::short_lesson(order.lesson.day, &order.lesson.period)
    );
    let groups = [
        (Section::Solutions, "Solutions"),
        (Section::Chemicals, "Chemicals"),
        (Section::Equipment, "Equipment"),
        (Section::Consumables, "Used up"),
    ];
    let bodies = groups
        .into_iter()
        .filter_map(|(section, title)| {
            let rows: Vec<AnyView> = order
                .lines
                .iter()
                .zip(&sheet.standing)
                .filter(|(line, _)| Section::of(line.sort) == section)
                .map(|(line, standing)| kit_row(sheet, line, standing, when.clone()))
                .collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <tbody>
                        <tr class="group"><th scope="rowgroup" colspan="4">{title}</th></tr>
                        {rows}
                    </tbody>
                }
            })
        })
        .collect_view();
    let is_empty = order.lines.is_empty();
    view! {
        <section class="card flush">
            <DataTable label="Kit" class="kit stacked">
                <thead>
                    <tr>
                        <th scope="col">"Kit"</th>
                        <th scope="col" class="num">"Per group"</th>
                        <th scope="col" class="num">"Total"</th>
                        <th scope="col">{when.clone()}</th>
                    </tr>
                </thead>
                {bodies}
            </DataTable>
            {is_empty.then(|| view! { <p class="kit-empty quiet">"Nothing yet: add the first line below."</p> })}
            {lines_form(order, kept, is_empty)}
        </section>
    }
    .into_any()
}

fn kit_row(sheet: &Sheet, line: &Line, standing: &Feasibility, when: String) -> AnyView {
    let is_counted = line.amount.unit() == shared::amount::Unit::Piece;
    let said = words::feasibility(standing, is_counted);
    let each = sheet
        .kit
        .as_ref()
        .and_then(|kit| kit.entry_of(line))
        .map_or_else(String::new, |entry| each(&entry.kit));
    view! {
        <tr>
            <th scope="row">
                {line.name.clone()}
                {line.note.clone().map(|note| view! { <small class="quiet">" "{note}</small> })}
            </th>
            <td class="num kit-each" data-label="Per group">{each}</td>
            <td class="num kit-total" data-label="Total"><span id=format!("total-{}", line.n)>{line.amount.to_string()}</span></td>
            <td class="kit-avail" data-label=when>
                <span class=said.class id=format!("avail-{}", line.n)>
                    <Icon glyph=said.glyph/>
                    <b>{said.words}</b>
                    <small>{said.note}</small>
                </span>
            </td>
        </tr>
    }
    .into_any()
}

/// What each group gets, or who shares it.
fn each(kit: &shared::practical::KitLine) -> String {
    match (kit.per_group, kit.per_pupil, kit.per_class) {
        (Some(amount), _, _) => amount.to_string(),
        (None, Some(amount), _) => format!("{amount} a pupil"),
        (None, None, Some(_)) => "shared".to_owned(),
        (None, None, None) => String::new(),
    }
}

/// Amounts by hand, lines less, one line more: folded away until wanted.
fn lines_form(order: &Requisition, kept: &Kept, is_empty: bool) -> AnyView {
    let has_error = order
        .lines
        .iter()
        .any(|line| kept.error(&format!("amount-{}", line.n)).is_some())
        || kept.error("new-name").is_some()
        || kept.error("new-amount").is_some();
    let line_error: FieldError = kept.error("line").into();
    let lines = order
        .lines
        .iter()
        .map(|line| amount_field(line, kept))
        .collect_view();
    view! {
        <details class="kit-end" open=is_empty || has_error>
            <summary class="link">{if is_empty { "Add a line" } else { "Add a line, change amounts" }}</summary>
            <div class="stack kit-change">
                <div class="fields">
                    <TextInput name="new-name" label="What" placeholder="Stop clock" value=kept.value("new-name", "")
                        error=if is_empty && kept.error("new-name").is_none() { line_error } else { kept.error("new-name").into() }/>
                    <TextInput name="new-amount" label="How much" placeholder="15, 250 cm³, 20 g"
                        value=kept.value("new-amount", "") error=kept.error("new-amount")/>
                    <div class="field-end"><Button glyph=Glyph::Plus name="act" value="line">"Add"</Button></div>
                </div>
                {lines}
            </div>
        </details>
    }
    .into_any()
}

fn amount_field(line: &Line, kept: &Kept) -> AnyView {
    let name = format!("amount-{}", line.n);
    let error = kept.error(&name);
    view! {
        <div class="kit-amount">
            <label for=name.clone()>{line.name.clone()}</label>
            <span class="row">
                <input class="input" id=name.clone() name=name.clone() value=kept.value(&name, line.amount.to_string())
                    aria-invalid=error.is_some().then_some("true")/>
                <Button tone=Tone::Quiet name="act" value=format!("remove-{}", line.n)
                    label=format!("Leave out {}", line.name)>"Leave out"</Button>
            </span>
            {error.map(|error| view! { <p class="field-error">{error}</p> })}
        </div>
    }
    .into_any()
}
