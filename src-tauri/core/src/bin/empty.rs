//! Emptying the bin: what is in it goes for good, with everything below it, out of the history too.
//!
//! Parts are deleted before their wholes, so that the history can name the whole of each; what others
//! refer to is taken out of them before it goes.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::list::KINDS;
use super::types::Emptied;
use crate::commands::answers::NoArguments;
use crate::history::change::{Change, Op};
use crate::vocabulary::Uid;
use crate::workspace::Recording;
use crate::{Result, imports};

/// Removes what is in the bin. This cannot be undone, nor anything that was done before.
pub fn empty(db: &Recording<'_>, _: NoArguments) -> Result<Emptied> {
    let removed = KINDS
        .iter()
        .try_fold(0, |sum: u32, (_, table, _)| -> Result<u32> {
            let sql = format!("SELECT count(*) FROM {table} WHERE deleted IS NOT NULL");
            let count: u32 = db.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
            Ok(sum.saturating_add(count))
        })?;
    if removed == 0 {
        return Ok(Emptied { removed });
    }
    forget_references(db)?;
    statements(db)?;
    articles(db)?;
    others(db)?;
    imports::forget_ended(db.conn)?;
    db.is_final.set(true);
    Ok(Emptied { removed })
}

/// Texts and originals that no article has any more. Runs after the search index has followed the
/// `changes` of the command, which need not be recorded yet: it needs the texts to take their words out.
///
/// They are those of the articles that go now, and of those that were taken back since the bin was emptied last.
pub(crate) fn remove_unused_content(conn: &Connection, changes: &[Change]) -> Result<()> {
    let mut digests = BTreeSet::new();
    for change in changes.iter().filter(|change| change.op == Op::Delete) {
        digests.extend(
            ["original_sha256", "content_sha256"]
                .iter()
                .filter_map(|column| change.before_text(column)),
        );
    }
    let mut taken_back = conn.prepare(
        "SELECT coalesce(json_extract(c.before, '$.original_sha256'), json_extract(c.before, '$.content_sha256'))
         FROM command k CROSS JOIN change c ON c.command_id = k.id
         WHERE k.id > coalesce((SELECT max(id) FROM command WHERE state = 'final'), 0) AND k.how <> 'do'
           AND c.op = 'delete' AND c.tbl IN ('article', 'text_revision') AND c.before IS NOT NULL",
    )?;
    let found = taken_back.query_map([], |row| row.get::<_, Option<String>>(0))?;
    for digest in found {
        digests.extend(digest?);
    }
    let mut original = conn.prepare(
        "DELETE FROM original WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE original_sha256 = ?1)",
    )?;
    // A text may be what an original is stored as.
    let mut content = conn.prepare(
        "DELETE FROM content WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM text_revision WHERE content_sha256 = ?1)
           AND NOT EXISTS (SELECT 1 FROM original WHERE sha256 = ?1 AND bytes IS NULL)",
    )?;
    for digest in &digests {
        original.execute([digest])?;
    }
    for digest in &digests {
        content.execute([digest])?;
    }
    Ok(())
}

/// What stays stops referring to what goes.
fn forget_references(db: &Recording<'_>) -> Result<()> {
    for sql in [
        "UPDATE article SET outlet_id = NULL WHERE outlet_id IN (SELECT id FROM outlet WHERE deleted IS NOT NULL)",
        // The words that the text uses for the actor stay.
        "UPDATE attribution SET actor_id = NULL WHERE actor_id IN (SELECT id FROM actor WHERE deleted IS NOT NULL)",
        "UPDATE actor_role SET organisation_id = NULL
         WHERE organisation_id IN (SELECT id FROM actor WHERE deleted IS NOT NULL)",
    ] {
        db.conn.execute(sql, [])?;
    }
    for sql in [
        "DELETE FROM event_party WHERE actor_id IN (SELECT id FROM actor WHERE deleted IS NOT NULL) RETURNING uid",
        "DELETE FROM statement_topic WHERE topic_id IN (SELECT id FROM topic WHERE deleted IS NOT NULL) RETURNING uid",
        "DELETE FROM statement_tag WHERE tag_id IN (SELECT id FROM tag WHERE deleted IS NOT NULL) RETURNING uid",
        "DELETE FROM statement_event WHERE event_id IN (SELECT id FROM event WHERE deleted IS NOT NULL) RETURNING uid",
    ] {
        remove(db, sql)?;
    }
    // Up to the next tag that stays; each round lifts by one level.
    let lift =
        "UPDATE tag SET parent_id = (SELECT above.parent_id FROM tag above WHERE above.id = tag.parent_id)
         WHERE deleted IS NULL AND parent_id IN (SELECT id FROM tag WHERE deleted IS NOT NULL)";
    while db.conn.execute(lift, [])? > 0 {}
    Ok(())
}

