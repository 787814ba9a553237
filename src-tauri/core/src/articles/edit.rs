//! Correcting what is known of an article.

use rusqlite::params;

use super::types::EditArticle;
use crate::Result;
use crate::commands::answers::Nothing;
use crate::commands::rules::living;
use crate::registers::fields::{date, given, language, line, name};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Changes the fields that are given. Neither the text nor the original can be changed here.
pub fn edit(db: &Recording<'_>, request: EditArticle) -> Result<Nothing> {
    let id = living(db.conn, Entity::Article, request.uid)?;
    let title = given(request.title, |typed| name("title", typed))?;
    let tag = given(request.language, |typed| language("language", typed))?;
    let outlet = match request.outlet {
        Some(Some(uid)) => Some(Some(living(db.conn, Entity::Outlet, uid)?)),
        Some(None) => Some(None),
        None => None,
    };
    let published = given(request.published, |typed| date("published", typed))?;
    let retrieved = given(request.retrieved, |typed| date("retrieved", typed))?;
    let author = given(request.author, |typed| line("author", typed))?;
    let url = given(request.url, |typed| line("url", typed))?;

    let (dated, earliest, latest) = match published {
        Some((typed, days)) => (Some(typed), days.earliest, days.latest),
        None => (None, None, None),
    };
    db.conn
        .prepare_cached(
            "UPDATE article SET
               title = coalesce(?2, title), language = coalesce(?3, language),
               outlet_id = iif(?4, ?5, outlet_id),
               author = coalesce(?6, author), url = coalesce(?7, url), note = coalesce(?8, note),
               published = coalesce(?9, published),
               published_earliest = iif(?9 IS NULL, published_earliest, ?10),
               published_latest = iif(?9 IS NULL, published_latest, ?11),
               retrieved = coalesce(?12, retrieved)
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            title,
            tag,
            outlet.is_some(),
            outlet.flatten(),
            author,
            url,
            request.note,
            dated,
            earliest,
            latest,
            retrieved.map(|(typed, _)| typed),
        ])?;
    Ok(Nothing {})
}
