//! The filters of a query, as facets set and take them away.

use rusqlite::Connection;

use super::super::filter::{asks_of_statements, is_searchable};
use super::super::names;
use super::super::query::{Being, Field, Having, Node};
use super::super::types::FacetBy;
use super::super::writer;
use crate::Result;
use crate::vocabulary::{Role, Stance};

/// A value as a part of a query.
pub(super) struct Part {
    pub value: String,
    pub stance: Option<Stance>,
    field: Field,
    /// It is said with a minus.
    not: bool,
    /// As it stands behind the colon.
    written: String,
}

impl Part {
    /// Of a key as it was counted.
    pub(super) fn of(by: FacetBy, key: String) -> Self {
        let mut stance = None;
        let mut value = key;
        let mut not = false;
        let mut written = None;
        let field = match by {
            FacetBy::Result => {
                let being = Being::ALL.into_iter().find(|being| being.word() == value);
                Field::Is(being.unwrap_or(Being::Article))
            }
            FacetBy::Outlet => Field::Outlet,
            FacetBy::Language => Field::Language,
            FacetBy::Year | FacetBy::Month => Field::Published,
            FacetBy::Speaker => Field::Chain(Role::Speaker),
            FacetBy::Addressee => Field::Chain(Role::Addressee),
            FacetBy::Kind => Field::Kind,
            FacetBy::Topic => {
                if let Some((name, word)) = value.rsplit_once('/') {
                    stance = word.parse().ok();
                    value = name.to_owned();
                }
                stance.map_or(Field::Topic, Field::TopicWith)
            }
            FacetBy::Tag => Field::Tag,
            FacetBy::Event => Field::Event,
            FacetBy::Reliability => Field::Reliability,
            FacetBy::Credibility => Field::Credibility,
            FacetBy::Translation => {
                not = value == "no";
                written = Some("translation");
                Field::Has(Having::Translation)
            }
            FacetBy::Orphaned => {
                written = Some("orphaned");
                Field::Is(Being::Orphaned)
            }
            FacetBy::Origin => {
                not = value == "no";
                written = Some("origin");
                Field::Is(Being::Origin)
            }
        };
        Part {
            written: written.map_or_else(|| value.clone(), str::to_owned),
            value,
            stance,
            field,
            not,
        }
    }
}

/// What choosing a value leads to.
pub(super) struct Chosen {
    pub active: bool,
    pub query: String,
}

/// The parts of a query that stand side by side.
pub(super) struct Filters<'c> {
    conn: &'c Connection,
    parts: Vec<Node>,
    of_statements: bool,
}

impl<'c> Filters<'c> {
    pub(super) fn of(conn: &'c Connection, root: &Node) -> Self {
        let parts = match root {
            Node::All(nodes) => nodes.clone(),
            node => vec![node.clone()],
        };
        Filters {
            conn,
            parts,
            of_statements: asks_of_statements(root),
        }
    }

    /// Which part filters by this facet and nothing else.
    pub(super) fn own(&self, by: FacetBy) -> Option<usize> {
        self.parts.iter().position(|part| match part {
            Node::Any(nodes) => nodes.iter().all(|node| is_of(by, node)),
            node => is_of(by, node),
        })
    }

    /// The query without one of its parts.
    pub(super) fn without(&self, part: Option<usize>) -> Node {
        let mut nodes = self.parts.clone();
        if let Some(part) = part.filter(|part| *part < nodes.len()) {
            nodes.remove(part);
        }
        // What is left must still say what is looked for.
        let rest = root(nodes.clone());
        if part.is_some() && !rest.as_ref().is_some_and(|rest| self.finds_the_same_kind(rest)) {
            let being = if self.of_statements {
                Being::Statement
            } else {
                Being::Article
            };
            nodes.push(Node::Field(Field::Is(being), being.word().to_owned()));
        }
        root(nodes).unwrap_or(Node::All(Vec::new()))
    }

    fn finds_the_same_kind(&self, rest: &Node) -> bool {
        is_searchable(rest) && asks_of_statements(rest) == self.of_statements
    }

