//! Words of other scripts in the letters a to z: Cyrillic (Ukrainian, Russian, Belarusian, Bulgarian, Serbian,
//! Macedonian), Greek, Arabic and Persian; Latin letters lose their marks. It serves comparing names, not
//! showing them: no apostrophes, no marks, digraphs as English readers write them (`zh`, `kh`, `shch`).
//!
//! The tables are those of the joint systems of the United States Board on Geographic Names and the
//! Permanent Committee on Geographical Names (BGN/PCGN), without their marks: Russian 1947, Belarusian
//! 1979, Bulgarian 2013 (the national system), Ukrainian 2019 (the national system of 2010), Serbian 2005 and
//! Macedonian 2013 (in their Latin alphabets č, ž, š, dž; written ch, zh, sh, dzh here), Greek 1996 (ELOT 743),
//! Arabic 1956, Persian 1958. Arabic script writes no short vowels and neither does the result; و and ي are
//! vowels or consonants by their neighbours.
//!
//! A word says no language, so it is guessed from the letters that only one language has; Cyrillic
//! without such letters is read as Russian, Arabic script as Arabic.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The Arabic sign for a short a.
pub(super) const FATHA: char = '\u{64e}';

/// Which table reads an ambiguous letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Ukrainian,
    Russian,
    Belarusian,
    Bulgarian,
    Serbian,
    Arabic,
    Persian,
}

/// The word in lower-case letters a to z and digits. Letters of scripts without a table stay as they are (lower
/// case); whatever is neither letter nor digit is left out.
///
/// `language` is a BCP 47 tag, or '' to guess from the letters.
pub fn romanise(word: &str, language: &str) -> String {
    let mut romanised = String::with_capacity(word.len() + 4);
    if word.is_ascii() {
        romanised.extend(
            word.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|letter| letter.to_ascii_lowercase()),
        );
        return romanised;
    }
    let letters = letters(word);
    append(&letters, table_of(&letters, language), &mut romanised);
    romanised
}

/// The letters and digits of a word: composed, lower case.
pub(super) fn letters(word: &str) -> Vec<char> {
    // Modifier letters, U+02BC the apostrophe among them, are letters to Unicode.
    let is_letter = |letter: &char| letter.is_alphanumeric() && !('\u{2b0}'..='\u{2ff}').contains(letter);
    if word.chars().any(is_combining_mark) {
        word.nfc()
            .flat_map(char::to_lowercase)
            .filter(is_letter)
            .collect()
    } else {
        word.chars()
            .flat_map(char::to_lowercase)
            .filter(is_letter)
            .collect()
    }
}

/// Romanises letters in the language that they show themselves.
pub(super) fn romanise_letters(letters: &[char]) -> String {
    let mut romanised = String::with_capacity(letters.len() * 2);
    append(letters, table_of(letters, ""), &mut romanised);
    romanised
}

fn table_of(letters: &[char], language: &str) -> Table {
    match language.split('-').next().unwrap_or("") {
        "uk" => return Table::Ukrainian,
        "ru" => return Table::Russian,
        "be" => return Table::Belarusian,
        "bg" => return Table::Bulgarian,
        "sr" | "mk" | "bs" | "hr" | "sh" => return Table::Serbian,
        "ar" => return Table::Arabic,
        "fa" | "prs" | "ps" | "ur" | "ckb" => return Table::Persian,
        _ => {}
    }
    let mut table = Table::Russian;
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            'ў' => return Table::Belarusian,
            'ј' | 'љ' | 'њ' | 'ђ' | 'ћ' | 'џ' | 'ѓ' | 'ќ' | 'ѕ' => return Table::Serbian,
            'ї' | 'є' | 'ґ' => return Table::Ukrainian,
            'і' => table = Table::Ukrainian,
            // -ський, -цький.
            'ь' if matches!(letters.get(at.wrapping_sub(1)), Some('с' | 'ц' | 'з'))
                && letters.get(at + 1) == Some(&'к') =>
            {
                table = Table::Ukrainian;
            }
            'э' | 'ы' | 'ё' if table == Table::Ukrainian => return Table::Belarusian,
            'پ' | 'چ' | 'ژ' | 'گ' => return Table::Persian,
            '\u{620}'..='\u{64a}' => table = Table::Arabic,
            _ => {}
        }
    }
    table
}

fn append(letters: &[char], table: Table, romanised: &mut String) {
    let mut before = None;
    for (at, letter) in letters.iter().enumerate() {
        let after = letters.get(at + 1).copied();
        match letter {
            'a'..='z' | '0'..='9' => romanised.push(*letter),
            '\u{400}'..='\u{52f}' => match cyrillic(*letter, before, table) {
                Some(text) => romanised.push_str(text),
                None => romanised.push(*letter),
            },
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => greek(*letter, before, after, romanised),
            '\u{620}'..='\u{6ff}' => match arabic(*letter, at, before, after, table) {
                Some(text) => romanised.push_str(text),
                None => romanised.push(*letter),
            },
            other => latin(*other, romanised),
        }
        before = Some(base(*letter));
    }
}

