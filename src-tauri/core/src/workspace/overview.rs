//! The workspace at a glance, and its own settings.

use rusqlite::{OptionalExtension, params};

use super::types::{EditWorkspace, WorkspaceView};
use super::{Reading, Recording};
use crate::commands::answers::{NoArguments, Nothing};
use crate::error::Reason;
use crate::text::language_tag::canonical;
use crate::vocabulary::Uid;
use crate::{Error, Result, history};

const TITLE: &str = "title";
const TARGET_LANGUAGE: &str = "target_language";

/// Title, counts, and what undo would do.
pub fn get(db: &Reading<'_>, _: NoArguments) -> Result<WorkspaceView> {
    let count = |table: &str| number(db, &format!("SELECT {}", living(table)));
    let (sequence, saved) = db
        .conn
        .prepare_cached("SELECT id, at FROM command ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or_default();
    let stem = db
        .path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(WorkspaceView {
        title: setting(db, TITLE)?.unwrap_or(stem),
        path: db.path.display().to_string(),
        read_only: db.read_only,
        read_only_because: db.way.because,
        place: super::place::warning(db.path),
        articles: count("article")?,
        statements: statements(db)?,
        actors: count("actor")?,
        translations: count("translation")?,
        briefings: count("briefing")?,
        topics: count("topic")?,
        tags: count("tag")?,
        events: count("event")?,
        outlets: count("outlet")?,
        concepts: count("concept")?,
        deleted: deleted(db)?,
        sequence,
        saved,
        undo: history::state(db)?,
        target_language: setting(db, TARGET_LANGUAGE)?.unwrap_or_else(|| "en".to_owned()),
        size: bytes(db)?,
    })
}

/// Changes the title or the language that translations are made into.
pub fn edit(db: &Recording<'_>, request: EditWorkspace) -> Result<Nothing> {
    let mut settings = Vec::new();
    if let Some(title) = request.title {
        settings.push((TITLE, title.trim().to_owned()));
    }
    if let Some(language) = request.target_language {
        let tag = canonical(language.trim()).map_err(|reason| Error::invalid(TARGET_LANGUAGE, reason))?;
        settings.push((TARGET_LANGUAGE, tag));
    }
    if let Some((key, _)) = settings.iter().find(|(_, value)| value.is_empty()) {
        return Err(Error::invalid(*key, Reason::Empty));
    }
    for (key, value) in settings {
        db.conn
            .prepare_cached(
                "INSERT INTO setting (uid, key, value) VALUES (?1, ?2, ?3)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute(params![Uid::new(), key, value])?;
    }
    Ok(Nothing {})
}

fn bytes(db: &Reading<'_>) -> Result<u64> {
    let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let bytes: i64 = db.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(bytes.unsigned_abs())
}

fn setting(db: &Reading<'_>, key: &str) -> Result<Option<String>> {
    Ok(db
        .conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// How many rows of a table are not in the bin. SQLite counts whole tables by their pages and what is in the bin by an index of its
/// own, while asking each of a million rows would take tens of milliseconds.
fn living(table: &str) -> String {
    format!("(SELECT count(*) FROM {table}) - (SELECT count(*) FROM {table} WHERE deleted IS NOT NULL)")
}

fn number(db: &Reading<'_>, sql: &str) -> Result<u32> {
    Ok(db.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Statements of articles that are not in the bin.
fn statements(db: &Reading<'_>) -> Result<u32> {
    let sql = format!(
        "SELECT {} - (SELECT count(*) FROM article a JOIN statement s ON s.article_id = a.id
           WHERE a.deleted IS NOT NULL AND s.deleted IS NULL)",
        living("statement")
    );
    number(db, &sql)
}

fn deleted(db: &Reading<'_>) -> Result<u32> {
    let tables = [
        "article",
        "outlet",
        "actor",
        "statement",
        "topic",
        "tag",
        "event",
        "link",
        "translation",
        "briefing",
        "note",
        "saved_search",
        "concept",
    ];
    tables.iter().try_fold(0, |sum: u32, table| {
        let sql = format!("SELECT count(*) FROM {table} WHERE deleted IS NOT NULL");
        Ok(sum + number(db, &sql)?)
    })
}
