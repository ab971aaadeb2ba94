//! Writing an order: the kit with what is free beside each line, the risk note, the prep room's day.

mod also;
mod kit;
mod outlook;
mod ways;

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    capacity,
    id::MemberId,
    moment::Day,
    requisition::{Card as Order, Comment, Requisition, Spot, State, Verb},
    timetable,
};
use store::{
    Desk,
    account::member,
    event::{self, Event, Noun},
    presence::{self, Presence},
    requisition::{self, Kit, Ordered},
    risk, school,
    timetable::calendar,
};

use also::Class;
use outlook::Outlook;

use super::{
    choose::ordered_view,
    displaced::Moved,
    keep::KeepsItself,
    lessons::Whose,
    side::{self, Day as PrepDay, Risk},
    was::was_shown,
    words,
};
use crate::{
    parts::{
        Button, Fact, Facts, FieldError, LinkButton, PageHead, PostForm, StateChip, Stop, TextArea,
        Tone,
    },
    path::Path,
    web::{Failed, Frame, Kept, Shown},
    when,
};

/// What the page shows.
struct Sheet {
    order: Requisition,
    kit: Option<Kit>,
    outlook: Outlook,
    /// Other classes that may want the same.
    others: Vec<Class>,
    /// What is ordered for the same lesson already.
    ordered: Vec<Ordered>,
    /// What the timetable did to its lesson.
    moved: Option<Moved>,
    /// The list in which its lesson stands.
    lessons: Whose,
    risk: Risk,
    day: PrepDay,
    notice_days: u8,
    is_late: bool,
    comments: Vec<Comment>,
    history: Vec<Event>,
}

impl Sheet {
    async fn of(desk: &Desk<CanLook>, order: Requisition) -> Result<Self, Failed> {
        const EVENTS: i64 = 20;
        let kit = Kit::of_order(desk, &order).await?;
        let rules = school::own(desk).await?.rules;
        let day = order.lesson.day;
        let days = calendar::days(desk, desk.today(), day).await?;
        let approved = match order.practical {
            Some(practical) => risk::approved(desk, practical).await?,
            None => None,
        };
        let free = outlook::free_lessons(desk, &order).await?;
        Ok(Self {
            outlook: Outlook::of(desk, &order, &free).await?,
            moved: Moved::of(desk, &order, Some(&free)).await?,
            lessons: Whose::of(desk, order.teacher),
            others: also::classes(&order, free),
            ordered: requisition::ordered(desk, &Spot::from(&order), Some(order.id)).await?,
            risk: Risk::of(desk, &order, approved, rules.stop_without_risk_note)
                .await?
                .looked_at(desk.today())
                .beyond(requisition::beyond(desk, &order, kit.as_ref()).await?),
            day: prep_day(desk, &order, day).await?,
            notice_days: rules.notice_days,
            is_late: timetable::is_late(&days, desk.today(), day, rules.notice_days),
            comments: requisition::comments(desk, order.id).await?,
            history: event::history(desk, Noun::Requisition, order.id, EVENTS).await?,
            kit,
            order,
        })
    }

    /// When its teacher's last change was kept: "Draft kept 10:42".
    fn kept(&self, said: &side::Said) -> String {
        let is_writing =
            |event: &&Event| Verb::from_word(&event.verb).is_some_and(Verb::is_writing);
        let last = self.history.iter().find(is_writing);
        let Some(last) = last else {
            return String::new();
        };
        let at = if said.zone.day(last.at) == said.today {
            said.zone.minute(last.at).to_string()
        } else {
            when::moment(said.zone, last.at, said.today)
        };
        match self.order.progress.state() {
            State::Draft => format!("Draft kept {at}"),
            _ => format!("Kept {at}"),
        }
    }
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
    let free = capacity::free_minutes(&week, &away, day);
    Ok(PrepDay {
        away: if free == 0 {
            missing(desk, &week, &away, day).await?
        } else {
            Vec::new()
        },
        day,
        own: order.minutes.total(),
        others,
        free,
    })
}

