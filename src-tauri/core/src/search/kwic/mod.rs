//! Keyword in context: every place where the words of a query stand, each as a line of a table, with what stands
//! before and after.
//!
//! The things in which to look are those that the search finds, in its order; so a line costs no more than a hit. To
//! sort lines by their words all of them have to be there: then only the newest are.

mod csv;
mod lines;
mod texts;

use rusqlite::Connection;

pub use csv::kwic_csv;

use self::lines::{Cut, Line, lines};
use self::texts::{Text, texts};
use super::asked::asked;
use super::filter::Shelf;
use super::find::newest;
use super::hits;
use super::marks::Patterns;
use super::query::Node;
use super::types::{Hit, KeywordInContext, KwicPage, KwicRow, KwicSort};
use crate::Result;
use crate::search::expand::Choice;
use crate::text::direction::direction;
use crate::text::fold::fold;
use crate::workspace::Reading;

/// Lines that are sorted by their words at most.
const SORTED: usize = 2_000;
/// Things asked for at a time.
const TOGETHER: usize = 50;
/// Between the parts of a cursor.
const APART: char = '\u{1f}';

/// One page of the lines of a query.
pub fn keyword_in_context(db: &Reading<'_>, request: KeywordInContext) -> Result<KwicPage> {
    let limit = match request.limit {
        0 => 100,
        limit => limit.min(500) as usize,
    };
    let _snapshot = db.snapshot()?;
    let asked = asked(
        db,
        &request.query,
        false,
        &Choice::new(&request.without, &request.without_terms, &request.with_terms),
    )?;
    let mut page = KwicPage {
        rows: Vec::new(),
        next: None,
        bounded: false,
        understood: asked.understood,
        problems: asked.problems,
    };
    let Some(root) = asked.root else {
        return Ok(page);
    };
    let cut = Cut::of(&request);
    let after = request.after.as_deref();
    match request.sort {
        KwicSort::Newest => {
            let mut walk = Walk::after(db.conn, &root, cut, after);
            while page.rows.len() < limit
                && let Some(row) = walk.next()?
            {
                page.rows.push(row);
            }
            page.next = walk.is_more()?.then(|| walk.cursor());
        }
        sort => {
            let key = format!(
                "{:?} {:?} {:?} {} {:?} {:?} {:?}",
                sort,
                request.within,
                request.width,
                request.query,
                request.without,
                request.without_terms,
                request.with_terms
            );
            let sorted = db.memory.lines(db.conn, key, || {
                sorted(Walk::after(db.conn, &root, cut, None), sort)
            })?;
            a_page(&mut page, &sorted, after, limit);
        }
    }
    Ok(page)
}

/// The newest lines, sorted by their words.
#[derive(Default)]
pub(in crate::search) struct Sorted {
    rows: Vec<(String, KwicRow)>,
    /// There are more lines.
    bounded: bool,
}

fn sorted(mut walk: Walk<'_>, sort: KwicSort) -> Result<Sorted> {
    let mut rows = Vec::new();
    while rows.len() < SORTED
        && let Some(row) = walk.next()?
    {
        rows.push((key(&row, sort), row));
    }
    let bounded = walk.is_more()?;
    // Stable: of equal lines the newest stays first.
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(Sorted { rows, bounded })
}

fn a_page(page: &mut KwicPage, sorted: &Sorted, after: Option<&str>, limit: usize) {
    let rows = &sorted.rows;
    page.bounded = sorted.bounded;
    let from = match after {
        None => 0,
        Some(after) => {
            let same = rows.iter().position(|(key, row)| cursor(key, row) == after);
            let key = after.splitn(3, APART).nth(2).unwrap_or_default();
            same.map_or_else(
                // The line is gone: on with what would come behind it.
                || rows.partition_point(|(own, _)| own.as_str() <= key),
                |at| at + 1,
            )
        }
    };
    let more = rows.len() > from.saturating_add(limit);
    let mut taken = rows.iter().skip(from).take(limit).peekable();
    while let Some((key, row)) = taken.next() {
        if more && taken.peek().is_none() {
            page.next = Some(cursor(key, row));
        }
        page.rows.push(row.clone());
    }
}

