-- The publishing engine: what is published (entry), its versions (edition), where it stood
-- (redirect), what was asked for in vain (missing_address), what points where (reference).

CREATE TABLE entry (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  translation_of BIGINT REFERENCES entry (id),
  category_id BIGINT REFERENCES category (id),
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unpublished', 'live', 'withdrawn', 'removed')),
  live_edition_id BIGINT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  cover TEXT,
  published_at BIGINT,
  updated_at BIGINT,
  expires_at BIGINT,
  outcome TEXT CHECK (outcome IN ('mistake', 'consolidated', 'expired')),
  outcome_note TEXT,
  outcome_target_id BIGINT REFERENCES entry (id),
  outcome_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id)
) {TABLE};

CREATE INDEX entry_category ON entry (site_id, category_id, published_at DESC, id DESC)
  WHERE state = 'live';
CREATE INDEX entry_latest ON entry (site_id, language, kind, published_at DESC, id DESC)
  WHERE state = 'live';
CREATE INDEX entry_desk ON entry (site_id, created_at DESC);
CREATE INDEX entry_expiring ON entry (site_id, expires_at)
  WHERE state = 'live' AND expires_at IS NOT NULL;

CREATE TABLE edition (
  id {ID},
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  number BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled',
    'published', 'superseded', 'discarded')),
  version BIGINT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  slug TEXT NOT NULL,
  category_id BIGINT REFERENCES category (id),
  cover_file_id BIGINT REFERENCES file (id),
  cover_alt TEXT NOT NULL,
  cover_caption TEXT NOT NULL,
  content TEXT NOT NULL,
  publish_at BIGINT,
  expires_at BIGINT,
  change_kind TEXT NOT NULL CHECK (change_kind IN ('minor', 'major')),
  change_note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  saved_at BIGINT NOT NULL,
  saved_by BIGINT REFERENCES account (id),
  decided_at BIGINT,
  decided_by BIGINT REFERENCES account (id),
  decision_note TEXT,
  published_at BIGINT,
  published_by BIGINT REFERENCES account (id),
  superseded_at BIGINT,
  CONSTRAINT edition_number_taken UNIQUE (entry_id, number)
) {TABLE};

CREATE UNIQUE INDEX edition_one_open ON edition (entry_id)
  WHERE state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled');
CREATE UNIQUE INDEX edition_one_live ON edition (entry_id) WHERE state = 'published';
CREATE INDEX edition_site_state ON edition (site_id, state, saved_at DESC);

-- What the simple search looks through: title, summary and words, folded, in one line.
CREATE TABLE entry_text (
  entry_id BIGINT PRIMARY KEY NOT NULL REFERENCES entry (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  title_folded TEXT NOT NULL,
  folded TEXT NOT NULL
) {TABLE};

CREATE INDEX entry_text_site ON entry_text (site_id);

CREATE TABLE reference (
  site_id BIGINT NOT NULL REFERENCES site (id),
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  target TEXT NOT NULL CHECK (target IN ('file', 'entry')),
  target_id BIGINT NOT NULL,
  CONSTRAINT reference_known PRIMARY KEY (entry_id, target, target_id)
) {TABLE};

CREATE INDEX reference_target ON reference (site_id, target, target_id);

CREATE TABLE redirect (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  path TEXT NOT NULL,
  target_entry_id BIGINT REFERENCES entry (id),
  target_path TEXT,
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  CONSTRAINT redirect_path_taken UNIQUE (site_id, path)
) {TABLE};

CREATE TABLE missing_address (
  site_id BIGINT NOT NULL REFERENCES site (id),
  path TEXT NOT NULL,
  hits BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  CONSTRAINT missing_address_known PRIMARY KEY (site_id, path)
) {TABLE};

-- only postgres
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON entry USING (conglang_reaches(site_id));
ALTER TABLE edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE edition FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON edition USING (conglang_reaches(site_id));
ALTER TABLE entry_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry_text FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON entry_text USING (conglang_reaches(site_id));
ALTER TABLE reference ENABLE ROW LEVEL SECURITY;
ALTER TABLE reference FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON reference USING (conglang_reaches(site_id));
ALTER TABLE redirect ENABLE ROW LEVEL SECURITY;
ALTER TABLE redirect FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON redirect USING (conglang_reaches(site_id));
ALTER TABLE missing_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE missing_address FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON missing_address USING (conglang_reaches(site_id));
-- end
