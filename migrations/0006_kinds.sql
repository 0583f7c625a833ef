-- What is live of each kind: real columns, written only by the publishing transaction.

CREATE TABLE article (
  entry_id BIGINT PRIMARY KEY NOT NULL REFERENCES entry (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  body TEXT NOT NULL,
  author_name TEXT NOT NULL,
  source TEXT NOT NULL
) {TABLE};

CREATE TABLE notice (
  entry_id BIGINT PRIMARY KEY NOT NULL REFERENCES entry (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  body TEXT NOT NULL,
  urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'important', 'urgent')),
  deadline TEXT,
  audience TEXT NOT NULL,
  place TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL
) {TABLE};

CREATE INDEX notice_urgency ON notice (site_id, urgency);

CREATE TABLE page (
  entry_id BIGINT PRIMARY KEY NOT NULL REFERENCES entry (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  body TEXT NOT NULL
) {TABLE};

-- only postgres
ALTER TABLE article ENABLE ROW LEVEL SECURITY;
ALTER TABLE article FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON article USING (conglang_reaches(site_id));
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON notice USING (conglang_reaches(site_id));
ALTER TABLE page ENABLE ROW LEVEL SECURITY;
ALTER TABLE page FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON page USING (conglang_reaches(site_id));
-- end
