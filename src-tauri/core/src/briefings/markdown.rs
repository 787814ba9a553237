//! A briefing as Markdown: `CommonMark` with footnotes, no raw HTML. `docs/BRIEFING_FORMAT.md` describes it;
//! [`super::verify`] reads it.
//!
//! The same document gives the same bytes: nothing here asks for the time, the place or the order of a
//! hash map.

use std::fmt::Write as _;

use icu_properties::props::BidiClass;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use super::document::{Actor, Document, Entry, Link, Piece, Quote, Source, Translation};
use super::escape::{self, Signs};
use super::words::Words;
use crate::text::normalise::normalise;
use crate::vocabulary::{Kind, Role};

/// Stands between two pieces of one quote.
pub const OMISSION: &str = " […] ";

/// The briefing as a file.
pub fn write(document: &Document) -> String {
    let words = Words::of(&document.language);
    let mut out = String::new();
    let mut notes = Vec::new();
    out.push_str("# ");
    out.push_str(&escape::inline(&document.title, Signs::Free));
    out.push('\n');
    for entry in &document.entries {
        match entry {
            Entry::Heading { level, text } => {
                out.push('\n');
                out.push_str(&"#".repeat(usize::from((*level).clamp(2, 6))));
                out.push(' ');
                out.push_str(&escape::inline(text, Signs::Free));
                out.push('\n');
            }
            Entry::Prose { text } => {
                out.push('\n');
                push_lines(&mut out, "", &free_lines(text));
            }
            Entry::Quote(quote) if !quote.pieces.is_empty() => {
                out.push('\n');
                push_lines(&mut out, "> ", &block(words, quote, notes.len() + 1));
                notes.push(note(words, quote));
            }
            Entry::Quote(_) | Entry::Deleted { .. } => {}
        }
    }
    for (index, note) in notes.iter().enumerate() {
        let _ = write!(out, "\n[^{}]: {note}\n", index + 1);
    }
    out
}

fn push_lines(out: &mut String, prefix: &str, lines: &[String]) {
    for line in lines {
        out.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        out.push_str(line);
        out.push('\n');
    }
}

/// The lines of the analyst's own words: ends of lines and runs of blank lines are not kept.
fn free_lines(text: &str) -> Vec<String> {
    let (text, _) = normalise(text);
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        if !(line.is_empty() && (tidy.is_empty() || tidy.ends_with("\n\n"))) {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    escape::lines(tidy.trim_end_matches('\n'), Signs::Free)
}

/// A quoted statement: its words with the footnote's number, its translation, who said it and when.
fn block(words: &Words, quote: &Quote, number: usize) -> Vec<String> {
    let mut lines = quoted(&quote.pieces);
    if let Some(last) = lines.last_mut() {
        let _ = write!(last, "[^{number}]");
    }
    if let Some(translation) = &quote.translation {
        lines.push(String::new());
        lines.push(label(words, translation));
        lines.push(String::new());
        lines.extend(free_lines(&translation.text));
    }
    lines.push(String::new());
    lines.push(attribution(words, quote));
    lines
}

/// The words of all pieces, exactly.
fn quoted(pieces: &[Piece]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let mut more = escape::lines(&piece.words, Signs::Exact).into_iter();
        if let (Some(last), Some(first)) = (lines.last_mut(), more.next()) {
            last.push_str(OMISSION);
            last.push_str(&first);
            lines.extend(more);
        } else {
            lines = escape::lines(&piece.words, Signs::Exact);
        }
    }
    lines
}

fn label(words: &Words, translation: &Translation) -> String {
    let into = words.translation_into(&translation.language);
    let mut parts = vec![
        escape::inline_first(&into, Signs::Free),
        words.status(translation.status).to_owned(),
    ];
    parts.push(if translation.translator.is_empty() {
        words.translator_unknown.to_owned()
    } else {
        format!("{} {}", words.by, field(&translation.translator))
    });
    parts.push(if translation.translated.is_empty() {
        words.date_unknown.to_owned()
    } else {
        field(&translation.translated)
    });
    format!("{}:", parts.join(", "))
}

