//! Lines cut from a text: a keyword, and what stands before and after it.

use super::super::marks::Patterns;
use super::super::types::{KeywordInContext, KwicWithin};
use super::texts::Text;
use crate::text::offsets::Positions;
use crate::text::sentences::sentences;

/// A cut may move by this many code points to stand between words.
const PLAY: usize = 24;

/// How lines are cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// Code points to either side.
    width: u32,
    within: KwicWithin,
}

impl Cut {
    pub(super) fn of(request: &KeywordInContext) -> Self {
        Cut {
            width: match request.width {
                0 => 80,
                width => width.clamp(10, 300),
            },
            within: request.within,
        }
    }
}

/// A keyword with its context. Positions are code points of the text, end excluded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub start: u32,
    pub end: u32,
    pub left: String,
    pub keyword: String,
    pub right: String,
}

/// Every place of the text where a pattern stands.
pub(super) fn lines(text: &Text, patterns: &Patterns, cut: Cut) -> Vec<Line> {
    let positions = Positions::new(&text.body);
    let all = [(0, positions.len_code_points())];
    let mut lines: Vec<Line> = Vec::new();
    for (from, to) in text.only.as_deref().unwrap_or(&all) {
        let Some(part) = positions.slice(*from, *to) else {
            continue;
        };
        for mark in patterns.marks(part, false) {
            let (start, end) = (from.saturating_add(mark.start), from.saturating_add(mark.end));
            // Spans may overlap: a place is one line.
            if lines.iter().rev().take(4).any(|line| line.start == start) {
                continue;
            }
            lines.extend(line(&positions, &text.language, start, end, cut));
        }
    }
    lines
}

fn line(positions: &Positions<'_>, language: &str, start: u32, end: u32, cut: Cut) -> Option<Line> {
    let length = positions.len_code_points();
    let wide_left = positions.slice(start.saturating_sub(cut.width), start)?;
    let wide_right = positions.slice(end, end.saturating_add(cut.width).min(length))?;
    let is_line_end = |letter: char| matches!(letter, '\n' | '\u{2028}' | '\u{2029}');
    let mut left = wide_left.rsplit(is_line_end).next().unwrap_or_default();
    let mut right = wide_right.split(is_line_end).next().unwrap_or_default();
    let keyword = positions.slice(start, end)?;
    if cut.within == KwicWithin::Sentence {
        let around = format!("{left}{keyword}{right}");
        let (before, beyond) = (characters(left), characters(left) + characters(keyword));
        for (first, last) in sentences(&around, language) {
            // A keyword may go beyond a sentence; what it touches belongs to it.
            if first > 0 && first <= before && last > before {
                left = from_character(left, first);
            }
            if last >= beyond && first < beyond {
                right = upto_character(right, last - beyond);
            }
        }
    }
    let cut_left = left.len() == wide_left.len() && start > cut.width;
    let cut_right = right.len() == wide_right.len() && end.saturating_add(cut.width) < length;
    if cut_left
        && let Some((at, letter)) = left
            .char_indices()
            .take(PLAY)
            .find(|(_, letter)| letter.is_whitespace())
    {
        left = left.get(at + letter.len_utf8()..).unwrap_or(left);
    }
    if cut_right
        && let Some((at, _)) = right
            .char_indices()
            .rev()
            .take(PLAY)
            .find(|(_, letter)| letter.is_whitespace())
    {
        right = right.get(..at).unwrap_or(right);
    }
    Some(Line {
        start,
        end,
        left: left.trim_start().to_owned(),
        keyword: keyword.to_owned(),
        right: right.trim_end().to_owned(),
    })
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn byte(text: &str, character: u32) -> usize {
    let at = text.char_indices().nth(character as usize);
    at.map_or(text.len(), |(at, _)| at)
}

fn from_character(text: &str, character: u32) -> &str {
    text.get(byte(text, character)..).unwrap_or_default()
}

fn upto_character(text: &str, character: u32) -> &str {
    text.get(..byte(text, character)).unwrap_or_default()
}