fn key(row: &KwicRow, sort: KwicSort) -> String {
    let right = || format!("{} {}", fold(&row.keyword), fold(&row.right));
    match sort {
        KwicSort::Left => {
            let left = fold(&row.left);
            let words: Vec<&str> = left.split(' ').rev().collect();
            format!("{} {}", words.join(" "), right())
        }
        KwicSort::Newest | KwicSort::Right => right(),
    }
}

fn cursor(key: &str, row: &KwicRow) -> String {
    format!("{}{APART}{}{APART}{key}", row.uid, row.start)
}

/// All lines of a query, one after the other, the newest first.
struct Walk<'c> {
    conn: &'c Connection,
    root: &'c Node,
    patterns: Patterns,
    cut: Cut,
    /// Things still to look into, the next one last.
    things: Vec<((Shelf, i64), String)>,
    /// No things beyond those.
    complete: bool,
    /// The thing asked for last.
    asked: String,
    /// The thing before the one that is being read; its lines, the next one last; how many were given.
    before: String,
    current: String,
    lines: Vec<KwicRow>,
    given: usize,
}

impl<'c> Walk<'c> {
    fn after(conn: &'c Connection, root: &'c Node, cut: Cut, after: Option<&str>) -> Self {
        let (given, before) = after
            .and_then(|after| after.split_once(APART))
            .map_or((0, ""), |(given, before)| (given.parse().unwrap_or(0), before));
        let patterns = Patterns::of(root);
        Walk {
            conn,
            root,
            // Without words there is no line.
            complete: patterns.of_bodies() == 0,
            patterns,
            cut,
            things: Vec::new(),
            asked: before.to_owned(),
            before: before.to_owned(),
            current: before.to_owned(),
            lines: Vec::new(),
            given,
        }
    }

    /// Where to go on: after so many lines of the thing that follows another.
    fn cursor(&self) -> String {
        format!("{}{APART}{}", self.given, self.before)
    }

    fn next(&mut self) -> Result<Option<KwicRow>> {
        self.is_more()?;
        let row = self.lines.pop();
        self.given += usize::from(row.is_some());
        Ok(row)
    }

    /// Reads on until there is a line to give.
    fn is_more(&mut self) -> Result<bool> {
        // Of a thing that was begun on another page some lines were given there.
        let mut skip = if self.current == self.before {
            self.given
        } else {
            0
        };
        while self.lines.is_empty() {
            if self.things.is_empty() {
                if self.complete {
                    return Ok(false);
                }
                let after = (!self.asked.is_empty()).then_some(self.asked.as_str());
                let batch = newest(self.conn, self.root, after, TOGETHER, TOGETHER)?;
                self.complete = batch.complete || batch.rows.is_empty();
                self.things = batch.rows;
                self.things.reverse();
                if let Some((_, mark)) = self.things.first() {
                    self.asked.clone_from(mark);
                }
            }
            let Some((thing, mark)) = self.things.pop() else {
                continue;
            };
            self.before = std::mem::replace(&mut self.current, mark);
            self.lines = rows(self.conn, thing, &self.patterns, self.cut)?;
            self.given = skip.min(self.lines.len());
            self.lines.drain(..self.given);
            self.lines.reverse();
            skip = 0;
        }
        Ok(true)
    }
}

/// The lines of a thing.
fn rows(conn: &Connection, thing: (Shelf, i64), patterns: &Patterns, cut: Cut) -> Result<Vec<KwicRow>> {
    let Some(hit) = hits::of(conn, &[thing], &Patterns::default())?.pop() else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for text in texts(conn, thing, &hit)? {
        let set = direction(&text.language, text.body.lines().next().unwrap_or_default());
        let found = lines(&text, patterns, cut);
        rows.extend(found.into_iter().map(|line| row(&hit, &text, set, line)));
    }
    Ok(rows)
}

fn row(hit: &Hit, text: &Text, direction: crate::vocabulary::Direction, line: Line) -> KwicRow {
    KwicRow {
        entity: hit.entity,
        uid: hit.uid,
        start: line.start,
        end: line.end,
        part: text.part,
        left: line.left,
        keyword: line.keyword,
        right: line.right,
        language: text.language.clone(),
        direction,
        article: hit.article.clone(),
        title: hit.title.clone(),
        outlet: hit.outlet.clone(),
        published: hit.published.clone(),
    }
}
