//! Demand against capacity. Each figure and the list that it opens are counted by the same words.

use std::collections::HashMap;

use shared::{
    account::right::CanOversee,
    capacity::{self, Load, ServiceFactor},
    id::{ClassId, LocationId, RequisitionId},
    moment::Day,
    practical::Subject,
    requisition::State,
    timetable::SchoolDay,
};

use crate::{
    Desk, Result, presence, row,
    timetable::{
        calendar, class,
        lesson::{self, Wanted},
        slot,
    },
};

/// So many school days are looked ahead.
pub const DAYS_AHEAD: i64 = 10;

/// Which orders a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Those that wait for an answer, from today on.
    Waiting,
    /// Those sent later than the school's notice, still open, from today on.
    Late,
    /// Those of a day, whatever is done of them already.
    Day(Day),
    /// A class's, since a day, that were or will be taught.
    Class(ClassId, Day),
    /// All since a day, that were sent.
    Sent(Day),
    /// All since a day that were sent in time.
    InTime(Day),
}

/// An order as the lists behind the figures show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: RequisitionId,
    /// Its practical, or what its teacher called it.
    pub title: String,
    /// The class.
    pub class: String,
    /// The teacher's initials.
    pub teacher: String,
    /// The day.
    pub day: Day,
    /// The period.
    pub period: String,
    /// The room.
    pub room: String,
    /// Where it stands.
    pub state: State,
    /// Whether it came later than the notice.
    pub is_late: bool,
    /// All its prep minutes.
    pub minutes: u32,
}

/// The condition that a figure and its list share; `$2` and `$3` are its values.
const fn condition(counted: Counted) -> &'static str {
    match counted {
        Counted::Waiting => {
            "requisition.state IN ('submitted', 'queried') AND requisition.day >= $2 AND $3 = ''"
        }
        Counted::Late => {
            "requisition.is_late = 1 AND requisition.day >= $2 AND $3 = ''
             AND requisition.state NOT IN ('draft', 'cancelled', 'declined', 'checked-in')"
        }
        Counted::Day(_) => {
            "requisition.day = $2 AND $3 = '' AND requisition.state NOT IN ('draft', 'cancelled', 'declined')"
        }
        Counted::Class(..) => {
            "requisition.day >= $2 AND requisition.class_id = $3
             AND requisition.state NOT IN ('draft', 'cancelled', 'declined')"
        }
        Counted::Sent(_) => {
            "requisition.day >= $2 AND $3 = '' AND requisition.state NOT IN ('draft', 'cancelled')"
        }
        Counted::InTime(_) => {
            "requisition.day >= $2 AND $3 = '' AND requisition.is_late = 0
             AND requisition.state NOT IN ('draft', 'cancelled')"
        }
    }
}

fn values(counted: Counted, today: Day) -> (String, String) {
    match counted {
        Counted::Waiting | Counted::Late => (today.to_string(), String::new()),
        Counted::Day(day) | Counted::Sent(day) | Counted::InTime(day) => {
            (day.to_string(), String::new())
        }
        Counted::Class(class, since) => (since.to_string(), class.to_string()),
    }
}

/// The orders that a figure counts, by day, then period.
pub async fn list(desk: &Desk<CanOversee>, counted: Counted) -> Result<Vec<Listed>> {
    let (first, second) = values(counted, desk.today());
    let text = format!(
        "SELECT requisition.id, requisition.title, requisition.class_name, member.initials, requisition.day,
                requisition.period_name, location.name AS room, requisition.state, requisition.is_late,
                requisition.make_minutes + requisition.gather_minutes + requisition.deliver_minutes
                    + requisition.clear_minutes AS minutes
         FROM requisition
         JOIN member ON member.school_id = requisition.school_id
                    AND member.id = requisition.teacher_id
         JOIN person ON person.id = member.person_id
         JOIN location ON location.school_id = requisition.school_id
                      AND location.id = requisition.location_id
         WHERE requisition.school_id = $1
           AND {}
         ORDER BY requisition.day, requisition.period, requisition.id
         LIMIT 1000",
        condition(counted)
    );
    let rows: Vec<ListedRow> = sqlx::query_as(sqlx::AssertSqlSafe(text))
        .bind(desk.school_key())
        .bind(first)
        .bind(second)
        .fetch_all(desk.pool())
        .await?;
    rows.into_iter().map(Listed::try_from).collect()
}

