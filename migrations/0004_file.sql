-- Files of sites. Bytes lie in the blob store under their hash; variants can be made again.

CREATE TABLE file (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  width BIGINT,
  height BIGINT,
  colour TEXT,
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  CONSTRAINT file_known UNIQUE (site_id, hash)
) {TABLE};

CREATE TABLE file_variant (
  file_id BIGINT NOT NULL REFERENCES file (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('width', 'card', 'fallback')),
  media_type TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  hash TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  CONSTRAINT file_variant_known PRIMARY KEY (file_id, purpose, media_type, width)
) {TABLE};

CREATE INDEX file_variant_hash ON file_variant (site_id, hash);

-- only postgres
ALTER TABLE file ENABLE ROW LEVEL SECURITY;
ALTER TABLE file FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON file USING (conglang_reaches(site_id));
ALTER TABLE file_variant ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_variant FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON file_variant USING (conglang_reaches(site_id));
-- end
