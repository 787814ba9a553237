//! Learning words, of one document or of very many.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Said, class, growth, may_end_compound, name_keys, reversed, terms, written};
use crate::Result;
use crate::text::fold::fold;

/// Words that are remembered at once: some 60 bytes each.
const MOST: usize = 400_000;
/// A word that so many documents have said without a capital has none.
const LOWER_CASE: u32 = 16;

/// Learns the words of many documents, for an import in several transactions.
///
/// Give it each document that is indexed ([`Self::document`]), call [`Self::write`] in the transaction that indexes
/// them, before it is committed, and [`Self::finish`] in the last one. A word is in the lexicon from the first
/// transaction on; its count may follow later. After a transaction that was rolled back, begin with a
/// new one: this one believes to have written.
#[derive(Debug, Default)]
pub(crate) struct Learner {
    words: HashMap<Box<str>, Word>,
    /// Words that the lexicon has to be asked about.
    fresh: Vec<Box<str>>,
    documents: u32,
}

#[derive(Debug, Default)]
struct Word {
    /// Documents that are not counted in the lexicon yet.
    docs: u32,
    /// Documents that the lexicon counts.
    counted: i64,
    /// The last document that said it.
    last: u32,
    /// All documents that said it.
    seen: u32,
    written: Option<Box<str>>,
    /// Seen with a capital.
    is_proper: bool,
    is_named: bool,
    /// Waits in `fresh`.
    waits: bool,
}

