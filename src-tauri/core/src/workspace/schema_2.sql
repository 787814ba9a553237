-- Schema 2. A released schema is never edited; a later one adds a migration.
--
-- The same conventions as in schema 1.

-- ---------------------------------------------------------------- the glossary

-- A concept: what several terms, in several languages, are words for.
CREATE TABLE concept (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  subject    TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  deleted    TEXT
) STRICT;

-- The first term (position 0) is what the concept is known by. `folded` are its words as the search folds them,
-- with a space between them.
CREATE TABLE concept_term (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  concept_id INTEGER NOT NULL REFERENCES concept(id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  term       TEXT NOT NULL CHECK (term <> ''),
  folded     TEXT NOT NULL,
  language   TEXT NOT NULL DEFAULT '',
  status     TEXT CHECK (status IN ('preferred','admitted','deprecated','superseded')),
  note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX concept_term_by_concept ON concept_term (concept_id, position);
CREATE INDEX concept_term_by_folded ON concept_term (folded);
CREATE INDEX concept_term_by_name ON concept_term (folded, concept_id) WHERE position = 0;
