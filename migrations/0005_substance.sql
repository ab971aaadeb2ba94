-- What a school says of a substance beside the reference data, which is never written here: later updates of the
-- reference stay visible. `substance` is an id of the reference data, or of a kind that only this school has.
-- `supplied` is the supplier's classification as JSON.

CREATE TABLE school_substance (
    school_id TEXT NOT NULL REFERENCES school (id),
    substance TEXT NOT NULL,
    hazcard TEXT,
    sserc TEXT,
    data_sheet TEXT,
    storage TEXT,
    keeping TEXT,
    disposal TEXT,
    note TEXT,
    label TEXT,
    supplied TEXT,
    version INTEGER NOT NULL,
    PRIMARY KEY (school_id, substance)
);
