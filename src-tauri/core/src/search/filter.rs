//! A query as conditions of SQL, for each place of things that can be found.

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::documents::Source;
use super::fields::grades;
use super::match_expression::{expression, is_textual};
use super::names;
use super::query::{Being, Field, Having, Node};
use super::types::QueryProblem;
use crate::Result;
use crate::dates::DateRange;
use crate::vocabulary::{Credibility, Reliability};

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

    /// Its article is no copy of one that came before.
    fn is_origin(self) -> String {
        let article = match self {
            Shelf::Article => "x.id",
            Shelf::Statement | Shelf::Translation | Shelf::Note => "a.id",
            Shelf::Briefing => return "1".to_owned(),
        };
        format!(
            "NOT EXISTS (SELECT 1 FROM copy_origin g WHERE g.article_id = {article} AND g.origin_id <> {article})"
        )
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

    /// The sources whose documents speak for a thing when its words are looked for, and not those of statements. They share
    /// their places.
    pub(super) fn sources(self) -> &'static [Source] {
        match self {
            Shelf::Article => &[Source::Article, Source::ArticleNote],
            Shelf::Statement => &[Source::StatementNote],
            Shelf::Translation => &[Source::Translation],
            Shelf::Note => &[Source::Note],
            Shelf::Briefing => &[Source::BriefingItem],
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
    /// Statements are looked for, by their own words: the query says something about them.
    pub of_statements: bool,
    /// Nothing else is.
    only_statements: bool,
    /// By field and value: the ids as a JSON array.
    ids: Vec<(Field, String, String)>,
    pub problems: Vec<QueryProblem>,
}

impl<'c> Filter<'c> {
    pub(super) fn new(conn: &'c Connection, root: &Node) -> Result<Self> {
        let only_statements = mentions(root, &Field::is_of_statements);
        let mut filter = Filter {
            conn,
            of_statements: only_statements || asks_for(root, Being::Statement),
            only_statements,
            ids: Vec::new(),
            problems: Vec::new(),
        };
        filter.resolve(root)?;
        Ok(filter)
    }

    /// Where to look.
    pub(super) fn shelves(&self, root: &Node) -> Vec<Shelf> {
        let possible: &[Shelf] = if self.only_statements {
            &[Shelf::Statement]
        } else if wants_words(root) || mentions(root, &|field| matches!(field, Field::Is(_))) {
            &Shelf::ALL
        } else {
            // What the filters alone say is said of articles.
            &[Shelf::Article]
        };
        let allowed = possible.iter().copied();
        allowed.filter(|shelf| is_allowed(*shelf, root)).collect()
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

    /// What the name in a field stands for: ids as a JSON array.
    pub(super) fn ids(&self, field: Field, value: &str) -> Option<&str> {
        let found = self
            .ids
            .iter()
            .find(|(known, of, _)| *known == field && of == value);
        found.map(|(_, _, ids)| ids.as_str())
    }

    fn field(&self, place: Shelf, field: Field, value: &str) -> Condition {
        let ids = || Sql::Text(self.ids(field, value).unwrap_or("[]").to_owned());
        let one_of = |column: &str| {
            Condition::with(
                format!("ifnull({column} IN (SELECT value FROM json_each(?)), 0)"),
                vec![ids()],
            )
        };
        let marked = |table: &str, column: &str, more: &str| {
            Condition::with(
                format!(
                    "x.id IN (SELECT m.statement_id FROM {table} m
                     WHERE m.{column} IN (SELECT value FROM json_each(?)){more})"
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
            Field::After | Field::Before | Field::Published => dated(field, value, published(place)),
            Field::Is(Being::Origin) => Condition::plain(place.is_origin()),
            Field::Is(being) => Condition::plain(match being.shelf() {
                Some(only) => if only == place { "1" } else { "0" }.to_owned(),
                None if place == Shelf::Statement => exists("span", "statement_id", " AND m.orphaned = 1"),
                None => "0".to_owned(),
            }),
            Field::Has(having) => Condition::plain(has(place, having)),
            Field::Reliability => {
                let column = match place {
                    Shelf::Article => "(SELECT g.reliability FROM outlet g WHERE g.id = x.outlet_id)",
                    Shelf::Statement => {
                        "coalesce(x.reliability, (SELECT g.reliability FROM outlet g WHERE g.id = a.outlet_id))"
                    }
                    Shelf::Translation | Shelf::Note => {
                        "(SELECT g.reliability FROM outlet g WHERE g.id = a.outlet_id)"
                    }
                    Shelf::Briefing => return Condition::plain("0"),
                };
                graded(column, value, Reliability::ALL.iter().map(|grade| grade.word()))
            }
            // What follows is said of statements alone.
            _ if place != Shelf::Statement => Condition::plain("0"),
            Field::Chain(role) => marked("attribution", "actor_id", &format!(" AND m.role = '{role}'")),
            Field::Actor => marked("attribution", "actor_id", ""),
            Field::Topic => marked("statement_topic", "topic_id", ""),
            Field::TopicWith(stance) => marked(
                "statement_topic",
                "topic_id",
                &format!(" AND m.stance = '{stance}'"),
            ),
            Field::Stance => Condition::with(
                exists("statement_topic", "statement_id", " AND m.stance = ?"),
                vec![Sql::Text(value.to_owned())],
            ),
            Field::Tag => marked("statement_tag", "tag_id", ""),
            Field::Event => marked("statement_event", "event_id", ""),
            Field::Kind => Condition::with("x.kind = ?", vec![Sql::Text(value.to_owned())]),
            Field::Certainty => {
                Condition::with("ifnull(x.certainty = ?, 0)", vec![Sql::Text(value.to_owned())])
            }
            Field::Credibility => graded(
                "x.credibility",
                value,
                Credibility::ALL.iter().map(|grade| grade.word()),
            ),
            Field::SaidAfter | Field::SaidBefore | Field::Said => dated(
                field,
                value,
                (
                    "coalesce(x.said_earliest, x.said_latest)",
                    "coalesce(x.said_latest, x.said_earliest)",
                ),
            ),
        }
    }
}

impl Being {
    /// The shelf that holds only such things.
    pub(super) fn shelf(self) -> Option<Shelf> {
        match self {
            Being::Article => Some(Shelf::Article),
            Being::Statement => Some(Shelf::Statement),
            Being::Translation => Some(Shelf::Translation),
            Being::Note => Some(Shelf::Note),
            Being::Briefing => Some(Shelf::Briefing),
            Being::Orphaned | Being::Origin => None,
        }
    }
}

/// A row of a table of parts belongs to the thing.
fn exists(table: &str, column: &str, more: &str) -> String {
    format!("EXISTS (SELECT 1 FROM {table} m WHERE m.{column} = x.id{more})")
}

fn has(place: Shelf, having: Having) -> String {
    let alive = " AND m.deleted IS NULL";
    match (having, place) {
        (Having::Outlet, Shelf::Article) => "x.outlet_id IS NOT NULL".to_owned(),
        (Having::Date, Shelf::Article) => "x.published_latest IS NOT NULL".to_owned(),
        (Having::Outlet, Shelf::Statement | Shelf::Translation | Shelf::Note) => {
            "a.outlet_id IS NOT NULL".to_owned()
        }
        (Having::Date, Shelf::Statement | Shelf::Translation | Shelf::Note) => {
            "a.published_latest IS NOT NULL".to_owned()
        }
        (Having::Translation, Shelf::Article) => exists("translation", "article_id", alive),
        (Having::Translation, Shelf::Statement) => exists("translation", "statement_id", alive),
        (Having::Note, Shelf::Article) => {
            format!("(x.note <> '' OR {})", exists("note", "article_id", alive))
        }
        (Having::Note, Shelf::Statement) => {
            format!("(x.note <> '' OR {})", exists("note", "statement_id", alive))
        }
        (Having::Speaker, Shelf::Statement) => {
            exists("attribution", "statement_id", " AND m.role = 'speaker'")
        }
        (Having::Topic, Shelf::Statement) => exists("statement_topic", "statement_id", ""),
        (Having::Tag, Shelf::Statement) => exists("statement_tag", "statement_id", ""),
        (Having::Event, Shelf::Statement) => exists("statement_event", "statement_id", ""),
        _ => "0".to_owned(),
    }
}

/// A grade between two, both included.
fn graded(column: &str, value: &str, all: impl Iterator<Item = &'static str>) -> Condition {
    let (first, last) = grades(value);
    // The words of the lists sort as the grades do.
    let within: Vec<Sql> = all
        .filter(|grade| *grade >= first && *grade <= last)
        .map(|grade| Sql::Text(grade.to_owned()))
        .collect();
    let marks = vec!["?"; within.len()].join(", ");
    Condition::with(format!("ifnull({column} IN ({marks}), 0)"), within)
}

/// The earliest and the latest day of publication.
fn published(place: Shelf) -> (&'static str, &'static str) {
    match place {
        Shelf::Article => ("x.published_earliest", "x.published_latest"),
        Shelf::Statement | Shelf::Translation => ("a.published_earliest", "a.published_latest"),
        Shelf::Note => (
            "coalesce(a.published_earliest, substr(x.added, 1, 10))",
            "coalesce(a.published_latest, substr(x.added, 1, 10))",
        ),
        Shelf::Briefing => ("substr(b.added, 1, 10)", "substr(b.added, 1, 10)"),
    }
}

/// Things of uncertain date are found if they may lie in the time; those without date are not.
fn dated(field: Field, value: &str, (earliest, latest): (&str, &str)) -> Condition {
    let days = DateRange::of(value).unwrap_or(DateRange {
        earliest: None,
        latest: None,
    });
    let from = |day: String| Condition::with(format!("ifnull({latest} >= ?, 0)"), vec![Sql::Text(day)]);
    match (field, days.earliest, days.latest) {
        (Field::After | Field::SaidAfter, Some(first), _) => from(first),
        (Field::Before | Field::SaidBefore, Some(first), _) => {
            Condition::with(format!("ifnull({earliest} < ?, 0)"), vec![Sql::Text(first)])
        }
        (Field::Published | Field::Said, first, last) => {
            let to =
                |day: String| Condition::with(format!("ifnull({earliest} <= ?, 0)"), vec![Sql::Text(day)]);
            let parts: Vec<Condition> = first.map(from).into_iter().chain(last.map(to)).collect();
            Condition::joined(parts, " AND ", "0")
        }
        _ => Condition::plain("0"),
    }
}

/// The rows of a source whose documents match the expression that is bound.
fn rows(source: Source) -> String {
    format!(
        "SELECT d.row FROM search_document d WHERE d.id IN (
           SELECT rowid FROM search WHERE search MATCH ? AND rowid >= {base} AND rowid < {end})",
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

/// Whether things of this kind are asked for by name.
fn asks_for(node: &Node, being: Being) -> bool {
    match node {
        Node::Field(field, _) => *field == Field::Is(being),
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(|node| asks_for(node, being)),
        Node::Not(_) | Node::Word { .. } | Node::Phrase(_) => false,
    }
}

/// Whether things of this kind can be found at all.
fn is_allowed(shelf: Shelf, node: &Node) -> bool {
    let is_kind = |node: &Node| matches!(node, Node::Field(Field::Is(being), _) if being.shelf().is_some());
    match node {
        Node::Field(Field::Is(being), _) => being.shelf().is_none_or(|of| of == shelf),
        Node::Not(inner) if is_kind(inner) => !is_allowed(shelf, inner),
        Node::Any(nodes) => nodes.iter().any(|node| is_allowed(shelf, node)),
        Node::All(nodes) => nodes.iter().all(|node| is_allowed(shelf, node)),
        Node::Not(_) | Node::Field(..) | Node::Word { .. } | Node::Phrase(_) => true,
    }
}

/// Whether statements, and nothing else, are what the query finds.
pub(super) fn asks_of_statements(root: &Node) -> bool {
    mentions(root, &Field::is_of_statements) || asks_for(root, Being::Statement)
}

/// Whether the query says anything that can be looked for.
pub(super) fn is_searchable(root: &Node) -> bool {
    wants_words(root) || mentions(root, &|_| true)
}
