//! A corpus file, article by article.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use dragoman_bench::corpus::{Article, Corpus};

use crate::Result;

/// The articles of a file with an article a line, one in memory at a time.
pub fn articles(path: &Path) -> Result<impl Iterator<Item = Result<Article>> + use<>> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut line = Vec::new();
    Ok(std::iter::from_fn(move || {
        line.clear();
        match file.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_slice(&line).map_err(Into::into)),
            Err(error) => Some(Err(error.into())),
        }
    }))
}

/// Articles that come later than the corpus, in letters that no query is written in, so that what queries find stays the same.
pub fn later(count: u32) -> impl Iterator<Item = Article> {
    let corpus = Corpus::new(99);
    let strange = |text: &str| -> String {
        text.chars()
            .map(|letter| {
                if letter.is_alphabetic() {
                    // Georgian has 33 letters.
                    char::from_u32(0x10d0 + u32::from(letter) % 33).unwrap_or(letter)
                } else {
                    letter
                }
            })
            .collect()
    };
    (0..count).map(move |index| {
        let article = corpus.article(u64::from(index));
        Article {
            title: strange(&article.title),
            text: strange(&article.text),
            language: "ka".to_owned(),
            ..article
        }
    })
}
