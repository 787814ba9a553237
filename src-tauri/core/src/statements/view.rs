//! Statements with everything they carry, many at once: a fixed number of queries, however many there are.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::types::{AttributionView, LinkedStatement, SpanView, StanceView, StatementView};
use crate::articles::ArticleRef;
use crate::commands::answers::{ActorRef, NamedRef, OutletRef};
use crate::registers::rows::json;
use crate::vocabulary::Uid;
use crate::{Result, translations};

/// The statements of an article in reading order.
pub(crate) fn of_article(conn: &Connection, article_id: i64) -> Result<Vec<StatementView>> {
    let ids: Vec<i64> = conn
        .prepare_cached(
            "SELECT id FROM statement WHERE article_id = ?1 AND deleted IS NULL ORDER BY first_start, id",
        )?
        .query_map([article_id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    views(conn, &ids)
}

/// These statements, in the order of the ids; an id that is not there is left out. Things in the bin that
/// a statement carries are left out too, but not the actors of its chain: they were there when it was read.
pub(crate) fn views(conn: &Connection, ids: &[i64]) -> Result<Vec<StatementView>> {
    let list = json(ids);
    let mut found = said(conn, &list)?;
    each(conn, BRIEFINGS, &list, &mut found, |view, row| {
        view.briefings.push(named(row)?);
        Ok(())
    })?;
    each(conn, LINKS, &list, &mut found, |view, row| {
        view.links.push(LinkedStatement {
            uid: row.get(1)?,
            kind: row.get(2)?,
            outgoing: row.get(3)?,
            note: row.get(4)?,
            statement: row.get(5)?,
            article: ArticleRef {
                uid: row.get(6)?,
                title: row.get(7)?,
                language: row.get(8)?,
            },
            quote: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
            speaker: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
        });
        Ok(())
    })?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// As [`views`], without the briefings that quote them and the statements that they are linked to.
pub(super) fn views_of_their_own(conn: &Connection, ids: &[i64]) -> Result<Vec<StatementView>> {
    let mut found = said(conn, &json(ids))?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// What statements say and are marked with. `list`: their ids as JSON.
fn said(conn: &Connection, list: &str) -> Result<HashMap<i64, StatementView>> {
    let mut found = bare(conn, list)?;
    if found.is_empty() {
        return Ok(found);
    }
    each(conn, SPANS, list, &mut found, |view, row| {
        view.spans.push(SpanView {
            uid: row.get(1)?,
            revision: row.get(2)?,
            start: row.get(3)?,
            end: row.get(4)?,
            quote: row.get(5)?,
            orphaned: row.get(6)?,
        });
        Ok(())
    })?;
    // Few actors say much: each is read once.
    let actors: HashMap<i64, ActorRef> = conn
        .prepare_cached(ACTORS)?
        .query_map([list], |row| {
            let actor = ActorRef {
                uid: row.get(1)?,
                kind: row.get(2)?,
                name: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
            };
            Ok((row.get(0)?, actor))
        })?
        .collect::<rusqlite::Result<_>>()?;
    each(conn, CHAIN, list, &mut found, |view, row| {
        let actor = row
            .get::<_, Option<i64>>(3)?
            .and_then(|id| actors.get(&id).cloned());
        view.chain.push(AttributionView {
            role: row.get(1)?,
            words: row.get(2)?,
            actor,
        });
        Ok(())
    })?;
    each(conn, TOPICS, list, &mut found, |view, row| {
        view.topics.push(StanceView {
            topic: named(row)?,
            stance: row.get(4)?,
        });
        Ok(())
    })?;
    each(conn, TAGS, list, &mut found, |view, row| {
        view.tags.push(named(row)?);
        Ok(())
    })?;
    each(conn, EVENTS, list, &mut found, |view, row| {
        view.events.push(named(row)?);
        Ok(())
    })?;
    for (id, translation) in translations::of_statements(conn, list)? {
        if let Some(view) = found.get_mut(&id) {
            view.translations.push(translation);
        }
    }
    Ok(found)
}

/// The statements without what hangs on them.
fn bare(conn: &Connection, ids: &str) -> Result<HashMap<i64, StatementView>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.id, s.uid, a.uid, a.title, a.language, o.uid, o.name, o.reliability, a.published, s.kind, s.said,
           s.about, s.certainty, s.reliability, s.credibility, s.note, s.added
         FROM statement s JOIN article a ON a.id = s.article_id
           LEFT JOIN outlet o ON o.id = a.outlet_id AND o.deleted IS NULL
         WHERE s.id IN (SELECT value FROM json_each(?1))",
    )?;
    let rows = statement.query_map([ids], |row| {
        let outlet = match row.get::<_, Option<Uid>>(5)? {
            Some(uid) => Some(OutletRef {
                uid,
                name: row.get(6)?,
                reliability: row.get(7)?,
            }),
            None => None,
        };
        let view = StatementView {
            uid: row.get(1)?,
            article: ArticleRef {
                uid: row.get(2)?,
                title: row.get(3)?,
                language: row.get(4)?,
            },
            outlet,
            published: row.get(8)?,
            kind: row.get(9)?,
            spans: Vec::new(),
            chain: Vec::new(),
            topics: Vec::new(),
            tags: Vec::new(),
            events: Vec::new(),
            said: row.get(10)?,
            about: row.get(11)?,
            certainty: row.get(12)?,
            reliability: row.get(13)?,
            credibility: row.get(14)?,
            note: row.get(15)?,
            translations: Vec::new(),
            links: Vec::new(),
            briefings: Vec::new(),
            added: row.get(16)?,
        };
        Ok((row.get(0)?, view))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Gives each row of a query to the statement whose id is its first column.
fn each(
    conn: &Connection,
    sql: &str,
    ids: &str,
    found: &mut HashMap<i64, StatementView>,
    mut take: impl FnMut(&mut StatementView, &Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([ids])?;
    while let Some(row) = rows.next()? {
        if let Some(view) = found.get_mut(&row.get(0)?) {
            take(view, row)?;
        }
    }
    Ok(())
}

/// Columns 1 to 3: uid, name, colour.
fn named(row: &Row<'_>) -> rusqlite::Result<NamedRef> {
    Ok(NamedRef {
        uid: row.get(1)?,
        name: row.get(2)?,
        color: row.get(3)?,
    })
}

const SPANS: &str = "
    SELECT p.statement_id, p.uid, r.uid, p.start, p.end, p.quote, p.orphaned
    FROM span p JOIN text_revision r ON r.id = p.revision_id
    WHERE p.statement_id IN (SELECT value FROM json_each(?1)) ORDER BY p.statement_id, p.position";

const CHAIN: &str = "
    SELECT t.statement_id, t.role, t.words, t.actor_id FROM attribution t
    WHERE t.statement_id IN (SELECT value FROM json_each(?1)) ORDER BY t.statement_id, t.position";

const ACTORS: &str = "
    SELECT c.id, c.uid, c.kind,
      (SELECT name FROM actor_name WHERE actor_id = c.id ORDER BY preferred DESC, position LIMIT 1)
    FROM actor c WHERE c.id IN (SELECT DISTINCT t.actor_id FROM attribution t
      WHERE t.statement_id IN (SELECT value FROM json_each(?1)))";

const TOPICS: &str = "
    SELECT x.statement_id, t.uid, t.name, t.color, x.stance
    FROM statement_topic x JOIN topic t ON t.id = x.topic_id
    WHERE x.statement_id IN (SELECT value FROM json_each(?1)) AND t.deleted IS NULL ORDER BY x.id";

const TAGS: &str = "
    SELECT x.statement_id, t.uid, t.name, t.color
    FROM statement_tag x JOIN tag t ON t.id = x.tag_id
    WHERE x.statement_id IN (SELECT value FROM json_each(?1)) AND t.deleted IS NULL ORDER BY x.id";

const EVENTS: &str = "
    SELECT x.statement_id, e.uid, e.name, ''
    FROM statement_event x JOIN event e ON e.id = x.event_id
    WHERE x.statement_id IN (SELECT value FROM json_each(?1)) AND e.deleted IS NULL ORDER BY x.id";

const BRIEFINGS: &str = "
    SELECT i.statement_id, b.uid, b.title, ''
    FROM briefing_item i JOIN briefing b ON b.id = i.briefing_id
    WHERE i.statement_id IN (SELECT value FROM json_each(?1)) AND b.deleted IS NULL
    GROUP BY i.statement_id, b.id ORDER BY b.id";

/// From both ends; a link is seen only while the other statement and its article are there.
const LINKS: &str = "
    SELECT l.near, l.uid, l.kind, l.outgoing, l.note, s.uid, a.uid, a.title, a.language,
      (SELECT quote FROM span WHERE statement_id = s.id ORDER BY position LIMIT 1),
      (SELECT (SELECT name FROM actor_name WHERE actor_id = t.actor_id ORDER BY preferred DESC, position LIMIT 1)
       FROM attribution t WHERE t.statement_id = s.id AND t.role = 'speaker' ORDER BY t.position LIMIT 1)
    FROM (
      SELECT from_id AS near, to_id AS far, 1 AS outgoing, id, uid, kind, note FROM link
      WHERE from_id IN (SELECT value FROM json_each(?1)) AND deleted IS NULL
      UNION ALL
      SELECT to_id, from_id, 0, id, uid, kind, note FROM link
      WHERE to_id IN (SELECT value FROM json_each(?1)) AND deleted IS NULL) l
    JOIN statement s ON s.id = l.far AND s.deleted IS NULL
    JOIN article a ON a.id = s.article_id AND a.deleted IS NULL
    ORDER BY l.near, l.id";
