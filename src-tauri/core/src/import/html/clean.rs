//! Rewrites any page as a small, well-nested one.
//!
//! Tree builders for HTML take quadratic time and memory on some inputs: deep nesting, misnested
//! formatting, broken character references, thousands of attributes. None of these can pass here: what
//! comes out is nested no deeper than [`MAX_DEPTH`], every element is closed where it should be, and
//! only the elements and attributes that tell article from furniture are left. One pass, with a stack
//! of bounded height.

use std::borrow::Cow;

use super::entities;
use super::tokens::{Tag, Token, Tokens, collapse};

/// Deepest nesting that is kept; deeper elements lose their tags and keep their text. Articles stay
/// below 60.
pub(super) const MAX_DEPTH: usize = 128;

/// Longest value of an attribute that is kept (bytes).
const MAX_VALUE: usize = 256;

/// Stands, with a letter after it, for a character of the text that would make a tree builder start a
/// new piece of text: there these pieces are joined by copying, which takes quadratic time. The
/// character is not used for anything else (Unicode, "noncharacters").
const ESCAPE: char = '\u{fdd0}';

/// Stands for a `br` element.
pub(super) const LINE_END: &str = "\u{fdd0}b";

/// The text that was written with [`ESCAPE`], without any [`LINE_END`].
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains(ESCAPE) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            ESCAPE => match chars.next() {
                Some('a') => '&',
                Some('l') => '<',
                Some('n') => '\n',
                _ => ESCAPE,
            },
            other => other,
        });
    }
    Cow::Owned(out)
}

/// A page rewritten.
#[derive(Debug, Default)]
pub(super) struct Clean {
    pub html: String,
    /// How many elements were kept.
    pub elements: usize,
    /// Sum over all text of its length times its depth: what tree algorithms that look at the text of
    /// each element have to read.
    pub work: usize,
    /// The texts of the visible `h1`, white space collapsed.
    pub headings: Vec<String>,
}

