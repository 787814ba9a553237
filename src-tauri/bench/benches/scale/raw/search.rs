//! Searching, completing and opening.

use std::collections::BTreeMap;
use std::fs::File;

use dragoman_bench::corpus::Random;
use rusqlite::{Connection, params};
use serde_json::json;

use crate::Result;
use crate::phase::{Outcome, Setting};
use crate::queries::{Queries, quoted};

/// Hits on a page.
pub const PAGE: u32 = 20;
/// Articles opened.
pub const OPENED: usize = 200;
/// How far hits are counted, and how many are ranked.
const COUNTED: u32 = 1_001;
/// Completions that are searched for.
const COMPLETIONS: usize = 8;
/// Slower things are asked once.
const SLOW: f64 = 300.0;

/// What a page shows of a hit: its title and words in context.
type Shown = (String, String);

pub fn pages(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    let mut outcome = Outcome::default();
    let expanded: BTreeMap<String, String> = match File::open(setting.expanded()) {
        Ok(file) => serde_json::from_reader(file)?,
        Err(_) => BTreeMap::new(),
    };
    for query in Queries::read(setting)?.queries {
        let class = &query.class;
        // Once to warm up, as the other side is.
        let (count, _) = newest(&conn, &query.raw)?;
        for _ in 0..3 {
            outcome.time(&format!("raw-search.newest.{class}"), || {
                newest(&conn, &query.raw)
            })?;
            outcome.time(&format!("raw-search.relevance.{class}"), || {
                relevance(&conn, &query.raw)
            })?;
            outcome.time(&format!("raw-search.ids.{class}"), || {
                newest_ids(&conn, &query.raw)
            })?;
        }
        if let Some(expression) = expanded.get(&query.typed) {
            newest(&conn, expression)?;
            for _ in 0..3 {
                outcome.time(&format!("raw-search.expanded.{class}"), || {
                    newest(&conn, expression)
                })?;
            }
        }
        outcome.time(&format!("raw-search.snippet.{class}"), || {
            snippets(&conn, &query.raw)
        })?;
        outcome.time(&format!("raw-search.all-ranked.{class}"), || {
            unbounded(&conn, &query.raw)
        })?;
        let some = titles(&conn, &query.raw)?;
        outcome.answers.insert(
            format!("{class}: {}", query.typed),
            json!({ "raw": count, "raw_titles": some }),
        );
    }
    Ok(outcome)
}

fn newest_ids(conn: &Connection, expression: &str) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?;
    let ids = statement.query_map(params![expression, PAGE], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn count(conn: &Connection, expression: &str) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)")?
        .query_row(params![expression, COUNTED], |row| row.get(0))?)
}

/// The newest, with words in context and their number: by the order of loading, which is the least that can be done.
fn newest(conn: &Connection, expression: &str) -> Result<(u32, Vec<Shown>)> {
    let shown = show(conn, &newest_ids(conn, expression)?, expression)?;
    Ok((count(conn, expression)?, shown))
}

fn show(conn: &Connection, ids: &[i64], expression: &str) -> Result<Vec<Shown>> {
    let word = expression
        .split('"')
        .find(|part| part.chars().any(char::is_alphanumeric))
        .unwrap_or_default()
        .to_lowercase();
    let word = word.split(' ').next().unwrap_or_default();
    ids.iter()
        .map(|id| {
            let (title, text): (String, String) = conn
                .prepare_cached("SELECT title, text FROM article WHERE id = ?1")?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            {
                let passage = around(&text, word).to_owned();
                Ok((title, passage))
            }
        })
        .collect()
}

/// Where the word stands first, and 60 bytes before and after.
fn around<'t>(text: &'t str, word: &str) -> &'t str {
    let lower = text.to_lowercase();
    let at = lower.find(word).unwrap_or(0);
    let from = text.floor_char_boundary(at.saturating_sub(60));
    let to = text.floor_char_boundary((at + word.len() + 60).min(text.len()));
    text.get(from..to).unwrap_or_default()
}

