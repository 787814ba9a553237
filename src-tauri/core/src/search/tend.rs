//! Upkeep of the index: its segments are merged in small steps while nobody waits.
//!
//! Every transaction that writes words leaves a segment, and a search looks into each. FTS5 would merge them inside whichever
//! write happens to be the last straw, which after a large import takes seconds; so it is told never to
//! do so by itself (schema 2), and is asked here.
//!
//! FTS5 merges all segments of a level into one of the next (<https://sqlite.org/fts5.html#the_merge_command>). A level in
//! which one segment outweighs all others is left alone for longer, or a few new articles would have a million old ones
//! written again.

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// Leaf pages that a step writes, of some 4 KB each. A step ends between words: one that stands in very many documents makes it
/// longer.
const PAGES: i64 = 16;
/// Segments of a level that are merged when none outweighs the others.
const FEW: usize = 4;
/// Segments of a level that are merged in any case.
const MANY: usize = 48;
/// A segment outweighs the others when it has so many times their pages.
const OUTWEIGHS: u64 = 4;
/// Leaf pages from which on a merged segment is put a level higher, out of the way of small ones.
const LARGE: u64 = 8_192;
/// Segments at which a write does a step itself, since nobody else seems to.
const OVERDUE: usize = 256;
/// Segments at which merging should not wait for a quieter moment: FTS5 merges a level of 500 at once, in whichever write
/// happens to come.
const CROWDED: usize = 100;

/// The segments of the index by level.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Structure {
    levels: Vec<Level>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Level {
    /// Segments that are being merged.
    merging: u64,
    /// Leaf pages of each segment.
    pages: Vec<u64>,
}

/// A level that should be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    /// Nothing stands above it.
    is_top: bool,
    pages: u64,
    begun: bool,
}

impl Structure {
    /// Reads FTS5's own record of its segments.
    pub(super) fn of(conn: &Connection) -> Result<Self> {
        let record: Option<Vec<u8>> = conn
            .prepare_cached("SELECT block FROM search_data WHERE id = 10")?
            .query_row([], |row| row.get(0))
            .optional()?;
        // One that is not understood asks for nothing.
        Ok(record.and_then(|record| Self::read(&record)).unwrap_or_default())
    }

    /// The format is that of "structure record" in SQLite's `ext/fts5/fts5_index.c`: a cookie of four bytes, then varints:
    /// levels, segments, a counter, and for each level how many of its segments are being merged, how many it has, and of each its
    /// id, first and last leaf.
    fn read(record: &[u8]) -> Option<Self> {
        let mut rest = record.get(4..)?;
        // The form for contentless tables that delete by themselves, which this is not.
        if rest.starts_with(&[0xFF, 0, 0, 1]) {
            return None;
        }
        let levels = varint(&mut rest)?;
        let (_segments, _counter) = (varint(&mut rest)?, varint(&mut rest)?);
        let mut structure = Structure::default();
        for _ in 0..levels {
            let merging = varint(&mut rest)?;
            let mut level = Level {
                merging,
                pages: Vec::new(),
            };
            for _ in 0..varint(&mut rest)? {
                let (_id, first, last) = (varint(&mut rest)?, varint(&mut rest)?, varint(&mut rest)?);
                level.pages.push(last.saturating_sub(first).saturating_add(1));
            }
            structure.levels.push(level);
        }
        Some(structure)
    }

    /// How many there are.
    pub(super) fn segments(&self) -> usize {
        self.levels.iter().map(|level| level.pages.len()).sum()
    }

    /// The level that FTS5 would merge, if it should.
    fn wanted(&self) -> Option<Wanted> {
        // As fts5IndexMerge chooses: one that was begun, else the one with the most segments.
        let begun = self.levels.iter().position(|level| level.merging > 0);
        let at = match begun {
            Some(at) => at,
            None => (0..self.levels.len())
                .rev()
                .max_by_key(|at| self.levels.get(*at).map(|level| level.pages.len()))?,
        };
        let level = self.levels.get(at)?;
        let pages: u64 = level.pages.iter().sum();
        let largest = level.pages.iter().max().copied().unwrap_or(0);
        let is_even = largest <= OUTWEIGHS * (pages - largest);
        let should = begun.is_some() || level.pages.len() >= if is_even { FEW } else { MANY };
        should.then(|| Wanted {
            is_top: self
                .levels
                .iter()
                .skip(at + 1)
                .all(|level| level.pages.is_empty()),
            pages,
            begun: begun.is_some(),
        })
    }
}

/// A varint as SQLite writes it: seven bits a byte, the highest first, all eight of a ninth byte.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for at in 0..9 {
        let (byte, more) = rest.split_first()?;
        *rest = more;
        if at == 8 {
            return Some(number << 8 | u64::from(*byte));
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

/// Merges a little, if there is anything to merge; whether there may be more. Inside a transaction.
pub(crate) fn step(conn: &Connection) -> Result<bool> {
    match Structure::of(conn)?.wanted() {
        None => Ok(false),
        Some(wanted) => merge(conn, wanted),
    }
}

/// As [`step`], when far too many segments have gathered and it will not take long. Inside the transaction of a write, which
/// would wait for the disk twice otherwise.
pub(crate) fn step_when_overdue(conn: &Connection) -> Result<()> {
    let structure = Structure::of(conn)?;
    if structure.segments() >= OVERDUE
        && let Some(wanted) = structure.wanted()
        && wanted.pages < LARGE
    {
        merge(conn, wanted)?;
    }
    Ok(())
}

/// Whether so many segments have gathered that they should be merged now.
pub(crate) fn is_crowded(conn: &Connection) -> Result<bool> {
    let structure = Structure::of(conn)?;
    Ok(structure.segments() >= CROWDED && structure.wanted().is_some())
}

fn merge(conn: &Connection, wanted: Wanted) -> Result<bool> {
    // A negative number lifts all segments above the highest level first.
    let lift = wanted.is_top && wanted.pages >= LARGE && !wanted.begun;
    conn.prepare_cached("INSERT INTO search (search, rank) VALUES ('merge', ?1)")?
        .execute(params![if lift { -PAGES } else { PAGES }])?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn structure(levels: &[(u64, &[u64])]) -> Structure {
        let levels = levels.iter().map(|(merging, pages)| Level {
            merging: *merging,
            pages: pages.to_vec(),
        });
        Structure {
            levels: levels.collect(),
        }
    }

    #[test]
    fn small_segments_are_merged_soon_and_a_large_one_is_not_written_again_for_a_few_small_ones() {
        let wanted = |levels: &[(u64, &[u64])]| structure(levels).wanted().is_some();
        assert!(!wanted(&[]));
        assert!(!wanted(&[(0, &[1, 1, 1])]));
        assert!(wanted(&[(0, &[1, 1, 1, 1])]));
        assert!(!wanted(&[(0, &[1, 1]), (0, &[90_000, 1, 1, 2])]));
        assert!(wanted(&[(0, &[1; 5]), (0, &[90_000, 1, 1, 2])]));
        assert!(wanted(&[(0, &[1]), (3, &[90_000, 1, 1])]));
        assert!(wanted(&[(0, &[]), (0, &[1; 48])]));
    }

    #[test]
    fn a_record_that_is_cut_short_asks_for_nothing() {
        let record = [0, 0, 0, 1, 1, 2, 9, 0, 2, 1, 1, 0x81, 0x00, 2, 1, 5];
        let whole = structure(&[(0, &[128, 5])]);
        assert_eq!(Structure::read(&record), Some(whole));
        for end in 0..record.len() {
            assert_eq!(Structure::read(&record[..end]), None, "{end}");
        }
    }
}
