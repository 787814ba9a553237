//! Sentences, for marking a text one by one.
//!
//! The breaks are those of UAX #29 as ICU4X finds them, line by line; then rules of our own take
//! back the breaks that are none: after abbreviations, initials, ordinals and days, inside spaced
//! numbers, before the reporting clause of a quotation; and closing quotation marks stay with
//! their sentence. Where it cannot be told, the sentences stay together: marking less than a shown
//! sentence is easier than joining two.

use icu_locale_core::LanguageIdentifier;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::{SentenceBreakInvariantOptions, SentenceBreakOptions};

use super::abbreviations::{self, WordLists};
use super::language_tag::primary;

/// Raised whenever a text is cut differently than before.
pub const SENTENCES_VERSION: u32 = 2;

/// Languages that write ordinals with a full stop ("am 16. Mai", "2. Dünya Savaşı").
const ORDINALS_WITH_STOP: &[&str] = &[
    "bs", "cs", "da", "de", "et", "fi", "fo", "hr", "hu", "is", "lb", "lv", "nb", "nn", "no", "pl", "sk",
    "sl", "sr", "tr",
];

/// The sentences of a text in order, as ranges of code points, end excluded, without the white space
/// around them. `language` is a BCP 47 tag, "" when unknown. No sentence goes across a line end;
/// every character that is not white space is in exactly one sentence.
pub fn sentences(text: &str, language: &str) -> Vec<(u32, u32)> {
    let rules = Rules {
        language: primary(language),
        lists: abbreviations::of(primary(language)),
    };
    let locale = LanguageIdentifier::try_from_str(language).ok();
    let mut options = SentenceBreakOptions::default();
    options.content_locale = locale.as_ref();
    let tailored = SentenceSegmenter::try_new(options).ok();
    let segmenter = match &tailored {
        Some(segmenter) => segmenter.as_borrowed(),
        None => SentenceSegmenter::new(SentenceBreakInvariantOptions::default()),
    };

    let mut found = Vec::new();
    let mut position = 0_u32;
    for line in text.split_inclusive(is_line_end) {
        let mut from = 0;
        let mut breaks: Vec<usize> = segmenter
            .segment_str(line)
            .chain(before_addresses(line))
            .chain(rules.before_small_beginnings(line))
            .collect();
        breaks.sort_unstable();
        for at in breaks {
            // A closing mark that was moved over may have carried the last end beyond this break.
            if at <= from {
                continue;
            }
            let at = rules.with_closing_marks(line, at);
            let (Some(sentence), Some(rest)) = (line.get(from..at), line.get(at..)) else {
                continue;
            };
            if !rest.is_empty() && (sentence.trim().is_empty() || rules.goes_on(sentence, rest)) {
                continue;
            }
            let length = count(sentence);
            let leading = count(sentence) - count(sentence.trim_start());
            let trimmed = count(sentence.trim());
            if trimmed > 0 {
                let start = position.saturating_add(leading);
                found.push((start, start.saturating_add(trimmed)));
            }
            position = position.saturating_add(length);
            from = at;
        }
    }
    found
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// What a language adds to the breaks of UAX #29.
struct Rules<'l> {
    language: &'l str,
    lists: &'static WordLists,
}

