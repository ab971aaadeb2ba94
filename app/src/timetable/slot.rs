//! A class's regular lesson: adding one, ending one.

use crate::web::At as Part;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right,
        right::{CanKeepTimetable, CanLook},
    },
    form::{self, Problem, Problems},
    id::SlotId,
    moment::Day,
    refusal::Refusal,
    timetable::Week,
};
use store::timetable::slot::{self, Draft};

use super::{WEEKDAYS, grid::Names, weekday};
use crate::{
    parts::{
        Button, Card, Choice, Crumb, DateInput, Fact, Facts, PageHead, PostForm, Select, Stop, Tone,
    },
    path::Path,
    web::{Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
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
        let teacher = form::choice(&self.teacher, |id| {
            let found = names
                .members
                .iter()
                .find(|member| member.id.to_string() == id);
            found.map(|member| member.id)
        });
        let teacher = problems.take("teacher", teacher);
        let room = form::choice(&self.room, |id| {
            let found = names.rooms.iter().find(|room| room.id.to_string() == id);
            found.map(|room| room.id)
        });
        let room = problems.take("room", room);
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
    let mut keyed = desk.clone().once(&sent);
    for draft in drafts {
        sent.accepted(slot::create(&keyed, draft).await).await?;
        keyed = desk.clone();
    }
    Ok(Done::to_href(&sent.from).saying("Added."))
}

/// One lesson, and ending it.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Part(id): Part<SlotId>) -> Shown {
    let today = desk.today();
    let slots = slot::list(&desk, today, today).await?;
    let found = slots
        .into_iter()
        .find(|slot| slot.id == id)
        .ok_or(Refusal::NotFound)?;
    let names = Names::read(&desk).await?;
    let may_change = desk.who().role.may(Right::KeepTimetable);
    let kept = frame.kept.clone();
    let title = format!("Lesson of {}", names.class(found.class));
    let heading = title.clone();
    frame
        .show(Some(Stop::Timetable), &title, move || {
            let way = vec![Crumb::new(Path::Timetable.href(), "Timetable")];
            let period = names.periods.iter().find(|period| period.n == found.period);
            let time = format!(
                "Week {}, {}, {}",
                found.week.code(),
                weekday(found.weekday),
                period.map_or("", |period| period.name.as_str())
            );
            let teacher = names
                .members
                .iter()
                .find(|member| member.id == found.teacher)
                .map_or_else(String::new, |member| member.name.full.clone());
            let room = names.room(found.room);
            let from = when::day(found.valid_from);
            let until = found.valid_to.map(when::day);
            let is_open = found.valid_to.is_none();
            let ending = (may_change && is_open).then(|| ending(&kept, id, today));
            view! {
                <PageHead title=heading sub=time way/>
                <Card>
                    <Facts>
                        <Fact term="Teacher">{teacher}</Fact>
                        <Fact term="Room">{room}</Fact>
                        <Fact term="From">{from}</Fact>
                        {until.map(|day| view! { <Fact term="Until">{day}</Fact> })}
                    </Facts>
                </Card>
                {ending}
            }
            .into_any()
        })
        .await
}

fn ending(kept: &Kept, id: SlotId, today: Day) -> AnyView {
    let last = kept.value("last", today.to_string());
    let error = kept.error("last");
    view! {
        <Card title="End it">
            <p class="small quiet">
                "Orders for later lessons stay, and show that the lesson is gone. To move it, end it and add it again."
            </p>
            <PostForm action=format!("/timetable/lessons/{id}/end") class="form">
                <DateInput name="last" label="Its last day" value=last error/>
                <Button tone=Tone::Danger>"End the lesson"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
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
    Part(id): Part<SlotId>,
    sent: Sent<EndSent>,
) -> Result<Done, Failed> {
    let last: Result<Day, Problem> = form::day(&sent.form.last);
    let last = last.map_err(|problem| Problems::one("last", problem));
    let last = sent.valid(last).await?;
    sent.accepted(slot::end(&desk.once(&sent), id, last).await)
        .await?;
    Ok(Done::to(&Path::Timetable).saying(format!("It ends on {}.", when::day(last))))
}
