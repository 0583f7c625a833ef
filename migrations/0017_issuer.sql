-- Who issued a notice and under which number: what people look for and narrow a search by.

ALTER TABLE notice ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE notice ADD COLUMN issuer TEXT NOT NULL DEFAULT '';
