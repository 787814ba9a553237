//! Nothing in an export can be markup but what the program means: two parsers with everything switched on
//! find the structure of the export, and in it the very characters that went in.
// What fails here fails the test.

mod hostile;

use comrak::nodes::{AstNode, NodeValue};
use dragoman_core::briefings::document::{Actor, Document, Entry, Link, Piece, Quote, Source, Translation};
use dragoman_core::briefings::{Outcome, Sources, markdown, verify};
use dragoman_core::text::hash::sha256_hex;
use dragoman_core::vocabulary::{Certainty, Kind, Role, TranslationStatus, Uid};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use hostile::HOSTILE;

fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[ -~\n]{1,6}",
        1 => "[#>*_`|:.=+!&%$^~\\[\\](){}<>\"'\\\\ 1wW\n-]{1,8}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zäß ,.]{1,12}",
    ];
    prop::collection::vec(fragment, 1..6).prop_map(|parts| without_nul(&parts.concat()))
}

/// As import and every command make it.
fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{2400}")
}

/// A text that somebody could have marked.
fn quotable(text: &str) -> String {
    let (text, _) = dragoman_core::text::normalise::normalise(text);
    if text.trim().is_empty() {
        format!("{text}x")
    } else {
        text
    }
}

/// Enough ordinary words for a source to be a text, whatever is quoted from it.
const BEFORE: &str =
    "In the morning the delegations met, and in the afternoon they said what they had said before: ";

fn source(quote: &[String]) -> String {
    format!("{BEFORE}{}", quote.join("|"))
}

fn document(quote: &[String], other: &str) -> Document {
    let actor = |name: &str| {
        Some(Actor {
            name: name.to_owned(),
            names: vec![name.to_owned()],
            office: other.to_owned(),
            organisation: other.to_owned(),
        })
    };
    let link = |role, actor| Link {
        role,
        actor,
        words: format!("{other}’"),
    };
    let text = source(quote);
    let mut start = u32::try_from(BEFORE.chars().count()).unwrap();
    let pieces = quote
        .iter()
        .map(|words| {
            let end = start + u32::try_from(words.chars().count()).unwrap();
            let piece = Piece {
                words: words.clone(),
                start,
                end,
                revision: 1,
                text_sha256: sha256_hex(text.as_bytes()),
                orphaned: false,
                holds: true,
            };
            start = end + 1;
            piece
        })
        .collect();
    Document {
        title: format!("{other}.").trim().to_owned(),
        language: "en".to_owned(),
        entries: vec![
            Entry::Heading {
                level: 2,
                text: other.to_owned(),
            },
            Entry::Prose {
                text: format!("{other}\n\nx"),
            },
            Entry::Quote(Box::new(Quote {
                item: Uid::new(),
                pieces,
                kind: Kind::Direct,
                chain: vec![
                    link(Role::Speaker, actor(other)),
                    link(Role::RelayedBy, actor(other)),
                    link(Role::Addressee, None),
                ],
                said: other.to_owned(),
                about: other.to_owned(),
                certainty: Some(Certainty::Probable),
                reliability: None,
                credibility: None,
                translation: Some(Translation {
                    language: "en".to_owned(),
                    text: format!("{other}x"),
                    translator: other.to_owned(),
                    translated: other.to_owned(),
                    status: TranslationStatus::Draft,
                }),
                source: Source {
                    outlet: Some(other.to_owned()),
                    title: other.to_owned(),
                    language: "de".to_owned(),
                    author: other.to_owned(),
                    published: other.to_owned(),
                    url: other.to_owned(),
                    file_name: format!("{other}x"),
                    media_type: "text/plain".to_owned(),
                    encoding: "utf-8".to_owned(),
                    sha256: sha256_hex(text.as_bytes()),
                },
            })),
            Entry::Prose {
                text: format!("x{other}"),
            },
        ],
    }
}

/// What a parser made of an export.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    /// Blocks, and the inline nodes that are no text, in their order.
    structure: Vec<String>,
    headings: Vec<String>,
    /// The text before the footnote's number.
    quote: String,
}

const STRUCTURE: &[&str] = &[
    "heading 1",
    "heading 2",
    "paragraph",
    "quote",
    "reference",
    "paragraph",
    "paragraph",
    "paragraph",
    "paragraph",
    "note",
    "paragraph",
    "emphasis",
    "code",
];

impl Seen {
    /// Paragraphs of one text count once: a text may have as many as it likes.
    fn push(&mut self, what: &str) {
        if !(what == "paragraph" && self.structure.last().is_some_and(|last| last == what)) {
            self.structure.push(what.to_owned());
        }
    }
}

