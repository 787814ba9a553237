//! What random commands say: words that are hard to keep, dates that are none, and the closed lists.

pub const WORDS: &[&str] = &[
    "Kyjiw",
    "Präsident",
    "Zelenśkyj ʼ",
    "中国 外交部",
    "القدس",
    "a\"b\\c",
    "😀‍🚀",
    " mit Rand ",
    "ﬁ\u{308}",
];
pub const DATES: &[&str] = &[
    "",
    "2025",
    "2025-06~",
    "2025-06-02/2025-06-05",
    "1999-12-31",
    "../2020",
];
pub const KINDS: &[&str] = &["direct", "indirect", "headline", "author_voice"];
pub const ROLES: &[&str] = &["speaker", "holder", "relayed_by", "addressee"];
pub const ENTITIES: &[&str] = &[
    "article",
    "statement",
    "actor",
    "topic",
    "tag",
    "event",
    "outlet",
    "link",
    "translation",
    "note",
    "saved_search",
    "briefing",
    "concept",
];
