-- What people looked for in vain, per site: the question alone, never who asked.

CREATE TABLE search_in_vain (
  site_id BIGINT NOT NULL REFERENCES site (id),
  question TEXT NOT NULL,
  times BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  CONSTRAINT search_in_vain_known PRIMARY KEY (site_id, question)
) {TABLE};

-- What a site puts on top of the answers to a question.
CREATE TABLE search_promoted (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  question TEXT NOT NULL,
  title TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT search_promoted_known UNIQUE (site_id, question, address)
) {TABLE};

-- only postgres
ALTER TABLE search_in_vain ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_in_vain FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON search_in_vain USING (conglang_reaches(site_id));
ALTER TABLE search_promoted ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_promoted FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON search_promoted USING (conglang_reaches(site_id));
-- end
