//! Expansions in requests and answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a word is looked for beside one that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpansionReason {
    /// While typing: the word goes on so.
    Completion,
    /// Spelled otherwise: Präsident, Praesident.
    Spelling,
    /// The same word in another form: Verhandlung, Verhandlungen.
    Inflection,
    /// A longer word that ends so: Waffenstillstand.
    Compound,
    /// A name that sounds the same: Zelensky, Selenskyj, Зеленський.
    Name,
    /// Another name of a registered actor.
    OtherName,
    /// Another term of a concept of the glossary.
    Glossary,
}

impl ExpansionReason {
    /// All of them.
    pub const ALL: [ExpansionReason; 7] = [
        ExpansionReason::Completion,
        ExpansionReason::Spelling,
        ExpansionReason::Inflection,
        ExpansionReason::Compound,
        ExpansionReason::Name,
        ExpansionReason::OtherName,
        ExpansionReason::Glossary,
    ];
}

/// A word, or several side by side, that is looked for beside one that was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Expansion {
    /// The word of the query, or several, as typed.
    pub of: String,
    /// As the index has it: by this it is switched.
    pub term: String,
    /// As texts write it.
    pub written: String,
    pub reason: ExpansionReason,
    /// Of an inflection: the languages (BCP 47) in which it is one, separated by spaces. Of another name: whose. Of a term
    /// of the glossary: the term it stands beside. Otherwise ''.
    pub detail: String,
    /// Documents that say it (articles, statements, translations, notes, names): exact up to 8, estimated above; of
    /// several words side by side at most so many.
    pub docs: u32,
    /// Whether it is looked for. Proposals that are uncertain are off until they are switched on.
    pub on: bool,
}
