//! Answering a search.
//!
//! Order: things that are named so (actors, outlets, topics, tags, events, briefings) stand first, at most five
//! of them, because a name typed is most often a way to its own page; the others follow at the very end.
//! Between them stands what was found in texts, the newest first: by the latest day of the article's publication (of a
//! note about no article: the day it was added), things without date last. By relevance, only the
//! newest thousand are ranked: FTS5 has to score every match before it can give the best ten.
//!
//! When the query says something about statements (speaker:, kind:, topic:, tag: and others), statements are
//! what is found, and its words are looked for in their quotes, translations and notes.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::filter::{Condition, Filter, Shelf, mentions, wants_words};
use super::hits;
use super::marks::Patterns;
use super::match_expression::{expression, is_textual, spellings};
use super::names::{self, Named};
use super::query::{Node, Parsed, parse};
use super::types::{QueryProblem, Search, SearchPage, SearchSort};
use super::writer;
use crate::Result;
use crate::workspace::Reading;

/// How far matches are counted, and how many are ranked.
const COUNTED: usize = 1_000;
/// Names above everything else.
const NAMES_FIRST: usize = 5;

/// One page of what a query finds.
pub fn find(db: &Reading<'_>, request: Search) -> Result<SearchPage> {
    let limit = match request.limit {
        0 => 20,
        limit => limit.min(200) as usize,
    };
    let mut parsed = parse(&request.query);
    let understood = writer::write(parsed.root.as_ref());
    if request.typing
        && let Some(Node::Word { text, prefix, .. }) = parsed.open_word()
        && text.chars().count() >= 2
    {
        *prefix = true;
    }
    let Parsed {
        root, mut problems, ..
    } = parsed;
    let root = root.filter(|root| {
        let only_not = !wants_words(root) && !mentions(root, &|_| true);
        if only_not {
            problems.push(QueryProblem {
                code: "only_not".to_owned(),
                part: understood.clone(),
            });
        }
        !only_not
    });
    let mut page = SearchPage {
        hits: Vec::new(),
        total: 0,
        more_than_counted: false,
        next: None,
        understood,
        problems,
    };
    let Some(root) = root else {
        return Ok(page);
    };
    let filter = Filter::new(db.conn, &root)?;
    page.problems.extend(filter.problems.iter().cloned());
    let search = Finding {
        conn: db.conn,
        patterns: Patterns::of(&root),
        shelves: filter.shelves(&root),
        filter,
        root,
    };
    search.count(&mut page)?;
    search.fill(&mut page, limit, request.sort, request.after.as_deref())?;
    Ok(page)
}

struct Finding<'c> {
    conn: &'c Connection,
    root: Node,
    filter: Filter<'c>,
    patterns: Patterns,
    shelves: Vec<Shelf>,
}

/// A thing found, with what it is sorted by.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    shelf: Shelf,
    id: i64,
    /// '' = unknown.
    day: String,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq)]
enum Cursor {
    Start,
    /// After this many names, at most those that stand first; the rest begins.
    Names(usize),
    After(Found),
    /// The rest is through; after this many names.
    NamesAgain(usize),
}

impl Cursor {
    fn write(&self) -> String {
        match self {
            Cursor::Start => String::new(),
            Cursor::Names(count) => format!("n {count}"),
            Cursor::After(found) => format!("f {} {} {}", found.shelf as u8, found.id, found.day),
            Cursor::NamesAgain(count) => format!("l {count}"),
        }
    }

    /// One that makes no sense is the start.
    fn read(text: &str) -> Cursor {
        let mut parts = text.splitn(4, ' ');
        let (kind, first) = (parts.next(), parts.next().unwrap_or_default());
        let read = match kind {
            Some("n") => first.parse().ok().map(Cursor::Names),
            Some("l") => first.parse().ok().map(Cursor::NamesAgain),
            Some("f") => (|| {
                Some(Cursor::After(Found {
                    shelf: *Shelf::ALL.get(first.parse::<usize>().ok()?)?,
                    id: parts.next()?.parse().ok()?,
                    day: parts.next().unwrap_or_default().to_owned(),
                }))
            })(),
            _ => None,
        };
        read.unwrap_or(Cursor::Start)
    }
}

