//! The query language: what a person types into the search box, read into a tree.
//!
//! Words stand side by side and all must be found; `OR` joins its two neighbours and binds closer than
//! standing side by side (`Kiew OR Kyjiw Treffen` is `(Kiew OR Kyjiw) Treffen`, as people expect of a search
//! box); `-` in front excludes; `"…"` (also „…“, “…”, «…») is a phrase; `word*` a beginning; parentheses
//! group; `field:value` restricts (`field:="whole name"`, `topic:value/stance`). `AND` in capitals is the same as
//! nothing.
//! Words are expanded ([`super::expand`]); phrases, what is excluded and values of fields are not, and `=word` is a
//! phrase of one word.
//!
//! Every string is a query. What cannot be used is left out and named in [`Parsed::problems`].

use crate::text::fold;
use crate::vocabulary::Stance;

pub use super::fields::{Being, Field, Having};
use super::types::QueryProblem;

/// Longer queries are cut here (code points).
pub const LONGEST: usize = 2_000;
/// Fields and exclusions beyond this number are left out: each is a condition of its own.
const MOST_CONDITIONS: usize = 24;
/// Parentheses below this depth are taken for nothing.
const DEEPEST: usize = 12;

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word; it may fold to several terms, which then must stand side by side.
    Word {
        text: String,
        prefix: bool,
        /// What the vocabulary adds: folded words and phrases that may stand there instead. None as long as it was
        /// not asked; then every spelling is looked for.
        also: Option<Vec<String>>,
    },
    /// Words that stand side by side in this order.
    Phrase(String),
    Field(Field, String),
    Not(Box<Node>),
    /// At least two.
    Any(Vec<Node>),
    /// None or at least two at the top; below at least two.
    All(Vec<Node>),
}

/// A query as it was understood.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// None when nothing is left to look for.
    pub root: Option<Node>,
    pub problems: Vec<QueryProblem>,
    /// The query ends in the middle of a word.
    open: bool,
}

impl Parsed {
    /// The last word, if it was not finished: while typing it is the beginning of one.
    pub(super) fn open_word(&mut self) -> Option<&mut Node> {
        if self.open {
            last_word(self.root.as_mut()?)
        } else {
            None
        }
    }
}

fn last_word(node: &mut Node) -> Option<&mut Node> {
    match node {
        Node::Word { prefix: false, .. } => Some(node),
        Node::Any(nodes) | Node::All(nodes) => last_word(nodes.last_mut()?),
        Node::Word { .. } | Node::Phrase(_) | Node::Field(..) | Node::Not(_) => None,
    }
}

/// Reads a query.
pub fn parse(query: &str) -> Parsed {
    let mut problems = Vec::new();
    let cut: String = query
        .chars()
        .take(LONGEST)
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    if let Some((at, _)) = query.char_indices().nth(LONGEST) {
        problems.push(problem("too_long", query.get(at..).unwrap_or_default()));
    }
    let mut parser = Parser {
        tokens: tokens(&cut),
        at: 0,
        conditions: 0,
        problems,
    };
    let mut nodes = Vec::new();
    // A closing parenthesis that was never opened ends a sequence early; what follows is read on.
    while parser.at < parser.tokens.len() {
        nodes.extend(parser.sequence(0));
        parser.at += 1;
    }
    let root = all(nodes);
    let open = cut.chars().last().is_some_and(char::is_alphanumeric)
        && matches!(parser.tokens.last(), Some(Token::Text { minus: false, .. }));
    Parsed {
        root,
        problems: parser.problems,
        open,
    }
}

fn problem(code: &str, part: &str) -> QueryProblem {
    QueryProblem {
        code: code.to_owned(),
        part: part.chars().take(100).collect(),
    }
}

