//! Storing articles. Each source is read and stored before the next is read, so that a large import holds
//! one document in memory; what a request says of its articles is checked before all of that.

use std::collections::HashSet;

use super::outlets::KnownOutlets;
use super::ready::{self, Ready, same_bytes};
use super::source::{Received, Said, receive};
use super::types::{ImportArticles, ImportedArticle, ImportedArticles, NewArticle, RefusedArticle};
use crate::commands::rules::living;
use crate::dates::DateRange;
use crate::error::{Reason, Refusal};
use crate::registers::fields::{date, language, line};
use crate::registers::rows::new_uid;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Stores articles; sources that cannot be read, or are there already, are named and the rest is stored.
pub fn import(db: &Recording<'_>, request: ImportArticles) -> Result<ImportedArticles> {
    let mut uids = HashSet::new();
    let said = request
        .articles
        .iter()
        .enumerate()
        .map(|(index, article)| check(db, index, article, &mut uids))
        .collect::<Result<Vec<_>>>()?;
    let mut outlets = None;

    let mut imported = Vec::with_capacity(said.len());
    let mut refused = Vec::new();
    for ((index, article), said) in (0_u32..).zip(&request.articles).zip(said) {
        let mut refuse = |file_name: String, refusal: &Refusal| {
            refused.push(RefusedArticle {
                index,
                message: format!("{file_name}: {refusal}"),
                file_name,
                refusal: serde_json::to_value(refusal).unwrap_or_default(),
            });
        };
        let source = Said {
            file_name: article.file_name.as_deref(),
            encoding: article.encoding.as_deref(),
            media_type: article.media_type.as_deref(),
            language: said.language.as_deref().filter(|tag| !tag.is_empty()),
        };
        let received = match receive(db.context, &article.source, &source) {
            Ok(received) => received,
            Err((file_name, refusal)) => {
                refuse(file_name, &refusal);
                continue;
            }
        };
        if !article.allow_duplicate
            && let Some(there) = same_bytes(db.conn, &received.draft.sha256)?
        {
            refuse(received.file_name, &Refusal::Duplicate { article: there });
            continue;
        }
        imported.push(store(db, index, said, received, &mut outlets)?);
    }
    Ok(ImportedArticles { imported, refused })
}

/// What a request says of an article, checked.
struct Fields {
    uid: Uid,
    /// '' = not said.
    title: String,
    language: Option<String>,
    outlet: Option<i64>,
    author: Option<String>,
    published: Option<(String, DateRange)>,
    retrieved: String,
    url: Option<String>,
    note: String,
}

fn check(db: &Recording<'_>, index: usize, article: &NewArticle, uids: &mut HashSet<Uid>) -> Result<Fields> {
    let field = |name: &str| format!("articles[{index}].{name}");
    let taken = || Error::invalid(field("uid"), Reason::Duplicate);
    let uid = new_uid(db.conn, Entity::Article, article.uid).map_err(|error| match error {
        Error::Invalid { .. } => taken(),
        other => other,
    })?;
    if !uids.insert(uid) {
        return Err(taken());
    }
    let trimmed = |name: &str, typed: &Option<String>| {
        typed.as_ref().map(|typed| line(&field(name), typed)).transpose()
    };
    Ok(Fields {
        uid,
        title: trimmed("title", &article.title)?.unwrap_or_default(),
        language: article
            .language
            .as_ref()
            .map(|tag| language(&field("language"), tag))
            .transpose()?,
        outlet: article
            .outlet
            .map(|outlet| living(db.conn, Entity::Outlet, outlet))
            .transpose()?,
        author: trimmed("author", &article.author)?,
        published: article
            .published
            .as_ref()
            .map(|typed| date(&field("published"), typed))
            .transpose()?,
        retrieved: date(
            &field("retrieved"),
            article.retrieved.as_deref().unwrap_or_default(),
        )?
        .0,
        url: trimmed("url", &article.url)?,
        note: article.note.clone().unwrap_or_default(),
    })
}

fn store(
    db: &Recording<'_>,
    index: u32,
    said: Fields,
    received: Received,
    outlets: &mut Option<KnownOutlets>,
) -> Result<ImportedArticle> {
    let Received {
        file_name,
        bytes,
        mut draft,
    } = received;
    if !said.title.is_empty() {
        draft.title = said.title;
    }
    draft.language = said.language.unwrap_or(draft.language);
    draft.author = said.author.unwrap_or(draft.author);
    draft.url = said.url.unwrap_or(draft.url);
    // A date that the document gives in a form of its own is as good as none.
    let published = match said.published {
        Some(published) => published,
        None => date("published", &draft.published).or_else(|_| date("published", ""))?,
    };
    let mut ready = Ready::new(bytes, draft, file_name, published);
    ready.uid = said.uid;
    ready.retrieved = said.retrieved;
    ready.note = said.note;
    ready::store_original(db.conn, &ready)?;
    let outlet = match said.outlet {
        None if !ready.draft.outlet.trim().is_empty() => {
            let known = match outlets.take() {
                Some(known) => known,
                None => KnownOutlets::load(db.conn)?,
            };
            outlets.insert(known).find(&ready.draft.outlet)
        }
        said => said,
    };
    ready::store(db.conn, &db.at, &ready, outlet)?;
    Ok(ImportedArticle {
        index,
        uid: ready.uid,
        title: ready.draft.title,
    })
}