/// Who has hours on that weekday, and is away.
async fn missing(
    desk: &Desk<CanLook>,
    week: &[Presence],
    away: &[MemberId],
    day: Day,
) -> Result<Vec<String>, Failed> {
    let has_hours = |member: MemberId| {
        let own: Vec<Presence> = week
            .iter()
            .filter(|presence| presence.member == member)
            .copied()
            .collect();
        capacity::free_minutes(&own, &[], day) > 0
    };
    let members = member::list(desk).await?.into_iter();
    let missing = members.filter(|member| away.contains(&member.id) && has_hours(member.id));
    Ok(missing.map(|member| member.name.full).collect())
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
fn Writing(mut sheet: Sheet, said: side::Said, kept: Kept) -> impl IntoView {
    let moved = sheet.moved.take().map(Moved::view);
    let order = &sheet.order;
    let id = order.id;
    let way = vec![sheet.lessons.crumb(order.lesson.day)];
    let state = order.progress.state();
    let scheme = sheet
        .kit
        .as_ref()
        .map_or_else(|| "Your own list".to_owned(), |kit| kit.scheme.clone());
    let facts = facts(order, &sheet.others, &kept);
    let kit = kit::table(&sheet, &kept);
    let clash = ways::clash(&sheet);
    let kept_at = sheet.kept(&said);
    let talk = (!sheet.comments.is_empty())
        .then(|| side::talk(&sheet.comments, &said, ways::answer(state, &kept)));
    let is_draft = state == State::Draft;
    let ordered = sheet.ordered.clone();
    let send = ways::send(&sheet, &kept);
    let risk = sheet.risk.writing(&kept, &order.lesson);
    let day = sheet.day.card();
    let note = kept.value("note", order.note.clone().unwrap_or_default());
    let note_error = FieldError::following(kept.error("note"));
    let note_was = was_shown("note", order.note.clone().unwrap_or_default());
    view! {
        <PageHead title=order.title.clone() sub=scheme way>
            <span id="kept" class="small quiet" role="status" data-follows>{kept_at}</span>
            <StateChip state/>
            <LinkButton href=Path::OrderPractical(id).href()>"Change practical"</LinkButton>
        </PageHead>
        <PostForm action=Path::Order(id).href() class="stack" id="order">
            // What the return key presses.
            <button class="hidden" type="submit" name="act" value="save" tabindex="-1">"Keep"</button>
            {facts}
            {moved}
            {ordered.into_iter().map(ordered_view).collect_view()}
            <div class="split">
                <div class="stack">
                    {kit}
                    <div id="clash" aria-live="polite" data-follows>{clash}</div>
                    {talk}
                </div>
                <div class="stack">
                    {risk}
                    <div id="prep-day" data-follows>{day}</div>
                    <section class="card">
                        <TextArea name="note" label="For the prep room" rows=2 optional=true
                            value=note error=note_error/>
                        {note_was}
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
        <KeepsItself form="order".to_owned() said="kept".to_owned()/>
    }
    .into_any()
}

fn facts(order: &Requisition, others: &[Class], kept: &Kept) -> AnyView {
    let place = &order.lesson;
    let told = [
        side::fact("Class", &place.class_name),
        side::fact("Lesson", words::lesson(place.day, &place.period)),
        side::fact("Room", &place.room_name),
        side::fact("Pupils", place.pupils),
    ];
    let groups = kept.value("groups", order.groups.to_string());
    let error = kept.error("groups");
    let groups_was = was_shown("groups", order.groups);
    view! {
        <section class="card order-facts">
            <Facts across=true>
                {told}
                <Fact term="Groups">
                    <span class="stepper">
                        <button type="submit" name="act" value="fewer" aria-label="One group fewer">"−"</button>
                        <input id="groups" name="groups" value=groups
                            inputmode="numeric" aria-label="Groups" aria-describedby="groups-error"
                            autofocus=error.is_some() aria-invalid=error.is_some().then_some("true")/>
                        <button type="submit" name="act" value="more" aria-label="One group more">"+"</button>
                    </span>
                    {groups_was}
                    <span id="groups-error" data-follows>
                        {error.map(|error| view! { <span class="field-error">{error}</span> })}
                    </span>
                </Fact>
            </Facts>
            {also::offer(others)}
        </section>
    }
    .into_any()
}
