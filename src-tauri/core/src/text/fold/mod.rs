//! Folding: what a text becomes before it is indexed, and a query before it is looked up. One
//! function for both sides, the same for every language, because a query says no language.
//!
//! * NFKD, marks off, lower case: `Präsident` → `prasident`, `İstanbul` → `istanbul`, `ё` → `е`. But й,
//!   ї and voiced kana are letters of their own and stay. Vowel signs and tones of the Brahmic scripts
//!   (Hindi to Khmer) are letters too, although Unicode calls them marks: they stay as private-use
//!   characters, because `FTS5` would cut the word at them.
//! * Letters without a decomposition: ß→ss, æ→ae, œ→oe, ø→o, ł→l, đ→d, ı→i, …; Arabic أإآٱ→ا, ى→ي, ة→ه,
//!   Persian ی→ي, ک→ك; tatweel, harakat, soft hyphens and joiners off; digits of other scripts → 0–9.
//! * An apostrophe inside a word, in any of its shapes, becomes U+02BC, which is a letter to `FTS5`'s
//!   tokenizer where ' and ’ are not: `м'ясо`, `don’t`, `O'Neill` stay whole. Three kinds of apostrophe
//!   separate, because what stands beside them is a word that people look for: elisions
//!   (`l'Ukraine` → `l ukraine`), the English and Dutch 's (`Kyiv’s` → `kyiv s`), and the Turkish case
//!   endings of names (`İstanbul'da` → `istanbul da`).
//! * Where words are written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), every letter is
//!   a term of its own, and a query of several letters is a phrase. Cut by dictionary, 研究 is not found in
//!   他研究生命起源 (研究生|命), nor 外交 in 外交部; cut by letter, whatever is written is found, and the terms
//!   do not change with the dictionary.
//!
//! The terms of a text are what `FTS5` makes of them with `tokenize='unicode61 remove_diacritics 0'`:
//! it finds the same terms in the folded text and changes nothing more. Several terms out of one
//! word of a query are to be looked up as a phrase.

mod characters;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

use characters::{
    base_letter, is_apostrophe, is_invisible, is_letter, is_unknown_to_sqlite, is_vowel_sign, is_whole,
    is_written_without_spaces, private,
};

/// Raised whenever folding gives other terms for any text: the index of a file folded by another
/// version has to be rebuilt.
pub const FOLD_VERSION: u32 = 1;

/// Longest term in code points; longer ones are cut into several (`FTS5` cuts at 32 768 bytes).
const LONGEST: usize = 256;

/// The apostrophe inside terms: U+02BC, a letter (Lm).
const APOSTROPHE: char = '\u{2bc}';

/// One term of a text and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedWord {
    /// The term as it is indexed.
    pub folded: String,
    /// First code point in the original text.
    pub start: u32,
    /// Code point after the last one, marks included. Terms of one ligature share its range.
    pub end: u32,
}

/// Hands out the terms of a text in order: each as it is indexed, its first code point in the text, and the code point
/// after its last. Nothing is allocated for a term.
pub fn each_word(text: &str, emit: impl FnMut(&str, u32, u32)) {
    scan(text, emit);
}

/// The terms of a text in order, with their places in it.
pub fn fold_words(text: &str) -> Vec<FoldedWord> {
    let mut words = Vec::new();
    scan(text, |folded, start, end| {
        words.push(FoldedWord {
            folded: folded.to_owned(),
            start,
            end,
        });
    });
    words
}

/// The terms of a text in order, a space between them: what is given to `FTS5`. Folding a folded
/// text again changes nothing but the private-use signs of the Brahmic scripts.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    scan(text, |word, _, _| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    });
    folded
}

/// Other folded spellings under which a word of a query may stand in texts, without the one that
/// [`fold`] gives. `word` is as typed.
///
/// * ä ö ü ø å typed: also ae oe ue oe aa (`Präsident` → `praesident`).
/// * ae oe ue typed, in words of four letters and more: also a o u (`Praesident` → `prasident`); not ue after
///   a vowel or q, where it is never an umlaut (`neue`, `Quelle`).
/// * An apostrophe inside: also without (`м'ясо` → `мясо`).
pub fn variants(word: &str) -> Vec<String> {
    let base = fold(word);
    let mut found = BTreeSet::new();

    let mut spelt_out = String::with_capacity(word.len() + 4);
    for letter in word.nfc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => spelt_out.push_str("ae"),
            'ö' | 'ø' => spelt_out.push_str("oe"),
            'ü' => spelt_out.push_str("ue"),
            'å' => spelt_out.push_str("aa"),
            other => spelt_out.push(other),
        }
    }
    found.insert(fold(&spelt_out));
    found.extend(contracted(&base));
    found.insert(base.replace(APOSTROPHE, ""));

    found.remove(&base);
    found.remove("");
    found.into_iter().collect()
}