impl Rules<'_> {
    /// The break, moved behind closing quotation marks that stand apart (« Bonjour. » Puis).
    fn with_closing_marks(&self, line: &str, at: usize) -> usize {
        let Some(rest) = line.get(at..) else {
            return at;
        };
        let body = rest.trim_start_matches(|mark| self.is_closing(mark));
        let after_marks = rest.len() - body.len();
        let stands_apart = body
            .chars()
            .next()
            .is_none_or(|next| next.is_whitespace() || ".,;:!?".contains(next));
        if after_marks == 0 || !stands_apart {
            return at;
        }
        let tail = body
            .trim_start_matches(|next: char| ".,;:!?".contains(next))
            .trim_start();
        line.len() - tail.len()
    }

    fn is_closing(&self, mark: char) -> bool {
        match mark {
            '»' | '”' | '“' | '’' | '"' | ')' | ']' | '›' => true,
            // In French it opens, and stands apart too.
            '«' | '‹' => matches!(self.language, "de" | "da" | "sl" | "hr" | "sr"),
            _ => false,
        }
    }

    /// Whether the sentence read so far goes on after this break.
    fn goes_on(&self, sentence: &str, rest: &str) -> bool {
        let next = Next::of(rest);
        if starts_with_address(rest) {
            return false;
        }
        if next.first.is_some_and(char::is_lowercase) && !self.starts_with_clitic(rest) {
            return true;
        }
        if self.is_reported(sentence, &next) {
            return true;
        }
        let said = sentence.trim_end().trim_end_matches(is_closing_mark);
        let Some(before) = said.strip_suffix('.') else {
            return false;
        };
        if before.ends_with(['.', '…']) {
            return false;
        }
        let starter = !next.is_initial && self.lists.starters.contains(next.word.as_str());
        let word = last_word(before);
        let alone = before.len() == word.len() || before.trim_start().len() == word.len();

        if !word.is_empty() && word.chars().all(char::is_numeric) {
            return self.after_number(before, word, alone, &next, starter);
        }
        if let Some(class) = self.abbreviation(before, word) {
            return match class {
                Class::Always => true,
                Class::BeforeANumber | Class::EndsAList => next.is_number(),
                Class::MayEnd => next.is_number() || !self.begins(&next, starter),
            };
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_alphabetic()
        {
            // An initial, or the letter of an enumeration. Scripts without capitals have no starters.
            return is_spaced_script(letter) && !starter;
        }
        let roman = word.len() >= 2 && word.chars().all(|letter| "IVX".contains(letter));
        if roman && (alone || ORDINALS_WITH_STOP.contains(&self.language)) {
            return alone || !starter;
        }
        // U.N., a.D., T.C. and the like.
        is_dotted(word) && !self.begins(&next, starter)
    }

    /// Where sentences may begin that UAX #29 takes for the same sentence, because the first letter in them is small: with a
    /// number ("2025 war …") after a word that is no abbreviation, in Dutch with 't, 's or 'n before a capital.
    fn before_small_beginnings(&self, line: &str) -> impl Iterator<Item = usize> {
        line.char_indices().filter_map(move |(at, mark)| {
            if !matches!(mark, '.' | '!' | '?') {
                return None;
            }
            let rest = line.get(at + 1..)?;
            let next = rest.trim_start();
            let long_word = || {
                let word = last_word(line.get(..at).unwrap_or(""));
                word.chars().count() >= 5 && word.chars().all(char::is_alphabetic)
            };
            let begins = next.len() < rest.len()
                && (self.starts_with_clitic(next)
                    || next.starts_with(|first: char| first.is_ascii_digit()) && long_word());
            begins.then(|| line.len() - next.len())
        })
    }

    /// Dutch "'t Was laat", "'s Avonds".
    fn starts_with_clitic(&self, text: &str) -> bool {
        let mut signs = text.chars();
        self.language == "nl"
            && signs.next().is_some_and(|mark| matches!(mark, '\'' | '’' | '‘'))
            && signs
                .next()
                .is_some_and(|letter| matches!(letter, 't' | 's' | 'n' | 'k'))
            && signs.next() == Some(' ')
            && signs.next().is_some_and(char::is_uppercase)
    }

    /// What follows a quotation says who said it, in a script without capitals.
    fn is_reported(&self, sentence: &str, next: &Next) -> bool {
        self.lists.reporting.contains(next.word.as_str()) && sentence.trim_end().ends_with(is_closing_mark)
    }

    fn after_number(&self, before: &str, word: &str, alone: bool, next: &Next, starter: bool) -> bool {
        let digits = word.chars().count();
        if digits > 3 {
            return false;
        }
        // "1. Der Präsident …" at the start of a line; "(3. 7 miles)", "16. 5. 2025".
        if alone || next.is_number() {
            return true;
        }
        if digits <= 2
            && (self.lists.months.contains(next.word.as_str())
                || abbreviations::months().contains(next.word.as_str()))
        {
            return true;
        }
        // The 2 of "Abs. 2." is no ordinal.
        let counted = before
            .strip_suffix(word)
            .and_then(|earlier| earlier.trim_end().strip_suffix('.'));
        if counted.is_some_and(|earlier| {
            self.lists
                .before_a_number
                .contains(last_word(earlier).to_lowercase().as_str())
        }) {
            return false;
        }
        ORDINALS_WITH_STOP.contains(&self.language) && next.first.is_some_and(char::is_alphabetic) && !starter
    }

    /// Whether what follows begins a sentence after something that may end one. Without a list of
    /// starters (Arabic) it does.
    fn begins(&self, next: &Next, starter: bool) -> bool {
        starter || self.lists.starters.is_empty() || next.first.is_none()
    }

    /// Looks up the last word, and with it the abbreviated words before it: "z. B", "и т. д".
    fn abbreviation(&self, before: &str, word: &str) -> Option<Class> {
        const LONGEST: usize = 4;
        let mut candidates = Vec::with_capacity(LONGEST);
        let mut joined = word.to_lowercase();
        let mut rest = before.strip_suffix(word)?;
        candidates.push(joined.clone());
        while candidates.len() < LONGEST {
            let Some(earlier) = rest.trim_end().strip_suffix('.') else {
                break;
            };
            let part = last_word(earlier);
            if part.is_empty() || part.chars().count() > 4 {
                break;
            }
            joined = format!("{}.{joined}", part.to_lowercase());
            candidates.push(joined.clone());
            let Some(shorter) = earlier.strip_suffix(part) else {
                break;
            };
            rest = shorter;
        }
        if let Some((_, last_part)) = word.rsplit_once('-') {
            candidates.insert(0, last_part.to_lowercase());
        }
        // Bahnhofstr., Hauptstr.
        if self.language == "de" && word.len() > 3 && word.ends_with("str") {
            candidates.insert(0, "str".to_owned());
        }
        // "В." is an initial where "в." is a century.
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        candidates
            .iter()
            .rev()
            .filter(|candidate| !initial || candidate.chars().count() > 1)
            .find_map(|candidate| {
                let candidate = candidate.as_str();
                // May end first: what is in both lists is the more careful one.
                if self.lists.ends_a_list.contains(candidate) {
                    Some(Class::EndsAList)
                } else if self.lists.may_end.contains(candidate) {
                    Some(Class::MayEnd)
                } else if self.lists.always.contains(candidate) {
                    Some(Class::Always)
                } else if self.lists.before_a_number.contains(candidate) && candidate.chars().count() > 1 {
                    Some(Class::BeforeANumber)
                } else {
                    None
                }
            })
    }
}

