-- Units over time, the sites of units, their hosts, profile, categories, menu and blocks.

CREATE TABLE unit (
  id {ID},
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  district TEXT,
  province TEXT,
  province_code TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  CONSTRAINT unit_code_taken UNIQUE (code, valid_from)
) {TABLE};

CREATE TABLE succession (
  id {ID},
  from_unit_id BIGINT NOT NULL REFERENCES unit (id),
  to_unit_id BIGINT NOT NULL REFERENCES unit (id),
  extent TEXT NOT NULL CHECK (extent IN ('full', 'partial')),
  happened_on TEXT NOT NULL,
  clause TEXT,
  CONSTRAINT succession_known UNIQUE (from_unit_id, to_unit_id, happened_on)
) {TABLE};

CREATE TABLE site (
  id {ID},
  unit_id BIGINT NOT NULL REFERENCES unit (id),
  parent_id BIGINT REFERENCES site (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key BYTES NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('draft', 'training', 'live', 'suspended', 'archived', 'merged')),
  accent TEXT NOT NULL,
  languages TEXT NOT NULL,
  blueprint TEXT NOT NULL,
  blueprint_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {TABLE};

CREATE UNIQUE INDEX site_slug_taken ON site (COALESCE(parent_id, 0), slug);
CREATE UNIQUE INDEX site_unit_taken ON site (unit_id);
CREATE INDEX site_parent ON site (parent_id);

CREATE TABLE host (
  name TEXT PRIMARY KEY NOT NULL,
  site_id BIGINT NOT NULL REFERENCES site (id),
  role TEXT NOT NULL CHECK (role IN ('canonical', 'alias')),
  created_at BIGINT NOT NULL
) {TABLE};

CREATE UNIQUE INDEX host_one_canonical ON host (site_id) WHERE role = 'canonical';
CREATE INDEX host_site ON host (site_id);

CREATE TABLE site_profile (
  site_id BIGINT PRIMARY KEY NOT NULL REFERENCES site (id),
  managing_organisation TEXT NOT NULL,
  governing_agency TEXT NOT NULL,
  address TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  responsible_person TEXT NOT NULL,
  working_hours TEXT NOT NULL,
  citizen_reception TEXT NOT NULL,
  introduction TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {TABLE};

CREATE TABLE category (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  parent_id BIGINT REFERENCES category (id),
  language TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  introduction TEXT NOT NULL,
  kinds TEXT NOT NULL,
  style TEXT NOT NULL CHECK (style IN ('cards', 'list')),
  position BIGINT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('shown', 'hidden')),
  created_at BIGINT NOT NULL,
  CONSTRAINT category_slug_taken UNIQUE (site_id, language, slug)
) {TABLE};

CREATE TABLE menu_item (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  parent_id BIGINT REFERENCES menu_item (id),
  language TEXT NOT NULL,
  label TEXT NOT NULL,
  category_id BIGINT REFERENCES category (id),
  entry_id BIGINT,
  address TEXT,
  position BIGINT NOT NULL
) {TABLE};

CREATE INDEX menu_item_site ON menu_item (site_id, language, position);

CREATE TABLE block (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  language TEXT NOT NULL,
  slot TEXT NOT NULL CHECK (slot IN ('top', 'main', 'side')),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  settings TEXT NOT NULL,
  position BIGINT NOT NULL
) {TABLE};

CREATE INDEX block_site ON block (site_id, language, slot, position);

-- Pages the frame finds by what they are for: about, contact, accessibility, privacy, terms, …
CREATE TABLE site_page (
  site_id BIGINT NOT NULL REFERENCES site (id),
  role TEXT NOT NULL,
  entry_id BIGINT NOT NULL,
  CONSTRAINT site_page_known PRIMARY KEY (site_id, role)
) {TABLE};

-- only postgres
ALTER TABLE site_page ENABLE ROW LEVEL SECURITY;
ALTER TABLE site_page FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON site_page USING (conglang_reaches(site_id));
ALTER TABLE site_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE site_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON site_profile USING (conglang_reaches(site_id));
ALTER TABLE category ENABLE ROW LEVEL SECURITY;
ALTER TABLE category FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON category USING (conglang_reaches(site_id));
ALTER TABLE menu_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE menu_item FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON menu_item USING (conglang_reaches(site_id));
ALTER TABLE block ENABLE ROW LEVEL SECURITY;
ALTER TABLE block FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON block USING (conglang_reaches(site_id));
-- end