/// The word with some or all of its ae, oe, ue as a, o, u.
fn contracted(base: &str) -> Vec<String> {
    /// With more places than this only "all of them" is tried.
    const PLACES: usize = 3;
    let letters: Vec<char> = base.chars().collect();
    if letters.len() < 4 {
        return Vec::new();
    }
    let mut places = Vec::new();
    for (at, pair) in letters.windows(2).enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        match pair {
            ['a' | 'o', 'e'] => places.push(at + 1),
            ['u', 'e'] if !before.is_some_and(|before| "aeiouq".contains(*before)) => places.push(at + 1),
            _ => {}
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    let without = |dropped: &dyn Fn(usize) -> bool| -> String {
        let keep = |at: &usize| {
            places
                .iter()
                .position(|place| place == at)
                .is_none_or(|index| !dropped(index))
        };
        (0..letters.len())
            .filter(keep)
            .filter_map(|at| letters.get(at))
            .collect()
    };
    if places.len() > PLACES {
        return vec![without(&|_| true)];
    }
    (1_u32..1 << places.len())
        .map(|chosen| without(&|index| chosen >> index & 1 == 1))
        .collect()
}

/// Reads the text once and hands out each term with its range of code points.
fn scan<E: FnMut(&str, u32, u32)>(text: &str, emit: E) {
    let kinds: &[Kind] = &KINDS;
    let mut word = Word::new(emit);
    let mut rest = text;
    let mut at: u32 = 0;
    loop {
        let bytes = rest.as_bytes();
        let run = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        if let Some(letters) = rest.get(..run).filter(|letters| !letters.is_empty()) {
            word.ascii(letters, at);
            at = at.saturating_add(u32::try_from(run).unwrap_or(u32::MAX));
            rest = rest.get(run..).unwrap_or_default();
        }
        let Some(character) = rest.chars().next() else {
            break;
        };
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        match kinds.get(place(character)) {
            Some(Kind::Letter(letter)) => word.plain(*letter, at),
            Some(Kind::Separator) => word.end(),
            Some(Kind::Special) | None => word.character(character, at),
        }
        at = at.saturating_add(1);
    }
    word.end();
}

/// What a character does to the word before it, whatever that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It adds this letter.
    Letter(char),
    /// It ends it.
    Separator,
    /// That depends on the word, or it is more than one letter.
    Special,
}

/// The kinds of the characters of the alphabets: taking each apart every time would be most of the work. Found out by doing it.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| ALPHABETS.chain(SIGNS).map(kind).collect());

/// Latin to Arabic.
const ALPHABETS: RangeInclusive<char> = '\0'..='\u{6ff}';
/// More Latin and Greek, dashes and quotation marks.
const SIGNS: RangeInclusive<char> = '\u{1e00}'..='\u{20ff}';

