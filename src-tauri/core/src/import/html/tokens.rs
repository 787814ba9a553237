//! A tokenizer for HTML in one pass: tags, their attributes, and the text between them, after the HTML
//! Standard's tokenizer but without its tree-building feedback. Every byte is looked at a bounded
//! number of times, whatever the input.

use std::borrow::Cow;

use super::entities;

/// A piece of a page.
#[derive(Debug)]
pub(in crate::import) enum Token<'a> {
    /// As in the source, with character references.
    Text(&'a str),
    Start(Tag<'a>),
    /// Lower-case name.
    End(String),
}

/// A start tag.
#[derive(Debug)]
pub(in crate::import) struct Tag<'a> {
    /// Lower case.
    pub name: String,
    attributes: &'a str,
    pub self_closing: bool,
    /// What stands up to the end tag of an element whose content is not markup (`script`, `title` …);
    /// the end tag is then used up. As in the source.
    pub raw: Option<&'a str>,
}

impl Tag<'_> {
    /// The value of an attribute, character references decoded; empty if it has none.
    pub fn attribute(&self, name: &str) -> Option<String> {
        Attributes(self.attributes)
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| entities::decode_attribute(value).into_owned())
    }
}

/// Elements whose content is text and not markup. `noscript` is one for a reader that runs scripts, and
/// what it holds otherwise ("please enable JavaScript") is not part of an article.
const RAW: [&str; 9] = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript",
];

/// The tokens of a page.
pub(in crate::import) struct Tokens<'a> {
    rest: &'a str,
    /// How many `svg` and `math` elements are open: in them `<title/>` is empty.
    foreign: u32,
}

impl<'a> Tokens<'a> {
    pub fn of(page: &'a str) -> Self {
        Tokens {
            rest: page,
            foreign: 0,
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Uses up everything to the end of `mark`, or to the end of the page.
    fn skip_past(&mut self, mark: &str) {
        let length = self.rest.find(mark).map_or(self.rest.len(), |at| at + mark.len());
        self.take(length);
    }

    /// The part of a tag after its name, without the `>`; none if the page ends inside it.
    fn tag_body(&mut self) -> Option<&'a str> {
        let end = end_of_tag(self.rest);
        let body = self.take(end.unwrap_or(self.rest.len()));
        self.take(1);
        end.map(|_| body)
    }

    fn name(&mut self) -> String {
        let length = self
            .rest
            .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
            .unwrap_or(self.rest.len());
        self.take(length).to_ascii_lowercase()
    }

    fn start_tag(&mut self) -> Option<Tag<'a>> {
        self.take(1);
        let name = self.name();
        let attributes = self.tag_body()?;
        let self_closing = attributes.ends_with('/');
        if (name == "svg" || name == "math") && !self_closing {
            self.foreign += 1;
        }
        let raw = if name == "plaintext" {
            Some(self.take(self.rest.len()))
        } else if RAW.contains(&name.as_str()) && !(self_closing && self.foreign > 0) {
            Some(self.raw_text(&name))
        } else {
            None
        };
        Some(Tag {
            name,
            attributes,
            self_closing,
            raw,
        })
    }

    fn raw_text(&mut self, name: &str) -> &'a str {
        let mut from = 0;
        while let Some(at) = self.rest.get(from..).and_then(|rest| rest.find("</")) {
            let start = from + at;
            let after = start + 2;
            let named = self
                .rest
                .get(after..after + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name));
            let ended = self
                .rest
                .as_bytes()
                .get(after + name.len())
                .is_none_or(|&byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
            if named && ended {
                let raw = self.take(start);
                self.skip_past(">");
                return raw;
            }
            from = after;
        }
        self.take(self.rest.len())
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let bytes = self.rest.as_bytes();
            match (bytes.first()?, bytes.get(1)) {
                (b'<', Some(b'!')) if self.rest.starts_with("<!--") => {
                    // `<!-->` is a whole comment too.
                    self.take("<!--".len() - 2);
                    self.skip_past("-->");
                }
                (b'<', Some(b'!' | b'?')) => self.skip_past(">"),
                (b'<', Some(b'/')) => {
                    self.take(2);
                    if self.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                        let name = self.name();
                        self.tag_body();
                        if name == "svg" || name == "math" {
                            self.foreign = self.foreign.saturating_sub(1);
                        }
                        return Some(Token::End(name));
                    }
                    self.skip_past(">");
                }
                (b'<', Some(next)) if next.is_ascii_alphabetic() => {
                    // A tag that the page ends in is nothing.
                    return self.start_tag().map(Token::Start);
                }
                _ => {
                    let length = next_markup(self.rest);
                    return Some(Token::Text(self.take(length)));
                }
            }
        }
    }
}

/// Where the text at the beginning of `rest` (which may begin with a `<` that is none) ends.
fn next_markup(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|tail| tail.iter().position(|&byte| byte == b'<'))
    {
        at += found;
        match bytes.get(at + 1) {
            Some(next) if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') => return at,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The offset of the `>` that ends a tag; a quoted value may hold one.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(_) | None, _) => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=' && quote.is_none();
        }
    }
    None
}

/// Name and undecoded value of each attribute.
struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let space = |c: char| c.is_ascii_whitespace() || c == '/';
        let rest = self.0.trim_start_matches(space);
        if rest.is_empty() {
            return None;
        }
        let length = rest
            .char_indices()
            .find(|&(at, c)| space(c) || (c == '=' && at > 0))
            .map_or(rest.len(), |(at, _)| at);
        let (name, rest) = rest.split_at(length);
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            self.0 = rest;
            return Some((name, ""));
        };
        let quoted = ['"', '\''].into_iter().find_map(|quote| {
            let inner = value.strip_prefix(quote)?;
            Some(inner.split_once(quote).unwrap_or((inner, "")))
        });
        let (value, rest) = quoted.unwrap_or_else(|| {
            let end = value
                .find(|c: char| c.is_ascii_whitespace())
                .unwrap_or(value.len());
            value.split_at(end)
        });
        self.0 = rest;
        Some((name, value))
    }
}

/// All start tags of one name.
pub(in crate::import) fn start_tags<'a>(page: &'a str, name: &'static str) -> impl Iterator<Item = Tag<'a>> {
    Tokens::of(page).filter_map(move |token| match token {
        Token::Start(tag) if tag.name == name => Some(tag),
        _ => None,
    })
}

/// White space as HTML collapses it: a no-break space is none.
pub(in crate::import) fn collapse(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Raw source text as characters with white space collapsed.
pub(in crate::import) fn plain(source: &str) -> String {
    let decoded: Cow<'_, str> = entities::decode(source);
    collapse(&decoded)
}
