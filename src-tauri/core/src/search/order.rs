//! The order of what is found: the newest day first, of a day the articles first, what has no day last.

use std::cmp::Ordering;

use super::filter::Shelf;
use super::places::{Day, Place};

/// A thing, as far as it is known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// The id of its row.
    Row(i64),
    /// The id of its document.
    Document(i64),
}

/// A thing found, with what it is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub shelf: Shelf,
    pub day: Day,
    /// Sorts things of the same shelf and day, the greatest first.
    pub rank: i64,
    pub thing: Thing,
}

impl Found {
    /// What stands first is less.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        other
            .day
            .cmp(&self.day)
            .then(self.shelf.cmp(&other.shelf))
            .then(other.rank.cmp(&self.rank))
    }

    /// What of a shelf comes after this.
    pub(super) fn end_of(&self, which: Shelf) -> End {
        match which.cmp(&self.shelf) {
            Ordering::Less => End::Day(self.day),
            Ordering::Equal => End::Rank(self.day, self.rank),
            Ordering::Greater => End::Day(self.day.next()),
        }
    }
}

/// Where of a shelf to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Before that day.
    Day(Day),
    /// Before that day, or on it with a smaller rank.
    Rank(Day, i64),
}

impl End {
    /// For things whose rank is the key of their place.
    pub(super) fn place(self) -> Place {
        match self {
            End::Day(day) => Place::first_of(day),
            End::Rank(day, rank) => Place::of_key(rank).unwrap_or(Place::first_of(day)),
        }
    }
}