impl Finding<'_> {
    fn count(&self, page: &mut SearchPage) -> Result<()> {
        let mut total = self.names()?.len();
        for shelf in &self.shelves {
            let condition = self.filter.condition(*shelf, &self.root);
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} AND {} LIMIT {})",
                shelf.from(),
                shelf.alive(),
                condition.sql,
                COUNTED + 1
            );
            let count: u32 = self
                .conn
                .prepare_cached(&sql)?
                .query_row(params_from_iter(condition.values), |row| row.get(0))?;
            total += count as usize;
        }
        page.more_than_counted = total > COUNTED;
        page.total = u32::try_from(total.min(COUNTED)).unwrap_or(u32::MAX);
        Ok(())
    }

    fn fill(&self, page: &mut SearchPage, limit: usize, sort: SearchSort, after: Option<&str>) -> Result<()> {
        let mut cursor = after.map_or(Cursor::Start, Cursor::read);
        let names = self.names()?;
        let first = names.len().min(NAMES_FIRST);
        let mut room = limit;
        if matches!(cursor, Cursor::Start | Cursor::Names(_)) {
            let from = if let Cursor::Names(count) = cursor {
                count
            } else {
                0
            };
            for named in names.iter().take(first).skip(from).take(room) {
                page.hits.push(hits::of_name(named, &self.patterns)?);
                room -= 1;
            }
            cursor = Cursor::Names(first.min(from.saturating_add(limit)));
        }
        let names_done = !matches!(cursor, Cursor::Names(count) if count < first);
        if names_done && !matches!(cursor, Cursor::NamesAgain(_)) {
            let last = if let Cursor::After(found) = &cursor {
                Some(found)
            } else {
                None
            };
            // One more than fits tells whether there is more.
            let mut found = match sort {
                SearchSort::Relevance if self.rank().is_some() => self.ranked(last, room + 1)?,
                _ => self.newest(last, room + 1)?,
            };
            let more = found.len() > room;
            found.truncate(room);
            let keys: Vec<(Shelf, i64)> = found.iter().map(|found| (found.shelf, found.id)).collect();
            page.hits.extend(hits::of(self.conn, &keys, &self.patterns)?);
            room -= found.len();
            cursor = match found.pop() {
                _ if !more => Cursor::NamesAgain(first),
                Some(last) => Cursor::After(last),
                None => cursor,
            };
        }
        if let Cursor::NamesAgain(from) = cursor {
            for named in names.iter().skip(from).take(room) {
                page.hits.push(hits::of_name(named, &self.patterns)?);
            }
            let through = from.saturating_add(room);
            page.next = (through < names.len()).then(|| Cursor::NamesAgain(through).write());
        } else {
            page.next = Some(cursor.write());
        }
        Ok(())
    }

    /// The registered things that the query names; none when it filters, since they have no outlet, date or
    /// title.
    fn names(&self) -> Result<Vec<Named>> {
        if mentions(&self.root, &|_| true) || !is_textual(&self.root) {
            return Ok(Vec::new());
        }
        let Some(expression) = expression(&self.root) else {
            return Ok(Vec::new());
        };
        names::named(self.conn, &expression, &whole(&self.root), &self.patterns)
    }

    fn newest(&self, after: Option<&Found>, limit: usize) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for shelf in self.shelves.iter().copied() {
            let condition = self.filter.condition(shelf, &self.root);
            let beyond = beyond(shelf, after);
            let sql = format!(
                "SELECT x.id, coalesce({day}, '') FROM {from} WHERE {alive} AND {condition} AND {beyond}
                 ORDER BY {day} DESC, x.id DESC LIMIT {limit}",
                day = shelf.day(),
                from = shelf.from(),
                alive = shelf.alive(),
                condition = condition.sql,
                beyond = beyond.sql,
            );
            let mut statement = self.conn.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(
                condition.values.into_iter().chain(beyond.values),
            ))?;
            while let Some(row) = rows.next()? {
                found.push(Found {
                    shelf,
                    id: row.get(0)?,
                    day: row.get(1)?,
                });
            }
        }
        found.sort_by(|one, other| {
            other
                .day
                .cmp(&one.day)
                .then(one.shelf.cmp(&other.shelf))
                .then(other.id.cmp(&one.id))
        });
        found.truncate(limit);
        Ok(found)
    }

    /// What ranks: any of the words looked for.
    fn rank(&self) -> Option<String> {
        let mut words = Vec::new();
        collect(&self.root, &mut words);
        match words.len() {
            0 | 1 => words.pop().as_ref().and_then(expression),
            _ => expression(&Node::Any(words)),
        }
    }

    /// The newest thousand, best first.
    fn ranked(&self, after: Option<&Found>, limit: usize) -> Result<Vec<Found>> {
        let newest = self.newest(None, COUNTED)?;
        let Some(expression) = self.rank() else {
            return Ok(newest);
        };
        let document = |found: &Found| found.shelf.source().base() + found.id;
        let ids: Vec<i64> = newest.iter().map(document).collect();
        // The plus keeps SQLite from asking FTS5 anew for each row, which would weigh the words each time.
        let mut statement = self.conn.prepare_cached(
            "SELECT rowid, bm25(search, 4.0, 1.0) FROM search
             WHERE search MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 AND +rowid IN (SELECT value FROM json_each(?4))",
        )?;
        let mut scores = std::collections::HashMap::new();
        let mut rows = statement.query(rusqlite::params![
            expression,
            ids.iter().min(),
            ids.iter().max(),
            serde_json::Value::from(ids.clone()).to_string()
        ])?;
        while let Some(row) = rows.next()? {
            scores.insert(row.get::<_, i64>(0)?, row.get::<_, f64>(1)?);
        }
        let score = |found: &Found| scores.get(&document(found)).copied().unwrap_or(0.0);
        let mut ranked = newest;
        // Stable: equally good ones stay newest first.
        ranked.sort_by(|one, other| score(one).total_cmp(&score(other)));
        let from = match after {
            None => 0,
            Some(last) => ranked
                .iter()
                .position(|found| found.shelf == last.shelf && found.id == last.id)
                .map_or(ranked.len(), |at| at + 1),
        };
        Ok(ranked.into_iter().skip(from).take(limit).collect())
    }
}

