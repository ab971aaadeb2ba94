-- Practicals and their kit, risk notes, the timetable, orders.

CREATE TABLE practical (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    stage TEXT NOT NULL,
    scheme TEXT,
    scheme_number TEXT,
    summary TEXT NOT NULL,
    group_size INTEGER NOT NULL,
    make_minutes INTEGER NOT NULL,
    gather_minutes INTEGER NOT NULL,
    deliver_minutes INTEGER NOT NULL,
    clear_minutes INTEGER NOT NULL,
    technician_notes TEXT NOT NULL,
    is_estimate INTEGER NOT NULL CHECK (is_estimate IN (0, 1)),
    source TEXT,
    starter_id TEXT,
    practice_id TEXT,
    retired_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id)
);
CREATE INDEX practical_by_title ON practical (school_id, title_key, id);

CREATE TABLE practical_line (
    school_id TEXT NOT NULL,
    practical_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    kind_id TEXT NOT NULL REFERENCES kind (id),
    unit TEXT NOT NULL,
    per_group INTEGER NOT NULL,
    per_pupil INTEGER NOT NULL,
    per_class INTEGER NOT NULL,
    spare_percent INTEGER NOT NULL,
    used_up INTEGER NOT NULL CHECK (used_up IN (0, 1)),
    section TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (school_id, practical_id, n),
    FOREIGN KEY (school_id, practical_id) REFERENCES practical (school_id, id)
);
CREATE INDEX practical_line_by_kind ON practical_line (school_id, kind_id);

-- A risk note belongs to a practical; its versions are kept.
CREATE TABLE risk_version (
    school_id TEXT NOT NULL,
    practical_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id TEXT,
    written_at INTEGER NOT NULL,
    submitted_at INTEGER,
    decided_by TEXT,
    decided_at INTEGER,
    reason TEXT,
    review_on TEXT,
    PRIMARY KEY (school_id, practical_id, n),
    FOREIGN KEY (school_id, practical_id) REFERENCES practical (school_id, id)
);
CREATE INDEX risk_version_by_state ON risk_version (school_id, state, practical_id, n);

-- The timetable. A day that is not here is no school day.
CREATE TABLE school_day (
    school_id TEXT NOT NULL REFERENCES school (id),
    day TEXT NOT NULL,
    week TEXT NOT NULL,
    PRIMARY KEY (school_id, day)
);

CREATE TABLE period (
    school_id TEXT NOT NULL REFERENCES school (id),
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (school_id, n)
);

CREATE TABLE class (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    subject TEXT NOT NULL,
    pupils INTEGER NOT NULL,
    retired_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id)
);
CREATE INDEX class_by_name ON class (school_id, name, id);

-- A class's regular place: from one day until another (none: still).
CREATE TABLE slot (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    location_id TEXT NOT NULL,
    week TEXT NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    period INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, id),
    FOREIGN KEY (school_id, teacher_id) REFERENCES member (school_id, id),
    FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id),
    FOREIGN KEY (school_id, period) REFERENCES period (school_id, n)
);
CREATE INDEX slot_by_time ON slot (school_id, week, weekday, period, id);
CREATE INDEX slot_by_teacher ON slot (school_id, teacher_id, id);
CREATE INDEX slot_by_class ON slot (school_id, class_id, id);

-- When a technician is there, by weekday, and what of it is bound by fixed duties; and days away.
CREATE TABLE presence (
    school_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    minutes INTEGER NOT NULL,
    fixed_minutes INTEGER NOT NULL,
    PRIMARY KEY (school_id, member_id, weekday),
    FOREIGN KEY (school_id, member_id) REFERENCES member (school_id, id)
);

CREATE TABLE absence (
    school_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (school_id, member_id, day),
    FOREIGN KEY (school_id, member_id) REFERENCES member (school_id, id)
);

-- An order keeps its own copy of class, date, times and room: a later change of the timetable is
-- noticed, not silently followed.
CREATE TABLE requisition (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL REFERENCES code (code),
    teacher_id TEXT NOT NULL,
    slot_id TEXT,
    class_id TEXT,
    class_name TEXT NOT NULL,
    pupils INTEGER NOT NULL,
    location_id TEXT NOT NULL,
    day TEXT NOT NULL,
    period INTEGER NOT NULL,
    period_name TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    practical_id TEXT,
    title TEXT NOT NULL,
    groups INTEGER NOT NULL,
    make_minutes INTEGER NOT NULL,
    gather_minutes INTEGER NOT NULL,
    deliver_minutes INTEGER NOT NULL,
    clear_minutes INTEGER NOT NULL,
    note TEXT,
    state TEXT NOT NULL,
    step_by TEXT,
    step_at INTEGER,
    submitted_at INTEGER,
    is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
    risk_version INTEGER,
    risk_read_at INTEGER,
    own_risk_note TEXT,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, teacher_id) REFERENCES member (school_id, id),
    FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id),
    FOREIGN KEY (school_id, practical_id) REFERENCES practical (school_id, id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, id)
);
CREATE INDEX requisition_by_day ON requisition (school_id, day, period, id);
CREATE INDEX requisition_by_teacher ON requisition (school_id, teacher_id, day, id);
CREATE INDEX requisition_by_state ON requisition (school_id, state, day, id);
CREATE INDEX requisition_by_practical ON requisition (school_id, practical_id, day, id);
CREATE INDEX requisition_by_class ON requisition (school_id, class_id, day, id);

-- What an order asks for. A free line has no kind. `ready_at` is the tick on the trolley; the last three
-- are written at check-in.
CREATE TABLE requisition_line (
    school_id TEXT NOT NULL,
    requisition_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    kind_id TEXT REFERENCES kind (id),
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    unit TEXT NOT NULL,
    amount INTEGER NOT NULL,
    used_up INTEGER NOT NULL CHECK (used_up IN (0, 1)),
    note TEXT,
    ready_at INTEGER,
    ready_by TEXT,
    used INTEGER,
    broken INTEGER,
    lost INTEGER,
    PRIMARY KEY (school_id, requisition_id, n),
    FOREIGN KEY (school_id, requisition_id) REFERENCES requisition (school_id, id)
);
CREATE INDEX requisition_line_by_kind ON requisition_line (school_id, kind_id, requisition_id);

-- What the prep room and the teacher say to one another about an order.
CREATE TABLE requisition_comment (
    school_id TEXT NOT NULL,
    requisition_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    member_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    sort TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (school_id, requisition_id, n),
    FOREIGN KEY (school_id, requisition_id) REFERENCES requisition (school_id, id),
    FOREIGN KEY (school_id, member_id) REFERENCES member (school_id, id)
);
