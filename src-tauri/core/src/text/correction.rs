//! What becomes of a range when a text is corrected: where it stands in the corrected text, or that nobody can say
//! without looking.
//!
//! Both texts are compared sentence by sentence, and word by word where they differ (by the histogram variant of the patience diff, as Git has it). What both have in common, in order,
//! is where a range may stand unchanged. That alone is not proof: in a text that says the same twice a comparison may
//! join the wrong two. So a range is carried over only when there is no other place that it could be taken for, and is offered otherwise.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::offsets::Positions;
use super::span::CONTEXT;

/// Code points from which on words that stand once in both texts are their own proof.
const TELLING: u32 = 40;
/// Words of sentences that differ, side by side, that are compared. Comparing takes time with their square when they say the same all
/// the time; beyond that nothing in them is taken for the same.
const MOST_WORDS: usize = 40_000;

/// What becomes of a range. Code points of the corrected text, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands there, unchanged, and nowhere else that it could be taken for.
    Carried { start: u32, end: u32 },
    /// It may stand there; a person has to look.
    Offered { start: u32, end: u32, why: Doubt },
    /// It does not stand in the corrected text.
    Lost,
}

/// Why a range is not carried over by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Other words stand there now.
    Changed,
    /// The same words, but at another place of the text.
    Moved,
    /// The same words stand there and elsewhere too, or all around them was changed.
    Ambiguous,
}

/// What becomes of each range (code points of `old`, end excluded) when `old` is corrected to `new`. Ranges outside the text are lost.
pub fn fates(old: &str, new: &str, ranges: &[(u32, u32)]) -> Vec<Fate> {
    let comparison = Comparison::of(old, new);
    ranges
        .iter()
        .map(|(start, end)| comparison.fate(*start, *end).unwrap_or(Fate::Lost))
        .collect()
}

struct Comparison<'t> {
    old: Positions<'t>,
    new: Positions<'t>,
    /// What both have in common, in order.
    common: Vec<Common>,
}

/// Code points that both texts have in common.
#[derive(Debug, Clone, Copy)]
struct Common {
    old: u32,
    new: u32,
    length: u32,
}

impl Common {
    fn old_end(&self) -> u32 {
        self.old.saturating_add(self.length)
    }

    fn new_end(&self) -> u32 {
        self.new.saturating_add(self.length)
    }
}

impl<'t> Comparison<'t> {
    fn of(old: &'t str, new: &'t str) -> Self {
        let mut common = InCommon::default();
        let (before, after) = (pieces(old, 0, ends_sentence), pieces(new, 0, ends_sentence));
        common.compare(&before, &after, &mut |common, before, after| {
            let words = |sentences: &[Piece<'t>]| -> Vec<Piece<'t>> {
                let words = sentences
                    .iter()
                    .flat_map(|sentence| pieces(sentence.text, sentence.start, ends_word));
                words.take(MOST_WORDS + 1).collect()
            };
            let (before, after) = (words(before), words(after));
            if before.len() <= MOST_WORDS && after.len() <= MOST_WORDS {
                common.compare(&before, &after, &mut |_, _, _| {});
            }
        });
        Comparison {
            old: Positions::new(old),
            new: Positions::new(new),
            common: common.0,
        }
    }

    fn fate(&self, start: u32, end: u32) -> Option<Fate> {
        let quote = self.old.slice(start, end).filter(|quote| !quote.is_empty())?;
        let whole = self
            .common
            .iter()
            .find(|common| common.old <= start && end <= common.old_end());
        let before = Found::of(self.old.text(), quote, self.old.to_byte(start)?);
        if let Some(common) = whole {
            let (to, to_end) = (common.new + (start - common.old), common.new + (end - common.old));
            let after = Found::of(self.new.text(), quote, self.new.to_byte(to)?);
            let is_sure = if before.count == 1 && after.count == 1 {
                end - start >= TELLING || self.is_held(common, start, end)
            } else {
                before == after && self.stands_between_the_same(start, end, to, to_end)
            };
            return Some(if is_sure {
                Fate::Carried {
                    start: to,
                    end: to_end,
                }
            } else {
                Fate::Offered {
                    start: to,
                    end: to_end,
                    why: Doubt::Ambiguous,
                }
            });
        }
        Some(
            self.moved(quote, &before)
                .or_else(|| self.changed(start, end))
                .unwrap_or(Fate::Lost),
        )
    }

    /// Whether enough of what stands before it or after it stands there still.
    fn is_held(&self, common: &Common, start: u32, end: u32) -> bool {
        let from_the_start = common.old == 0 && common.new == 0;
        let to_the_end =
            common.old_end() == self.old.len_code_points() && common.new_end() == self.new.len_code_points();
        start - common.old >= CONTEXT
            || common.old_end() - end >= CONTEXT
            || (from_the_start || to_the_end) && common.length >= TELLING
            || from_the_start && to_the_end
    }

    /// Whether the words, with what stands on both sides of them, are as they were, and as often in both texts, and
    /// the same in their order.
    fn stands_between_the_same(&self, start: u32, end: u32, to: u32, to_end: u32) -> bool {
        let around = |text: &Positions<'t>, start: u32, end: u32| {
            let from = start.saturating_sub(CONTEXT);
            let until = end.saturating_add(CONTEXT).min(text.len_code_points());
            let words = text.slice(from, until)?;
            Some((
                words,
                start - from,
                Found::of(text.text(), words, text.to_byte(from)?),
            ))
        };
        match (around(&self.old, start, end), around(&self.new, to, to_end)) {
            (Some(before), Some(after)) => before == after,
            _ => false,
        }
    }

