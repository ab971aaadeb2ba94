//! Which risk notes there are, what waits for a decision, what is due.

use shared::{
    account::Grant,
    id::PracticalId,
    moment::Day,
    name,
    practical::Subject,
    risk::{self, State},
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

/// Which notes are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every practical's.
    #[default]
    All,
    /// Those that wait for a decision.
    Waiting,
    /// Those whose review is due.
    Due,
    /// Practicals that have no approved version.
    NotApproved,
}

impl Filter {
    /// Every filter, in the order pages offer them.
    pub const ALL: [Self; 4] = [Self::All, Self::Waiting, Self::Due, Self::NotApproved];

    /// The stable name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Waiting => "waiting",
            Self::Due => "due",
            Self::NotApproved => "not-approved",
        }
    }

    /// The filter of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.code() == code)
    }
}

/// What the list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Which notes.
    pub filter: Filter,
    /// Beginnings of words of the practical, all of which must fit.
    pub q: String,
    /// The key of the last row before this page.
    pub after: Option<String>,
}

/// A practical and how its risk note stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Whose note it is.
    pub practical: PracticalId,
    /// The practical's title.
    pub title: String,
    /// Its subject.
    pub subject: Subject,
    /// The latest version's number and state; none where nothing is written.
    pub latest: Option<(u32, State)>,
    /// The approved version's number and review date.
    pub approved: Option<(u32, Day)>,
}

/// A page of risk notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most forty rows.
    pub rows: Vec<Listed>,
    /// The key of the last row, when there are more.
    pub next: Option<String>,
}

/// The notes that wait for a decision; the school is `$1`.
pub(crate) const WAITING: &str = "FROM risk_version
JOIN practical ON practical.school_id = risk_version.school_id
              AND practical.id = risk_version.practical_id
WHERE risk_version.school_id = $1
  AND risk_version.state = 'submitted'
  AND practical.retired_at IS NULL";

/// How many notes wait for a decision.
pub async fn waiting<R: Grant>(desk: &Desk<R>) -> Result<i64> {
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*)\n{WAITING}")))
        .bind(desk.school_key())
        .fetch_one(desk.pool())
        .await?;
    Ok(count)
}

/// A page of the school's risk notes, by the title of their practical.
pub async fn list<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Page> {
    let statement = statement(desk, query);
    let rows: Vec<ListedRow> = statement.rows(desk.pool()).await?;
    let rows = rows
        .into_iter()
        .map(Listed::try_from)
        .collect::<Result<_>>()?;
    let (rows, next) = page::cut(rows, PAGE, |last: &Listed| {
        page::key(name::fold(&last.title), last.practical)
    });
    Ok(Page { rows, next })
}

fn statement<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Statement {
    let mut statement = Statement::new(
        "SELECT practical.id, practical.title, practical.subject, latest.n AS latest_n, latest.state AS latest_state,
                approved.n AS approved_n, approved.review_on
         FROM practical
         LEFT JOIN risk_version AS latest ON latest.school_id = practical.school_id
                                         AND latest.practical_id = practical.id
                                         AND latest.n = (
                                             SELECT max(n)
                                             FROM risk_version
                                             WHERE risk_version.school_id = practical.school_id
                                               AND risk_version.practical_id = practical.id
                                         )
         LEFT JOIN risk_version AS approved ON approved.school_id = practical.school_id
                                           AND approved.practical_id = practical.id
                                           AND approved.state = 'approved'",
    );
    let school = statement.mark(desk.school_key());
    statement.push(&format!("WHERE practical.school_id = {school}"));
    statement.push("AND practical.retired_at IS NULL");
    match query.filter {
        Filter::All => {}
        Filter::Waiting => statement.push("AND latest.state = 'submitted'"),
        Filter::NotApproved => statement.push("AND approved.n IS NULL"),
        Filter::Due => {
            let due = statement.mark(risk::last_due(desk.today()).to_string());
            statement.push(&format!("AND approved.review_on <= {due}"));
        }
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
    statement
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    title: String,
    subject: String,
    latest_n: Option<i64>,
    latest_state: Option<String>,
    approved_n: Option<i64>,
    review_on: Option<String>,
}

impl TryFrom<ListedRow> for Listed {
    type Error = crate::Error;

    fn try_from(found: ListedRow) -> Result<Self> {
        let latest = match (found.latest_n, found.latest_state) {
            (Some(n), Some(state)) => Some((
                row::narrow("risk_version.n", n)?,
                row::named("risk_version.state", &state, State::from_code)?,
            )),
            _ => None,
        };
        let review_on = row::day("risk_version.review_on", found.review_on.as_deref())?;
        let approved = match (found.approved_n, review_on) {
            (Some(n), Some(day)) => Some((row::narrow("risk_version.n", n)?, day)),
            _ => None,
        };
        Ok(Self {
            practical: row::parse("practical.id", &found.id)?,
            title: found.title,
            subject: row::named("practical.subject", &found.subject, Subject::from_code)?,
            latest,
            approved,
        })
    }
}
