//! The pieces of a text that a hit shows: a few, short, around the words that were found.

use std::io::Read;

use super::marks::{Match, Patterns, Scan, patterns_of, ranges};
use super::types::{Passage, PassagePart};
use crate::commands::answers::Range;
use crate::text::offsets::Positions;
use crate::{Error, Result};

/// Passages of a text.
const MOST: usize = 3;
/// Length of a passage in code points.
const LENGTH: u32 = 160;
/// Code points before the first match.
const LEAD: u32 = 50;
/// A cut may move by this many code points to stand between words.
const PLAY: u32 = 24;
/// Passages that are nearer than this become one.
const NEAR: u32 = 20;
/// Bytes that are read at once: little first, since most often the words stand near the beginning, then more.
const FIRST_PIECE: usize = 8 * 1024;
const PIECE: usize = 64 * 1024;
/// Code points that are looked through for the first match.
const FAR: u32 = 4_000_000;
/// Code points that are looked through beyond it for the other words of the query.
const FURTHER: u32 = 100_000;
/// Matches that are looked at.
const ENOUGH: usize = 200;

/// What passages are cut from.
pub(super) struct Origin<'o> {
    pub part: PassagePart,
    pub language: &'o str,
    /// Where the text begins in what positions count from: code points.
    pub offset: u32,
}

/// The passages of a text around matches, in order. Without any match the beginning, if that is wanted.
pub(super) fn cut(
    text: &mut dyn Read,
    patterns: &Patterns,
    origin: &Origin<'_>,
    beginning: bool,
) -> Result<Vec<Passage>> {
    let mut pieces = Pieces {
        from: text,
        rest: Vec::new(),
        size: FIRST_PIECE,
        done: false,
    };
    let mut scan = Scan::new(patterns, false);
    let mut seen = String::new();
    let mut found = Vec::new();
    let mut first_at = None;
    while let Some(piece) = pieces.next()? {
        seen.push_str(&piece);
        scan.read(&seen, pieces.is_through(), ENOUGH, &mut found);
        if first_at.is_none() && !found.is_empty() {
            first_at = Some(scan.position());
        }
        let far = match first_at {
            None => patterns.of_bodies() == 0 || scan.position() >= FAR,
            Some(at) => {
                patterns_of(&found) >= patterns.of_bodies() && windows(&found).len() >= MOST
                    || found.len() >= ENOUGH
                    || scan.position().saturating_sub(at) >= FURTHER
            }
        };
        if far {
            // A match at the end of what was read may need what follows.
            if let Some(piece) = pieces.next()? {
                seen.push_str(&piece);
            }
            return Ok(shown(&seen, found, origin, beginning));
        }
    }
    scan.read(&seen, true, ENOUGH, &mut found);
    Ok(shown(&seen, found, origin, beginning))
}

/// The passages of a text that is there as a whole.
pub(super) fn cut_whole(
    text: &str,
    patterns: &Patterns,
    origin: &Origin<'_>,
    beginning: bool,
) -> Vec<Passage> {
    let mut found = Vec::new();
    if patterns.of_bodies() > 0 {
        Scan::new(patterns, false).read(text, true, ENOUGH, &mut found);
    }
    shown(text, found, origin, beginning)
}

fn shown(seen: &str, mut found: Vec<Match>, origin: &Origin<'_>, beginning: bool) -> Vec<Passage> {
    found.sort_by_key(|found| (found.start, found.end));
    found.truncate(ENOUGH);
    let mut walk = Around {
        text: seen,
        byte: 0,
        position: 0,
    };
    let mut passages = Vec::new();
    for window in joined(chosen(windows(&found))) {
        passages.extend(window.passage(&mut walk, origin));
    }
    if found.is_empty() && beginning {
        let window = Window {
            start: 0,
            end: LENGTH,
            matches: Vec::new(),
        };
        passages.extend(window.passage(&mut walk, origin));
    }
    passages
}

/// A text that is gone through once, to cut pieces out of it.
struct Around<'t> {
    text: &'t str,
    /// Where it is: a byte, and the code points before it.
    byte: usize,
    position: u32,
}

impl<'t> Around<'t> {
    /// The part from a code point to another, neither before the last one asked for; what is not there is left out.
    fn part(&mut self, start: u32, end: u32) -> (u32, Positions<'t>) {
        let rest = self.text.get(self.byte..).unwrap_or_default();
        let mut characters = rest.char_indices();
        let skipped = start.saturating_sub(self.position) as usize;
        let from = if skipped == 0 {
            0
        } else {
            characters
                .by_ref()
                .nth(skipped - 1)
                .map_or(rest.len(), |(at, letter)| at + letter.len_utf8())
        };
        let length = end.saturating_sub(start) as usize;
        let to = characters.nth(length).map_or(rest.len(), |(at, _)| at);
        self.byte += from;
        self.position = start.max(self.position);
        let part = self
            .text
            .get(self.byte..self.byte + (to - from))
            .unwrap_or_default();
        (self.position, Positions::new(part))
    }
}

/// Code points `start` to `end` with the matches in it.
#[derive(Debug, Clone)]
struct Window {
    start: u32,
    end: u32,
    matches: Vec<Match>,
}

