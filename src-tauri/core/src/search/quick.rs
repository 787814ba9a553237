//! Telling quickly that a stretch of text cannot hold any of the words that are looked for, so that it need not be folded.
//!
//! A text is read in stretches between white space, at which folding looks at nothing beyond. Most stretches are seen
//! not to matter by the first two letters of their words. Nothing that folding would find is passed over: wherever a letter's
//! part in a word is not plain, the stretch is folded.

use std::sync::LazyLock;

use crate::text::fold::fold;

/// What a character of its own becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// White space: folding begins anew behind it.
    Space,
    /// Ends a word, whatever stands beside it.
    End,
    /// One letter, whatever stands beside it.
    Plain(u16),
    /// Nothing by itself: marks, apostrophes, what is invisible.
    Nothing,
    /// Several letters of one word.
    Several,
    /// May be anything.
    Unclear,
}

/// Code points below this are looked up: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic.
const KNOWN: usize = 0x800;

static LETTERS: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    (0..KNOWN)
        .map(|number| {
            let letter = u32::try_from(number).ok().and_then(char::from_u32);
            letter.map_or(Letter::Unclear, looked_at)
        })
        .collect()
});

fn looked_at(letter: char) -> Letter {
    if matches!(letter, ' ' | '\t' | '\n' | '\r') {
        return Letter::Space;
    }
    let alone = fold(&letter.to_string());
    let between = fold(&format!("a{letter}a"));
    let mut letters = alone.chars();
    match (letters.next(), letters.next()) {
        (None, _) if between == "a a" => Letter::End,
        (None, _) => Letter::Nothing,
        (Some(one), None) if between == format!("a{one}a") => {
            u16::try_from(u32::from(one)).map_or(Letter::Unclear, Letter::Plain)
        }
        _ if alone.contains(' ') || between.contains(' ') => Letter::Unclear,
        _ => Letter::Several,
    }
}

fn letter_of(letters: &[Letter], character: char) -> Letter {
    match letters.get(character as usize) {
        Some(letter) => *letter,
        // Apostrophes, then dashes, quotation marks, dots.
        None if matches!(character, '\u{2018}' | '\u{2019}' | '\u{201b}') => Letter::Nothing,
        None if matches!(character, '\u{2010}'..='\u{2027}') => Letter::End,
        None => Letter::Unclear,
    }
}

/// How the words begin that are looked for.
#[derive(Debug, Clone)]
pub(super) struct Quick {
    /// By first and second letter; zero stands for the end of the word.
    pairs: [u64; 64],
    /// By the first letter, whatever follows.
    open: [u64; 64],
    is_open: bool,
}

impl Default for Quick {
    fn default() -> Self {
        Quick {
            pairs: [0; 64],
            open: [0; 64],
            is_open: false,
        }
    }
}

fn place(first: u32, second: u32) -> (usize, u64) {
    let bit = first.wrapping_mul(61) ^ second;
    ((bit >> 6 & 63) as usize, 1 << (bit & 63))
}

impl Quick {
    /// Adds a term that may begin a match; `prefix`: it may be the beginning of a word.
    pub(super) fn add(&mut self, term: &str, prefix: bool) {
        let mut letters = term.chars().map(u32::from);
        let Some(first) = letters.next() else { return };
        let second = letters.next();
        if prefix && second.is_none() {
            let (at, bit) = place(first, 0);
            self.open[at] |= bit;
            self.is_open = true;
        } else {
            let (at, bit) = place(first, second.unwrap_or(0));
            self.pairs[at] |= bit;
        }
    }

    fn may_begin(&self, first: u16, second: u16) -> bool {
        let has = |set: &[u64; 64], second: u16| {
            let (at, bit) = place(u32::from(first), u32::from(second));
            set[at] & bit != 0
        };
        has(&self.pairs, second) || self.is_open && has(&self.open, 0)
    }

