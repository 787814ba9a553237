//! Putting a translation beside its original.

use rusqlite::params;

use super::types::{AddTranslation, TranslationOf};
use crate::articles::current;
use crate::commands::answers::Created;
use crate::commands::rules::{living, text};
use crate::error::Reason;
use crate::registers::fields::{date, language, line};
use crate::registers::rows::new_uid;
use crate::statements::{Located, locate};
use crate::text::offsets::Positions;
use crate::vocabulary::Entity;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

/// Of an article, a statement, or a passage of an article's current text.
pub fn add(db: &Recording<'_>, request: AddTranslation) -> Result<Created> {
    let uid = new_uid(db.conn, Entity::Translation, request.uid)?;
    let title = line("title", &request.title)?;
    if !title.is_empty() && !matches!(request.of, TranslationOf::Article(_)) {
        return Err(only_articles_have_titles(&title));
    }
    let place = place(db, &request.of)?;
    let tag = required_language(&request.language)?;
    let words = text("text", &request.text)?;
    let translator = line("translator", &request.translator)?;
    let (translated, _) = date("translated", &request.translated)?;
    let passage = place.passage.as_ref().map(|(revision, span)| (*revision, span));
    db.conn
        .prepare_cached(
            "INSERT INTO translation (uid, article_id, statement_id, revision_id, start, end, quote, prefix, suffix,
               language, title, text, translator, translated, status, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            uid,
            place.article_id,
            place.statement_id,
            passage.map(|(revision, _)| revision),
            passage.map(|(_, span)| span.start),
            passage.map(|(_, span)| span.end),
            passage.map_or("", |(_, span)| &span.quote.exact),
            passage.map_or("", |(_, span)| &span.quote.prefix),
            passage.map_or("", |(_, span)| &span.quote.suffix),
            tag,
            title,
            words,
            translator,
            translated,
            request.status,
            db.at,
        ])?;
    Ok(Created { uid })
}

/// What a translation is of, as rows.
struct Place {
    article_id: i64,
    statement_id: Option<i64>,
    /// The revision and the range in it.
    passage: Option<(i64, Located)>,
}

fn place(db: &Reading<'_>, of: &TranslationOf) -> Result<Place> {
    match of {
        TranslationOf::Article(uid) => Ok(Place {
            article_id: living(db.conn, Entity::Article, *uid)?,
            statement_id: None,
            passage: None,
        }),
        TranslationOf::Statement(uid) => {
            let id = living(db.conn, Entity::Statement, *uid)?;
            let article_id = db
                .conn
                .prepare_cached("SELECT article_id FROM statement WHERE id = ?1")?
                .query_row([id], |row| row.get(0))?;
            Ok(Place {
                article_id,
                statement_id: Some(id),
                passage: None,
            })
        }
        TranslationOf::Passage { article, span } => {
            let article_id = living(db.conn, Entity::Article, *article)?;
            let current = current(db.conn, article_id, *article)?;
            let span = locate(&Positions::new(&current.text), "of.passage.span", span)?;
            Ok(Place {
                article_id,
                statement_id: None,
                passage: Some((current.revision_id, span)),
            })
        }
    }
}

/// The language of a translation is always known: the translator wrote it.
pub(super) fn required_language(typed: &str) -> Result<String> {
    let tag = language("language", typed)?;
    if tag.is_empty() {
        return Err(Error::invalid("language", Reason::Empty));
    }
    Ok(tag)
}

pub(super) fn only_articles_have_titles(title: &str) -> Error {
    Error::invalid(
        "title",
        Reason::NotAllowed {
            value: title.to_owned(),
            allowed: "only with the translation of an article".to_owned(),
        },
    )
}