/// Statements in the bin and of articles in the bin.
const STATEMENTS: &str = "SELECT id FROM statement
    WHERE deleted IS NOT NULL OR article_id IN (SELECT id FROM article WHERE deleted IS NOT NULL)";

fn statements(db: &Recording<'_>) -> Result<()> {
    let translations = format!(
        "SELECT id FROM translation WHERE deleted IS NOT NULL OR statement_id IN ({STATEMENTS})
           OR article_id IN (SELECT id FROM article WHERE deleted IS NOT NULL)"
    );
    remove(
        db,
        &format!("DELETE FROM briefing_item WHERE statement_id IN ({STATEMENTS}) RETURNING uid"),
    )?;
    db.conn.execute(
        &format!("UPDATE briefing_item SET translation_id = NULL WHERE translation_id IN ({translations})"),
        [],
    )?;
    remove(
        db,
        &format!(
            "DELETE FROM link WHERE deleted IS NOT NULL OR from_id IN ({STATEMENTS}) OR to_id IN ({STATEMENTS})
             RETURNING uid"
        ),
    )?;
    remove(
        db,
        &format!(
            "DELETE FROM note WHERE deleted IS NOT NULL OR statement_id IN ({STATEMENTS})
               OR article_id IN (SELECT id FROM article WHERE deleted IS NOT NULL)
               OR actor_id IN (SELECT id FROM actor WHERE deleted IS NOT NULL)
               OR topic_id IN (SELECT id FROM topic WHERE deleted IS NOT NULL)
               OR event_id IN (SELECT id FROM event WHERE deleted IS NOT NULL)
               OR outlet_id IN (SELECT id FROM outlet WHERE deleted IS NOT NULL)
             RETURNING uid"
        ),
    )?;
    remove(
        db,
        &format!("DELETE FROM translation WHERE id IN ({translations}) RETURNING uid"),
    )?;
    for part in [
        "span",
        "attribution",
        "statement_topic",
        "statement_tag",
        "statement_event",
    ] {
        remove(
            db,
            &format!("DELETE FROM {part} WHERE statement_id IN ({STATEMENTS}) RETURNING uid"),
        )?;
    }
    remove(
        db,
        &format!("DELETE FROM statement WHERE id IN ({STATEMENTS}) RETURNING uid"),
    )
}

fn articles(db: &Recording<'_>) -> Result<()> {
    remove(
        db,
        "DELETE FROM text_revision WHERE article_id IN (SELECT id FROM article WHERE deleted IS NOT NULL) RETURNING uid",
    )?;
    remove(db, "DELETE FROM article WHERE deleted IS NOT NULL RETURNING uid")
}

fn others(db: &Recording<'_>) -> Result<()> {
    for (part, column, whole) in [
        ("actor_distinction", "one_id", "actor"),
        ("actor_distinction", "other_id", "actor"),
        ("actor_name", "actor_id", "actor"),
        ("actor_role", "actor_id", "actor"),
        ("event_party", "event_id", "event"),
        ("briefing_item", "briefing_id", "briefing"),
        ("concept_term", "concept_id", "concept"),
    ] {
        remove(
            db,
            &format!(
                "DELETE FROM {part} WHERE {column} IN (SELECT id FROM {whole} WHERE deleted IS NOT NULL) RETURNING uid"
            ),
        )?;
    }
    for whole in [
        "actor",
        "topic",
        "tag",
        "event",
        "outlet",
        "briefing",
        "saved_search",
        "concept",
    ] {
        remove(
            db,
            &format!("DELETE FROM {whole} WHERE deleted IS NOT NULL RETURNING uid"),
        )?;
    }
    Ok(())
}

/// Deletes rows and has their images taken out of the history.
fn remove(db: &Recording<'_>, sql: &str) -> Result<()> {
    let mut statement = db.conn.prepare(sql)?;
    let uids = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<Uid>>>()?;
    db.scrub.borrow_mut().extend(uids);
    Ok(())
}
