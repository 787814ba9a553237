//! A corpus that is made, article by article: article n depends on the seed and on n alone, so corpora of
//! different sizes begin with the same articles, and nothing of them has to be kept in memory.
//!
//! What the text has in common with news, because costs depend on it: word frequencies follow Zipf's law with a
//! steeper tail, so the vocabulary grows as in Heaps' law (about 0.2, 0.6 and 2.7 million
//! words in 10,000, 100,000 and 1,000,000 articles); words are inflected and compounded; words of an article's
//! subject and rare words come back within the article; names are spelled as each language spells them; a small part of
//! the articles are reprints of others. It means nothing: words are built from syllables.

mod article;
mod language;
mod names;
mod random;
mod vocabulary;

use std::io::{self, BufWriter, Write};

use serde::{Deserialize, Serialize};

pub use names::{PERSONS, Person};
pub use random::Random;
use vocabulary::Vocabulary;

/// An article as one line of JSON Lines has it. Missing fields are ''.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    pub title: String,
    pub text: String,
    /// BCP 47.
    pub language: String,
    pub outlet: String,
    pub author: String,
    /// YYYY-MM-DD.
    pub published: String,
    pub url: String,
}

impl Article {
    /// UTF-8 bytes of title and text: what figures per megabyte count.
    pub fn size(&self) -> u64 {
        (self.title.len() + self.text.len()) as u64
    }
}

/// The made corpus of a seed.
pub struct Corpus {
    seed: u64,
    vocabularies: Vec<Vocabulary>,
}

impl Corpus {
    pub fn new(seed: u64) -> Self {
        Corpus {
            seed,
            vocabularies: language::LANGUAGES.iter().map(Vocabulary::new).collect(),
        }
    }

    /// Article number `index`, from 0.
    pub fn article(&self, index: u64) -> Article {
        article::make(self.seed, &self.vocabularies, index)
    }

    /// Writes the first `count` articles as JSON Lines and returns how large their titles and texts are (bytes).
    ///
    /// # Errors
    /// What writing fails with.
    pub fn write(&self, count: u64, to: impl Write) -> io::Result<u64> {
        let mut to = BufWriter::with_capacity(1 << 20, to);
        let mut size = 0;
        for index in 0..count {
            let article = self.article(index);
            size += article.size();
            serde_json::to_writer(&mut to, &article)?;
            to.write_all(b"\n")?;
        }
        to.flush()?;
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    fn words(article: &Article) -> impl Iterator<Item = String> {
        let text = format!("{} {}", article.title, article.text);
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.into_iter()
    }

    #[test]
    fn an_article_depends_on_the_seed_and_its_number_alone() {
        let (one, same, other) = (Corpus::new(7), Corpus::new(7), Corpus::new(8));
        let later: Vec<Article> = (90..100).map(|index| one.article(index)).collect();
        let again: Vec<Article> = (0..100).map(|index| same.article(index)).collect();
        assert_eq!(later, again[90..]);
        assert_ne!(one.article(3), other.article(3));
        assert_ne!(one.article(3), one.article(4));
    }

    #[test]
    fn articles_have_two_to_five_kilobytes_six_languages_and_days_over_years() {
        let corpus = Corpus::new(1);
        let mut languages = HashMap::new();
        let mut years = HashSet::new();
        for index in 0..600 {
            let article = corpus.article(index);
            assert!(
                (1_900..5_400).contains(&article.size()),
                "{index}: {}",
                article.size()
            );
            *languages.entry(article.language).or_insert(0) += 1;
            years.insert(article.published[..4].to_owned());
            assert_eq!(article.published.len(), 10);
        }
        assert_eq!(languages.len(), 6);
        assert!(languages.values().all(|count| *count > 30), "{languages:?}");
        assert!(years.len() > 8);
    }

    #[test]
    fn the_vocabulary_grows_as_heaps_law_has_it() {
        let corpus = Corpus::new(1);
        let mut seen = HashSet::new();
        let mut at = Vec::new();
        for index in 0..2_000 {
            seen.extend(words(&corpus.article(index)));
            if index == 199 || index == 1_999 {
                at.push(f64::from(u32::try_from(seen.len()).unwrap()));
            }
        }
        let exponent = (at[1] / at[0]).log10();
        assert!((0.5..0.8).contains(&exponent), "{exponent} from {at:?}");
    }

    #[test]
    fn a_name_is_spelled_as_its_language_does() {
        let corpus = Corpus::new(1);
        let found = |spelling: &str, language: &str| {
            (0..2_000).any(|index| {
                let article = corpus.article(index);
                article.language == language && article.text.contains(spelling)
            })
        };
        assert!(found("Selenskyj", "de"));
        assert!(found("Зеленск", "ru"));
        assert!(found("زيلينسكي", "ar"));
        assert!(!found("Selenskyj", "tr"));
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        let corpus = Corpus::new(1);
        let mut lines = Vec::new();
        let size = corpus.write(3, &mut lines).unwrap();
        let read: Vec<Article> = lines
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).unwrap())
            .collect();
        assert_eq!(read, [corpus.article(0), corpus.article(1), corpus.article(2)]);
        assert_eq!(size, read.iter().map(Article::size).sum::<u64>());
    }
}
