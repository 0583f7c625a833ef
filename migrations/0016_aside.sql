-- Two people saved one draft: what either wrote stays in the history, marked, while they are made one.

ALTER TABLE edition ADD COLUMN from_conflict BIGINT NOT NULL DEFAULT 0 CHECK (from_conflict IN (0, 1));

-- What was done with one thing, for its history.
CREATE INDEX audit_subject ON audit (subject, subject_id, at);

-- When people were told that a schedule had not been kept.
ALTER TABLE edition ADD COLUMN overdue_told_at BIGINT;
