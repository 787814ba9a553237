//! The words of the field, as types: the closed lists that statements, actors and translations are
//! coded with, and the identity that every row carries outside the file.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Uid(pub uuid::Uuid);

impl Uid {
    /// A new identity; later ones sort after earlier ones.
    pub fn new() -> Self {
        Self::made(SystemTime::now())
    }

    /// A clock that stands before 1970 is wrong, and no reason to stop: such identities are told apart by their random part.
    fn made(now: SystemTime) -> Self {
        if now < UNIX_EPOCH {
            let beginning = uuid::Timestamp::from_unix(uuid::NoContext, 0, 0);
            return Uid(uuid::Uuid::new_v7(beginning));
        }
        Uid(uuid::Uuid::now_v7())
    }
}

impl Default for Uid {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for Uid {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        uuid::Uuid::parse_str(text).map(Uid)
    }
}

impl ToSql for Uid {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_string()))
    }
}

impl FromSql for Uid {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value
            .as_str()?
            .parse()
            .map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// A closed list of words: stored, sent and printed as the same `snake_case` word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All values, in the order in which people expect them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that is stored, sent and printed.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err(UnknownWord(text.to_owned())) }
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.word()))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|error| FromSqlError::Other(Box::new(error)))
            }
        }
    };
}

/// A word that is not in the list it was read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not in the list")]
pub struct UnknownWord(pub String);

words! {
    /// What kinds of things a workspace holds.
    Entity {
        Workspace = "workspace",
        Article = "article",
        Outlet = "outlet",
        Actor = "actor",
        Statement = "statement",
        Topic = "topic",
        Tag = "tag",
        Event = "event",
        Link = "link",
        Translation = "translation",
        Briefing = "briefing",
        Note = "note",
        SavedSearch = "saved_search",
        Concept = "concept",
    }
}

words! {
    /// What an article is to another that goes back to the same text.
    CopyRelation {
        /// But for a few words the same.
        SameText = "same_text",
        /// A part of the other.
        ExcerptOf = "excerpt_of",
        /// The other is a part of it.
        Contains = "contains",
        /// At least half of the shorter one stands in the longer one, word for word.
        Reworded = "reworded",
    }
}

words! {
    /// How a statement is made in the text.
    Kind {
        /// Word for word, as the text presents it.
        Direct = "direct",
        /// Reported in the author's words ("dass …", "that …").
        Indirect = "indirect",
        /// A report with quoted words inside.
        Mixed = "mixed",
        /// The speaker's words or thoughts without a frame or marks.
        FreeIndirect = "free_indirect",
        /// An act of speech is named, its content only implied ("accused", "welcomed").
        ReportedAct = "reported_act",
        /// The newsroom says it itself.
        AuthorVoice = "author_voice",
        /// Said in a headline.
        Headline = "headline",
        /// Announced: to be said later.
        Announced = "announced",
    }
}

words! {
    /// What an actor is to a statement: the links of the attribution chain.
    Role {
        Speaker = "speaker",
        OnBehalfOf = "on_behalf_of",
        /// Whose claim, offer or position it is, when it is not the speaker's own.
        Holder = "holder",
        /// Where it was said: a platform, a press conference, a broadcast.
        Medium = "medium",
        /// Who passed it on: an agency, another outlet.
        RelayedBy = "relayed_by",
        Addressee = "addressee",
    }
}

words! {
    /// What an actor is.
    ActorKind {
        Person = "person",
        Organisation = "organisation",
        State = "state",
        Group = "group",
        /// A source that the text does not name.
        Unnamed = "unnamed",
    }
}

words! {
    /// The position a statement takes on a topic's question.
    Stance {
        For = "for",
        Against = "against",
        Neutral = "neutral",
        Declines = "declines",
    }
}

words! {
    /// How sure the analyst is of the reading.
    Certainty {
        Certain = "certain",
        Probable = "probable",
        Possible = "possible",
        Doubtful = "doubtful",
    }
}

words! {
    /// Reliability of a source (Admiralty code, first part).
    Reliability {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

words! {
    /// Credibility of the content (Admiralty code, second part).
    Credibility {
        /// Confirmed by other sources.
        Confirmed = "1",
        /// Probably true.
        ProbablyTrue = "2",
        /// Possibly true.
        PossiblyTrue = "3",
        /// Doubtful.
        Doubtful = "4",
        /// Improbable.
        Improbable = "5",
        /// Truth cannot be judged.
        CannotBeJudged = "6",
    }
}

words! {
    /// How one statement stands to another.
    LinkKind {
        Contradicts = "contradicts",
        Updates = "updates",
        Confirms = "confirms",
        Repeats = "repeats",
        Answers = "answers",
    }
}

words! {
    /// How far a translation has come.
    TranslationStatus {
        Draft = "draft",
        Checked = "checked",
    }
}

words! {
    /// What the analyst advises about a term of the glossary (ISO 12620 `administrativeStatus`, as in TBX-Basic).
    TermStatus {
        /// The one to use.
        Preferred = "preferred",
        /// May be used too.
        Admitted = "admitted",
        /// Not to be used.
        Deprecated = "deprecated",
        /// Was used once.
        Superseded = "superseded",
    }
}

words! {
    /// Reading direction of a text.
    Direction {
        LeftToRight = "ltr",
        RightToLeft = "rtl",
    }
}

words! {
    /// What an entry of a briefing's outline is.
    ItemKind {
        Heading = "heading",
        Prose = "prose",
        Statement = "statement",
    }
}

words! {
    /// How far an import of many articles has come.
    ImportState {
        /// Articles are being read and stored.
        Storing = "storing",
        /// All are stored; the words of their texts are being indexed.
        Indexing = "indexing",
        Done = "done",
        /// Given up; what was stored until then stays.
        Cancelled = "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn identities_are_made_and_told_apart_also_when_the_clock_stands_before_1970() {
        let early = UNIX_EPOCH - Duration::from_secs(1);
        assert_ne!(Uid::made(early), Uid::made(early));
    }
}
