//! One article: its facts, its title and its paragraphs.

use super::Article;
use super::language::LANGUAGES;
use super::names::PERSONS;
use super::random::Random;
use super::vocabulary::{SUBJECTS, Vocabulary, capitalise};

/// Outlets, each with a language.
const OUTLETS: usize = 300;
/// Every so many articles one is a reprint.
const REPRINTS: f64 = 0.03;
/// Shares of what a word is; the rest is common.
const FUNCTION: f64 = 0.40;
const SUBJECT: f64 = 0.15;
const PHRASE: f64 = 0.015;
const NAME: f64 = 0.012;
const NUMBER: f64 = 0.012;
const RARE: f64 = 0.028;
const RARE_AGAIN: f64 = 0.03;

pub(super) fn make(seed: u64, vocabularies: &[Vocabulary], index: u64) -> Article {
    let mut random = Random::at(seed, 10, index);
    if index >= 20 && random.chance(REPRINTS) {
        let before = index - 1 - random.number() % (index.min(5_000));
        return reprint(&mut random, seed, vocabularies, before);
    }
    original(seed, vocabularies, index)
}

/// Another outlet's copy: its own title, and a paragraph less or a sentence more.
fn reprint(random: &mut Random, seed: u64, vocabularies: &[Vocabulary], of: u64) -> Article {
    let mut article = original(seed, vocabularies, of);
    let Some((place, vocabulary)) = vocabularies
        .iter()
        .enumerate()
        .find(|(_, vocabulary)| vocabulary.language.tag == article.language)
    else {
        return article;
    };
    let mut writer = Writer::new(vocabulary, place, random.number(), random.number());
    article.outlet = outlet(random.below(OUTLETS));
    if random.chance(0.5)
        && article.text.len() > 3_000
        && let Some((text, _)) = article.text.rsplit_once("\n\n")
    {
        article.text.truncate(text.len());
    }
    writer.sentence(&mut article.text);
    article.url = format!(
        "https://{}.example/{of}-r{}",
        host(&article.outlet),
        random.below(1_000_000)
    );
    article
}

fn original(seed: u64, vocabularies: &[Vocabulary], index: u64) -> Article {
    let mut random = Random::at(seed, 11, index);
    let place = language(&mut random);
    let Some(vocabulary) = vocabularies.get(place) else {
        return Article::default();
    };
    let subject = random.zipf(SUBJECTS) as u64;
    let mut writer = Writer::new(vocabulary, place, subject, random.number());

    // Twelve years, the later ones with more articles.
    let year = 2014 + (random.below(12).max(random.below(12)));
    let published = format!("{year}-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
    let outlet = outlet(random.zipf(OUTLETS / LANGUAGES.len()) * LANGUAGES.len() + place);
    let aim = 1_950 + random.below(3_000);

    let mut title = String::new();
    writer.words(&mut title, 5 + random.below(6));
    capitalise(&mut title, 0);
    let mut text = String::with_capacity(aim + 400);
    while title.len() + text.len() < aim {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        for _ in 0..2 + random.below(4) {
            writer.sentence(&mut text);
            if title.len() + text.len() >= aim {
                break;
            }
        }
    }
    let mut author = String::new();
    writer.person(&mut author, random.below(400));
    Article {
        url: format!("https://{}.example/{index}", host(&outlet)),
        title,
        text,
        language: vocabulary.language.tag.to_owned(),
        outlet,
        author,
        published,
    }
}

fn language(random: &mut Random) -> usize {
    let mut share = random.share();
    for (place, language) in LANGUAGES.iter().enumerate() {
        share -= language.share;
        if share < 0.0 {
            return place;
        }
    }
    0
}

fn outlet(number: usize) -> String {
    const KINDS: &[&str] = &[
        "Post", "Courier", "Observer", "Wire", "Journal", "Herald", "Monitor", "Tribune",
    ];
    let kind = KINDS.get(number % KINDS.len()).copied().unwrap_or_default();
    format!("Outlet {number:03} {kind}")
}

fn host(outlet: &str) -> String {
    outlet.to_lowercase().replace(' ', "-")
}

/// Writes the sentences of one article.
struct Writer<'v> {
    vocabulary: &'v Vocabulary,
    /// The language's number.
    place: usize,
    subject: u64,
    random: Random,
    /// Rare words used so far: a word that was used comes back.
    rare: Vec<usize>,
}

