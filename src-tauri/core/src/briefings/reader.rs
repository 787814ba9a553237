//! Reads the quotes and footnotes out of an exported briefing, as a Markdown parser understands it: what
//! counts is what readers see, so that another line length of prose or another way of escaping changes nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a briefing claims.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub quotes: Vec<Quoted>,
    /// By label, in the order of the file; more than one is an error.
    pub notes: BTreeMap<String, Vec<Note>>,
    /// References outside of quotes: line and label.
    pub elsewhere: Vec<(u32, String)>,
}

/// A block quote.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    /// The line it begins in, counted from 1.
    pub line: u32,
    /// The words before the reference.
    pub words: String,
    pub label: Option<String>,
    /// Why this cannot be a quote that was exported.
    pub trouble: Option<&'static str>,
    /// Where in the file pieces of `words` come from: bytes of `words`, line.
    lines: Vec<(usize, u32)>,
}

impl Quoted {
    /// The line that the byte of `words` stands in.
    pub(super) fn line_of(&self, byte: usize) -> u32 {
        let upto = self.lines.partition_point(|(start, _)| *start <= byte);
        upto.checked_sub(1)
            .and_then(|index| self.lines.get(index))
            .map_or(self.line, |(_, line)| *line)
    }
}

/// A footnote.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub line: u32,
    /// What stands in emphasis: the name of the source's file.
    pub file_name: String,
    /// What stands in code spans.
    pub proofs: Vec<String>,
}

/// Reads a briefing.
pub(super) fn read(markdown: &str) -> Claims {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(markdown.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let line = |range: &Range<usize>| {
        u32::try_from(starts.partition_point(|start| *start <= range.start)).unwrap_or(u32::MAX)
    };
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES).into_offset_iter() {
        reader.take(event, line(&range));
    }
    reader.claims
}

#[derive(Default)]
struct Reader {
    claims: Claims,
    quote: Option<Open>,
    note: Option<(String, Note)>,
    in_emphasis: bool,
}

/// A block quote that is being read.
#[derive(Default)]
struct Open {
    quoted: Quoted,
    /// Block quotes inside it.
    depth: u32,
    /// The paragraph that the reference ends is over.
    complete: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, line: u32) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) if self.quote.is_none() => {
                self.note = Some((
                    label.into_string(),
                    Note {
                        line,
                        ..Note::default()
                    },
                ));
            }
            Event::End(TagEnd::FootnoteDefinition) if self.quote.is_none() => {
                if let Some((label, note)) = self.note.take() {
                    self.claims.notes.entry(label).or_default().push(note);
                }
            }
            Event::Start(Tag::BlockQuote(_)) if self.quote.is_none() => {
                let quoted = Quoted {
                    line,
                    ..Quoted::default()
                };
                self.quote = Some(Open {
                    quoted,
                    ..Open::default()
                });
            }
            Event::End(TagEnd::BlockQuote(_)) if self.quote.as_ref().is_some_and(|open| open.depth == 0) => {
                if let Some(open) = self.quote.take() {
                    self.claims.quotes.push(open.quoted);
                }
            }
            event => {
                if let Some(open) = &mut self.quote {
                    open.take(event, line);
                } else {
                    self.take_outside(event, line);
                }
            }
        }
    }

    fn take_outside(&mut self, event: Event<'_>, line: u32) {
        match event {
            Event::FootnoteReference(label) => {
                self.claims.elsewhere.push((line, label.into_string()));
            }
            Event::Start(Tag::Emphasis) => self.in_emphasis = true,
            Event::End(TagEnd::Emphasis) => self.in_emphasis = false,
            Event::Text(text) if self.in_emphasis => {
                if let Some((_, note)) = &mut self.note {
                    note.file_name.push_str(&text);
                }
            }
            Event::Code(code) => {
                if let Some((_, note)) = &mut self.note {
                    note.proofs.push(code.into_string());
                }
            }
            _ => {}
        }
    }
}

impl Open {
    fn take(&mut self, event: Event<'_>, line: u32) {
        let quoted = &mut self.quoted;
        let before_reference = quoted.label.is_none();
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                self.depth += 1;
                quoted.trouble = Some("there is a block quote inside the quote");
            }
            Event::End(TagEnd::BlockQuote(_)) => self.depth = self.depth.saturating_sub(1),
            Event::FootnoteReference(label) if before_reference => {
                quoted.label = Some(label.into_string());
            }
            Event::FootnoteReference(_) => {
                quoted.trouble = Some("the quote has more than one footnote");
            }
            Event::End(TagEnd::Paragraph) => self.complete = !before_reference,
            _ if self.complete => {}
            _ if !before_reference => {
                quoted.trouble = Some("there are words after the footnote's number");
            }
            Event::Start(Tag::Paragraph) => {
                if !quoted.words.is_empty() {
                    quoted.words.push_str("\n\n");
                }
            }
            Event::Text(text) => {
                quoted.lines.push((quoted.words.len(), line));
                quoted.words.push_str(&text);
            }
            Event::HardBreak => quoted.words.push('\n'),
            Event::SoftBreak => quoted.words.push(' '),
            _ => quoted.trouble = Some("there is markup in the quote"),
        }
    }
}