/// A Latin letter without its marks; letters of other scripts as they are.
fn latin(letter: char, romanised: &mut String) {
    let text = match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'þ' => "th",
        'ə' => "e",
        _ => "",
    };
    if text.is_empty() {
        decompose_compatible(letter, |part| {
            if !is_combining_mark(part) && part.is_alphanumeric() {
                romanised.extend(part.to_lowercase());
            }
        });
    } else {
        romanised.push_str(text);
    }
}

#[expect(
    clippy::match_same_arms,
    reason = "one line for each letter, in the order of the alphabet"
)]
fn cyrillic(letter: char, before: Option<char>, table: Table) -> Option<&'static str> {
    use Table::{Belarusian, Bulgarian, Serbian, Ukrainian};
    // After nothing, a vowel or a separating sign a soft vowel begins with a y.
    let opens = before.is_none_or(|before| "аеёиіїоуыэюяєйьъў".contains(before));
    Some(match (letter, table) {
        ('а', _) => "a",
        ('б', _) => "b",
        ('в', _) => "v",
        ('г', Ukrainian | Belarusian) => "h",
        ('г' | 'ґ' | 'ѓ', _) => "g",
        ('д', _) => "d",
        ('е' | 'ѣ', Ukrainian | Bulgarian | Serbian) => "e",
        ('е' | 'ѣ', _) => {
            if opens {
                "ye"
            } else {
                "e"
            }
        }
        ('ё', _) => "yo",
        ('є', _) => {
            if opens {
                "ye"
            } else {
                "ie"
            }
        }
        ('ж', _) => "zh",
        ('з', _) => "z",
        ('и', Ukrainian) => "y",
        ('и' | 'і', _) => "i",
        ('ї', _) => {
            if opens {
                "yi"
            } else {
                "i"
            }
        }
        ('й' | 'ы', _) => "y",
        ('ј', _) => "j",
        ('к' | 'ќ', _) => "k",
        ('л', _) => "l",
        ('љ', _) => "lj",
        ('м', _) => "m",
        ('н', _) => "n",
        ('њ', _) => "nj",
        ('о', _) => "o",
        ('п', _) => "p",
        ('р', _) => "r",
        ('с', _) => "s",
        ('т', _) => "t",
        ('ћ', _) => "ch",
        ('ђ', _) => "dj",
        ('ѕ', _) => "dz",
        ('у', _) => "u",
        ('ў', _) => "w",
        ('ф' | 'ѳ', _) => "f",
        ('х', Bulgarian | Serbian) => "h",
        ('х', _) => "kh",
        ('ц', _) => "ts",
        ('ч', _) => "ch",
        ('џ', _) => "dzh",
        ('ш', _) => "sh",
        ('щ', Bulgarian) => "sht",
        ('щ', _) => "shch",
        ('ъ', Bulgarian) => "a",
        ('ъ' | 'ь', _) => "",
        ('э', _) => "e",
        ('ю', _) => "yu",
        ('я', _) => "ya",
        _ => return None,
    })
}

/// Greek vowels without accents, final sigma as sigma; any other letter as it is.
fn base(letter: char) -> char {
    match letter {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        '\u{1f00}'..='\u{1fff}' => {
            let mut first = letter;
            decompose_compatible(letter, |part| {
                if first == letter && part.is_alphabetic() {
                    first = part;
                }
            });
            first
        }
        other => other,
    }
}

fn is_consonant(letter: char) -> bool {
    "βγδζθκλμνξπρστφχψ".contains(letter)
}

fn greek(letter: char, before: Option<char>, after: Option<char>, romanised: &mut String) {
    let text = match (base(letter), before, after.map(base)) {
        ('α', ..) => "a",
        ('β', ..) => "v",
        // The nasal of γγ, γξ, γχ; the initial γκ is one sound.
        ('γ', _, Some('γ' | 'ξ' | 'χ')) => "n",
        ('γ', None, Some('κ')) => "",
        ('κ', Some('γ'), _) | ('γ', ..) => "g",
        ('δ', ..) => "d",
        ('ε', ..) => "e",
        ('ζ', ..) => "z",
        ('θ', ..) => "th",
        ('η' | 'ι', ..) => "i",
        ('κ', ..) => "k",
        ('λ', ..) => "l",
        // At the beginning and after a consonant μπ and ντ are one sound each.
        ('μ', before, Some('π')) | ('ν', before, Some('τ')) if before.is_none_or(is_consonant) => "",
        ('π', Some('μ'), _) if !romanised.ends_with('m') => "b",
        ('τ', Some('ν'), _) if !romanised.ends_with('n') => "d",
        ('μ', ..) => "m",
        ('ν', ..) => "n",
        ('ξ', ..) => "x",
        ('ο' | 'ω', ..) => "o",
        ('π', ..) => "p",
        ('ρ', ..) => "r",
        ('σ', ..) => "s",
        ('τ', ..) => "t",
        ('υ', Some('α' | 'ε' | 'η'), _) if !"ϋΰ".contains(letter) => "v",
        ('υ', Some('ο'), _) => "u",
        ('υ', ..) => "y",
        ('φ', ..) => "f",
        ('χ', ..) => "ch",
        ('ψ', ..) => "ps",
        (other, ..) => {
            romanised.push(other);
            return;
        }
    };
    romanised.push_str(text);
}

