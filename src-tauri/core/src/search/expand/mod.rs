//! What was meant: words of the index that may stand where the query has a word, each with the reason.
//!
//! The index holds words as they are (folded), without stems, parts or keys, so that it stays small and what was typed
//! can be found exactly. What goes beyond is done here, to the query: each word is looked up in the lexicon for other
//! spellings, forms, compounds and namesakes, in the glossary, and in the names of actors. What is found is given to
//! the word ([`Node::Word`]'s `also`), from where it goes into the expression for FTS5 and is marked in passages.
//!
//! Left as they are: phrases (and `=word`), beginnings (`word*`) unless very many words begin so, what is excluded (who says
//! `-word` means that word, and another one that was left out with it would not be missed), values of fields. While typing, the
//! last word is completed from the lexicon instead, since a beginning of one letter has a million documents.

mod actors;
mod compounds;
mod inflection;
mod memory;
mod names;
mod types;

use std::collections::HashSet;

use rusqlite::Connection;

pub(crate) use memory::Memory;
pub use types::{Expansion, ExpansionReason};

use super::lexicon::lookup::{self, Known};
use super::match_expression::spellings;
use super::query::Node;
use crate::Result;
use crate::glossary;
use crate::text::fold::fold;
use inflection::Language;

/// Words of a query that are expanded; those beyond are found in their spellings.
const MOST_WORDS: usize = 12;
/// Expansions of one word for one reason.
const MOST_FORMS: usize = 16;
const MOST_COMPOUNDS: usize = 12;
const MOST_NAMESAKES: usize = 16;
const MOST_TERMS: usize = 16;
const MOST_OTHER_NAMES: usize = 16;
/// Forms of a term of the glossary.
const MOST_FORMS_OF_TERM: usize = 6;
/// A beginning (`word*`) of more words than this is completed to the commonest of them: FTS5 would read the documents of
/// every one before it gives the first.
const MOST_BEGUN: usize = 2_000;
const MOST_COMPLETED: usize = 96;
/// Completions that are searched for while typing.
const COMPLETIONS: usize = 8;
/// Shorter beginnings are only completed while typing (letters).
const SHORTEST_TYPED: usize = 4;

/// What is switched off and on.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub without: Vec<ExpansionReason>,
    /// As the index has them.
    pub without_terms: HashSet<String>,
    pub with_terms: HashSet<String>,
}

impl Choice {
    pub(super) fn new(without: &[ExpansionReason], without_terms: &[String], with_terms: &[String]) -> Self {
        let folded = |terms: &[String]| terms.iter().map(|term| fold(term)).collect();
        Choice {
            without: without.to_vec(),
            without_terms: folded(without_terms),
            with_terms: folded(with_terms),
        }
    }

    /// As what is remembered is found by.
    fn key(&self) -> String {
        let mut terms: [Vec<&str>; 2] =
            [&self.without_terms, &self.with_terms].map(|terms| terms.iter().map(String::as_str).collect());
        for terms in &mut terms {
            terms.sort_unstable();
        }
        format!("{:?} {terms:?}", self.without)
    }

    fn allows(&self, reason: ExpansionReason) -> bool {
        !self.without.contains(&reason)
    }
}

/// Completes the word that is being typed. Before [`expand`], which sees to it only when there are few completions.
pub(super) fn complete(conn: &Connection, memory: &Memory, word: &mut Node) -> Result<Vec<Expansion>> {
    let Node::Word { text, also, .. } = word else {
        return Ok(Vec::new());
    };
    memory.look(conn)?;
    let key = format!("complete {text}");
    let expansions = if let Some(known) = memory.word(&key) {
        known
    } else {
        let found = completions(conn, text)?;
        memory.keep(key, &found);
        found
    };
    *also = Some(
        expansions
            .iter()
            .map(|expansion| expansion.term.clone())
            .collect(),
    );
    Ok(expansions)
}

fn completions(conn: &Connection, text: &str) -> Result<Vec<Expansion>> {
    let folded = fold(text);
    // Of several terms ("EU-Gip") the last is the beginning.
    let (before, last) = match folded.rsplit_once(' ') {
        Some((before, last)) => (format!("{before} "), last),
        None => (String::new(), folded.as_str()),
    };
    if last.is_empty() {
        return Ok(Vec::new());
    }
    let mut beginnings: Vec<String> = vec![last.to_owned()];
    if before.is_empty() {
        let spelled = spellings(text).into_iter().skip(1);
        beginnings.extend(spelled.filter(|spelling| !spelling.contains(' ')));
    }
    let mut found = Found {
        of: text,
        term: &folded,
        expansions: Vec::new(),
    };
    for beginning in &beginnings {
        let common = lookup::completions(conn, beginning, COMPLETIONS)?;
        let named = lookup::completions_in_names(conn, beginning, COMPLETIONS)?;
        for mut known in common.into_iter().chain(named) {
            known.term = format!("{before}{}", known.term);
            known.written = known.written.filter(|_| before.is_empty());
            let reason = ExpansionReason::Completion;
            found.add(&Choice::default(), known, reason, String::new(), true);
        }
    }
    Ok(found.expansions)
}

