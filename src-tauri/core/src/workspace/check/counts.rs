//! Counts that lists show, compared with a look at every row.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::Result;
use crate::commands::list::answer;
use crate::workspace::Reading;

/// A command that counts, the field with its rows, the counts in them, and the same by looking at every row: uid and
/// count, for those that have any.
struct Counted {
    command: &'static str,
    rows: &'static str,
    count: &'static str,
    sql: &'static str,
}

const COUNTED: &[Counted] = &[
    Counted {
        command: "list_topics",
        rows: "topics",
        count: "statements",
        sql: "SELECT t.uid, (SELECT count(*) FROM statement_topic r NOT INDEXED, statement s, article a
                WHERE r.topic_id = t.id AND s.id = r.statement_id AND s.deleted IS NULL
                  AND a.id = s.article_id AND a.deleted IS NULL)
              FROM topic t NOT INDEXED WHERE t.deleted IS NULL",
    },
    Counted {
        command: "list_tags",
        rows: "tags",
        count: "statements",
        sql: "SELECT t.uid, (SELECT count(*) FROM statement_tag r NOT INDEXED, statement s, article a
                WHERE r.tag_id = t.id AND s.id = r.statement_id AND s.deleted IS NULL
                  AND a.id = s.article_id AND a.deleted IS NULL)
              FROM tag t NOT INDEXED WHERE t.deleted IS NULL",
    },
    Counted {
        command: "list_events",
        rows: "events",
        count: "statements",
        sql: "SELECT t.uid, (SELECT count(*) FROM statement_event r NOT INDEXED, statement s, article a
                WHERE r.event_id = t.id AND s.id = r.statement_id AND s.deleted IS NULL
                  AND a.id = s.article_id AND a.deleted IS NULL)
              FROM event t NOT INDEXED WHERE t.deleted IS NULL",
    },
    Counted {
        command: "list_outlets",
        rows: "outlets",
        count: "articles",
        sql: "SELECT t.uid, (SELECT count(*) FROM article a NOT INDEXED WHERE a.outlet_id = t.id AND a.deleted IS NULL)
              FROM outlet t NOT INDEXED WHERE t.deleted IS NULL",
    },
];

/// So many rows with counts are compared at most: each is a look at a whole table.
const MOST: usize = 200;

/// Counts that differ, in English, at most `limit`.
pub(super) fn findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let view = answer(db, "get_workspace", json!({}))?;
    for (field, table) in [
        ("articles", "article"),
        ("actors", "actor"),
        ("translations", "translation"),
        ("briefings", "briefing"),
        ("topics", "topic"),
        ("tags", "tag"),
        ("events", "event"),
        ("outlets", "outlet"),
        ("concepts", "concept"),
    ] {
        let rows = number(
            db,
            &format!("SELECT count(*) FROM {table} NOT INDEXED WHERE deleted IS NULL"),
        )?;
        told(field, &view[field], rows, &mut found);
    }
    let statements = number(
        db,
        "SELECT count(*) FROM statement s NOT INDEXED, article a WHERE a.id = s.article_id AND s.deleted IS NULL AND a.deleted IS NULL",
    )?;
    told("statements", &view["statements"], statements, &mut found);
    listed(
        db,
        "list_articles",
        number(
            db,
            "SELECT count(*) FROM article NOT INDEXED WHERE deleted IS NULL",
        )?,
        &mut found,
    )?;
    listed(db, "list_statements", statements, &mut found)?;
    for counted in COUNTED {
        by_row(db, counted, &mut found)?;
    }
    found.truncate(limit);
    Ok(found)
}

/// The total of a list, and how many rows its pages give.
fn listed(db: &Reading<'_>, command: &str, rows: i64, found: &mut Vec<String>) -> Result<()> {
    let field = command.trim_start_matches("list_");
    let (mut given, mut after) = (BTreeSet::new(), Value::Null);
    // Two million rows are looked at and no more.
    for _ in 0..4_000 {
        let page = answer(db, command, json!({ "limit": 500, "after": after }))?;
        if after.is_null() {
            told(&format!("{command}: total"), &page["total"], rows, found);
        }
        for row in page[field].as_array().into_iter().flatten() {
            given.extend(row["uid"].as_str().map(str::to_owned));
        }
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    if after.is_null() {
        told(&format!("{command}: rows"), &json!(given.len()), rows, found);
    }
    Ok(())
}

fn by_row(db: &Reading<'_>, counted: &Counted, found: &mut Vec<String>) -> Result<()> {
    let mut rows: BTreeMap<String, i64> = db
        .conn
        .prepare(&format!("{} LIMIT {MOST}", counted.sql))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let list = answer(db, counted.command, json!({}))?;
    let shown = list[counted.rows]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let all = rows.len() < MOST;
    for shown in shown {
        let uid = shown["uid"].as_str().unwrap_or_default();
        match rows.remove(uid) {
            Some(count) => told(
                &format!("{} of {uid}", counted.command),
                &shown[counted.count],
                count,
                found,
            ),
            None if all => found.push(format!("{} shows {uid}, which is not there", counted.command)),
            None => {}
        }
    }
    for uid in rows.keys() {
        found.push(format!("{} does not show {uid}", counted.command));
    }
    Ok(())
}

fn told(what: &str, shown: &Value, rows: i64, found: &mut Vec<String>) {
    if shown.as_i64() != Some(rows) {
        found.push(format!("{what}: {shown} is shown and {rows} are there"));
    }
}

fn number(db: &Reading<'_>, sql: &str) -> Result<i64> {
    Ok(db.conn.prepare(sql)?.query_row([], |row| row.get(0))?)
}
