//! Looking at concepts.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{ConceptPage, ConceptView, ListConcepts, TermView};
use crate::Result;
use crate::commands::answers::One;
use crate::commands::page::{self, Filter, List, Order};
use crate::error::OrNotFound;
use crate::registers::{fields, rows};
use crate::text::fold::{fold, variants};
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// A page of concepts that are not in the bin, by the first term as folded.
pub fn list(db: &Reading<'_>, request: ListConcepts) -> Result<ConceptPage> {
    let filter = filter(&request)?;
    let list = List {
        // The order of the tables is given, so that a page walks along the index of first terms.
        from: "concept_term n CROSS JOIN concept c ON c.id = n.concept_id",
        id: "n.concept_id",
        filter: &filter,
        order: Order::Text {
            column: "n.folded",
            descending: false,
        },
    };
    let page = list.page(
        db.conn,
        request.after.as_deref(),
        page::limit(request.limit, 100, 500),
    )?;
    Ok(ConceptPage {
        concepts: views(db.conn, &page.ids)?,
        total: list.total(db.conn)?,
        next: page.next,
    })
}

/// One concept with its terms.
pub fn get(db: &Reading<'_>, request: One) -> Result<ConceptView> {
    let id = rows::id_of(db.conn, Entity::Concept, request.uid)?;
    views(db.conn, &[id])?
        .pop()
        .or_not_found(Entity::Concept, request.uid)
}

fn filter(request: &ListConcepts) -> Result<Filter> {
    let mut filter = Filter::default();
    filter.add("n.position = 0", []);
    filter.add("c.deleted IS NULL", []);
    let language = fields::language("language", &request.language)?;
    if !language.is_empty() {
        // "de" is also in "de-AT".
        filter.add(
            "EXISTS (SELECT 1 FROM concept_term m WHERE m.concept_id = c.id
               AND (m.language = ? OR substr(m.language, 1, length(?) + 1) = ? || '-'))",
            [(); 3].map(|()| Value::Text(language.clone())),
        );
    }
    if !request.text.trim().is_empty() {
        let mut spellings = BTreeSet::from([fold(&request.text)]);
        spellings.extend(variants(&request.text));
        // Signs without a letter are in no term.
        spellings.remove("");
        let spellings = serde_json::Value::from_iter(spellings).to_string();
        filter.add(
            "EXISTS (SELECT 1 FROM concept_term m, json_each(?) w WHERE m.concept_id = c.id
               AND instr(' ' || m.folded, ' ' || w.value))",
            [Value::Text(spellings)],
        );
    }
    Ok(filter)
}

/// Concepts in the order of their ids as given. Two queries, however many there are.
pub(super) fn views(conn: &Connection, ids: &[i64]) -> Result<Vec<ConceptView>> {
    let wanted = rows::json(ids);
    let mut terms: HashMap<i64, Vec<TermView>> = HashMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT m.concept_id, m.term, m.language, m.status, m.note
         FROM json_each(?1) j CROSS JOIN concept_term m ON m.concept_id = j.value
         ORDER BY j.key, m.position, m.id",
    )?;
    let mut rows = statement.query([&wanted])?;
    while let Some(row) = rows.next()? {
        terms.entry(row.get(0)?).or_default().push(TermView {
            term: row.get(1)?,
            language: row.get(2)?,
            status: row.get(3)?,
            note: row.get(4)?,
        });
    }
    let mut statement = conn.prepare_cached(
        "SELECT c.id, c.uid, c.subject, c.definition, c.note
         FROM json_each(?1) j CROSS JOIN concept c ON c.id = j.value ORDER BY j.key",
    )?;
    let rows = statement.query_map([&wanted], |row| {
        Ok(ConceptView {
            uid: row.get(1)?,
            subject: row.get(2)?,
            definition: row.get(3)?,
            note: row.get(4)?,
            terms: terms.remove(&row.get(0)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
