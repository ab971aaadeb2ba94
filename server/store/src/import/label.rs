//! The codes of what a list brings: labels that are stuck on already go on meaning what they are stuck on.

use std::collections::HashMap;

use shared::{code::Code, id::HoldingId};

use crate::{Result, Tx, code, event::Noun, row, statement::Statement};

/// Gives holdings their codes, in their order: the code asked for where it is free or its holding is gone, else a new
/// one.
pub(super) async fn give(tx: &mut Tx, subjects: &[(String, Option<Code>)]) -> Result<Vec<Code>> {
    let taken = take_over(tx, subjects).await?;
    let others: Vec<(String, Option<Code>)> = subjects
        .iter()
        .filter(|(subject, _)| !taken.contains_key(subject.as_str()))
        .cloned()
        .collect();
    let mut given = code::give_all(tx, Noun::Holding, &others)
        .await?
        .into_iter();
    Ok(subjects
        .iter()
        .filter_map(|(subject, _)| {
            taken
                .get(subject.as_str())
                .copied()
                .or_else(|| given.next())
        })
        .collect())
}

/// Takes codes over from holdings that are gone, and gives those others: they may come back.
async fn take_over<'s>(
    tx: &mut Tx,
    subjects: &'s [(String, Option<Code>)],
) -> Result<HashMap<&'s str, Code>> {
    let asked: HashMap<Code, &str> = subjects
        .iter()
        .filter_map(|(subject, code)| Some(((*code)?, subject.as_str())))
        .collect();
    let gone = of_gone(tx, asked.keys().copied().collect()).await?;
    let taken: Vec<(Code, &str)> = gone
        .iter()
        .filter_map(|(code, _)| Some((*code, *asked.get(code)?)))
        .collect();
    for some in taken.chunks(200) {
        pass_on(tx, some).await?;
    }
    let bare: Vec<(String, Option<Code>)> = gone
        .iter()
        .map(|(_, holding)| (holding.to_string(), None))
        .collect();
    code::give_all(tx, Noun::Holding, &bare).await?;
    for some in bare.chunks(500) {
        copy(tx, some).await?;
    }
    Ok(taken
        .into_iter()
        .map(|(code, subject)| (subject, code))
        .collect())
}

/// The holdings of this school that are gone and bear these codes.
async fn of_gone(tx: &mut Tx, codes: Vec<Code>) -> Result<Vec<(Code, HoldingId)>> {
    let mut gone = Vec::new();
    for some in codes.chunks(500) {
        let mut statement = Statement::new(
            "SELECT code.code, holding.id
FROM code
JOIN holding ON holding.school_id = code.school_id AND holding.id = code.subject_id",
        );
        let school = statement.mark(tx.school_key());
        let list = statement.list(some.iter().map(|code| code.plain()));
        statement.push(&format!(
            "WHERE code.school_id = {school}
AND code.code IN {list}
AND holding.gone_at IS NOT NULL
ORDER BY code.code"
        ));
        let rows: Vec<(String, String)> = statement.rows_in(tx.run()).await?;
        for (code, holding) in rows {
            gone.push((
                row::parse("code.code", &code)?,
                row::parse("holding.id", &holding)?,
            ));
        }
    }
    Ok(gone)
}

/// Lets codes stand for other holdings.
async fn pass_on(tx: &mut Tx, to: &[(Code, &str)]) -> Result<()> {
    let mut statement = Statement::new("UPDATE code");
    let school = statement.mark(tx.school_key());
    let cases: Vec<String> = to
        .iter()
        .map(|(code, subject)| {
            let (code, subject) = (statement.mark(code.plain()), statement.mark(*subject));
            format!("WHEN {code} THEN {subject}")
        })
        .collect();
    let list = statement.list(to.iter().map(|(code, _)| code.plain()));
    statement.push(&format!(
        "SET subject_id = CASE code {} END\nWHERE school_id = {school}\nAND code IN {list}",
        cases.join(" ")
    ));
    statement.run(tx.run()).await?;
    Ok(())
}

/// Writes into holdings the codes that stand for them by now.
async fn copy(tx: &mut Tx, holdings: &[(String, Option<Code>)]) -> Result<()> {
    let mut statement = Statement::new("UPDATE holding");
    let school = statement.mark(tx.school_key());
    let noun = statement.mark(Noun::Holding.code());
    let list = statement.list(holdings.iter().map(|(id, _)| id.as_str()));
    statement.push(&format!(
        "SET code = (
    SELECT code.code
    FROM code
    WHERE code.school_id = holding.school_id
      AND code.noun = {noun}
      AND code.subject_id = holding.id
)
WHERE school_id = {school}
AND id IN {list}"
    ));
    statement.run(tx.run()).await?;
    Ok(())
}