impl Learner {
    /// Takes in the words of one document. `named`: it is a registered name.
    pub(crate) fn document(&mut self, named: bool, parts: &[Said<'_>]) {
        self.documents = self.documents.wrapping_add(1);
        let mut look = false;
        for part in parts {
            for term in terms(part.folded) {
                if let Some(word) = self.words.get_mut(term) {
                    if word.last != self.documents {
                        word.last = self.documents;
                        word.docs += 1;
                        word.seen = word.seen.saturating_add(1);
                        if named && !word.is_named {
                            word.is_named = true;
                            wait(&mut self.fresh, word, term);
                        }
                    }
                    look |= !word.is_proper && word.seen < LOWER_CASE;
                } else {
                    let mut word = Word {
                        docs: 1,
                        last: self.documents,
                        seen: 1,
                        is_named: named,
                        ..Word::default()
                    };
                    wait(&mut self.fresh, &mut word, term);
                    self.words.insert(term.into(), word);
                    look = true;
                }
            }
        }
        if look {
            for part in parts {
                self.see(part.written);
            }
        }
    }

    /// Notes how words are written that are not known long.
    fn see(&mut self, text: &str) {
        let (words, fresh) = (&mut self.words, &mut self.fresh);
        let mut lower = String::new();
        written::each(text, &mut |as_written| {
            lower.clear();
            if as_written.is_ascii() {
                lower.push_str(as_written);
                lower.make_ascii_lowercase();
            } else {
                lower = fold(as_written);
            }
            let Some(word) = words.get_mut(lower.as_str()) else {
                return;
            };
            if word.is_proper || word.seen >= LOWER_CASE {
                return;
            }
            let is_proper = as_written.chars().next().is_some_and(char::is_uppercase);
            let shown = written::shown(as_written, &lower);
            if is_proper || word.written.is_none() && shown.is_some() {
                word.is_proper |= is_proper;
                word.written = shown.or(word.written.take());
                wait(fresh, word, &lower);
            }
        });
    }

    /// Puts the words that are new into the lexicon.
    pub(crate) fn write(&mut self, conn: &Connection) -> Result<()> {
        self.meet(conn)?;
        if self.words.len() > MOST {
            self.count(conn)?;
            // The commonest stay, which would only be asked about again.
            self.words.retain(|_, word| word.seen >= LOWER_CASE);
            if self.words.len() > MOST / 2 {
                self.words.clear();
            }
        }
        Ok(())
    }

    /// Also counts all documents since.
    pub(crate) fn finish(&mut self, conn: &Connection) -> Result<()> {
        self.meet(conn)?;
        self.count(conn)
    }

    /// As [`Self::finish`] for a single document: common words are not counted each time.
    pub(crate) fn write_one(&mut self, conn: &Connection, id: i64) -> Result<()> {
        self.meet(conn)?;
        for (term, word) in &mut self.words {
            if word.docs > 0 && word.counted > 0 {
                word.docs = u32::try_from(growth(word.counted, term, id)).unwrap_or(0);
            }
        }
        self.count(conn)
    }

    /// Asks the lexicon about words and adds those that it does not know.
    fn meet(&mut self, conn: &Connection) -> Result<()> {
        let mut fresh = std::mem::take(&mut self.fresh);
        // In the order of the table each of its pages is touched once.
        fresh.sort_unstable();
        let mut find =
            conn.prepare_cached("SELECT docs, written IS NOT NULL, named FROM lexicon WHERE term = ?1")?;
        let mut insert = conn.prepare_cached(
            "INSERT INTO lexicon (term, docs, class, written, named) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut write = conn.prepare_cached("UPDATE lexicon SET written = ?2 WHERE term = ?1")?;
        let mut name = conn.prepare_cached("UPDATE lexicon SET named = 1 WHERE term = ?1")?;
        let mut endings: Vec<String> = Vec::new();
        let mut keys: Vec<(String, &str)> = Vec::new();
        for term in &fresh {
            let Some(word) = self.words.get_mut(term) else {
                continue;
            };
            word.waits = false;
            let known: Option<(i64, bool, bool)> = find
                .query_row([term], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            if let Some((docs, is_written, is_named)) = known {
                word.counted = docs;
                if word.is_named && !is_named {
                    name.execute([term])?;
                }
                if word.written.is_some() && !is_written {
                    write.execute(params![term, word.written])?;
                }
            } else {
                let docs = i64::from(word.docs);
                insert.execute(params![term, docs, class(docs), word.written, word.is_named])?;
                word.counted = docs;
                word.docs = 0;
                if may_end_compound(term) {
                    endings.push(reversed(term));
                }
            }
            if word.is_proper || has_no_case(term) {
                keys.extend(name_keys(term).into_iter().map(|key| (key, &**term)));
            }
            word.written = None;
        }
        endings.sort_unstable();
        let mut ending =
            conn.prepare_cached("INSERT OR IGNORE INTO lexicon_ending (reversed) VALUES (?1)")?;
        for reversed in endings {
            ending.execute([reversed])?;
        }
        keys.sort_unstable();
        let mut key = conn.prepare_cached("INSERT OR IGNORE INTO lexicon_key (key, term) VALUES (?1, ?2)")?;
        for (of, term) in keys {
            key.execute([of.as_str(), term])?;
        }
        Ok(())
    }

    /// Writes the counts of all words that were said since.
    fn count(&mut self, conn: &Connection) -> Result<()> {
        let mut more: Vec<(&str, &mut Word)> = self
            .words
            .iter_mut()
            .filter(|(_, word)| word.docs > 0)
            .map(|(term, word)| (&**term, word))
            .collect();
        more.sort_unstable_by_key(|(term, _)| *term);
        let mut add = conn.prepare_cached("UPDATE lexicon SET docs = docs + ?2 WHERE term = ?1")?;
        let mut rise = conn
            .prepare_cached("UPDATE lexicon SET docs = docs + ?2, class = max(class, ?3) WHERE term = ?1")?;
        for (term, word) in more {
            let docs = word.counted.saturating_add(i64::from(word.docs));
            if class(docs) > class(word.counted) {
                rise.execute(params![term, word.docs, class(docs)])?;
            } else {
                add.execute(params![term, word.docs])?;
            }
            word.counted = docs;
            word.docs = 0;
        }
        Ok(())
    }
}

fn wait(fresh: &mut Vec<Box<str>>, word: &mut Word, term: &str) {
    if !word.waits {
        word.waits = true;
        fresh.push(term.into());
    }
}

/// Whether the word is of a script that has no capitals, so that any word may be a name.
fn has_no_case(term: &str) -> bool {
    term.chars()
        .next()
        .is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase())
}
