//! Text to Markdown that shows exactly that text.
//!
//! The rules are those of `CommonMark` 0.31 (<https://spec.commonmark.org/0.31.2/>) and of what GitHub,
//! Pandoc and Obsidian add to it. A sign gets a backslash only where one of them could take it for
//! markup, so that ordinary prose stays readable; what would be trimmed or cannot be seen is written
//! as a numeric character reference. Nothing is ever left out or put in.
//!
//! Not covered is mathematics between `\(` and `\[`, which none of the three reads unless told to: it
//! makes a sign of the very backslash by which `CommonMark` takes the meaning from one.

/// How careful to be with signs that are no markup, but which a renderer set to "smart" typography
/// replaces by others: straight quotation marks, apostrophes, `--` and `...`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// They come out as they are: for words that are quoted.
    Exact,
    /// The renderer may set them: for what is not quoted, where a backslash would only disturb.
    Free,
}

/// Lines of Markdown that show this text: each line feed is a hard line break, a blank line parts
/// paragraphs. An empty string among the lines is the line between two paragraphs. Lines go to the start of
/// a line of the file, of a block quote or of a list entry.
pub fn lines(text: &str, signs: Signs) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut feeds = 0_usize;
    for (index, line) in text.split('\n').enumerate() {
        feeds += usize::from(index > 0);
        if line.is_empty() {
            continue;
        }
        // Line feeds that neither a line break nor a paragraph can show are written as references.
        if lines.is_empty() && current.is_empty() {
            current = "&#10;".repeat(feeds);
        } else if feeds == 1 {
            current.push('\\');
            lines.push(std::mem::take(&mut current));
        } else {
            lines.push(std::mem::take(&mut current));
            lines.push(String::new());
            current = "&#10;".repeat(feeds.saturating_sub(2));
        }
        feeds = 0;
        escape_line(line, true, signs, &mut current);
    }
    current.push_str(&"&#10;".repeat(feeds));
    lines.push(current);
    lines
}

/// Markdown that shows this text within a line that has something else before it.
pub fn inline(text: &str, signs: Signs) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_line(text, false, signs, &mut out);
    out
}

/// As [`inline`], for what stands first in a line.
pub fn inline_first(text: &str, signs: Signs) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_line(text, true, signs, &mut out);
    out
}

/// Line feeds in `line` become references.
fn escape_line(line: &str, first: bool, signs: Signs, out: &mut String) {
    let marker = if first { list_marker(line) } else { None };
    let mut before = None;
    for (at, character) in line.char_indices() {
        let after = line.get(at + character.len_utf8()..).unwrap_or("");
        let next = after.chars().next();
        // A renderer may take white space off the ends of a line.
        let at_edge = at == 0 || next.is_none();
        if !at_edge && marker != Some(at) && is_plain(character) {
            out.push(character);
            before = Some(character);
            continue;
        }
        if must_be_reference(character) || (at_edge && character.is_whitespace()) {
            out.push_str("&#");
            out.push_str(&u32::from(character).to_string());
            out.push(';');
        } else {
            let place = Place {
                opens_line: first && at == 0,
                upto: line.get(..at).unwrap_or(""),
                before,
                next,
                after,
            };
            if marker == Some(at) || is_active(character, &place, signs) {
                out.push('\\');
            }
            out.push(if character == '\0' { '\u{2400}' } else { character });
        }
        before = Some(character);
    }
}

/// Letters and digits, which mean nothing to Markdown wherever they stand inside a line; not all of them.
fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '\u{c0}'..='\u{167f}')
}

/// What stands around a character in its line.
struct Place<'a> {
    opens_line: bool,
    upto: &'a str,
    before: Option<char>,
    next: Option<char>,
    after: &'a str,
}

/// Whether a renderer could take the character for markup at this place.
fn is_active(character: char, place: &Place<'_>, signs: Signs) -> bool {
    let doubled = || place.before == Some(character) || place.next == Some(character);
    match character {
        // Markup wherever they stand: emphasis, code, links, footnotes, HTML, attributes and templates,
        // tables, sub- and superscript, inserted and highlighted text, mathematics, tags, citations and
        // addresses.
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '{' | '}' | '|' | '~' | '^' | '$' | '#' | '@' | '+'
        | '=' => true,
        // Quote, guillemet; list, rule, underline of a heading, table, en dash.
        '>' | '-' => place.opens_line || (signs == Signs::Exact && doubled()),
        // Comment of Obsidian, title block of Pandoc.
        '%' => place.opens_line || doubled(),
        // An image, when a link or a footnote's number follows.
        '!' => place.next.is_none(),
        '&' => opens_reference(place.after),
        // Definition, alignment of a table's column, address, field of Dataview, emoji.
        ':' => place.opens_line || matches!(place.next, Some('/' | ':')) || opens_emoji(place.after),
        // Address; three dots.
        '.' => ends_with_www(place.upto) || (signs == Signs::Exact && place.next == Some('.')),
        '"' | '\'' => signs == Signs::Exact,
        _ => false,
    }
}

/// Characters that cannot be seen in a text editor, end its lines, or turn the order of what follows: always
/// written as a reference, so that the file shows that they are there.
fn must_be_reference(character: char) -> bool {
    matches!(character,
        '\u{1}'..='\u{1f}' | '\u{7f}'
        | '\u{2028}' | '\u{2029}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What follows an ampersand would make it a character reference, or could with what comes after the
/// text.
fn opens_reference(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    after.len() != rest.len() && (rest.is_empty() || rest.starts_with(';'))
}

/// What follows a colon would make it an emoji's name, or could with what comes after the text.
fn opens_emoji(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'));
    after.len() != rest.len() && (rest.is_empty() || rest.starts_with(':'))
}

fn ends_with_www(text: &str) -> bool {
    let mut last = text.chars().rev().take(3);
    (0..3).all(|_| matches!(last.next(), Some('w' | 'W')))
}

/// The byte at which the sign stands that would make an entry of a list of the line: `1.`, `1)`, and Pandoc's
/// `a.`, `iv)`, `(1)`.
fn list_marker(line: &str) -> Option<usize> {
    let body = line.strip_prefix('(').unwrap_or(line);
    let rest = body.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let number = body.get(..body.len() - rest.len())?;
    let is_number = match number.len() {
        0 => false,
        1 => true,
        length => {
            (length <= 9 && number.bytes().all(|byte| byte.is_ascii_digit()))
                || number.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte))
        }
    };
    let after = rest.strip_prefix(['.', ')'])?;
    (is_number && after.chars().next().is_none_or(char::is_whitespace)).then_some(line.len() - rest.len())
}
