//! What folding knows of single characters.

use crate::text::alphabet::is_alphanumeric;

/// Apostrophes and what is typed for them, and the signs that stand for hamza and ayin in
/// transliterations.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}'
            ..='\u{2bf}'
                | '\u{5f3}'
                | '\u{2018}'
                | '\u{2019}'
                | '\u{201b}'
                | '\u{2032}'
                | '\u{2035}'
                | '\u{a78b}'
                | '\u{a78c}'
                | '\u{ff07}'
    )
}

/// Soft hyphen, joiners, direction controls, byte order mark, tatweel: not part of the spelling.
/// (The zero width space, U+200B, separates words.)
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}' | '\u{feff}'
    )
}

/// Letters that NFKD and lower case leave apart although readers take them for the same.
pub(super) fn base_letter(letter: char) -> char {
    match letter {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ς' => 'σ',
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        '०'..='९' => digit(letter, '०'),
        '০'..='৯' => digit(letter, '০'),
        '๐'..='๙' => digit(letter, '๐'),
        other => other,
    }
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter).saturating_sub(u32::from(zero)), 10).unwrap_or(letter)
}

/// A letter or number (general categories L and N).
pub(super) fn is_letter(character: char) -> bool {
    // Lettered symbols such as 🅰 are alphabetic to Unicode, but symbols.
    is_alphanumeric(character) && !('\u{1f130}'..='\u{1f189}').contains(&character)
}

/// Korean syllables and the common Han characters, which no decomposition changes.
pub(super) fn is_whole(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}' | '\u{4e00}'..='\u{9fff}')
}

/// Han, kana, bopomofo, Thai, Lao, Burmese, Khmer.
pub(super) fn is_written_without_spaces(letter: char) -> bool {
    matches!(
        letter,
        '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
            | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{aa60}'..='\u{aa7f}' | '\u{1b000}'..='\u{1b16f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Marks of the Brahmic scripts that make another word of it; not nukta, which is often left out.
pub(super) fn is_vowel_sign(mark: char) -> bool {
    matches!(mark, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17d3}')
        && !matches!(
            mark,
            '\u{93c}' | '\u{9bc}' | '\u{a3c}' | '\u{abc}' | '\u{b3c}' | '\u{cbc}'
        )
}

/// Letters that `SQLite`'s older tables take for marks.
pub(super) fn is_unknown_to_sqlite(letter: char) -> bool {
    matches!(letter, '\u{19b0}'..='\u{19c9}' | '\u{1cf2}' | '\u{1cf3}')
}

/// The stand-in for a sign that `FTS5` would cut at, in the private use of plane 15 (category Co, a
/// token character to it).
pub(super) fn private(sign: char) -> char {
    char::from_u32(0xf_0000 + (u32::from(sign) & 0xffff)).unwrap_or(sign)
}
