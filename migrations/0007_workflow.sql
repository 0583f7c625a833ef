-- The way to the public: who submitted, who decided, what went out without a second pair of eyes,
-- remarks inside drafts, links that open a draft to somebody without an account or to an approver.

ALTER TABLE site ADD COLUMN second_eyes TEXT NOT NULL DEFAULT 'optional'
  CHECK (second_eyes IN ('optional', 'required'));

ALTER TABLE edition ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]';
ALTER TABLE edition ADD COLUMN submitted_at BIGINT;
ALTER TABLE edition ADD COLUMN submitted_by BIGINT REFERENCES account (id);
ALTER TABLE edition ADD COLUMN urgent_reason TEXT;
ALTER TABLE edition ADD COLUMN urgent_seen_at BIGINT;
ALTER TABLE edition ADD COLUMN urgent_seen_by BIGINT REFERENCES account (id);

CREATE INDEX edition_urgent ON edition (site_id, published_at)
  WHERE urgent_reason IS NOT NULL AND urgent_seen_at IS NULL;

ALTER TABLE entry ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN review_on TEXT;

CREATE INDEX entry_review ON entry (site_id, review_on)
  WHERE state = 'live' AND review_on IS NOT NULL;

CREATE TABLE remark (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  edition_id BIGINT NOT NULL REFERENCES edition (id),
  account_id BIGINT REFERENCES account (id),
  guest_name TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by BIGINT REFERENCES account (id)
) {TABLE};

CREATE INDEX remark_entry ON remark (site_id, entry_id, created_at);

-- A secret address of a draft. `account_id` makes it an approver's own: one answer, then it is used up.
CREATE TABLE draft_link (
  token_hash TEXT PRIMARY KEY NOT NULL,
  site_id BIGINT NOT NULL REFERENCES site (id),
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  edition_id BIGINT NOT NULL REFERENCES edition (id),
  edition_version BIGINT NOT NULL,
  account_id BIGINT REFERENCES account (id),
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
) {TABLE};

CREATE INDEX draft_link_entry ON draft_link (site_id, entry_id);
CREATE INDEX draft_link_end ON draft_link (expires_at);

-- Who has an entry open at the desk right now; lines older than a minute mean nobody.
CREATE TABLE presence (
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  account_id BIGINT NOT NULL REFERENCES account (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  seen_at BIGINT NOT NULL,
  CONSTRAINT presence_known PRIMARY KEY (entry_id, account_id)
) {TABLE};

-- only postgres
ALTER TABLE remark ENABLE ROW LEVEL SECURITY;
ALTER TABLE remark FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON remark USING (conglang_reaches(site_id));
ALTER TABLE draft_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft_link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON draft_link USING (conglang_reaches(site_id));
ALTER TABLE presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE presence FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON presence USING (conglang_reaches(site_id));
-- end
