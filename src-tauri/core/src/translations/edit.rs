//! Changing a translation. What it is of never changes.

use rusqlite::params;

use super::add::{only_articles_have_titles, required_language};
use super::types::EditTranslation;
use crate::Result;
use crate::commands::answers::Nothing;
use crate::commands::rules::{living, text};
use crate::registers::fields::{date, given, line};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Changes the fields that are given.
pub fn edit(db: &Recording<'_>, request: EditTranslation) -> Result<Nothing> {
    let id = living(db.conn, Entity::Translation, request.uid)?;
    let title = given(request.title, |typed| line("title", typed))?;
    if let Some(title) = title.as_deref().filter(|title| !title.is_empty()) {
        let of_article: bool = db
            .conn
            .prepare_cached(
                "SELECT statement_id IS NULL AND revision_id IS NULL FROM translation WHERE id = ?1",
            )?
            .query_row([id], |row| row.get(0))?;
        if !of_article {
            return Err(only_articles_have_titles(title));
        }
    }
    let tag = given(request.language, required_language)?;
    let words = given(request.text, |typed| text("text", typed))?;
    let translator = given(request.translator, |typed| line("translator", typed))?;
    let translated = given(request.translated, |typed| date("translated", typed))?;
    db.conn
        .prepare_cached(
            "UPDATE translation SET language = coalesce(?2, language), text = coalesce(?3, text),
               title = coalesce(?4, title), translator = coalesce(?5, translator),
               translated = coalesce(?6, translated), status = coalesce(?7, status)
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            tag,
            words,
            title,
            translator,
            translated.map(|(typed, _)| typed),
            request.status,
        ])?;
    Ok(Nothing {})
}
