-- A day's orders are in order of time: a period that was put in later has a later number, and may begin before the others.
DROP INDEX requisition_by_day;
CREATE INDEX requisition_by_day ON requisition (school_id, day, starts, id);