    /// The query with a value, or without it if it is there already. `own` is the part that filters by its facet.
    pub(super) fn choose(&self, part: &Part, own: Option<usize>) -> Result<Chosen> {
        let alternatives: &[Node] = match own.and_then(|own| self.parts.get(own)) {
            None => &[],
            Some(Node::Any(nodes)) => nodes,
            Some(node) => std::slice::from_ref(node),
        };
        let node = self.node(part)?;
        let mut kept = Vec::with_capacity(alternatives.len() + 1);
        for alternative in alternatives {
            if !self.covers(alternative, &node)? {
                kept.push(alternative.clone());
            }
        }
        let active = kept.len() < alternatives.len();
        if !active {
            kept.push(node);
        }
        let mut nodes = self.parts.clone();
        let kept = if kept.len() > 1 {
            Some(Node::Any(kept))
        } else {
            kept.pop()
        };
        match (own, kept) {
            (Some(own), kept) => {
                nodes.splice(own..=own, kept);
            }
            (None, Some(node)) => nodes.push(node),
            (None, None) => {}
        }
        Ok(Chosen {
            active,
            query: writer::write(root(nodes).as_ref()),
        })
    }

    /// The filter by a value; a name as the whole name where as words it would mean others too.
    fn node(&self, part: &Part) -> Result<Node> {
        let mut value = part.written.replace(super::super::query::is_quote, " ");
        if part.field.is_named() {
            let whole = format!("={value}");
            let as_words = names::ids(self.conn, part.field, &value)?;
            if as_words != names::ids(self.conn, part.field, &whole)? {
                value = whole;
            }
        }
        let node = Node::Field(part.field, value.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(if part.not { Node::Not(Box::new(node)) } else { node })
    }

    /// Whether a filter that is there lets a value through.
    fn covers(&self, filter: &Node, value: &Node) -> Result<bool> {
        if filter == value {
            return Ok(true);
        }
        let (Node::Field(one, wide), Node::Field(other, narrow)) = (filter, value) else {
            return Ok(false);
        };
        Ok(match (one, other) {
            (Field::Language, Field::Language) => narrow.starts_with(&format!("{wide}-")),
            (Field::Reliability, Field::Reliability) | (Field::Credibility, Field::Credibility) => {
                let (first, last) = super::super::fields::grades(wide);
                (first..=last).contains(&narrow.as_str())
            }
            (one, other) if one.is_named() && (one == other || *one == Field::Topic) => {
                let all = names::ids(self.conn, *one, wide)?.unwrap_or_default();
                let of_value = names::ids(self.conn, *other, narrow)?.unwrap_or_default();
                !of_value.is_empty() && of_value.iter().all(|id| all.contains(id))
            }
            _ => false,
        })
    }
}

/// Parts side by side as a query.
fn root(mut nodes: Vec<Node>) -> Option<Node> {
    if nodes.len() > 1 {
        Some(Node::All(nodes))
    } else {
        nodes.pop()
    }
}

/// Whether a node is a filter by this facet.
fn is_of(by: FacetBy, node: &Node) -> bool {
    if let Node::Not(inner) = node {
        return by == FacetBy::Translation && is_of(by, inner);
    }
    let Node::Field(field, value) = node else {
        return false;
    };
    match by {
        FacetBy::Result => matches!(field, Field::Is(being) if being.shelf().is_some()),
        FacetBy::Outlet => *field == Field::Outlet,
        FacetBy::Language => *field == Field::Language,
        FacetBy::Year => *field == Field::Published && value.len() == 4,
        FacetBy::Month => *field == Field::Published && value.len() == 7,
        FacetBy::Speaker => *field == Field::Chain(Role::Speaker),
        FacetBy::Addressee => *field == Field::Chain(Role::Addressee),
        FacetBy::Kind => *field == Field::Kind,
        FacetBy::Topic => matches!(field, Field::Topic | Field::TopicWith(_)),
        FacetBy::Tag => *field == Field::Tag,
        FacetBy::Event => *field == Field::Event,
        FacetBy::Reliability => *field == Field::Reliability,
        FacetBy::Credibility => *field == Field::Credibility,
        FacetBy::Translation => *field == Field::Has(Having::Translation),
        FacetBy::Orphaned => *field == Field::Is(Being::Orphaned),
        FacetBy::Origin => *field == Field::Is(Being::Origin),
    }
}
