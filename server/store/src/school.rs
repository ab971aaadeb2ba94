//! Schools: founding one, its settings, the trust it belongs to.

use serde::{Deserialize, Serialize};
use shared::{
    account::{
        Grant, Role,
        right::{CanKeepSchool, CanLook},
    },
    id::{PersonId, SchoolId, TrustId},
    location,
    moment::Zone,
    refusal::Refusal,
    school::{Rules, School},
};
use sqlx::AnyConnection;

use crate::{Desk, Member, Result, Store, Token, Tx, account, event::Noun, practical, row, secret};

/// A school to be founded, with its first administrator.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The school's name.
    pub school: String,
    /// The trust it belongs to, if any.
    pub trust: Option<TrustId>,
    /// Its unique reference number, if it has one.
    pub urn: Option<String>,
    /// The administrator's address.
    pub email: String,
    /// What the administrator is called.
    pub name: String,
    /// The administrator's password; none for one who is known already.
    pub password: Option<String>,
}

/// Whether there is any school yet. Before that, the first page makes one.
pub async fn any(store: &Store) -> Result<bool> {
    let mut run = store.pool().acquire().await?;
    is_any(&mut run).await
}

async fn is_any(run: &mut AnyConnection) -> Result<bool> {
    let count: i64 =
        sqlx::query_scalar("SELECT count(*) FROM (SELECT id FROM school LIMIT 1) AS one")
            .fetch_one(run)
            .await?;
    Ok(count > 0)
}

/// The system's desks for looking at every school, by name.
pub async fn every_desk(store: &Store) -> Result<Vec<Desk<CanLook>>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT id, name, zone
         FROM school
         ORDER BY name, id",
    )
    .fetch_all(store.pool())
    .await?;
    rows.into_iter()
        .map(|(id, name, zone)| {
            let id: SchoolId = row::parse("school.id", &id)?;
            let zone = row::named("school.zone", &zone, Zone::named)?;
            Ok(Desk::of_the_system(store.clone(), id, &name, zone))
        })
        .collect()
}

/// Founds a trust.
pub async fn found_trust(store: &Store, name: &str) -> Result<TrustId> {
    let id: TrustId = store.clock().id();
    sqlx::query(
        "INSERT INTO trust (id, name)
         VALUES ($1, $2)",
    )
    .bind(id.to_string())
    .bind(name)
    .execute(store.writer())
    .await?;
    Ok(id)
}

/// Calls a trust something else.
pub async fn rename_trust(store: &Store, trust: TrustId, name: &str) -> Result<()> {
    sqlx::query(
        "UPDATE trust
         SET name = $2
         WHERE id = $1",
    )
    .bind(trust.to_string())
    .bind(name)
    .execute(store.writer())
    .await?;
    Ok(())
}

/// The trust of that name, if there is one.
pub async fn trust_named(store: &Store, name: &str) -> Result<Option<TrustId>> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM trust
         WHERE name = $1
         ORDER BY id
         LIMIT 1",
    )
    .bind(name)
    .fetch_optional(store.pool())
    .await?;
    row::parse_optional("trust.id", found.as_deref())
}

/// Founds the first school of a server and admits its administrator, who is signed in.
///
/// # Errors
///
/// Not found, once there is a school: of two taps, or two people, one founds it.
pub async fn found_first(store: &Store, mut founding: Founding) -> Result<Token> {
    let password = secret::hash_if_any(founding.password.take()).await?;
    let mut tx = Tx::begin(store, store.clock().id(), None, None).await?;
    tx.wait_for("the first school").await?;
    if is_any(tx.run()).await? {
        return Err(Refusal::NotFound.into());
    }
    let member = found_in(tx, founding, password).await?;
    account::session::open(store, member.person).await
}

/// Founds a school and admits its administrator.
pub async fn found(store: &Store, mut founding: Founding) -> Result<Member> {
    // Before the write: this takes its time by design.
    let password = secret::hash_if_any(founding.password.take()).await?;
    let tx = Tx::begin(store, store.clock().id(), None, None).await?;
    found_in(tx, founding, password).await
}

async fn found_in(mut tx: Tx, founding: Founding, password: Option<String>) -> Result<Member> {
    let school = tx.school();
    let zone = Zone::LONDON;
    let rules = Rules::default();
    let at = tx.at.0;
    sqlx::query(
        "INSERT INTO school (
             id, trust_id, name, urn, zone, notice_days, turnaround_minutes, stop_without_risk_note, created_at, version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
    )
    .bind(school.to_string())
    .bind(founding.trust.map(|trust| trust.to_string()))
    .bind(&founding.school)
    .bind(founding.urn)
    .bind(zone.name())
    .bind(i64::from(rules.notice_days))
    .bind(i64::from(rules.turnaround_minutes))
    .bind(i64::from(rules.stop_without_risk_note))
    .bind(at)
    .execute(tx.run())
    .await?;
    let new = account::NewPerson {
        email: founding.email,
        name: founding.name,
        password,
    };
    let person: PersonId = account::person_of_address(&mut tx, new).await?;
    let admitted = account::member::admit(&mut tx, person, Role::Administrator).await?;
    practical::seed(&mut tx).await?;
    tx.note(Noun::School, school, "founded").await?;
    tx.commit().await?;
    Ok(Member {
        person,
        member: admitted.id,
        school,
        role: Role::Administrator,
        name: admitted.name,
        school_name: founding.school,
        zone,
    })
}

/// The desk's own school.
pub async fn own<R: Grant>(desk: &Desk<R>) -> Result<School> {
    let mut run = desk.pool().acquire().await?;
    find(&mut run, desk.school()).await
}

