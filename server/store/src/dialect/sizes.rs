//! What SQLite is told of the tables' sizes.
//!
//! Left alone it takes it that the first column of a key leaves ten rows. Ours is the school, which leaves all of
//! them; so it would as soon read the whole stock as look one kind up. Measured sizes (`ANALYZE`) would make a plan
//! hang on the day it was measured. A big school among ten is told instead: plans are the same everywhere, and
//! `tests/http/plans.rs` holds them to it.

use sqlx::{AnyPool, Executor as _};

use crate::{Result, statement::Statement};

/// Rows of a big school in the tables that grow.
const ROWS: [(&str, i64); 12] = [
    ("code", 130_000),
    ("event", 500_000),
    ("holding", 100_000),
    ("item", 20_000),
    ("kind", 3_000),
    ("location", 2_000),
    ("movement", 400_000),
    ("posting", 400_000),
    ("requisition", 10_000),
    ("requisition_comment", 10_000),
    ("requisition_line", 100_000),
    ("word", 400_000),
];
/// Its rows in any other table.
const FEW: i64 = 200;
/// Schools in one database.
const SCHOOLS: i64 = 10;
/// Of so many rows one is told to be in an index that leaves rows out: it is made for those that it holds.
const PARTIAL: i64 = 10;

/// An index: its table, itself, whether it leaves rows out, its first column, and how many it has.
type Index = (String, String, i64, String, i64);
/// What SQLite keeps of an index: table, index, and how many rows are alike in none, one, two … of its columns.
type Told = (String, String, String);

/// Tells the sizes, where they are not told yet.
pub(super) async fn tell(pool: &AnyPool) -> Result<()> {
    let told = sizes(&indexes(pool).await?);
    if told == told_before(pool).await? {
        return Ok(());
    }
    let mut tx = pool.begin_with("BEGIN IMMEDIATE").await?;
    // Makes the table, and later has SQLite read it.
    tx.execute("ANALYZE sqlite_schema").await?;
    tx.execute("DELETE FROM sqlite_stat1").await?;
    let mut statement = Statement::new("INSERT INTO sqlite_stat1 (tbl, idx, stat)\nVALUES");
    let rows = told.into_iter().map(|(table, index, stat)| {
        let marks = [table, index, stat].map(|value| statement.mark(value));
        format!("({})", marks.join(", "))
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    statement.push(&rows);
    statement.run(&mut tx).await?;
    tx.execute("ANALYZE sqlite_schema").await?;
    Ok(tx.commit().await?)
}

async fn indexes(pool: &AnyPool) -> Result<Vec<Index>> {
    let indexes = sqlx::query_as(
        "SELECT made.name, of_it.name, of_it.partial, COALESCE(first.name, ''), (
             SELECT count(*)
             FROM pragma_index_info(of_it.name)
         )
         FROM sqlite_schema AS made
         JOIN pragma_index_list(made.name) AS of_it
         JOIN pragma_index_info(of_it.name) AS first ON first.seqno = 0
         WHERE made.type = 'table'
           AND made.name NOT LIKE '\\_sqlx%' ESCAPE '\\'
         ORDER BY made.name, of_it.name",
    );
    Ok(indexes.fetch_all(pool).await?)
}

async fn told_before(pool: &AnyPool) -> Result<Vec<Told>> {
    let is_there: Option<(String,)> =
        sqlx::query_as("SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat1'")
            .fetch_optional(pool)
            .await?;
    if is_there.is_none() {
        return Ok(Vec::new());
    }
    let told = sqlx::query_as("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx");
    Ok(told.fetch_all(pool).await?)
}

fn sizes(indexes: &[Index]) -> Vec<Told> {
    let of = |(table, index, partial, first, columns): &Index| {
        let rows = ROWS.iter().find(|(name, _)| name == table);
        let rows = rows.map_or(FEW, |(_, rows)| *rows);
        let rows = if *partial == 0 { rows } else { rows / PARTIAL };
        (table.clone(), index.clone(), alike(rows, first, *columns))
    };
    indexes.iter().map(of).collect()
}

/// How many rows are alike in the first columns of an index: all of the school in its id, by the square root fewer with
/// each column more, and one in all of them.
fn alike(rows: i64, first: &str, columns: i64) -> String {
    let mut told = vec![rows * SCHOOLS];
    let mut alike = rows;
    for n in 1..=columns {
        if n == columns {
            alike = 1;
        } else if n > 1 || first != "school_id" {
            alike = alike.isqrt().max(1);
        }
        told.push(alike);
    }
    let told: Vec<String> = told.iter().map(i64::to_string).collect();
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_the_school_leaves_all_of_it_and_the_whole_key_one_row() {
        assert_eq!(alike(100_000, "school_id", 3), "1000000 100000 316 1");
        assert_eq!(alike(100_000, "school_id", 1), "1000000 1");
        assert_eq!(alike(400, "person_id", 2), "4000 20 1");
    }
}
