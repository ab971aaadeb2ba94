//! Looking through what other schools share.

use shared::{account::Grant, practical::Subject};

use super::{COLUMNS, Listed, ListedRow, trust_key};
use crate::{
    Desk, Result,
    event::Noun,
    page::{self, Way},
    statement::Statement,
    word,
};

/// Rows of a page.
const PAGE: usize = 30;

/// What is asked for. All empty: everything, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Beginnings of words, all of which must fit.
    pub q: String,
    /// Only of this subject.
    pub subject: Option<Subject>,
    /// The key of the last row before this page.
    pub after: Option<String>,
}

/// A page of shared practicals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most thirty rows.
    pub rows: Vec<Listed>,
    /// The key of the last row, when there are more.
    pub next: Option<String>,
}

/// What other schools share with this one, the latest first.
pub async fn list<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Page> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM practice"));
    let school = statement.mark(desk.school_key());
    let trust = statement.mark(trust_key(desk).await?);
    statement.push(&format!("WHERE practice.origin_school_id <> {school}"));
    statement.push("AND practice.withdrawn_at IS NULL");
    statement.push(&format!(
        "AND (practice.audience = 'everyone' OR (practice.audience = 'trust' AND practice.trust_id = {trust}))"
    ));
    if let Some(subject) = query.subject {
        let subject = statement.mark(subject.code());
        statement.push(&format!("AND practice.subject = {subject}"));
    }
    word::narrow(
        &mut statement,
        "practice.origin_school_id",
        Noun::Practice,
        "practice.id",
        &query.q,
    );
    let after = query.after.as_deref().and_then(|key| {
        let (at, id) = key.split_once('~')?;
        Some([at.parse::<i64>().ok()?.into(), id.into()])
    });
    statement.page(
        ["practice.published_at", "practice.id"],
        Way::Down,
        after,
        PAGE,
    );
    let rows = read(statement.rows(desk.pool()).await?)?;
    let (rows, next) = page::cut(rows, PAGE, |last| page::key(last.published_at.0, last.id));
    Ok(Page { rows, next })
}

/// What this school shares, the latest first.
pub async fn own<R: Grant>(desk: &Desk<R>) -> Result<Vec<Listed>> {
    let rows = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM practice
         WHERE practice.origin_school_id = $1
           AND practice.withdrawn_at IS NULL
         ORDER BY practice.published_at DESC, practice.id DESC"
    )))
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    read(rows)
}

fn read(rows: Vec<ListedRow>) -> Result<Vec<Listed>> {
    rows.into_iter().map(Listed::try_from).collect()
}
