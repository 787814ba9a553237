-- Schema 2. A released schema is never edited; a later one adds a migration.
--
-- The same conventions as in schema 1.

-- ---------------------------------------------------------------- saved searches

-- How what is found is shown: hits, context, context_left, context_right.
ALTER TABLE saved_search ADD COLUMN view TEXT NOT NULL DEFAULT 'hits';
-- Which expansions of its words are switched off or on: a JSON object with without, without_terms, with_terms.
ALTER TABLE saved_search ADD COLUMN switches TEXT NOT NULL DEFAULT '{}';

-- ---------------------------------------------------------------- what is stored once

-- An original whose bytes are a text is stored as that text: its bytes are NULL then, and the content has its digest.
CREATE TABLE original_with_bytes (
  id         INTEGER PRIMARY KEY,
  sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size       INTEGER NOT NULL CHECK (size >= 0),
  bytes      BLOB
) STRICT;
INSERT INTO original_with_bytes (id, sha256, size, bytes)
  SELECT id, sha256, size, iif(EXISTS (SELECT 1 FROM content c WHERE c.sha256 = original.sha256), NULL, bytes) FROM original;
DROP TABLE original;
ALTER TABLE original_with_bytes RENAME TO original;

-- Changes of wholes are found by their owner, which is the whole itself.
DROP INDEX change_by_uid;
CREATE INDEX change_of_part ON change (uid, id) WHERE uid IS NOT owner;

-- ---------------------------------------------------------------- digests of rows

-- What each row of the analyst's tables was when it was written last: 64 bits of XXH3 over its columns. A row that is
-- otherwise was damaged.
CREATE TABLE row_digest (
  tbl    TEXT NOT NULL,
  row    INTEGER NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (tbl, row)
) STRICT, WITHOUT ROWID;

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
  -- documents that say it: estimated above 8
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

-- Which languages there are to expand words in.
CREATE INDEX translation_by_language ON translation (language);

-- ---------------------------------------------------------------- search
--
-- A document's id, its rowid in `search`, says where it stands in the order of days, so that the newest are found
-- by walking backwards. Which number means which source, and how an id is made up: see the program's search/sources
-- and search/places.
DROP TABLE search_document;
CREATE TABLE search_document (
  id     INTEGER PRIMARY KEY,
  -- what kind of row it is the document of
  source INTEGER NOT NULL,
  row    INTEGER NOT NULL,
  -- the first eight bytes of the SHA-256 of the title, U+0000 and the body as written: what must be taken out
  -- when the row changes
  digest INTEGER NOT NULL,
  UNIQUE (source, row)
) STRICT;
-- It is filled again when the workspace is opened.
INSERT INTO search(search) VALUES('delete-all');
-- Segments are merged in small steps while nobody waits, never by the write that happens to be the last straw.
INSERT INTO search(search, rank) VALUES('automerge', 0);
INSERT INTO search(search, rank) VALUES('crisismerge', 500);

-- Things in the bin: found without looking at all that are not.
CREATE INDEX article_in_bin ON article (id) WHERE deleted IS NOT NULL;
CREATE INDEX statement_in_bin ON statement (id) WHERE deleted IS NOT NULL;
CREATE INDEX translation_in_bin ON translation (id) WHERE deleted IS NOT NULL;
CREATE INDEX actor_in_bin ON actor (id) WHERE deleted IS NOT NULL;
CREATE INDEX note_in_bin ON note (id) WHERE deleted IS NOT NULL;

-- ---------------------------------------------------------------- copies

-- The analyst's word on whether two articles go back to the same text.
CREATE TABLE copy_decision (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  one_id   INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  same     INTEGER NOT NULL CHECK (same IN (0, 1)),
  CHECK (one_id < other_id),
  UNIQUE (one_id, other_id)
) STRICT;
CREATE INDEX copy_decision_by_other ON copy_decision (other_id);

-- Derived from here on. Articles whose texts were not compared with the others yet.
CREATE TABLE copy_waiting (
  article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE
) STRICT;

-- What each text is compared by: hashes of runs of three words, chosen by their value, as 32-bit numbers, little end first.
CREATE TABLE copy_signature (
  -- No reference: a removed article's hashes are needed to take them out of the index.
  article_id INTEGER PRIMARY KEY,
  content_id INTEGER NOT NULL,
  hashes     BLOB NOT NULL
) STRICT;

