-- A kept form is its sender's alone, and knows which form of its page it is. `owner` is the hash of the token of a
-- session, or of the one that a guest's browser was given.

DROP TABLE form_state;

CREATE TABLE form_state (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    action TEXT NOT NULL,
    fields TEXT NOT NULL,
    problems TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX form_state_by_owner ON form_state (owner);
