//! A query as conditions of SQL, for each place of things that can be found.

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::documents::Source;
use super::match_expression::{expression, is_textual};
use super::names;
use super::query::{Field, Node};
use super::types::QueryProblem;
use crate::Result;
use crate::dates::DateRange;

/// Words of a query about statements that may stand in different documents of a statement; more of them
/// must stand in one.
const MOST_APART: usize = 6;

/// Things of one kind that are found together. `x` is the thing itself in all conditions, `a` its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Shelf {
    Article,
    Statement,
    Translation,
    Note,
    Briefing,
}

impl Shelf {
    pub(super) const ALL: [Shelf; 5] = [
        Shelf::Article,
        Shelf::Statement,
        Shelf::Translation,
        Shelf::Note,
        Shelf::Briefing,
    ];

    /// The tables, joined.
    pub(super) fn from(self) -> &'static str {
        match self {
            Shelf::Article => "article x",
            Shelf::Statement => "statement x JOIN article a ON a.id = x.article_id",
            Shelf::Translation => {
                "translation x JOIN article a ON a.id = x.article_id LEFT JOIN statement s ON s.id = x.statement_id"
            }
            Shelf::Note => {
                "note x LEFT JOIN statement s ON s.id = x.statement_id
                 LEFT JOIN article a ON a.id = coalesce(x.article_id, s.article_id)
                 LEFT JOIN actor p ON p.id = x.actor_id LEFT JOIN topic q ON q.id = x.topic_id
                 LEFT JOIN event e ON e.id = x.event_id LEFT JOIN outlet o ON o.id = x.outlet_id"
            }
            Shelf::Briefing => "briefing_item x JOIN briefing b ON b.id = x.briefing_id",
        }
    }

    /// Neither it nor what it belongs to is in the bin.
    pub(super) fn alive(self) -> &'static str {
        match self {
            Shelf::Article => "x.deleted IS NULL",
            Shelf::Statement => "x.deleted IS NULL AND a.deleted IS NULL",
            Shelf::Translation => "x.deleted IS NULL AND a.deleted IS NULL AND s.deleted IS NULL",
            Shelf::Note => {
                "x.deleted IS NULL AND a.deleted IS NULL AND s.deleted IS NULL AND p.deleted IS NULL
                 AND q.deleted IS NULL AND e.deleted IS NULL AND o.deleted IS NULL"
            }
            Shelf::Briefing => "b.deleted IS NULL",
        }
    }

    /// The day by which the newest come first.
    pub(super) fn day(self) -> &'static str {
        match self {
            Shelf::Article => "x.published_latest",
            Shelf::Statement | Shelf::Translation => "a.published_latest",
            Shelf::Note => "coalesce(a.published_latest, substr(x.added, 1, 10))",
            Shelf::Briefing => "substr(b.added, 1, 10)",
        }
    }

    /// The document by which it is ranked.
    pub(super) fn source(self) -> Source {
        match self {
            Shelf::Article => Source::Article,
            Shelf::Statement => Source::Statement,
            Shelf::Translation => Source::Translation,
            Shelf::Note => Source::Note,
            Shelf::Briefing => Source::BriefingItem,
        }
    }
}

/// A condition with its values in the order of their question marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Condition {
    pub sql: String,
    pub values: Vec<Sql>,
}

impl Condition {
    fn plain(sql: impl Into<String>) -> Self {
        Condition {
            sql: sql.into(),
            values: Vec::new(),
        }
    }

    fn with(sql: impl Into<String>, values: Vec<Sql>) -> Self {
        Condition {
            sql: sql.into(),
            values,
        }
    }

    fn joined(parts: Vec<Condition>, with: &str, none: &str) -> Self {
        if parts.is_empty() {
            return Condition::plain(none);
        }
        let mut sql = Vec::with_capacity(parts.len());
        let mut values = Vec::new();
        for part in parts {
            sql.push(part.sql);
            values.extend(part.values);
        }
        Condition {
            sql: format!("({})", sql.join(with)),
            values,
        }
    }

    fn not(self) -> Self {
        Condition {
            sql: format!("NOT {}", self.sql),
            values: self.values,
        }
    }
}

/// Turns queries into conditions, remembering what the names in them stand for.
pub(super) struct Filter<'c> {
    conn: &'c Connection,
    /// Statements are looked for: the query says something about them.
    pub of_statements: bool,
    /// By field and value: the ids as a JSON array.
    ids: Vec<(Field, String, String)>,
    pub problems: Vec<QueryProblem>,
}

