-- Schema 1. A released schema is never edited; a later one adds a migration.
--
-- Every row that can leave the machine has a uid (UUID); integer ids are local and never used again
-- (AUTOINCREMENT), so that the history may name them. Dates are EDTF level 1 as written, '' when
-- unknown, with the earliest and latest day (YYYY-MM-DD) beside them so that they sort.
-- Timestamps are RFC 3339 in UTC. Positions count Unicode code points from 0, end excluded.

-- Facts about the file that are not the analyst's work.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- content, insert-only

-- The bytes as received. Found by what they are, so the history needs only the key.
CREATE TABLE original (
  id         INTEGER PRIMARY KEY,
  sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size       INTEGER NOT NULL CHECK (size >= 0),
  bytes      BLOB NOT NULL
) STRICT;

-- The characters of a text revision. LF line ends, no NUL.
CREATE TABLE content (
  id         INTEGER PRIMARY KEY,
  sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  characters INTEGER NOT NULL CHECK (characters >= 0),
  text       TEXT NOT NULL CHECK (instr(text, char(0)) = 0)
) STRICT;

-- ---------------------------------------------------------------- the analyst's work

CREATE TABLE setting (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  uid   TEXT NOT NULL UNIQUE,
  key   TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE outlet (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL CHECK (name <> ''),
  language    TEXT NOT NULL DEFAULT '',
  country     TEXT NOT NULL DEFAULT '',
  url         TEXT NOT NULL DEFAULT '',
  reliability TEXT CHECK (reliability IN ('A','B','C','D','E','F')),
  note        TEXT NOT NULL DEFAULT '',
  deleted     TEXT
) STRICT;

CREATE TABLE article (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  uid                TEXT NOT NULL UNIQUE,
  original_sha256    TEXT NOT NULL REFERENCES original(sha256),
  file_name          TEXT NOT NULL DEFAULT '',
  media_type         TEXT NOT NULL,
  encoding           TEXT NOT NULL,
  title              TEXT NOT NULL,
  language           TEXT NOT NULL DEFAULT '',
  outlet_id          INTEGER REFERENCES outlet(id),
  author             TEXT NOT NULL DEFAULT '',
  url                TEXT NOT NULL DEFAULT '',
  published          TEXT NOT NULL DEFAULT '',
  published_earliest TEXT,
  published_latest   TEXT,
  retrieved          TEXT NOT NULL DEFAULT '',
  note               TEXT NOT NULL DEFAULT '',
  added              TEXT NOT NULL,
  deleted            TEXT
) STRICT;
CREATE INDEX article_by_published ON article (published_latest DESC, id DESC) WHERE deleted IS NULL;
CREATE INDEX article_by_added ON article (id DESC) WHERE deleted IS NULL;
CREATE INDEX article_by_title ON article (title COLLATE NOCASE, id) WHERE deleted IS NULL;
CREATE INDEX article_by_outlet ON article (outlet_id, published_latest DESC, id DESC);
CREATE INDEX article_by_language ON article (language, published_latest DESC, id DESC);
CREATE INDEX article_by_original ON article (original_sha256);

CREATE TABLE text_revision (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  article_id     INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  number         INTEGER NOT NULL CHECK (number >= 1),
  content_sha256 TEXT NOT NULL REFERENCES content(sha256),
  reason         TEXT NOT NULL DEFAULT '',
  added          TEXT NOT NULL,
  UNIQUE (article_id, number)
) STRICT;
CREATE INDEX text_revision_by_content ON text_revision (content_sha256);

CREATE TABLE actor (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  uid     TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL CHECK (kind IN ('person','organisation','state','group','unnamed')),
  note    TEXT NOT NULL DEFAULT '',
  deleted TEXT
) STRICT;

CREATE TABLE actor_name (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL UNIQUE,
  actor_id  INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
  name      TEXT NOT NULL CHECK (name <> ''),
  folded    TEXT NOT NULL,
  language  TEXT NOT NULL DEFAULT '',
  script    TEXT NOT NULL DEFAULT '',
  preferred INTEGER NOT NULL DEFAULT 0 CHECK (preferred IN (0, 1)),
  position  INTEGER NOT NULL
) STRICT;
CREATE INDEX actor_name_by_actor ON actor_name (actor_id, preferred DESC, position);
CREATE INDEX actor_name_by_folded ON actor_name (folded);

CREATE TABLE actor_role (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  uid             TEXT NOT NULL UNIQUE,
  actor_id        INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  title           TEXT NOT NULL CHECK (title <> ''),
  organisation_id INTEGER REFERENCES actor(id),
  held_from       TEXT NOT NULL DEFAULT '',
  held_to         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX actor_role_by_actor ON actor_role (actor_id, position);
CREATE INDEX actor_role_by_organisation ON actor_role (organisation_id);

CREATE TABLE topic (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL CHECK (name <> ''),
  question TEXT NOT NULL DEFAULT '',
  color    TEXT NOT NULL DEFAULT '',
  note     TEXT NOT NULL DEFAULT '',
  deleted  TEXT
) STRICT;

CREATE TABLE tag (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  parent_id  INTEGER REFERENCES tag(id),
  name       TEXT NOT NULL CHECK (name <> ''),
  color      TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL DEFAULT 0,
  deleted    TEXT
) STRICT;
CREATE INDEX tag_by_parent ON tag (parent_id, position);

CREATE TABLE event (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL CHECK (name <> ''),
  place          TEXT NOT NULL DEFAULT '',
  happened       TEXT NOT NULL DEFAULT '',
  happened_earliest TEXT,
  happened_latest   TEXT,
  series         TEXT NOT NULL DEFAULT '',
  number         INTEGER CHECK (number >= 1),
  note           TEXT NOT NULL DEFAULT '',
  deleted        TEXT
) STRICT;

CREATE TABLE event_party (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  event_id INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  actor_id INTEGER NOT NULL REFERENCES actor(id),
  position INTEGER NOT NULL,
  UNIQUE (event_id, actor_id)
) STRICT;
CREATE INDEX event_party_by_actor ON event_party (actor_id);

CREATE TABLE statement (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  article_id     INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  kind           TEXT NOT NULL CHECK (kind IN ('direct','indirect','mixed','free_indirect','reported_act','author_voice','headline','announced')),
  said           TEXT NOT NULL DEFAULT '',
  said_earliest  TEXT,
  said_latest    TEXT,
  about          TEXT NOT NULL DEFAULT '',
  about_earliest TEXT,
  about_latest   TEXT,
  certainty      TEXT CHECK (certainty IN ('certain','probable','possible','doubtful')),
  reliability    TEXT CHECK (reliability IN ('A','B','C','D','E','F')),
  credibility    TEXT CHECK (credibility IN ('1','2','3','4','5','6')),
  note           TEXT NOT NULL DEFAULT '',
  first_start    INTEGER NOT NULL,
  added          TEXT NOT NULL,
  deleted        TEXT
) STRICT;
CREATE INDEX statement_by_article ON statement (article_id, first_start, id);
CREATE INDEX statement_by_said ON statement (said_latest DESC, id DESC) WHERE deleted IS NULL;

CREATE TABLE span (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  revision_id  INTEGER NOT NULL REFERENCES text_revision(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  start        INTEGER NOT NULL CHECK (start >= 0),
  end          INTEGER NOT NULL CHECK (end > start),
  quote        TEXT NOT NULL,
  prefix       TEXT NOT NULL,
  suffix       TEXT NOT NULL,
  orphaned     INTEGER NOT NULL DEFAULT 0 CHECK (orphaned IN (0, 1))
) STRICT;
CREATE INDEX span_by_statement ON span (statement_id, position);
CREATE INDEX span_by_revision ON span (revision_id, start);

CREATE TABLE attribution (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('speaker','on_behalf_of','holder','medium','relayed_by','addressee')),
  actor_id     INTEGER REFERENCES actor(id),
  words        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attribution_by_statement ON attribution (statement_id, position);
CREATE INDEX attribution_by_actor ON attribution (actor_id, role);

CREATE TABLE statement_topic (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  topic_id     INTEGER NOT NULL REFERENCES topic(id),
  stance       TEXT NOT NULL CHECK (stance IN ('for','against','neutral','declines')),
  UNIQUE (statement_id, topic_id)
) STRICT;
CREATE INDEX statement_topic_by_topic ON statement_topic (topic_id, stance);

CREATE TABLE statement_tag (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  tag_id       INTEGER NOT NULL REFERENCES tag(id),
  UNIQUE (statement_id, tag_id)
) STRICT;
CREATE INDEX statement_tag_by_tag ON statement_tag (tag_id);

CREATE TABLE statement_event (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  event_id     INTEGER NOT NULL REFERENCES event(id),
  UNIQUE (statement_id, event_id)
) STRICT;
CREATE INDEX statement_event_by_event ON statement_event (event_id);

CREATE TABLE link (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  from_id  INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  to_id    INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind IN ('contradicts','updates','confirms','repeats','answers')),
  note     TEXT NOT NULL DEFAULT '',
  deleted  TEXT,
  CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX link_by_from ON link (from_id);
CREATE INDEX link_by_to ON link (to_id);

-- Of an article (statement_id and revision_id empty), a statement, or a passage (revision_id, start, end).
CREATE TABLE translation (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  article_id   INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  statement_id INTEGER REFERENCES statement(id) ON DELETE CASCADE,
  revision_id  INTEGER REFERENCES text_revision(id) ON DELETE CASCADE,
  start        INTEGER CHECK (start >= 0),
  end          INTEGER,
  quote        TEXT NOT NULL DEFAULT '',
  prefix       TEXT NOT NULL DEFAULT '',
  suffix       TEXT NOT NULL DEFAULT '',
  language     TEXT NOT NULL CHECK (language <> ''),
  title        TEXT NOT NULL DEFAULT '',
  text         TEXT NOT NULL,
  translator   TEXT NOT NULL DEFAULT '',
  translated   TEXT NOT NULL DEFAULT '',
  status       TEXT NOT NULL CHECK (status IN ('draft','checked')),
  added        TEXT NOT NULL,
  deleted      TEXT,
  CHECK ((revision_id IS NULL) = (start IS NULL) AND (start IS NULL) = (end IS NULL)),
  CHECK (statement_id IS NULL OR revision_id IS NULL)
) STRICT;
CREATE INDEX translation_by_article ON translation (article_id, start);
CREATE INDEX translation_by_statement ON translation (statement_id);
CREATE INDEX translation_by_revision ON translation (revision_id);

CREATE TABLE note (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE,
  article_id   INTEGER REFERENCES article(id) ON DELETE CASCADE,
  statement_id INTEGER REFERENCES statement(id) ON DELETE CASCADE,
  actor_id     INTEGER REFERENCES actor(id) ON DELETE CASCADE,
  topic_id     INTEGER REFERENCES topic(id) ON DELETE CASCADE,
  event_id     INTEGER REFERENCES event(id) ON DELETE CASCADE,
  outlet_id    INTEGER REFERENCES outlet(id) ON DELETE CASCADE,
  text         TEXT NOT NULL,
  added        TEXT NOT NULL,
  deleted      TEXT
) STRICT;
CREATE INDEX note_by_article ON note (article_id);
CREATE INDEX note_by_statement ON note (statement_id);
CREATE INDEX note_by_actor ON note (actor_id);
CREATE INDEX note_by_topic ON note (topic_id);
CREATE INDEX note_by_event ON note (event_id);
CREATE INDEX note_by_outlet ON note (outlet_id);

CREATE TABLE saved_search (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  uid     TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL CHECK (name <> ''),
  query   TEXT NOT NULL,
  sort    TEXT NOT NULL,
  deleted TEXT
) STRICT;

CREATE TABLE briefing (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  title    TEXT NOT NULL CHECK (title <> ''),
  language TEXT NOT NULL DEFAULT 'en',
  template TEXT NOT NULL DEFAULT 'standard',
  added    TEXT NOT NULL,
  deleted  TEXT
) STRICT;

-- position orders the outline; gaps are allowed.
CREATE TABLE briefing_item (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  briefing_id    INTEGER NOT NULL REFERENCES briefing(id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('heading','prose','statement')),
  level          INTEGER CHECK (level BETWEEN 2 AND 6),
  text           TEXT NOT NULL DEFAULT '',
  statement_id   INTEGER REFERENCES statement(id) ON DELETE CASCADE,
  translation_id INTEGER REFERENCES translation(id) ON DELETE SET NULL,
  CHECK ((kind = 'statement') = (statement_id IS NOT NULL))
) STRICT;
CREATE INDEX briefing_item_by_briefing ON briefing_item (briefing_id, position, id);
CREATE INDEX briefing_item_by_statement ON briefing_item (statement_id);
CREATE INDEX briefing_item_by_translation ON briefing_item (translation_id);

-- ---------------------------------------------------------------- history

-- One thing the analyst did. id counts from 1 without gaps.
CREATE TABLE command (
  id       INTEGER PRIMARY KEY,
  uid      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  how      TEXT NOT NULL CHECK (how IN ('do','undo','redo')),
  -- of an undo or redo: the command that was undone or done again
  target   INTEGER REFERENCES command(id),
  -- commands of one group are undone together
  group_uid TEXT,
  analyst  TEXT NOT NULL,
  at       TEXT NOT NULL,
  -- of a 'do': in effect, undone, abandoned (undone, then something else was done), final (cannot be undone)
  state    TEXT NOT NULL CHECK (state IN ('in_effect','undone','abandoned','final')),
  changes  INTEGER NOT NULL,
  -- the answer given, so that a repeat of the same command can be answered the same
  answer   TEXT NOT NULL,
  -- SHA-256 over the digest before and this command with its changes
  digest   TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;
CREATE INDEX command_by_state ON command (state, id);
CREATE INDEX command_by_target ON command (target);

-- One row's change. Images are JSON objects of columns: of an insert none (the row has it), of an
-- update the changed columns, of a delete the whole row before.
CREATE TABLE change (
  id         INTEGER PRIMARY KEY,
  command_id INTEGER NOT NULL REFERENCES command(id) DEFERRABLE INITIALLY DEFERRED,
  tbl        TEXT NOT NULL,
  op         TEXT NOT NULL CHECK (op IN ('insert','update','delete')),
  uid        TEXT NOT NULL,
  -- the uid of the thing this row is a part of (the statement of a span), or its own
  owner      TEXT,
  before     TEXT,
  after      TEXT,
  -- set when emptying the bin took the images away: their digest, so that the chain still holds
  scrubbed   TEXT
) STRICT;
CREATE INDEX change_by_command ON change (command_id, id);
CREATE INDEX change_by_owner ON change (owner, id);
CREATE INDEX change_by_uid ON change (uid, id);

-- Which command is being recorded. Outside a command it is empty, and every write to the analyst's
-- tables fails: nothing changes without a trace.
CREATE TABLE recording (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  command_id INTEGER
) STRICT;
INSERT INTO recording (id, command_id) VALUES (1, NULL);

-- ---------------------------------------------------------------- search

-- What each row of the full-text index stands for.
CREATE TABLE search_document (
  id        INTEGER PRIMARY KEY,
  -- article, statement, translation, note, name
  kind      TEXT NOT NULL CHECK (kind IN ('article','statement','translation','note','name')),
  -- table and integer id of the row indexed; the note of a thing that has one stands apart ('article_note')
  tbl       TEXT NOT NULL,
  row       INTEGER NOT NULL,
  -- SHA-256 of the title, U+0000 and the body as written: what must be taken out when the row changes
  digest    TEXT NOT NULL CHECK (length(digest) = 64),
  UNIQUE (tbl, row)
) STRICT;

-- Contentless, over folded text, so that any SQLite opens it.
CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0');
INSERT INTO search(search, rank) VALUES('secure-delete', 1);