/// The best of the newest thousand.
fn relevance(conn: &Connection, expression: &str) -> Result<(u32, Vec<Shown>)> {
    let mut statement = conn.prepare_cached(
        "SELECT rowid, bm25(search) FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 1000",
    )?;
    let mut scored: Vec<(i64, f64)> = statement
        .query_map([expression], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    scored.sort_by(|one, other| one.1.total_cmp(&other.1));
    let ids: Vec<i64> = scored.into_iter().take(PAGE as usize).map(|(id, _)| id).collect();
    Ok((count(conn, expression)?, show(conn, &ids, expression)?))
}

/// The page as FTS5 alone makes it.
fn snippets(conn: &Connection, expression: &str) -> Result<(u32, Vec<Shown>)> {
    let mut statement = conn.prepare_cached(
        "SELECT article.title, snippet(search, 1, '[', ']', '…', 24) FROM search JOIN article ON article.id = search.rowid
         WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2",
    )?;
    let shown = statement
        .query_map(params![expression, PAGE], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count(conn, expression)?, shown))
}

/// The best of all.
fn unbounded(conn: &Connection, expression: &str) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT ?2")?;
    let ids = statement.query_map(params![expression, PAGE], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Of few hits all titles, to be compared with what the other side finds; of many none.
fn titles(conn: &Connection, expression: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT article.title FROM search JOIN article ON article.id = search.rowid WHERE search MATCH ?1 LIMIT 201",
    )?;
    let mut titles: Vec<String> = statement
        .query_map([expression], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    if titles.len() > 200 {
        titles.clear();
    }
    titles.sort();
    Ok(titles)
}

/// While typing: the commonest completions joined by OR, newest first; beside it FTS5's own prefix query.
pub fn typing(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    let mut outcome = Outcome::default();
    let queries = Queries::read(setting)?;
    for (letters, beginning) in queries.beginnings() {
        completed(&conn, &beginning)?;
        for _ in 0..3 {
            outcome.time(&format!("raw-typing.ids.{letters}"), || {
                completed(&conn, &beginning)
            })?;
        }
    }
    if setting.round == 0 {
        for (letters, beginning) in queries.beginnings() {
            let series = format!("raw-typing.prefix.{letters}");
            // One letter of a large corpus takes seconds: a few are enough.
            let slow = outcome
                .series
                .get(&series)
                .is_some_and(|times| times.len() >= 2 && times.iter().all(|time| *time > SLOW));
            if !slow {
                outcome.time(&series, || newest_ids(&conn, &format!("{}*", quoted(&beginning))))?;
            }
        }
    }
    Ok(outcome)
}

fn completed(conn: &Connection, beginning: &str) -> Result<Vec<i64>> {
    // The character after all that can follow in a word.
    let end = format!("{beginning}\u{10ffff}");
    let mut statement =
        conn.prepare_cached("SELECT term, docs FROM lexicon WHERE term >= ?1 AND term < ?2")?;
    let mut rows = statement.query(params![beginning, end])?;
    let mut best: Vec<(u32, String)> = Vec::with_capacity(COMPLETIONS + 1);
    while let Some(row) = rows.next()? {
        let docs: u32 = row.get(1)?;
        if best.len() == COMPLETIONS && best.last().is_some_and(|(least, _)| *least >= docs) {
            continue;
        }
        let place = best.partition_point(|(more, _)| *more >= docs);
        best.insert(place, (docs, row.get(0)?));
        best.truncate(COMPLETIONS);
    }
    if best.is_empty() {
        return Ok(Vec::new());
    }
    let any: Vec<String> = best.iter().map(|(_, term)| quoted(term)).collect();
    newest_ids(conn, &any.join(" OR "))
}

/// Opens articles: the row with its text.
pub fn article(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    let mut outcome = Outcome::default();
    let mut random = Random::new(12);
    let all = usize::try_from(setting.size)?;
    for _ in 0..OPENED {
        let id = 1 + random.below(all);
        outcome.time("raw-article.open", || {
            let (title, text): (String, String) = conn
                .prepare_cached("SELECT title, text FROM article WHERE id = ?1")?
                .query_row([i64::try_from(id)?], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(json!({ "title": title, "text": text }).to_string())
        })?;
    }
    Ok(outcome)
}
