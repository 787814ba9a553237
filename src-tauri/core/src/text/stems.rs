//! Names without their case endings, so that `Зеленського` and `Putins` meet `Зеленський` and `Putin`. Rules of
//! thumb for names, not a stemmer: only endings with a consonant matter to a name key, and where an
//! ending may belong to the name (`Ибрагим`, `Guterres`), the word is kept beside its stem.

use super::fold::fold;
use super::romanise::{FATHA, letters, romanise_letters};

/// Letters of a word that are looked at.
const LONGEST: usize = 40;
/// What an ending must leave, unless it is one of surnames.
const SHORTEST: usize = 4;

/// The forms of a word to be compared, each once: its stem and, where that is a guess, the word itself. Folded
/// as [`fold`] does, so that a word and its folded term have the same.
pub(super) fn stems(word: &str) -> Vec<Vec<char>> {
    let mut whole = letters_of(word);
    let Some(first) = whole.first() else {
        return Vec::new();
    };
    let ranges = match first {
        '\u{400}'..='\u{52f}' => cyrillic(&whole),
        '\u{620}'..='\u{6ff}' => arabic(&whole),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => greek(&whole),
        _ => {
            if !whole.iter().all(char::is_ascii) {
                whole = romanise_letters(&whole).chars().collect();
            }
            latin(&whole)
        }
    };
    ranges
        .into_iter()
        .filter_map(|(start, end)| whole.get(start..end))
        .map(<[char]>::to_vec)
        .collect()
}

/// The letters of the word; of several words (`Zelenskiy'nin`, `l'Ukraine`) those of the longest.
fn letters_of(word: &str) -> Vec<char> {
    let mut letters = if word.chars().all(char::is_alphanumeric) {
        letters(word)
    } else {
        let folded = fold(word);
        let mut longest = "";
        for part in folded.split(' ') {
            if part.len() > longest.len() {
                longest = part;
            }
        }
        letters(longest)
    };
    letters.retain(|letter| !is_vowel_sign(*letter));
    letters.truncate(LONGEST);
    for letter in &mut letters {
        *letter = match *letter {
            'ё' => 'е',
            'ў' => 'у',
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ؤ' => 'و',
            'ئ' | 'ى' | 'ی' => 'ي',
            'ة' => 'ه',
            'ک' => 'ك',
            'ς' => 'σ',
            other => other,
        };
    }
    letters
}