async fn count(desk: &Desk<CanOversee>, counted: Counted) -> Result<i64> {
    let (first, second) = values(counted, desk.today());
    let text = format!(
        "SELECT count(*)
         FROM requisition
         WHERE requisition.school_id = $1
           AND {}",
        condition(counted)
    );
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(text))
        .bind(desk.school_key())
        .bind(first)
        .bind(second)
        .fetch_one(desk.pool())
        .await?;
    Ok(count)
}

/// How much a class did this term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassShare {
    /// Which class.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// Year group.
    pub year: u8,
    /// Practicals ordered, up to today.
    pub practicals: u32,
    /// Lessons taught, up to today.
    pub lessons: u32,
}

/// How much a period's labs are used in the days ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodUse {
    /// The period's name.
    pub name: String,
    /// Lessons in labs.
    pub lessons: u32,
    /// Places in the timetable: labs times days.
    pub places: u32,
}

/// Everything the oversight page shows.
#[derive(Clone, Debug)]
pub struct Oversight {
    /// The first day of the term.
    pub term_start: Day,
    /// The days ahead.
    pub days: Vec<Load>,
    /// Orders that wait for an answer.
    pub waiting: i64,
    /// Orders that came late and are open.
    pub late: i64,
    /// Risk notes that wait for a decision.
    pub risk_waiting: i64,
    /// Orders sent this term.
    pub sent: i64,
    /// Orders sent in time this term.
    pub in_time: i64,
    /// Technicians against lessons.
    pub service_factor: ServiceFactor,
    /// By class, this term.
    pub classes: Vec<ClassShare>,
    /// By period, in the days ahead.
    pub labs: Vec<PeriodUse>,
}

/// Counts everything for the page.
pub async fn overview(desk: &Desk<CanOversee>) -> Result<Oversight> {
    let today = desk.today();
    let days = calendar::next_days(desk, today, DAYS_AHEAD).await?;
    let past = calendar::days(desk, today - chrono::TimeDelta::days(200), today).await?;
    let term_start = capacity::term_start(&past, today).unwrap_or(today);
    let periods = calendar::periods(desk).await?;
    let slots = slot::list(desk, today, today).await?;
    let week = presence::list(desk).await?;
    Ok(Oversight {
        term_start,
        days: loads(desk, &days).await?,
        waiting: count(desk, Counted::Waiting).await?,
        late: count(desk, Counted::Late).await?,
        risk_waiting: risk_waiting(desk).await?,
        sent: count(desk, Counted::Sent(term_start)).await?,
        in_time: count(desk, Counted::InTime(term_start)).await?,
        service_factor: ServiceFactor::on(today, &week, &slots, &periods),
        classes: classes(desk, term_start, today).await?,
        labs: labs(desk, &days).await?,
    })
}

async fn risk_waiting(desk: &Desk<CanOversee>) -> Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT count(*)
         FROM risk_version
         WHERE school_id = $1
           AND state = 'submitted'",
    )
    .bind(desk.school_key())
    .fetch_one(desk.pool())
    .await?;
    Ok(count)
}