async fn find(run: &mut AnyConnection, school: SchoolId) -> Result<School> {
    let found: SchoolRow = sqlx::query_as(
        "SELECT id, trust_id, name, urn, zone, notice_days, turnaround_minutes, stop_without_risk_note, version
         FROM school
         WHERE id = $1",
    )
    .bind(school.to_string())
    .fetch_one(run)
    .await?;
    found.try_into()
}

/// What a school decides for itself, as its events tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Its name.
    pub name: String,
    /// Its unique reference number.
    pub urn: Option<String>,
    /// Its rules.
    #[serde(flatten)]
    pub rules: Rules,
}

/// What a new school takes before its first order, and whether it is there.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each step is taken or not, whatever the others are"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Somebody beside the first administrator is a member, or invited.
    pub people: bool,
    /// Something is in stock.
    pub stock: bool,
    /// There is a lab.
    pub labs: bool,
    /// Periods have names, and there are school days.
    pub days: bool,
    /// There are classes.
    pub classes: bool,
    /// Some class has its place in the timetable.
    pub lessons: bool,
    /// It is known when technicians are there.
    pub hours: bool,
}

impl Steps {
    /// Whether a teacher finds a lesson to order for, and the prep room something to take.
    pub const fn lead_to_an_order(self) -> bool {
        self.stock && self.lessons
    }
}

/// How far the desk's own school has come.
pub async fn steps<R: Grant>(desk: &Desk<R>) -> Result<Steps> {
    let found: StepsRow = sqlx::query_as(
        "SELECT (SELECT count(*) FROM member WHERE school_id = $1 AND deactivated_at IS NULL) AS members,
             (SELECT count(*) FROM invitation WHERE school_id = $1 AND used_at IS NULL) AS invitations,
             (SELECT count(*) FROM (SELECT id FROM item WHERE school_id = $1 LIMIT 1) AS one) AS items,
             (SELECT count(*) FROM location WHERE school_id = $1 AND sort = $2 AND retired_at IS NULL) AS labs,
             (SELECT count(*) FROM period WHERE school_id = $1) AS periods,
             (SELECT count(*) FROM (SELECT day FROM school_day WHERE school_id = $1 LIMIT 1) AS one) AS days,
             (SELECT count(*) FROM (SELECT id FROM class WHERE school_id = $1 LIMIT 1) AS one) AS classes,
             (SELECT count(*) FROM (SELECT id FROM slot WHERE school_id = $1 LIMIT 1) AS one) AS lessons,
             (SELECT count(*) FROM presence WHERE school_id = $1) AS hours",
    )
    .bind(desk.school_key())
    .bind(location::Sort::Lab.code())
    .fetch_one(desk.pool())
    .await?;
    Ok(found.into())
}

#[derive(sqlx::FromRow)]
struct StepsRow {
    members: i64,
    invitations: i64,
    items: i64,
    labs: i64,
    periods: i64,
    days: i64,
    classes: i64,
    lessons: i64,
    hours: i64,
}

impl From<StepsRow> for Steps {
    fn from(found: StepsRow) -> Self {
        Self {
            people: found.members > 1 || found.invitations > 0,
            stock: found.items > 0,
            labs: found.labs > 0,
            days: found.periods > 0 && found.days > 0,
            classes: found.classes > 0,
            lessons: found.lessons > 0,
            hours: found.hours > 0,
        }
    }
}

/// What an edit of the school changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its name.
    pub name: String,
    /// Its unique reference number.
    pub urn: Option<String>,
    /// Its rules.
    pub rules: Rules,
    /// The version the edit started from.
    pub version: i64,
}

/// Changes the school's name and rules.
pub async fn change(desk: &Desk<CanKeepSchool>, change: Change) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = find(tx.run(), desk.school()).await?;
    let school = tx.school_key();
    let changed = sqlx::query(
        "UPDATE school
         SET name = $2, urn = $3, notice_days = $4, turnaround_minutes = $5, stop_without_risk_note = $6,
             version = version + 1
         WHERE id = $1
           AND version = $7",
    )
    .bind(school)
    .bind(&change.name)
    .bind(&change.urn)
    .bind(i64::from(change.rules.notice_days))
    .bind(i64::from(change.rules.turnaround_minutes))
    .bind(i64::from(change.rules.stop_without_risk_note))
    .bind(change.version)
    .execute(tx.run())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Refusal::Stale.into());
    }
    let was = Decided {
        name: before.name,
        urn: before.urn,
        rules: before.rules,
    };
    let is = Decided {
        name: change.name,
        urn: change.urn,
        rules: change.rules,
    };
    tx.record(Noun::School, before.id, "changed", Some(&was), Some(&is))
        .await?;
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    id: String,
    trust_id: Option<String>,
    name: String,
    urn: Option<String>,
    zone: String,
    notice_days: i64,
    turnaround_minutes: i64,
    stop_without_risk_note: i64,
    version: i64,
}

impl TryFrom<SchoolRow> for School {
    type Error = crate::Error;

    fn try_from(found: SchoolRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("school.id", &found.id)?,
            name: found.name,
            trust: row::parse_optional("school.trust_id", found.trust_id.as_deref())?,
            urn: found.urn,
            zone: found.zone,
            rules: Rules {
                notice_days: row::narrow("school.notice_days", found.notice_days)?,
                turnaround_minutes: row::narrow(
                    "school.turnaround_minutes",
                    found.turnaround_minutes,
                )?,
                stop_without_risk_note: found.stop_without_risk_note != 0,
            },
            version: found.version,
        })
    }
}
