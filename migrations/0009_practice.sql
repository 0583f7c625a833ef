-- How a site works: when standing texts are looked over again, and what is paid for articles.

ALTER TABLE site ADD COLUMN review_months TEXT NOT NULL DEFAULT '{}';
ALTER TABLE site ADD COLUMN royalties TEXT NOT NULL DEFAULT 'off'
  CHECK (royalties IN ('off', 'on'));

ALTER TABLE entry ADD COLUMN review_told_at BIGINT;

ALTER TABLE article ADD COLUMN pen_name TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN genre TEXT NOT NULL DEFAULT '';

-- What an article of a genre is worth, from a day on: coefficients in hundredths, money in đồng.
CREATE TABLE royalty_tariff (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  valid_from TEXT NOT NULL,
  decision TEXT NOT NULL,
  unit_value BIGINT NOT NULL CHECK (unit_value > 0),
  coefficients TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  CONSTRAINT royalty_tariff_day_taken UNIQUE (site_id, valid_from)
) {TABLE};

-- What was decided for one article; without a line the tariff's own coefficient counts.
CREATE TABLE royalty (
  entry_id BIGINT PRIMARY KEY NOT NULL REFERENCES entry (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  coefficient BIGINT NOT NULL CHECK (coefficient >= 0),
  note TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by BIGINT REFERENCES account (id)
) {TABLE};

CREATE INDEX royalty_site ON royalty (site_id);

-- A month that was paid is closed: its statement stays as it was signed.
CREATE TABLE royalty_month (
  site_id BIGINT NOT NULL REFERENCES site (id),
  month TEXT NOT NULL,
  lines TEXT NOT NULL,
  closed_at BIGINT NOT NULL,
  closed_by BIGINT REFERENCES account (id),
  CONSTRAINT royalty_month_known PRIMARY KEY (site_id, month)
) {TABLE};

-- only postgres
ALTER TABLE royalty_tariff ENABLE ROW LEVEL SECURITY;
ALTER TABLE royalty_tariff FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON royalty_tariff USING (conglang_reaches(site_id));
ALTER TABLE royalty ENABLE ROW LEVEL SECURITY;
ALTER TABLE royalty FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON royalty USING (conglang_reaches(site_id));
ALTER TABLE royalty_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE royalty_month FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON royalty_month USING (conglang_reaches(site_id));
-- end
