//! Demand against capacity. Each figure and the list that it opens are counted by the same words.

mod labs;

use std::collections::HashMap;

use shared::{
    account::right::CanOversee,
    capacity::{self, Load, Presence, ServiceFactor},
    id::{ClassId, RequisitionId},
    moment::Day,
    requisition::State,
    timetable::{SchoolDay, Slot},
};

use crate::{
    Desk, Result,
    account::member,
    page::{self, Way},
    presence, risk, row,
    statement::Statement,
    timetable::{calendar, class, slot},
};

pub use labs::{InLabs, PeriodUse, in_labs};

/// So many school days are looked ahead.
pub const DAYS_AHEAD: i64 = 10;

/// Which orders a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Those that wait for the prep room's answer: the same that the rail counts.
    Waiting,
    /// Those that were queried, and wait for their teachers.
    Queried,
    /// Those sent later than the school's notice, still open, from today on.
    Late,
    /// Those of a day, whatever is done of them already.
    Day(Day),
    /// A class's, from a day until today, that were or are to be taught.
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

/// Orders that ask for prep, whether it is done already or not.
const ASKED: &str = "requisition.state NOT IN ('draft', 'cancelled', 'declined')";

/// Orders that were sent at all.
const SENT: &str = "requisition.state NOT IN ('draft', 'cancelled')";

/// Narrows a statement to what a figure counts: the figure and the list that it opens share these words.
fn narrow(statement: &mut Statement, counted: Counted, today: Day) {
    let mut from = |day: Day| {
        let day = statement.mark(day.to_string());
        statement.push(&format!("AND requisition.day >= {day}"));
    };
    match counted {
        Counted::Waiting => statement.push("AND requisition.state = 'submitted'"),
        Counted::Queried => statement.push("AND requisition.state = 'queried'"),
        Counted::Late => {
            from(today);
            statement.push(&format!(
                "AND requisition.is_late = 1\nAND {ASKED}\nAND requisition.state <> 'checked-in'"
            ));
        }
        Counted::Day(day) => {
            let day = statement.mark(day.to_string());
            statement.push(&format!("AND requisition.day = {day}\nAND {ASKED}"));
        }
        Counted::Class(class, since) => {
            from(since);
            let (class, today) = (
                statement.mark(class.to_string()),
                statement.mark(today.to_string()),
            );
            statement.push(&format!(
                "AND requisition.day <= {today}\nAND requisition.class_id = {class}\nAND {ASKED}"
            ));
        }
        Counted::Sent(since) => {
            from(since);
            statement.push(&format!("AND {SENT}"));
        }
        Counted::InTime(since) => {
            from(since);
            statement.push(&format!("AND requisition.is_late = 0\nAND {SENT}"));
        }
    }
}

/// Rows of a page.
const PAGE: usize = 100;

/// A page of the list behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most a hundred rows.
    pub rows: Vec<Listed>,
    /// The key of the last row, when there are more.
    pub next: Option<String>,
    /// The figure: how many there are on all pages.
    pub count: i64,
}

/// A page of the orders that a figure counts, in order of time.
pub async fn list(desk: &Desk<CanOversee>, counted: Counted, after: Option<&str>) -> Result<Page> {
    let mut statement = Statement::new(
        "SELECT requisition.id, requisition.title, requisition.class_name, member.initials, requisition.day,
                requisition.starts, requisition.period_name, location.name AS room, requisition.state,
                requisition.is_late,
                requisition.make_minutes + requisition.gather_minutes + requisition.deliver_minutes
                    + requisition.clear_minutes AS minutes
         FROM requisition
         JOIN member ON member.school_id = requisition.school_id
                    AND member.id = requisition.teacher_id
         JOIN location ON location.school_id = requisition.school_id
                      AND location.id = requisition.location_id",
    );
    let school = statement.mark(desk.school_key());
    statement.push(&format!("WHERE requisition.school_id = {school}"));
    narrow(&mut statement, counted, desk.today());
    let after = after.and_then(|key| {
        let mut parts = key.splitn(3, '~');
        let (day, starts, id) = (parts.next()?, parts.next()?, parts.next()?);
        Some([day.into(), starts.parse::<i64>().ok()?.into(), id.into()])
    });
    let order = ["requisition.day", "requisition.starts", "requisition.id"];
    statement.page(order, Way::Up, after, PAGE);
    let rows: Vec<ListedRow> = statement.rows(desk.pool()).await?;
    let (rows, next) = page::cut(rows, PAGE, |last| {
        page::key(page::key(&last.day, last.starts), &last.id)
    });
    let [count] = counts(desk, [counted]).await?;
    Ok(Page {
        rows: rows
            .into_iter()
            .map(Listed::try_from)
            .collect::<Result<_>>()?,
        next,
        count,
    })
}