async fn loads(desk: &Desk<CanOversee>, days: &[SchoolDay]) -> Result<Vec<Load>> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, i64, i64, i64, i64)> = sqlx::query_as(
        "SELECT day, count(*), CAST(sum(make_minutes) AS BIGINT),
                CAST(sum(gather_minutes + deliver_minutes) AS BIGINT), CAST(sum(clear_minutes) AS BIGINT)
         FROM requisition
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3
           AND state NOT IN ('draft', 'cancelled', 'declined')
         GROUP BY day
         ORDER BY day",
    )
    .bind(desk.school_key())
    .bind(first.day.to_string())
    .bind(last.day.to_string())
    .fetch_all(desk.pool())
    .await?;
    let mut asked = HashMap::new();
    for (day, orders, make, gather, clear) in rows {
        asked.insert(
            row::parse::<Day>("requisition.day", &day)?,
            (orders, make, gather, clear),
        );
    }
    let week = presence::list(desk).await?;
    let absences = presence::absences(desk, first.day, last.day).await?;
    days.iter()
        .map(|day| {
            let (orders, make, gather, clear) = asked.get(&day.day).copied().unwrap_or_default();
            let away = absences.get(&day.day).map_or(&[][..], Vec::as_slice);
            Ok(Load {
                day: *day,
                orders: row::narrow("count", orders)?,
                make: row::narrow("requisition.make_minutes", make)?,
                gather_and_deliver: row::narrow("requisition.gather_minutes", gather)?,
                clear: row::narrow("requisition.clear_minutes", clear)?,
                free: capacity::free_minutes(&week, away, day.day),
            })
        })
        .collect()
}

async fn classes(desk: &Desk<CanOversee>, since: Day, today: Day) -> Result<Vec<ClassShare>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT class_id, count(*)
         FROM requisition
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3
           AND class_id IS NOT NULL
           AND state NOT IN ('draft', 'cancelled', 'declined')
         GROUP BY class_id
         ORDER BY class_id",
    )
    .bind(desk.school_key())
    .bind(since.to_string())
    .bind(today.to_string())
    .fetch_all(desk.pool())
    .await?;
    let practicals: HashMap<String, i64> = rows.into_iter().collect();
    let mut lessons: HashMap<ClassId, u32> = HashMap::new();
    for lesson in lesson::list(desk, since, today, Wanted::default()).await? {
        *lessons.entry(lesson.class.id).or_default() += 1;
    }
    class::list(desk)
        .await?
        .into_iter()
        .filter(|class| class.subject != Subject::General || lessons.contains_key(&class.id))
        .map(|class| {
            let practicals = practicals.get(&class.id.to_string()).copied().unwrap_or(0);
            Ok(ClassShare {
                id: class.id,
                name: class.name,
                year: class.year,
                practicals: row::narrow("count", practicals)?,
                lessons: lessons.get(&class.id).copied().unwrap_or(0),
            })
        })
        .collect()
}

async fn labs(desk: &Desk<CanOversee>, days: &[SchoolDay]) -> Result<Vec<PeriodUse>> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(Vec::new());
    };
    let labs: Vec<LocationId> = sqlx::query_scalar::<_, String>(
        "SELECT id
         FROM location
         WHERE school_id = $1
           AND sort = 'lab'
           AND retired_at IS NULL
         ORDER BY id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?
    .iter()
    .map(|id| row::parse("location.id", id))
    .collect::<Result<_>>()?;
    let lessons = lesson::list(desk, first.day, last.day, Wanted::default()).await?;
    let places = u32::try_from(labs.len() * days.len()).unwrap_or(u32::MAX);
    Ok(calendar::periods(desk)
        .await?
        .into_iter()
        .map(|period| {
            let used = lessons
                .iter()
                .filter(|lesson| lesson.period.n == period.n && labs.contains(&lesson.room));
            PeriodUse {
                name: period.name,
                lessons: u32::try_from(used.count()).unwrap_or(u32::MAX),
                places,
            }
        })
        .collect())
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    title: String,
    class_name: String,
    initials: String,
    day: String,
    period_name: String,
    room: String,
    state: String,
    is_late: i64,
    minutes: i64,
}

impl TryFrom<ListedRow> for Listed {
    type Error = crate::Error;

    fn try_from(found: ListedRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("requisition.id", &found.id)?,
            title: found.title,
            class: found.class_name,
            teacher: found.initials,
            day: row::parse("requisition.day", &found.day)?,
            period: found.period_name,
            room: found.room,
            state: row::named("requisition.state", &found.state, State::from_code)?,
            is_late: found.is_late != 0,
            minutes: row::narrow("requisition.make_minutes", found.minutes)?,
        })
    }
}
