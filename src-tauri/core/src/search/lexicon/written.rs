//! How words are written: folding takes capitals and marks away, people want to see them.

use unicode_normalization::UnicodeNormalization;

use crate::text::alphabet::is_alphabetic;

/// Longer words are not looked at (bytes).
const LONGEST: usize = 96;
/// A word in capitals of more letters than this is a headline's, and shorter ones may be abbreviations.
const LONGEST_IN_CAPITALS: usize = 5;

/// Hands out the words of a text that folding changes beyond recognition: those that begin with a capital and those in
/// Latin letters with marks. Words are letters and marks side by side; apostrophes and hyphens end them.
pub(super) fn each(text: &str, emit: &mut dyn FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // Most of a text is passed over byte by byte.
        let Some(first) = bytes.get(at).copied() else {
            break;
        };
        if first.is_ascii() && !first.is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let mut worth = first.is_ascii_uppercase();
        let mut end = at;
        while let Some(byte) = bytes.get(end).copied() {
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let Some(letter) = text.get(end..).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                if !is_alphabetic(letter) && !is_mark(letter) {
                    break;
                }
                worth |= end == at && letter.is_uppercase() || is_marked(letter);
                end += letter.len_utf8();
            }
        }
        if end == at {
            // Neither letter nor ASCII.
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
            continue;
        }
        if worth
            && end - at <= LONGEST
            && let Some(word) = text.get(at..end)
        {
            emit(word);
        }
        at = end;
    }
}

/// The word as it is to be shown, or None if the term itself says as much or the word is in capitals.
pub(super) fn shown(word: &str, term: &str) -> Option<Box<str>> {
    let mut upper = 0_usize;
    let mut letters = 0_usize;
    for letter in word.chars() {
        letters += 1;
        upper += usize::from(letter.is_uppercase());
    }
    if upper == letters && letters > LONGEST_IN_CAPITALS {
        return None;
    }
    let shown: String = word.nfc().collect();
    (shown != term).then(|| shown.into_boxed_str())
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Latin letters beyond ASCII, and the marks that follow letters.
fn is_marked(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') || is_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words: Vec<(usize, usize)> = Vec::new();
        each(text, &mut |word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            words.push((start, start + word.len()));
        });
        words.into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn words_with_capitals_or_marks_are_handed_out_whole() {
        assert_eq!(
            words("der Präsident, gespräche in Kiew; — «Зеленський» сказав що-небудь 5 Uhr"),
            ["Präsident", "gespräche", "Kiew", "Зеленський", "Uhr"]
        );
        assert_eq!(words("a\u{308}rger O’Neill 北京"), ["a\u{308}rger", "O", "Neill"]);
    }

    #[test]
    fn headlines_in_capitals_are_not_how_a_word_is_written() {
        assert_eq!(shown("SELENSKYJ", "selenskyj"), None);
        assert_eq!(shown("NATO", "nato").as_deref(), Some("NATO"));
        assert_eq!(shown("A\u{308}rger", "arger").as_deref(), Some("Ärger"));
        assert_eq!(shown("kiew", "kiew"), None);
    }
}