/// Every match in one window, each window beginning a little before its first.
fn windows(matches: &[Match]) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for found in matches {
        match windows.last_mut() {
            Some(last) if found.start >= last.start && found.end <= last.end => last.matches.push(*found),
            _ => {
                let start = found.start.saturating_sub(LEAD);
                windows.push(Window {
                    start,
                    end: start.saturating_add(LENGTH).max(found.end),
                    matches: vec![*found],
                });
            }
        }
    }
    windows
}

/// Those that show most of the query first; among equals the earlier ones. In the order of the text.
fn chosen(mut windows: Vec<Window>) -> Vec<Window> {
    let mut chosen: Vec<Window> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    while chosen.len() < MOST && !windows.is_empty() {
        let news = |window: &Window| {
            let mut patterns: Vec<usize> = window.matches.iter().map(|found| found.pattern).collect();
            patterns.sort_unstable();
            patterns.dedup();
            patterns.iter().filter(|pattern| !shown.contains(pattern)).count()
        };
        let best = (0..windows.len())
            .max_by_key(|index| (windows.get(*index).map(news), std::cmp::Reverse(*index)))
            .unwrap_or(0);
        let window = windows.remove(best);
        shown.extend(window.matches.iter().map(|found| found.pattern));
        chosen.push(window);
    }
    chosen.sort_by_key(|window| window.start);
    chosen
}

fn joined(windows: Vec<Window>) -> Vec<Window> {
    let mut joined: Vec<Window> = Vec::new();
    for window in windows {
        match joined.last_mut() {
            Some(last) if window.start <= last.end.saturating_add(NEAR) => {
                last.end = last.end.max(window.end);
                last.matches.extend(window.matches);
            }
            _ => joined.push(window),
        }
    }
    joined
}

impl Window {
    fn passage(&self, text: &mut Around<'_>, origin: &Origin<'_>) -> Option<Passage> {
        let marks = ranges(&self.matches);
        let last = marks.last().map_or(self.start, |mark| mark.end);
        // With a character to either side, to see whether a word is cut there.
        let (first, positions) =
            text.part(self.start.saturating_sub(1), self.end.max(last).saturating_add(1));
        let length = first.saturating_add(positions.len_code_points());
        let slice =
            |start: u32, end: u32| positions.slice(start.checked_sub(first)?, end.checked_sub(first)?);
        let first_mark = marks.first().map_or(self.start, |mark| mark.start);
        let mut start = self.start.min(length);
        if start > 0 {
            let around = slice(
                start.saturating_sub(1),
                first_mark.min(start.saturating_add(PLAY)),
            )?;
            let skipped = around
                .char_indices()
                .position(|(_, letter)| letter.is_whitespace());
            start = start.saturating_add(skipped.and_then(|at| u32::try_from(at).ok()).unwrap_or(0));
        }
        let mut end = self.end.min(length);
        if end < length {
            let from = last.max(end.saturating_sub(PLAY)).max(start);
            let around: Vec<char> = slice(from, end.saturating_add(1))?.chars().collect();
            if let Some(at) = around.iter().rposition(|letter| letter.is_whitespace()) {
                end = from.saturating_add(u32::try_from(at).ok()?);
            }
        }
        let text = slice(start, end)?;
        let leading = text.chars().take_while(|letter| letter.is_whitespace()).count();
        let leading = u32::try_from(leading).ok()?;
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        start = start.saturating_add(leading);
        Some(Passage {
            part: origin.part,
            text: text.to_owned(),
            language: origin.language.to_owned(),
            start: start.saturating_add(origin.offset),
            marks: marks
                .iter()
                .map(|mark| Range {
                    start: mark.start.saturating_sub(start),
                    end: mark.end.saturating_sub(start),
                })
                .collect(),
        })
    }
}

/// A text in pieces that end at white space where there is any.
struct Pieces<'r> {
    from: &'r mut dyn Read,
    rest: Vec<u8>,
    /// Of the next piece in bytes.
    size: usize,
    done: bool,
}

impl Pieces<'_> {
    /// Whether everything was given.
    fn is_through(&self) -> bool {
        self.done && self.rest.is_empty()
    }

    fn next(&mut self) -> Result<Option<String>> {
        let failed = |error: std::io::Error| Error::Io {
            path: String::new(),
            detail: error.to_string(),
        };
        if !self.done {
            let wanted = self.size.saturating_sub(self.rest.len()).max(4);
            self.size = PIECE;
            let wanted = u64::try_from(wanted).unwrap_or(u64::MAX);
            let read = (&mut *self.from)
                .take(wanted)
                .read_to_end(&mut self.rest)
                .map_err(failed)?;
            self.done = u64::try_from(read).unwrap_or(u64::MAX) < wanted;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let valid = match std::str::from_utf8(&self.rest) {
            Ok(text) => text,
            Err(error) => {
                let end = error.valid_up_to();
                match std::str::from_utf8(self.rest.get(..end).unwrap_or_default()) {
                    Ok(text) if !text.is_empty() => text,
                    // Not UTF-8: a damaged file. What was read so far is shown.
                    _ => {
                        self.done = true;
                        self.rest.clear();
                        return Ok(None);
                    }
                }
            }
        };
        let end = if self.done {
            valid.len()
        } else {
            valid
                .char_indices()
                .rev()
                .find(|(_, letter)| letter.is_whitespace())
                .map_or(valid.len(), |(at, letter)| at + letter.len_utf8())
        };
        let piece = valid.get(..end).unwrap_or(valid).to_owned();
        self.rest.drain(..piece.len());
        Ok(Some(piece))
    }
}
