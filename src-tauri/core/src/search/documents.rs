//! What is searched: which rows make a document of the index, and what it says.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

use crate::history::change::{Change, Op};
use crate::text::hash::sha256_hex;
use crate::{Error, Result};

/// A row as JSON, by column: the form of the history's images.
pub(super) type Row = Map<String, Value>;

/// Where a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Source {
    /// Title and current text.
    Article,
    ArticleNote,
    /// The quotes.
    Statement,
    StatementNote,
    Translation,
    Note,
    BriefingItem,
    ActorName,
    ActorNote,
    Outlet,
    Topic,
    Tag,
    Event,
    Briefing,
}

/// Ids of documents begin at the source's number times this, so that each source has a range of rowids
/// of its own, which FTS5 can be asked for.
const RANGE: i64 = 1 << 40;

struct Described {
    source: Source,
    /// As `search_document.tbl` has it.
    name: &'static str,
    /// As `search_document.kind` has it.
    kind: &'static str,
    table: &'static str,
    title: &'static [&'static str],
    body: &'static [&'static str],
}

const fn described(
    source: Source,
    name: &'static str,
    kind: &'static str,
    table: &'static str,
    title: &'static [&'static str],
    body: &'static [&'static str],
) -> Described {
    Described {
        source,
        name,
        kind,
        table,
        title,
        body,
    }
}

/// In the order of [`Source`]: the place is the source's number.
const ALL: &[Described] = &[
    described(Source::Article, "article", "article", "article", &["title"], &[]),
    described(
        Source::ArticleNote,
        "article_note",
        "note",
        "article",
        &[],
        &["note"],
    ),
    described(Source::Statement, "statement", "statement", "statement", &[], &[]),
    described(
        Source::StatementNote,
        "statement_note",
        "note",
        "statement",
        &[],
        &["note"],
    ),
    described(
        Source::Translation,
        "translation",
        "translation",
        "translation",
        &["title"],
        &["text"],
    ),
    described(Source::Note, "note", "note", "note", &[], &["text"]),
    described(
        Source::BriefingItem,
        "briefing_item",
        "note",
        "briefing_item",
        &[],
        &["text"],
    ),
    described(
        Source::ActorName,
        "actor_name",
        "name",
        "actor_name",
        &["name"],
        &[],
    ),
    described(Source::ActorNote, "actor_note", "note", "actor", &[], &["note"]),
    described(Source::Outlet, "outlet", "name", "outlet", &["name"], &["note"]),
    described(
        Source::Topic,
        "topic",
        "name",
        "topic",
        &["name"],
        &["question", "note"],
    ),
    described(Source::Tag, "tag", "name", "tag", &["name"], &["definition"]),
    described(
        Source::Event,
        "event",
        "name",
        "event",
        &["name"],
        &["series", "place", "note"],
    ),
    described(Source::Briefing, "briefing", "name", "briefing", &["title"], &[]),
];

impl Source {
    /// All sources.
    pub(super) fn all() -> impl Iterator<Item = Source> {
        ALL.iter().map(|described| described.source)
    }

    /// Those with registered names, which stand at the top of the results.
    pub(super) const NAMES: [Source; 7] = [
        Source::ActorName,
        Source::ActorNote,
        Source::Outlet,
        Source::Topic,
        Source::Tag,
        Source::Event,
        Source::Briefing,
    ];

    fn described(self) -> &'static Described {
        // The place in the list is the discriminant: held by a test.
        &ALL[self as usize]
    }

    /// As `search_document.tbl` has it.
    pub(super) fn name(self) -> &'static str {
        self.described().name
    }

    /// As `search_document.kind` has it.
    pub(super) fn kind(self) -> &'static str {
        self.described().kind
    }

    /// The table whose rows make the documents, one each at most.
    pub(super) fn table(self) -> &'static str {
        self.described().table
    }

    /// The first id of its documents; the document of row n has this plus n.
    pub(super) fn base(self) -> i64 {
        self as i64 * RANGE
    }

    /// The first id beyond its documents.
    pub(super) fn end(self) -> i64 {
        self.base() + RANGE
    }

    /// The source and row of a document.
    pub(super) fn of_document(id: i64) -> Option<(Source, i64)> {
        let source = ALL.get(usize::try_from(id / RANGE).ok()?)?.source;
        Some((source, id % RANGE))
    }
}

