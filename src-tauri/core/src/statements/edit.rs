//! Changing a statement.

use rusqlite::params;

use super::carried::{self, Set};
use super::spans::{locate_all, store};
use super::types::EditStatement;
use crate::Result;
use crate::articles::current;
use crate::commands::answers::Nothing;
use crate::commands::rules::living;
use crate::registers::fields::{date, given};
use crate::text::offsets::Positions;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::Recording;

/// Changes the fields that are given; lists that are given replace the lists that were.
pub fn edit(db: &Recording<'_>, request: EditStatement) -> Result<Nothing> {
    let id = living(db.conn, Entity::Statement, request.uid)?;
    let (article, article_uid): (i64, Uid) = db
        .conn
        .prepare_cached(
            "SELECT a.id, a.uid FROM statement s JOIN article a ON a.id = s.article_id WHERE s.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;

    // Everything is looked at before the first write.
    let spans = match &request.spans {
        None => None,
        Some(spans) => {
            let current = current(db.conn, article, article_uid)?;
            let located = locate_all(&Positions::new(&current.text), spans)?;
            Some((current.revision_id, located))
        }
    };
    let chain = request
        .chain
        .as_ref()
        .map(|chain| carried::chain(db.conn, Some(id), chain))
        .transpose()?;
    let topics = request
        .topics
        .as_ref()
        .map(|topics| carried::topics(db.conn, topics))
        .transpose()?;
    let tags = request
        .tags
        .as_ref()
        .map(|tags| Set::Tags.find(db.conn, tags))
        .transpose()?;
    let events = request
        .events
        .as_ref()
        .map(|events| Set::Events.find(db.conn, events))
        .transpose()?;
    let said = given(request.said, |typed| date("said", typed))?;
    let about = given(request.about, |typed| date("about", typed))?;

    if let Some((said, days)) = said {
        db.conn
            .prepare_cached(
                "UPDATE statement SET said = ?2, said_earliest = ?3, said_latest = ?4 WHERE id = ?1",
            )?
            .execute(params![id, said, days.earliest, days.latest])?;
    }
    if let Some((about, days)) = about {
        db.conn
            .prepare_cached(
                "UPDATE statement SET about = ?2, about_earliest = ?3, about_latest = ?4 WHERE id = ?1",
            )?
            .execute(params![id, about, days.earliest, days.latest])?;
    }
    db.conn
        .prepare_cached(
            "UPDATE statement SET kind = coalesce(?2, kind), note = coalesce(?3, note),
               certainty = iif(?4, ?5, certainty), reliability = iif(?6, ?7, reliability),
               credibility = iif(?8, ?9, credibility), first_start = coalesce(?10, first_start)
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            request.kind,
            request.note,
            request.certainty.is_some(),
            request.certainty.flatten(),
            request.reliability.is_some(),
            request.reliability.flatten(),
            request.credibility.is_some(),
            request.credibility.flatten(),
            spans
                .as_ref()
                .and_then(|(_, spans)| spans.first())
                .map(|span| span.start),
        ])?;
    if let Some((revision, spans)) = spans {
        store(db.conn, id, revision, &spans)?;
    }
    if let Some(chain) = chain {
        carried::store_chain(db.conn, id, &chain)?;
    }
    if let Some(topics) = topics {
        carried::store_topics(db.conn, id, &topics)?;
    }
    if let Some(tags) = tags {
        Set::Tags.store(db.conn, id, &tags)?;
    }
    if let Some(events) = events {
        Set::Events.store(db.conn, id, &events)?;
    }
    Ok(Nothing {})
}
