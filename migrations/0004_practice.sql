-- What schools publish for one another: copies, outside every tenant's tables.

CREATE TABLE practice (
    id TEXT PRIMARY KEY,
    origin_server TEXT NOT NULL,
    origin_school_id TEXT NOT NULL,
    origin_school_name TEXT NOT NULL,
    origin_practical_id TEXT NOT NULL,
    trust_id TEXT REFERENCES trust (id),
    audience TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    stage TEXT NOT NULL,
    summary TEXT NOT NULL,
    body TEXT NOT NULL,
    adopted_from TEXT,
    published_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    version INTEGER NOT NULL
);
CREATE INDEX practice_by_time ON practice (published_at, id);
CREATE INDEX practice_by_origin ON practice (origin_school_id, origin_practical_id);

CREATE TABLE adoption (
    practice_id TEXT NOT NULL REFERENCES practice (id),
    school_id TEXT NOT NULL REFERENCES school (id),
    practical_id TEXT NOT NULL,
    practice_version INTEGER NOT NULL,
    adopted_at INTEGER NOT NULL,
    PRIMARY KEY (practice_id, school_id),
    FOREIGN KEY (school_id, practical_id) REFERENCES practical (school_id, id)
);

-- How it went elsewhere: the school is named, the person is not.
CREATE TABLE trial (
    practice_id TEXT NOT NULL REFERENCES practice (id),
    school_id TEXT NOT NULL REFERENCES school (id),
    outcome TEXT NOT NULL,
    comment TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (practice_id, school_id)
);
