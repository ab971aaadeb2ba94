//! The folded words by which things are found, while they are being typed.

use std::collections::BTreeSet;

use shared::{account::Grant, name};

use crate::{Desk, Result, Tx, event::Noun, page::Way, statement::Statement};

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
    let words = texts.into_iter().flat_map(name::tokens).collect();
    add_all(tx, noun, vec![(subject, words)]).await
}

/// Writes the words of things that have none yet, many in one statement.
pub(crate) async fn add_all<Id: std::fmt::Display>(
    tx: &mut Tx,
    noun: Noun,
    words: Vec<(Id, BTreeSet<String>)>,
) -> Result<()> {
    let lines = words.into_iter().flat_map(|(id, words)| {
        let line = move |word| Line {
            subject: id.to_string(),
            word,
            rank: String::new(),
        };
        words.into_iter().map(line)
    });
    insert(tx, noun, lines.collect()).await
}

/// The same of things that have a name: those whose name begins with a word are found by it first, each by name.
pub(crate) async fn add_named<Id: std::fmt::Display>(
    tx: &mut Tx,
    noun: Noun,
    words: Vec<(Id, String, BTreeSet<String>)>,
) -> Result<()> {
    let lines = words.into_iter().flat_map(|(id, named, words)| {
        let key = name::key(&named);
        let line = move |word: String| Line {
            subject: id.to_string(),
            rank: rank(&key, &word),
            word,
        };
        words.into_iter().map(line)
    });
    insert(tx, noun, lines.collect()).await
}

/// Where a name stands among those with the same word.
fn rank(key: &str, word: &str) -> String {
    let rest = key.strip_prefix(word);
    let begins = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    format!("{}{key}", if begins { '0' } else { '1' })
}

/// One word of one thing.
struct Line {
    subject: String,
    word: String,
    rank: String,
}

async fn insert(tx: &mut Tx, noun: Noun, lines: Vec<Line>) -> Result<()> {
    for some in lines.chunks(1_000) {
        let mut statement =
            Statement::new("INSERT INTO word (school_id, noun, subject_id, word, rank)\nVALUES");
        let school = statement.mark(tx.school_key());
        let noun = statement.mark(noun.code());
        let rows: Vec<String> = some
            .iter()
            .map(|line| {
                let values = [&line.subject, &line.word, &line.rank];
                let marks = values.map(|value| statement.mark(value.as_str()));
                format!("({school}, {noun}, {})", marks.join(", "))
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
        let fits = also(statement, school, noun, id, &word);
        statement.push(&format!("AND {fits}"));
    }
}

/// That a word of the thing `id` begins so.
pub(crate) fn also(
    statement: &mut Statement,
    school: &str,
    noun: Noun,
    id: &str,
    beginning: &str,
) -> String {
    let (from, to) = range(beginning);
    let (from, to) = (statement.mark(from), statement.mark(to));
    let noun = noun.code();
    format!(
        "EXISTS (
             SELECT 1
             FROM word other
             WHERE other.school_id = {school}
               AND other.noun = '{noun}'
               AND other.subject_id = {id}
               AND other.word >= {from}
               AND other.word < {to}
         )"
    )
}

/// The columns by which the rows of [`walk`] are in order: the words as they follow one another, and by each the things
/// whose name begins with it first.
pub(crate) const WALKED: [&str; 3] = ["word.word", "word.rank", "word.subject_id"];

/// The conditions, after a `WHERE` or `AND`, for the rows of `word` whose word begins so, of each thing its first. `after` is the last of those that were
/// walked before.
pub(crate) fn walk(
    statement: &mut Statement,
    school: &str,
    noun: Noun,
    beginning: &str,
    after: Option<[String; 3]>,
) {
    let noun = noun.code();
    let (from, to) = range(beginning);
    let (from, to) = (statement.mark(from), statement.mark(to));
    statement.push(&format!(
        "word.school_id = {school}
AND word.noun = '{noun}'
AND word.word < {to}
AND NOT EXISTS (
    SELECT 1
    FROM word earlier
    WHERE earlier.school_id = {school}
      AND earlier.noun = '{noun}'
      AND earlier.subject_id = word.subject_id
      AND earlier.word >= {from}
      AND earlier.word < word.word
)"
    ));
    // One lower bound alone: of two, a database may walk from the wrong one.
    match after {
        Some(after) if after[0].starts_with(beginning) => {
            let columns = WALKED.join(", ");
            let marks = after.map(|value| statement.mark(value)).join(", ");
            statement.push(&format!("AND ({columns}) > ({marks})"));
        }
        _ => statement.push(&format!("AND word.word >= {from}")),
    }
}

/// The ids of things of which every word of a search begins a word, at most `limit`.
pub(crate) async fn subjects<R: Grant>(
    desk: &Desk<R>,
    noun: Noun,
    search: &str,
    limit: usize,
) -> Result<Vec<String>> {
    let words = searched(search);
    let Some((first, others)) = words.split_first() else {
        return Ok(Vec::new());
    };
    let mut statement = Statement::new("SELECT word.subject_id\nFROM word");
    let school = statement.mark(desk.school_key());
    statement.push("WHERE");
    walk(&mut statement, &school, noun, first, None);
    for other in others {
        let fits = also(&mut statement, &school, noun, "word.subject_id", other);
        statement.push(&format!("AND {fits}"));
    }
    statement.first(WALKED, Way::Up, limit);
    let found: Vec<(String,)> = statement.rows(desk.pool()).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_with_the_word_stands_first() {
        assert_eq!(rank("copper wire", "copper"), "0copper wire");
        assert_eq!(rank("copper", "copper"), "0copper");
        assert_eq!(rank("coppered nails", "copper"), "1coppered nails");
        assert_eq!(rank("beaker copper", "copper"), "1beaker copper");
    }
}