impl<'c> Filter<'c> {
    pub(super) fn new(conn: &'c Connection, root: &Node) -> Result<Self> {
        let mut filter = Filter {
            conn,
            of_statements: mentions(root, &Field::is_of_statements),
            ids: Vec::new(),
            problems: Vec::new(),
        };
        filter.resolve(root)?;
        Ok(filter)
    }

    /// Looks up every name that stands in a field.
    fn resolve(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Field(field, value) => {
                if let Some(ids) = names::ids(self.conn, *field, value)? {
                    if ids.is_empty() {
                        self.problems.push(QueryProblem {
                            code: "unknown_word".to_owned(),
                            part: super::writer::field(*field, value),
                        });
                    }
                    let json = serde_json::Value::from(ids).to_string();
                    self.ids.push((*field, value.clone(), json));
                }
                Ok(())
            }
            Node::Not(inner) => self.resolve(inner),
            Node::Any(nodes) | Node::All(nodes) => nodes.iter().try_for_each(|node| self.resolve(node)),
            Node::Word { .. } | Node::Phrase(_) => Ok(()),
        }
    }

    /// The condition under which a thing of this kind is found.
    pub(super) fn condition(&self, place: Shelf, node: &Node) -> Condition {
        let alone = self.of_statements && mentions(node, &|field| field == Field::Title);
        if is_textual(node) && !alone {
            let apart = matches!(node, Node::All(nodes) if self.of_statements && nodes.len() <= MOST_APART);
            if !apart {
                return self.words(place, node);
            }
        }
        match node {
            Node::Not(inner) => self.condition(place, inner).not(),
            Node::Any(nodes) => self.several(place, nodes, true),
            Node::All(nodes) => self.several(place, nodes, false),
            Node::Field(field, value) => self.field(place, *field, value),
            Node::Word { .. } | Node::Phrase(_) => self.words(place, node),
        }
    }

    fn several(&self, place: Shelf, nodes: &[Node], any: bool) -> Condition {
        let title = |node: &Node| self.of_statements && mentions(node, &|field| field == Field::Title);
        let (textual, others): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| is_textual(node) && !title(node));
        let mut parts = Vec::new();
        if any || !self.of_statements || textual.len() > MOST_APART {
            // One question to the index instead of one for each word.
            let together: Vec<Node> = textual.into_iter().cloned().collect();
            match (together.len(), any) {
                (0, _) => {}
                (1, _) => parts.extend(together.first().map(|node| self.condition(place, node))),
                (_, true) => parts.push(self.words(place, &Node::Any(together))),
                (_, false) => parts.push(self.words(place, &Node::All(together))),
            }
        } else {
            parts.extend(textual.into_iter().map(|node| self.condition(place, node)));
        }
        parts.extend(others.into_iter().map(|node| self.condition(place, node)));
        if any {
            Condition::joined(parts, " OR ", "0")
        } else {
            Condition::joined(parts, " AND ", "1")
        }
    }

    /// The thing is found by its words.
    fn words(&self, place: Shelf, node: &Node) -> Condition {
        let Some(expression) = expression(node) else {
            return Condition::plain("0");
        };
        let in_title = mentions(node, &|field| field == Field::Title);
        let mut questions: Vec<String> = Vec::new();
        match place {
            Shelf::Article => {
                questions.push(format!("x.id IN ({})", rows(Source::Article)));
                questions.push(format!("x.id IN ({})", rows(Source::ArticleNote)));
            }
            Shelf::Statement if in_title => {
                questions.push(format!("x.article_id IN ({})", rows(Source::Article)));
            }
            Shelf::Statement if self.of_statements => {
                questions.push(format!("x.id IN ({})", rows(Source::Statement)));
                questions.push(format!("x.id IN ({})", rows(Source::StatementNote)));
                for (table, source) in [("translation", Source::Translation), ("note", Source::Note)] {
                    questions.push(format!(
                        "x.id IN (SELECT t.statement_id FROM {table} t
                         WHERE t.deleted IS NULL AND t.statement_id IS NOT NULL AND t.id IN ({}))",
                        rows(source)
                    ));
                }
            }
            // Without a word about statements their quotes would only repeat what the article shows.
            Shelf::Statement => questions.push(format!("x.id IN ({})", rows(Source::StatementNote))),
            Shelf::Translation | Shelf::Note | Shelf::Briefing => {
                questions.push(format!("x.id IN ({})", rows(place.source())));
            }
        }
        let values = vec![Sql::Text(expression); questions.len()];
        Condition::with(format!("({})", questions.join(" OR ")), values)
    }

    fn field(&self, place: Shelf, field: Field, value: &str) -> Condition {
        let ids = || {
            let found = self
                .ids
                .iter()
                .find(|(known, of, _)| *known == field && of == value);
            Sql::Text(found.map_or("[]", |(_, _, ids)| ids.as_str()).to_owned())
        };
        let one_of = |column: &str| {
            Condition::with(
                format!("ifnull({column} IN (SELECT value FROM json_each(?)), 0)"),
                vec![ids()],
            )
        };
        let marked = |table: &str, column: &str, role: &str| {
            if place != Shelf::Statement {
                return Condition::plain("0");
            }
            Condition::with(
                format!(
                    "x.id IN (SELECT m.statement_id FROM {table} m
                     WHERE m.{column} IN (SELECT value FROM json_each(?)){role})"
                ),
                vec![ids()],
            )
        };
        match field {
            Field::Title => self.words(place, &Node::Field(field, value.to_owned())),
            Field::Outlet => match place {
                Shelf::Article => one_of("x.outlet_id"),
                Shelf::Statement | Shelf::Translation | Shelf::Note => one_of("a.outlet_id"),
                Shelf::Briefing => Condition::plain("0"),
            },
            Field::Language => {
                let column = match place {
                    Shelf::Article | Shelf::Translation => "x.language",
                    Shelf::Statement => "a.language",
                    Shelf::Note | Shelf::Briefing => return Condition::plain("0"),
                };
                let value = Sql::Text(value.to_owned());
                // "de" is also "de-AT".
                Condition::with(
                    format!("({column} = ? OR substr({column}, 1, length(?) + 1) = ? || '-')"),
                    vec![value.clone(), value.clone(), value],
                )
            }
            Field::After | Field::Before => between(place, field, value),
            Field::Speaker => marked("attribution", "actor_id", " AND m.role = 'speaker'"),
            Field::Topic => marked("statement_topic", "topic_id", ""),
            Field::Tag => marked("statement_tag", "tag_id", ""),
            Field::Event => marked("statement_event", "event_id", ""),
            Field::Kind if place == Shelf::Statement => {
                Condition::with("x.kind = ?", vec![Sql::Text(value.to_owned())])
            }
            Field::Kind => Condition::plain("0"),
        }
    }
}

