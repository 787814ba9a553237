//! What is asked: a query as it was understood, before anything is looked for.

use super::expand::{self, Choice, Expansion};
use super::filter::is_searchable;
use super::query::{Node, Parsed, parse};
use super::types::QueryProblem;
use super::writer;
use crate::Result;
use crate::workspace::Reading;

/// A query, read.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// None when there is nothing to look for.
    pub root: Option<Node>,
    pub understood: String,
    pub problems: Vec<QueryProblem>,
    /// What else may stand for its words.
    pub expansions: Vec<Expansion>,
}

/// Reads a query and looks up what else may stand for its words. While it is typed, its last word is completed.
pub(super) fn asked(db: &Reading<'_>, query: &str, typing: bool, choice: &Choice) -> Result<Asked> {
    let mut parsed = parse(query);
    let understood = writer::write(parsed.root.as_ref());
    let mut expansions = Vec::new();
    if typing && let Some(word) = parsed.open_word() {
        expansions = expand::complete(db.conn, db.memory, word)?;
    }
    let Parsed {
        root, mut problems, ..
    } = parsed;
    let mut root = root.filter(|root| {
        let only_not = !is_searchable(root);
        if only_not {
            problems.push(QueryProblem {
                code: "only_not".to_owned(),
                part: understood.clone(),
            });
        }
        !only_not
    });
    if let Some(root) = &mut root {
        expansions.extend(expand::expand(db.conn, db.memory, root, choice)?);
    }
    Ok(Asked {
        root,
        understood,
        problems,
        expansions,
    })
}
