//! The workspace now and as it was before a command, as far as documents need it.

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::documents::{Source, documents_of, under_article};
use crate::history::change::{Change, Op};
use crate::{Error, Result};

/// A row as JSON, by column: the form of the history's images.
pub(super) type Row = Map<String, Value>;

/// A state of the workspace: now, or as it was before the command.
pub(super) trait State {
    fn row(&self, table: &'static str, id: i64) -> Result<Option<Row>>;
    /// The rows whose `column` is `id`.
    fn rows(&self, table: &'static str, column: &'static str, id: i64) -> Result<Vec<Row>>;
    fn conn(&self) -> &Connection;
}

/// The columns that matter, of every table that matters.
const COLUMNS: &[(&str, &[&str])] = &[
    ("article", &["id", "title", "note", "published_latest"]),
    ("text_revision", &["id", "article_id", "number", "content_sha256"]),
    ("statement", &["id", "article_id", "note"]),
    ("span", &["id", "statement_id", "position", "quote"]),
    ("translation", &["id", "article_id", "title", "text"]),
    ("note", &["id", "article_id", "statement_id", "text", "added"]),
    ("briefing_item", &["id", "briefing_id", "text"]),
    ("actor_name", &["id", "name"]),
    ("actor", &["id", "note"]),
    ("outlet", &["id", "name", "note"]),
    ("topic", &["id", "name", "question", "note"]),
    ("tag", &["id", "name", "definition"]),
    ("event", &["id", "name", "series", "place", "note"]),
    ("briefing", &["id", "title", "added"]),
];

fn columns(table: &str) -> Option<(&'static str, &'static [&'static str])> {
    COLUMNS.iter().find(|(name, _)| *name == table).copied()
}

/// The workspace as it is.
pub(super) struct Now<'c>(pub &'c Connection);

impl Now<'_> {
    fn select(&self, table: &'static str, column: &str, key: &dyn rusqlite::ToSql) -> Result<Vec<Row>> {
        let Some((_, columns)) = columns(table) else {
            return Ok(Vec::new());
        };
        let pairs: Vec<String> = columns.iter().map(|name| format!("'{name}', {name}")).collect();
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT json_object({}) FROM {table} WHERE {column} = ?1",
            pairs.join(", ")
        ))?;
        let rows = statement.query_map([key], |row| row.get::<_, String>(0))?;
        rows.map(|row| image(&row?)).collect()
    }
}

impl State for Now<'_> {
    fn row(&self, table: &'static str, id: i64) -> Result<Option<Row>> {
        Ok(self.select(table, "id", &id)?.pop())
    }

    fn rows(&self, table: &'static str, column: &'static str, id: i64) -> Result<Vec<Row>> {
        self.select(table, column, &id)
    }

    fn conn(&self) -> &Connection {
        self.0
    }
}

fn image(json: &str) -> Result<Row> {
    serde_json::from_str(json).map_err(|error| Error::Damaged {
        path: String::new(),
        detail: format!("the history holds an image that is not JSON: {error}"),
    })
}

/// The workspace as it was before a command: what is there now, with the command's changes taken back
/// last to first, in memory.
pub(super) struct Before<'c> {
    now: Now<'c>,
    /// The rows that the command touched as they were, None for those that were not there.
    touched: HashMap<(&'static str, i64), Option<Row>>,
    /// Of those that are parts, by their whole.
    parts: HashMap<(&'static str, i64), Vec<Row>>,
    /// The documents that may say something else now.
    pub concerned: Vec<(Source, i64)>,
}

impl<'c> Before<'c> {
    pub(super) fn of(conn: &'c Connection, changes: &[Change]) -> Result<Self> {
        let now = Now(conn);
        let mut rows: HashMap<(&'static str, &str), Option<Row>> = HashMap::new();
        let mut touched = HashMap::new();
        let mut parts: HashMap<_, Vec<Row>> = HashMap::new();
        let mut concerned = Vec::new();
        for change in changes.iter().rev() {
            let Some((table, columns)) = columns(&change.table) else {
                continue;
            };
            let before = change.before.as_deref().map(image).transpose()?;
            if change.op == Op::Update
                && let Some(before) = &before
                && !columns.iter().any(|column| before.contains_key(*column))
            {
                continue;
            }
            let key = (table, change.uid.as_str());
            let row = if let Some(row) = rows.remove(&key) {
                row
            } else {
                let row = now.select(table, "uid", &change.uid)?.pop();
                concerned.extend(row.iter().flat_map(|row| documents_of(table, row)));
                row
            };
            if change.op == Op::Update
                && table == "article"
                && before
                    .as_ref()
                    .is_some_and(|before| before.contains_key("published_latest"))
                && let Some(id) = row.as_ref().and_then(|row| row.get("id")?.as_i64())
            {
                concerned.extend(under_article(conn, id)?);
            }
            let row = match (change.op, row, before) {
                (Op::Insert, row, _) => {
                    if let Some(id) = row.as_ref().and_then(|row| row.get("id")?.as_i64()) {
                        touched.insert((table, id), None);
                    }
                    None
                }
                (Op::Update, Some(mut row), Some(before)) => {
                    row.extend(before);
                    Some(row)
                }
                (_, row, None) => row,
                (_, _, before) => before,
            };
            concerned.extend(row.iter().flat_map(|row| documents_of(table, row)));
            rows.insert(key, row);
        }
        for ((table, _), row) in rows {
            if let Some(row) = row
                && let Some(id) = row.get("id").and_then(Value::as_i64)
            {
                let whole = match table {
                    "text_revision" => row.get("article_id"),
                    "span" => row.get("statement_id"),
                    _ => None,
                };
                if let Some(whole) = whole.and_then(Value::as_i64) {
                    parts.entry((table, whole)).or_default().push(row.clone());
                }
                touched.insert((table, id), Some(row));
            }
        }
        concerned.sort_unstable();
        concerned.dedup();
        Ok(Before {
            now,
            touched,
            parts,
            concerned,
        })
    }
}

impl State for Before<'_> {
    fn row(&self, table: &'static str, id: i64) -> Result<Option<Row>> {
        match self.touched.get(&(table, id)) {
            Some(row) => Ok(row.clone()),
            None => self.now.row(table, id),
        }
    }

    fn rows(&self, table: &'static str, column: &'static str, id: i64) -> Result<Vec<Row>> {
        let of = |row: &Row, column: &str| row.get(column).and_then(Value::as_i64);
        let mut rows = self.now.rows(table, column, id)?;
        rows.retain(|row| of(row, "id").is_some_and(|id| !self.touched.contains_key(&(table, id))));
        if let Some(parts) = self.parts.get(&(table, id)) {
            rows.extend(parts.iter().cloned());
        }
        Ok(rows)
    }

    fn conn(&self) -> &Connection {
        self.now.0
    }
}
