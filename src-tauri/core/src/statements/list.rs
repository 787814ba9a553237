//! Statements by what they carry.

use rusqlite::types::Value;

use super::types::{ListStatements, StatementPage, StatementView};
use super::view::views;
use crate::Result;
use crate::commands::answers::One;
use crate::commands::page::{self, Filter, List, Order};
use crate::commands::rules::living;
use crate::error::OrNotFound;
use crate::vocabulary::{Entity, Role, Stance};
use crate::workspace::Reading;

/// One statement with everything it carries.
pub fn get(db: &Reading<'_>, request: One) -> Result<StatementView> {
    let id = living(db.conn, Entity::Statement, request.uid)?;
    views(db.conn, &[id])?
        .pop()
        .or_not_found(Entity::Statement, request.uid)
}

/// A page of statements, newest said first, those without a date last.
pub fn list(db: &Reading<'_>, request: ListStatements) -> Result<StatementPage> {
    let filter = filter(&request);
    let list = List {
        // The order of the tables is given, so that a page walks along the index of dates.
        from: "statement s CROSS JOIN article a ON a.id = s.article_id",
        id: "s.id",
        filter: &filter,
        order: Order::Text {
            column: "s.said_latest",
            descending: true,
        },
    };
    let page = list.page(
        db.conn,
        request.after.as_deref(),
        page::limit(request.limit, 100, 500),
    )?;
    Ok(StatementPage {
        statements: views(db.conn, &page.ids)?,
        total: list.total(db.conn)?,
        next: page.next,
    })
}

fn filter(request: &ListStatements) -> Filter {
    let mut filter = Filter::default();
    filter.add("s.deleted IS NULL AND a.deleted IS NULL", []);
    if let Some(article) = request.article {
        filter.add(
            "s.article_id = (SELECT id FROM article WHERE uid = ?)",
            [text(article)],
        );
    }
    if let Some(outlet) = request.outlet {
        filter.add(
            "s.article_id IN (SELECT id FROM article WHERE outlet_id =
               (SELECT id FROM outlet WHERE uid = ? AND deleted IS NULL))",
            [text(outlet)],
        );
    }
    match (request.actor, request.role) {
        (Some(actor), role) => {
            filter.add(
                "s.id IN (SELECT statement_id FROM attribution
                   WHERE actor_id = (SELECT id FROM actor WHERE uid = ? AND deleted IS NULL) AND role IN
                     (SELECT value FROM json_each(?)))",
                [text(actor), words(role, Role::ALL)],
            );
        }
        (None, Some(role)) => filter.add(
            "EXISTS (SELECT 1 FROM attribution WHERE statement_id = s.id AND role = ?)",
            [text(role)],
        ),
        (None, None) => {}
    }
    match (request.topic, request.stance) {
        (Some(topic), stance) => filter.add(
            "s.id IN (SELECT statement_id FROM statement_topic
               WHERE topic_id = (SELECT id FROM topic WHERE uid = ? AND deleted IS NULL) AND stance IN
                 (SELECT value FROM json_each(?)))",
            [text(topic), words(stance, Stance::ALL)],
        ),
        (None, Some(stance)) => filter.add(
            "EXISTS (SELECT 1 FROM statement_topic x JOIN topic t ON t.id = x.topic_id
               WHERE x.statement_id = s.id AND x.stance = ? AND t.deleted IS NULL)",
            [text(stance)],
        ),
        (None, None) => {}
    }
    if let Some(tag) = request.tag {
        filter.add(
            "s.id IN (SELECT statement_id FROM statement_tag WHERE tag_id IN (
               WITH RECURSIVE below(id) AS (
                 SELECT id FROM tag WHERE uid = ? AND deleted IS NULL
                 UNION SELECT t.id FROM tag t JOIN below b ON t.parent_id = b.id WHERE t.deleted IS NULL)
               SELECT id FROM below))",
            [text(tag)],
        );
    }
    if let Some(event) = request.event {
        filter.add(
            "s.id IN (SELECT statement_id FROM statement_event
               WHERE event_id = (SELECT id FROM event WHERE uid = ? AND deleted IS NULL))",
            [text(event)],
        );
    }
    if let Some(kind) = request.kind {
        filter.add("s.kind = ?", [text(kind)]);
    }
    filter
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

/// The word asked for, or all there are, as a JSON array.
fn words<T: Copy + ToString>(asked: Option<T>, all: &[T]) -> Value {
    let words: Vec<String> = match asked {
        Some(word) => vec![word.to_string()],
        None => all.iter().map(ToString::to_string).collect(),
    };
    Value::Text(serde_json::Value::from(words).to_string())
}
