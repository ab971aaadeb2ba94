//! The folded words by which things are found, while they are being typed.

use std::collections::BTreeSet;

use shared::{account::Grant, name};

use crate::{Desk, Result, Tx, event::Noun, statement::Statement};

/// Writes the words of a thing in the place of its former ones.
pub(crate) async fn write<'a>(
    tx: &mut Tx,
    noun: Noun,
    subject: impl std::fmt::Display,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let subject = subject.to_string();
    clear(tx, noun, &subject).await?;
    add(tx, noun, &subject, texts).await
}

/// Writes the words of a thing that has none yet.
pub(crate) async fn add<'a>(
    tx: &mut Tx,
    noun: Noun,
    subject: impl std::fmt::Display,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let words: BTreeSet<String> = texts.into_iter().flat_map(name::tokens).collect();
    if words.is_empty() {
        return Ok(());
    }
    let mut statement =
        Statement::new("INSERT INTO word (school_id, noun, subject_id, word)\nVALUES");
    let school = statement.mark(tx.school_key());
    let noun = statement.mark(noun.code());
    let subject = statement.mark(subject.to_string());
    let rows: Vec<String> = words
        .into_iter()
        .map(|word| {
            let word = statement.mark(word);
            format!("({school}, {noun}, {subject}, {word})")
        })
        .collect();
    statement.push(&rows.join(", "));
    statement.run(tx.run()).await?;
    Ok(())
}

/// Writes the words of things that have none yet, many in one statement.
pub(crate) async fn add_all<Id: std::fmt::Display>(
    tx: &mut Tx,
    noun: Noun,
    words: Vec<(Id, BTreeSet<String>)>,
) -> Result<()> {
    let pairs: Vec<(String, String)> = words
        .into_iter()
        .flat_map(|(id, words)| words.into_iter().map(move |word| (id.to_string(), word)))
        .collect();
    for some in pairs.chunks(1_000) {
        let mut statement =
            Statement::new("INSERT INTO word (school_id, noun, subject_id, word)\nVALUES");
        let school = statement.mark(tx.school_key());
        let noun = statement.mark(noun.code());
        let rows: Vec<String> = some
            .iter()
            .map(|(id, word)| {
                let (id, word) = (statement.mark(id.as_str()), statement.mark(word.as_str()));
                format!("({school}, {noun}, {id}, {word})")
            })
            .collect();
        statement.push(&rows.join(", "));
        statement.run(tx.run()).await?;
    }
    Ok(())
}

/// Forgets the words of a thing, so that it is not found any more.
pub(crate) async fn clear(tx: &mut Tx, noun: Noun, subject: impl std::fmt::Display) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "DELETE FROM word
         WHERE school_id = $1
           AND noun = $2
           AND subject_id = $3",
    )
    .bind(school)
    .bind(noun.code())
    .bind(subject.to_string())
    .execute(tx.run())
    .await?;
    Ok(())
}

/// From which word to before which: all that begin so. Every text sorts before the last sign of Unicode.
pub(crate) fn range(beginning: &str) -> (String, String) {
    (beginning.to_owned(), format!("{beginning}\u{10ffff}"))
}

/// The words of a search. Nobody looks for more than a few, and a statement takes no more than so many.
pub(crate) fn searched(search: &str) -> Vec<String> {
    const MOST: usize = 12;
    let mut words = name::tokens(search);
    words.truncate(MOST);
    words
}

/// Keeps to the rows of which every word of a search begins a word. `school` and `id` are columns or marks.
pub(crate) fn narrow(statement: &mut Statement, school: &str, noun: Noun, id: &str, search: &str) {
    for word in searched(search) {
        let (from, to) = range(&word);
        let (from, to) = (statement.mark(from), statement.mark(to));
        let noun = noun.code();
        statement.push(&format!(
            "AND EXISTS (
                 SELECT 1
                 FROM word
                 WHERE word.school_id = {school}
                   AND word.noun = '{noun}'
                   AND word.subject_id = {id}
                   AND word.word >= {from}
                   AND word.word < {to}
             )"
        ));
    }
}

/// The ids of things of which every word of a search begins a word, at most `limit`.
pub(crate) async fn subjects<R: Grant>(
    desk: &Desk<R>,
    noun: Noun,
    search: &str,
    limit: i64,
) -> Result<Vec<String>> {
    let words = searched(search);
    let Some((first, others)) = words.split_first() else {
        return Ok(Vec::new());
    };
    let mut statement = Statement::new("SELECT DISTINCT word.subject_id\nFROM word");
    let school = statement.mark(desk.school_key());
    let noun = statement.mark(noun.code());
    let (from, to) = range(first);
    let (from, to) = (statement.mark(from), statement.mark(to));
    statement.push(&format!(
        "WHERE word.school_id = {school} AND word.noun = {noun} AND word.word >= {from} AND word.word < {to}"
    ));
    for other in others {
        let (from, to) = range(other);
        let (from, to) = (statement.mark(from), statement.mark(to));
        statement.push(&format!(
            "AND EXISTS (SELECT 1 FROM word other WHERE other.school_id = {school} AND other.noun = {noun} \
             AND other.subject_id = word.subject_id AND other.word >= {from} AND other.word < {to})"
        ));
    }
    let limit = statement.mark(limit);
    statement.push(&format!("ORDER BY word.subject_id\nLIMIT {limit}"));
    let found: Vec<(String,)> = statement.rows(desk.pool()).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
