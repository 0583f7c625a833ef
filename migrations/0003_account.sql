-- People who sign in: accounts, sessions, roles on sites, links for one use; and the audit log.

CREATE TABLE account (
  id {ID},
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  password_set_at BIGINT NOT NULL,
  password_state TEXT NOT NULL CHECK (password_state IN ('own', 'first')),
  signed_in_at BIGINT,
  active_at BIGINT NOT NULL,
  disabled_at BIGINT,
  disabled_for TEXT CHECK (disabled_for IN ('decision', 'idle')),
  created_at BIGINT NOT NULL,
  CONSTRAINT account_email_taken UNIQUE (email)
) {TABLE};

-- Failed sign-ins, by hash of the e-mail typed (whether or not it has an account, so that locking
-- tells nothing) and by hash of the network address.
CREATE TABLE sign_in_tally (
  subject TEXT PRIMARY KEY NOT NULL,
  failures BIGINT NOT NULL,
  locked_until BIGINT,
  forget_at BIGINT NOT NULL
) {TABLE};

CREATE INDEX sign_in_tally_forget ON sign_in_tally (forget_at);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) {TABLE};

CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_seen ON session (seen_at);

CREATE TABLE member (
  id {ID},
  site_id BIGINT NOT NULL REFERENCES site (id),
  account_id BIGINT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL CHECK (role IN
    ('contributor', 'editor', 'approver', 'administrator', 'supervisor', 'operator')),
  created_at BIGINT NOT NULL,
  created_by BIGINT REFERENCES account (id),
  CONSTRAINT member_known UNIQUE (site_id, account_id)
) {TABLE};

CREATE INDEX member_account ON member (account_id);

CREATE TABLE one_time_link (
  token_hash TEXT PRIMARY KEY NOT NULL,
  account_id BIGINT REFERENCES account (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('first_administrator', 'new_password')),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
) {TABLE};

-- Chained by hash per site (0 stands for the installation), so that a quiet change shows.
CREATE TABLE audit (
  id {ID},
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  account_id BIGINT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT audit_number_taken UNIQUE (site_id, number)
) {TABLE};

CREATE INDEX audit_at ON audit (at);
