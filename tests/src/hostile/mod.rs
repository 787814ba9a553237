//! Files that strangers could have made: every one with what must become of it. Made by a program, always the same bytes
//! (`hostile/sha256.txt` holds them to it), so that nothing hostile lies in the repository.

mod archives;
mod encodings;
mod markup;
mod names;
mod texts;
mod xml;

use sha2::{Digest, Sha256};

/// What must become of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// Imported; the text is exactly this.
    Text(String),
    /// Imported; the text contains this, and none of the second.
    Holds(&'static str, &'static str),
    /// Imported with this repair counted.
    Repaired(&'static str),
    /// Imported.
    Read,
    /// Refused with one of these codes; nothing is stored.
    Refused(&'static [&'static str]),
    /// Imported or refused by name: there is no telling which is better.
    Either,
}

/// Which way a file comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As an article.
    Article,
    /// As a collection of articles: each entry has its own fate, and `Expect` holds for every one.
    Collection,
    /// As a glossary.
    Glossary,
}

/// A hostile file.
#[derive(Debug, Clone)]
pub struct Case {
    /// The number of its kind.
    pub id: &'static str,
    /// A file name without anything hostile; unique.
    pub name: String,
    pub bytes: Vec<u8>,
    pub way: Way,
    /// The encoding chosen by hand.
    pub encoding: Option<&'static str>,
    pub expect: Expect,
}

impl Case {
    fn new(id: &'static str, name: impl Into<String>, bytes: impl Into<Vec<u8>>, expect: Expect) -> Self {
        Case {
            id,
            name: name.into(),
            bytes: bytes.into(),
            way: Way::Article,
            encoding: None,
            expect,
        }
    }

    /// As `HASH  NAME`, the form of sha256sum.
    pub fn sum(&self) -> String {
        use std::fmt::Write;
        let hash = Sha256::digest(&self.bytes)
            .iter()
            .fold(String::new(), |mut hash, byte| {
                let _ = write!(hash, "{byte:02x}");
                hash
            });
        format!("{hash}  {}", self.name)
    }
}

/// All of them.
pub fn cases() -> Vec<Case> {
    let mut all = texts::cases();
    all.extend(encodings::cases());
    all.extend(names::cases());
    all.extend(markup::cases());
    all.extend(archives::cases());
    all.extend(xml::cases());
    all
}

pub use names::NAMES;

fn exact(text: &str) -> Expect {
    Expect::Text(text.to_owned())
}
