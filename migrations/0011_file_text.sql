-- The words inside files that stand below entries, read once for search. Empty where nothing could be read.

CREATE TABLE file_text (
  file_id BIGINT NOT NULL PRIMARY KEY REFERENCES file (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  text TEXT NOT NULL,
  read_at BIGINT NOT NULL
) {TABLE};

-- only postgres
ALTER TABLE file_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_text FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON file_text USING (conglang_reaches(site_id));
-- end
