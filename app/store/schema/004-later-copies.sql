-- A later copy of a filing: its kept bytes and what was got later behind them, such as a timestamp. The id is its SHA-256.
-- The filing stays what it is; the newest copy counts.
CREATE TABLE later_copy (
  number INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL,
  filing TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  paper BLOB NOT NULL,
  UNIQUE (enterprise, id),
  FOREIGN KEY (enterprise, filing) REFERENCES filing (enterprise, id)
) STRICT;

CREATE INDEX later_copy_of_filing ON later_copy (enterprise, filing, number);

-- Which filings still want a timestamp: those without a row nobody has looked at yet.
CREATE TABLE dating (
  enterprise TEXT NOT NULL,
  filing TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_try INTEGER NOT NULL,
  settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
  PRIMARY KEY (enterprise, filing),
  FOREIGN KEY (enterprise, filing) REFERENCES filing (enterprise, id)
) STRICT;

-- What was kept before is dated only when a person asks for it.
INSERT INTO dating (enterprise, filing, tries, next_try, settled) SELECT enterprise, id, 0, 0, 1 FROM filing;
