//! Where the words of a query stand in a text: found in Rust, in the text as written, so that the ranges
//! are exact and the work is bounded. (`snippet()` and `highlight()` of FTS5 read whole texts, and `snippet()` takes
//! time with the square of the matches.)

use std::collections::HashMap;

use super::match_expression::{open_value, spellings};
use super::query::{Field, Node};
use super::quick::{Quick, stretch_end};
use crate::commands::answers::Range;
use crate::text::fold::{FoldedWord, each_word, fold};

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
    /// The longest in terms.
    longest: usize,
    /// How those begin that may stand in bodies, and all.
    in_bodies: Quick,
    anywhere: Quick,
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
        patterns.longest = 1;
        for (index, pattern) in patterns.all.iter().enumerate() {
            if pattern.prefix {
                patterns.open.push(index);
            }
            for spelling in &pattern.spellings {
                let Some(first) = spelling.first() else { continue };
                patterns.longest = patterns.longest.max(spelling.len());
                let is_open = pattern.prefix && spelling.len() == 1;
                patterns.anywhere.add(first, is_open);
                if !pattern.in_title {
                    patterns.in_bodies.add(first, is_open);
                }
                if pattern.prefix {
                    continue;
                }
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

    /// The marks of a short text, in order and apart.
    pub(super) fn marks(&self, text: &str, is_title: bool) -> Vec<Range> {
        let mut found = Vec::new();
        let mut scan = Scan::new(self, is_title);
        scan.read(text, true, usize::MAX, &mut found);
        ranges(&found)
    }

    /// The patterns that may begin with a word.
    fn beginning_with(&self, word: &str) -> impl Iterator<Item = usize> {
        let closed = self.by_first.get(word).into_iter().flatten();
        closed.chain(&self.open).copied()
    }
}

impl Pattern {
    /// How many of the words it takes, from the first on.
    fn at(&self, words: &[FoldedWord]) -> Option<usize> {
        self.spellings.iter().find_map(|spelling| {
            let places = words.get(..spelling.len())?;
            let is_there = spelling
                .iter()
                .zip(places)
                .enumerate()
                .all(|(index, (term, word))| {
                    word.folded == *term
                        || self.prefix
                            && index + 1 == spelling.len()
                            && word.folded.starts_with(term.as_str())
                });
            is_there.then_some(spelling.len())
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

/// Finds matches in a text that may still grow at its end.
pub(super) struct Scan<'p> {
    patterns: &'p Patterns,
    is_title: bool,
    /// Where to read on: a byte, and how many code points are before it.
    byte: usize,
    position: u32,
}

impl<'p> Scan<'p> {
    pub(super) fn new(patterns: &'p Patterns, is_title: bool) -> Self {
        Scan {
            patterns,
            is_title,
            byte: 0,
            position: 0,
        }
    }

    /// Reads on, and adds the matches up to about so many. `complete`: nothing follows the text; otherwise it should end at
    /// white space, and what a phrase at its end may need is read the next time.
    pub(super) fn read(&mut self, text: &str, complete: bool, most: usize, found: &mut Vec<Match>) {
        let quick = if self.is_title {
            &self.patterns.anywhere
        } else {
            &self.patterns.in_bodies
        };
        let mut words: Vec<FoldedWord> = Vec::new();
        while found.len() < most
            && let Some((start, end)) = quick.next(text, self.byte)
        {
            self.go_to(text, start);
            words.clear();
            let own = self.fold(text, start, end, &mut words);
            let begins = |word: &FoldedWord| self.patterns.beginning_with(&word.folded).next().is_some();
            let own_words = words.get(..own).unwrap_or_default();
            if own_words.iter().any(begins) {
                if !self.with_following(text, end, own, &mut words) && !complete {
                    let known = (words.len() + 1).saturating_sub(self.patterns.longest).min(own);
                    self.find(&words, known, found);
                    if let Some(next) = words.get(known) {
                        self.go_to_position(text, next.start);
                    }
                    return;
                }
                self.find(&words, own, found);
            }
            self.go_to(text, end);
        }
        if found.len() < most {
            self.go_to(text, text.len());
        }
    }

    /// Code points before what is read next.
    pub(super) fn position(&self) -> u32 {
        self.position
    }

    fn go_to(&mut self, text: &str, byte: usize) {
        let between = text.get(self.byte..byte).unwrap_or_default().chars().count();
        self.position = self
            .position
            .saturating_add(u32::try_from(between).unwrap_or(u32::MAX));
        self.byte = byte;
    }

    /// To a place further on.
    fn go_to_position(&mut self, text: &str, position: u32) {
        let rest = text.get(self.byte..).unwrap_or_default();
        let between = position.saturating_sub(self.position) as usize;
        let byte = rest.char_indices().nth(between).map_or(rest.len(), |(at, _)| at);
        self.go_to(text, self.byte + byte);
    }

    /// Adds the words of a part of the text, which begins where the scan is; how many they are.
    fn fold(&self, text: &str, start: usize, end: usize, words: &mut Vec<FoldedWord>) -> usize {
        let before = words.len();
        let at = self.position;
        each_word(text.get(start..end).unwrap_or_default(), |folded, start, end| {
            words.push(FoldedWord {
                folded: folded.to_owned(),
                start: at.saturating_add(start),
                end: at.saturating_add(end),
            });
        });
        words.len() - before
    }

    /// Adds the words that follow, as many as a phrase may need; whether they are all there.
    fn with_following(&self, text: &str, end: usize, own: usize, words: &mut Vec<FoldedWord>) -> bool {
        let mut scan = Scan { ..*self };
        let mut from = end;
        while words.len() + 1 < own + self.patterns.longest {
            scan.go_to(text, from);
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            let Some(space) = rest.iter().position(|byte| !is_space(*byte)) else {
                return false;
            };
            scan.go_to(text, from + space);
            from = stretch_end(text, from + space);
            scan.fold(text, scan.byte, from, words);
        }
        true
    }

    /// Adds the matches that begin in the first so many words.
    fn find(&self, words: &[FoldedWord], own: usize, found: &mut Vec<Match>) {
        for (at, word) in words.iter().take(own).enumerate() {
            for index in self.patterns.beginning_with(&word.folded) {
                let Some(pattern) = self.patterns.all.get(index) else {
                    continue;
                };
                if pattern.in_title && !self.is_title {
                    continue;
                }
                let those = words.get(at..).unwrap_or_default();
                if let Some(last) = pattern
                    .at(those)
                    .and_then(|count| those.get(count.checked_sub(1)?))
                {
                    found.push(Match {
                        pattern: index,
                        start: word.start,
                        end: last.end,
                    });
                }
            }
        }
    }
}

/// How many patterns have been found.
pub(super) fn patterns_of(found: &[Match]) -> usize {
    let mut patterns: Vec<usize> = found.iter().map(|found| found.pattern).collect();
    patterns.sort_unstable();
    patterns.dedup();
    patterns.len()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
