//! Where documents stand in the index: in the order in which they are shown.
//!
//! FTS5 walks along rowids. So the rowid says the order: first the source (each has a range of its own), in it
//! the day, and in the day the number of the document, which counts from 1. Walking a source backwards gives the newest
//! first, at the price of a list of words alone, however many articles there are.
//!
//! Small differences between rowids make a small index. Therefore a day has room for few numbers, and what comes
//! when it is full stands in a second part of the source with room for all. A walk goes along both.

use rusqlite::{Connection, OptionalExtension, params};

use super::sources::Source;
use crate::Result;

/// Bits of a number in the first part of a source: 2,047 documents of a day.
const FEW: u32 = 11;
/// Bits of a number in the second part.
const MANY: u32 = 33;
/// Where the second part of a source begins.
const SECOND: i64 = 1 << 56;

/// A day, as the order of documents has it: a number that grows from day to day; 0 is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Day(u32);

impl Day {
    pub(super) const UNKNOWN: Day = Day(0);
    /// 9999-12-31.
    pub(super) const LAST: Day = Day(9_999 * 372 + 11 * 31 + 31);

    /// Of `YYYY-MM-DD`, whatever follows; anything else is unknown.
    pub(super) fn of(text: &str) -> Day {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
        let day = (|| {
            let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
            let is_day = text.get(4..5) == Some("-")
                && text.get(7..8) == Some("-")
                && (1..=12).contains(&month)
                && (1..=31).contains(&day);
            is_day.then(|| Day(year * 372 + (month - 1) * 31 + day))
        })();
        day.unwrap_or(Day::UNKNOWN)
    }

    /// As `YYYY-MM-DD`; '' when unknown.
    pub(super) fn text(self) -> String {
        let Some(days) = self.0.checked_sub(1) else {
            return String::new();
        };
        format!(
            "{:04}-{:02}-{:02}",
            days / 372,
            days % 372 / 31 + 1,
            days % 31 + 1
        )
    }

    /// A day later; of the unknown the first of all.
    pub(super) fn next(self) -> Day {
        Day(self.0.saturating_add(1))
    }
}

/// Where a document stands among those of its source, the newest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub day: Day,
    /// In the second part.
    second: bool,
    number: i64,
}

impl Place {
    /// Before everything of that day.
    pub(super) fn first_of(day: Day) -> Self {
        Place {
            day,
            second: false,
            number: 0,
        }
    }

    /// Where the document of this id stands. None of a source without days.
    pub(super) fn of(id: i64) -> Option<(Source, Place)> {
        let (source, within) = Source::of_document(id)?;
        if !source.is_dated() {
            return None;
        }
        let second = within >= SECOND;
        let (rest, bits) = if second {
            (within - SECOND, MANY)
        } else {
            (within, FEW)
        };
        let place = Place {
            day: Day(u32::try_from(rest >> bits).unwrap_or(u32::MAX)),
            second,
            number: rest & ((1 << bits) - 1),
        };
        Some((source, place))
    }

    /// The id of the document of this source that stands here.
    pub(super) fn id(self, source: Source) -> i64 {
        let bits = if self.second { MANY } else { FEW };
        let part = if self.second { SECOND } else { 0 };
        source.base() + part + (i64::from(self.day.0) << bits) + self.number
    }

    /// The place as one number that sorts as places do: for cursors.
    pub(super) fn key(self) -> i64 {
        (i64::from(self.day.0) << (MANY + 1)) + (i64::from(self.second) << MANY) + self.number
    }

    /// The place of a key.
    pub(super) fn of_key(key: i64) -> Option<Self> {
        let key = u64::try_from(key).ok()?;
        Some(Place {
            day: Day(u32::try_from(key >> (MANY + 1)).ok()?),
            second: key >> MANY & 1 == 1,
            number: i64::try_from(key & ((1 << MANY) - 1)).ok()?,
        })
    }
}

