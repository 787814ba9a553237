//! What is searched for: chosen once from the first articles, so that every size and both sides are asked the same.

use std::collections::BTreeMap;
use std::fs::{self, File};

use dragoman_bench::corpus::{PERSONS, Random};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::phase::{Outcome, Setting};
use crate::{Result, lines};

/// From so many articles.
const FIRST: usize = 10_000;
/// Queries of a class.
const EACH: usize = 5;
/// Words typed letter by letter, and how many letters.
const TYPED: usize = 8;
pub const LETTERS: usize = 6;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Query {
    pub class: String,
    /// As a person types it.
    pub typed: String,
    /// As FTS5 wants it for the same.
    pub raw: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Queries {
    pub queries: Vec<Query>,
    /// Words that are typed from the first letter on.
    pub typed: Vec<String>,
}

impl Queries {
    pub fn read(setting: &Setting) -> Result<Self> {
        Ok(serde_json::from_reader(File::open(setting.queries())?)?)
    }

    /// Each word's first letters, with how many they are.
    pub fn beginnings(&self) -> impl Iterator<Item = (usize, String)> {
        (1..=LETTERS).flat_map(|letters| {
            self.typed
                .iter()
                .map(move |word| (letters, word.chars().take(letters).collect()))
        })
    }
}

/// A word as FTS5 takes it literally.
pub fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

pub fn choose(setting: &Setting) -> Result<Outcome> {
    let words = Words::of(setting)?;
    let mut random = Random::new(4_711);
    let mut chosen = Queries::default();
    let mut add = |class: &str, typed: String, raw: String| {
        chosen.queries.push(Query {
            class: class.to_owned(),
            typed,
            raw,
        });
    };
    // Shares of the articles that have the word.
    let plain = |word: &str| word.chars().count() >= 4 && word.is_ascii();
    for (class, from, to) in [
        ("rare", 0.000_2, 0.000_5),
        ("mid", 0.005, 0.015),
        ("common", 0.1, 0.4),
    ] {
        for word in words.some(&mut random, EACH, from, to, |word| word.chars().count() >= 3) {
            add(class, word.clone(), quoted(&word));
        }
    }
    for phrase in words.phrases(&mut random)? {
        add("phrase", quoted(&phrase), quoted(&phrase));
    }
    for word in words.some(&mut random, EACH, 0.005, 0.015, |word| word.chars().count() >= 6) {
        let beginning: String = word.chars().take(4).collect();
        add(
            "prefix",
            format!("{beginning}*"),
            format!("{}*", quoted(&beginning)),
        );
    }
    for (class, count) in [("two", 2), ("three", 3)] {
        for together in words.together(&mut random, count) {
            let each: Vec<String> = together.iter().map(|word| quoted(word)).collect();
            add(class, together.join(" "), each.join(" "));
        }
    }
    let marked = |word: &str| !plain(word) && word.chars().any(|letter| "äöüßçğşéèáíóúñ".contains(letter));
    for word in words.some(&mut random, EACH, 0.002, 0.05, marked) {
        add("marks", word.clone(), quoted(&word));
    }
    for person in PERSONS.iter().take(EACH) {
        let mut all: Vec<&str> = person.surnames.iter().copied().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let raw: Vec<String> = all.into_iter().map(quoted).collect();
        let typed = person.surnames.get(1).and_then(|english| english.first());
        add(
            "name",
            typed.copied().unwrap_or_default().to_owned(),
            raw.join(" OR "),
        );
    }
    chosen.typed = words.some(&mut random, TYPED, 0.002, 0.05, |word| {
        word.chars().count() > LETTERS
    });

    let mut outcome = Outcome::default();
    outcome.figure("queries", f64::from(u32::try_from(chosen.queries.len())?));
    serde_json::to_writer_pretty(File::create(setting.queries())?, &chosen)?;
    Ok(outcome)
}

/// The words of the first articles.
struct Words {
    conn: Connection,
    /// Share of the articles that have it, in the order of the alphabet.
    shares: BTreeMap<String, f64>,
    texts: Vec<String>,
}

impl Words {
    fn of(setting: &Setting) -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0');
             CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
             BEGIN;",
        )?;
        let mut texts = Vec::new();
        {
            let mut insert = conn.prepare("INSERT INTO words (text) VALUES (?1)")?;
            for article in lines::articles(&setting.corpus())?.take(FIRST) {
                let article = article?;
                insert.execute([format!("{}\n{}", article.title, article.text)])?;
                if texts.len() < FIRST / 10 {
                    texts.push(article.text);
                }
            }
        }
        conn.execute_batch("COMMIT")?;
        let count: f64 = conn.query_row("SELECT count(*) FROM words_docsize", [], |row| row.get(0))?;
        let shares = {
            let mut statement =
                conn.prepare("SELECT term, doc FROM vocabulary WHERE doc > 1 ORDER BY term")?;
            let rows =
                statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))?;
            rows.map(|row| row.map(|(term, docs)| (term, docs / count)))
                .collect::<rusqlite::Result<_>>()?
        };
        Ok(Words { conn, shares, texts })
    }

    /// Words that this share of the articles have.
    fn some(
        &self,
        random: &mut Random,
        count: usize,
        from: f64,
        to: f64,
        fits: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let fitting: Vec<&String> = self
            .shares
            .iter()
            .filter(|(word, share)| {
                (from..=to).contains(*share) && word.chars().all(char::is_alphabetic) && fits(word)
            })
            .map(|(word, _)| word)
            .collect();
        let mut chosen: Vec<String> = Vec::new();
        // Few may fit; then there are fewer.
        for _ in 0..count * 20 {
            if chosen.len() < count
                && let Some(word) = random.one(&fitting)
                && !chosen.contains(*word)
            {
                chosen.push((*word).clone());
            }
        }
        chosen
    }

    /// Words of middling frequency in a text, in its order and with what stands beside them.
    fn middling(&self, text: &str) -> Vec<Vec<String>> {
        let is_middling = |word: &str| {
            word.chars().count() >= 4
                && self
                    .shares
                    .get(word)
                    .is_some_and(|share| (0.002..0.1).contains(share))
        };
        // Neighbours are those with nothing but a space between them.
        let mut runs = vec![Vec::new()];
        for word in text.to_lowercase().split(' ') {
            if word.chars().all(char::is_alphabetic) && is_middling(word) {
                if let Some(run) = runs.last_mut() {
                    run.push(word.to_owned());
                }
            } else if runs.last().is_some_and(|run| !run.is_empty()) {
                runs.push(Vec::new());
            }
        }
        runs
    }

    fn hits(&self, expression: &str) -> Result<u32> {
        Ok(self
            .conn
            .prepare_cached("SELECT count(*) FROM words WHERE words MATCH ?1")?
            .query_row([expression], |row| row.get(0))?)
    }

    /// Two words side by side in at least three articles.
    fn phrases(&self, random: &mut Random) -> Result<Vec<String>> {
        let mut chosen: Vec<String> = Vec::new();
        for _ in 0..200 {
            let Some(text) = random.one(&self.texts) else {
                break;
            };
            let runs = self.middling(text);
            for pair in runs.iter().flat_map(|run| run.windows(2)) {
                let phrase = pair.join(" ");
                if chosen.len() < EACH && !chosen.contains(&phrase) && self.hits(&quoted(&phrase))? >= 3 {
                    chosen.push(phrase);
                    break;
                }
            }
        }
        Ok(chosen)
    }

    /// Words that stand in one article.
    fn together(&self, random: &mut Random, count: usize) -> Vec<Vec<String>> {
        let mut chosen: Vec<Vec<String>> = Vec::new();
        for _ in 0..200 {
            let Some(text) = random.one(&self.texts) else {
                break;
            };
            let mut all: Vec<String> = self.middling(text).into_iter().flatten().collect();
            all.sort_unstable();
            all.dedup();
            let mut together = Vec::new();
            for _ in 0..50 {
                if let Some(word) = random.one(&all)
                    && together.len() < count
                    && !together.contains(word)
                {
                    together.push(word.clone());
                }
            }
            if together.len() == count && chosen.len() < EACH && !chosen.contains(&together) {
                chosen.push(together);
            }
        }
        chosen
    }
}

/// Whether the queries are there already.
pub fn are_chosen(setting: &Setting) -> bool {
    fs::metadata(setting.queries()).is_ok_and(|metadata| metadata.len() > 2)
}
