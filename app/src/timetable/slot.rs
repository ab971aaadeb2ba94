//! A class's regular lesson: adding one, giving it another teacher or room, ending one.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right,
        right::{CanKeepTimetable, CanLook},
    },
    form::{self, Problem, Problems},
    id::{LocationId, MemberId, SlotId},
    moment::Day,
    timetable::{Slot, Week},
};
use store::timetable::slot::{self, Change, Draft};

use super::{WEEKDAYS, grid::Names, weekday};
use crate::{
    parts::{
        Badge, Button, Card, Choice, Crumb, DateInput, Fact, Facts, Mark, Message, Notice,
        NoticeTone, PageHead, PostForm, Select, Stop, Tone,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
    when,
};

/// The form that adds a lesson.
#[component]
pub fn SlotForm(
    /// What was typed before, if it came back.
    kept: Kept,
    /// What can be chosen.
    names: Names,
    /// From which day, at first.
    today: Day,
) -> impl IntoView {
    let weeks = vec![
        Choice::new("A", "Week A"),
        Choice::new("B", "Week B"),
        Choice::new("AB", "Both weeks"),
    ];
    let days = WEEKDAYS
        .map(|(n, name)| Choice::new(n.to_string(), name))
        .to_vec();
    view! {
        <Card title="Add a lesson">
            <PostForm action="/timetable/lessons" class="form full">
                <div class="fields">
                    <Select name="class" label="Class" options=names.class_choices() value=kept.value("class", "")
                        error=kept.error("class")/>
                    <Select name="teacher" label="Teacher" options=names.member_choices() value=kept.value("teacher", "")
                        error=kept.error("teacher")/>
                    <Select name="room" label="Room" options=names.room_choices() value=kept.value("room", "")
                        error=kept.error("room")/>
                    <Select name="week" label="Week" options=weeks value=kept.value("week", "A") error=kept.error("week")/>
                    <Select name="weekday" label="Day" options=days value=kept.value("weekday", "1")
                        error=kept.error("weekday")/>
                    <Select name="period" label="Period" options=names.period_choices() value=kept.value("period", "")
                        error=kept.error("period")/>
                    <DateInput name="valid_from" label="From" value=kept.value("valid_from", today.to_string())
                        error=kept.error("valid_from")/>
                </div>
                <div class="form-acts"><Button tone=Tone::Primary>"Add the lesson"</Button>
                    <span class="small quiet">"Rooms are the labs under Places."</span></div>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SlotSent {
    class: String,
    teacher: String,
    room: String,
    week: String,
    weekday: String,
    period: String,
    valid_from: String,
}

impl SlotSent {
    /// One draft for each week. Only what can be chosen is taken.
    fn parse(&self, names: &Names) -> Result<Vec<Draft>, Problems> {
        let mut problems = Problems::default();
        let class = form::choice(&self.class, |id| {
            let found = names
                .classes
                .iter()
                .find(|class| class.id.to_string() == id);
            found.map(|class| class.id)
        });
        let class = problems.take("class", class);
        let teacher = problems.take("teacher", chosen_teacher(&self.teacher, names));
        let room = problems.take("room", chosen_room(&self.room, names));
        let weeks = problems.take("week", form::choice(&self.week, weeks));
        let weekday = problems.take("weekday", form::number(&self.weekday, 1, 5));
        let period = form::choice(&self.period, |n| {
            let found = names
                .periods
                .iter()
                .find(|period| period.n.to_string() == n);
            found.map(|period| period.n)
        });
        let period = problems.take("period", period);
        let valid_from = problems.take("valid_from", form::day(&self.valid_from));
        let drafts = || {
            let weekday = u8::try_from(weekday?).ok()?;
            let (class, teacher, room) = (class?, teacher?, room?);
            let (period, valid_from) = (period?, valid_from?);
            let draft = |week: &Week| Draft {
                class,
                teacher,
                room,
                week: *week,
                weekday,
                period,
                valid_from,
            };
            Some(weeks?.iter().map(draft).collect())
        };
        drafts().ok_or(problems)
    }
}

/// Who is chosen of those that can be.
fn chosen_teacher(typed: &str, names: &Names) -> Result<MemberId, Problem> {
    form::choice(typed, |id| {
        let mut active = names.active();
        let found = active.find(|member| member.id.to_string() == id);
        found.map(|member| member.id)
    })
}

/// Where is chosen of what can be.
fn chosen_room(typed: &str, names: &Names) -> Result<LocationId, Problem> {
    form::choice(typed, |id| {
        let found = names.rooms.iter().find(|room| room.id.to_string() == id);
        found.map(|room| room.id)
    })
}

fn weeks(code: &str) -> Option<&'static [Week]> {
    match code {
        "A" => Some(&[Week::A]),
        "B" => Some(&[Week::B]),
        "AB" => Some(&[Week::A, Week::B]),
        _ => None,
    }
}

/// Adds a lesson, in one week or both.
pub async fn create_slot(
    Enter(desk): Enter<CanKeepTimetable>,
    sent: Sent<SlotSent>,
) -> Result<Done, Failed> {
    let names = Names::read(&desk).await?;
    let drafts = sent.valid(sent.form.parse(&names)).await?;
    sent.accepted(slot::create_all(&desk.once(&sent), &drafts).await)
        .await?;
    Ok(Done::to_href(&sent.from).saying("Added."))
}

struct Seen {
    kept: Kept,
    found: Slot,
    names: Names,
    today: Day,
    may_change: bool,
}

/// One lesson: what it is, giving it another teacher or room, ending it.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, At(id): At<SlotId>) -> Shown {
    let seen = Seen {
        kept: frame.kept.clone(),
        found: slot::find(&desk, id).await?,
        names: Names::read(&desk).await?,
        today: desk.today(),
        may_change: desk.who().role.may(Right::KeepTimetable),
    };
    let title = format!("Lesson of {}", seen.names.class(seen.found.class));
    let heading = title.clone();
    frame
        .show(Some(Stop::Timetable), &title, move || whole(heading, seen))
        .await
}

fn whole(title: String, seen: Seen) -> AnyView {
    let (found, names) = (&seen.found, &seen.names);
    let way = vec![Crumb::new(Path::Timetable.href(), "Timetable")];
    let period = names.periods.iter().find(|period| period.n == found.period);
    let time = format!(
        "Week {}, {}, {}",
        found.week.code(),
        weekday(found.weekday),
        period.map_or("", |period| period.name.as_str())
    );
    let teacher = names.teacher(found.teacher);
    let has_left = names.has_left(found.teacher);
    let room = names.room(found.room);
    let from = when::day(found.valid_from);
    let until = found.valid_to.map(when::day);
    let is_never = found.valid_to.is_some_and(|last| last < found.valid_from);
    let asks = has_left && found.valid_to.is_none();
    let forms = (seen.may_change && found.valid_to.is_none()).then(|| {
        let (change, end) = (changing(&seen), ending(&seen));
        view! { <div class="split even">{change}{end}</div> }
    });
    view! {
        <PageHead title sub=time way/>
        {asks
            .then(|| view! { <Message notice=Notice::new(NoticeTone::Warn, "Its teacher has left: who teaches it now?")/> })}
        <Card>
            <Facts>
                <Fact term="Teacher">{teacher}{has_left.then(|| view! { " "<Badge mark=Mark::Warn>"left"</Badge> })}</Fact>
                <Fact term="Room">{room}</Fact>
                <Fact term="From">{from}</Fact>
                {until
                    .map(|day| {
                        if is_never {
                            view! { <Fact term="Until">"taken back before it began"</Fact> }.into_any()
                        } else {
                            view! { <Fact term="Until">{day}</Fact> }.into_any()
                        }
                    })}
            </Facts>
        </Card>
        {forms}
    }
    .into_any()
}

fn changing(seen: &Seen) -> AnyView {
    let (names, found) = (&seen.names, &seen.found);
    let action = format!("{}/change", Path::Slot(found.id).href());
    let kept = seen.kept.of(&action);
    let (teachers, rooms) = (names.member_choices(), names.room_choices());
    let teacher = kept.value("teacher", found.teacher.to_string());
    let room = kept.value("room", found.room.to_string());
    // What has not begun is changed from its beginning.
    let from = kept.value("from", seen.today.max(found.valid_from).to_string());
    let [no_teacher, no_room, no_day] = ["teacher", "room", "from"].map(|name| kept.error(name));
    view! {
        <Card title="Another teacher or room">
            <PostForm action class="form">
                <Select name="teacher" label="Teacher" options=teachers value=teacher error=no_teacher blank="Choose who"/>
                <Select name="room" label="Room" options=rooms value=room error=no_room blank="Choose where"/>
                <DateInput name="from" label="From" value=from error=no_day/>
                <Button tone=Tone::Primary>"Change the lesson"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn ending(seen: &Seen) -> AnyView {
    let action = format!("{}/end", Path::Slot(seen.found.id).href());
    let kept = seen.kept.of(&action);
    let last = kept.value("last", seen.today.to_string());
    let error = kept.error("last");
    view! {
        <Card title="End it">
            <p class="small quiet">
                "Orders for later lessons stay. To move it to another time, end it and add it there."
            </p>
            <PostForm action class="form">
                <DateInput name="last" label="Its last day" value=last error/>
                <Button tone=Tone::Danger>"End the lesson"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the form of another teacher or room sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeSent {
    teacher: String,
    room: String,
    from: String,
}

impl ChangeSent {
    fn parse(&self, id: SlotId, names: &Names) -> Result<Change, Problems> {
        let mut problems = Problems::default();
        let teacher = problems.take("teacher", chosen_teacher(&self.teacher, names));
        let room = problems.take("room", chosen_room(&self.room, names));
        let from = problems.take("from", form::day(&self.from));
        let change = || {
            Some(Change {
                id,
                teacher: teacher?,
                room: room?,
                from: from?,
            })
        };
        change().ok_or(problems)
    }
}

/// Gives a lesson another teacher or room from a day on.
pub async fn create_change(
    Enter(desk): Enter<CanKeepTimetable>,
    At(id): At<SlotId>,
    sent: Sent<ChangeSent>,
) -> Result<Done, Failed> {
    slot::find(&desk, id).await?;
    let names = Names::read(&desk).await?;
    let change = sent.valid(sent.form.parse(id, &names)).await?;
    let changed = slot::change(&desk.once(&sent), change).await;
    let goes_on = sent.accepted(changed).await?;
    let words = if goes_on == id {
        "Nothing was changed: it has this teacher and this room already.".to_owned()
    } else {
        format!("Changed from {}.", when::day(change.from))
    };
    Ok(Done::to(&Path::Slot(goes_on)).saying(words))
}

/// What the ending form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndSent {
    last: String,
}

/// Ends a lesson after a day.
pub async fn create_end(
    Enter(desk): Enter<CanKeepTimetable>,
    At(id): At<SlotId>,
    sent: Sent<EndSent>,
) -> Result<Done, Failed> {
    slot::find(&desk, id).await?;
    let last: Result<Day, Problem> = form::day(&sent.form.last);
    let last = last.map_err(|problem| Problems::one("last", problem));
    let last = sent.valid(last).await?;
    sent.accepted(slot::end(&desk.once(&sent), id, last).await)
        .await?;
    Ok(Done::to(&Path::Timetable).saying(format!("It ends on {}.", when::day(last))))
}