/// Several nodes as one; those that are themselves sequences are taken apart.
fn all(nodes: Vec<Node>) -> Option<Node> {
    let mut flat = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::All(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    if flat.len() > 1 {
        Some(Node::All(flat))
    } else {
        flat.pop()
    }
}

fn any(nodes: Vec<Node>) -> Option<Node> {
    let mut flat = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Any(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    if flat.len() > 1 {
        Some(Node::Any(flat))
    } else {
        flat.pop()
    }
}

fn not(node: Node) -> Node {
    match node {
        Node::Not(inner) => *inner,
        other => Node::Not(Box::new(other)),
    }
}

#[derive(Debug)]
enum Token {
    Open {
        minus: bool,
    },
    Close,
    /// A word, or a field with its value up to the next space.
    Text {
        minus: bool,
        text: String,
    },
    Phrase {
        minus: bool,
        text: String,
    },
    Field {
        minus: bool,
        field: Field,
        value: String,
    },
}

/// A topic's stance that stands behind its name.
fn with_stance(field: Field, stance: Option<Stance>) -> Field {
    match stance {
        Some(stance) if field == Field::Topic => Field::TopicWith(stance),
        _ => field,
    }
}

fn stance_of(word: &str) -> Option<Stance> {
    word.to_lowercase().parse().ok()
}

pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn ends_word(character: char) -> bool {
    character.is_whitespace() || is_quote(character) || matches!(character, '(' | ')')
}

fn tokens(query: &str) -> Vec<Token> {
    let letters: Vec<char> = query.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let take_while = |at: &mut usize, keep: &dyn Fn(char) -> bool| -> String {
        let mut taken = String::new();
        while let Some(letter) = letters.get(*at).filter(|letter| keep(**letter)) {
            taken.push(*letter);
            *at += 1;
        }
        taken
    };
    while let Some(letter) = letters.get(at).copied() {
        if letter.is_whitespace() {
            at += 1;
            continue;
        }
        let minus = letter == '-';
        take_while(&mut at, &|letter| letter == '-');
        match letters.get(at).copied() {
            None => break,
            Some('(') => {
                at += 1;
                tokens.push(Token::Open { minus });
            }
            Some(')') => {
                at += 1;
                tokens.push(Token::Close);
            }
            Some(letter) if is_quote(letter) => {
                at += 1;
                let text = take_while(&mut at, &|letter| !is_quote(letter));
                at += 1;
                tokens.push(Token::Phrase { minus, text });
            }
            Some(letter) if letter.is_whitespace() => {}
            Some(_) => {
                let text = take_while(&mut at, &|letter| !ends_word(letter));
                let field = text
                    .split_once(':')
                    .and_then(|(name, value)| Some((Field::of(name)?, value)));
                tokens.push(match field {
                    None => Token::Text { minus, text },
                    Some((field, value)) => {
                        let opens = letters.get(at).copied().is_some_and(is_quote);
                        let quoted = opens && (value.is_empty() || value == "=" && field.is_named());
                        let (value, stance) = if quoted {
                            at += 1;
                            let inside = take_while(&mut at, &|letter| !is_quote(letter));
                            at += 1;
                            let mut end = at + 1;
                            let word = take_while(&mut end, &char::is_alphabetic);
                            let stance = (field == Field::Topic && letters.get(at) == Some(&'/'))
                                .then(|| stance_of(&word))
                                .flatten();
                            if stance.is_some() {
                                at = end;
                            }
                            (format!("{value}{inside}"), stance)
                        } else {
                            let parts = value.rsplit_once('/').filter(|_| field == Field::Topic);
                            match parts.and_then(|(name, word)| Some((name, stance_of(word)?))) {
                                Some((name, stance)) => (name.to_owned(), Some(stance)),
                                None => (value.to_owned(), None),
                            }
                        };
                        let field = with_stance(field, stance);
                        Token::Field { minus, field, value }
                    }
                });
            }
        }
    }
    tokens
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    conditions: usize,
    problems: Vec<QueryProblem>,
}

impl Parser {
    /// Up to the closing parenthesis or the end.
    fn sequence(&mut self, depth: usize) -> Option<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        // The last node and the next one are alternatives.
        let mut join = false;
        while let Some(token) = self.tokens.get(self.at) {
            if matches!(token, Token::Close) {
                break;
            }
            if let Token::Text { minus: false, text } = token
                && (text == "OR" || text == "AND")
            {
                join = text == "OR";
                self.at += 1;
                continue;
            }
            let Some(node) = self.item(depth) else {
                continue;
            };
            match nodes.pop() {
                Some(last) if join => nodes.extend(any(vec![last, node])),
                last => {
                    nodes.extend(last);
                    nodes.push(node);
                }
            }
            join = false;
        }
        all(nodes)
    }

    fn item(&mut self, depth: usize) -> Option<Node> {
        let at = self.at;
        self.at += 1;
        let (minus, node) = match self.tokens.get_mut(at)? {
            Token::Close => return None,
            Token::Open { minus } => {
                let minus = *minus;
                if depth >= DEEPEST {
                    return None;
                }
                let node = self.sequence(depth + 1);
                self.at += 1;
                (minus, node?)
            }
            Token::Phrase { minus, text } => {
                let (minus, text) = (*minus, std::mem::take(text));
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if fold::fold(&text).is_empty() {
                    self.problems
                        .push(problem("empty_phrase", &format!("\"{text}\"")));
                    return None;
                }
                (minus, Node::Phrase(text))
            }
            Token::Text { minus, text } => {
                let (minus, text) = (*minus, std::mem::take(text));
                (minus, self.word(&text)?)
            }
            Token::Field { minus, field, value } => {
                let (minus, field, value) = (*minus, *field, std::mem::take(value));
                (minus, self.field(field, &value)?)
            }
        };
        if minus || matches!(node, Node::Field(..)) {
            self.conditions += 1;
            if self.conditions > MOST_CONDITIONS {
                self.problems
                    .push(problem("too_long", &super::writer::write(Some(&node))));
                return None;
            }
        }
        Some(if minus { not(node) } else { node })
    }

    fn word(&mut self, text: &str) -> Option<Node> {
        if let Some((name, value)) = text.split_once(':') {
            // Not times of day, not addresses.
            let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
            if is_name && !value.starts_with('/') {
                self.problems.push(problem("unknown_field", &format!("{name}:")));
            }
        }
        // Meant just as it is written, as in quotes.
        if let Some(literal) = text.strip_prefix('=')
            && !literal.ends_with('*')
            && !fold::fold(literal).is_empty()
        {
            return Some(Node::Phrase(literal.to_owned()));
        }
        let base = text.trim_end_matches('*');
        // Punctuation alone is in no text either.
        if fold::fold(base).is_empty() {
            return None;
        }
        let prefix = base.len() < text.len();
        // As a word it would join its neighbours when it is read again.
        if !prefix && (base == "OR" || base == "AND") {
            return Some(Node::Phrase(base.to_owned()));
        }
        Some(Node::Word {
            text: base.to_owned(),
            prefix,
            also: None,
        })
    }

    fn field(&mut self, field: Field, value: &str) -> Option<Node> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let part = super::writer::field(field, &value);
        match field.checked(value) {
            Ok((field, value)) => Some(Node::Field(field, value)),
            Err(code) => {
                self.problems.push(problem(code, &part));
                None
            }
        }
    }
}