/// The Arabic signs that most texts leave out.
fn is_vowel_sign(letter: char) -> bool {
    matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// An Arabic stem with an a after each consonant that no vowel follows: the short vowels that are not written keep
/// consonants apart (`محمد` is not mhmd). None for other scripts.
pub(super) fn vocalised(stem: &[char]) -> Option<Vec<char>> {
    let is_consonant = |letter: &char| matches!(letter, '\u{620}'..='\u{6ff}') && !"اويى".contains(*letter);
    if !stem
        .first()
        .is_some_and(|first| matches!(first, '\u{620}'..='\u{6ff}'))
    {
        return None;
    }
    let mut vocalised = Vec::with_capacity(stem.len() * 2);
    for (at, letter) in stem.iter().enumerate() {
        vocalised.push(*letter);
        if is_consonant(letter) && stem.get(at + 1).is_some_and(is_consonant) {
            vocalised.push(FATHA);
        }
    }
    Some(vocalised)
}

type Ranges = Vec<(usize, usize)>;

/// The length of what stands before the longest of these endings.
fn before(word: &[char], endings: &[&str]) -> Option<usize> {
    endings
        .iter()
        .filter_map(|ending| {
            let length = ending.chars().count();
            let stem = word.len().checked_sub(length)?;
            word.get(stem..)?
                .iter()
                .copied()
                .eq(ending.chars())
                .then_some(stem)
        })
        .min()
}

fn ends_with(word: &[char], length: usize, endings: &[&str]) -> bool {
    word.get(..length)
        .is_some_and(|stem| before(stem, endings).is_some())
}

fn cyrillic(word: &[char]) -> Ranges {
    /// Of adjectives, and so of surnames in -ський and -ский.
    const ADJECTIVE: &[&str] = &[
        "ий", "ого", "ому", "им", "ім", "ом", "ій", "ый", "ой", "ая", "а", "ої", "у", "ую", "ою", "ие", "их",
        "іх", "ими", "імі", "і", "и", "ія", "ага", "аму", "ым", "ых", "ыми", "оме",
    ];
    /// Of surnames in -ов, -ев, -ин.
    const SURNAME: &[&str] = &[
        "а", "у", "ым", "им", "ім", "ом", "ем", "е", "ой", "ою", "ої", "ій", "ы", "и", "і", "ых", "их",
        "ыми", "ими", "ам", "ами", "ах", "ае", "ай",
    ];
    /// Of nouns: they may as well belong to the name.
    const NOUN: &[&str] = &[
        "ом", "ем", "єм", "им", "ім", "ым", "ам", "ям", "ах", "ях", "их", "іх", "ых", "ами", "ями", "ими",
        "ыми", "ого", "его", "ього", "ому", "ему", "ьому",
    ];
    /// Endings whose glide between two vowels would count as a sound; their first vowel stays.
    const GLIDE: &[&str] = &[
        "ая", "яя", "ую", "юю", "ою", "ею", "єю", "ої", "еї", "єї", "аї", "ое", "ее", "аю", "ея",
    ];

    let whole = (0, word.len());
    if let Some(stem) = before(word, ADJECTIVE)
        && ends_with(word, stem, &["ск", "цк", "ськ", "цьк", "зьк"])
    {
        return vec![(0, stem)];
    }
    // A dative of Макрон or a locative of Умєров.
    if let Some(stem) = before(word, &["ові", "еві", "єві"])
        && stem >= SHORTEST
    {
        return vec![(0, stem), whole];
    }
    // The ending that leaves -ов or -ин need not be the longest: Умєровим ends in -овим, not in -им alone.
    for ending in SURNAME {
        if let Some(stem) = before(word, &[ending])
            && stem >= SHORTEST
            && ends_with(word, stem, &["ов", "ев", "єв", "їв", "ин", "ін", "ын", "їн"])
        {
            return vec![(0, stem)];
        }
    }
    if let Some(stem) = before(word, GLIDE)
        && stem >= SHORTEST
    {
        return vec![(0, stem + 1)];
    }
    match before(word, NOUN) {
        Some(stem) if stem >= SHORTEST => vec![(0, stem), whole],
        _ => vec![whole],
    }
}

fn latin(word: &[char]) -> Ranges {
    /// Polish, Czech, Slovak and Croatian, of surnames in -ski and -cki.
    const ADJECTIVE: &[&str] = &[
        "iego", "iemu", "im", "iej", "ich", "imi", "eho", "emu", "ym", "em", "om", "og", "oga", "omu", "ome",
        "ogo",
    ];
    const NOUN: &[&str] = &["owi", "ovi", "em", "om"];

    let whole = (0, word.len());
    if let Some(stem) = before(word, ADJECTIVE)
        && stem > SHORTEST
        && ends_with(word, stem, &["sk", "ck", "dzk"])
    {
        return vec![(0, stem), whole];
    }
    if let Some(stem) = before(word, NOUN)
        && stem >= SHORTEST
    {
        return vec![(0, stem), whole];
    }
    // The genitive of German, Dutch and Swedish.
    match before(word, &["s"]) {
        Some(stem) if stem >= SHORTEST && !ends_with(word, stem, &["s"]) => vec![(0, stem), whole],
        _ => vec![whole],
    }
}

/// Arabic has no endings to strip here, but words grown onto the beginning: the article, and, for, with.
fn arabic(word: &[char]) -> Ranges {
    let whole = (0, word.len());
    let mut ranges = vec![whole];
    let begins = |with: &str| {
        word.iter()
            .copied()
            .zip(with.chars())
            .filter(|(a, b)| a == b)
            .count()
            == with.chars().count()
    };
    for (beginning, rest) in [
        ("وال", 3),
        ("بال", 3),
        ("فال", 3),
        ("لل", 3),
        ("ال", 3),
        ("و", 4),
        ("ل", 5),
        ("ب", 5),
    ] {
        let length = beginning.chars().count();
        if begins(beginning) && word.len() >= length + rest {
            ranges.push((length, word.len()));
            break;
        }
    }
    ranges
}

fn greek(word: &[char]) -> Ranges {
    let whole = (0, word.len());
    match before(word, &["σ"]) {
        Some(stem) if stem >= SHORTEST => vec![(0, stem), whole],
        _ => vec![whole],
    }
}
