-- Lists and searches of a school with a hundred thousand holdings, without reading them all.

-- `rank` is where a thing stands among those with the same word: for items `0` when the name begins with it and `1`
-- else, and then the name's key. So a search is walked in the order in which it is shown, and ends with its page.
DROP INDEX word_by_subject;
ALTER TABLE word RENAME TO word_before;
CREATE TABLE word (
    school_id TEXT NOT NULL REFERENCES school (id),
    noun TEXT NOT NULL,
    word TEXT NOT NULL,
    rank TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (school_id, noun, word, rank, subject_id)
);
INSERT INTO word (school_id, noun, word, rank, subject_id)
SELECT word_before.school_id, word_before.noun, word_before.word,
       COALESCE(
           CASE WHEN substr(item.name_key || ' ', 1, length(word_before.word) + 1) = word_before.word || ' '
                THEN '0' ELSE '1' END || item.name_key,
           ''
       ),
       word_before.subject_id
FROM word_before
LEFT JOIN item ON item.school_id = word_before.school_id AND item.id = word_before.subject_id
     AND word_before.noun = 'item';
DROP TABLE word_before;
CREATE INDEX word_by_subject ON word (school_id, noun, subject_id, word);

CREATE INDEX kind_by_substance ON kind (substance, id) WHERE substance IS NOT NULL;
CREATE INDEX posting_to_look_at ON posting (school_id, at, id) WHERE needs_look = 1;
