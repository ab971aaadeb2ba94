//! Orders of six weeks around today, in every state that an order can be in.

use std::collections::HashMap;

use chrono::{Datelike as _, TimeDelta, Weekday};
use shared::{
    account::right::{
        CanApproveRisk, CanCheckIn, CanDeliver, CanPrepare, CanRequest, CanWritePracticals,
    },
    amount::Amount,
    id::{MemberId, PracticalId, RequisitionId},
    moment::{Day, Minute, Moment, Zone},
    practical::{Stage, Subject},
    requisition::{Line, Outcome},
    timetable::Lesson,
};
use store::{
    Clock, Desk,
    account::member,
    practical,
    requisition::{self, Choice, Submission},
    risk,
    timetable::lesson::{self, Wanted},
};

use super::{School, days_before};

/// Orders reach back so far …
const DAYS_BACK: i64 = 28;
/// … and ahead so far.
const DAYS_AHEAD: i64 = 14;

/// What teachers ask, or say, when the prep room queries an order.
const QUERIES: [&str; 3] = [
    "We have 11 of these free that period. Could some groups share?",
    "Is 0.4 mol/dm³ strong enough? It keeps the whole class out of goggles.",
    "The hob is out for repair. Kettles instead?",
];

/// Places the orders of a school.
pub(super) async fn place(school: &School<'_>, clock: &Clock, now: Moment) -> store::Result<()> {
    let mut chance = school.chance();
    let library = library(school).await?;
    approve_risk_notes(school, clock, now, &library, &mut chance).await?;
    let addresses = addresses(school).await?;
    let desk: Desk<CanRequest> = school.keeper().await?;
    let today = desk.who().zone.day(now);
    let (from, to) = (
        today - TimeDelta::days(DAYS_BACK),
        today + TimeDelta::days(DAYS_AHEAD),
    );
    for lesson in lesson::list(&desk, from, to, Wanted::default()).await? {
        // The further ahead, the fewer orders there are yet.
        let share = if lesson.day.day <= today + TimeDelta::days(4) {
            26
        } else {
            11
        };
        if chance.u8(..100) >= share {
            continue;
        }
        let Some(practical) = choose(&library, &lesson, &mut chance) else {
            continue;
        };
        let Some(email) = addresses.get(&lesson.teacher) else {
            continue;
        };
        let teacher = school.desk(email).await?;
        let story = Story {
            school,
            clock,
            now,
            lesson,
            practical,
            teacher,
        };
        story.tell(&mut chance).await?;
    }
    Ok(())
}

async fn addresses(school: &School<'_>) -> store::Result<HashMap<MemberId, String>> {
    let desk: Desk<CanRequest> = school.keeper().await?;
    Ok(member::list(&desk)
        .await?
        .into_iter()
        .map(|member| (member.id, member.email))
        .collect())
}

/// What a teacher may choose from.
struct Entry {
    id: PracticalId,
    subject: Subject,
    stage: Stage,
}

async fn library(school: &School<'_>) -> store::Result<Vec<Entry>> {
    let desk: Desk<CanRequest> = school.keeper().await?;
    let mut query = practical::ListQuery::default();
    let mut all = Vec::new();
    loop {
        let page = practical::list(&desk, &query).await?;
        all.extend(page.rows.iter().map(|row| Entry {
            id: row.id,
            subject: row.subject,
            stage: row.stage,
        }));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}

fn choose(library: &[Entry], lesson: &Lesson, chance: &mut fastrand::Rng) -> Option<PracticalId> {
    let stage = Stage::of_year(lesson.class.year);
    let fits = |entry: &&Entry| {
        Some(entry.stage) == stage
            && (lesson.class.subject == Subject::General || entry.subject == lesson.class.subject)
    };
    let fitting: Vec<&Entry> = library.iter().filter(fits).collect();
    chance.choice(fitting).map(|entry| entry.id)
}

/// Most practicals have an approved note; a few wait for a decision, some nobody has looked at.
async fn approve_risk_notes(
    school: &School<'_>,
    clock: &Clock,
    now: Moment,
    library: &[Entry],
    chance: &mut fastrand::Rng,
) -> store::Result<()> {
    let head = school.plan.head_of_science();
    let writer: Desk<CanWritePracticals> = school.keeper().await?;
    let approver: Desk<CanApproveRisk> = school.desk(&school.plan.address(head)).await?;
    for entry in library {
        let Some(version) = risk::latest(&writer, entry.id).await? else {
            continue;
        };
        clock.set(days_before(now, i64::from(chance.u8(35..55))));
        match chance.u8(..12) {
            0 => {}
            1 => risk::submit(&writer, entry.id, version.n).await?,
            _ => {
                risk::submit(&writer, entry.id, version.n).await?;
                let review_on = approver.today() + TimeDelta::days(i64::from(chance.u16(60..700)));
                risk::approve(&approver, entry.id, version.n, review_on).await?;
            }
        }
    }
    Ok(())
}

fn is_working(day: Day) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The working day so many before another.
fn working_day_before(day: Day, count: usize) -> Day {
    let mut before = day.iter_days().rev().skip(1).filter(|day| is_working(*day));
    before.nth(count - 1).unwrap_or(day)
}

/// So many minutes earlier.
const fn earlier(than: Minute, by: u16) -> Minute {
    Minute(than.0.saturating_sub(by))
}

/// The working day after another.
fn working_day_after(day: Day) -> Day {
    let mut after = day.iter_days().skip(1).filter(|day| is_working(*day));
    after.next().unwrap_or(day)
}

/// One order, from its teacher's first thought to where it stands today.
struct Story<'a> {
    school: &'a School<'a>,
    clock: &'a Clock,
    now: Moment,
    lesson: Lesson,
    practical: PracticalId,
    teacher: Desk<CanRequest>,
}