    /// The next stretch between white space, from a byte on, that may hold a word looked for: its first byte and the one
    /// beyond. `from` is where a stretch may begin.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let letters = LETTERS.as_slice();
        let bytes = text.as_bytes();
        let read = |at: usize| -> Option<(Letter, usize)> {
            let byte = *bytes.get(at)?;
            if byte < 0x80 {
                return Some((*letters.get(usize::from(byte))?, 1));
            }
            let character = text.get(at..)?.chars().next()?;
            Some((letter_of(letters, character), character.len_utf8()))
        };
        let (mut stretch, mut at) = (from, from);
        // A word may begin here.
        let mut begins = true;
        while let Some((letter, length)) = read(at) {
            let may_be = match letter {
                Letter::Unclear => true,
                Letter::Several => begins,
                Letter::Plain(first) if begins => match read(at + length) {
                    Some((Letter::Plain(second), width)) => {
                        // A mark may make another letter of the second, too.
                        let is_marked = matches!(
                            read(at + length + width),
                            Some((Letter::Nothing | Letter::Unclear, _))
                        );
                        is_marked || self.may_begin(first, second)
                    }
                    Some((Letter::Space | Letter::End, _)) | None => self.may_begin(first, 0),
                    Some(_) => true,
                },
                Letter::Plain(_) | Letter::Space | Letter::End | Letter::Nothing => false,
            };
            if may_be {
                return Some((stretch, stretch_end(text, at)));
            }
            at += length;
            match letter {
                Letter::Plain(_) => {
                    begins = false;
                    // The rest of a word in plain letters says nothing.
                    while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                        at += 1;
                    }
                }
                Letter::Space => {
                    begins = true;
                    stretch = at;
                }
                _ => begins = true,
            }
        }
        None
    }
}

/// The end of the stretch in which a byte stands.
pub(super) fn stretch_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter()
        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .map_or(text.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold_words;
    use proptest::prelude::*;

    fn found(text: &str, term: &str, prefix: bool) -> Vec<u32> {
        let words = fold_words(text).into_iter();
        let is_it = |word: &str| word == term || prefix && word.starts_with(term);
        words
            .filter(|word| is_it(&word.folded))
            .map(|word| word.start)
            .collect()
    }

    fn found_quickly(text: &str, term: &str, prefix: bool) -> Vec<u32> {
        let mut quick = Quick::default();
        quick.add(term, prefix);
        let (mut at, mut places) = (0, Vec::new());
        while let Some((start, end)) = quick.next(text, at) {
            let before = u32::try_from(text[..start].chars().count()).unwrap();
            places.extend(
                found(&text[start..end], term, prefix)
                    .iter()
                    .map(|place| place + before),
            );
            at = end;
        }
        places
    }

    #[test]
    fn most_words_are_passed_over() {
        let mut quick = Quick::default();
        quick.add("verhandlung", false);
        let text = "Die „Straße“ nach Kiew, Москва сообщила: 12.000 Männer – die Verhandlung.";
        let (start, end) = quick.next(text, 0).unwrap();
        assert_eq!(&text[start..end], "Verhandlung.");
        assert_eq!(quick.next(text, end), None);
    }

    #[test]
    fn a_mark_that_makes_another_letter_of_the_second_is_seen() {
        for text in ["и\u{306}і\u{308}и", "aі\u{308}b", "İі\u{308}İ "] {
            let term = &fold_words(text)[0].folded;
            assert_eq!(found_quickly(text, term, false), [0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_word_that_folding_finds_is_passed_over(
            parts in prop::collection::vec(prop_oneof![
                4 => prop::sample::select(vec![
                    "a", "ab", "Ab", "abc", "l", "e", "s", "и", "ий", "Й", "й", "і\u{308}", "ß", "ẞ", "æ", "ĳ", "ﬁ", "½", "²", "ŉ", "İ", "ı",
                    "ς", "σ", "م", "ة", "ء", "ال", "中", "文", "한", "\u{1100}", "\u{1161}", "\u{11a8}", "क", "ि", "ก", "１", "Ａ", "²", "ⅷ",
                ]),
                3 => prop::sample::select(vec![
                    " ", " ", " ", "\n", "\u{a0}", ".", ",", "-", "–", "'", "’", "`", "´", "“", "«", "\u{ad}", "\u{200b}", "\u{200d}", "\u{301}",
                    "\u{306}", "\u{308}", "\u{2028}", "\u{85}", "\u{64b}", "ـ", "،", "\0", "\u{b}", "\u{c}",
                ]),
                1 => any::<char>().prop_map(|character| &*Box::leak(character.to_string().into_boxed_str())),
            ], 0..40),
            which in 0_usize..40,
            letters in 1_usize..5,
            prefix in any::<bool>(),
        ) {
            let text = parts.concat();
            let words = fold_words(&text);
            if let Some(word) = words.get(which % words.len().max(1)) {
                let term: String = if prefix { word.folded.chars().take(letters).collect() } else { word.folded.clone() };
                prop_assert_eq!(found(&text, &term, prefix), found_quickly(&text, &term, prefix), "{:?} in {:?}", term, text);
            }
        }
    }
}
