//! Rows of practicals, many at once: a school's first library is written in a few statements.

use std::collections::BTreeSet;

use shared::{
    amount::Amount,
    id::{PracticalId, PracticeId},
    name,
    practical::{Entry, KitLine},
};

use crate::{Result, Tx, statement::Statement};

/// Lines of kit in one statement at the most.
const LINES: usize = 500;

/// A practical on its way into the library.
pub(super) struct NewEntry<'a> {
    pub id: PracticalId,
    pub entry: &'a Entry,
    pub starter: Option<&'a str>,
    pub practice: Option<PracticeId>,
}

/// Writes practicals with their kit. Their kinds are there already.
pub(super) async fn insert_all(tx: &mut Tx, entries: &[NewEntry<'_>]) -> Result<()> {
    for some in entries.chunks(LINES) {
        let mut statement = Statement::new(
            "INSERT INTO practical (
                 school_id, id, title, title_key, subject, stage, scheme, scheme_number, summary, group_size,
                 make_minutes, gather_minutes, deliver_minutes, clear_minutes, technician_notes, is_estimate, source,
                 starter_id, practice_id, version
             )
             VALUES",
        );
        let school = statement.mark(tx.school_key());
        let rows: Vec<String> = some
            .iter()
            .map(|new| practical_row(&mut statement, &school, new))
            .collect();
        statement.push(&rows.join(",\n"));
        statement.run(tx.run()).await?;
    }
    let lines: Vec<(PracticalId, usize, &KitLine)> = entries
        .iter()
        .flat_map(|new| (1..).zip(&new.entry.kit).map(|(n, line)| (new.id, n, line)))
        .collect();
    insert_lines(tx, &lines).await
}

fn practical_row(statement: &mut Statement, school: &str, new: &NewEntry<'_>) -> String {
    let entry = new.entry;
    let minutes = entry.prep_minutes;
    let marks = [
        school.to_owned(),
        statement.mark(new.id.to_string()),
        statement.mark(entry.title.as_str()),
        statement.mark(name::fold(&entry.title)),
        statement.mark(entry.subject.code()),
        statement.mark(entry.stage.code()),
        statement.mark_optional(entry.scheme.as_deref()),
        statement.mark_optional(entry.scheme_number.as_deref()),
        statement.mark(entry.summary.as_str()),
        statement.mark(i64::from(entry.group_size)),
        statement.mark(i64::from(minutes.make)),
        statement.mark(i64::from(minutes.gather)),
        statement.mark(i64::from(minutes.deliver)),
        statement.mark(i64::from(minutes.clear)),
        statement.mark(entry.technician_notes.as_str()),
        statement.mark(i64::from(entry.is_estimate)),
        statement.mark_optional(entry.source.as_deref()),
        statement.mark_optional(new.starter),
        statement.mark_optional(new.practice.map(|id| id.to_string())),
        "1".to_owned(),
    ];
    format!("({})", marks.join(", "))
}

/// Writes lines of kit: of which practical, which place in it, what.
pub(super) async fn insert_lines(
    tx: &mut Tx,
    lines: &[(PracticalId, usize, &KitLine)],
) -> Result<()> {
    for some in lines.chunks(LINES) {
        let mut statement = Statement::new(
            "INSERT INTO practical_line (
                 school_id, practical_id, n, kind_id, unit, per_group, per_pupil, per_class, spare_percent, used_up,
                 section, note
             )
             VALUES",
        );
        let school = statement.mark(tx.school_key());
        let rows: Vec<String> = some
            .iter()
            .map(|(id, n, line)| line_row(&mut statement, &school, (*id, *n), line))
            .collect();
        statement.push(&rows.join(",\n"));
        statement.run(tx.run()).await?;
    }
    Ok(())
}

fn line_row(
    statement: &mut Statement,
    school: &str,
    (id, n): (PracticalId, usize),
    line: &KitLine,
) -> String {
    let share = |amount: Option<Amount>| amount.map_or(0, Amount::micro);
    let marks = [
        school.to_owned(),
        statement.mark(id.to_string()),
        n.to_string(),
        statement.mark(line.kind.as_str()),
        statement.mark(line.unit().code()),
        statement.mark(share(line.per_group)),
        statement.mark(share(line.per_pupil)),
        statement.mark(share(line.per_class)),
        statement.mark(i64::from(line.spare_percent)),
        i64::from(line.used_up).to_string(),
        statement.mark(line.section.code()),
        statement.mark_optional(line.note.as_deref()),
    ];
    format!("({})", marks.join(", "))
}

/// By which words a practical is found: its title, its scheme, what it needs.
pub(super) fn words<'a>(
    entry: &'a Entry,
    others: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<String> {
    [
        Some(entry.title.as_str()),
        entry.scheme.as_deref(),
        entry.scheme_number.as_deref(),
    ]
    .into_iter()
    .flatten()
    .chain(others)
    .flat_map(name::tokens)
    .collect()
}
