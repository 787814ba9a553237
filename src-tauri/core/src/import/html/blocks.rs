//! From well-nested HTML to lines of text: one block per line, a blank line between paragraphs.

use super::clean::{LINE_END, unescaped};
use super::entities;
use super::tokens::{Token, Tokens};

/// How much of a page's furniture is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Everything is part of the article.
    Keep,
    /// `nav`, `aside` and `footer` are not.
    Skip,
}

/// The text of a page that was rewritten, as it is or after Readability.
pub(super) fn text(html: &str, furniture: Furniture) -> String {
    let mut lines = Lines::default();
    // Depth inside an element that is left out, and inside preformatted ones.
    let (mut skipped, mut preformatted) = (0_usize, 0_usize);
    for token in Tokens::of(html) {
        match token {
            Token::Text(source) if skipped == 0 => {
                for (index, line) in entities::decode(source).split(LINE_END).enumerate() {
                    if index > 0 {
                        lines.line_end();
                    }
                    let line = unescaped(line);
                    if preformatted > 0 {
                        lines.preformatted(&line);
                    } else {
                        lines.flowing(&line);
                    }
                }
            }
            Token::Text(_) => {}
            Token::Start(tag) => {
                let out = match tag.name.as_str() {
                    "nav" | "aside" | "footer" => furniture == Furniture::Skip,
                    _ => false,
                };
                if skipped > 0 || out || tag.attribute("hidden").is_some() {
                    skipped += usize::from(tag.raw.is_none());
                    continue;
                }
                lines.boundary(boundary(&tag.name));
                preformatted += usize::from(tag.name == "pre");
            }
            Token::End(_) if skipped > 0 => skipped -= 1,
            Token::End(name) => {
                lines.boundary(boundary(&name));
                preformatted = preformatted.saturating_sub(usize::from(name == "pre"));
            }
        }
    }
    lines.finish()
}

/// How many line ends there are at least around an element.
fn boundary(name: &str) -> usize {
    match name {
        "span" | "a" | "time" => 0,
        "li" | "dt" | "dd" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "summary"
        | "legend" => 1,
        _ => 2,
    }
}

#[derive(Default)]
struct Lines {
    out: String,
    /// Line ends to write before the next text.
    pending: usize,
    /// Whether a space is to be written before the next text.
    space: bool,
}

impl Lines {
    fn boundary(&mut self, ends: usize) {
        self.pending = self.pending.max(ends);
    }

    /// `br`; two of them make a paragraph.
    fn line_end(&mut self) {
        self.pending = (self.pending + 1).min(2);
    }

    fn flowing(&mut self, text: &str) {
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.before_text();
                self.out.push_str(word);
            }
        }
    }

    fn preformatted(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.pending += 1;
            }
            let line = line.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !line.is_empty() {
                self.before_text();
                self.out.push_str(line);
            }
        }
    }

    fn before_text(&mut self) {
        if self.out.is_empty() {
            // Nothing above the first line.
        } else if self.pending > 0 {
            self.out.extend(std::iter::repeat_n('\n', self.pending));
        } else if self.space {
            self.out.push(' ');
        }
        self.pending = 0;
        self.space = false;
    }

    fn finish(self) -> String {
        self.out
    }
}
