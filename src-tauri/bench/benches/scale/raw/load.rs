//! Loading a corpus.

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, params};

use crate::phase::{Outcome, Setting, remove, size_with_log};
use crate::{Result, lines};

/// Articles in one transaction.
const TOGETHER: usize = 5_000;

const ARTICLES: &str = "
    CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
        outlet TEXT NOT NULL, author TEXT NOT NULL, published TEXT NOT NULL, url TEXT NOT NULL);
    CREATE INDEX article_by_published ON article (published DESC, id DESC);";
const FTS: &str = "CREATE VIRTUAL TABLE search USING fts5(title, text, content='article', content_rowid='id', tokenize='unicode61');";
/// The fast recipe: a large hash table, and no merging while loading.
const FAST: &str = "
    INSERT INTO search (search, rank) VALUES ('hashsize', 67108864);
    INSERT INTO search (search, rank) VALUES ('automerge', 0);
    INSERT INTO search (search, rank) VALUES ('crisismerge', 2000);";

/// Articles without an index.
pub fn articles(setting: &Setting) -> Result<Outcome> {
    let path = setting.scratch("articles.db");
    let outcome = load(setting, &path, ARTICLES, false, "raw-articles")?;
    remove(&path);
    Ok(outcome)
}

/// With FTS5 as it comes.
pub fn default(setting: &Setting) -> Result<Outcome> {
    let path = setting.scratch("default.db");
    let outcome = load(setting, &path, &format!("{ARTICLES}{FTS}"), true, "raw-default")?;
    remove(&path);
    Ok(outcome)
}

/// With FTS5 by the fast recipe; this database stays.
pub fn fast(setting: &Setting) -> Result<Outcome> {
    load(
        setting,
        &setting.raw(),
        &format!("{ARTICLES}{FTS}{FAST}"),
        true,
        "raw-import",
    )
}

#[allow(clippy::cast_precision_loss)] // No corpus here has 2^53 bytes.
fn load(setting: &Setting, path: &Path, schema: &str, indexed: bool, name: &str) -> Result<Outcome> {
    remove(path);
    let began = Instant::now();
    let conn = super::open(path)?;
    conn.execute_batch("PRAGMA synchronous = NORMAL;")?;
    conn.execute_batch(schema)?;
    let mut articles = lines::articles(&setting.corpus())?.peekable();
    let (mut size, mut count) = (0, 0_u64);
    while articles.peek().is_some() {
        conn.execute_batch("BEGIN")?;
        for article in articles.by_ref().take(TOGETHER) {
            let article = article?;
            size += article.size();
            count += 1;
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
            if indexed {
                conn.prepare_cached("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")?
                    .execute(params![conn.last_insert_rowid(), article.title, article.text])?;
            }
        }
        conn.execute_batch("COMMIT")?;
    }
    checkpoint(&conn)?;
    let mut outcome = Outcome::default();
    outcome.figure(&format!("{name}.seconds"), began.elapsed().as_secs_f64());
    outcome.figure("articles", count as f64);
    outcome.figure("text_bytes", size as f64);
    outcome.figure(&format!("{name}.file_bytes"), size_with_log(path));
    Ok(outcome)
}

pub(super) fn checkpoint(conn: &Connection) -> Result {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// One segment, and every word with the number of its articles: what the fastest recipe for completions needs.
pub fn settle(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    let mut outcome = Outcome::default();
    let began = Instant::now();
    conn.execute_batch(
        "INSERT INTO search (search) VALUES ('optimize');
         INSERT INTO search (search, rank) VALUES ('automerge', 4);
         INSERT INTO search (search, rank) VALUES ('hashsize', 1048576);",
    )?;
    checkpoint(&conn)?;
    outcome.figure("raw-settle.optimize_seconds", began.elapsed().as_secs_f64());
    let began = Instant::now();
    conn.execute_batch(
        "DROP TABLE IF EXISTS lexicon;
         CREATE TABLE lexicon (term TEXT PRIMARY KEY, docs INTEGER NOT NULL) WITHOUT ROWID;
         CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row);
         INSERT INTO lexicon SELECT term, doc FROM temp.vocabulary;",
    )?;
    checkpoint(&conn)?;
    outcome.figure("raw-settle.lexicon_seconds", began.elapsed().as_secs_f64());
    // Without those in Georgian letters, which came with the single writes.
    let words: f64 = conn.query_row(
        "SELECT count(*) FROM lexicon WHERE term < char(4256) OR term > char(4351)",
        [],
        |row| row.get(0),
    )?;
    outcome.figure("words", words);
    Ok(outcome)
}
