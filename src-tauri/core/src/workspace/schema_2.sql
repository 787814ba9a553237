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

-- ---------------------------------------------------------------- the lexicon

-- The words of the full-text index, learned as documents are indexed: what queries are expanded and completed from.
-- Derived, as the index is.
CREATE TABLE lexicon (
  term    TEXT PRIMARY KEY,
  -- documents that say it: estimated above 64
  docs    INTEGER NOT NULL,
  -- 0 below 64 documents, else the power of two below their number; changes seldom, so the index below does, too
  class   INTEGER NOT NULL,
  -- as first seen with a capital or with marks, where that is not the term itself
  written TEXT,
  -- 1: stands in a registered name
  named   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lexicon_by_class ON lexicon (class, term) WHERE class > 0;
CREATE INDEX lexicon_of_names ON lexicon (term) WHERE named = 1;

-- Long words in Latin letters, last letter first: for the words that stand at the end of compounds.
CREATE TABLE lexicon_ending (
  reversed TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Words that may be names, by the keys under which spellings of a name meet.
CREATE TABLE lexicon_key (
  key  TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (key, term)
) STRICT, WITHOUT ROWID;