fn place(character: char) -> usize {
    let code = u32::from(character);
    let place = match character {
        '\u{1e00}'..='\u{20ff}' => code - 0x1e00 + 0x700,
        '\0'..='\u{6ff}' => code,
        _ => u32::MAX,
    };
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn kind(character: char) -> Kind {
    if is_apostrophe(character) || is_invisible(character) {
        return Kind::Special;
    }
    let mut ended = String::new();
    let mut word = Word::new(|word: &str, _, _| ended.push_str(word));
    word.plain('x', 0);
    word.character(character, 1);
    word.spill();
    let letters: Vec<char> = word.pieces.iter().map(|piece| piece.letter).collect();
    drop(word);
    match (ended.as_str(), letters.as_slice()) {
        ("", ['x', letter]) if *letter != APOSTROPHE => Kind::Letter(*letter),
        ("x", []) => Kind::Separator,
        _ => Kind::Special,
    }
}

/// The word being read: as `plain` as long as it has nothing but letters, one for each character, otherwise in `pieces`.
struct Word<E> {
    /// Letters of characters that follow each other from `start` on.
    plain: String,
    start: u32,
    /// How many letters `plain` has.
    length: usize,
    pieces: Vec<Piece>,
    /// The last letter is one of a script without spaces: only marks may follow it. Never while the word is plain.
    alone: bool,
    emit: E,
}

#[derive(Clone, Copy)]
struct Piece {
    letter: char,
    start: u32,
    end: u32,
}

impl<E: FnMut(&str, u32, u32)> Word<E> {
    fn new(emit: E) -> Self {
        Word {
            plain: String::new(),
            start: 0,
            length: 0,
            pieces: Vec::new(),
            alone: false,
            emit,
        }
    }

    /// ASCII letters and digits side by side.
    fn ascii(&mut self, letters: &str, at: u32) {
        if !self.pieces.is_empty() || self.length + letters.len() > LONGEST {
            for (letter, at) in letters.chars().zip(at..) {
                self.letter(letter.to_ascii_lowercase(), at);
            }
            return;
        }
        if self.length == 0 {
            self.start = at;
        }
        let before = self.plain.len();
        self.plain.push_str(letters);
        if let Some(added) = self.plain.get_mut(before..) {
            added.make_ascii_lowercase();
        }
        self.length += letters.len();
    }

    /// A letter that a character of [`Kind::Letter`] adds.
    fn plain(&mut self, letter: char, at: u32) {
        if !self.pieces.is_empty() || self.length >= LONGEST {
            self.letter(letter, at);
            return;
        }
        if self.length == 0 {
            self.start = at;
        }
        self.plain.push(letter);
        self.length += 1;
    }

    /// What is plain so far, piece by piece: something follows that needs to know them.
    fn spill(&mut self) {
        let start = self.start;
        self.pieces
            .extend(self.plain.chars().zip(start..).map(|(letter, at)| Piece {
                letter,
                start: at,
                end: at.saturating_add(1),
            }));
        self.plain.clear();
        self.length = 0;
    }

    /// Any character.
    fn character(&mut self, character: char, at: u32) {
        if character.is_ascii_alphanumeric() {
            self.letter(character.to_ascii_lowercase(), at);
        } else if is_apostrophe(character) {
            self.apostrophe(at);
        } else if character.is_ascii() {
            self.end();
        } else if is_invisible(character) {
            self.extend(at);
        } else if is_whole(character) {
            self.letter(character, at);
        } else {
            decompose_compatible(character, |part| self.part(part, at));
        }
    }

    /// One character of a compatibility decomposition.
    fn part(&mut self, part: char, at: u32) {
        if is_combining_mark(part) {
            self.mark(part, at);
            return;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ß' => self.letters("ss", at),
                'æ' => self.letters("ae", at),
                'œ' => self.letters("oe", at),
                'þ' => self.letters("th", at),
                lower if is_apostrophe(lower) => self.apostrophe(at),
                lower => {
                    let letter = base_letter(lower);
                    if is_letter(letter) {
                        self.letter(letter, at);
                    } else {
                        self.end();
                    }
                }
            }
        }
    }

    fn letters(&mut self, letters: &str, at: u32) {
        for letter in letters.chars() {
            self.letter(letter, at);
        }
    }

    fn letter(&mut self, letter: char, at: u32) {
        self.spill();
        // Korean written in single jamo, or taken apart on the way here.
        if ('\u{1161}'..='\u{11c2}').contains(&letter)
            && let Some(last) = self.pieces.last_mut()
            && let Some(syllable) = compose(last.letter, letter)
        {
            last.letter = syllable;
            last.end = at.saturating_add(1);
            return;
        }
        let alone = is_written_without_spaces(letter);
        if alone || self.alone || self.pieces.len() >= LONGEST {
            self.end();
        }
        let letter = if is_unknown_to_sqlite(letter) {
            private(letter)
        } else {
            letter
        };
        self.pieces.push(Piece {
            letter,
            start: at,
            end: at.saturating_add(1),
        });
        self.alone = alone;
    }

    fn mark(&mut self, mark: char, at: u32) {
        self.spill();
        let Some(last) = self.pieces.last_mut() else {
            return;
        };
        last.end = at.saturating_add(1);
        let own_letter = matches!(
            (last.letter, mark),
            ('и', '\u{306}') | ('і', '\u{308}') | (_, '\u{3099}' | '\u{309a}')
        );
        if own_letter {
            last.letter = compose(last.letter, mark).unwrap_or(last.letter);
        } else if last.letter >= '\u{900}' && is_vowel_sign(mark) && self.pieces.len() < LONGEST {
            // On letters of other scripts these signs mean nothing.
            self.pieces.push(Piece {
                letter: private(mark),
                start: at,
                end: at.saturating_add(1),
            });
        }
    }

    /// An invisible character inside a word belongs to it.
    fn extend(&mut self, at: u32) {
        self.spill();
        if let Some(last) = self.pieces.last_mut() {
            last.end = at.saturating_add(1);
        }
    }

    fn apostrophe(&mut self, at: u32) {
        self.spill();
        let after_letter = self.pieces.last().is_some_and(|last| last.letter != APOSTROPHE);
        if after_letter && !self.alone && self.pieces.len() < LONGEST {
            self.pieces.push(Piece {
                letter: APOSTROPHE,
                start: at,
                end: at.saturating_add(1),
            });
        } else {
            self.end();
        }
    }

    /// Hands out what was read, cut at the apostrophes that separate.
    fn end(&mut self) {
        self.alone = false;
        if self.length > 0 {
            let after = u32::try_from(self.length).unwrap_or(u32::MAX);
            (self.emit)(&self.plain, self.start, self.start.saturating_add(after));
            self.plain.clear();
            self.length = 0;
            return;
        }
        let mut pieces = std::mem::take(&mut self.pieces);
        if pieces.last().is_some_and(|last| last.letter == APOSTROPHE) {
            pieces.pop();
        }
        let mut from = 0;
        for at in
            (0..pieces.len()).filter(|at| pieces.get(*at).is_some_and(|piece| piece.letter == APOSTROPHE))
        {
            let (before, after) = (
                pieces.get(from..at).unwrap_or(&[]),
                pieces.get(at + 1..).unwrap_or(&[]),
            );
            if separates(before, after) {
                self.hand_out(before);
                from = at + 1;
            }
        }
        self.hand_out(pieces.get(from..).unwrap_or(&[]));
        pieces.clear();
        self.pieces = pieces;
    }

    fn hand_out(&mut self, pieces: &[Piece]) {
        if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
            let (start, end) = (first.start, last.end);
            self.plain.extend(pieces.iter().map(|piece| piece.letter));
            (self.emit)(&self.plain, start, end);
            self.plain.clear();
        }
    }
}

