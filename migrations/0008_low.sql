-- What there is none left of is low, too, where nobody said how much is the least: the least is then anything at all.
-- A least amount of nothing means that nobody minds.
DROP INDEX item_low;
CREATE INDEX item_low ON item (school_id, name_key, id)
    WHERE total < COALESCE(minimum, 1) AND retired_at IS NULL;
