//! Marking a statement.

use rusqlite::params;

use super::carried::{self, Set};
use super::spans::{locate_all, store};
use super::types::AddStatement;
use crate::Result;
use crate::articles::current;
use crate::commands::answers::Created;
use crate::commands::rules::living;
use crate::registers::fields::date;
use crate::registers::rows::new_uid;
use crate::text::offsets::Positions;
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Marks a statement in the current text of an article.
pub fn add(db: &Recording<'_>, request: AddStatement) -> Result<Created> {
    let uid = new_uid(db.conn, Entity::Statement, request.uid)?;
    let article = living(db.conn, Entity::Article, request.article)?;
    let current = current(db.conn, article, request.article)?;
    let spans = locate_all(&Positions::new(&current.text), &request.spans)?;
    let chain = carried::chain(db.conn, None, &request.chain)?;
    let topics = carried::topics(db.conn, &request.topics)?;
    let tags = Set::Tags.find(db.conn, &request.tags)?;
    let events = Set::Events.find(db.conn, &request.events)?;
    let (said, said_days) = date("said", &request.said)?;
    let (about, about_days) = date("about", &request.about)?;

    db.conn
        .prepare_cached(
            "INSERT INTO statement (uid, article_id, kind, said, said_earliest, said_latest, about, about_earliest,
               about_latest, certainty, reliability, credibility, note, first_start, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            uid,
            article,
            request.kind,
            said,
            said_days.earliest,
            said_days.latest,
            about,
            about_days.earliest,
            about_days.latest,
            request.certainty,
            request.reliability,
            request.credibility,
            request.note,
            spans.first().map_or(0, |span| span.start),
            db.at,
        ])?;
    let id = db.conn.last_insert_rowid();
    store(db.conn, id, current.revision_id, &spans)?;
    carried::store_chain(db.conn, id, &chain)?;
    carried::store_topics(db.conn, id, &topics)?;
    Set::Tags.store(db.conn, id, &tags)?;
    Set::Events.store(db.conn, id, &events)?;
    Ok(Created { uid })
}
