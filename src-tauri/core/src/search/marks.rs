//! Where the words of a query stand in a text: found in Rust, in the text as written, so that the ranges
//! are exact and the work is bounded. (`snippet()` and `highlight()` of FTS5 read whole texts, and `snippet()` takes
//! time with the square of the matches.)

use std::collections::HashMap;

use super::match_expression::{open_value, spellings};
use super::query::{Field, Node};
use crate::commands::answers::Range;
use crate::text::fold::{FoldedWord, fold, fold_words};

/// What one word or phrase of the query looks like in a text.
#[derive(Debug, Clone)]
struct Pattern {
    /// The terms side by side, in each spelling.
    spellings: Vec<Vec<String>>,
    /// The last term is a beginning.
    prefix: bool,
    /// Only in titles.
    in_title: bool,
}

/// All words and phrases that a query looks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    all: Vec<Pattern>,
    /// Those that begin with a term. A word of a query may stand for dozens of terms, and each word of a text is
    /// compared.
    by_first: HashMap<String, Vec<usize>>,
    /// Those whose terms may be beginnings.
    open: Vec<usize>,
}

/// A place where a pattern stands: code points, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub pattern: usize,
    pub start: u32,
    pub end: u32,
}

impl Patterns {
    pub(super) fn of(root: &Node) -> Self {
        let mut patterns = Patterns::default();
        patterns.collect(root);
        for (index, pattern) in patterns.all.iter().enumerate() {
            if pattern.prefix {
                patterns.open.push(index);
                continue;
            }
            for first in pattern.spellings.iter().filter_map(|spelling| spelling.first()) {
                let those = patterns.by_first.entry(first.clone()).or_default();
                if those.last() != Some(&index) {
                    those.push(index);
                }
            }
        }
        patterns
    }

    fn collect(&mut self, node: &Node) {
        match node {
            Node::Word { text, prefix, also } => match also {
                None => self.add(text, *prefix, false),
                Some(also) => self.add_alternatives(text, also),
            },
            Node::Phrase(words) => self.add(words, false, false),
            Node::Field(Field::Title, value) => {
                let (base, prefix) = open_value(value);
                self.add(base, prefix, true);
            }
            Node::Field(..) | Node::Not(_) => {}
            Node::Any(nodes) | Node::All(nodes) => nodes.iter().for_each(|node| self.collect(node)),
        }
    }

    fn add(&mut self, words: &str, prefix: bool, in_title: bool) {
        let spellings: Vec<Vec<String>> = spellings(words)
            .iter()
            .map(|spelling| spelling.split(' ').map(str::to_owned).collect())
            .collect();
        if !spellings.is_empty() {
            self.all.push(Pattern {
                spellings,
                prefix,
                in_title,
            });
        }
    }

    /// A word as typed and the terms that stand for it: one pattern, so that any of them shows it.
    fn add_alternatives(&mut self, word: &str, also: &[String]) {
        let spellings: Vec<Vec<String>> = std::iter::once(&fold(word))
            .chain(also)
            .filter(|terms| !terms.is_empty())
            .map(|terms| terms.split(' ').map(str::to_owned).collect())
            .collect();
        if !spellings.is_empty() {
            self.all.push(Pattern {
                spellings,
                prefix: false,
                in_title: false,
            });
        }
    }

    /// How many of them can stand in a body.
    pub(super) fn of_bodies(&self) -> usize {
        self.all.iter().filter(|pattern| !pattern.in_title).count()
    }

    /// The longest in terms.
    fn longest(&self) -> usize {
        let lengths = self.all.iter().flat_map(|pattern| &pattern.spellings);
        lengths.map(Vec::len).max().unwrap_or(1)
    }

    /// The marks of a short text, in order and apart.
    pub(super) fn marks(&self, text: &str, is_title: bool) -> Vec<Range> {
        let words = fold_words(text);
        let mut found = Vec::new();
        self.find(&words, 0, is_title, &mut found);
        ranges(&found)
    }

    /// Adds the matches that end at or after word `from`.
    fn find(&self, words: &[FoldedWord], from: usize, is_title: bool, found: &mut Vec<Match>) {
        for (at, word) in words.iter().enumerate() {
            let closed = self.by_first.get(&word.folded).into_iter().flatten();
            for index in closed.chain(&self.open).copied() {
                let Some(pattern) = self.all.get(index) else {
                    continue;
                };
                if pattern.in_title && !is_title {
                    continue;
                }
                if let Some((start, end)) = pattern.at(words, at, from) {
                    found.push(Match {
                        pattern: index,
                        start,
                        end,
                    });
                }
            }
        }
    }
}

impl Pattern {
    fn at(&self, words: &[FoldedWord], at: usize, from: usize) -> Option<(u32, u32)> {
        self.spellings.iter().find_map(|spelling| {
            let places = words.get(at..at.checked_add(spelling.len())?)?;
            let last = spelling.len().checked_sub(1)?;
            if at + last < from {
                return None;
            }
            let is_there = spelling
                .iter()
                .zip(places)
                .enumerate()
                .all(|(index, (term, word))| {
                    word.folded == *term
                        || self.prefix && index == last && word.folded.starts_with(term.as_str())
                });
            is_there.then_some((places.first()?.start, places.get(last)?.end))
        })
    }
}

/// Matches as ranges, in order, those that touch or overlap as one.
pub(super) fn ranges(matches: &[Match]) -> Vec<Range> {
    let mut sorted: Vec<(u32, u32)> = matches.iter().map(|found| (found.start, found.end)).collect();
    sorted.sort_unstable();
    let mut ranges: Vec<Range> = Vec::with_capacity(sorted.len());
    for (start, end) in sorted {
        match ranges.last_mut() {
            Some(last) if start < last.end => last.end = last.end.max(end),
            _ => ranges.push(Range { start, end }),
        }
    }
    ranges
}

/// Reads a text piece by piece and finds matches in it.
pub(super) struct Scan<'p> {
    patterns: &'p Patterns,
    pub found: Vec<Match>,
    /// Code points read.
    pub read: u32,
    /// The last terms of the piece before: a phrase may go on from them.
    tail: Vec<FoldedWord>,
}

impl<'p> Scan<'p> {
    pub(super) fn new(patterns: &'p Patterns) -> Self {
        Scan {
            patterns,
            found: Vec::new(),
            read: 0,
            tail: Vec::new(),
        }
    }

    /// The next piece. Pieces should end at spaces, where folding looks at nothing beyond.
    pub(super) fn piece(&mut self, piece: &str) {
        let mut words = std::mem::take(&mut self.tail);
        let from = words.len();
        let read = self.read;
        words.extend(fold_words(piece).into_iter().map(|word| FoldedWord {
            start: word.start.saturating_add(read),
            end: word.end.saturating_add(read),
            ..word
        }));
        self.patterns.find(&words, from, false, &mut self.found);
        let length = u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
        self.read = read.saturating_add(length);
        let keep = self.patterns.longest().saturating_sub(1).min(words.len());
        self.tail = words.split_off(words.len() - keep);
    }

    /// How many patterns have been found so far.
    pub(super) fn patterns_found(&self) -> usize {
        let mut patterns: Vec<usize> = self.found.iter().map(|found| found.pattern).collect();
        patterns.sort_unstable();
        patterns.dedup();
        patterns.len()
    }
}
