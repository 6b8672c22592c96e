-- Whether it left as the paper alone, to be printed and signed by hand, and not in a two-person file.
ALTER TABLE handed_out ADD COLUMN bare INTEGER NOT NULL DEFAULT 0 CHECK (bare IN (0, 1));