pub(super) fn clean(page: &str) -> Clean {
    let mut cleaner = Cleaner::default();
    for token in Tokens::of(page) {
        match token {
            Token::Text(source) => cleaner.text(source),
            Token::Start(tag) => cleaner.start(&tag),
            Token::End(name) => cleaner.end(&name),
        }
    }
    cleaner.close_to(0);
    cleaner.out
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Kept, possibly under another name.
    Keep(&'static str),
    /// Its tags go, its content stays.
    Unwrap,
    /// It goes with its content.
    Drop,
    /// Has no content; a line end.
    Break,
    /// Has no content; goes.
    Void,
}

fn fate(name: &str) -> Fate {
    if let Some(kept) = KEPT.iter().find(|kept| **kept == name) {
        return Fate::Keep(kept);
    }
    match name {
        "form" | "center" | "dir" | "menu" | "hgroup" | "search" => Fate::Keep("div"),
        "br" | "hr" => Fate::Break,
        "img" | "input" | "meta" | "link" | "wbr" | "area" | "base" | "basefont" | "bgsound" | "col"
        | "embed" | "source" | "track" | "param" | "keygen" | "frame" => Fate::Void,
        "svg" | "math" | "select" | "button" | "template" | "object" | "applet" | "video" | "audio"
        | "canvas" | "map" | "datalist" | "dialog" | "frameset" | "progress" | "meter" => Fate::Drop,
        // Elements of a page's own are laid out as blocks more often than not.
        _ if name.contains('-') => Fate::Keep("div"),
        _ => Fate::Unwrap,
    }
}

const KEPT: [&str; 42] = [
    "div",
    "p",
    "span",
    "a",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "article",
    "section",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "dl",
    "dt",
    "dd",
    "address",
    "details",
    "summary",
    "fieldset",
    "legend",
    "time",
    "body",
];

/// Elements that stand in a line of text.
fn is_inline(name: &str) -> bool {
    matches!(name, "span" | "a" | "time")
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// Elements that a new one closes, and the elements that keep it from looking further out.
fn implied_end(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (
            &["li"],
            &[
                "ul",
                "ol",
                "div",
                "td",
                "th",
                "table",
                "article",
                "section",
                "blockquote",
            ],
        ),
        "dt" | "dd" => (
            &["dt", "dd"],
            &[
                "dl",
                "div",
                "td",
                "th",
                "table",
                "article",
                "section",
                "blockquote",
            ],
        ),
        "td" | "th" => (&["td", "th", "caption"], &["tr", "table"]),
        "tr" => (&["tr", "caption"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
        _ => return None,
    })
}

struct Open {
    /// As in the source.
    name: String,
    /// As written; none if the tags were left out.
    written: Option<&'static str>,
}

#[derive(Default)]
struct Cleaner {
    out: Clean,
    stack: Vec<Open>,
    /// How many elements deeper than [`MAX_DEPTH`] are open.
    overflow: usize,
    /// The stack's height where an element begins that goes with its content.
    dropping: Option<usize>,
    /// The text of the `h1` that is open.
    heading: Option<String>,
}

impl Cleaner {
    fn text(&mut self, source: &str) {
        if self.dropping.is_some() {
            return;
        }
        let text = entities::decode(source);
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if !blank {
            self.enter_cell();
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(&text);
        }
        let preformatted = self.stack.iter().any(|open| open.name == "pre");
        if preformatted {
            self.escaped(&text);
        } else {
            let space = |c: char| c.is_ascii_whitespace();
            if text.starts_with(space) && !self.out.html.ends_with(' ') {
                self.out.html.push(' ');
            }
            self.escaped(&collapse(&text));
            if !blank && text.ends_with(space) {
                self.out.html.push(' ');
            }
        }
        self.out.work += text.len() * (self.stack.len() + 1);
    }

    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.html.extend([ESCAPE, 'a']),
                '<' => self.out.html.extend([ESCAPE, 'l']),
                '\n' => self.out.html.extend([ESCAPE, 'n']),
                ESCAPE => self.out.html.extend([ESCAPE, 'x']),
                other => self.out.html.push(other),
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if let Some(raw) = tag.raw {
            // Of the elements whose content is not markup these two show it as text.
            if matches!(tag.name.as_str(), "xmp" | "plaintext") && self.dropping.is_none() {
                self.break_line();
                self.escaped(raw);
                self.break_line();
            }
            return;
        }
        let name = tag.name.as_str();
        let fate = fate(name);
        if tag.self_closing && fate == Fate::Drop && matches!(name, "svg" | "math") {
            return;
        }
        self.leave_drawing(name, fate);
        match fate {
            Fate::Break => self.break_line(),
            Fate::Unwrap if name == "q" => self.quotation_mark('“'),
            Fate::Void | Fate::Unwrap => {}
            Fate::Drop => self.open(name, None, tag),
            Fate::Keep(written) => self.keep(name, written, tag),
        }
    }

    /// Readers see marks around `q` although the source has none: without them a quotation would read
    /// as the outlet's own words.
    fn quotation_mark(&mut self, mark: char) {
        if self.dropping.is_none() {
            self.enter_cell();
            self.out.html.push(mark);
        }
    }

    /// A paragraph, heading or list ends a drawing that was not closed, as in browsers.
    fn leave_drawing(&mut self, name: &str, fate: Fate) {
        let Some(height) = self.dropping else { return };
        let in_drawing = self
            .stack
            .get(height)
            .is_some_and(|open| open.name == "svg" || open.name == "math");
        if in_drawing
            && matches!(fate, Fate::Keep(_))
            && !matches!(name, "a" | "span")
            && self.stack.len() == height + 1
        {
            self.close_to(height);
        }
    }

    fn keep(&mut self, name: &str, written: &'static str, tag: &Tag<'_>) {
        if name == "body" && self.stack.iter().any(|open| open.name == "body") {
            return;
        }
        if is_inline(name) {
            if name == "a" && self.stack.iter().any(|open| open.name == "a") {
                return;
            }
            self.enter_cell();
        } else {
            self.close_paragraph();
            if is_heading(name) && self.stack.last().is_some_and(|open| is_heading(&open.name)) {
                self.close_to(self.stack.len() - 1);
            }
        }
        if let Some((closes, barriers)) = implied_end(name) {
            self.close_implied(closes, barriers);
        }
        let written = self.fit_table(written);
        self.open(name, Some(written), tag);
    }

    /// Cells and rows outside a table are blocks; other content directly in a table or row gets a cell.
    fn fit_table(&mut self, written: &'static str) -> &'static str {
        match written {
            "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" => {
                let table = self.stack.iter().rposition(|open| open.written == Some("table"));
                let cell = self
                    .stack
                    .iter()
                    .rposition(|open| matches!(open.written, Some("td" | "th" | "caption")));
                match (table, cell) {
                    (None, _) => "div",
                    (Some(table), Some(cell)) if cell > table => "div",
                    _ => written,
                }
            }
            _ => {
                self.enter_cell();
                written
            }
        }
    }

    fn enter_cell(&mut self) {
        if self.dropping.is_some() {
            return;
        }
        let open: &[&'static str] = match self.stack.last().and_then(|open| open.written) {
            Some("table" | "thead" | "tbody" | "tfoot") => &["tr", "td"],
            Some("tr") => &["td"],
            _ => return,
        };
        for &name in open {
            self.out.elements += 1;
            self.out.html.push('<');
            self.out.html.push_str(name);
            self.out.html.push('>');
            self.stack.push(Open {
                name: name.to_owned(),
                written: Some(name),
            });
        }
    }

    fn open(&mut self, name: &str, written: Option<&'static str>, tag: &Tag<'_>) {
        if self.stack.len() >= MAX_DEPTH {
            // Lines stay lines; ends are counted, whatever their names.
            self.overflow += 1;
            self.break_line();
            return;
        }
        if self.dropping.is_none() {
            match written {
                None => self.dropping = Some(self.stack.len()),
                Some(written) => self.write_tag(written, tag),
            }
            if name == "h1" {
                self.heading = Some(String::new());
            }
        }
        self.stack.push(Open {
            name: name.to_owned(),
            written: written.filter(|_| self.dropping.is_none()),
        });
    }

    fn write_tag(&mut self, written: &'static str, tag: &Tag<'_>) {
        self.out.elements += 1;
        self.out.html.push('<');
        self.out.html.push_str(written);
        for name in ["class", "id", "role", "rel", "itemprop", "aria-hidden"] {
            if let Some(value) = tag.attribute(name).filter(|value| !value.is_empty()) {
                self.write_attribute(name, &value);
            }
        }
        if let Some(target) = tag.attribute("href") {
            self.write_attribute("href", if target.starts_with('#') { "#" } else { "/" });
        }
        if written != "body" && written != "main" && written != "article" && is_hidden(tag) {
            self.write_attribute("hidden", "");
        }
        self.out.html.push('>');
    }

    fn write_attribute(&mut self, name: &str, value: &str) {
        let mut end = MAX_VALUE.min(value.len());
        while !value.is_char_boundary(end) {
            end -= 1;
        }
        self.out.html.push(' ');
        self.out.html.push_str(name);
        self.out.html.push_str("=\"");
        let value = value.get(..end).unwrap_or_default();
        self.out.html.push_str(&value.replace(['"', '&', '<', '>'], " "));
        self.out.html.push('"');
    }

    /// A line end is written as a character: Readability joins lines by taking `br` elements out.
    fn break_line(&mut self) {
        if self.dropping.is_some() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.push(' ');
        }
        let between_cells = matches!(
            self.stack.last().and_then(|open| open.written),
            Some("table" | "thead" | "tbody" | "tfoot" | "tr")
        );
        if !between_cells {
            self.out.html.push_str(LINE_END);
        }
    }

    fn end(&mut self, name: &str) {
        match fate(name) {
            Fate::Break => return self.break_line(),
            Fate::Unwrap if name == "q" => return self.quotation_mark('”'),
            Fate::Void | Fate::Unwrap => return,
            Fate::Drop | Fate::Keep(_) => {}
        }
        if self.overflow > 0 {
            self.overflow -= 1;
            return self.break_line();
        }
        // An end tag in a cell does not reach out of the table, unless it is the table's.
        let of_table = matches!(
            name,
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" | "body"
        );
        let mut found = None;
        for (at, open) in self.stack.iter().enumerate().rev() {
            if open.name == name {
                found = Some(at);
                break;
            }
            if (matches!(open.name.as_str(), "td" | "th" | "caption") && !of_table)
                || (open.name == "table" && name != "body")
            {
                break;
            }
        }
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    /// A block ends the paragraph it stands in.
    fn close_paragraph(&mut self) {
        let at = self.stack.iter().rposition(|open| !is_inline(&open.name));
        if let Some(at) = at
            && self.stack.get(at).is_some_and(|open| open.name == "p")
        {
            self.close_to(at);
        }
    }

    fn close_implied(&mut self, closes: &[&str], barriers: &[&str]) {
        for (at, open) in self.stack.iter().enumerate().rev() {
            if closes.contains(&open.name.as_str()) {
                self.close_to(at);
                return;
            }
            if barriers.contains(&open.name.as_str()) {
                return;
            }
        }
    }

    fn close_to(&mut self, height: usize) {
        self.overflow = 0;
        while self.stack.len() > height {
            let Some(open) = self.stack.pop() else { return };
            if self.dropping == Some(self.stack.len()) {
                self.dropping = None;
            }
            if open.name == "h1" && self.dropping.is_none() {
                let text = self
                    .heading
                    .take()
                    .map(|heading| collapse(&heading))
                    .unwrap_or_default();
                if !text.is_empty() && self.out.headings.len() < 16 {
                    self.out.headings.push(text);
                }
            }
            if let Some(written) = open.written {
                self.out.html.push_str("</");
                self.out.html.push_str(written);
                self.out.html.push('>');
            }
        }
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("hidden").is_some()
        || tag.attribute("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            style.to_ascii_lowercase().contains("display:none")
        })
}