-- The hashes as words of eight hexadecimal digits, so that those who share one are found.
CREATE VIRTUAL TABLE copy_index USING fts5(hashes, content='', detail=none, columnsize=0);

-- What was found, in both directions. shared: of the article's runs, per mille that stand in the other.
CREATE TABLE copy (
  article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  other_id   INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  relation   TEXT NOT NULL CHECK (relation IN ('same_text','excerpt_of','contains','reworded')),
  shared     INTEGER NOT NULL CHECK (shared BETWEEN 0 AND 1000),
  PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_by_other ON copy (other_id);

-- Articles with living copies, by origin: the one of them with the smallest id stands for all. No references: who
-- shared an origin with a removed article is looked up here.
CREATE TABLE copy_origin (
  article_id INTEGER PRIMARY KEY,
  origin_id  INTEGER NOT NULL
) STRICT;
CREATE INDEX copy_origin_by_origin ON copy_origin (origin_id, article_id);

INSERT INTO copy_waiting (article_id) SELECT id FROM article;

-- ---------------------------------------------------------------- actors that may be the same

-- Two actors of whom the analyst said that they are not the same.
CREATE TABLE actor_distinction (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  one_id   INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
  UNIQUE (one_id, other_id),
  CHECK (one_id < other_id)
) STRICT;
CREATE INDEX actor_distinction_by_other ON actor_distinction (other_id);

-- The keys of the words of names, six digits as a number. Derived, as the index is.
CREATE TABLE actor_name_key (
  key      INTEGER NOT NULL,
  name_id  INTEGER NOT NULL REFERENCES actor_name(id) ON DELETE CASCADE,
  actor_id INTEGER NOT NULL,
  -- 1: of the word that stands where surnames stand
  main     INTEGER NOT NULL CHECK (main IN (0, 1)),
  PRIMARY KEY (key, name_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name_key_by_name ON actor_name_key (name_id);
CREATE INDEX actor_name_key_by_actor ON actor_name_key (actor_id);

-- ---------------------------------------------------------------- bulk imports
--
-- Imports of many articles. They are facts about the file and not in the history; the articles that they stored
-- are, as commands of the group that has the import's uid.

CREATE TABLE import_job (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  uid           TEXT NOT NULL UNIQUE,
  -- JSON: where from, and what holds for all articles
  plan          TEXT NOT NULL,
  -- storing, indexing (all articles are stored), done, cancelled (what was stored until then stays)
  state         TEXT NOT NULL CHECK (state IN ('storing','indexing','done','cancelled')),
  -- JSON: after which item of the sources to go on; moves in the transaction that stores the item
  position      TEXT NOT NULL,
  taken         INTEGER NOT NULL DEFAULT 0,
  imported      INTEGER NOT NULL DEFAULT 0,
  duplicates    INTEGER NOT NULL DEFAULT 0,
  failed        INTEGER NOT NULL DEFAULT 0,
  -- the first command of its group: its place in the order of undo
  first_command INTEGER REFERENCES command(id),
  began         TEXT NOT NULL,
  ended         TEXT
) STRICT;

-- What was not imported, or not as it was said, and why.
CREATE TABLE import_failure (
  id      INTEGER PRIMARY KEY,
  job_id  INTEGER NOT NULL REFERENCES import_job(id) ON DELETE CASCADE,
  -- the file, and the line, record or entry in it
  source  TEXT NOT NULL,
  place   TEXT NOT NULL,
  code    TEXT NOT NULL,
  message TEXT NOT NULL,
  -- 1: the article is stored all the same
  stored  INTEGER NOT NULL CHECK (stored IN (0, 1))
) STRICT;
CREATE INDEX import_failure_by_job ON import_failure (job_id, id);

-- Articles that are stored and not yet in the index.
CREATE TABLE pending_article (
  article_id INTEGER PRIMARY KEY
) STRICT;

-- Their titles, searched as `search` is; the body stays empty. Emptied when nothing is pending, and filled anew when
-- the bin is emptied.
CREATE VIRTUAL TABLE pending_title USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0');
