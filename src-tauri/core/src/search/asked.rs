//! What is asked: a query as it was understood, before anything is looked for.

use super::filter::is_searchable;
use super::query::{Node, Parsed, parse};
use super::types::QueryProblem;
use super::writer;

/// A query, read.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// None when there is nothing to look for.
    pub root: Option<Node>,
    pub understood: String,
    pub problems: Vec<QueryProblem>,
}

/// Reads a query. While it is typed, its last word is also the beginning of one.
pub(super) fn asked(query: &str, typing: bool) -> Asked {
    let mut parsed = parse(query);
    let understood = writer::write(parsed.root.as_ref());
    if typing
        && let Some(Node::Word { text, prefix, .. }) = parsed.open_word()
        && text.chars().count() >= 2
    {
        *prefix = true;
    }
    let Parsed {
        root, mut problems, ..
    } = parsed;
    let root = root.filter(|root| {
        let only_not = !is_searchable(root);
        if only_not {
            problems.push(QueryProblem {
                code: "only_not".to_owned(),
                part: understood.clone(),
            });
        }
        !only_not
    });
    Asked {
        root,
        understood,
        problems,
    }
}
