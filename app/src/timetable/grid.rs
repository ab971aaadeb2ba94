//! Two weeks of lessons, as they are today; filtered by class, teacher or room.

use std::collections::HashMap;

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Right, right::CanLook},
    id::{ClassId, LocationId, MemberId},
    moment::Day,
    timetable::{Class, Period, Slot, Week},
};
use store::{
    account::member::{self, Listed},
    timetable::{
        calendar, class,
        lesson::{self, Room},
        slot,
    },
};

use super::{WEEKDAYS, slot::SlotForm, tabs};
use crate::{
    parts::{
        Badge, Button, Card, Choice, DataTable, Empty, Glyph, LinkButton, Mark, Message, Notice,
        NoticeTone, PageHead, Select, Stop,
    },
    path::Path,
    web::{Enter, Frame, Kept, Shown, who_may},
    when,
};

/// What stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    class: String,
    teacher: String,
    room: String,
}

/// All that the lessons of a timetable are told with.
#[derive(Clone, Debug)]
pub struct Names {
    /// Who teaches, and who has left.
    pub members: Vec<Listed>,
    /// Where.
    pub rooms: Vec<Room>,
    /// Whom.
    pub classes: Vec<Class>,
    /// When.
    pub periods: Vec<Period>,
}

impl Names {
    /// Reads them all.
    pub async fn read<R: shared::account::Grant>(desk: &store::Desk<R>) -> store::Result<Self> {
        Ok(Self {
            members: member::list(desk).await?,
            rooms: lesson::rooms(desk).await?,
            classes: class::list(desk).await?,
            periods: calendar::periods(desk).await?,
        })
    }

    /// Classes to choose from.
    pub fn class_choices(&self) -> Vec<Choice> {
        self.classes
            .iter()
            .map(|class| Choice::new(class.id.to_string(), class.name.clone()))
            .collect()
    }

    /// People to choose from.
    pub fn member_choices(&self) -> Vec<Choice> {
        self.active()
            .map(|member| Choice::new(member.id.to_string(), member.name.full.clone()))
            .collect()
    }

    /// Rooms to choose from.
    pub fn room_choices(&self) -> Vec<Choice> {
        self.rooms
            .iter()
            .map(|room| Choice::new(room.id.to_string(), room.name.clone()))
            .collect()
    }

    /// Periods to choose from.
    pub fn period_choices(&self) -> Vec<Choice> {
        self.periods
            .iter()
            .map(|period| {
                let words = format!("{}, {}", period.name, period.starts);
                Choice::new(period.n.to_string(), words)
            })
            .collect()
    }

    /// Those who have not left.
    pub fn active(&self) -> impl Iterator<Item = &Listed> {
        self.members
            .iter()
            .filter(|member| member.deactivated_at.is_none())
    }

    /// A class's name.
    pub fn class(&self, id: ClassId) -> String {
        let found = self.classes.iter().find(|class| class.id == id);
        found.map_or_else(
            || "a class no longer taught".to_owned(),
            |class| class.name.clone(),
        )
    }

    fn member(&self, id: MemberId) -> Option<&Listed> {
        self.members.iter().find(|member| member.id == id)
    }

    /// A teacher's name.
    pub fn teacher(&self, id: MemberId) -> String {
        let found = self.member(id);
        found.map_or_else(String::new, |member| member.name.full.clone())
    }

    /// A teacher's initials.
    pub fn initials(&self, id: MemberId) -> String {
        let found = self.member(id);
        found.map_or_else(String::new, |member| member.name.initials.clone())
    }

    /// Whether a teacher is no longer there.
    pub fn has_left(&self, id: MemberId) -> bool {
        self.members
            .iter()
            .any(|member| member.id == id && member.deactivated_at.is_some())
    }

    /// A room's name.
    pub fn room(&self, id: LocationId) -> String {
        let found = self.rooms.iter().find(|room| room.id == id);
        found.map_or_else(
            || "a room no longer used".to_owned(),
            |room| room.name.clone(),
        )
    }
}

struct Seen {
    kept: Kept,
    asked: Asked,
    names: Names,
    slots: Vec<Slot>,
    today: Day,
    may_change: bool,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Query(asked): Query<Asked>) -> Shown {
    let today = desk.today();
    let names = Names::read(&desk).await?;
    let mut slots = slot::planned(&desk, today).await?;
    let fits = |wanted: &str, id: String| wanted.is_empty() || wanted == id;
    slots.retain(|slot| {
        fits(&asked.class, slot.class.to_string())
            && fits(&asked.teacher, slot.teacher.to_string())
            && fits(&asked.room, slot.room.to_string())
    });
    let seen = Seen {
        kept: frame.kept.clone(),
        asked,
        names,
        slots,
        today,
        may_change: desk.who().role.may(Right::KeepTimetable),
    };
    frame
        .show(Some(Stop::Timetable), "Timetable", move || whole(seen))
        .await
}

