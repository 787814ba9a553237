//! Writing lessons down in the file.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::student::{Fresh, Lesson};
use super::{class, growth};
use crate::Result;

/// What the file knows of a [`super::Student`]'s words, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Notebook {
    words: Vec<Option<Word>>,
    /// Begins anew before the next lesson.
    is_full: bool,
    /// Words that are still to be counted, in their order, once they are.
    counting: Option<Vec<u32>>,
}

#[derive(Debug)]
struct Word {
    term: Arc<str>,
    /// Documents that the lexicon counts.
    counted: i64,
    /// Documents that it does not count yet.
    docs: u32,
}

impl Notebook {
    /// Writes the words of a lesson down. May be done again when the transaction was taken back.
    pub(crate) fn write(&mut self, conn: &Connection, lesson: &Lesson) -> Result<()> {
        let mut insert = conn.prepare_cached(
            "INSERT INTO lexicon (term, docs, class, written, named) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (term) DO NOTHING",
        )?;
        for word in &lesson.fresh {
            if word.is_new {
                let docs = i64::from(word.docs);
                let row = params![word.term, docs, class(docs), word.written, word.is_named];
                let counted = if insert.execute(row)? > 0 {
                    docs
                } else {
                    learn_more(conn, word, None)?
                };
                self.set(word, counted);
            } else {
                learn_more(conn, word, None)?;
            }
        }
        find_by(conn, lesson)
    }

    /// As [`Self::write`], of a single document: common words are not counted each time. Nothing has to be noted then.
    pub(crate) fn write_one(conn: &Connection, lesson: &Lesson, id: i64) -> Result<()> {
        for word in &lesson.fresh {
            learn_more(conn, word, Some(id))?;
        }
        find_by(conn, lesson)
    }

    /// Notes that the lesson was written down for good; its counts follow.
    pub(crate) fn note(&mut self, lesson: &Lesson) {
        for (number, docs) in &lesson.more {
            if let Some(Some(word)) = self.words.get_mut(*number as usize) {
                word.docs = word.docs.saturating_add(*docs);
            }
        }
        self.is_full = lesson.is_last;
        self.counting = None;
    }

    /// Whether the numbers of the next lesson are others: then everything must be counted first.
    pub(crate) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Writes down how many documents say the words, until all is written or `enough` says so; whether there is more.
    pub(crate) fn count(&mut self, conn: &Connection, enough: &dyn Fn() -> bool) -> Result<bool> {
        let mut waiting = match self.counting.take() {
            Some(waiting) => waiting,
            None => self.uncounted(),
        };
        let mut add = conn.prepare_cached("UPDATE lexicon SET docs = docs + ?2 WHERE term = ?1")?;
        let mut rise = conn
            .prepare_cached("UPDATE lexicon SET docs = docs + ?2, class = max(class, ?3) WHERE term = ?1")?;
        let mut done = 0_u32;
        while let Some(number) = waiting.pop() {
            let Some(Some(word)) = self.words.get_mut(number as usize) else {
                continue;
            };
            let docs = word.counted.saturating_add(i64::from(word.docs));
            if class(docs) > class(word.counted) {
                rise.execute(params![word.term, word.docs, class(docs)])?;
            } else {
                add.execute(params![word.term, word.docs])?;
            }
            word.counted = docs;
            word.docs = 0;
            done += 1;
            if done.is_multiple_of(64) && enough() {
                break;
            }
        }
        let more = !waiting.is_empty();
        if more {
            self.counting = Some(waiting);
        } else if self.is_full {
            *self = Notebook::default();
        }
        Ok(more)
    }

    /// The last word first.
    fn uncounted(&self) -> Vec<u32> {
        let docs = |word: &&(u32, &Word)| word.1.docs > 0;
        let mut words: Vec<(u32, &Word)> = (0..)
            .zip(&self.words)
            .filter_map(|(number, word)| Some((number, word.as_ref()?)))
            .filter(|word| docs(&word))
            .collect();
        words.sort_unstable_by(|(_, one), (_, other)| other.term.cmp(&one.term));
        words.into_iter().map(|(number, _)| number).collect()
    }

    fn set(&mut self, word: &Fresh, counted: i64) {
        let at = word.number as usize;
        if self.words.len() <= at {
            self.words.resize_with(at + 1, || None);
        }
        if let Some(place) = self.words.get_mut(at) {
            *place = Some(Word {
                term: Arc::clone(&word.term),
                counted,
                docs: 0,
            });
        }
    }
}

/// Writes a word down that may be known; gives how many documents are counted then. `only`: of the single document
/// of this id.
fn learn_more(conn: &Connection, word: &Fresh, only: Option<i64>) -> Result<i64> {
    let known: Option<(i64, bool, bool)> = conn
        .prepare_cached("SELECT docs, written IS NOT NULL, named FROM lexicon WHERE term = ?1")?
        .query_row([&word.term], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let docs = i64::from(word.docs);
    let Some((counted, is_written, is_named)) = known else {
        conn.prepare_cached(
            "INSERT INTO lexicon (term, docs, class, written, named) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![word.term, docs, class(docs), word.written, word.is_named])?;
        return Ok(docs);
    };
    let more = match only {
        Some(id) if docs > 0 => growth(counted, &word.term, id),
        _ => docs,
    };
    let counts = counted.saturating_add(more);
    let is_more = more > 0 || word.is_named && !is_named || word.written.is_some() && !is_written;
    if is_more && class(counts) > class(counted) {
        conn.prepare_cached("UPDATE lexicon SET class = max(class, ?2) WHERE term = ?1")?
            .execute(params![word.term, class(counts)])?;
    }
    if is_more {
        conn.prepare_cached(
            "UPDATE lexicon SET docs = docs + ?2, written = coalesce(written, ?3) WHERE term = ?1",
        )?
        .execute(params![word.term, more, word.written])?;
    }
    if word.is_named && !is_named {
        conn.prepare_cached("UPDATE lexicon SET named = 1 WHERE term = ?1")?
            .execute([&word.term])?;
    }
    Ok(counts)
}

/// The tables by which words are found otherwise than by their beginning.
fn find_by(conn: &Connection, lesson: &Lesson) -> Result<()> {
    let mut ending = conn.prepare_cached("INSERT OR IGNORE INTO lexicon_ending (reversed) VALUES (?1)")?;
    for reversed in &lesson.endings {
        ending.execute([reversed])?;
    }
    let mut key = conn.prepare_cached("INSERT OR IGNORE INTO lexicon_key (key, term) VALUES (?1, ?2)")?;
    for (of, term) in &lesson.keys {
        key.execute(params![of, term])?;
    }
    Ok(())
}
