-- Places, kinds, items, holdings and the ledger. `import_id` is the stock list that a place or an item came
-- with: taking the list back takes it out of use, unless it has been used since.

CREATE TABLE location (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    parent_id TEXT,
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    places INTEGER NOT NULL,
    fume_cupboard INTEGER NOT NULL CHECK (fume_cupboard IN (0, 1)),
    gas INTEGER NOT NULL CHECK (gas IN (0, 1)),
    blackout INTEGER NOT NULL CHECK (blackout IN (0, 1)),
    code TEXT NOT NULL REFERENCES code (code),
    import_id TEXT,
    retired_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, parent_id) REFERENCES location (school_id, id)
);
CREATE INDEX location_by_parent ON location (school_id, parent_id);

-- The catalogue: school-independent. Ids are readable and alike on every server, such as
-- `conical-flask-100-cm3` or `hydrochloric-acid@1mol/dm3`; what only one school knows is `own-…`.
CREATE TABLE kind (
    id TEXT PRIMARY KEY,
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    unit TEXT NOT NULL,
    substance TEXT,
    concentration TEXT
);
CREATE INDEX kind_by_name ON kind (name_key, id);

-- `total`, `holdings`, `places`, `place_id` (where most of it stands) and `expires_on` (the earliest) sum up
-- the item's holdings: kept in the same transaction, proven by `trolley verify`.
CREATE TABLE item (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    kind_id TEXT NOT NULL REFERENCES kind (id),
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    unit TEXT NOT NULL,
    minimum INTEGER,
    total INTEGER NOT NULL,
    holdings INTEGER NOT NULL,
    places INTEGER NOT NULL,
    place_id TEXT,
    expires_on TEXT,
    note TEXT,
    import_id TEXT,
    retired_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id)
);
CREATE INDEX item_by_kind ON item (school_id, kind_id);
CREATE INDEX item_by_name ON item (school_id, name_key, id);
CREATE INDEX item_by_sort ON item (school_id, sort, name_key, id);
CREATE INDEX item_by_expiry ON item (school_id, expires_on, id);
CREATE INDEX item_low ON item (school_id, name_key, id) WHERE total < minimum;

CREATE TABLE holding (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    location_id TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    capacity INTEGER,
    code TEXT NOT NULL REFERENCES code (code),
    serial TEXT,
    lot TEXT,
    supplier TEXT,
    received_on TEXT,
    opened_on TEXT,
    made_on TEXT,
    made_by TEXT,
    expires_on TEXT,
    note TEXT,
    gone_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, item_id) REFERENCES item (school_id, id),
    FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id)
);
CREATE INDEX holding_by_item ON holding (school_id, item_id, id);
CREATE INDEX holding_by_location ON holding (school_id, location_id, item_id) WHERE gone_at IS NULL;
CREATE INDEX holding_by_expiry ON holding (school_id, expires_on, id);

-- A posting is what was written together; its lines are the movements. A reversal is a posting too.
CREATE TABLE posting (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    person_id TEXT,
    cause TEXT NOT NULL,
    requisition_id TEXT,
    import_id TEXT,
    reverses TEXT,
    note TEXT,
    needs_look INTEGER NOT NULL CHECK (needs_look IN (0, 1)),
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, reverses) REFERENCES posting (school_id, id)
);
CREATE UNIQUE INDEX posting_reversed_once ON posting (school_id, reverses);
CREATE INDEX posting_by_requisition ON posting (school_id, requisition_id);
CREATE INDEX posting_by_import ON posting (school_id, import_id);

-- Signed lines. A holding's amount is the sum of its lines, always. A move between places is two
-- lines of one holding that cancel out, each naming its place; or of two holdings when it is split.
CREATE TABLE movement (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    posting_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    holding_id TEXT NOT NULL,
    sort TEXT NOT NULL,
    amount INTEGER NOT NULL,
    location_id TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, posting_id) REFERENCES posting (school_id, id),
    FOREIGN KEY (school_id, holding_id) REFERENCES holding (school_id, id),
    FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id)
);
CREATE INDEX movement_by_holding ON movement (school_id, holding_id, id);
CREATE UNIQUE INDEX movement_by_posting ON movement (school_id, posting_id, n);

-- A stock list that was read in, and the cells of the file, as JSON, while it is looked at.
CREATE TABLE upload (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    file_name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    layout TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (school_id, id)
);

CREATE TABLE import (
    school_id TEXT NOT NULL REFERENCES school (id),
    id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    holdings INTEGER NOT NULL,
    undone_at INTEGER,
    PRIMARY KEY (school_id, id)
);