    /// The same words at the only place where they stand now.
    fn moved(&self, quote: &str, before: &Found) -> Option<Fate> {
        let at = self.new.text().find(quote)?;
        let after = Found::of(self.new.text(), quote, at);
        if (before.count, after.count) != (1, 1) {
            return None;
        }
        Some(Fate::Offered {
            start: self.new.from_byte(at)?,
            end: self.new.from_byte(at + quote.len())?,
            why: Doubt::Moved,
        })
    }

    /// What stands in its place, if at least half of it is left.
    fn changed(&self, start: u32, end: u32) -> Option<Fate> {
        let kept: u32 = self
            .common
            .iter()
            .map(|common| self.letters(common.old.max(start), common.old_end().min(end)))
            .sum();
        if kept == 0 || kept.saturating_mul(2) < self.letters(start, end) {
            return None;
        }
        let from = self.place(start, |common| common.old_end() > start, true);
        let to = self.place(end, |common| common.old_end() >= end, false);
        let (start, end) = self.trimmed(from, to)?;
        Some(Fate::Offered {
            start,
            end,
            why: Doubt::Changed,
        })
    }

    /// Where a position stands now. In the midst of what was replaced: the beginning or end of what replaced it, so that
    /// what was put into the range is in it and what was put beside it is not.
    fn place(&self, position: u32, is_next: impl Fn(&Common) -> bool, is_start: bool) -> u32 {
        let next = self.common.iter().position(is_next);
        let following = next.and_then(|index| self.common.get(index));
        if let Some(common) = following.filter(|common| common.old <= position) {
            return common.new + (position - common.old);
        }
        let before = match next {
            Some(index) => index.checked_sub(1).and_then(|index| self.common.get(index)),
            None => self.common.last(),
        };
        let (old_from, new_from) = before.map_or((0, 0), |common| (common.old_end(), common.new_end()));
        let (old_to, new_to) = following.map_or(
            (self.old.len_code_points(), self.new.len_code_points()),
            |common| (common.old, common.new),
        );
        match (is_start, position == old_from, position == old_to) {
            (true, true, _) | (false, _, false) => new_from,
            (true, false, _) | (false, _, true) => new_to,
        }
    }

    /// Without spaces at its ends.
    fn trimmed(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let words = self.new.slice(start, end)?;
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let before = count(words) - count(words.trim_start());
        let after = count(words) - count(words.trim_end());
        (before < end - start).then(|| (start + before, end - after))
    }

