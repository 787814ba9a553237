//! Looking at copies.

use rusqlite::{Connection, Row, params};

use super::compare::{Compared, Likeness};
use super::types::{CopiedArticle, Copy, CopyList, ListOrigins, Origin, OriginPage};
use crate::Error;
use crate::Result;
use crate::commands::answers::One;
use crate::commands::page;
use crate::error::Reason;
use crate::registers::rows::{id_of, json};
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// Articles of one origin that a page shows.
const SHOWN: u32 = 100;
/// Waiting articles are counted up to this.
const WAITING: u32 = 10_000_000;

/// The columns of a [`CopiedArticle`] of `a`, with `o` its outlet.
const ARTICLE: &str = "a.uid, a.title, a.language, coalesce(o.name, ''), a.published,
   coalesce((SELECT c.characters FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
     WHERE r.article_id = a.id ORDER BY r.number DESC LIMIT 1), 0)";
const OUTLET: &str = "LEFT JOIN outlet o ON o.id = a.outlet_id AND o.deleted IS NULL";

fn copied(row: &Row<'_>) -> rusqlite::Result<CopiedArticle> {
    Ok(CopiedArticle {
        uid: row.get(0)?,
        title: row.get(1)?,
        language: row.get(2)?,
        outlet: row.get(3)?,
        published: row.get(4)?,
        characters: row.get(5)?,
    })
}

/// The copies of an article that were found, or that the analyst named.
///
/// # Errors
/// An article that is not there.
pub fn list(db: &Reading<'_>, request: One) -> Result<CopyList> {
    let id = id_of(db.conn, Entity::Article, request.uid)?;
    let mut statement = db.conn.prepare_cached(&format!(
        "SELECT {ARTICLE}, p.other_id, one.relation, one.shared, other.shared, d.same
         FROM (SELECT other_id FROM copy WHERE article_id = ?1
               UNION SELECT other_id FROM copy_decision WHERE one_id = ?1
               UNION SELECT one_id FROM copy_decision WHERE other_id = ?1) p
         JOIN article a ON a.id = p.other_id AND a.deleted IS NULL {OUTLET}
         LEFT JOIN copy one ON one.article_id = ?1 AND one.other_id = p.other_id
         LEFT JOIN copy other ON other.article_id = p.other_id AND other.other_id = ?1
         LEFT JOIN copy_decision d ON d.one_id = min(?1, p.other_id) AND d.other_id = max(?1, p.other_id)"
    ))?;
    let mut rows = statement.query([id])?;
    let mut copies = Vec::new();
    while let Some(row) = rows.next()? {
        let other: i64 = row.get(6)?;
        let stored = match (row.get(7)?, row.get(8)?, row.get(9)?) {
            (Some(relation), Some(of_one), Some(of_other)) => Some(Likeness {
                relation,
                of_one,
                of_other,
            }),
            _ => None,
        };
        // Said by the analyst of two texts that the program would not call copies: what they share is told.
        let likeness = match stored {
            Some(likeness) => Some(likeness),
            None => shared(db.conn, id, other)?,
        };
        let Some(likeness) = likeness else { continue };
        copies.push(Copy {
            article: copied(row)?,
            relation: likeness.relation,
            shared: per_cent(likeness.of_one),
            shared_of_other: per_cent(likeness.of_other),
            decided: row.get(10)?,
        });
    }
    copies.sort_by(|one, other| {
        let rank = |copy: &Copy| {
            (
                copy.decided == Some(false),
                std::cmp::Reverse(copy.shared.max(copy.shared_of_other)),
            )
        };
        rank(one)
            .cmp(&rank(other))
            .then_with(|| one.article.title.cmp(&other.article.title))
    });
    Ok(CopyList {
        copies,
        waiting: waiting(db.conn)?,
    })
}

fn shared(conn: &Connection, one: i64, other: i64) -> Result<Option<Likeness>> {
    let texts = Compared::load(conn, one)?.zip(Compared::load(conn, other)?);
    Ok(texts.map(|(one, other)| one.shared(&other)))
}

/// A page of the texts that stand in more than one article.
///
/// # Errors
/// [`Reason::NotAllowed`] on `after`.
pub fn list_origins(db: &Reading<'_>, request: ListOrigins) -> Result<OriginPage> {
    let limit = page::limit(request.limit, 50, 200);
    let after: i64 = match request.after.as_deref() {
        None => 0,
        Some(after) => after.parse().map_err(|_| {
            Error::invalid(
                "after",
                Reason::NotAllowed {
                    value: after.to_owned(),
                    allowed: "`next` of the page before".to_owned(),
                },
            )
        })?,
    };
    let mut ids: Vec<i64> = db
        .conn
        .prepare_cached(
            "SELECT DISTINCT origin_id FROM copy_origin WHERE origin_id > ?1 ORDER BY origin_id LIMIT ?2",
        )?
        .query_map(params![after, limit + 1], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let more = ids.len() > limit as usize;
    ids.truncate(limit as usize);
    let (total, articles) = db
        .conn
        .prepare_cached("SELECT count(DISTINCT origin_id), count(*) FROM copy_origin")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let origins = ids.iter().map(|id| origin(db.conn, *id)).collect::<Result<_>>()?;
    Ok(OriginPage {
        origins,
        total,
        articles,
        waiting: waiting(db.conn)?,
        next: ids.last().filter(|_| more).map(ToString::to_string),
    })
}

fn origin(conn: &Connection, id: i64) -> Result<Origin> {
    let count = conn
        .prepare_cached("SELECT count(*) FROM copy_origin WHERE origin_id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let articles = conn
        .prepare_cached(&format!(
            "SELECT {ARTICLE} FROM copy_origin g JOIN article a ON a.id = g.article_id {OUTLET}
             WHERE g.origin_id = ?1 ORDER BY a.published_latest IS NULL, a.published_latest, a.id LIMIT {SHOWN}"
        ))?
        .query_map([id], copied)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Origin { articles, count })
}

fn waiting(conn: &Connection) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM copy_waiting LIMIT ?1)")?
        .query_row([WAITING], |row| row.get(0))?)
}

/// These articles with what a text is to each.
pub(super) fn copies(conn: &Connection, found: &[(i64, Likeness)]) -> Result<Vec<Copy>> {
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {ARTICLE}, a.id FROM article a {OUTLET}
         WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.deleted IS NULL"
    ))?;
    let mut rows = statement.query([json(&ids)])?;
    let mut copies = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(6)?;
        if let Some((_, likeness)) = found.iter().find(|(of, _)| *of == id) {
            copies.push(Copy {
                article: copied(row)?,
                relation: likeness.relation,
                shared: per_cent(likeness.of_one),
                shared_of_other: per_cent(likeness.of_other),
                decided: None,
            });
        }
    }
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.shared.max(copy.shared_of_other)));
    Ok(copies)
}

fn per_cent(per_mille: u32) -> u32 {
    (per_mille + 5) / 10
}
