//! The words of a language: a core of common ones that are inflected, and a tail without an end.

use super::language::{Language, parts};
use super::random::{Random, mix};

/// Lemmas of the core.
pub(super) const CORE: usize = 2_500;
/// Subjects that articles have, each with words of its own.
pub(super) const SUBJECTS: usize = 400;
/// Lemmas of a subject.
const OF_A_SUBJECT: usize = 60;
/// Where the tail begins to fall, and how steeply: the vocabulary grows with the power 1 / 1.36 of the text.
const TAIL_FROM: f64 = 1_000.0;
const TAIL_EXPONENT: f64 = 1.36;

pub(super) struct Vocabulary {
    pub language: &'static Language,
    function: Vec<&'static str>,
    endings: Vec<&'static str>,
    prefixes: Vec<&'static str>,
    joints: Vec<&'static str>,
    onsets: Vec<&'static str>,
    nuclei: Vec<&'static str>,
    codas: Vec<&'static str>,
    pub months: Vec<&'static str>,
    pub said: Vec<&'static str>,
    lemmas: Vec<String>,
    key: u64,
}

impl Vocabulary {
    pub(super) fn new(language: &'static Language) -> Self {
        let key = language
            .tag
            .bytes()
            .fold(17, |key, byte| mix(key ^ u64::from(byte)));
        let mut made = Vocabulary {
            language,
            function: parts(language.function),
            endings: parts(language.endings),
            prefixes: parts(language.prefixes),
            joints: parts(language.joints),
            onsets: parts(language.onsets),
            nuclei: parts(language.nuclei),
            codas: parts(language.codas),
            months: parts(language.months),
            said: parts(language.said),
            lemmas: Vec::new(),
            key,
        };
        made.lemmas = (0..CORE)
            .map(|rank| {
                let mut lemma = String::new();
                let mut random = Random::at(made.key, 1, rank as u64);
                let syllables = if rank < 500 { 1 } else { 2 };
                made.stem(&mut random, syllables, &mut lemma);
                lemma
            })
            .collect();
        made
    }

    /// A new word's sounds.
    fn stem(&self, random: &mut Random, syllables: usize, to: &mut String) {
        if self.language.tag == "ar" {
            return root(&self.onsets, random, to);
        }
        for syllable in 1..=syllables {
            for sounds in [&self.onsets, &self.nuclei] {
                to.push_str(random.one(sounds).copied().unwrap_or_default());
            }
            if syllable == syllables || random.chance(0.2) {
                to.push_str(random.one(&self.codas).copied().unwrap_or_default());
            }
        }
    }

    pub(super) fn function(&self, random: &mut Random) -> &'static str {
        self.function
            .get(random.zipf(self.function.len()))
            .copied()
            .unwrap_or_default()
    }

    fn lemma(&self, rank: usize) -> &str {
        self.lemmas.get(rank).map_or("", String::as_str)
    }

    fn ending(&self, random: &mut Random) -> &'static str {
        self.endings
            .get(random.zipf(self.endings.len()))
            .copied()
            .unwrap_or_default()
    }

    /// A common word.
    pub(super) fn common(&self, random: &mut Random, to: &mut String) {
        let rank = random.zipf(CORE);
        self.inflected(rank, random, to);
    }

    /// A word of a subject; the first are the most frequent.
    pub(super) fn of_subject(&self, subject: u64, random: &mut Random, to: &mut String) {
        let rank = self.rank_in_subject(subject, random.zipf(OF_A_SUBJECT));
        self.inflected(rank, random, to);
    }

    fn rank_in_subject(&self, subject: u64, place: usize) -> usize {
        Random::at(self.key, 2, (subject << 20) + place as u64).below(CORE)
    }

    /// Two words of a subject that always stand together: the phrase that people search for.
    pub(super) fn phrase(&self, subject: u64, random: &mut Random, to: &mut String) {
        let place = 100 + 2 * random.zipf(5);
        to.push_str(self.lemma(self.rank_in_subject(subject, place)));
        to.push(' ');
        to.push_str(self.lemma(self.rank_in_subject(subject, place + 1)));
    }

    fn inflected(&self, rank: usize, random: &mut Random, to: &mut String) {
        /// Forms of one word that are in use.
        const FORMS: usize = 5;
        // What a word is used as depends on the word.
        let own = usize::try_from(mix(self.key ^ rank as u64) % 97).unwrap_or(0);
        let form = |forms: &[&'static str], place: usize| {
            forms
                .get((own + place) % forms.len().max(1))
                .copied()
                .unwrap_or_default()
        };
        if self.language.tag == "ar" && random.chance(0.4) {
            to.push_str(form(&self.prefixes, random.zipf(3)));
        }
        to.push_str(self.lemma(rank));
        if random.chance(0.6) {
            to.push_str(form(&self.endings, random.zipf(FORMS)));
        }
    }

    /// A number of the tail: smaller ones are more frequent, and there is always one that was not used before.
    pub(super) fn rare(random: &mut Random) -> usize {
        random.tail(TAIL_FROM, TAIL_EXPONENT)
    }

    /// The rare word of a number: compounds, derived and inflected words, names of places, and misprints.
    pub(super) fn rare_word(&self, number: usize, to: &mut String) {
        let random = &mut Random::at(self.key, 3, number as u64);
        let begins = to.len();
        let kind = random.below(10);
        if kind < 6 && !self.joints.is_empty() {
            to.push_str(self.lemma(random.below(CORE)));
            to.push_str(random.one(&self.joints).copied().unwrap_or_default());
            to.push_str(self.lemma(random.below(CORE)));
            to.push_str(self.ending(random));
        } else if kind < 8 {
            to.push_str(random.one(&self.prefixes).copied().unwrap_or_default());
            to.push_str(self.lemma(random.below(CORE)));
            to.push_str(random.one(&self.endings).copied().unwrap_or_default());
            to.push_str(random.one(&self.endings).copied().unwrap_or_default());
        } else {
            let syllables = 2 + random.below(3);
            self.stem(random, syllables, to);
            if kind == 9 {
                capitalise(to, begins);
            } else {
                to.push_str(self.ending(random));
            }
        }
    }
}

/// Three consonants in one of the patterns that Arabic words have.
fn root(letters: &[&'static str], random: &mut Random, to: &mut String) {
    const PATTERNS: &[&str] = &[
        "123",
        "1ا23",
        "12ا3",
        "م12و3",
        "ت12ي3",
        "12و3",
        "م123ة",
        "1ا23ة",
        "12ي3",
        "ا12ا3",
        "است123",
        "م1ا2ا3",
        "مت12و3",
        "12ا3ي",
    ];
    let consonants: [&str; 3] = std::array::from_fn(|_| random.one(letters).copied().unwrap_or_default());
    for sign in random.one(PATTERNS).copied().unwrap_or_default().chars() {
        match sign {
            '1' => to.push_str(consonants[0]),
            '2' => to.push_str(consonants[1]),
            '3' => to.push_str(consonants[2]),
            other => to.push(other),
        }
    }
}

/// Gives the letter at `begins` (bytes) its capital.
pub(super) fn capitalise(text: &mut String, begins: usize) {
    let Some(first) = text.get(begins..).and_then(|rest| rest.chars().next()) else {
        return;
    };
    let capital: String = if first == 'i' && text.contains('ı') {
        "İ".to_owned()
    } else {
        first.to_uppercase().collect()
    };
    text.replace_range(begins..begins + first.len_utf8(), &capital);
}
