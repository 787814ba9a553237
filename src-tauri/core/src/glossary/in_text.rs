//! Where terms of the glossary stand in a text.

use std::collections::HashMap;

use rusqlite::Connection;

use super::list::views;
use super::{GlossaryInText, TermMark, TermsInText};
use crate::Result;
use crate::articles::current;
use crate::commands::rules::living;
use crate::text::fold::{FoldedWord, fold_words};
use crate::text::language_tag::primary;
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// Marks given for one text, at most.
const MOST_MARKS: usize = 50_000;

/// Code points between two words of a term, at most: a space, a hyphen, a line end.
const GAP: u32 = 1;

/// The terms of the glossary in the current text of an article, longest first where several begin at one place; none
/// overlaps another. A term counts in texts of its language, and everywhere if its language is unknown or the text's.
/// Words are compared as folded; the cost is one look at each word of the text, however many terms there are.
///
/// # Errors
/// An article that is not there.
pub fn in_text(db: &Reading<'_>, request: GlossaryInText) -> Result<TermsInText> {
    let id = living(db.conn, Entity::Article, request.article)?;
    let language: String = db
        .conn
        .prepare_cached("SELECT language FROM article WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let terms = Terms::load(db.conn, &language)?;
    let mut answer = TermsInText {
        article: request.article,
        marks: Vec::new(),
        concepts: Vec::new(),
        more: false,
    };
    if terms.by_first.is_empty() {
        return Ok(answer);
    }
    let words = fold_words(&current(db.conn, id, request.article)?.text);
    let mut places: HashMap<i64, u32> = HashMap::new();
    let mut ids: Vec<i64> = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let Some((length, concepts)) = terms.at(words.get(at..).unwrap_or_default()) else {
            at += 1;
            continue;
        };
        let last = words.get(at + length - 1).unwrap_or(first);
        if answer.marks.len() >= MOST_MARKS {
            answer.more = true;
            break;
        }
        let mut mark = TermMark {
            start: first.start,
            end: last.end,
            concepts: Vec::with_capacity(1),
        };
        for concept in concepts {
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            let place = *places.entry(concept).or_insert_with(|| {
                ids.push(concept);
                next
            });
            if !mark.concepts.contains(&place) {
                mark.concepts.push(place);
            }
        }
        answer.marks.push(mark);
        at += length;
    }
    answer.concepts = views(db.conn, &ids)?;
    Ok(answer)
}

/// Terms by their first word.
struct Terms {
    by_first: HashMap<String, Vec<Term>>,
}

struct Term {
    /// The words after the first.
    rest: Vec<String>,
    concept: i64,
}

impl Terms {
    /// Those that can stand in a text of this language.
    fn load(conn: &Connection, language: &str) -> Result<Self> {
        let mut by_first: HashMap<String, Vec<Term>> = HashMap::new();
        let mut statement = conn.prepare_cached(
            "SELECT m.folded, m.language, m.concept_id FROM concept_term m
             JOIN concept c ON c.id = m.concept_id AND c.deleted IS NULL
             WHERE m.folded <> '' ORDER BY m.concept_id, m.position",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let own = row.get_ref(1)?.as_str().unwrap_or_default();
            if !(own.is_empty() || language.is_empty() || primary(own) == primary(language)) {
                continue;
            }
            let mut words = row.get_ref(0)?.as_str().unwrap_or_default().split(' ');
            let first = words.next().unwrap_or_default();
            let term = Term {
                rest: words.map(str::to_owned).collect(),
                concept: row.get(2)?,
            };
            match by_first.get_mut(first) {
                Some(terms) => terms.push(term),
                None => {
                    by_first.insert(first.to_owned(), vec![term]);
                }
            }
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|term| std::cmp::Reverse(term.rest.len()));
        }
        Ok(Terms { by_first })
    }

    /// The longest term with which these words begin: how many words it has, and the concepts that have it.
    fn at(&self, words: &[FoldedWord]) -> Option<(usize, Vec<i64>)> {
        let terms = self.by_first.get(&words.first()?.folded)?;
        let mut found: Option<(usize, Vec<i64>)> = None;
        for term in terms {
            let length = term.rest.len() + 1;
            if found.as_ref().is_some_and(|(longest, _)| *longest > length) {
                break;
            }
            if term.stands_at(words) {
                found.get_or_insert((length, Vec::new())).1.push(term.concept);
            }
        }
        found
    }
}

impl Term {
    fn stands_at(&self, words: &[FoldedWord]) -> bool {
        let mut end = words.first().map_or(0, |first| first.end);
        for (index, wanted) in self.rest.iter().enumerate() {
            let Some(word) = words.get(index + 1) else {
                return false;
            };
            if word.folded != *wanted || word.start.saturating_sub(end) > GAP {
                return false;
            }
            end = word.end;
        }
        true
    }
}