/// Gives each word of the query what may stand there instead, and says what and why.
pub(super) fn expand(
    conn: &Connection,
    memory: &Memory,
    root: &mut Node,
    choice: &Choice,
) -> Result<Vec<Expansion>> {
    memory.look(conn)?;
    let mut expander = Expander {
        conn,
        memory,
        choice,
        key: choice.key(),
        languages: memory.languages(|| inflection::languages(conn))?,
        has_concepts: has_concepts(conn)?,
        words: 0,
        found: Vec::new(),
    };
    expander.node(root)?;
    Ok(expander.found)
}

fn has_concepts(conn: &Connection) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM concept_term LIMIT 1")?
        .exists([])?)
}

struct Expander<'c> {
    conn: &'c Connection,
    memory: &'c Memory,
    choice: &'c Choice,
    /// The choice, as what is remembered is found by.
    key: String,
    languages: Vec<Language>,
    /// Whether the glossary has anything.
    has_concepts: bool,
    /// Words seen to so far.
    words: usize,
    found: Vec<Expansion>,
}

/// What one word is expanded to so far.
struct Found<'w> {
    of: &'w str,
    /// The word itself, folded.
    term: &'w str,
    expansions: Vec<Expansion>,
}

impl Found<'_> {
    /// What was found for several reasons is given the first of them.
    fn add(&mut self, choice: &Choice, known: Known, reason: ExpansionReason, detail: String, sure: bool) {
        if known.term == self.term
            || self
                .expansions
                .iter()
                .any(|expansion| expansion.term == known.term)
        {
            return;
        }
        let on = choice.allows(reason)
            && !choice.without_terms.contains(&known.term)
            && (sure || choice.with_terms.contains(&known.term));
        self.expansions.push(Expansion {
            of: self.of.to_owned(),
            written: known
                .written
                .unwrap_or_else(|| known.term.replace('\u{2bc}', "’")),
            term: known.term,
            reason,
            detail,
            docs: u32::try_from(known.docs).unwrap_or(u32::MAX),
            on,
        });
    }
}

