//! What is printed on labels: short codes, unique on the server.

use std::collections::{HashMap, HashSet};

use shared::{account::Grant, code::Code};

use crate::{Desk, Error, Fault, Result, Tx, event::Noun, row, secret, statement::Statement};

/// Gives a subject its code. Collisions are one in 2³⁵ per code already given; a few tries end them.
pub(crate) async fn give(tx: &mut Tx, noun: Noun, subject: impl std::fmt::Display) -> Result<Code> {
    let subject = subject.to_string();
    for _ in 0..8 {
        let code = Code::from_random(u64::from_le_bytes(secret::random::<8>()?));
        let school = tx.school_key();
        let given = sqlx::query(
            "INSERT INTO code (code, school_id, noun, subject_id)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.plain())
        .bind(school)
        .bind(noun.code())
        .bind(&subject)
        .execute(tx.run())
        .await?;
        if given.rows_affected() == 1 {
            return Ok(code);
        }
    }
    Err(Error::Fault(Fault::Other(
        "no free code in eight tries".to_owned(),
    )))
}

/// Gives many subjects their codes, in their order: the code asked for where it is free, else a new one.
pub(crate) async fn give_all(
    tx: &mut Tx,
    noun: Noun,
    subjects: &[(String, Option<Code>)],
) -> Result<Vec<Code>> {
    let mut given: HashMap<&str, Code> = HashMap::with_capacity(subjects.len());
    for tries in 0..8 {
        let mut asked = HashMap::new();
        for (subject, wanted) in subjects {
            if given.contains_key(subject.as_str()) {
                continue;
            }
            let code = match wanted {
                Some(wanted) if tries == 0 => *wanted,
                _ => Code::from_random(u64::from_le_bytes(secret::random::<8>()?)),
            };
            // Of two subjects with one code the first gets it.
            asked
                .entry(code.plain())
                .or_insert((subject.as_str(), code));
        }
        if asked.is_empty() {
            return Ok(subjects
                .iter()
                .filter_map(|(subject, _)| given.get(subject.as_str()).copied())
                .collect());
        }
        let asked: Vec<(String, (&str, Code))> = asked.into_iter().collect();
        for some in asked.chunks(500) {
            let free: HashSet<String> = insert(tx, noun, some).await?.into_iter().collect();
            let got = some.iter().filter(|(plain, _)| free.contains(plain));
            given.extend(got.map(|(_, (subject, code))| (*subject, *code)));
        }
    }
    Err(Error::Fault(Fault::Other(
        "no free codes in eight tries".to_owned(),
    )))
}

/// Writes codes and gives those that were free.
async fn insert(tx: &mut Tx, noun: Noun, asked: &[(String, (&str, Code))]) -> Result<Vec<String>> {
    let mut statement =
        Statement::new("INSERT INTO code (school_id, noun, code, subject_id)\nVALUES");
    let school = statement.mark(tx.school_key());
    let noun = statement.mark(noun.code());
    let rows: Vec<String> = asked
        .iter()
        .map(|(code, (subject, _))| {
            let (code, subject) = (statement.mark(code.as_str()), statement.mark(*subject));
            format!("({school}, {noun}, {code}, {subject})")
        })
        .collect();
    statement.push(&rows.join(",\n"));
    statement.push("ON CONFLICT (code) DO NOTHING\nRETURNING code");
    let free: Vec<(String,)> = statement.rows_in(tx.run()).await?;
    Ok(free.into_iter().map(|(code,)| code).collect())
}

/// What a code stands for in this school: the noun's stable name and the subject's id.
pub async fn find<R: Grant>(desk: &Desk<R>, code: Code) -> Result<Option<(String, String)>> {
    let found = sqlx::query_as(
        "SELECT noun, subject_id
         FROM code
         WHERE school_id = $1
           AND code = $2",
    )
    .bind(desk.school_key())
    .bind(code.plain())
    .fetch_optional(desk.pool())
    .await?;
    Ok(found)
}

/// What several codes stand for in this school; those that stand for nothing are left out.
pub async fn find_all<R: Grant>(
    desk: &Desk<R>,
    codes: &[Code],
) -> Result<HashMap<Code, (String, String)>> {
    let mut found = HashMap::with_capacity(codes.len());
    for some in codes.chunks(500) {
        let mut statement = Statement::new("SELECT code, noun, subject_id\nFROM code");
        let school = statement.mark(desk.school_key());
        let list = statement.list(some.iter().map(|code| code.plain()));
        statement.push(&format!(
            "WHERE school_id = {school}\nAND code IN {list}\nORDER BY code"
        ));
        let rows: Vec<(String, String, String)> = statement.rows(desk.pool()).await?;
        for (code, noun, subject) in rows {
            found.insert(row::parse("code.code", &code)?, (noun, subject));
        }
    }
    Ok(found)
}
