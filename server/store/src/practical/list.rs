//! The library as it is looked through: by words, subject and stage; what was ordered lately.

use shared::{
    account::Grant,
    id::{ClassId, MemberId, PracticalId},
    name,
    practical::{Stage, Subject},
};

use crate::{
    Desk, Result,
    event::Noun,
    page::{self, Way},
    row,
    statement::Statement,
    word,
};

/// Rows of a page.
const PAGE: usize = 40;

/// What the library is asked for. All empty: everything, by title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Beginnings of words, all of which must fit.
    pub q: String,
    /// Only of this subject.
    pub subject: Option<Subject>,
    /// Only for these stages; for all where none is named.
    pub stages: Vec<Stage>,
    /// The key of the last row before this page.
    pub after: Option<String>,
}

/// How the risk note of a practical stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskMark {
    /// A version is approved.
    Approved,
    /// A version waits for approval, none is approved.
    Waiting,
    /// There are only drafts.
    Draft,
    /// There is none.
    Missing,
}

/// A practical in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: PracticalId,
    /// What a teacher looks for.
    pub title: String,
    /// The subject.
    pub subject: Subject,
    /// Whom it is for.
    pub stage: Stage,
    /// The specification or the custom it comes from.
    pub scheme: Option<String>,
    /// Its number there.
    pub scheme_number: Option<String>,
    /// Usual pupils per group.
    pub group_size: u32,
    /// Minutes that it costs the prep room, all of them.
    pub minutes: u32,
    /// Whether amounts and minutes are estimates.
    pub is_estimate: bool,
    /// How its risk note stands.
    pub risk: RiskMark,
}

/// A page of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most forty rows.
    pub rows: Vec<Listed>,
    /// The key of the last row, when there are more.
    pub next: Option<String>,
}

const COLUMNS: &str = "practical.id, practical.title, practical.subject, practical.stage, practical.scheme,
    practical.scheme_number, practical.group_size,
    practical.make_minutes + practical.gather_minutes + practical.deliver_minutes + practical.clear_minutes AS minutes,
    practical.is_estimate,
    (
        SELECT max(CASE risk_version.state WHEN 'approved' THEN 3 WHEN 'submitted' THEN 2 ELSE 1 END)
        FROM risk_version
        WHERE risk_version.school_id = practical.school_id
          AND risk_version.practical_id = practical.id
    ) AS risk";

/// A page of the library, by title.
pub async fn list<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Page> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM practical"));
    let school = statement.mark(desk.school_key());
    statement.push(&format!("WHERE practical.school_id = {school}"));
    statement.push("AND practical.retired_at IS NULL");
    if let Some(subject) = query.subject {
        let subject = statement.mark(subject.code());
        statement.push(&format!("AND practical.subject = {subject}"));
    }
    if !query.stages.is_empty() {
        let stages = statement.list(query.stages.iter().map(|stage| stage.code()));
        statement.push(&format!("AND practical.stage IN {stages}"));
    }
    word::narrow(
        &mut statement,
        &school,
        Noun::Practical,
        "practical.id",
        &query.q,
    );
    let after = page::after(query.after.as_deref());
    statement.page(
        ["practical.title_key", "practical.id"],
        Way::Up,
        after,
        PAGE,
    );
    let rows = read(statement.rows(desk.pool()).await?)?;
    let (rows, next) = page::cut(rows, PAGE, |last| {
        page::key(name::fold(&last.title), last.id)
    });
    Ok(Page { rows, next })
}

/// What a teacher ordered lately, the latest first.
pub async fn recent<R: Grant>(
    desk: &Desk<R>,
    teacher: MemberId,
    limit: i64,
) -> Result<Vec<Listed>> {
    let rows = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM practical
         JOIN (
             SELECT practical_id, max(day) AS last_day
             FROM requisition
             WHERE school_id = $1
               AND teacher_id = $2
               AND state NOT IN ('draft', 'cancelled')
             GROUP BY practical_id
         ) AS ordered ON ordered.practical_id = practical.id
         WHERE practical.school_id = $1
           AND practical.retired_at IS NULL
         ORDER BY ordered.last_day DESC, practical.id
         LIMIT $3"
    )))
    .bind(desk.school_key())
    .bind(teacher.to_string())
    .bind(limit)
    .fetch_all(desk.pool())
    .await?;
    read(rows)
}

/// What was ordered for classes of the same year and subject as this one, by anyone, the latest first.
pub async fn for_class<R: Grant>(
    desk: &Desk<R>,
    class: ClassId,
    limit: i64,
) -> Result<Vec<Listed>> {
    let rows = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM practical
         JOIN (
             SELECT requisition.practical_id, max(requisition.day) AS last_day
             FROM class AS mine
             CROSS JOIN class AS alike
             CROSS JOIN requisition
             WHERE mine.school_id = $1
               AND mine.id = $2
               AND alike.school_id = mine.school_id
               AND alike.year = mine.year
               AND alike.subject = mine.subject
               AND requisition.school_id = alike.school_id
               AND requisition.class_id = alike.id
               AND requisition.state NOT IN ('draft', 'cancelled')
             GROUP BY requisition.practical_id
         ) AS ordered ON ordered.practical_id = practical.id
         WHERE practical.school_id = $1
           AND practical.retired_at IS NULL
         ORDER BY ordered.last_day DESC, practical.id
         LIMIT $3"
    )))
    .bind(desk.school_key())
    .bind(class.to_string())
    .bind(limit)
    .fetch_all(desk.pool())
    .await?;
    read(rows)
}

fn read(rows: Vec<ListedRow>) -> Result<Vec<Listed>> {
    rows.into_iter().map(Listed::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    title: String,
    subject: String,
    stage: String,
    scheme: Option<String>,
    scheme_number: Option<String>,
    group_size: i64,
    minutes: i64,
    is_estimate: i64,
    risk: Option<i64>,
}

impl TryFrom<ListedRow> for Listed {
    type Error = crate::Error;

    fn try_from(found: ListedRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("practical.id", &found.id)?,
            title: found.title,
            subject: row::named("practical.subject", &found.subject, Subject::from_code)?,
            stage: row::named("practical.stage", &found.stage, Stage::from_code)?,
            scheme: found.scheme,
            scheme_number: found.scheme_number,
            group_size: row::narrow("practical.group_size", found.group_size)?,
            minutes: row::narrow("practical.make_minutes", found.minutes)?,
            is_estimate: found.is_estimate != 0,
            risk: match found.risk {
                Some(3) => RiskMark::Approved,
                Some(2) => RiskMark::Waiting,
                Some(_) => RiskMark::Draft,
                None => RiskMark::Missing,
            },
        })
    }
}
