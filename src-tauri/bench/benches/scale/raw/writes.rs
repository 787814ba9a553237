//! Single durable writes.

use std::fs::File;
use std::io::Write;

use rusqlite::{Connection, params};

use crate::phase::{Outcome, Setting};
use crate::{Result, lines};

/// Writes after a load.
pub const SINGLE: u32 = 1_000;
/// Statements in the workspace before single ones are measured.
pub const STATEMENTS: u32 = 10_000;

/// Adds articles one by one, each durably, after the fast load with FTS5's own merging switched on again.
pub fn single(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    conn.execute_batch(
        "PRAGMA synchronous = FULL;
         INSERT INTO search (search, rank) VALUES ('automerge', 4);
         INSERT INTO search (search, rank) VALUES ('crisismerge', 16);
         INSERT INTO search (search, rank) VALUES ('hashsize', 1048576);",
    )?;
    let mut outcome = Outcome::default();
    for article in lines::later(SINGLE) {
        outcome.time("raw-writes.article", || {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            conn.prepare_cached(
                "INSERT INTO article (title, text, language, outlet, author, published, url)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                article.title,
                article.text,
                article.language,
                article.outlet,
                article.author,
                article.published,
                article.url
            ])?;
            conn.prepare_cached("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")?
                .execute(params![conn.last_insert_rowid(), article.title, article.text])?;
            conn.execute_batch("COMMIT")?;
            Ok(())
        })?;
    }
    super::load::checkpoint(&conn)?;
    Ok(outcome)
}

const TABLES: &str = "
    DROP TABLE IF EXISTS statement; DROP TABLE IF EXISTS attribution; DROP TABLE IF EXISTS statement_topic;
    DROP TABLE IF EXISTS statement_tag; DROP TABLE IF EXISTS quotes;
    CREATE TABLE statement (id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL, added TEXT NOT NULL);
    CREATE INDEX statement_by_article ON statement (article_id, start);
    CREATE INDEX statement_by_said ON statement (said DESC, id DESC);
    CREATE TABLE attribution (statement_id INTEGER NOT NULL, actor INTEGER NOT NULL, role TEXT NOT NULL);
    CREATE INDEX attribution_by_statement ON attribution (statement_id);
    CREATE INDEX attribution_by_actor ON attribution (actor, role);
    CREATE TABLE statement_topic (statement_id INTEGER NOT NULL, topic INTEGER NOT NULL, stance TEXT NOT NULL);
    CREATE INDEX topic_by_statement ON statement_topic (statement_id);
    CREATE INDEX statement_by_topic ON statement_topic (topic);
    CREATE TABLE statement_tag (statement_id INTEGER NOT NULL, tag INTEGER NOT NULL);
    CREATE INDEX tag_by_statement ON statement_tag (statement_id);
    CREATE INDEX statement_by_tag ON statement_tag (tag);
    CREATE VIRTUAL TABLE quotes USING fts5(quote, content='statement', content_rowid='id', tokenize='unicode61');";

/// Adds statements: ten thousand at once, then single ones, each durably.
pub fn statements(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    conn.execute_batch("PRAGMA synchronous = FULL;")?;
    conn.execute_batch(TABLES)?;
    let mut outcome = Outcome::default();
    let articles: u32 = conn.query_row("SELECT max(id) FROM article", [], |row| row.get(0))?;
    outcome.time("raw-statements.bulk", || {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        for number in 0..STATEMENTS {
            add(&conn, number, articles)?;
        }
        conn.execute_batch("COMMIT")?;
        Ok(())
    })?;
    super::load::checkpoint(&conn)?;
    let mut probe = Probe::new(setting)?;
    for number in STATEMENTS..STATEMENTS + SINGLE {
        outcome.time("raw-statements.append", || probe.append())?;
        outcome.time("raw-statements.add", || {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            add(&conn, number, articles)?;
            conn.execute_batch("COMMIT")?;
            Ok(())
        })?;
    }
    super::load::checkpoint(&conn)?;
    Ok(outcome)
}

fn add(conn: &Connection, number: u32, articles: u32) -> Result {
    let quote = format!(
        "Statement number {number} says that the talks go on, and that nobody knows for how long they will."
    );
    let day = format!(
        "20{:02}-{:02}-{:02}",
        14 + number % 12,
        1 + number % 11,
        1 + number % 28
    );
    conn.prepare_cached(
        "INSERT INTO statement (article_id, kind, said, start, end, quote, added) VALUES (?1, 'direct', ?2, 10, 90, ?3, ?2)",
    )?
    .execute(params![1 + number % articles, day, quote])?;
    let id = conn.last_insert_rowid();
    for (actor, role) in [(number % 200, "speaker"), (number % 31, "relayed_by")] {
        conn.prepare_cached("INSERT INTO attribution (statement_id, actor, role) VALUES (?1, ?2, ?3)")?
            .execute(params![id, actor, role])?;
    }
    let stance = if number.is_multiple_of(3) {
        "against"
    } else {
        "for"
    };
    conn.prepare_cached("INSERT INTO statement_topic (statement_id, topic, stance) VALUES (?1, ?2, ?3)")?
        .execute(params![id, number % 10, stance])?;
    for tag in [number % 30, 30 + number % 7] {
        conn.prepare_cached("INSERT INTO statement_tag (statement_id, tag) VALUES (?1, ?2)")?
            .execute(params![id, tag])?;
    }
    conn.prepare_cached("INSERT INTO quotes (rowid, quote) VALUES (?1, ?2)")?
        .execute(params![id, quote])?;
    Ok(())
}

/// What a durable write costs on this disk at this moment.
pub struct Probe(File);

impl Probe {
    pub fn new(setting: &Setting) -> Result<Self> {
        Ok(Probe(File::create(setting.scratch("probe"))?))
    }

    /// Appends 4 KiB and waits until they are on the disk.
    pub fn append(&mut self) -> Result {
        self.0.write_all(&[7; 4_096])?;
        self.0.sync_data()?;
        Ok(())
    }
}