/// The ids of a source's documents in its two parts, from the day `first` on and, if given, before `end`: each as
/// the first id and the first beyond.
pub(super) fn parts(source: Source, first: Day, end: Option<Place>) -> [(i64, i64); 2] {
    [false, true].map(|second| {
        let at = |day, number| Place { day, second, number }.id(source);
        let beyond = match end {
            None => at(Day(Day::LAST.0 + 1), 0),
            Some(end) if end.second == second => end.id(source),
            // Of one day the second part is the newer.
            Some(end) if end.second => at(Day(end.day.0 + 1), 0),
            Some(end) => at(end.day, 0),
        };
        (at(first, 0), beyond)
    })
}

/// The id of a row's document, when it has one.
pub(super) fn find(conn: &Connection, source: Source, row: i64) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached("SELECT id FROM search_document WHERE source = ?1 AND row = ?2")?
        .query_row(params![source.number(), row], |row| row.get(0))
        .optional()?)
}

/// The place after the last of a day.
pub(super) fn next(conn: &Connection, source: Source, day: Day) -> Result<Place> {
    let last = |second: bool| -> Result<i64> {
        let mut last = 0;
        for source in std::iter::once(source).chain(source.twin()) {
            let first = Place {
                day,
                second,
                number: 0,
            };
            let bits = if second { MANY } else { FEW };
            let range = (first.id(source), first.id(source) + (1 << bits));
            let found: Option<i64> = conn
                .prepare_cached("SELECT max(id) FROM search_document WHERE id >= ?1 AND id < ?2")?
                .query_row(params![range.0, range.1], |row| row.get(0))?;
            last = last.max(found.map_or(0, |id| id - range.0));
        }
        Ok(last)
    };
    let few = last(false)?;
    Ok(if few + 1 < 1 << FEW {
        Place {
            day,
            second: false,
            number: few + 1,
        }
    } else {
        Place {
            day,
            second: true,
            number: last(true)? + 1,
        }
    })
}

impl Place {
    /// The next place in the same day.
    pub(super) fn following(self) -> Self {
        if !self.second && self.number + 1 >= 1 << FEW {
            return Place {
                second: true,
                number: 1,
                ..self
            };
        }
        Place {
            number: self.number + 1,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_sort_by_day_then_number_and_are_read_back_from_ids_and_keys() {
        let mut places = Vec::new();
        for day in ["", "0000-01-01", "2024-02-29", "2024-03-01", "9999-12-31"] {
            let mut place = Place::first_of(Day::of(day));
            for _ in 0..(1 << FEW) + 5 {
                place = place.following();
                places.push(place);
            }
        }
        assert!(places.is_sorted());
        assert!(places.windows(2).all(|pair| pair[0].key() < pair[1].key()));
        for source in Source::all().filter(|source| source.is_dated()) {
            for place in &places {
                let id = place.id(source);
                assert!((source.base()..source.end()).contains(&id));
                assert_eq!(Place::of(id), Some((source, *place)));
                assert_eq!(Place::of_key(place.key()), Some(*place));
            }
        }
    }

    #[test]
    fn what_is_no_day_is_unknown() {
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2024-00-10",
            "abcd-ef-gh",
            "2024/01/01",
            "äöü-01-01",
        ] {
            assert_eq!(Day::of(text), Day::UNKNOWN, "{text}");
        }
        assert_eq!(Day::of("2024-01-02T10:00:00Z"), Day::of("2024-01-02"));
        for text in ["", "0000-01-01", "2024-12-31", "2025-01-01", "9999-12-31"] {
            assert_eq!(Day::of(text).text(), text);
        }
    }

    #[test]
    fn a_walk_that_ends_before_a_place_leaves_out_that_place_and_what_is_newer() {
        let day = Day::of("2024-01-02");
        let mut places = vec![Place::first_of(day).following()];
        while places.len() < (1 << FEW) + 3 {
            places.extend(places.last().map(|place| place.following()));
        }
        for end in [0, 5, (1 << FEW) - 2, (1 << FEW) - 1, (1 << FEW) + 1] {
            let end = places[end];
            let ranges = parts(Source::Statement, Day::UNKNOWN, Some(end));
            for place in &places {
                let id = place.id(Source::Statement);
                let inside = ranges.iter().any(|(first, beyond)| id >= *first && id < *beyond);
                assert_eq!(inside, *place < end);
            }
        }
    }
}