fn structure() -> Vec<String> {
    let mut seen = Seen::default();
    for what in STRUCTURE {
        seen.push(what);
    }
    seen.structure
}

fn with_pulldown(markdown: &str, options: Options) -> Seen {
    let mut seen = Seen::default();
    let mut in_heading = false;
    let mut in_quote = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Heading {
                level,
                id,
                classes,
                attrs,
            }) => {
                assert!(
                    id.is_none() && classes.is_empty() && attrs.is_empty(),
                    "{markdown}"
                );
                in_heading = true;
                seen.headings.push(String::new());
                seen.push(&format!("heading {}", level as usize));
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::Paragraph) => {
                if in_quote {
                    if !seen.quote.is_empty() {
                        seen.quote.push_str("\n\n");
                    }
                } else {
                    seen.push("paragraph");
                }
            }
            Event::Start(Tag::BlockQuote(None)) => {
                in_quote = true;
                seen.push("quote");
            }
            Event::FootnoteReference(_) => {
                in_quote = false;
                seen.push("reference");
            }
            Event::Start(Tag::FootnoteDefinition(_)) => seen.push("note"),
            Event::Start(Tag::Emphasis) => seen.push("emphasis"),
            Event::Code(_) => seen.push("code"),
            Event::Text(text) if in_quote => seen.quote.push_str(&text),
            Event::Text(text) if in_heading => seen.headings.last_mut().unwrap().push_str(&text),
            Event::HardBreak if in_quote => seen.quote.push('\n'),
            Event::Text(_) | Event::HardBreak | Event::End(_) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    seen
}

fn with_comrak(markdown: &str, options: &comrak::Options<'_>) -> Seen {
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, options);
    let mut seen = Seen::default();
    walk_comrak(root, &mut seen, &mut false, markdown);
    seen
}

fn walk_comrak<'a>(node: &'a AstNode<'a>, seen: &mut Seen, in_quote: &mut bool, markdown: &str) {
    match &node.data().value {
        NodeValue::Heading(heading) => {
            seen.headings.push(String::new());
            seen.push(&format!("heading {}", heading.level));
        }
        NodeValue::Paragraph if *in_quote => {
            if !seen.quote.is_empty() {
                seen.quote.push_str("\n\n");
            }
        }
        NodeValue::Paragraph => seen.push("paragraph"),
        NodeValue::BlockQuote => {
            *in_quote = true;
            seen.push("quote");
        }
        NodeValue::FootnoteReference(_) => {
            *in_quote = false;
            seen.push("reference");
        }
        NodeValue::FootnoteDefinition(_) => seen.push("note"),
        NodeValue::Emph => seen.push("emphasis"),
        NodeValue::Code(_) => seen.push("code"),
        NodeValue::Text(text) if *in_quote => seen.quote.push_str(text),
        NodeValue::Text(text) => {
            if let Some(parent) = node.parent()
                && matches!(parent.data().value, NodeValue::Heading(_))
            {
                seen.headings.last_mut().unwrap().push_str(text);
            }
        }
        NodeValue::LineBreak if *in_quote => seen.quote.push('\n'),
        NodeValue::Document | NodeValue::LineBreak => {}
        other => panic!("{other:?} in {markdown}"),
    }
    for child in node.children() {
        walk_comrak(child, seen, in_quote, markdown);
    }
}

/// Everything that comrak knows, but mathematics in `\(` (see the module `escape`).
fn everything(smart: bool) -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.superscript = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.front_matter_delimiter = Some("---".to_owned());
    extension.multiline_block_quotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.wikilinks_title_after_pipe = true;
    extension.underline = true;
    extension.subscript = true;
    extension.spoiler = true;
    extension.ofm_comments = true;
    extension.ofm_callouts = true;
    extension.subtext = true;
    extension.highlight = true;
    extension.insert = true;
    extension.block_directive = true;
    extension.cjk_friendly_emphasis = true;
    options.parse.smart = smart;
    options.parse.relaxed_autolinks = true;
    options.parse.relaxed_tasklist_matching = true;
    options
}

fn usual() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.footnotes = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options
}

struct One(Vec<u8>);

impl Sources for One {
    fn bytes(&self, sha256: &str) -> dragoman_core::Result<Option<Vec<u8>>> {
        Ok((sha256_hex(&self.0) == sha256).then(|| self.0.clone()))
    }
    fn has_name(&self, _: &str) -> bool {
        false
    }
}

