-- Columns in clear are ids, hashes, sizes, times, kinds, counters; nothing that a person typed. Every BLOB is encrypted
-- and bound to its table, enterprise, row and column (store/cell.h).

-- One row: the proof that a key is this store's.
CREATE TABLE proof (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  check_value BLOB NOT NULL
) STRICT;

CREATE TABLE enterprise (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  profile BLOB NOT NULL
) STRICT;

CREATE TABLE draft (
  number INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL REFERENCES enterprise (id),
  matter TEXT NOT NULL,
  service TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  saved INTEGER NOT NULL,
  shown TEXT,
  answers BLOB NOT NULL,
  aside BLOB,
  about BLOB,
  paper BLOB,
  annex BLOB,
  UNIQUE (enterprise, matter)
) STRICT;

CREATE TABLE filing (
  number INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL REFERENCES enterprise (id),
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  service TEXT NOT NULL,
  kind TEXT NOT NULL,
  kept INTEGER NOT NULL,
  size INTEGER NOT NULL,
  annex_id TEXT,
  title BLOB,
  aside BLOB,
  about BLOB,
  paper BLOB NOT NULL,
  annex BLOB,
  UNIQUE (enterprise, id),
  UNIQUE (enterprise, matter)
) STRICT;

CREATE TABLE received (
  enterprise TEXT NOT NULL,
  filing TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'refusal')),
  at INTEGER NOT NULL,
  paper BLOB NOT NULL,
  PRIMARY KEY (enterprise, filing),
  FOREIGN KEY (enterprise, filing) REFERENCES filing (enterprise, id)
) STRICT;

-- A filing is not asked for: it may have been filed on another machine.
CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL REFERENCES enterprise (id),
  id TEXT NOT NULL,
  filing TEXT,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  about BLOB,
  paper BLOB,
  UNIQUE (enterprise, id)
) STRICT;

CREATE INDEX event_of_filing ON event (enterprise, filing, at, number);

CREATE TABLE feed (
  enterprise TEXT PRIMARY KEY REFERENCES enterprise (id),
  cursor BLOB NOT NULL
) STRICT;

-- The courier's journal. Nothing refers to it, and it refers to nothing: every row may be dropped.
CREATE TABLE delivery (
  filing TEXT PRIMARY KEY,
  tries INTEGER NOT NULL,
  next_try INTEGER NOT NULL,
  problem TEXT,
  uploads BLOB
) STRICT;

CREATE TABLE attachment (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  enterprise TEXT NOT NULL REFERENCES enterprise (id),
  matter TEXT NOT NULL,
  slot TEXT NOT NULL,
  type TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  name BLOB NOT NULL
) STRICT;

CREATE INDEX attachment_of_matter ON attachment (enterprise, matter);

CREATE TABLE record (
  enterprise TEXT PRIMARY KEY REFERENCES enterprise (id),
  fetched INTEGER NOT NULL,
  etag TEXT,
  record BLOB NOT NULL
) STRICT;
