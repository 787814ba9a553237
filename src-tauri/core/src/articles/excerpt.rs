//! A piece of an article's text, for looking at a place without reading all of it.

use super::rows::rows;
use super::text::current;
use super::types::{ArticleExcerpt, GetExcerpt};
use crate::Result;
use crate::commands::rules::living;
use crate::error::OrNotFound;
use crate::text::direction::direction;
use crate::text::offsets::Positions;
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// Code points that are given at most.
const MOST: u32 = 20_000;

/// The characters of a range of an article's current text. A range that leaves the text ends where the text does.
pub fn excerpt(db: &Reading<'_>, request: GetExcerpt) -> Result<ArticleExcerpt> {
    let id = living(db.conn, Entity::Article, request.uid)?;
    let current = current(db.conn, id, request.uid)?;
    let mut article = rows(db.conn, &[id])?
        .pop()
        .or_not_found(Entity::Article, request.uid)?;
    article.direction = direction(&article.language, &current.text);
    let positions = Positions::new(&current.text);
    let length = positions.len_code_points();
    let start = request.start.min(length);
    let end = request.end.clamp(start, length).min(start.saturating_add(MOST));
    Ok(ArticleExcerpt {
        article,
        text: positions.slice(start, end).unwrap_or_default().to_owned(),
        start,
        length,
    })
}