impl<'v> Writer<'v> {
    fn new(vocabulary: &'v Vocabulary, place: usize, subject: u64, seed: u64) -> Self {
        Writer {
            vocabulary,
            place,
            subject,
            random: Random::new(seed),
            rare: Vec::new(),
        }
    }

    /// A sentence behind what is there.
    fn sentence(&mut self, to: &mut String) {
        if !to.is_empty() && !to.ends_with('\n') {
            to.push(' ');
        }
        let begins = to.len();
        let language = self.vocabulary.language;
        let length = 6 + self.random.below(18);
        if self.random.chance(0.15) {
            to.push(language.quotes.0);
            let quoted = to.len();
            self.words(to, length);
            capitalise(to, quoted);
            to.push(language.quotes.1);
            to.push_str(language.comma);
            to.push(' ');
            to.push_str(
                self.random
                    .one(&self.vocabulary.said)
                    .copied()
                    .unwrap_or_default(),
            );
            to.push(' ');
            self.name(to);
        } else {
            self.words(to, length);
            if self.random.chance(0.5) {
                to.push_str(language.comma);
                to.push(' ');
                let more = 4 + self.random.below(8);
                self.words(to, more);
            }
        }
        to.push_str(language.stop);
        capitalise(to, begins);
    }

    fn words(&mut self, to: &mut String, count: usize) {
        for place in 0..count {
            if place > 0 {
                to.push(' ');
            }
            self.word(to);
        }
    }

    fn word(&mut self, to: &mut String) {
        let begins = to.len();
        let mut kind = self.random.share();
        let mut is = |share: f64| {
            kind -= share;
            kind < 0.0
        };
        if is(FUNCTION) {
            to.push_str(self.vocabulary.function(&mut self.random));
            return;
        }
        if is(SUBJECT) {
            self.vocabulary.of_subject(self.subject, &mut self.random, to);
        } else if is(PHRASE) {
            self.vocabulary.phrase(self.subject, &mut self.random, to);
        } else if is(NAME) {
            self.name(to);
        } else if is(NUMBER) {
            self.number(to);
        } else if is(RARE) {
            let number = Vocabulary::rare(&mut self.random);
            self.rare.push(number);
            self.vocabulary.rare_word(number, to);
        } else if is(RARE_AGAIN)
            && let Some(number) = self.random.one(&self.rare).copied()
        {
            self.vocabulary.rare_word(number, to);
        } else {
            self.vocabulary.common(&mut self.random, to);
        }
        if self.vocabulary.language.capitals && self.random.chance(0.6) {
            capitalise(to, begins);
        }
    }

    /// A person of public life by the surname or in full, or somebody else.
    fn name(&mut self, to: &mut String) {
        if self.random.chance(0.3) {
            let number = 400 + self.random.zipf(3_000);
            return self.person(to, number);
        }
        let number = self.random.zipf(PERSONS.len());
        let Some(person) = PERSONS.get(number) else {
            return;
        };
        if self.random.chance(0.3) {
            to.push_str(person.given.get(self.place).copied().unwrap_or_default());
            to.push(' ');
        }
        let spellings = person.surnames.get(self.place).copied().unwrap_or_default();
        to.push_str(
            spellings
                .get(self.random.zipf(spellings.len()))
                .copied()
                .unwrap_or_default(),
        );
    }

    /// Somebody without public life: given name and surname, both of the tail.
    fn person(&mut self, to: &mut String, number: usize) {
        for part in [number % 61, 1_000_000 + number] {
            if !to.is_empty() && !to.ends_with([' ', '„', '“', '«', '"', '\n']) {
                to.push(' ');
            }
            let begins = to.len();
            self.vocabulary.rare_word(part, to);
            capitalise(to, begins);
        }
    }

    fn number(&mut self, to: &mut String) {
        if self.random.chance(0.4) {
            let day = 1 + self.random.below(28);
            let month = self
                .random
                .one(&self.vocabulary.months)
                .copied()
                .unwrap_or_default();
            let stop = if self.vocabulary.language.tag == "de" {
                "."
            } else {
                ""
            };
            let year = 2000 + self.random.below(26);
            for part in [
                day.to_string().as_str(),
                stop,
                " ",
                month,
                " ",
                year.to_string().as_str(),
            ] {
                to.push_str(part);
            }
        } else {
            let size = 10_usize.pow(u32::try_from(1 + self.random.below(5)).unwrap_or(1));
            to.push_str(&self.random.below(size).to_string());
        }
    }
}