impl Story<'_> {
    async fn tell(&self, chance: &mut fastrand::Rng) -> store::Result<()> {
        let teacher = &self.teacher;
        // Now and then somebody remembers just before the prep room reads its orders.
        let (ahead, at) = if chance.u8(..6) == 0 {
            (1, Minute::at(7, 50))
        } else {
            (chance.usize(3..7), Minute::at(15, 40))
        };
        if !self.reach(working_day_before(self.lesson.day.day, ahead), at) {
            return Ok(());
        }
        let choice = Choice::Practical(self.practical);
        let id =
            requisition::create(teacher, self.lesson.slot, self.lesson.day.day, choice).await?;
        let is_ahead = self.lesson.day.day > teacher.who().zone.day(self.now);
        if is_ahead && chance.u8(..10) == 0 {
            return Ok(());
        }
        requisition::submit(teacher, id, self.submission().await?).await?;
        self.prepare_and_deliver(id, chance).await
    }

    async fn submission(&self) -> store::Result<Submission> {
        let approved = risk::approved(&self.teacher, self.practical).await?;
        Ok(Submission {
            has_read: approved.is_some(),
            own_note: None,
        })
    }

    /// What the prep room does of it up to now.
    async fn prepare_and_deliver(
        &self,
        id: RequisitionId,
        chance: &mut fastrand::Rng,
    ) -> store::Result<()> {
        let day = self.lesson.day.day;
        let prep: Desk<CanPrepare> = self.school.keeper().await?;
        let is_ahead = day > prep.who().zone.day(self.now);
        if !self.reach(working_day_before(day, 1), Minute::at(8, 20)) {
            return match chance.u8(..8) {
                0 => requisition::query(&prep, id, QUERIES[chance.usize(..QUERIES.len())]).await,
                1..=3 => Ok(()),
                _ => requisition::accept(&prep, id).await,
            };
        }
        match chance.u8(..40) {
            0 => {
                return requisition::decline(
                    &prep,
                    id,
                    "The fume cupboard in that room is out of use.",
                )
                .await;
            }
            1 => {
                return requisition::cancel(&self.teacher, id, Some("The class is on a trip."))
                    .await;
            }
            2 if is_ahead => return requisition::query(&prep, id, QUERIES[0]).await,
            _ => requisition::accept(&prep, id).await?,
        }
        // What the first lesson needs stands ready the afternoon before.
        let starts = self.lesson.period.starts;
        let is_ready = if starts < Minute::at(9, 30) {
            self.reach(working_day_before(day, 1), Minute::at(15, 20))
        } else {
            self.reach(day, earlier(starts, 50))
        };
        if !is_ready {
            return Ok(());
        }
        let deliver: Desk<CanDeliver> = prep.with()?;
        requisition::prepare(&prep, id).await?;
        if !self.reach(day, earlier(starts, 10)) {
            return Ok(());
        }
        requisition::deliver(&deliver, id).await?;
        self.bring_back(id, &prep, chance).await
    }

    /// After the lesson. What the last lessons used is checked in the morning after, and some of it stays in the lab
    /// until then.
    async fn bring_back(
        &self,
        id: RequisitionId,
        prep: &Desk<CanPrepare>,
        chance: &mut fastrand::Rng,
    ) -> store::Result<()> {
        let (day, ends) = (self.lesson.day.day, self.lesson.period.ends);
        let next = working_day_after(day);
        let is_late = ends > Minute::at(13, 30);
        let back = if is_late && chance.bool() {
            (next, Minute::at(8, 10))
        } else {
            (day, Minute(ends.0 + 5))
        };
        let checked = if is_late {
            (next, Minute::at(8, 40))
        } else {
            (day, Minute::at(15, 30))
        };
        if !self.reach(back.0, back.1) {
            return Ok(());
        }
        let deliver: Desk<CanDeliver> = prep.with()?;
        requisition::take_back(&deliver, id).await?;
        if !self.reach(checked.0, checked.1) {
            return Ok(());
        }
        let check_in: Desk<CanCheckIn> = prep.with()?;
        requisition::check_in(&check_in, id, &self.outcomes(prep, id, chance).await?)
            .await
            .map(drop)
    }

    /// Now and then something is broken.
    async fn outcomes(
        &self,
        desk: &Desk<CanPrepare>,
        id: RequisitionId,
        chance: &mut fastrand::Rng,
    ) -> store::Result<Vec<(u16, Outcome)>> {
        if chance.u8(..6) != 0 {
            return Ok(Vec::new());
        }
        let order = requisition::find(desk, id).await?;
        let glass = order
            .lines
            .iter()
            .find(|line| !line.used_up && line.name.contains("cm³"));
        let broken = |line: &Line| Outcome {
            broken: Amount::pieces(1),
            ..line.planned()
        };
        Ok(glass
            .map(|line| (line.n, broken(line)))
            .into_iter()
            .collect())
    }

    /// Sets the clock to a moment of the story, unless it has not come yet.
    fn reach(&self, day: Day, minute: Minute) -> bool {
        let at = Zone::LONDON.moment(day, minute);
        if at > self.now {
            return false;
        }
        self.clock.set(at);
        true
    }
}
