//! Learning the words of documents away from the file, on any thread.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::term::{Known, Term};
use super::{Said, may_end_compound, name_keys, reversed, terms, written};
use crate::text::fold::fold;

/// Words that are remembered at once: some 120 bytes each.
const MOST: usize = 400_000;
/// A word that so many documents have said without a capital has none.
const LOWER_CASE: u32 = 16;

/// Remembers the words of documents, and of each lesson what a [`super::Notebook`] does not know of earlier ones.
#[derive(Debug, Default)]
pub(crate) struct Student {
    state: RandomState,
    /// Words by their hashes: the last one of each hash.
    numbers: HashMap<u64, u32, BuildHasherDefault<Known>>,
    words: Vec<Word>,
    /// Words that documents of this lesson say.
    said: Vec<u32>,
    /// Words of which the file has to be told more than how many documents say them.
    fresh: Vec<u32>,
    documents: u32,
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Word {
    term: Term,
    /// Another word of the same hash.
    other: Option<u32>,
    /// Documents of this lesson that say it.
    docs: u32,
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
    /// Was in an earlier lesson.
    is_known: bool,
    /// Its keys as a name were in an earlier lesson.
    is_keyed: bool,
}

/// What documents teach.
#[derive(Debug, Default)]
pub(crate) struct Lesson {
    /// In the order of the words.
    pub fresh: Vec<Fresh>,
    /// Words by their numbers, with how many documents more say them.
    pub more: Vec<(u32, u32)>,
    /// Reversed, in their order.
    pub endings: Vec<String>,
    /// Keys with their words, in their order.
    pub keys: Vec<(String, Arc<str>)>,
    /// Numbers begin anew after this lesson.
    pub is_last: bool,
}

/// A word that is new, or of which something is.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub number: u32,
    pub term: Arc<str>,
    /// 0 of one that was in an earlier lesson.
    pub docs: u32,
    pub written: Option<Box<str>>,
    pub is_named: bool,
    pub is_new: bool,
}

impl Student {
    /// Takes in the words of one document. `named`: it is a registered name.
    pub(crate) fn document(&mut self, named: bool, parts: &[Said<'_>]) {
        self.documents = self.documents.wrapping_add(1);
        let mut look = false;
        for part in parts {
            for term in terms(part.folded) {
                look |= self.hear(term, named);
            }
        }
        if look {
            for part in parts {
                self.see(part.written);
            }
        }
    }

    /// Whether it is worth while to look how the word is written.
    fn hear(&mut self, term: &str, named: bool) -> bool {
        let hash = self.state.hash_one(term);
        let same_hash = self.numbers.get(&hash).copied();
        if let Some(number) = find(&self.words, same_hash, term)
            && let Some(word) = self.words.get_mut(number as usize)
        {
            if word.last != self.documents {
                word.last = self.documents;
                if word.docs == 0 {
                    self.said.push(number);
                }
                word.docs += 1;
                word.seen = word.seen.saturating_add(1);
                if named && !word.is_named {
                    word.is_named = true;
                    wait(&mut self.fresh, word, number);
                }
            }
            return !word.is_proper && word.seen < LOWER_CASE;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(hash, number);
        self.words.push(Word {
            term: Term::of(term),
            other: same_hash,
            docs: 1,
            last: self.documents,
            seen: 1,
            written: None,
            is_proper: false,
            is_named: named,
            waits: true,
            is_known: false,
            is_keyed: false,
        });
        self.said.push(number);
        self.fresh.push(number);
        true
    }

    /// Notes how words are written that are not known long.
    fn see(&mut self, text: &str) {
        let (state, numbers) = (&self.state, &self.numbers);
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
            let same_hash = numbers.get(&state.hash_one(lower.as_str())).copied();
            let Some(number) = find(words, same_hash, &lower) else {
                return;
            };
            let Some(word) = words.get_mut(number as usize) else {
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
                wait(fresh, word, number);
            }
        });
    }

    /// What the documents since the last lesson teach.
    pub(crate) fn lesson(&mut self) -> Lesson {
        let mut lesson = Lesson::default();
        let mut fresh = std::mem::take(&mut self.fresh);
        let words = &mut self.words;
        // In the order of the table each of its pages is touched once.
        let term = |number: &u32| words.get(*number as usize).map(|word| word.term.as_bytes());
        fresh.sort_unstable_by(|one, other| term(one).cmp(&term(other)));
        for number in fresh {
            let Some(word) = words.get_mut(number as usize) else {
                continue;
            };
            word.waits = false;
            let is_new = !word.is_known;
            let term: Arc<str> = word.term.as_str().into();
            lesson.fresh.push(Fresh {
                number,
                term: Arc::clone(&term),
                docs: if is_new { std::mem::take(&mut word.docs) } else { 0 },
                written: word.written.take(),
                is_named: word.is_named,
                is_new,
            });
            if is_new && may_end_compound(&term) {
                lesson.endings.push(reversed(&term));
            }
            if !word.is_keyed && (word.is_proper || has_no_case(&term)) {
                word.is_keyed = true;
                let keys = name_keys(&term).into_iter();
                lesson.keys.extend(keys.map(|key| (key, Arc::clone(&term))));
            }
            word.is_known = true;
        }
        lesson.endings.sort_unstable();
        lesson.keys.sort_unstable();
        for number in self.said.drain(..) {
            if let Some(word) = words.get_mut(number as usize)
                && word.docs > 0
            {
                lesson.more.push((number, std::mem::take(&mut word.docs)));
            }
        }
        if self.words.len() > MOST {
            *self = Student::default();
            lesson.is_last = true;
        }
        lesson
    }
}

/// The word among those of its hash.
fn find(words: &[Word], mut number: Option<u32>, term: &str) -> Option<u32> {
    while let Some(word) = number.and_then(|number| words.get(number as usize)) {
        if word.term.as_bytes() == term.as_bytes() {
            return number;
        }
        number = word.other;
    }
    None
}

fn wait(fresh: &mut Vec<u32>, word: &mut Word, number: u32) {
    if !word.waits {
        word.waits = true;
        fresh.push(number);
    }
}

/// Whether the word is of a script that has no capitals, so that any word may be a name.
fn has_no_case(term: &str) -> bool {
    term.chars()
        .next()
        .is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase())
}
