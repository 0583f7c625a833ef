-- What a person saved or handed in stays in the history when it is written over; what a timer saved does not.

-- Whether what stands in the edition was saved by a press, not by a timer.
ALTER TABLE edition ADD COLUMN by_hand BIGINT NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));

-- Kept beside the draft, because it was saved so before it was written over.
ALTER TABLE edition ADD COLUMN kept BIGINT NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
