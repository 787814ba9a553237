//! Keys under which the spellings of one name meet, whatever script and case they stand in: `Selenskyj`, `Zelenski`,
//! `Зеленського` and `زيلينسكي` share a key.
//!
//! A key is the Daitch-Mokotoff soundex (G. Mokotoff and R. Daitch, 1985: six digits for the consonants, several
//! codes where a letter has several sounds) of the romanised word without its case ending. Keys
//! propose and never prove: unrelated names meet too (`Putin`, `Biden`), so what they find is to be
//! ranked by [`likeness`] and judged by a person.
//!
//! A word and its folded term ([`fold`](super::fold)) have the same keys, so an index of terms can be
//! looked up with what was typed.

use std::sync::OnceLock;

use rphonetic::DaitchMokotoffSoundex;

use super::romanise::romanise_letters;
use super::stems::{stems, vocalised};

/// Raised whenever any word gets other keys: what was derived from them is then to be built again.
pub const NAME_KEY_VERSION: u32 = 1;

/// Romanised letters that are coded: the six digits are full long before.
const LONGEST: usize = 24;

/// A word as it is compared with others: made once, compared often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    keys: Vec<String>,
    /// Each stem with one letter for each sound.
    plain: Vec<String>,
}

impl Sound {
    /// How the word sounds. Of several words the longest counts.
    pub fn of(word: &str) -> Self {
        let stems = stems(word);
        let mut plain: Vec<String> = stems.iter().map(|stem| plainly(&romanised(stem))).collect();
        plain.retain(|stem| !stem.is_empty());
        plain.dedup();
        Sound {
            keys: keys_of(&stems),
            plain,
        }
    }

    /// As [`keys`].
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether the two share a key.
    pub fn meets(&self, other: &Sound) -> bool {
        self.keys.iter().any(|key| other.keys.contains(key))
    }

    /// As [`likeness`].
    pub fn likeness(&self, other: &Sound) -> f64 {
        let pairs = self
            .plain
            .iter()
            .flat_map(|ours| other.plain.iter().map(move |theirs| (ours, theirs)));
        pairs
            .map(|(ours, theirs)| strsim::jaro_winkler(ours, theirs))
            .fold(0.0, f64::max)
    }

    /// The first letter as it sounds; none when nothing is left of the word.
    pub fn initial(&self) -> Option<char> {
        self.plain.first().and_then(|plain| plain.chars().next())
    }
}

/// The keys of one word: six digits each, sorted, each once. None for words that say too little (fewer than three
/// letters, or a single consonant), have a digit, or stand in a script without romanisation. Of
/// several words the longest counts.
pub fn keys(word: &str) -> Vec<String> {
    keys_of(&stems(word))
}

/// Whether two words share a key.
pub fn meet(one: &str, other: &str) -> bool {
    Sound::of(one).meets(&Sound::of(other))
}

/// How alike two words sound, 0 to 1: the Jaro-Winkler likeness of their romanised forms without case endings, where
/// spellings of one sound (w, v and f; sch and sh; y, j, i and e) count as the same. 0 when one has no
/// letters.
pub fn likeness(one: &str, other: &str) -> f64 {
    Sound::of(one).likeness(&Sound::of(other))
}

fn keys_of(stems: &[Vec<char>]) -> Vec<String> {
    let mut keys = Vec::new();
    for stem in stems {
        let spelt = romanised(stem);
        code(&spelt, &mut keys);
        // The first letter of Ердоган is e to a Ukrainian and ye to a Russian.
        if stem.first() == Some(&'е')
            && let Some(hard) = spelt.strip_prefix('y')
        {
            code(hard, &mut keys);
        }
        if let Some(vocalised) = vocalised(stem) {
            code(&romanised(&vocalised), &mut keys);
        }
    }
    keys.retain(|key| !key.ends_with("00000"));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A word in Latin letters without its case ending, one for each way to take it off.
pub(crate) fn romanised_stems(word: &str) -> Vec<String> {
    stems(word).iter().map(|stem| romanised(stem)).collect()
}

/// A stem in Latin letters. The soundex takes a j for a vowel in some places; that of Arabic script never is one.
fn romanised(stem: &[char]) -> String {
    let romanised = romanise_letters(stem);
    if matches!(stem.first(), Some('\u{620}'..='\u{6ff}')) {
        romanised.replace('j', "zh")
    } else {
        romanised
    }
}

fn code(romanised: &str, keys: &mut Vec<String>) {
    if romanised.len() < 3 || !romanised.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return;
    }
    let coded = romanised.get(..LONGEST).unwrap_or(romanised);
    keys.extend(soundex().inner_soundex(coded, true));
}