/// The chain in words, how and when it was said, and the grades.
fn attribution(words: &Words, quote: &Quote) -> String {
    let mut parts = vec![chain(words, quote), words.kind(quote.kind).to_owned()];
    parts.push(if quote.said.is_empty() {
        words.said_unknown.to_owned()
    } else {
        format!("{} {}", words.said, field(&quote.said))
    });
    if !quote.about.is_empty() {
        parts.push(format!("{} {}", words.about, field(&quote.about)));
    }
    if let Some(certainty) = quote.certainty {
        parts.push(words.certainty(certainty).to_owned());
    }
    let grades: Vec<String> = [
        quote
            .reliability
            .map(|grade| format!("{} {grade}", words.reliability)),
        quote
            .credibility
            .map(|grade| format!("{} {grade}", words.credibility)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !grades.is_empty() {
        parts.push(grades.join(", "));
    }
    parts.join(" · ")
}

fn chain(words: &Words, quote: &Quote) -> String {
    let mut said = String::new();
    if !quote.chain.iter().any(|link| link.role == Role::Speaker) {
        said.push_str(match quote.kind {
            Kind::AuthorVoice | Kind::Headline => words.own_voice,
            _ => words.nobody_named,
        });
    }
    let mut before = None;
    for link in &quote.chain {
        if before == Some(link.role) {
            let _ = write!(said, " {} ", words.and);
        } else {
            if !said.is_empty() {
                said.push_str(", ");
            }
            let role = words.role(link.role);
            said.push_str(role);
            if !role.is_empty() {
                said.push(' ');
            }
        }
        let first = said.is_empty();
        said.push_str(&named(words, link, first));
        before = Some(link.role);
    }
    if let Some(outlet) = &quote.source.outlet {
        let _ = write!(said, ", {} {}", words.in_outlet, field(outlet));
    }
    said
}

fn named(words: &Words, link: &Link, first: bool) -> String {
    let (open, close) = words.quotes;
    let as_written = || format!("{open}{}{close}", field(&link.words));
    let Some(actor) = &link.actor else {
        let nobody = if link.role == Role::Speaker {
            words.nobody_named.to_owned()
        } else {
            format!("({})", words.nobody_named)
        };
        return if link.words.is_empty() {
            nobody
        } else {
            format!("{nobody}: {}", as_written())
        };
    };
    let name = isolated(
        &actor.name,
        if first {
            escape::inline_first(&actor.name, Signs::Free)
        } else {
            escape::inline(&actor.name, Signs::Free)
        },
    );
    let mut remarks = Vec::new();
    if !actor.office.is_empty() {
        remarks.push(office(actor));
    }
    if !link.words.is_empty() && !actor.names.contains(&link.words) {
        remarks.push(format!("{} {}", words.in_the_text, as_written()));
    }
    if remarks.is_empty() {
        name
    } else {
        format!("{name} ({})", remarks.join("; "))
    }
}

fn office(actor: &Actor) -> String {
    if actor.organisation.is_empty() {
        field(&actor.office)
    } else {
        format!("{}, {}", field(&actor.office), field(&actor.organisation))
    }
}

/// The footnote: what people need to find the source, then what a program needs to check the quote.
fn note(words: &Words, quote: &Quote) -> String {
    let source = &quote.source;
    let (open, close) = words.quotes;
    let mut parts = vec![
        match &source.outlet {
            Some(outlet) => isolated(outlet, escape::inline_first(outlet, Signs::Free)),
            None => words.outlet_unknown.to_owned(),
        },
        if source.title.is_empty() {
            words.untitled.to_owned()
        } else {
            format!("{open}{}{close}", field(&source.title))
        },
    ];
    if !source.author.is_empty() {
        parts.push(format!("{} {}", words.by, field(&source.author)));
    }
    parts.push(if source.published.is_empty() {
        words.date_unknown.to_owned()
    } else {
        format!("{} {}", words.published, field(&source.published))
    });
    if !source.url.is_empty() {
        parts.push(field(&source.url));
    }
    if let Some(number) = quote.pieces.iter().map(|piece| piece.revision).max()
        && number > 1
    {
        parts.push(format!("{} {number}", words.corrected));
    }
    if !source.file_name.is_empty() {
        // In emphasis, which no text from outside can make: this is how a reader finds the name.
        parts.push(format!(
            "{} *{}*",
            words.file,
            escape::inline(&source.file_name, Signs::Exact)
        ));
    }
    // One proof for each run of pieces from the same revision.
    for run in quote
        .pieces
        .chunk_by(|a, b| (a.revision, &a.text_sha256) == (b.revision, &b.text_sha256))
    {
        parts.push(format!("`{}`", proof(source, run)));
    }
    parts.join(" · ")
}

/// The part of a footnote that a program reads.
fn proof(source: &Source, pieces: &[Piece]) -> String {
    let mut parts = vec![format!("sha256 {}", word(&source.sha256))];
    let plain = source.media_type == "text/plain";
    if !plain || !source.encoding.eq_ignore_ascii_case("utf-8") {
        parts.push(word(&source.media_type));
        parts.push(word(&source.encoding));
    }
    // What makes a text of HTML may change with the program, and a corrected text is not in the source at
    // all: the text is then named by its own digest.
    if let Some(piece) = pieces.first()
        && (piece.revision > 1 || !(plain || source.media_type == "text/markdown"))
    {
        parts.push(format!("text {}", word(&piece.text_sha256)));
    }
    let ranges: Vec<String> = pieces
        .iter()
        .map(|piece| format!("{}–{}", piece.start, piece.end))
        .collect();
    parts.push(ranges.join(", "));
    parts.join(" · ")
}

/// A word that can stand in a code span.
fn word(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric() || "+-./_".contains(*c))
        .collect()
}

/// A text from outside within a line of ours.
fn field(text: &str) -> String {
    isolated(text, escape::inline(text, Signs::Free))
}

/// Keeps letters and signs that run from right to left from turning the order of the line around them: U+2068
/// before and U+2069 after (UAX #9), written as references like all such signs.
fn isolated(text: &str, escaped: String) -> String {
    const CLASSES: CodePointMapDataBorrowed<'static, BidiClass> = CodePointMapData::<BidiClass>::new();
    let turns = text.chars().any(|character| {
        matches!(
            CLASSES.get(character),
            BidiClass::RightToLeft
                | BidiClass::ArabicLetter
                | BidiClass::RightToLeftEmbedding
                | BidiClass::RightToLeftOverride
                | BidiClass::LeftToRightEmbedding
                | BidiClass::LeftToRightOverride
                | BidiClass::RightToLeftIsolate
                | BidiClass::LeftToRightIsolate
                | BidiClass::FirstStrongIsolate
        )
    });
    if turns {
        format!("&#8296;{escaped}&#8297;")
    } else {
        escaped
    }
}
