//! A statement put together from clauses, when its filters or the length of a list vary. Values only
//! ever enter as binds.

use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, FromRow, any::AnyRow, query::Query};

use crate::Result;

/// A value to be bound.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A statement on its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statement {
    text: String,
    values: Vec<Value>,
}

impl Statement {
    /// Begins with a clause.
    pub(crate) fn new(clause: &str) -> Self {
        Self {
            text: clause.to_owned(),
            values: Vec::new(),
        }
    }

    /// Adds a clause on a line of its own.
    pub(crate) fn push(&mut self, clause: &str) {
        self.text.push('\n');
        self.text.push_str(clause);
    }

    /// Where a value stands in the text: `$3`.
    pub(crate) fn mark(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Where a value stands that may be missing.
    pub(crate) fn mark_optional<V: Into<Value>>(&mut self, value: Option<V>) -> String {
        value.map_or_else(|| "NULL".to_owned(), |value| self.mark(value))
    }

    /// Where several stand: `($3, $4)`. Nothing is in an empty list.
    pub(crate) fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> String {
        let marks: Vec<String> = values.into_iter().map(|value| self.mark(value)).collect();
        if marks.is_empty() {
            "(NULL)".to_owned()
        } else {
            format!("({})", marks.join(", "))
        }
    }

    /// All rows it gives.
    pub(crate) async fn rows<T>(self, pool: &AnyPool) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        let mut run = pool.acquire().await?;
        self.rows_in(&mut run).await
    }

    /// All rows it gives, inside a write.
    pub(crate) async fn rows_in<T>(self, run: &mut AnyConnection) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        let mut query = sqlx::query_as::<Any, T>(AssertSqlSafe(self.text));
        for value in self.values {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            };
        }
        Ok(query.fetch_all(run).await?)
    }

    /// Runs it for what it changes.
    pub(crate) async fn run(self, run: &mut AnyConnection) -> Result<u64> {
        let query: Query<'_, Any, _> = sqlx::query(AssertSqlSafe(self.text));
        let query = self
            .values
            .into_iter()
            .fold(query, |query, value| match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            });
        Ok(query.execute(run).await?.rows_affected())
    }
}