/// How many orders some figures count.
async fn counts<const N: usize>(
    desk: &Desk<CanOversee>,
    figures: [Counted; N],
) -> Result<[i64; N]> {
    let mut statement = Statement::default();
    for (n, counted) in figures.into_iter().enumerate() {
        if n > 0 {
            statement.push("UNION ALL");
        }
        statement.push(&format!("SELECT {n}, count(*)\nFROM requisition"));
        let school = statement.mark(desk.school_key());
        statement.push(&format!("WHERE requisition.school_id = {school}"));
        narrow(&mut statement, counted, desk.today());
    }
    let rows: Vec<(i64, i64)> = statement.rows(desk.pool()).await?;
    let mut counts = [0; N];
    for (n, count) in rows {
        if let Some(place) = usize::try_from(n).ok().and_then(|n| counts.get_mut(n)) {
            *place = count;
        }
    }
    Ok(counts)
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

/// Everything the oversight page shows.
#[derive(Clone, Debug)]
pub struct Oversight {
    /// The first day of the term.
    pub term_start: Day,
    /// The days ahead.
    pub days: Vec<Load>,
    /// Orders that wait for an answer.
    pub waiting: i64,
    /// Orders that wait for their teachers.
    pub queried: i64,
    /// Orders that came late and are open.
    pub late: i64,
    /// Risk notes that wait for a decision.
    pub risk_waiting: i64,
    /// Orders sent this term.
    pub sent: i64,
    /// Orders sent in time this term.
    pub in_time: i64,
    /// How many technicians there are.
    pub technicians: usize,
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
    let last = days.last().map_or(today, |day| day.day);
    let slots = slot::list(desk, term_start, last).await?;
    let week = presence::list(desk).await?;
    let figures = [
        Counted::Waiting,
        Counted::Queried,
        Counted::Late,
        Counted::Sent(term_start),
        Counted::InTime(term_start),
    ];
    let [waiting, queried, late, sent, in_time] = counts(desk, figures).await?;
    let term: Vec<SchoolDay> = past
        .into_iter()
        .filter(|day| day.day >= term_start)
        .collect();
    Ok(Oversight {
        term_start,
        waiting,
        queried,
        late,
        technicians: technicians(desk).await?,
        risk_waiting: risk::waiting(desk).await?,
        sent,
        in_time,
        service_factor: ServiceFactor::on(today, &week, &slots, &periods),
        classes: classes(desk, &slots, &term, term_start).await?,
        labs: labs::used(&labs::all(desk).await?, &slots, &days, periods),
        days: loads(desk, &week, days).await?,
    })
}

/// How many prepare here.
pub async fn technicians(desk: &Desk<CanOversee>) -> Result<usize> {
    let members = member::list(desk).await?;
    let prepare =
        |member: &&member::Listed| member.deactivated_at.is_none() && member.role.prepares();
    Ok(members.iter().filter(prepare).count())
}

async fn loads(
    desk: &Desk<CanOversee>,
    week: &[Presence],
    days: Vec<SchoolDay>,
) -> Result<Vec<Load>> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(Vec::new());
    };
    let (first, last) = (first.day, last.day);
    let rows: Vec<(String, i64, i64, i64, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT day, count(*), CAST(sum(make_minutes) AS BIGINT),
                CAST(sum(gather_minutes + deliver_minutes) AS BIGINT), CAST(sum(clear_minutes) AS BIGINT)
         FROM requisition
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3
           AND {ASKED}
         GROUP BY day
         ORDER BY day"
    )))
    .bind(desk.school_key())
    .bind(first.to_string())
    .bind(last.to_string())
    .fetch_all(desk.pool())
    .await?;
    let mut asked = HashMap::new();
    for (day, orders, make, gather, clear) in rows {
        asked.insert(
            row::parse::<Day>("requisition.day", &day)?,
            (orders, make, gather, clear),
        );
    }
    let absences = presence::absences(desk, first, last).await?;
    days.into_iter()
        .map(|day| {
            let (orders, make, gather, clear) = asked.get(&day.day).copied().unwrap_or_default();
            let away = absences.get(&day.day).map_or(&[][..], Vec::as_slice);
            Ok(Load {
                day,
                orders: row::narrow("count", orders)?,
                make: row::narrow("requisition.make_minutes", make)?,
                gather_and_deliver: row::narrow("requisition.gather_minutes", gather)?,
                clear: row::narrow("requisition.clear_minutes", clear)?,
                free: capacity::free_minutes(week, away, day.day),
            })
        })
        .collect()
}

/// How many lessons some slots have on some days.
fn lessons<'a>(slots: impl Iterator<Item = &'a Slot>, days: &[SchoolDay]) -> u32 {
    let met = slots.map(|slot| days.iter().filter(|day| slot.meets_on(**day)).count());
    u32::try_from(met.sum::<usize>()).unwrap_or(u32::MAX)
}

async fn classes(
    desk: &Desk<CanOversee>,
    slots: &[Slot],
    term: &[SchoolDay],
    since: Day,
) -> Result<Vec<ClassShare>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT class_id, count(*)
         FROM requisition
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3
           AND class_id IS NOT NULL
           AND {ASKED}
         GROUP BY class_id
         ORDER BY class_id"
    )))
    .bind(desk.school_key())
    .bind(since.to_string())
    .bind(desk.today().to_string())
    .fetch_all(desk.pool())
    .await?;
    let practicals: HashMap<String, i64> = rows.into_iter().collect();
    class::list(desk)
        .await?
        .into_iter()
        .map(|class| {
            let practicals = practicals.get(&class.id.to_string()).copied().unwrap_or(0);
            let of_class = slots.iter().filter(|slot| slot.class == class.id);
            Ok(ClassShare {
                id: class.id,
                lessons: lessons(of_class, term),
                name: class.name,
                year: class.year,
                practicals: row::narrow("count", practicals)?,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    title: String,
    class_name: String,
    initials: String,
    day: String,
    starts: i64,
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
