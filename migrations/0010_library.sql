-- The media library: what is known of a file beside its bytes, folders, what a province lends to its
-- communes, addresses of what was replaced, files on their way in parts.

-- Ten gigabytes, until somebody says otherwise.
ALTER TABLE site ADD COLUMN quota_bytes BIGINT NOT NULL DEFAULT 10737418240;

CREATE TABLE file_folder (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  CONSTRAINT file_folder_name_taken UNIQUE (site_id, name_key)
) {TABLE};

ALTER TABLE file ADD COLUMN folder_id BIGINT REFERENCES file_folder (id);
ALTER TABLE file ADD COLUMN alt TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN caption TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN licence TEXT NOT NULL DEFAULT ''
  CHECK (licence IN ('', 'own', 'permitted', 'open', 'public'));
ALTER TABLE file ADD COLUMN focus_x BIGINT NOT NULL DEFAULT 500 CHECK (focus_x BETWEEN 0 AND 1000);
ALTER TABLE file ADD COLUMN focus_y BIGINT NOT NULL DEFAULT 500 CHECK (focus_y BETWEEN 0 AND 1000);
ALTER TABLE file ADD COLUMN transcript TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN poster_file_id BIGINT REFERENCES file (id);
ALTER TABLE file ADD COLUMN captions_file_id BIGINT REFERENCES file (id);
-- A file that is lent may be used by every site below, and is changed by its own site alone.
ALTER TABLE file ADD COLUMN lent TEXT NOT NULL DEFAULT 'no' CHECK (lent IN ('no', 'yes'));
-- What the file weighs with everything made from it.
ALTER TABLE file ADD COLUMN stored_bytes BIGINT NOT NULL DEFAULT 0;
-- Folded words to be found by, with spaces around.
ALTER TABLE file ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN deleted_at BIGINT;
ALTER TABLE file ADD COLUMN deleted_by BIGINT REFERENCES account (id);

-- only postgres
SELECT set_config('conglang.site', 'all', true);
-- end
-- Files that were there before the library are found by their names as they stand.
UPDATE file SET folded = ' ' || lower(name) || ' ', stored_bytes = size_bytes
  + (SELECT CAST(COALESCE(sum(v.size_bytes), 0) AS BIGINT) FROM file_variant v WHERE v.file_id = file.id);

CREATE INDEX file_library ON file (site_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX file_folder_content ON file (folder_id) WHERE folder_id IS NOT NULL;
CREATE INDEX file_lent ON file (site_id) WHERE lent = 'yes';

-- Addresses that were given out for bytes which are no longer the file's.
CREATE TABLE file_replaced (
  site_id BIGINT NOT NULL REFERENCES site (id),
  hash TEXT NOT NULL,
  file_id BIGINT NOT NULL REFERENCES file (id),
  purpose TEXT NOT NULL,
  width BIGINT NOT NULL,
  replaced_at BIGINT NOT NULL,
  CONSTRAINT file_replaced_known PRIMARY KEY (site_id, hash)
) {TABLE};

CREATE INDEX file_replaced_file ON file_replaced (file_id);

-- A file that arrives in parts over a bad network. The parts lie beside the blobs.
CREATE TABLE upload (
  token TEXT PRIMARY KEY NOT NULL,
  site_id BIGINT NOT NULL REFERENCES site (id),
  account_id BIGINT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
  parts_done BIGINT NOT NULL DEFAULT 0,
  folder_id BIGINT REFERENCES file_folder (id),
  replaces_file_id BIGINT REFERENCES file (id),
  created_at BIGINT NOT NULL
) {TABLE};

CREATE INDEX upload_age ON upload (created_at);

-- only postgres
-- The site above the one a connection is for.
CREATE FUNCTION conglang_is_above(above BIGINT) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM site WHERE parent_id = above
    AND id = NULLIF(NULLIF(current_setting('conglang.site', true), 'all'), '')::bigint)
$$;
CREATE POLICY lent_from_above ON file FOR SELECT
  USING (lent = 'yes' AND conglang_is_above(site_id));
CREATE POLICY lent_from_above ON file_variant FOR SELECT
  USING (conglang_is_above(site_id)
    AND EXISTS (SELECT 1 FROM file f WHERE f.id = file_id AND f.lent = 'yes'));
ALTER TABLE file_folder ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_folder FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON file_folder USING (conglang_reaches(site_id));
ALTER TABLE file_replaced ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_replaced FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON file_replaced USING (conglang_reaches(site_id));
CREATE POLICY lent_from_above ON file_replaced FOR SELECT
  USING (conglang_is_above(site_id)
    AND EXISTS (SELECT 1 FROM file f WHERE f.id = file_id AND f.lent = 'yes'));
ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON upload USING (conglang_reaches(site_id));
-- end
