//! The pieces of a text that a hit shows: a few, short, around the words that were found.

use std::io::Read;

use super::marks::{Match, Patterns, Scan, ranges};
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
/// Bytes that are read at once: little first, since most often the words stand near the beginning, then more and more.
const FIRST_PIECE: usize = 1_024;
const PIECE: usize = 32 * 1024;
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
    let mut scan = Scan::new(patterns);
    let mut seen = String::new();
    let mut first_at = None;
    while let Some(piece) = pieces.next()? {
        scan.piece(&piece);
        seen.push_str(&piece);
        if first_at.is_none() && !scan.found.is_empty() {
            first_at = Some(scan.read);
        }
        let complete = scan.patterns_found() >= patterns.of_bodies();
        let far = match first_at {
            None => patterns.of_bodies() == 0 || scan.read >= FAR,
            Some(at) => {
                complete && windows(&scan.found).len() >= MOST
                    || scan.found.len() >= ENOUGH
                    || scan.read.saturating_sub(at) >= FURTHER
            }
        };
        if far {
            break;
        }
    }
    // A match at the end of what was read may need what follows.
    if let Some(piece) = pieces.next()? {
        seen.push_str(&piece);
    }
    scan.found.sort_by_key(|found| (found.start, found.end));
    scan.found.truncate(ENOUGH);
    let positions = Positions::new(&seen);
    let mut passages = Vec::new();
    for window in joined(chosen(windows(&scan.found))) {
        passages.extend(window.passage(&positions, origin));
    }
    if passages.is_empty() && beginning {
        let window = Window {
            start: 0,
            end: LENGTH,
            matches: Vec::new(),
        };
        passages.extend(window.passage(&positions, origin));
    }
    Ok(passages)
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
    fn passage(&self, positions: &Positions<'_>, origin: &Origin<'_>) -> Option<Passage> {
        let length = positions.len_code_points();
        let marks = ranges(&self.matches);
        let first = marks.first().map_or(self.start, |mark| mark.start);
        let last = marks.last().map_or(self.start, |mark| mark.end);
        let mut start = self.start.min(length);
        if start > 0 {
            let around = positions.slice(start.saturating_sub(1), first.min(start.saturating_add(PLAY)))?;
            let skipped = around
                .char_indices()
                .position(|(_, letter)| letter.is_whitespace());
            start = start.saturating_add(skipped.and_then(|at| u32::try_from(at).ok()).unwrap_or(0));
        }
        let mut end = self.end.min(length);
        if end < length {
            let from = last.max(end.saturating_sub(PLAY)).max(start);
            let around: Vec<char> = positions.slice(from, end.saturating_add(1))?.chars().collect();
            if let Some(at) = around.iter().rposition(|letter| letter.is_whitespace()) {
                end = from.saturating_add(u32::try_from(at).ok()?);
            }
        }
        let text = positions.slice(start, end)?;
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
    fn next(&mut self) -> Result<Option<String>> {
        let failed = |error: std::io::Error| Error::Io {
            path: String::new(),
            detail: error.to_string(),
        };
        if !self.done {
            let wanted = self.size.saturating_sub(self.rest.len()).max(4);
            self.size = (self.size * 2).min(PIECE);
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
