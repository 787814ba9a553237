//! An article opened for reading.

use super::rows::rows;
use super::text::current;
use super::types::ArticleView;
use crate::commands::answers::{One, Range};
use crate::commands::rules::living;
use crate::error::OrNotFound;
use crate::registers::notes;
use crate::text::direction::direction;
use crate::vocabulary::Entity;
use crate::workspace::Reading;
use crate::{Result, statements, text, translations};

/// Text, sentences, statements, translations and notes of an article.
pub fn get(db: &Reading<'_>, request: One) -> Result<ArticleView> {
    let id = living(db.conn, Entity::Article, request.uid)?;
    let current = current(db.conn, id, request.uid)?;
    let mut article = rows(db.conn, &[id])?
        .pop()
        .or_not_found(Entity::Article, request.uid)?;
    // The library judges by the title alone; here the text is at hand.
    article.direction = direction(&article.language, &current.text);
    let sentences = text::sentences::sentences(&current.text, &article.language)
        .into_iter()
        .map(|(start, end)| Range { start, end })
        .collect();
    Ok(ArticleView {
        article,
        revision: current.revision,
        revision_number: current.number,
        sentences,
        statements: statements::of_article(db.conn, id)?,
        translations: translations::of_article(db.conn, id)?,
        notes: notes::about(db.conn, Entity::Article, id, request.uid)?,
        text: current.text,
    })
}
