-- Films that are made into what every phone plays. `came_as` are the bytes that were sent, `hash` those
-- the state speaks of: when the file has others, the state is nobody's.

CREATE TABLE film_conversion (
  file_id BIGINT NOT NULL PRIMARY KEY REFERENCES file (id),
  site_id BIGINT NOT NULL REFERENCES site (id),
  came_as TEXT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'converted', 'kept', 'failed')),
  poster_file_id BIGINT REFERENCES file (id),
  changed_at BIGINT NOT NULL
) {TABLE};

CREATE INDEX film_conversion_came_as ON film_conversion (site_id, came_as);

-- only postgres
ALTER TABLE film_conversion ENABLE ROW LEVEL SECURITY;
ALTER TABLE film_conversion FORCE ROW LEVEL SECURITY;
CREATE POLICY own_site ON film_conversion USING (conglang_reaches(site_id));
-- end
