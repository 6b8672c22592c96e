-- The practice platform's ledger. In clear stand ids, hashes, sizes, times, kinds, states and the sample enterprises'
-- codes; a column named `cipher` holds what a person typed or what was made of it, encrypted for its place.

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- 'check' (the value that proves the key), 'root' and 'seal' (the authority's keys).
CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  cipher BLOB NOT NULL
);

-- Codes and tokens are kept as SHA-256 only.
CREATE TABLE device_grant (
  code TEXT NOT NULL PRIMARY KEY,
  user_code TEXT NOT NULL UNIQUE,
  expires INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'denied', 'redeemed')),
  uscc TEXT,
  family TEXT
);

CREATE TABLE token (
  hash TEXT NOT NULL PRIMARY KEY,
  family TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
  uscc TEXT NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX token_family ON token (family);

-- What was received. `since` is the instant it came into its state; `answer` the receipt.
CREATE TABLE filing (
  id TEXT NOT NULL PRIMARY KEY,
  uscc TEXT NOT NULL,
  matter TEXT NOT NULL,
  service TEXT NOT NULL,
  kind TEXT NOT NULL,
  received INTEGER NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  code TEXT,
  relation TEXT,
  about TEXT,
  record TEXT,
  answer TEXT NOT NULL,
  cipher BLOB NOT NULL,
  UNIQUE (uscc, matter)
);
CREATE INDEX filing_state ON filing (state, since);

-- What was refused: the same bytes get the same signed refusal again.
CREATE TABLE refused (
  id TEXT NOT NULL,
  uscc TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (uscc, id)
);

CREATE TABLE paper (
  uscc TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  cipher BLOB NOT NULL,
  PRIMARY KEY (uscc, sha256)
);

-- AUTOINCREMENT: a cursor is never given twice, not even after everything was erased.
CREATE TABLE event (
  cursor INTEGER PRIMARY KEY AUTOINCREMENT,
  uscc TEXT NOT NULL,
  filing TEXT NOT NULL,
  cipher BLOB NOT NULL
);
CREATE INDEX event_uscc ON event (uscc, cursor);

-- An upload that is whole is an attachment that arrived.
CREATE TABLE upload (
  id TEXT NOT NULL PRIMARY KEY,
  uscc TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  arrived INTEGER NOT NULL DEFAULT 0,
  whole INTEGER NOT NULL DEFAULT 0,
  expires INTEGER NOT NULL,
  cipher BLOB NOT NULL
);
CREATE INDEX upload_sha256 ON upload (uscc, sha256, whole);

CREATE TABLE piece (
  upload TEXT NOT NULL REFERENCES upload ON DELETE CASCADE,
  start INTEGER NOT NULL,
  cipher BLOB NOT NULL,
  PRIMARY KEY (upload, start)
);

-- Where an entry of a sample's record no longer stands as the sample tells it.
CREATE TABLE standing (
  uscc TEXT NOT NULL,
  record TEXT NOT NULL,
  state TEXT NOT NULL,
  day TEXT,
  PRIMARY KEY (uscc, record)
);
