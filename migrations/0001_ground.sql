-- The machine room: change log, readers' cursors, jobs, leases, settings.

CREATE TABLE setting (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) {TABLE};

CREATE TABLE change (
  seq {ID},
  site_id BIGINT,
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL
) {TABLE};

CREATE TABLE reader_cursor (
  name TEXT PRIMARY KEY NOT NULL,
  seq BIGINT NOT NULL
) {TABLE};

CREATE TABLE job (
  id {ID},
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  unique_key TEXT,
  run_at BIGINT NOT NULL,
  lease_until BIGINT,
  lease_owner TEXT,
  attempts BIGINT NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  parked_at BIGINT
) {TABLE};

CREATE INDEX job_waiting ON job (run_at) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE UNIQUE INDEX job_asked_already ON job (kind, unique_key)
  WHERE done_at IS NULL AND parked_at IS NULL AND unique_key IS NOT NULL;

CREATE TABLE lease (
  name TEXT PRIMARY KEY NOT NULL,
  owner TEXT NOT NULL,
  until_at BIGINT NOT NULL
) {TABLE};

-- only postgres
-- Row-level security underneath our own conditions. A connection says which site it is for; what
-- concerns the whole installation says 'all'. The setting is made on every connection handed out.
CREATE FUNCTION conglang_reaches(site BIGINT) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_setting('conglang.site', true) = 'all'
      OR site = NULLIF(NULLIF(current_setting('conglang.site', true), 'all'), '')::bigint
$$;
-- end