fn whole(seen: Seen) -> AnyView {
    let head = view! { <PageHead title="Timetable" sub="As it is, and what begins later">{tabs(&Path::Timetable)}</PageHead> };
    if seen.names.periods.is_empty() || seen.names.classes.is_empty() {
        let start = seen.may_change.then(|| {
            view! {
                <LinkButton href=Path::Calendar.href()>"Name the periods"</LinkButton>
                <LinkButton href=Path::Classes.href()>"Add classes"</LinkButton>
            }
        });
        let words = if seen.may_change {
            "First the periods of a day and the school days, then the classes, then their lessons."
                .to_owned()
        } else {
            format!("{} enters it.", who_may(Right::KeepTimetable))
        };
        return view! {
            {head}
            <Empty glyph=Glyph::Timetable title="No timetable yet" words>
                {start}
            </Empty>
        }
        .into_any();
    }
    let filters = filters(&seen);
    let is_filtered = [&seen.asked.class, &seen.asked.teacher, &seen.asked.room]
        .into_iter()
        .any(|wanted| !wanted.is_empty());
    let weeks = [Week::A, Week::B]
        .into_iter()
        .filter(|week| *week == Week::A || seen.slots.iter().any(|slot| slot.week == *week))
        .map(|week| week_table(&seen, week))
        .collect_view();
    let nothing = (seen.slots.is_empty() && is_filtered)
        .then(|| view! { <p class="quiet">"Nothing fits: there are no such lessons."</p> });
    let orphans = orphans(&seen);
    let form = seen
        .may_change
        .then(|| view! { <SlotForm kept=seen.kept names=seen.names today=seen.today/> });
    view! {
        {head}
        {orphans}
        {filters}
        {nothing}
        {weeks}
        {form}
    }
    .into_any()
}

/// Lessons whose teacher has left ask for another.
fn orphans(seen: &Seen) -> Option<AnyView> {
    let count = seen
        .slots
        .iter()
        .filter(|slot| seen.names.has_left(slot.teacher))
        .count();
    let words = match count {
        0 => return None,
        1 => "One lesson has a teacher who has left. It is marked below.".to_owned(),
        count => format!("{count} lessons have a teacher who has left. They are marked below."),
    };
    Some(view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> }.into_any())
}

fn filters(seen: &Seen) -> AnyView {
    let names = &seen.names;
    let asked = seen.asked.clone();
    view! {
        <form class="filters" method="get" action=Path::Timetable.href()>
            <Select id="show-class" name="class" label="Class" options=names.class_choices() value=asked.class blank="All classes"/>
            <Select id="show-teacher" name="teacher" label="Teacher" options=names.member_choices() value=asked.teacher blank="All teachers"/>
            <Select id="show-room" name="room" label="Room" options=names.room_choices() value=asked.room blank="All rooms"/>
            <Button>"Show"</Button>
        </form>
    }
    .into_any()
}

fn week_table(seen: &Seen, week: Week) -> AnyView {
    let mut cells: HashMap<(u8, u8), Vec<&Slot>> = HashMap::new();
    for slot in seen.slots.iter().filter(|slot| slot.week == week) {
        cells
            .entry((slot.period, slot.weekday))
            .or_default()
            .push(slot);
    }
    let heads = WEEKDAYS
        .map(|(_, name)| view! { <th scope="col">{name}</th> })
        .collect_view();
    let rows = seen
        .names
        .periods
        .iter()
        .map(|period| {
            let days = WEEKDAYS
                .map(|(n, name)| {
                    let slots = cells.get(&(period.n, n)).map_or(&[][..], Vec::as_slice);
                    let lessons = slots
                        .iter()
                        .map(|slot| lesson_line(seen, slot))
                        .collect_view();
                    view! { <td data-label=name><ul class="timetable-cell">{lessons}</ul></td> }
                })
                .collect_view();
            let times = format!("{}–{}", period.starts, period.ends);
            view! {
                <tr>
                    <th scope="row">{period.name.clone()}<br/><small class="nowrap">{times}</small></th>
                    {days}
                </tr>
            }
        })
        .collect_view();
    let title = format!("Week {}", week.code());
    let label = title.clone();
    view! {
        <Card title class="flush">
            <DataTable label class="timetable stacked">
                <thead><tr><th scope="col">"Period"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

fn lesson_line(seen: &Seen, slot: &Slot) -> AnyView {
    let class = seen.names.class(slot.class);
    let rest = format!(
        "{} · {}",
        seen.names.initials(slot.teacher),
        seen.names.room(slot.room)
    );
    let span =
        span(slot, seen.today).map(|words| view! { " "<small class="quiet">{words}</small> });
    let has_left = seen.names.has_left(slot.teacher);
    view! {
        <li>
            <a href=Path::Slot(slot.id).href()>
                <b>{class}</b>
                " "
                <small class="quiet">{rest}</small>
                {has_left.then(|| view! { " "<Badge mark=Mark::Warn>"left"</Badge> })}
                {span}
            </a>
        </li>
    }
    .into_any()
}

/// From when or until when, where that is not simply now.
fn span(slot: &Slot, today: Day) -> Option<String> {
    let from =
        (slot.valid_from > today).then(|| format!("from {}", when::short_day(slot.valid_from)));
    let until = slot
        .valid_to
        .map(|last| format!("until {}", when::short_day(last)));
    let words: Vec<String> = from.into_iter().chain(until).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
