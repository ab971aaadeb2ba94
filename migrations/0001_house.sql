-- What the house itself needs: people and their sessions, schools and members, codes, words, events.
--
-- One text for both databases. `INTEGER`, `TEXT` and `BLOB` are the only types; the dialect says what
-- they are called on PostgreSQL. Instants are whole seconds UTC, days are `2026-11-24`, times of day are
-- minutes since midnight, amounts are millionths of the unit. `school_id` leads every tenant's key.

CREATE TABLE trust (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE school (
    id TEXT PRIMARY KEY,
    trust_id TEXT REFERENCES trust (id),
    name TEXT NOT NULL,
    urn TEXT,
    predecessor_urn TEXT,
    zone TEXT NOT NULL,
    notice_days INTEGER NOT NULL,
    turnaround_minutes INTEGER NOT NULL,
    stop_without_risk_note INTEGER NOT NULL CHECK (stop_without_risk_note IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT,
    created_at INTEGER NOT NULL
);

CREATE TABLE member (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    initials TEXT NOT NULL,
    role TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    deactivated_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, person_id),
    UNIQUE (school_id, initials)
);
CREATE INDEX member_by_person ON member (person_id);

-- A session is known by the hash of its token: the token itself is only in the person's browser.
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    school_id TEXT REFERENCES school (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);

-- Failed sign-ins, counted by account and by address.
CREATE TABLE throttle (
    bucket TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    since INTEGER NOT NULL
);

-- One-time links: to join a school, or to set a forgotten password.
CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by TEXT NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
);
CREATE INDEX invitation_by_school ON invitation (school_id);

CREATE TABLE password_reset (
    token_hash TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
);

-- Mail on its way out.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER
);

-- What was typed into a form that had mistakes, for showing it once more. Never secrets.
CREATE TABLE form_state (
    id TEXT PRIMARY KEY,
    fields TEXT NOT NULL,
    problems TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);

-- What is printed on labels, unique on the server.
CREATE TABLE code (
    code TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    noun TEXT NOT NULL,
    subject_id TEXT NOT NULL
);
CREATE UNIQUE INDEX code_by_subject ON code (school_id, noun, subject_id);

-- Folded words for search by prefix range.
CREATE TABLE word (
    school_id TEXT NOT NULL REFERENCES school (id),
    noun TEXT NOT NULL,
    word TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (school_id, noun, word, subject_id)
);
CREATE INDEX word_by_subject ON word (school_id, noun, subject_id, word);

-- Who did what to what, when. Append-only. `key` is a form's idempotency key.
CREATE TABLE event (
    school_id TEXT NOT NULL REFERENCES school (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    person_id TEXT,
    noun TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    before TEXT,
    after TEXT,
    key TEXT,
    PRIMARY KEY (school_id, seq)
);
CREATE UNIQUE INDEX event_by_key ON event (school_id, key);
CREATE INDEX event_by_subject ON event (school_id, noun, subject_id, seq);
