-- What was done though its answer was lost: whoever asks again is told of it, and it is not done twice.

-- The writer's name for the save that began the entry.
ALTER TABLE entry ADD COLUMN attempt TEXT;
CREATE UNIQUE INDEX entry_attempt ON entry (site_id, created_by, attempt)
  WHERE attempt IS NOT NULL;

-- The file that a finished upload became; the line goes with the daily sweep.
ALTER TABLE upload ADD COLUMN file_id BIGINT REFERENCES file (id);