fn holds_in_every_parser(quote: &[String], other: &str) {
    let document = document(quote, other);
    let markdown = markdown::write(&document);
    let expected_quote = quote.join(markdown::OMISSION);
    let all = Options::all();
    for (name, smart, seen) in [
        ("pulldown, all", true, with_pulldown(&markdown, all)),
        (
            "pulldown, new footnotes",
            true,
            with_pulldown(
                &markdown,
                all.difference(Options::ENABLE_OLD_FOOTNOTES) | Options::ENABLE_FOOTNOTES,
            ),
        ),
        (
            "pulldown, footnotes",
            false,
            with_pulldown(&markdown, Options::ENABLE_FOOTNOTES),
        ),
        ("comrak, all", true, with_comrak(&markdown, &everything(true))),
        (
            "comrak, not smart",
            false,
            with_comrak(&markdown, &everything(false)),
        ),
        ("comrak, usual", false, with_comrak(&markdown, &usual())),
    ] {
        assert_eq!(seen.quote, expected_quote, "{name}:\n{markdown}");
        assert_eq!(seen.structure, structure(), "{name}:\n{markdown}");
        if !smart {
            assert_eq!(
                seen.headings,
                vec![document.title.clone(), other.to_owned()],
                "{name}:\n{markdown}"
            );
        }
    }
    let report = verify(&markdown, &One(source(quote).into_bytes())).unwrap();
    assert_eq!(report.lines.len(), 1, "{report:?}\n{markdown}");
    assert_eq!(report.lines[0].outcome, Outcome::Holds, "{report:?}\n{markdown}");
}

#[test]
fn hostile_texts_come_out_as_they_went_in() {
    for hostile in HOSTILE {
        for quote in [
            hostile.to_string(),
            format!("x {hostile} x"),
            format!("x\n{hostile}\nx"),
            format!("x\n\n{hostile}\n\nx"),
            format!("{hostile}{hostile}"),
            format!("x{hostile}"),
            format!("{hostile}x"),
        ] {
            let quote = quotable(&quote);
            let other = without_nul(&quote);
            holds_in_every_parser(&[quote], &other);
        }
    }
}

#[test]
fn ordinary_prose_stays_readable() {
    use dragoman_core::briefings::escape::{Signs, inline_first, lines};
    for text in [
        "Am 2. Juni sagte Selenskyj: „Wir sind bereit.“ Rund 50 % stimmten zu – (mit Vorbehalt); 3:1 für R&D.",
        "On 2 June, Zelenskyy said: “We’re ready!” It isn't over... US-made C-130s cost 5.000 dollars, 10:30 p.m.",
        "L'Ukraine est prête ; «oui» - dit-il.",
        "Он сказал: «Да». 1) нет",
    ] {
        assert_eq!(inline_first(text, Signs::Free), text);
        assert_eq!(lines(text, Signs::Free), vec![text.to_owned()]);
    }
}

struct Several(Vec<Vec<u8>>);

impl Sources for Several {
    fn bytes(&self, sha256: &str) -> dragoman_core::Result<Option<Vec<u8>>> {
        Ok(self.0.iter().find(|bytes| sha256_hex(bytes) == sha256).cloned())
    }
    fn has_name(&self, _: &str) -> bool {
        false
    }
}

#[test]
fn a_quote_from_a_corrected_text_says_so_and_is_proved_by_that_text() {
    let quote = ["corrected words".to_owned()];
    let mut document = document(&quote, "x");
    let original = b"An article with words that were not read well.".to_vec();
    for entry in &mut document.entries {
        if let Entry::Quote(quote) = entry {
            quote.source.sha256 = sha256_hex(&original);
            quote.pieces[0].revision = 2;
        }
    }
    let markdown = markdown::write(&document);
    assert!(
        markdown.contains(" · corrected text, revision 2 · "),
        "{markdown}"
    );
    let corrected = source(&quote).into_bytes();
    for (sources, expected) in [
        (vec![], Outcome::SourceMissing),
        (vec![corrected.clone()], Outcome::SourceMissing),
        (vec![original.clone()], Outcome::TextMissing),
        (vec![original, corrected], Outcome::Holds),
    ] {
        let report = verify(&markdown, &Several(sources)).unwrap();
        assert_eq!(report.lines[0].outcome, expected, "{report:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_as_it_went_in(quote in prop::collection::vec(text(), 1..3), other in text()) {
        let quote: Vec<String> = quote.iter().map(|text| quotable(text)).collect();
        let other = if other.trim().is_empty() { "x".to_owned() } else { other.trim().to_owned() };
        holds_in_every_parser(&quote, &other);
    }
}
