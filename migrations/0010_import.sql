-- A list is known again by its cells (a hash of them), and the address at which it was looked at leads to what came of it.
ALTER TABLE upload ADD COLUMN cells TEXT;
ALTER TABLE import ADD COLUMN cells TEXT;
ALTER TABLE import ADD COLUMN upload_id TEXT;

-- By last day of use, what has none comes last.
DROP INDEX item_by_expiry;
CREATE INDEX item_by_expiry ON item (school_id, COALESCE(expires_on, '9'), id);