/// What a full stop after an abbreviation means.
#[derive(Clone, Copy)]
enum Class {
    Always,
    BeforeANumber,
    MayEnd,
    /// "etc.": what follows with a capital is another sentence.
    EndsAList,
}

/// What stands after a break, without opening marks and dashes.
struct Next {
    first: Option<char>,
    /// The first word in lower case, at most 24 characters of it.
    word: String,
    /// The word is a single letter with a full stop.
    is_initial: bool,
}

impl Next {
    fn of(rest: &str) -> Self {
        /// Bytes looked at, so that a text of nothing but marks is cut in linear time.
        const AHEAD: usize = 256;
        let rest = rest.get(..rest.floor_char_boundary(AHEAD)).unwrap_or(rest);
        let body = rest.trim_start_matches(|mark: char| !mark.is_alphanumeric() && !is_line_end(mark));
        let word = body
            .chars()
            .take_while(|letter| letter.is_alphanumeric())
            .take(24);
        Next {
            is_initial: body.chars().nth(1) == Some('.'),
            first: body.chars().next().filter(|first| first.is_alphanumeric()),
            word: word.flat_map(char::to_lowercase).collect(),
        }
    }

    fn is_number(&self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }
}

/// The letters, digits, inner full stops, hyphens and apostrophes at the end of a text; at most 32
/// characters are looked at.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(32)
        .take_while(|(_, letter)| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '\'' | '’' | 'ـ'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..)
        .unwrap_or("")
        .trim_start_matches(['.', '-', '\'', '’'])
}

/// Single letters with full stops between them: "U.N", "a.D".
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Where web addresses begin that stand by themselves behind the end of a sentence: UAX #29 takes
/// their small letter for the same sentence.
fn before_addresses(line: &str) -> impl Iterator<Item = usize> {
    line.char_indices().filter_map(move |(at, mark)| {
        if !matches!(mark, '.' | '!' | '?' | '…' | '”' | '"' | '“' | '»') {
            return None;
        }
        let rest = line.get(at + mark.len_utf8()..)?;
        let address = rest.trim_start();
        (address.len() < rest.len() && starts_with_address(address)).then(|| line.len() - address.len())
    })
}

/// `https://…`, `www.…` or a host name with a path.
fn starts_with_address(text: &str) -> bool {
    if text.starts_with("https://") || text.starts_with("http://") || text.starts_with("www.") {
        return true;
    }
    let host = text
        .split(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '.' | '-'))
        .next()
        .unwrap_or("");
    host.len() < 64
        && host.contains('.')
        && !host.ends_with('.')
        && host.starts_with(|first: char| first.is_ascii_lowercase())
        && text.get(host.len()..).is_some_and(|path| path.starts_with('/'))
}

/// Scripts in which a single letter before a full stop is an initial; a single Chinese character is a word.
fn is_spaced_script(letter: char) -> bool {
    letter < '\u{e00}'
        || ('\u{10a0}'..='\u{10ff}').contains(&letter)
        || ('\u{1e00}'..='\u{1fff}').contains(&letter)
}

fn is_closing_mark(mark: char) -> bool {
    matches!(
        mark,
        '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '}'
    )
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "sentences_gold_tests.rs"]
mod gold_tests;
