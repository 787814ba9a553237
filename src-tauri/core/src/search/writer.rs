//! A query's tree as text again, in one spelling: what the program understood.

use super::query::{Field, Node};

/// The text that [`super::query::parse`] reads into the same tree.
pub fn write(root: Option<&Node>) -> String {
    let mut text = String::new();
    match root {
        None => {}
        Some(Node::All(nodes)) => side_by_side(nodes, &mut text),
        Some(node) => alternative(node, &mut text),
    }
    text
}

/// A field with its value, quoted where needed.
pub(super) fn field(field: Field, value: &str) -> String {
    let (equals, name) = match value.strip_prefix('=') {
        Some(name) if field.is_named() => ("=", name),
        _ => ("", value),
    };
    let splits = |character: char| character.is_whitespace() || matches!(character, '(' | ')');
    // What stands behind a slash may be read as a stance.
    let may_mean_stance = name.contains('/') && matches!(field, Field::Topic | Field::TopicWith(_));
    let plain = !name.is_empty() && !name.chars().any(splits) && !may_mean_stance;
    let quote = if plain { "" } else { "\"" };
    let stance = match field {
        Field::TopicWith(stance) => format!("/{stance}"),
        _ => String::new(),
    };
    format!("{}:{equals}{quote}{name}{quote}{stance}", field.word())
}

fn side_by_side(nodes: &[Node], text: &mut String) {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        alternative(node, text);
    }
}

/// Of a sequence: alternatives need no parentheses there.
fn alternative(node: &Node, text: &mut String) {
    match node {
        Node::Any(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    text.push_str(" OR ");
                }
                single(node, text);
            }
        }
        other => single(other, text),
    }
}

fn single(node: &Node, text: &mut String) {
    match node {
        Node::Word {
            text: word, prefix, ..
        } => {
            text.push_str(word);
            if *prefix {
                text.push('*');
            }
        }
        Node::Phrase(words) => {
            text.push('"');
            text.push_str(words);
            text.push('"');
        }
        Node::Field(name, value) => text.push_str(&field(*name, value)),
        Node::Not(inner) => {
            text.push('-');
            single(inner, text);
        }
        Node::Any(_) => {
            text.push('(');
            alternative(node, text);
            text.push(')');
        }
        Node::All(nodes) => {
            text.push('(');
            side_by_side(nodes, text);
            text.push(')');
        }
    }
}
