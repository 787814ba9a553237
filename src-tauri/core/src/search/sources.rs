//! Where the documents of the index come from.

/// Where a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Source {
    /// Title and current text.
    Article,
    ArticleNote,
    /// The quotes.
    Statement,
    StatementNote,
    Translation,
    Note,
    BriefingItem,
    ActorName,
    ActorNote,
    Outlet,
    Topic,
    Tag,
    Event,
    Briefing,
}

/// Ids of documents begin at the source's number times this, so that each source has a range of rowids
/// of its own, which FTS5 can be asked for.
const RANGE: i64 = 1 << 57;

struct Described {
    source: Source,
    /// For people.
    name: &'static str,
    table: &'static str,
    title: &'static [&'static str],
    body: &'static [&'static str],
}

const fn described(
    source: Source,
    name: &'static str,
    table: &'static str,
    title: &'static [&'static str],
    body: &'static [&'static str],
) -> Described {
    Described {
        source,
        name,
        table,
        title,
        body,
    }
}

/// In the order of [`Source`]: the place is the source's number.
const ALL: &[Described] = &[
    described(Source::Article, "article", "article", &["title"], &[]),
    described(Source::ArticleNote, "article_note", "article", &[], &["note"]),
    described(Source::Statement, "statement", "statement", &[], &[]),
    described(
        Source::StatementNote,
        "statement_note",
        "statement",
        &[],
        &["note"],
    ),
    described(
        Source::Translation,
        "translation",
        "translation",
        &["title"],
        &["text"],
    ),
    described(Source::Note, "note", "note", &[], &["text"]),
    described(
        Source::BriefingItem,
        "briefing_item",
        "briefing_item",
        &[],
        &["text"],
    ),
    described(Source::ActorName, "actor_name", "actor_name", &["name"], &[]),
    described(Source::ActorNote, "actor_note", "actor", &[], &["note"]),
    described(Source::Outlet, "outlet", "outlet", &["name"], &["note"]),
    described(Source::Topic, "topic", "topic", &["name"], &["question", "note"]),
    described(Source::Tag, "tag", "tag", &["name"], &["definition"]),
    described(
        Source::Event,
        "event",
        "event",
        &["name"],
        &["series", "place", "note"],
    ),
    described(Source::Briefing, "briefing", "briefing", &["title"], &[]),
];

impl Source {
    /// All sources.
    pub(super) fn all() -> impl Iterator<Item = Source> {
        ALL.iter().map(|described| described.source)
    }

    /// Those with registered names, which stand at the top of the results.
    pub(super) const NAMES: [Source; 7] = [
        Source::ActorName,
        Source::ActorNote,
        Source::Outlet,
        Source::Topic,
        Source::Tag,
        Source::Event,
        Source::Briefing,
    ];

    fn described(self) -> &'static Described {
        // The place in the list is the discriminant: held by a test.
        &ALL[self as usize]
    }

    /// As `search_document.source` has it.
    pub(super) fn number(self) -> i64 {
        self as i64
    }

    /// For people.
    pub(super) fn name(self) -> &'static str {
        self.described().name
    }

    /// The columns of the row that a document's title is made of.
    pub(super) fn title(self) -> &'static [&'static str] {
        self.described().title
    }

    /// The columns of the row that a document's body is made of, if it is made of columns.
    pub(super) fn body(self) -> &'static [&'static str] {
        self.described().body
    }

    /// Whether its documents stand in the order of days. Of the others the id is [`Source::base`] plus the row's.
    pub(super) fn is_dated(self) -> bool {
        matches!(
            self,
            Source::Article
                | Source::ArticleNote
                | Source::Statement
                | Source::StatementNote
                | Source::Translation
                | Source::Note
                | Source::BriefingItem
        )
    }

    /// The source whose document of the same row stands at the same place.
    pub(super) fn twin(self) -> Option<Source> {
        match self {
            Source::Article => Some(Source::ArticleNote),
            Source::ArticleNote => Some(Source::Article),
            Source::Statement => Some(Source::StatementNote),
            Source::StatementNote => Some(Source::Statement),
            _ => None,
        }
    }

    /// The table whose rows make the documents, one each at most.
    pub(super) fn table(self) -> &'static str {
        self.described().table
    }

    /// The first id of its documents.
    pub(super) fn base(self) -> i64 {
        self as i64 * RANGE
    }

    /// The first id beyond its documents.
    pub(super) fn end(self) -> i64 {
        self.base() + RANGE
    }

    /// The source of a document, and where it stands among the source's documents.
    pub(super) fn of_document(id: i64) -> Option<(Source, i64)> {
        let source = ALL.get(usize::try_from(id / RANGE).ok()?)?.source;
        Some((source, id % RANGE))
    }

    /// The source of this number.
    pub(super) fn numbered(number: i64) -> Option<Source> {
        Some(ALL.get(usize::try_from(number).ok()?)?.source)
    }
}