impl Expander<'_> {
    fn node(&mut self, node: &mut Node) -> Result<()> {
        match node {
            Node::Word {
                text,
                prefix: false,
                also: also @ None,
            } => {
                if self.words < MOST_WORDS {
                    self.words += 1;
                    *also = Some(self.word(text)?);
                }
                Ok(())
            }
            Node::All(nodes) => {
                let runs = self.runs(nodes)?;
                nodes.iter_mut().try_for_each(|node| self.node(node))?;
                join(nodes, runs);
                Ok(())
            }
            Node::Any(nodes) => nodes.iter_mut().try_for_each(|node| self.node(node)),
            // It is being typed. With few completions it may be a whole word already.
            Node::Word {
                text,
                prefix: false,
                also: Some(also),
            } if also.len() < COMPLETIONS && text.chars().count() >= SHORTEST_TYPED => {
                for term in self.word(text)? {
                    if !also.contains(&term) {
                        also.push(term);
                    }
                }
                Ok(())
            }
            Node::Word {
                text,
                prefix: prefix @ true,
                also: also @ None,
            } => {
                let expansions = self.remembered("beginning", text, |this| this.beginning(text))?;
                // A beginning of few words is looked for as it is.
                if !expansions.is_empty() {
                    *prefix = false;
                    *also = Some(self.take(expansions));
                }
                Ok(())
            }
            Node::Word { .. } | Node::Phrase(_) | Node::Field(..) | Node::Not(_) => Ok(()),
        }
    }

    /// The commonest words that begin so, when there are too many to look for all of them; else none.
    fn beginning(&self, text: &str) -> Result<Vec<Expansion>> {
        let term = fold(text);
        let mut found = Found {
            of: text,
            term: &term,
            expansions: Vec::new(),
        };
        if term.contains(' ') || lookup::beginning(self.conn, &term, usize::MAX, MOST_BEGUN)?.1 {
            return Ok(found.expansions);
        }
        let common = lookup::completions(self.conn, &term, MOST_COMPLETED)?;
        let named = lookup::completions_in_names(self.conn, &term, COMPLETIONS)?;
        for known in common.into_iter().chain(named) {
            let reason = ExpansionReason::Completion;
            found.add(&Choice::default(), known, reason, String::new(), true);
        }
        Ok(found.expansions)
    }

    /// What may stand for a word: those that are switched on.
    fn word(&mut self, text: &str) -> Result<Vec<String>> {
        let expansions = self.remembered("word", text, |this| this.expansions_of_word(text))?;
        Ok(self.take(expansions))
    }

    fn remembered(
        &self,
        what: &str,
        text: &str,
        find: impl FnOnce(&Self) -> Result<Vec<Expansion>>,
    ) -> Result<Vec<Expansion>> {
        let key = format!("{what} {text} {}", self.key);
        if let Some(known) = self.memory.word(&key) {
            return Ok(known);
        }
        let found = find(self)?;
        self.memory.keep(key, &found);
        Ok(found)
    }

    fn expansions_of_word(&self, text: &str) -> Result<Vec<Expansion>> {
        let term = fold(text);
        let mut found = Found {
            of: text,
            term: &term,
            expansions: Vec::new(),
        };
        let mut spelled = self.spellings(text, &mut found)?;
        let is_one = !term.contains(' ');
        if is_one {
            spelled.insert(0, term.clone());
            self.forms(text, &spelled, &mut found)?;
            self.compounds(&spelled, &mut found)?;
        }
        self.concepts(&term, &mut found)?;
        self.other_names(&term, &mut found)?;
        if is_one {
            self.namesakes(&term, &mut found)?;
        }
        Ok(found.expansions)
    }

    fn take(&mut self, expansions: Vec<Expansion>) -> Vec<String> {
        let on = expansions.iter().filter(|expansion| expansion.on);
        let terms = on.map(|expansion| expansion.term.clone()).collect();
        self.found.extend(expansions);
        terms
    }

    /// Other spellings that texts have. Gives those that are looked for and are one word.
    fn spellings(&self, text: &str, found: &mut Found<'_>) -> Result<Vec<String>> {
        let mut spelled = Vec::new();
        for spelling in spellings(text).into_iter().skip(1) {
            if let Some(known) = self.known(&spelling)? {
                if self.choice.allows(ExpansionReason::Spelling) && !spelling.contains(' ') {
                    spelled.push(spelling);
                }
                found.add(self.choice, known, ExpansionReason::Spelling, String::new(), true);
            } else if self.choice.allows(ExpansionReason::Spelling) && !spelling.contains(' ') {
                // No text says it so, but perhaps in another form.
                spelled.push(spelling);
            }
        }
        Ok(spelled)
    }

    fn forms(&self, text: &str, spelled: &[String], found: &mut Found<'_>) -> Result<()> {
        for spelling in spelled {
            let limit = MOST_FORMS;
            for form in inflection::forms(self.conn, &self.languages, spelling, text, limit)? {
                found.add(
                    self.choice,
                    form.known,
                    ExpansionReason::Inflection,
                    form.languages,
                    true,
                );
            }
        }
        Ok(())
    }

    fn compounds(&self, spelled: &[String], found: &mut Found<'_>) -> Result<()> {
        for spelling in spelled {
            for known in compounds::ending_with(self.conn, spelling, MOST_COMPOUNDS)? {
                found.add(self.choice, known, ExpansionReason::Compound, String::new(), true);
            }
        }
        Ok(())
    }

    /// Other terms of the concepts that the word, one of its forms or a compound of it is a term of.
    fn concepts(&self, term: &str, found: &mut Found<'_>) -> Result<()> {
        if !self.has_concepts {
            return Ok(());
        }
        let mut words: Vec<String> = vec![term.to_owned()];
        let related = found.expansions.iter().filter(|expansion| expansion.on);
        words.extend(related.map(|expansion| expansion.term.clone()));
        let mut count = 0;
        for word in words {
            let terms: Vec<&str> = word.split(' ').collect();
            for alike in glossary::terms_like(self.conn, &terms)? {
                if alike.words != (0..terms.len()) {
                    continue;
                }
                for other in alike.others {
                    count += self.concept(&alike.term, other, found)?;
                    if count >= MOST_TERMS {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// A term of the glossary, with its forms.
    fn concept(&self, beside: &str, other: glossary::OtherTerm, found: &mut Found<'_>) -> Result<usize> {
        let reason = ExpansionReason::Glossary;
        let term = other.folded.join(" ");
        let before = found.expansions.len();
        if let Some(mut known) = self.known(&term)? {
            known.written = Some(other.term.clone());
            found.add(self.choice, known, reason, beside.to_owned(), true);
        }
        if other.folded.len() == 1 {
            let forms =
                inflection::forms(self.conn, &self.languages, &term, &other.term, MOST_FORMS_OF_TERM)?;
            for form in forms {
                found.add(self.choice, form.known, reason, beside.to_owned(), true);
            }
        }
        Ok(found.expansions.len() - before)
    }

    fn other_names(&self, name: &str, found: &mut Found<'_>) -> Result<()> {
        let mut count = 0;
        for other in actors::other_names(self.conn, name)? {
            let Some(mut known) = self.known(&other.folded)? else {
                continue;
            };
            known.written = Some(other.name);
            found.add(self.choice, known, ExpansionReason::OtherName, other.actor, true);
            count += 1;
            if count >= MOST_OTHER_NAMES {
                break;
            }
        }
        Ok(())
    }

    fn namesakes(&self, term: &str, found: &mut Found<'_>) -> Result<()> {
        for namesake in names::namesakes(self.conn, term, MOST_NAMESAKES)? {
            found.add(
                self.choice,
                namesake.known,
                ExpansionReason::Name,
                String::new(),
                namesake.is_sure,
            );
        }
        Ok(())
    }

    /// A word or several side by side, if texts have all of them.
    fn known(&self, term: &str) -> Result<Option<Known>> {
        let mut docs: Option<i64> = None;
        let mut written = None;
        let mut count = 0;
        for word in term.split(' ') {
            let Some(known) = lookup::word(self.conn, word)? else {
                return Ok(None);
            };
            docs = Some(docs.map_or(known.docs, |docs| docs.min(known.docs)));
            written = known.written;
            count += 1;
        }
        Ok(docs.map(|docs| Known {
            term: term.to_owned(),
            docs,
            written: written.filter(|_| count == 1),
        }))
    }

    /// Words side by side that together are a term of the glossary or a name: where they stand among the nodes, and
    /// what may stand for all of them.
    fn runs(&mut self, nodes: &[Node]) -> Result<Vec<Run>> {
        /// Words of a name.
        const LONGEST: usize = 6;
        let mut runs: Vec<Run> = Vec::new();
        let words: Vec<Option<(&str, String)>> = nodes
            .iter()
            .map(|node| match node {
                Node::Word {
                    text,
                    prefix: false,
                    also: None,
                } => Some((text.as_str(), fold(text))),
                _ => None,
            })
            .collect();
        let mut from = 0;
        while from < words.len().min(MOST_WORDS) {
            let side_by_side = words
                .iter()
                .skip(from)
                .take(LONGEST)
                .take_while(|word| word.is_some())
                .count();
            let mut next = from + 1;
            for length in (2..=side_by_side).rev() {
                let run: Vec<&(&str, String)> = words.iter().skip(from).take(length).flatten().collect();
                let of = run.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(" ");
                let term = run
                    .iter()
                    .map(|(_, folded)| folded.as_str())
                    .collect::<Vec<_>>()
                    .join(" ");
                let expansions = self.remembered("run", &of, |this| {
                    let mut found = Found {
                        of: &of,
                        term: &term,
                        expansions: Vec::new(),
                    };
                    this.concepts(&term, &mut found)?;
                    this.other_names(&term, &mut found)?;
                    Ok(found.expansions)
                })?;
                if !expansions.is_empty() {
                    let also = self.take(expansions);
                    runs.push(Run {
                        from,
                        length,
                        of,
                        also,
                    });
                    next = from + length;
                    break;
                }
            }
            from = next;
        }
        Ok(runs)
    }
}

/// Words side by side that something else may stand for together.
struct Run {
    from: usize,
    length: usize,
    of: String,
    also: Vec<String>,
}

/// Puts what may stand for several words beside them.
fn join(nodes: &mut Vec<Node>, runs: Vec<Run>) {
    for run in runs.into_iter().rev() {
        if run.also.is_empty() || run.from + run.length > nodes.len() {
            continue;
        }
        let own: Vec<Node> = nodes.drain(run.from..run.from + run.length).collect();
        let together = Node::Word {
            text: run.of,
            prefix: false,
            also: Some(run.also),
        };
        nodes.insert(run.from, Node::Any(vec![Node::All(own), together]));
    }
}
