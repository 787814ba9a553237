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

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::asked::asked;
use super::documents::Source;
use super::expand::Choice;
use super::filter::{Condition, Filter, Shelf, mentions};
use super::hits;
use super::listed::Listed;
use super::marks::Patterns;
use super::match_expression::{expression, is_textual, spellings};
use super::names::{self, Named};
use super::order::{End, Found, Thing};
use super::places::Day;
use super::query::{Field, Node};
use super::rank::rank;
use super::types::{Search, SearchPage, SearchSort};
use super::walk::{Presence, Taken, Walk, json};
use crate::Result;
use crate::dates::DateRange;
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
    let _snapshot = db.snapshot()?;
    let choice = Choice::new(&request.without, &request.without_terms, &request.with_terms);
    let asked = asked(db, &request.query, request.typing, &choice)?;
    let mut page = SearchPage {
        hits: Vec::new(),
        total: 0,
        more_than_counted: false,
        ranked_newest: false,
        next: None,
        understood: asked.understood,
        problems: asked.problems,
        expansions: asked.expansions,
    };
    let Some(root) = asked.root else {
        return Ok(page);
    };
    let mut search = Finding::of(db.conn, root)?;
    page.problems.extend(search.filter.problems.iter().cloned());
    search.names = search.names()?;
    search.answer(&mut page, limit, &request)?;
    Ok(page)
}

/// What a query finds in texts.
pub(super) struct Newest {
    /// Each with the mark after which the rest begins.
    pub rows: Vec<((Shelf, i64), String)>,
    /// There is nothing beyond.
    pub complete: bool,
}

/// Up to `most` things that a query finds in texts, the newest first; those after a mark. Once there are `enough` it does
/// not go far for more.
pub(super) fn newest(
    conn: &Connection,
    root: &Node,
    after: Option<&str>,
    most: usize,
    enough: usize,
) -> Result<Newest> {
    let search = Finding::of(conn, root.clone())?;
    let last = match after.map(Cursor::read) {
        Some(Cursor::After(found)) => Some(found),
        _ => None,
    };
    let taken = search.newest(last.as_ref(), most, enough)?;
    let rows = search.rows(&taken.found)?;
    // A document without a row is on its way out; then there are fewer rows than things found.
    let marks = taken.found.into_iter().map(|found| Cursor::After(found).write());
    Ok(Newest {
        rows: rows.into_iter().zip(marks).collect(),
        complete: taken.complete,
    })
}

/// A query of which words lead the way.
struct Walking<'c> {
    presence: Presence<'c>,
    /// What the query says besides: all of it must hold.
    rest: Vec<Node>,
}

impl<'c> Walking<'c> {
    fn of(conn: &'c Connection, root: &Node) -> Result<Option<Self>> {
        let (words, rest): (Vec<Node>, Vec<Node>) = match root {
            _ if is_textual(root) => (vec![root.clone()], Vec::new()),
            Node::All(nodes) => nodes.iter().cloned().partition(|node| match node {
                Node::Not(inner) => is_textual(inner),
                node => is_textual(node),
            }),
            _ => return Ok(None),
        };
        let words = if words.len() > 1 {
            Node::All(words)
        } else {
            match words.into_iter().next() {
                Some(word) => word,
                None => return Ok(None),
            }
        };
        let Some(expression) = is_textual(&words).then(|| expression(&words)).flatten() else {
            return Ok(None);
        };
        Ok(Some(Walking {
            presence: Presence::of(conn, expression)?,
            rest,
        }))
    }
}

struct Finding<'c> {
    conn: &'c Connection,
    root: Node,
    filter: Filter<'c>,
    patterns: Patterns,
    shelves: Vec<Shelf>,
    names: Vec<Named>,
    walking: Option<Walking<'c>>,
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
            Cursor::After(found) => {
                format!("f {} {} {}", found.shelf as u8, found.rank, found.day.text())
            }
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
                    rank: parts.next()?.parse().ok()?,
                    day: Day::of(parts.next().unwrap_or_default()),
                    // Nobody asks for it again.
                    thing: Thing::Row(0),
                }))
            })(),
            _ => None,
        };
        read.unwrap_or(Cursor::Start)
    }
}

