//! A query's words as an expression of FTS5. This is the only place that makes one.
//!
//! Every term has gone through [`crate::text::fold`] and is written as an FTS5 string ("…", quotes
//! doubled), so that nothing a person types can be read as FTS5's own syntax.

use crate::text::fold::{fold, variants};

use super::query::{Field, Node};

/// Alternative spellings of a phrase that are tried at most.
const MOST_SPELLINGS: usize = 12;

/// Whether the part speaks of words only, so that FTS5 alone can answer it: no fields but `title:`,
/// and what is excluded stands beside something that is looked for.
pub(super) fn is_textual(node: &Node) -> bool {
    match node {
        Node::Word { .. } | Node::Phrase(_) | Node::Field(Field::Title, _) => true,
        Node::Field(..) | Node::Not(_) => false,
        Node::Any(nodes) => nodes.iter().all(is_textual),
        Node::All(nodes) => {
            nodes.iter().any(is_textual)
                && nodes.iter().all(|node| match node {
                    Node::Not(inner) => is_textual(inner),
                    other => is_textual(other),
                })
        }
    }
}

/// The expression of a part that [`is_textual`]. None when nothing in it has letters.
pub(super) fn expression(node: &Node) -> Option<String> {
    match node {
        Node::Word { text, prefix, also } => match also {
            None => term(text, *prefix),
            Some(also) => alternatives(&fold(text), also),
        },
        Node::Phrase(words) => term(words, false),
        Node::Field(Field::Title, value) => {
            let (value, prefix) = open_value(value);
            Some(format!("{{title}} : {}", term(value, prefix)?))
        }
        Node::Field(..) | Node::Not(_) => None,
        Node::Any(nodes) => joined(nodes.iter(), " OR "),
        Node::All(nodes) => {
            let found = joined(nodes.iter().filter(|node| !matches!(node, Node::Not(_))), " AND ")?;
            let excluded: Vec<&Node> = nodes
                .iter()
                .filter_map(|node| match node {
                    Node::Not(inner) => Some(&**inner),
                    _ => None,
                })
                .collect();
            Some(match joined(excluded.into_iter(), " OR ") {
                Some(excluded) => format!("({found} NOT {excluded})"),
                None => found,
            })
        }
    }
}

/// A field's value, and whether it ends with `*`.
pub(super) fn open_value(value: &str) -> (&str, bool) {
    let base = value.trim_end_matches('*');
    (base, base.len() < value.len())
}

fn joined<'n>(nodes: impl Iterator<Item = &'n Node>, with: &str) -> Option<String> {
    let parts: Vec<String> = nodes.filter_map(expression).collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("({})", many.join(with))),
    }
}

fn term(words: &str, prefix: bool) -> Option<String> {
    let spellings: Vec<String> = spellings(words)
        .iter()
        .map(|spelling| {
            let star = if prefix { "*" } else { "" };
            format!("{}{star}", string(spelling))
        })
        .collect();
    match spellings.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("({})", many.join(" OR "))),
    }
}

/// A word as typed, and the terms that were found to stand for it.
fn alternatives(word: &str, also: &[String]) -> Option<String> {
    let all: Vec<String> = std::iter::once(word)
        .chain(also.iter().map(String::as_str))
        .filter(|terms| !terms.is_empty())
        .map(string)
        .collect();
    match all.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("({})", many.join(" OR "))),
    }
}

/// Documents in which every one of these words stands, in one of its spellings; the last one as a beginning if `prefix`.
/// None when there is nothing to look for.
pub(super) fn all_words(words: &str, prefix: bool) -> Option<String> {
    let spellings: Vec<String> = spellings(words)
        .iter()
        .map(|spelling| {
            let terms: Vec<String> = spelling.split(' ').map(string).collect();
            let star = if prefix { "*" } else { "" };
            format!("({}{star})", terms.join(" AND "))
        })
        .collect();
    (!spellings.is_empty()).then(|| spellings.join(" OR "))
}

/// Every folded spelling that is looked for, the first as typed: terms with a space between them. Empty
/// when there is nothing to look for.
pub(super) fn spellings(words: &str) -> Vec<String> {
    let mut spellings = vec![String::new()];
    for word in words.split_whitespace() {
        let base = fold(word);
        if base.is_empty() {
            continue;
        }
        let mut choices = vec![base];
        choices.extend(variants(word));
        if choices.len() * spellings.len() > MOST_SPELLINGS {
            choices.truncate(1);
        }
        spellings = choices
            .iter()
            .flat_map(|choice| {
                spellings.iter().map(move |before| {
                    if before.is_empty() {
                        choice.clone()
                    } else {
                        format!("{before} {choice}")
                    }
                })
            })
            .collect();
    }
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

/// An FTS5 string.
pub(super) fn string(terms: &str) -> String {
    let mut string = String::with_capacity(terms.len() + 2);
    string.push('"');
    for character in terms.chars().filter(|character| !character.is_control()) {
        if character == '"' {
            string.push('"');
        }
        string.push(character);
    }
    string.push('"');
    string
}
