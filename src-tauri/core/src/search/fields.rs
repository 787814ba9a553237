//! The fields of the query language: their names, and which values each of them takes.

use crate::dates::DateRange;
use crate::text::{fold, language_tag};
use crate::vocabulary::{Certainty, Credibility, Kind, Reliability, Role, Stance};

/// What a value may be looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Title,
    /// A link of the attribution chain in this role.
    Chain(Role),
    /// A link of the attribution chain in any role.
    Actor,
    Outlet,
    Language,
    /// A tag or one below it.
    Tag,
    Topic,
    /// A topic on which the statement takes this stance.
    TopicWith(Stance),
    /// A stance on any topic.
    Stance,
    Kind,
    Event,
    /// Published on that date or later: from the date's first day, that day included.
    After,
    /// Published before that date's first day.
    Before,
    /// Published (possibly) within that date.
    Published,
    SaidAfter,
    SaidBefore,
    Said,
    /// The statement's own grade, else that of its outlet; of anything else the outlet's. One or a range (`A-C`).
    Reliability,
    /// One or a range (`1-3`).
    Credibility,
    Certainty,
    Has(Having),
    Is(Being),
}

/// What a thing may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Having {
    Translation,
    Note,
    Outlet,
    /// A date of publication.
    Date,
    Speaker,
    Topic,
    Tag,
    Event,
}

/// What a thing may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Being {
    Article,
    Statement,
    Translation,
    Note,
    Briefing,
    /// A statement with a span whose words are not in the corrected text any more.
    Orphaned,
    /// Of articles that are copies of one text the first (the smallest id), and whatever belongs to it; and what has no copies.
    Origin,
}

/// Every name of a field; the first one of each is the one that is written.
const NAMES: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("speaker", Field::Chain(Role::Speaker)),
    ("behalf", Field::Chain(Role::OnBehalfOf)),
    ("on-behalf-of", Field::Chain(Role::OnBehalfOf)),
    ("holder", Field::Chain(Role::Holder)),
    ("medium", Field::Chain(Role::Medium)),
    ("relayed", Field::Chain(Role::RelayedBy)),
    ("relayed-by", Field::Chain(Role::RelayedBy)),
    ("addressee", Field::Chain(Role::Addressee)),
    ("actor", Field::Actor),
    ("outlet", Field::Outlet),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("tag", Field::Tag),
    ("topic", Field::Topic),
    ("stance", Field::Stance),
    ("kind", Field::Kind),
    ("event", Field::Event),
    ("after", Field::After),
    ("before", Field::Before),
    ("published", Field::Published),
    ("said-after", Field::SaidAfter),
    ("said-before", Field::SaidBefore),
    ("said", Field::Said),
    ("reliability", Field::Reliability),
    ("credibility", Field::Credibility),
    ("certainty", Field::Certainty),
    // Which of them, the value says.
    ("has", Field::Has(Having::Translation)),
    ("is", Field::Is(Being::Article)),
];

const HAVING: &[(&str, Having)] = &[
    ("translation", Having::Translation),
    ("note", Having::Note),
    ("outlet", Having::Outlet),
    ("date", Having::Date),
    ("speaker", Having::Speaker),
    ("topic", Having::Topic),
    ("tag", Having::Tag),
    ("event", Having::Event),
];

const BEING: &[(&str, Being)] = &[
    ("article", Being::Article),
    ("statement", Being::Statement),
    ("translation", Being::Translation),
    ("note", Being::Note),
    ("briefing", Being::Briefing),
    ("orphaned", Being::Orphaned),
    ("origin", Being::Origin),
];

impl Being {
    /// All of them.
    pub(super) const ALL: [Being; 7] = [
        Being::Article,
        Being::Statement,
        Being::Translation,
        Being::Note,
        Being::Briefing,
        Being::Orphaned,
        Being::Origin,
    ];

    /// As it is written behind `is:`.
    pub(super) fn word(self) -> &'static str {
        BEING
            .iter()
            .find(|(_, being)| *being == self)
            .map_or("", |(word, _)| word)
    }
}