impl<'c> Finding<'c> {
    fn of(conn: &'c Connection, root: Node) -> Result<Self> {
        let filter = Filter::new(conn, &root)?;
        Ok(Finding {
            conn,
            patterns: Patterns::of(&root),
            shelves: filter.shelves(&root),
            names: Vec::new(),
            walking: Walking::of(conn, &root)?,
            filter,
            root,
        })
    }

    fn answer(&self, page: &mut SearchPage, limit: usize, request: &Search) -> Result<()> {
        let mut cursor = request.after.as_deref().map_or(Cursor::Start, Cursor::read);
        let names = &self.names;
        let first = names.len().min(NAMES_FIRST);
        // One more than fits tells whether there is more.
        let newest = self.newest(None, COUNTED + 1, limit + 1)?;
        let total = names.len() + newest.found.len();
        page.more_than_counted = !newest.complete || total > COUNTED;
        page.total = u32::try_from(total.min(COUNTED)).unwrap_or(u32::MAX);

        let mut room = limit;
        if matches!(cursor, Cursor::Start | Cursor::Names(_)) {
            let from = if let Cursor::Names(count) = cursor {
                count
            } else {
                0
            };
            for named in names.iter().take(first).skip(from).take(room) {
                page.hits.push(hits::of_name(named, &self.patterns));
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
            let mut found = match (request.sort, self.rank()) {
                (SearchSort::Relevance, Some(expression)) => {
                    page.ranked_newest = !newest.complete || newest.found.len() > COUNTED;
                    self.ranked(newest.found, &expression, last, room + 1)?
                }
                _ if last.is_none() => newest.found,
                _ => self.newest(last, room + 1, room + 1)?.found,
            };
            let more = found.len() > room;
            found.truncate(room);
            page.hits
                .extend(hits::of(self.conn, &self.rows(&found)?, &self.patterns)?);
            room -= found.len();
            cursor = match found.pop() {
                _ if !more => Cursor::NamesAgain(first),
                Some(last) => Cursor::After(last),
                None => cursor,
            };
        }
        if let Cursor::NamesAgain(from) = cursor {
            for named in names.iter().skip(from).take(room) {
                page.hits.push(hits::of_name(named, &self.patterns));
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
        let presence = self.walking.as_ref().map(|walking| &walking.presence);
        if presence.is_some_and(|presence| !Source::NAMES.iter().any(|source| presence.is_in(*source))) {
            return Ok(Vec::new());
        }
        names::named(self.conn, &expression, &whole(&self.root), &self.patterns)
    }

    /// Up to `wanted` things after one of them, the newest first. Once there are `enough` it does not go far for more.
    fn newest(&self, after: Option<&Found>, wanted: usize, enough: usize) -> Result<Taken> {
        let mut all = Taken {
            found: Vec::new(),
            complete: true,
        };
        for shelf in self.shelves.iter().copied() {
            let end = after.map(|last| last.end_of(shelf));
            let taken = self.on_shelf(shelf, end, wanted, enough)?;
            all.found.extend(taken.found);
            all.complete &= taken.complete;
        }
        all.found.sort_by(Found::compare);
        all.complete &= all.found.len() <= wanted;
        all.found.truncate(wanted);
        Ok(all)
    }

    fn on_shelf(&self, which: Shelf, end: Option<End>, wanted: usize, enough: usize) -> Result<Taken> {
        if let Some(walking) = &self.walking
            && !self.filter.of_statements
        {
            // An article's day is what its documents are sorted by: from it on is where the walk may end.
            let is_begin = |node: &&Node| matches!(node, Node::Field(Field::After, _));
            let is_dated = which != Shelf::Statement;
            let rest: Vec<&Node> = walking
                .rest
                .iter()
                .filter(|node| !(is_dated && is_begin(node)))
                .collect();
            let begins = walking.rest.iter().filter(|_| is_dated);
            let first = begins.filter_map(begin).max();
            let rest = match rest.as_slice() {
                [] => None,
                rest => Some(Node::All(rest.iter().copied().cloned().collect())),
            };
            let walk = Walk {
                presence: &walking.presence,
                shelf: which,
                seed: rest.as_ref().and_then(|rest| self.seed(which, rest)),
                rest: rest.map(|rest| self.filter.condition(which, &rest)),
                first: first.unwrap_or(Day::UNKNOWN),
            };
            return walk.take(end.map(End::place), wanted, enough);
        }
        let listed = Listed {
            conn: self.conn,
            shelf: which,
            condition: &self.filter.condition(which, &self.root),
            most: COUNTED,
        };
        listed.take(end, wanted)
    }

    /// A part of the rest by which articles can be found through an index.
    fn seed(&self, which: Shelf, rest: &Node) -> Option<Condition> {
        let Node::All(nodes) = rest else { return None };
        if which != Shelf::Article {
            return None;
        }
        nodes.iter().find_map(|node| match node {
            Node::Field(Field::Outlet, value) => Some(Condition {
                sql: "x.outlet_id IN (SELECT value FROM json_each(?))".to_owned(),
                values: vec![Sql::Text(self.filter.ids(Field::Outlet, value)?.to_owned())],
            }),
            Node::Field(Field::Language, value) => Some(Condition {
                sql: "(x.language = ? OR x.language > ? || '-' AND x.language < ? || '.')".to_owned(),
                values: vec![Sql::Text(value.clone()); 3],
            }),
            _ => None,
        })
    }

    /// The rows of what was found.
    fn rows(&self, found: &[Found]) -> Result<Vec<(Shelf, i64)>> {
        let documents: Vec<i64> = found
            .iter()
            .filter_map(|found| match found.thing {
                Thing::Document(id) => Some(id),
                Thing::Row(_) => None,
            })
            .collect();
        let rows = self
            .conn
            .prepare_cached(
                "SELECT id, row FROM search_document WHERE id IN (SELECT value FROM json_each(?1))",
            )?
            .query_map([json(&documents)], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<std::collections::HashMap<i64, i64>>>()?;
        Ok(found
            .iter()
            .filter_map(|found| match found.thing {
                Thing::Row(row) => Some((found.shelf, row)),
                Thing::Document(id) => Some((found.shelf, *rows.get(&id)?)),
            })
            .collect())
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

    /// The newest thousand, best first; those after one of them.
    fn ranked(
        &self,
        mut newest: Vec<Found>,
        expression: &str,
        after: Option<&Found>,
        limit: usize,
    ) -> Result<Vec<Found>> {
        newest.truncate(COUNTED);
        let walking = self.walking.as_ref().filter(|_| !self.filter.of_statements);
        let all = walking.is_some_and(|walking| walking.rest.is_empty());
        rank(self.conn, expression, &mut newest, all, &|source| {
            walking.is_none_or(|walking| walking.presence.is_in(source))
        })?;
        let is_last = |found: &Found, last: &Found| {
            (found.shelf, found.day, found.rank) == (last.shelf, last.day, last.rank)
        };
        let from = match after {
            None => 0,
            Some(last) => newest
                .iter()
                .position(|found| is_last(found, last))
                .map_or(newest.len(), |at| at + 1),
        };
        Ok(newest.into_iter().skip(from).take(limit).collect())
    }
}

/// The first day of a date after which things are looked for.
fn begin(node: &Node) -> Option<Day> {
    match node {
        Node::Field(Field::After | Field::Published, value) => {
            let days = DateRange::of(value).ok()?;
            days.earliest.as_deref().map(Day::of)
        }
        _ => None,
    }
}

fn collect(node: &Node, words: &mut Vec<Node>) {
    match node {
        Node::Not(_) | Node::Field(..) if !is_textual(node) => {}
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().for_each(|node| collect(node, words)),
        other => words.push(other.clone()),
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
            // Words side by side, and what may stand for them together.
            Node::Any(nodes) => match nodes.as_slice() {
                [
                    Node::All(_),
                    Node::Word {
                        text, also: Some(_), ..
                    },
                ] => words.push(text),
                _ => return Vec::new(),
            },
            Node::Field(..) | Node::Not(_) | Node::All(_) => return Vec::new(),
        }
    }
    spellings(&words.join(" "))
}