    /// Letters and digits of the uncorrected text in a range.
    fn letters(&self, start: u32, end: u32) -> u32 {
        let words = if start < end {
            self.old.slice(start, end)
        } else {
            None
        };
        let letters = words
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_alphanumeric());
        u32::try_from(letters.count()).unwrap_or(u32::MAX)
    }
}

/// How often words stand in a text (overlapping places too), and which of these places is meant.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    count: usize,
    ordinal: usize,
}

impl Found {
    fn of(text: &str, words: &str, meant: usize) -> Self {
        let step = words.chars().next().map_or(1, char::len_utf8);
        let mut found = Found { count: 0, ordinal: 0 };
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
            let at = from + at;
            found.count += 1;
            found.ordinal += usize::from(at < meant);
            from = at + step;
        }
        found
    }
}

/// Looks more closely at pieces that differ.
type Differing<'d, 'p, 't> = dyn FnMut(&mut InCommon, &'p [Piece<'t>], &'p [Piece<'t>]) + 'd;

/// What two texts have in common, in order.
#[derive(Default)]
struct InCommon(Vec<Common>);

impl InCommon {
    /// Adds what both have in common, and has what differs looked at more closely.
    fn compare<'p, 't>(
        &mut self,
        before: &'p [Piece<'t>],
        after: &'p [Piece<'t>],
        differing: &mut Differing<'_, 'p, 't>,
    ) {
        let mut input = InternedInput::default();
        input.update_before(before.iter().map(|piece| piece.text));
        input.update_after(after.iter().map(|piece| piece.text));
        let diff = Diff::compute(Algorithm::Histogram, &input);
        let (mut before, mut after, mut done) = (before, after, 0);
        for hunk in diff.hunks() {
            let same = index(hunk.before.start).saturating_sub(done);
            done = index(hunk.before.end);
            self.same(&mut before, &mut after, same);
            let one = split(&mut before, hunk.before.len());
            let other = split(&mut after, hunk.after.len());
            differing(self, one, other);
        }
        let rest = before.len();
        self.same(&mut before, &mut after, rest);
    }

    fn same<'p, 't>(&mut self, before: &mut &'p [Piece<'t>], after: &mut &'p [Piece<'t>], count: usize) {
        for (one, other) in split(before, count).iter().zip(split(after, count)) {
            match self.0.last_mut() {
                Some(last) if last.old_end() == one.start && last.new_end() == other.start => {
                    last.length += one.length;
                }
                _ => self.0.push(Common {
                    old: one.start,
                    new: other.start,
                    length: one.length,
                }),
            }
        }
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Takes the first so many off.
fn split<'p, T>(pieces: &mut &'p [T], count: usize) -> &'p [T] {
    let (first, rest) = pieces.split_at_checked(count).unwrap_or((pieces, &[]));
    *pieces = rest;
    first
}

/// A part of a text.
struct Piece<'t> {
    text: &'t str,
    /// Code points of the text before it.
    start: u32,
    /// Code points.
    length: u32,
}

/// A text in pieces: whatever `ends` says of two characters side by side. Nothing is left out.
fn pieces(text: &str, start: u32, ends: fn(char, char) -> bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut length, mut start, mut last) = (0, 0, start, None);
    for (at, character) in text.char_indices() {
        if last.is_some_and(|last| ends(last, character)) {
            pieces.extend(text.get(from..at).map(|text| Piece { text, start, length }));
            from = at;
            start += length;
            length = 0;
        }
        last = Some(character);
        length += 1;
    }
    pieces.extend(
        text.get(from..)
            .filter(|text| !text.is_empty())
            .map(|text| Piece { text, start, length }),
    );
    pieces
}

/// Roughly: what is compared first must only be the same in both texts.
fn ends_sentence(last: char, next: char) -> bool {
    last == '\n'
        || last.is_whitespace() && !next.is_whitespace() && next.is_uppercase()
        || matches!(last, '。' | '！' | '？' | '।' | '؟')
}

/// A word, or a single sign.
fn ends_word(last: char, next: char) -> bool {
    !(last.is_alphanumeric() && next.is_alphanumeric())
}

#[cfg(test)]
#[path = "correction_tests.rs"]
mod tests;