impl Field {
    /// The field of this name, in any case, `_` as good as `-`.
    pub(super) fn of(name: &str) -> Option<Field> {
        let name = name.replace('_', "-");
        NAMES
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(&name))
            .map(|(_, field)| *field)
    }

    /// The word before the colon.
    pub fn word(self) -> &'static str {
        let named = match self {
            Field::TopicWith(_) => Field::Topic,
            Field::Has(_) => Field::Has(Having::Translation),
            Field::Is(_) => Field::Is(Being::Article),
            other => other,
        };
        NAMES
            .iter()
            .find(|(_, field)| *field == named)
            .map_or("", |(word, _)| word)
    }

    /// Whether it says something that only statements have, so that statements are what is looked for.
    pub fn is_of_statements(self) -> bool {
        match self {
            Field::Chain(_)
            | Field::Actor
            | Field::Tag
            | Field::Topic
            | Field::TopicWith(_)
            | Field::Stance
            | Field::Kind
            | Field::Event
            | Field::SaidAfter
            | Field::SaidBefore
            | Field::Said
            | Field::Credibility
            | Field::Certainty
            | Field::Is(Being::Orphaned)
            | Field::Has(Having::Speaker | Having::Topic | Having::Tag | Having::Event) => true,
            Field::Title
            | Field::Outlet
            | Field::Language
            | Field::After
            | Field::Before
            | Field::Published
            | Field::Reliability
            | Field::Has(_)
            | Field::Is(_) => false,
        }
    }

    /// Whether its values are names: of actors, outlets, topics, tags or events. Such a value may begin with `=`: then
    /// the whole name must be that.
    pub fn is_named(self) -> bool {
        matches!(
            self,
            Field::Chain(_)
                | Field::Actor
                | Field::Outlet
                | Field::Tag
                | Field::Topic
                | Field::TopicWith(_)
                | Field::Event
        )
    }

    /// The field with a value as the search uses it: closed lists in their own word.
    ///
    /// # Errors
    /// A code of [`super::types::QueryProblem`].
    pub(super) fn checked(self, value: String) -> Result<(Field, String), &'static str> {
        let unknown = "unknown_word";
        let word = value.to_lowercase().replace(['-', ' ', '\''], "_");
        let checked = match self {
            _ if value.is_empty() => return Err("empty_phrase"),
            Field::Kind => word.parse::<Kind>().map_err(|_| unknown)?.word().to_owned(),
            Field::Stance => word.parse::<Stance>().map_err(|_| unknown)?.word().to_owned(),
            Field::Certainty => word.parse::<Certainty>().map_err(|_| unknown)?.word().to_owned(),
            Field::Reliability => range(&value.to_uppercase(), grade::<Reliability>).ok_or(unknown)?,
            Field::Credibility => range(&value, grade::<Credibility>).ok_or(unknown)?,
            Field::Language => match language_tag::canonical(&value) {
                Ok(tag) if !tag.is_empty() => tag,
                _ => return Err(unknown),
            },
            Field::After | Field::Before | Field::SaidAfter | Field::SaidBefore => {
                let days = DateRange::of(&value).map_err(|_| "not_a_date")?;
                days.earliest.ok_or("not_a_date")?;
                value
            }
            Field::Published | Field::Said => {
                let days = DateRange::of(&value).map_err(|_| "not_a_date")?;
                days.earliest.or(days.latest).ok_or("not_a_date")?;
                value
            }
            Field::Has(_) => {
                let (name, having) = HAVING.iter().find(|(name, _)| *name == word).ok_or(unknown)?;
                return Ok((Field::Has(*having), (*name).to_owned()));
            }
            Field::Is(_) => {
                let (name, being) = BEING.iter().find(|(name, _)| *name == word).ok_or(unknown)?;
                return Ok((Field::Is(*being), (*name).to_owned()));
            }
            Field::Title
            | Field::Chain(_)
            | Field::Actor
            | Field::Outlet
            | Field::Tag
            | Field::Topic
            | Field::TopicWith(_)
            | Field::Event => {
                if fold::fold(&value).is_empty() {
                    return Err("empty_phrase");
                }
                value
            }
        };
        Ok((self, checked))
    }
}

fn grade<G: std::str::FromStr>(text: &str) -> bool {
    text.parse::<G>().is_ok()
}

/// A grade or two of them, the better one first.
fn range(value: &str, is_grade: impl Fn(&str) -> bool) -> Option<String> {
    let (from, to) = value.split_once(['-', '–']).unwrap_or((value, value));
    let (from, to) = (from.trim(), to.trim());
    if !is_grade(from) || !is_grade(to) {
        return None;
    }
    let (from, to) = (from.min(to), from.max(to));
    Some(if from == to {
        from.to_owned()
    } else {
        format!("{from}-{to}")
    })
}

/// The first and last grade of a value that [`Field::checked`] gave.
pub(super) fn grades(value: &str) -> (&str, &str) {
    value.split_once('-').unwrap_or((value, value))
}

/// The name that a value of a named field stands for, and whether the whole name must be that.
pub(super) fn exact(value: &str) -> (&str, bool) {
    value
        .strip_prefix('=')
        .map_or((value, false), |name| (name.trim_start(), true))
}
