-- What a person confirmed when signing many papers at once: the letter, and the table of what differs. Its SHA-256 is its
-- id, and stands in every signature that was made on it. Encrypted like a draft.
CREATE TABLE confirmation (
  number INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL REFERENCES enterprise (id),
  id TEXT NOT NULL,
  confirmed INTEGER NOT NULL,
  document BLOB NOT NULL,
  UNIQUE (enterprise, id)
) STRICT;