/// Whether the apostrophe between these two is the end of a word.
fn separates(before: &[Piece], after: &[Piece]) -> bool {
    /// French, Italian, Catalan, folded.
    const ELISIONS: &[&str] = &[
        "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
        "presqu", "all", "anch", "bell", "coll", "com", "cos", "dall", "dell", "dov", "gl", "nell", "quell",
        "quest", "sant", "senz", "sull", "tutt", "un",
    ];
    /// English and Dutch s; Turkish case, possessive and copula endings, folded.
    const ENDINGS: &[&str] = &[
        "s", "da", "de", "ta", "te", "dan", "den", "tan", "ten", "daki", "deki", "taki", "teki", "ya", "ye",
        "yi", "yu", "nin", "nun", "na", "ne", "ni", "nu", "nda", "nde", "ndan", "nden", "yla", "yle", "la",
        "le", "li", "lu", "lar", "ler", "dir", "dur", "tir", "tur", "ca", "ce",
    ];
    /// Turkish, after a consonant only: `Sana'a` and `Shi'i` are whole.
    const ENDINGS_AFTER_CONSONANT: &[&str] = &["a", "e", "i", "u", "in", "un"];

    let is = |pieces: &[Piece], word: &&str| {
        pieces.len() <= 8 && word.chars().eq(pieces.iter().map(|piece| piece.letter))
    };
    if ELISIONS.iter().any(|elision| is(before, elision)) {
        return true;
    }
    if before.len() < 2 {
        return false;
    }
    let after_consonant = before
        .last()
        .is_some_and(|last| last.letter.is_ascii_alphabetic() && !"aeiou".contains(last.letter));
    ENDINGS.iter().any(|ending| is(after, ending))
        || after_consonant && ENDINGS_AFTER_CONSONANT.iter().any(|ending| is(after, ending))
}

#[cfg(test)]
mod tests;
