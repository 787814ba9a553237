//! Requests and answers about the glossary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::articles::Source;
use crate::error::Reason;
use crate::vocabulary::{TermStatus, Uid};

/// A term of a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTerm {
    /// One word or several.
    pub term: String,
    /// BCP 47; '' = unknown.
    #[serde(default)]
    pub language: String,
    /// Absent: nothing is advised.
    #[serde(default)]
    pub status: Option<TermStatus>,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddConcept {
    #[serde(default)]
    pub uid: Option<Uid>,
    /// At least one; the first is what the concept is known by.
    pub terms: Vec<NewTerm>,
    /// The field that the concept belongs to ("military", "finance"); it tells apart concepts that share a term.
    #[serde(default)]
    pub subject: String,
    #[serde(default)]
    pub definition: String,
    #[serde(default)]
    pub note: String,
}

/// Absent fields stay; a list given replaces the list that was.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditConcept {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Vec<NewTerm>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Concepts by their first term as folded.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListConcepts {
    /// Beginning of any word of any term, folded; '' = all.
    #[serde(default)]
    pub text: String,
    /// BCP 47; only concepts with a term in this language; '' = any.
    #[serde(default)]
    pub language: String,
    /// At most 500; 0 means 100.
    #[serde(default)]
    pub limit: u32,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ConceptPage {
    pub concepts: Vec<ConceptView>,
    /// How many there are with these filters.
    pub total: u32,
    /// To ask for the next page; absent on the last.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConceptView {
    pub uid: Uid,
    /// '' = none.
    pub subject: String,
    pub definition: String,
    pub note: String,
    /// First the one that the concept is known by.
    pub terms: Vec<TermView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermView {
    pub term: String,
    /// BCP 47; '' = unknown.
    pub language: String,
    pub status: Option<TermStatus>,
    pub note: String,
}

/// What a glossary can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GlossaryFormat {
    /// Tab-separated text, one term a line.
    Tsv,
    /// TBX-Basic (ISO 30042:2019).
    Tbx,
}

impl GlossaryFormat {
    /// By the ending of a file's name.
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "tsv" | "tab" | "txt" => Some(GlossaryFormat::Tsv),
            "tbx" | "xml" => Some(GlossaryFormat::Tbx),
            _ => None,
        }
    }
}

/// A glossary to take in: tab-separated text or TBX, told apart by what it holds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportGlossary {
    pub source: Source,
}

/// What became of the concepts of a file.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ImportedGlossary {
    /// Concepts that are new.
    pub added: u32,
    /// Concepts that were there and got something they lacked.
    pub merged: u32,
    /// Concepts that were there with all that the file says.
    pub unchanged: u32,
    /// Terms that are new, in new concepts and others.
    pub terms: u32,
    /// Terms that break a rule, in the order of the file; at most 1,000.
    pub refused: Vec<RefusedTerm>,
    /// All of them.
    pub refused_total: u32,
}

/// A term of a file that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RefusedTerm {
    /// Of the file, counted from 1.
    pub line: u32,
    pub term: String,
    /// What is wrong with it: `term`, `language`, `status`, `subject`, or `terms` of a concept without any.
    pub field: String,
    pub reason: Reason,
    /// The reason in English.
    pub message: String,
}

/// Which terms of the glossary stand in a text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GlossaryInText {
    pub article: Uid,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TermsInText {
    /// The article asked about.
    pub article: Uid,
    /// In the order of the text; none overlaps another.
    pub marks: Vec<TermMark>,
    /// The concepts that the marks are of.
    pub concepts: Vec<ConceptView>,
    /// Whether there are more marks than are given (50,000).
    pub more: bool,
}

/// A term in a text: code points from 0, end excluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermMark {
    pub start: u32,
    pub end: u32,
    /// Places in `concepts`; several when they share the term.
    pub concepts: Vec<u32>,
}
