//! A briefing as plain data: everything that its Markdown says, and nothing of the database.

use crate::vocabulary::{Certainty, Credibility, Kind, Reliability, Role, TranslationStatus, Uid};

/// A briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    /// BCP 47.
    pub language: String,
    pub entries: Vec<Entry>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Level 2 to 6.
    Heading { level: u8, text: String },
    /// The analyst's own words, plain text.
    Prose { text: String },
    /// A statement.
    Quote(Box<Quote>),
    /// A statement that is in the bin, or whose article is.
    Deleted { item: Uid },
}

/// A quoted statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The entry of the outline.
    pub item: Uid,
    /// In the order in which they are quoted; at least one.
    pub pieces: Vec<Piece>,
    pub kind: Kind,
    pub chain: Vec<Link>,
    /// EDTF, '' = unknown.
    pub said: String,
    /// EDTF, '' = unknown.
    pub about: String,
    pub certainty: Option<Certainty>,
    /// The statement's own grade, else the outlet's.
    pub reliability: Option<Reliability>,
    pub credibility: Option<Credibility>,
    pub translation: Option<Translation>,
    pub source: Source,
}

/// A range of a text with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub words: String,
    /// Code points.
    pub start: u32,
    /// Code points, excluded.
    pub end: u32,
    /// Number of the text's revision; 1 is what import made of the original.
    pub revision: u32,
    /// Of the revision's characters in UTF-8.
    pub text_sha256: String,
    /// The text was corrected since and this piece could not be carried over.
    pub orphaned: bool,
    /// The words stand at the range; false means a damaged workspace.
    pub holds: bool,
}

/// One link of the attribution chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub role: Role,
    /// None: nobody is named.
    pub actor: Option<Actor>,
    /// The words that the text uses, '' when they are not kept.
    pub words: String,
}

/// An actor as the briefing names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub name: String,
    /// All names, for telling whether the text uses another.
    pub names: Vec<String>,
    /// Office held when it was said, '' when none is known.
    pub office: String,
    /// Where the office is held, '' when not known.
    pub organisation: String,
}

/// The translation that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// BCP 47.
    pub language: String,
    pub text: String,
    /// '' = unknown.
    pub translator: String,
    /// EDTF, '' = unknown.
    pub translated: String,
    pub status: TranslationStatus,
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub outlet: Option<String>,
    pub title: String,
    /// BCP 47, '' = unknown.
    pub language: String,
    /// '' = unknown.
    pub author: String,
    /// EDTF, '' = unknown.
    pub published: String,
    /// '' = unknown.
    pub url: String,
    /// '' = none.
    pub file_name: String,
    pub media_type: String,
    /// WHATWG label.
    pub encoding: String,
    /// Of the original's bytes.
    pub sha256: String,
}