/// What is searched of a row, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    pub title: String,
    pub body: String,
}

impl Document {
    /// By which it is recognised.
    pub(super) fn digest(&self) -> String {
        sha256_hex(format!("{}\0{}", self.title, self.body).as_bytes())
    }
}

/// A state of the workspace: now, or as it was before the command.
pub(super) trait State {
    fn row(&self, table: &'static str, id: i64) -> Result<Option<Row>>;
    /// The rows whose `column` is `id`.
    fn rows(&self, table: &'static str, column: &'static str, id: i64) -> Result<Vec<Row>>;
    fn conn(&self) -> &Connection;
}

/// The document of a row in a state of the workspace. None when the row is not there or says nothing.
pub(super) fn document(state: &dyn State, source: Source, id: i64) -> Result<Option<Document>> {
    let Some(row) = state.row(source.table(), id)? else {
        return Ok(None);
    };
    let described = source.described();
    let said = |columns: &[&str]| {
        let parts: Vec<&str> = columns
            .iter()
            .filter_map(|column| row.get(*column)?.as_str())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join("\n")
    };
    let title = said(described.title);
    let body = match source {
        Source::Article => current_text(state, id)?,
        Source::Statement => quotes(state, id)?,
        _ => said(described.body),
    };
    Ok((!title.is_empty() || !body.is_empty()).then_some(Document { title, body }))
}

fn current_text(state: &dyn State, article: i64) -> Result<String> {
    let revisions = state.rows("text_revision", "article_id", article)?;
    let current = revisions
        .iter()
        .max_by_key(|row| row.get("number").and_then(Value::as_i64))
        .and_then(|row| row.get("content_sha256")?.as_str());
    let Some(sha256) = current else {
        return Ok(String::new());
    };
    state
        .conn()
        .prepare_cached("SELECT text FROM content WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()
        // A text that is gone already reads as empty; the digest then tells that this is not what was indexed.
        .map(Option::unwrap_or_default)
        .map_err(Error::from)
}

fn quotes(state: &dyn State, statement: i64) -> Result<String> {
    let mut spans = state.rows("span", "statement_id", statement)?;
    spans.sort_by_key(|row| {
        let number = |column: &str| row.get(column).and_then(Value::as_i64);
        (number("position"), number("id"))
    });
    let quotes: Vec<&str> = spans
        .iter()
        .filter_map(|row| row.get("quote")?.as_str())
        .collect();
    Ok(quotes.join("\n"))
}

/// The columns that matter, of every table that matters.
const COLUMNS: &[(&str, &[&str])] = &[
    ("article", &["id", "title", "note"]),
    ("text_revision", &["id", "article_id", "number", "content_sha256"]),
    ("statement", &["id", "note"]),
    ("span", &["id", "statement_id", "position", "quote"]),
    ("translation", &["id", "title", "text"]),
    ("note", &["id", "text"]),
    ("briefing_item", &["id", "text"]),
    ("actor_name", &["id", "name"]),
    ("actor", &["id", "note"]),
    ("outlet", &["id", "name", "note"]),
    ("topic", &["id", "name", "question", "note"]),
    ("tag", &["id", "name", "definition"]),
    ("event", &["id", "name", "series", "place", "note"]),
    ("briefing", &["id", "title"]),
];

fn columns(table: &str) -> Option<(&'static str, &'static [&'static str])> {
    COLUMNS.iter().find(|(name, _)| *name == table).copied()
}

/// The documents that a row is a part of.
fn documents_of(table: &'static str, row: &Row) -> Vec<(Source, i64)> {
    let number = |column: &str| row.get(column).and_then(Value::as_i64);
    match table {
        "text_revision" => number("article_id")
            .map(|id| (Source::Article, id))
            .into_iter()
            .collect(),
        "span" => number("statement_id")
            .map(|id| (Source::Statement, id))
            .into_iter()
            .collect(),
        table => ALL
            .iter()
            .filter(|described| described.table == table)
            .filter_map(|described| Some((described.source, number("id")?)))
            .collect(),
    }
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