/// One letter for each sound, as far as languages agree on it.
pub(crate) fn plainly(romanised: &str) -> String {
    /// Longer spellings before the shorter ones that they contain.
    const SOUNDS: &[(&str, &str)] = &[
        ("tsch", "ch"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("cz", "ch"),
        ("sz", "sh"),
        ("kh", "h"),
        ("ph", "v"),
        ("gh", "g"),
        ("ck", "k"),
        ("ou", "u"),
        ("oe", "u"),
        ("w", "v"),
        ("f", "v"),
        ("p", "b"),
        ("o", "u"),
        ("e", "i"),
        ("j", "i"),
        ("y", "i"),
        ("q", "k"),
        ("x", "ks"),
    ];
    let mut plain = String::with_capacity(romanised.len());
    let mut rest = romanised;
    while let Some(letter) = rest.chars().next() {
        let known = SOUNDS
            .iter()
            .find_map(|(spelling, sound)| Some((rest.strip_prefix(spelling)?, *sound)));
        if let Some((after, sound)) = known {
            if !plain.ends_with(sound) {
                plain.push_str(sound);
            }
            rest = after;
        } else {
            if !plain.ends_with(letter) {
                plain.push(letter);
            }
            rest = rest.get(letter.len_utf8()..).unwrap_or("");
        }
    }
    plain
}

fn soundex() -> &'static DaitchMokotoffSoundex {
    static SOUNDEX: OnceLock<DaitchMokotoffSoundex> = OnceLock::new();
    SOUNDEX.get_or_init(DaitchMokotoffSoundex::default)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_spellings_of_a_name_meet_in_every_script() {
        for (name, spellings) in [
            (
                "Selenskyj",
                "Zelensky Zelenskyy Zelenski Zelensky’s Zelenskyy’s Zelenskiy'nin Zełenski Зеленський Зеленский Ζελένσκι زيلينسكي",
            ),
            ("Sacharowa", "Zakharova Zacharowa Захарова Захаровой زاخاروفا"),
            ("Umerov", "Omjerow Umierow Oumerov Умєров Умеров أوميروف"),
            (
                "Lukaschenko",
                "Lukashenko Loukachenko Лукашенко Łukaszenka لوكاشينكو",
            ),
            ("Erdoğan", "Erdogan Эрдоган Ердоган أردوغان Ερντογάν"),
            ("Assad", "الأسد Асад Asad"),
            ("Mohammed", "Muhammad محمد Мохаммед"),
            ("Peseschkian", "Pezeshkian پزشکیان بزشكيان Пезешкиан"),
            ("Stoltenberg", "ستولتنبرغ Столтенберг"),
            ("Chamenei", "Khamenei Хаменеи خامنئي"),
        ] {
            for spelling in spellings.split(' ') {
                assert!(
                    meet(name, spelling),
                    "{name} {:?}, {spelling} {:?}",
                    keys(name),
                    keys(spelling)
                );
            }
        }
    }

    #[test]
    fn inflected_forms_meet_their_base() {
        for (base, forms) in [
            (
                "Зеленський",
                "Зеленського Зеленському Зеленським Зеленськім Зеленська Зеленської Зеленською",
            ),
            ("Зеленский", "Зеленского Зеленскому Зеленским Зеленском"),
            ("Умєров", "Умєрова Умєрову Умєровим Умєровою"),
            ("Путин", "Путина Путину Путиным Путине"),
            ("Путін", "Путіна Путіну Путіним Путіном"),
            ("Макрон", "Макрона Макрону Макроном Макронові"),
            ("Байден", "Байденом Байденові"),
            ("Николай", "Николая Николаю"),
            ("Zełenski", "Zełenskiego Zełenskiemu Zełenskim"),
            ("Putin", "Putina Putinem Putinowi Putins Putin’in Putin’s"),
            ("Μητσοτάκης", "Μητσοτάκη"),
            ("زيلينسكي", "وزيلينسكي لزيلينسكي"),
        ] {
            for form in forms.split(' ') {
                assert!(
                    meet(base, form),
                    "{base} {:?}, {form} {:?}",
                    keys(base),
                    keys(form)
                );
            }
        }
    }

    #[test]
    fn endings_that_belong_to_a_name_stay() {
        for (name, spelling) in [
            ("Ибрагим", "Ibrahim"),
            ("Guterres", "Гутерреш"),
            ("Ислам", "Islam"),
            ("ألكسندر", "Alexander"),
        ] {
            assert!(
                meet(name, spelling),
                "{name} {:?}, {spelling} {:?}",
                keys(name),
                keys(spelling)
            );
        }
    }

    #[test]
    fn names_that_sound_otherwise_do_not_meet() {
        for (one, other) in [
            ("Selenskyj", "Medinskij"),
            ("Захарова", "Zacharias"),
            ("Umerov", "Ermak"),
            ("Putin", "Poutou"),
        ] {
            assert!(!meet(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_name_has_no_key() {
        for word in ["", " ", "a", "die", "42", "mp3", "東京", "שלום", "!", "'", "п"] {
            assert!(keys(word).is_empty(), "{word} {:?}", keys(word));
        }
    }

    #[test]
    fn likeness_ranks_the_same_name_above_another_with_its_key() {
        assert!(likeness("Putin", "Путина") > likeness("Putin", "Biden"));
        assert!(likeness("Sacharowa", "Захарова") > likeness("Sacharowa", "Skorova"));
        assert!((likeness("Selenskyj", "selenskyj") - 1.0).abs() < 1e-9);
        assert!(likeness("", "Putin").abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn any_text_has_keys_of_six_digits(word in "\\PC{0,60}") {
            for key in keys(&word) {
                prop_assert!(key.len() == 6 && key.bytes().all(|digit| digit.is_ascii_digit()), "{key}");
            }
            let likeness = likeness(&word, "Zelensky");
            prop_assert!((0.0..=1.0).contains(&likeness));
        }

        #[test]
        fn a_word_and_its_folded_term_have_the_same_keys(word in "[a-zäöüčşžłñßА-яЁёЇїІіЄєҐґЎўأإآاةىیکوؤئبتثجحخعغفقلمنهي'’Α-ωάήίό]{1,16}") {
            let folded = fold(&word);
            if !folded.contains(' ') {
                prop_assert_eq!(keys(&word), keys(&folded));
            }
        }
    }
}