fn collect(node: &Node, words: &mut Vec<Node>) {
    match node {
        Node::Not(_) | Node::Field(..) if !is_textual(node) => {}
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().for_each(|node| collect(node, words)),
        other => words.push(other.clone()),
    }
}

/// Later in the order than the thing that a page ended with.
fn beyond(shelf: Shelf, after: Option<&Found>) -> Condition {
    let Some(last) = after else {
        return Condition {
            sql: "1".to_owned(),
            values: Vec::new(),
        };
    };
    let day = shelf.day();
    let (tie, tie_values) = match shelf.cmp(&last.shelf) {
        std::cmp::Ordering::Less => ("0", vec![]),
        std::cmp::Ordering::Equal => ("x.id < ?", vec![Sql::Integer(last.id)]),
        std::cmp::Ordering::Greater => ("1", vec![]),
    };
    if last.day.is_empty() {
        return Condition {
            sql: format!("({day} IS NULL AND {tie})"),
            values: tie_values,
        };
    }
    let mut values = vec![Sql::Text(last.day.clone()), Sql::Text(last.day.clone())];
    values.extend(tie_values);
    Condition {
        sql: format!("({day} < ? OR {day} IS NULL OR ({day} = ? AND {tie}))"),
        values,
    }
}

/// The query as one name, in every spelling; empty when it is more than words side by side.
fn whole(root: &Node) -> Vec<String> {
    let mut words = Vec::new();
    let nodes = if let Node::All(nodes) = root {
        nodes.as_slice()
    } else {
        std::slice::from_ref(root)
    };
    for node in nodes {
        match node {
            Node::Word { text, .. } | Node::Phrase(text) => words.push(text.as_str()),
            Node::Field(..) | Node::Not(_) | Node::Any(_) | Node::All(_) => return Vec::new(),
        }
    }
    spellings(&words.join(" "))
}
