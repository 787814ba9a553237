//! All statements as a table for spreadsheets and scripts.

use std::collections::HashMap;
use std::io::Write;

use rusqlite::{Connection, params};

use super::view::views_of_their_own;
use super::{AttributionView, SpanView, StatementView};
use crate::Result;
use crate::tables;
use crate::vocabulary::{Certainty, Credibility, Reliability, Role, Uid};
use crate::workspace::Reading;

/// Statements loaded at a time.
const PAGE: u32 = 500;

/// The columns before those of the attribution chain, which has one for each role.
const BEFORE_CHAIN: &[&str] = &[
    "statement",
    "article",
    "title",
    "outlet",
    "published",
    "language",
    "sha256",
    "spans",
    "quote",
    "kind",
];
/// The columns after those of the attribution chain.
const AFTER_CHAIN: &[&str] = &[
    "topics",
    "tags",
    "events",
    "said",
    "about",
    "certainty",
    "reliability",
    "credibility",
    "note",
    "translations",
];

/// Writes all statements that are not in the bin, in the order in which their articles were added and in
/// reading order within; gives how many. They are streamed: memory does not grow with the workspace.
///
/// Several things in one cell are separated by `; ` (translations by line ends). Spans are code points of the text,
/// `start–end` with the end excluded; `sha256` is the original's. A cell that a spreadsheet would take for a formula
/// (after any apostrophes it begins with `= + - @`, their full-width forms, a tab or a line end) gets an
/// apostrophe before it; taking one away from such cells gives the originals back.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::Io`] and those of `SQLite`; what was written until then stays in `out`.
pub fn csv(db: &Reading<'_>, out: &mut dyn Write) -> Result<u32> {
    // One state of the workspace from first to last, whatever another program does meanwhile.
    let _snapshot = db.snapshot()?;
    let paths = tag_paths(db.conn)?;
    let roles = Role::ALL.iter().map(|role| role.word());
    let columns: Vec<&str> = BEFORE_CHAIN
        .iter()
        .copied()
        .chain(roles)
        .chain(AFTER_CHAIN.iter().copied())
        .collect();
    let mut table = tables::Table::new(out, &columns)?;
    let mut after = Key::default();
    loop {
        let page = page(db.conn, after)?;
        let ids: Vec<i64> = page.iter().map(|(key, _)| key.id).collect();
        for (statement, (_, sha256)) in views_of_their_own(db.conn, &ids)?.iter().zip(&page) {
            table.row(&cells(statement, sha256, &paths))?;
        }
        match page.last() {
            Some((key, _)) => after = *key,
            None => break,
        }
    }
    table.finish()
}

/// Where a statement stands in the table.
#[derive(Debug, Clone, Copy, Default)]
struct Key {
    article: i64,
    first_start: i64,
    id: i64,
}

/// The statements after a place, with their originals' digests.
fn page(conn: &Connection, after: Key) -> Result<Vec<(Key, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.article_id, s.first_start, s.id, a.original_sha256
         FROM statement s JOIN article a ON a.id = s.article_id
         WHERE (s.article_id, s.first_start, s.id) > (?1, ?2, ?3) AND s.deleted IS NULL AND a.deleted IS NULL
         ORDER BY s.article_id, s.first_start, s.id LIMIT ?4",
    )?;
    let rows = statement.query_map(params![after.article, after.first_start, after.id, PAGE], |row| {
        let key = Key {
            article: row.get(0)?,
            first_start: row.get(1)?,
            id: row.get(2)?,
        };
        Ok((key, row.get(3)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn cells(statement: &StatementView, sha256: &str, paths: &HashMap<Uid, String>) -> Vec<String> {
    let outlet = statement.outlet.as_ref().map(|outlet| outlet.name.clone());
    let mut cells = vec![
        statement.uid.to_string(),
        statement.article.uid.to_string(),
        statement.article.title.clone(),
        outlet.unwrap_or_default(),
        statement.published.clone(),
        statement.article.language.clone(),
        sha256.to_owned(),
        joined(statement.spans.iter().map(place)),
        statement
            .spans
            .iter()
            .map(|span| span.quote.as_str())
            .collect::<Vec<_>>()
            .join(" […] "),
        statement.kind.to_string(),
    ];
    for role in Role::ALL {
        cells.push(joined(
            statement
                .chain
                .iter()
                .filter(|link| link.role == *role)
                .map(named),
        ));
    }
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    cells.extend([
        joined(
            statement
                .topics
                .iter()
                .map(|on| format!("{}: {}", on.topic.name, on.stance)),
        ),
        joined(
            statement
                .tags
                .iter()
                .map(|tag| paths.get(&tag.uid).unwrap_or(&tag.name).clone()),
        ),
        joined(statement.events.iter().map(|event| event.name.clone())),
        statement.said.clone(),
        statement.about.clone(),
        word(statement.certainty.map(Certainty::word)),
        word(statement.reliability.map(Reliability::word)),
        word(statement.credibility.map(Credibility::word)),
        statement.note.clone(),
        statement
            .translations
            .iter()
            .map(|translation| format!("{}: {}", translation.language, translation.text))
            .collect::<Vec<_>>()
            .join("\n"),
    ]);
    cells
}

fn place(span: &SpanView) -> String {
    let lost = if span.orphaned { " (orphaned)" } else { "" };
    format!("{}–{}{lost}", span.start, span.end)
}

/// Who is named and, in brackets, the words that the text uses.
fn named(link: &AttributionView) -> String {
    match (&link.actor, link.words.is_empty()) {
        (Some(actor), true) => actor.name.clone(),
        (Some(actor), false) => format!("{} [{}]", actor.name, link.words),
        (None, true) => String::new(),
        (None, false) => format!("[{}]", link.words),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}

/// The tags' names with those above them, top first.
fn tag_paths(conn: &Connection) -> Result<HashMap<Uid, String>> {
    let tags: HashMap<i64, (Uid, String, Option<i64>)> = conn
        .prepare_cached("SELECT id, uid, name, parent_id FROM tag")?
        .query_map([], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let path = |tag: &(Uid, String, Option<i64>)| {
        let mut names = vec![tag.1.as_str()];
        let mut above = tag.2;
        // As many steps as there are tags at most: a damaged file may hold a circle.
        while let Some((_, name, next)) = above.and_then(|id| tags.get(&id))
            && names.len() < tags.len()
        {
            names.push(name);
            above = *next;
        }
        names.reverse();
        names.join(" › ")
    };
    Ok(tags.values().map(|tag| (tag.0, path(tag))).collect())
}
