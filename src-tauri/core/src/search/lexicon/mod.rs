//! The lexicon: the words of the index, from which queries are expanded ([`super::expand`]) and completed.
//!
//! It is learned from the documents as they are indexed ([`Learner`]; by imports on a thread of its own, [`Student`], and
//! written down where the documents are indexed, [`Notebook`]), so that it costs no pass of its own. Which words are there is exact: a word comes with the first document that says it and goes with the
//! last ([`forget`]). In how many documents a word stands is exact up to [`COUNTED`] and estimated above
//! it: what only orders completions must not cost a write for each common word of each document.
//!
//! Beside each word stands how it was written, since folding takes capitals and marks away; and two tables find words
//! by their ending and by the keys of names.

mod learner;
pub(super) mod lookup;
mod notebook;
mod student;
mod term;
mod written;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Connection, OptionalExtension, params};

pub(crate) use learner::Learner;
pub(crate) use notebook::Notebook;
pub(crate) use student::{Lesson, Student};

use super::match_expression::string;
use crate::Result;
use crate::text::name_key;

/// Raised when the tables are filled differently.
pub(super) const LEXICON_VERSION: u32 = 1;

/// From here on words have a class by which the commonest are found, and those that go are not counted any more.
const EXACT: i64 = 64;
/// Up to here single documents are counted one by one; those of an import always are.
const COUNTED: i64 = 8;
/// Shorter words are the end of no compound that is looked for (letters).
const SHORTEST_COMPOUND: usize = 7;
/// Longer ones are no words (letters).
const LONGEST_COMPOUND: usize = 48;
/// Letters of a word that may be a name.
const NAME_LETTERS: std::ops::RangeInclusive<usize> = 3..=32;

/// A title or text of a document, as written and folded by [`crate::text::fold::fold`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'t> {
    pub written: &'t str,
    pub folded: &'t str,
}

/// Takes out the words of documents that have been removed from the index, those that stand in no other.
pub(super) fn forget(conn: &Connection, terms: &BTreeSet<String>) -> Result<()> {
    let mut is_said = conn.prepare_cached("SELECT 1 FROM search WHERE search MATCH ?1 LIMIT 1")?;
    let mut fewer =
        conn.prepare_cached("UPDATE lexicon SET docs = docs - 1 WHERE term = ?1 AND docs > 1 AND docs < ?2")?;
    let mut remove = conn.prepare_cached("DELETE FROM lexicon WHERE term = ?1")?;
    let mut remove_ending = conn.prepare_cached("DELETE FROM lexicon_ending WHERE reversed = ?1")?;
    let mut remove_key = conn.prepare_cached("DELETE FROM lexicon_key WHERE key = ?1 AND term = ?2")?;
    for term in terms {
        if is_said
            .query_row([string(term)], |_| Ok(()))
            .optional()?
            .is_some()
        {
            fewer.execute(params![term, EXACT])?;
            continue;
        }
        remove.execute([term])?;
        if may_end_compound(term) {
            remove_ending.execute([reversed(term)])?;
        }
        for key in name_keys(term) {
            remove_key.execute([key.as_str(), term])?;
        }
    }
    Ok(())
}

/// Empties it, before the index is built anew.
pub(super) fn clear(conn: &Connection) -> Result<()> {
    conn.execute_batch("DELETE FROM lexicon; DELETE FROM lexicon_ending; DELETE FROM lexicon_key")?;
    Ok(())
}

/// The words of folded text.
pub(super) fn terms(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|term| !term.is_empty())
}

/// Where the lexicon differs from the words of the index, in English, at most `limit`. `conn` must see them as
/// `temp.search_word` (fts5vocab of type row).
pub(super) fn findings(conn: &Connection, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    for (what, sql) in [
        (
            "the lexicon does not know",
            "SELECT term FROM temp.search_word w WHERE NOT EXISTS (SELECT 1 FROM lexicon l WHERE l.term = w.term) LIMIT ?1",
        ),
        (
            "the lexicon still has",
            "SELECT term FROM (SELECT term FROM lexicon EXCEPT SELECT term FROM temp.search_word) LIMIT ?1",
        ),
        (
            "the keys of names still have",
            "SELECT DISTINCT term FROM lexicon_key k WHERE NOT EXISTS (SELECT 1 FROM lexicon l WHERE l.term = k.term) LIMIT ?1",
        ),
    ] {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([limit])?;
        while let Some(row) = rows.next()? {
            found.push(format!("{what} '{}'", row.get::<_, String>(0)?));
        }
    }
    let mut endings = conn.prepare("SELECT reversed FROM lexicon_ending")?;
    let mut known = conn.prepare("SELECT 1 FROM lexicon WHERE term = ?1")?;
    let mut rows = endings.query([])?;
    while let Some(row) = rows.next()? {
        let term = reversed(&row.get::<_, String>(0)?);
        if !known.exists([&term])? {
            found.push(format!("the endings of words still have '{term}'"));
        }
    }
    Ok(found)
}

/// The class of a word that so many documents say.
fn class(docs: i64) -> i64 {
    if docs < EXACT { 0 } else { i64::from(docs.ilog2()) }
}

/// How much the count of a word grows by a further single document. From [`COUNTED`] on only one in so many documents is
/// counted, and for as many: each word that is counted is a page to write, and stands on its own.
fn growth(docs: i64, term: &str, id: i64) -> i64 {
    if docs < COUNTED {
        return 1;
    }
    let step = 1_i64 << docs.ilog2().saturating_sub(2).min(40);
    let mut hasher = DefaultHasher::new();
    (term, id).hash(&mut hasher);
    let chance = i64::try_from(hasher.finish() >> 1).unwrap_or(0);
    if chance % step == 0 { step } else { 0 }
}

fn reversed(term: &str) -> String {
    term.chars().rev().collect()
}

/// Whether the word is listed by its ending. Folded Latin letters are ASCII but for a few.
fn may_end_compound(term: &str) -> bool {
    let letters = term.len();
    (SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&letters)
        && term.bytes().all(|letter| letter.is_ascii_alphabetic())
}

/// The keys of a word as a name; none for those that cannot be one.
pub(super) fn name_keys(term: &str) -> Vec<String> {
    let mut letters = 0;
    for letter in term.chars() {
        if letter.is_numeric() {
            return Vec::new();
        }
        letters += 1;
    }
    if NAME_LETTERS.contains(&letters) {
        name_key::keys(term)
    } else {
        Vec::new()
    }
}
