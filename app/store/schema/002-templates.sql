-- A form's answers under a name, to begin another draft from. Encrypted like a draft.
CREATE TABLE template (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  enterprise TEXT NOT NULL REFERENCES enterprise (id),
  service TEXT NOT NULL,
  saved INTEGER NOT NULL,
  name BLOB NOT NULL,
  answers BLOB NOT NULL,
  begun BLOB
) STRICT;

CREATE INDEX template_of_service ON template (enterprise, service);
