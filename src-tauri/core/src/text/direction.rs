//! Script and reading direction of a text.

use std::collections::HashMap;

use icu_properties::props::{BidiClass, Script};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed, PropertyNamesShort};

use super::language_tag::primary;
use crate::vocabulary::Direction;

/// Languages usually written from right to left (CLDR's character order), and the scripts that are.
const RIGHT_TO_LEFT_LANGUAGES: &[&str] = &[
    "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps",
    "sd", "syr", "ug", "ur", "yi",
];
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa",
];

/// The direction to set a text in. A script in the tag decides; else the language, unless the text
/// has only letters of the other direction (a transliteration, a wrong tag); with an unknown
/// language the first strong character (UAX #9, rule P2); with none left to right.
pub fn direction(language: &str, text: &str) -> Direction {
    let script = language
        .split('-')
        .skip(1)
        .find(|part| part.len() == 4 && part.chars().all(|letter| letter.is_ascii_alphabetic()));
    if let Some(script) = script {
        return rtl_if(
            RIGHT_TO_LEFT_SCRIPTS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(script)),
        );
    }
    let mut strong = text.chars().filter_map(strong);
    let Some(first) = strong.next() else {
        return rtl_if(RIGHT_TO_LEFT_LANGUAGES.contains(&primary(language)));
    };
    if matches!(primary(language), "" | "und") {
        return first;
    }
    let usual = rtl_if(RIGHT_TO_LEFT_LANGUAGES.contains(&primary(language)));
    if first == usual || strong.any(|other| other == usual) {
        usual
    } else {
        first
    }
}

fn rtl_if(right_to_left: bool) -> Direction {
    if right_to_left {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// The direction that a letter has by itself; none for digits, spaces and punctuation.
fn strong(character: char) -> Option<Direction> {
    const CLASSES: CodePointMapDataBorrowed<'static, BidiClass> = CodePointMapData::<BidiClass>::new();
    match CLASSES.get(character) {
        BidiClass::LeftToRight => Some(Direction::LeftToRight),
        BidiClass::RightToLeft | BidiClass::ArabicLetter => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// The ISO 15924 code of the script that most letters of the text have: "Latn", "Cyrl", "Arab",
/// "Grek", "Hebr", … Japanese (kana with or without Chinese characters) is "Jpan", Korean "Kore",
/// Chinese characters alone "Hani". "" when there is no letter.
pub fn script_of(text: &str) -> String {
    const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::<Script>::new();
    let mut latin = 0_usize;
    let names = PropertyNamesShort::<Script>::new();
    let mut others: HashMap<&'static str, usize> = HashMap::new();
    for character in text.chars() {
        if character.is_ascii() {
            latin += usize::from(character.is_ascii_alphabetic());
            continue;
        }
        let script = SCRIPTS.get(character);
        if !matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
            *others.entry(names.get(script).unwrap_or_default()).or_default() += 1;
        }
    }
    *others.entry("Latn").or_default() += latin;
    let kana = others.remove("Hira").unwrap_or(0) + others.remove("Kana").unwrap_or(0);
    let hangul = others.remove("Hang").unwrap_or(0);
    let han = others.remove("Hani").unwrap_or(0);
    let east_asian = match (kana, hangul) {
        (0, 0) => "Hani",
        (kana, hangul) if kana >= hangul => "Jpan",
        _ => "Kore",
    };
    others.insert(east_asian, kana + hangul + han);
    others
        .into_iter()
        .filter(|(_, count)| *count > 0)
        // By name where the counts are equal, so that the answer is always the same.
        .max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a)))
        .map(|(script, _)| script.to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_that_opens_with_a_latin_name_still_runs_from_right_to_left() {
        assert_eq!(direction("ar", "CNN: قال الوزير"), Direction::RightToLeft);
        assert_eq!(direction("he-IL", "BBC אמר"), Direction::RightToLeft);
    }

    #[test]
    fn a_transliteration_runs_from_left_to_right() {
        assert_eq!(direction("ar-Latn", "قال"), Direction::LeftToRight);
        assert_eq!(direction("ar", "qala al-wazir"), Direction::LeftToRight);
        assert_eq!(direction("az-Arab", "x"), Direction::RightToLeft);
    }

    #[test]
    fn german_that_quotes_hebrew_runs_from_left_to_right() {
        assert_eq!(direction("de", "„שלום“ sagte er"), Direction::LeftToRight);
    }

    #[test]
    fn of_an_unknown_language_the_first_strong_letter_decides() {
        assert_eq!(direction("", "12. «شكرا» he said"), Direction::RightToLeft);
        assert_eq!(direction("", "3 Ukraine أوكرانيا"), Direction::LeftToRight);
        assert_eq!(direction("", "123 …"), Direction::LeftToRight);
        assert_eq!(direction("fa", ""), Direction::RightToLeft);
    }

    #[test]
    fn the_script_is_that_of_most_letters() {
        for (text, script) in [
            ("Selenskyj (Зеленський) sagte", "Latn"),
            ("Зеленський у X", "Cyrl"),
            ("قال ABC اليوم", "Arab"),
            ("北京大学", "Hani"),
            ("東京は雨です", "Jpan"),
            ("서울에서", "Kore"),
            ("Αθήνα", "Grek"),
            ("שלום", "Hebr"),
            ("გამარჯობა", "Geor"),
            ("123 – …", ""),
            ("", ""),
        ] {
            assert_eq!(script_of(text), script, "{text}");
        }
    }
}
