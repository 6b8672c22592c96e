-- Papers under signature that left this desk in a two-person file: for whom, when, as which bytes, and when a signature of
-- theirs came home. It goes with the draft.
CREATE TABLE handed_out (
  number INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL,
  matter TEXT NOT NULL,
  at INTEGER NOT NULL,
  field TEXT NOT NULL,
  paper TEXT NOT NULL,
  home INTEGER,
  who BLOB NOT NULL,
  UNIQUE (enterprise, matter, at),
  FOREIGN KEY (enterprise, matter) REFERENCES draft (enterprise, matter) ON DELETE CASCADE
) STRICT;