#[expect(
    clippy::match_same_arms,
    reason = "one line for each letter, in the order of the alphabet"
)]
fn arabic(
    letter: char,
    at: usize,
    before: Option<char>,
    after: Option<char>,
    table: Table,
) -> Option<&'static str> {
    const ALIF: &str = "اأإآٱ";
    let after_alif = before.is_some_and(|before| ALIF.contains(before));
    let before_alif = after.is_some_and(|after| ALIF.contains(after));
    let persian = table == Table::Persian;
    Some(match letter {
        // An alif before a waw or ya that is a vowel only carries it: أوميروف, إيران.
        'ا' | 'أ' | 'إ' | 'ٱ' if at == 0 && after.is_some_and(|after| "ويی".contains(after)) => "",
        'ا' | 'أ' | 'آ' | 'ٱ' | 'ى' => "a",
        'إ' => "i",
        // Unwritten in most spellings; at the beginning it carries a vowel.
        'ع' if at == 0 => "a",
        'ع' | 'ء' | 'ئ' => "",
        // Vowel signs, where they are written; the other signs are not sounds of their own.
        FATHA | '\u{64b}' => "a",
        '\u{64c}' | '\u{64f}' | 'ؤ' => "u",
        '\u{64d}' | '\u{650}' => "i",
        '\u{651}'..='\u{65f}' | '\u{670}' => "",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' => "t",
        'ث' if persian => "s",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' | 'ة' | 'ھ' | 'ہ' => "h",
        'خ' => "kh",
        'د' => "d",
        'ذ' | 'ض' if persian => "z",
        'ذ' => "dh",
        'ض' => "d",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ڤ' => "v",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' | 'ڭ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        // A consonant beside a long a, but not after the first alif, which only carries the vowel.
        'و' if at == 0 || before_alif || after_alif && at > 1 => {
            if persian {
                "v"
            } else {
                "w"
            }
        }
        'و' => "u",
        'ي' | 'ی' if at == 0 || before_alif => "y",
        'ي' | 'ی' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_read_by_its_own_table() {
        for (word, language, romanised) in [
            ("Зеленський", "", "zelenskyy"),
            ("Згурський", "uk", "zhurskyy"),
            ("Зеленский", "", "zelenskiy"),
            ("Ельцин", "", "yeltsin"),
            ("Хрущёв", "", "khrushchyov"),
            ("Лукашэнка", "be", "lukashenka"),
            ("Янукоўскі", "", "yanukowski"),
            ("Първанов", "bg", "parvanov"),
            ("Вучић", "", "vuchich"),
            ("Ђинђић", "", "djindjich"),
            ("Μητσοτάκης", "", "mitsotakis"),
            ("Παπανδρέου", "", "papandreou"),
            ("Ερντογάν", "", "erdogan"),
            ("Μπάιντεν", "", "bainten"),
            ("زيلينسكي", "", "zilinski"),
            ("أوميروف", "", "umiruf"),
            ("إيران", "", "iran"),
            ("روحانی", "fa", "ruhani"),
            ("پزشکیان", "", "pzshkyan"),
            ("مُحَمَّد", "", "muhamad"),
            ("Łukaszenka", "", "lukaszenka"),
            ("Erdoğan", "", "erdogan"),
            ("O’Neill", "", "oneill"),
            ("Straße", "", "strasse"),
        ] {
            assert_eq!(romanise(word, language), romanised, "{word}");
        }
    }

    #[test]
    fn marks_written_apart_make_no_difference() {
        for word in ["Зеленський", "Їжакевич", "Μητσοτάκης", "Erdoğan", "أوميروف"]
        {
            let apart: String = word.nfd().collect();
            assert_eq!(romanise(&apart, ""), romanise(word, ""), "{word}");
        }
    }

    #[test]
    fn letters_without_a_table_stay() {
        assert_eq!(romanise("東京 Tower", ""), "東京tower");
        assert_eq!(romanise("שלום", ""), "שלום");
    }
}
