//! The draft and its parts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the analyst says about a document before it is read. Goes before everything that is found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Hints {
    /// A label of the WHATWG Encoding Standard, such as `windows-1251` or `koi8-r`.
    pub encoding: Option<String>,
    /// `text/plain`, `text/markdown` or `text/html`; anything else is as good as none.
    pub media_type: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
}

/// What the program made of the bytes. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Draft {
    /// Of the bytes as received; lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// `text/plain`, `text/markdown` or `text/html`.
    pub media_type: String,
    /// The encoding's name in the WHATWG Encoding Standard, such as `UTF-8`.
    pub encoding: String,
    /// By a byte order mark, by declaration, by hand, or because the bytes are valid UTF-8; false when
    /// guessed from the bytes or when the bytes contradict the declaration.
    pub encoding_sure: bool,
    /// LF line ends; Markdown stays source, HTML becomes one block per line.
    pub text: String,
    /// Empty only if there is not a letter in the text and the file has no name.
    pub title: String,
    /// Where the title comes from.
    pub title_from: TitleFrom,
    /// BCP 47, or empty.
    pub language: String,
    /// Said by hand, or told by enough text.
    pub language_sure: bool,
    /// Names as the document gives them, joined by `, `.
    pub author: String,
    /// Only if the document itself names its publisher.
    pub outlet: String,
    /// EDTF day, month or year, only if the document says so.
    pub published: String,
    /// The document's own address (http or https), without the parts that track readers.
    pub url: String,
    /// What was changed or is odd; kinds that do not occur are left out.
    pub repairs: Vec<Repair>,
}

/// Where a draft's title comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TitleFrom {
    /// The first line of a plain text reads like a headline.
    FirstLine,
    /// JSON-LD `headline`, `og:title` and the like.
    Metadata,
    /// HTML `h1`.
    Heading,
    /// HTML `title`.
    HtmlTitle,
    /// The first heading of a Markdown text.
    MarkdownHeading,
    /// `title:` of a Markdown front matter.
    FrontMatter,
    /// There is no headline: the beginning of the text was taken, cut with `…` if it was long.
    TextStart,
    /// There is not a word in the text.
    FileName,
}

/// Something that was changed in the text, or that stands in it and cannot be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Repair {
    /// What.
    pub kind: RepairKind,
    /// How many.
    pub count: u64,
}

/// The kinds of [`Repair`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    /// Bytes that mean nothing in the encoding became U+FFFD.
    ReplacedBytes,
    /// NUL became U+2400.
    Nul,
    /// CR or CR LF became LF.
    LineEnds,
    /// Direction controls are in the text (kept): it may read otherwise than it is stored.
    BidiControl,
    /// Characters without a glyph are in the text (kept).
    Invisible,
}

impl TitleFrom {
    /// The word that is sent and printed, the same as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            TitleFrom::FirstLine => "first_line",
            TitleFrom::Metadata => "metadata",
            TitleFrom::Heading => "heading",
            TitleFrom::HtmlTitle => "html_title",
            TitleFrom::MarkdownHeading => "markdown_heading",
            TitleFrom::FrontMatter => "front_matter",
            TitleFrom::TextStart => "text_start",
            TitleFrom::FileName => "file_name",
        }
    }
}

impl RepairKind {
    /// The word that is sent and printed, the same as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            RepairKind::ReplacedBytes => "replaced_bytes",
            RepairKind::Nul => "nul",
            RepairKind::LineEnds => "line_ends",
            RepairKind::BidiControl => "bidi_control",
            RepairKind::Invisible => "invisible",
        }
    }
}

/// What a document says about itself.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Found {
    pub title: Option<(String, TitleFrom)>,
    pub language: String,
    pub author: String,
    pub outlet: String,
    pub published: String,
    pub url: String,
    /// Byte offset in the text where the prose begins, after a front matter.
    pub body_start: usize,
}

/// The repairs that did occur.
pub(super) fn counted(counts: &[(RepairKind, u64)]) -> Vec<Repair> {
    counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|&(kind, count)| Repair { kind, count })
        .collect()
}

/// Counts what is in the text and cannot be seen.
pub(super) fn curiosities(text: &str) -> Vec<Repair> {
    let (mut bidi, mut invisible) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        bidi += u64::from(is_bidi_control(c));
        invisible += u64::from(is_invisible(c));
    }
    counted(&[
        (RepairKind::BidiControl, bidi),
        (RepairKind::Invisible, invisible),
    ])
}

/// Characters that change the direction of what follows (Unicode `Bidi_Control`, without the marks
/// that belong to ordinary Arabic and Hebrew typing).
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a glyph of their own: soft hyphen, zero-width characters, direction marks,
/// fillers, variation selectors, tags.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_as_in_json() {
        use RepairKind::{BidiControl, Invisible, LineEnds, Nul, ReplacedBytes};
        use TitleFrom::{
            FileName, FirstLine, FrontMatter, Heading, HtmlTitle, MarkdownHeading, Metadata, TextStart,
        };
        for from in [
            FirstLine,
            Metadata,
            Heading,
            HtmlTitle,
            MarkdownHeading,
            FrontMatter,
            TextStart,
            FileName,
        ] {
            assert_eq!(serde_json::to_value(from).unwrap(), from.word());
        }
        for kind in [ReplacedBytes, Nul, LineEnds, BidiControl, Invisible] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }
}
