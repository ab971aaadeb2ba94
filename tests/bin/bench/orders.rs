//! Years of orders: those of the demo trust's school, once more for every six weeks before them.

use chrono::{NaiveDate, TimeDelta};
use shared::code::Code;
use shared::id::RequisitionId;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};
use store::Clock;

use crate::made::SCHOOL;

/// The demo trust's orders reach over so many days.
const DAYS: i64 = 42;

/// The id of the school.
pub async fn school(pool: &AnyPool) -> String {
    sqlx::query_scalar("SELECT id FROM school WHERE name = $1")
        .bind(SCHOOL)
        .fetch_one(pool)
        .await
        .expect("the school")
}

/// Copies the school's orders until there are so many.
pub async fn multiply(pool: &AnyPool, clock: &Clock, wanted: usize) {
    let school = school(pool).await;
    let mut tx = pool.begin().await.expect("a transaction");
    let first: Vec<(String, String)> =
        sqlx::query_as("SELECT id, day FROM requisition WHERE school_id = $1 ORDER BY id")
            .bind(&school)
            .fetch_all(&mut *tx)
            .await
            .expect("orders");
    let copies = wanted
        .saturating_sub(first.len())
        .div_ceil(first.len().max(1));
    for copy in 1..=copies {
        copied(&mut tx, clock, &school, &first, copy).await;
    }
    tx.commit().await.expect("the copies");
}

/// Copies orders and their lines whole, whatever their columns are, so many times six weeks back.
async fn copied(
    run: &mut AnyConnection,
    clock: &Clock,
    school: &str,
    first: &[(String, String)],
    copy: usize,
) {
    for (table, id) in [
        ("requisition", "id"),
        ("requisition_line", "requisition_id"),
    ] {
        let list: Vec<String> = first.iter().map(|(id, _)| format!("'{id}'")).collect();
        let made = format!(
            "CREATE TEMPORARY TABLE {table}_copy AS SELECT * FROM {table} WHERE school_id = '{school}' AND {id} IN ({})",
            list.join(", ")
        );
        carried_out(run, made).await;
    }
    for (n, (id, day)) in first.iter().enumerate() {
        let new: RequisitionId = clock.id();
        let code =
            Code::from_random(((copy * 1_000_003 + n) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let day: NaiveDate = day.parse().expect("a day");
        let day = day - TimeDelta::days(DAYS * i64::try_from(copy).expect("a small number"));
        let code = code.plain();
        carried_out(run, format!(
            "INSERT INTO code (code, school_id, noun, subject_id) VALUES ('{code}', '{school}', 'requisition', '{new}') ON CONFLICT DO NOTHING"
        )).await;
        carried_out(run, format!(
            "UPDATE requisition_copy SET id = '{new}', code = '{code}', day = '{day}', state = CASE WHEN state IN ('declined', 'cancelled') THEN state ELSE 'checked-in' END WHERE id = '{id}'"
        )).await;
        carried_out(run, format!(
            "UPDATE requisition_line_copy SET requisition_id = '{new}' WHERE requisition_id = '{id}'"
        )).await;
    }
    for table in ["requisition", "requisition_line"] {
        carried_out(
            run,
            format!("INSERT INTO {table} SELECT * FROM {table}_copy"),
        )
        .await;
        carried_out(run, format!("DROP TABLE {table}_copy")).await;
    }
}

async fn carried_out(run: &mut AnyConnection, statement: String) {
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(run)
        .await
        .expect("a statement of the copies");
}