/// Things of uncertain date are found if they may lie in the time; those without date are not.
fn between(place: Shelf, field: Field, value: &str) -> Condition {
    let (earliest, latest) = match place {
        Shelf::Article => ("x.published_earliest", "x.published_latest"),
        Shelf::Statement => (
            "coalesce(x.said_earliest, x.said_latest, a.published_earliest)",
            "coalesce(x.said_latest, x.said_earliest, a.published_latest)",
        ),
        Shelf::Translation => ("a.published_earliest", "a.published_latest"),
        Shelf::Note => (
            "coalesce(a.published_earliest, substr(x.added, 1, 10))",
            "coalesce(a.published_latest, substr(x.added, 1, 10))",
        ),
        Shelf::Briefing => ("substr(b.added, 1, 10)", "substr(b.added, 1, 10)"),
    };
    let Some(first) = DateRange::of(value).ok().and_then(|days| days.earliest) else {
        return Condition::plain("0");
    };
    let comparison = if field == Field::After {
        format!("ifnull({latest} >= ?, 0)")
    } else {
        format!("ifnull({earliest} < ?, 0)")
    };
    Condition::with(comparison, vec![Sql::Text(first)])
}

/// The rows of a source whose documents match the expression that is bound.
fn rows(source: Source) -> String {
    format!(
        "SELECT rowid - {base} FROM search WHERE search MATCH ? AND rowid >= {base} AND rowid < {end}",
        base = source.base(),
        end = source.end()
    )
}

/// Whether a field for which `which` holds stands anywhere in the query.
pub(super) fn mentions(node: &Node, which: &dyn Fn(Field) -> bool) -> bool {
    match node {
        Node::Field(field, _) => which(*field),
        Node::Not(inner) => mentions(inner, which),
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(|node| mentions(node, which)),
        Node::Word { .. } | Node::Phrase(_) => false,
    }
}

/// Whether words are looked for (and not only excluded).
pub(super) fn wants_words(node: &Node) -> bool {
    match node {
        Node::Word { .. } | Node::Phrase(_) | Node::Field(Field::Title, _) => true,
        Node::Field(..) | Node::Not(_) => false,
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(wants_words),
    }
}
