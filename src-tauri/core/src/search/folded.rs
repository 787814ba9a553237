//! Documents on their way into the index: what they say, folded, and where they will stand.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::documents::{Document, Source};
use super::lexicon::Said;
use super::places::{self, Day, Place};
use crate::Result;
use crate::text::fold::fold;

/// A document as the index takes it. Making it is most of the work that needs no writing.
#[derive(Debug)]
pub(super) struct Folded {
    source: Source,
    row: i64,
    day: Day,
    digest: i64,
    title: Words,
    body: Words,
}

#[derive(Debug)]
struct Words {
    written: String,
    folded: String,
}

impl Words {
    fn of(written: String) -> Self {
        Words {
            folded: fold(&written),
            written,
        }
    }
}

impl Folded {
    pub(super) fn of(source: Source, row: i64, document: Document) -> Self {
        Folded {
            source,
            row,
            day: document.day,
            digest: document.digest(),
            title: Words::of(document.title),
            body: Words::of(document.body),
        }
    }

    /// How much memory it holds, roughly: bytes.
    pub(super) fn weight(&self) -> usize {
        let words = [&self.title, &self.body].map(|words| words.written.len() + words.folded.len());
        words.iter().sum::<usize>() + 200
    }

    /// Whether it is a registered name, and what it says: what the lexicon learns of it.
    pub(super) fn taught(&self) -> (bool, [Said<'_>; 2]) {
        let said = [&self.title, &self.body].map(|words| Said {
            written: &words.written,
            folded: &words.folded,
        });
        (Source::NAMES.contains(&self.source), said)
    }

    /// Forgets what it said as written, which only the lexicon asks for.
    pub(super) fn without_written(mut self) -> Self {
        self.title.written = String::new();
        self.body.written = String::new();
        self
    }
}

/// Gives documents that are not in the index yet their ids, in the order in which they should be put in: FTS5 writes out what
/// it has gathered whenever a rowid is smaller than the one before. In one day they stand in the order in which they come.
pub(super) fn place<'f>(
    conn: &Connection,
    documents: impl IntoIterator<Item = &'f Folded>,
) -> Result<Vec<(i64, &'f Folded)>> {
    // By source and twin alike: they share their places.
    let group = |source: Source| source.twin().map_or(source, |twin| twin.min(source));
    let mut last: HashMap<(Source, Day), Place> = HashMap::new();
    let mut given: HashMap<(Source, i64), Place> = HashMap::new();
    let mut placed = Vec::new();
    for document in documents {
        let (source, row, day) = (document.source, document.row, document.day);
        if !source.is_dated() {
            placed.push((source.base() + row, document));
            continue;
        }
        let twin = match source.twin() {
            None => None,
            Some(twin) => match given.get(&(twin, row)) {
                Some(place) => Some(*place),
                None => places::find(conn, twin, row)?
                    .and_then(Place::of)
                    .map(|(_, place)| place),
            },
        };
        let place = match (twin, last.get(&(group(source), day))) {
            (Some(place), _) if place.day == day => place,
            (_, before) => {
                let place = match before {
                    Some(before) => before.following(),
                    None => places::next(conn, source, day)?,
                };
                last.insert((group(source), day), place);
                place
            }
        };
        if source.twin().is_some() {
            given.insert((source, row), place);
        }
        placed.push((place.id(source), document));
    }
    placed.sort_unstable_by_key(|(id, _)| *id);
    Ok(placed)
}

/// Puts a document into the index. Its words are to be learned besides.
pub(super) fn add(conn: &Connection, id: i64, folded: &Folded) -> Result<()> {
    conn.prepare_cached("INSERT INTO search_document (id, source, row, digest) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, folded.source.number(), folded.row, folded.digest])?;
    conn.prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![id, folded.title.folded, folded.body.folded])?;
    Ok(())
}
