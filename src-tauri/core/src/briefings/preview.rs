//! The export, and what a careful reader would miss in it.

use super::document::{Document, Entry, Quote};
use super::types::{BriefingPreview, BriefingProblem};
use super::{load, markdown};
use crate::Result;
use crate::commands::answers::One;
use crate::text::language_tag::primary;
use crate::vocabulary::{Kind, Role, TranslationStatus, Uid};
use crate::workspace::Reading;

/// The briefing as Markdown: see [`markdown`]. The same workspace gives the same bytes.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn export(db: &Reading<'_>, briefing: Uid) -> Result<String> {
    Ok(markdown::write(&load::document(db.conn, briefing)?))
}

/// The briefing as it would be exported, with what is missing in it.
pub fn preview(db: &Reading<'_>, request: One) -> Result<BriefingPreview> {
    let document = load::document(db.conn, request.uid)?;
    let mut quotes = 0;
    let mut problems = Vec::new();
    for entry in &document.entries {
        let mut note = |item: Uid, code: &str| {
            problems.push(BriefingProblem {
                item,
                code: code.to_owned(),
            });
        };
        match entry {
            Entry::Heading { .. } | Entry::Prose { .. } => {}
            Entry::Deleted { item } => note(*item, "deleted_statement"),
            Entry::Quote(quote) => {
                quotes += 1;
                for code in missing(&document, quote) {
                    note(quote.item, code);
                }
            }
        }
    }
    Ok(BriefingPreview {
        markdown: markdown::write(&document),
        quotes,
        problems,
    })
}

fn missing<'a>(document: &'a Document, quote: &'a Quote) -> impl Iterator<Item = &'static str> + 'a {
    let foreign = primary(&quote.source.language) != primary(&document.language);
    let draft = |status| status == TranslationStatus::Draft;
    let has_speaker = quote
        .chain
        .iter()
        .any(|link| link.role == Role::Speaker && link.actor.is_some());
    let own_voice = matches!(quote.kind, Kind::AuthorVoice | Kind::Headline);
    [
        (foreign && quote.translation.is_none(), "no_translation"),
        (
            quote.translation.as_ref().is_some_and(|one| draft(one.status)),
            "draft_translation",
        ),
        (quote.pieces.iter().any(|piece| piece.orphaned), "orphaned_span"),
        (!has_speaker && !own_voice, "unknown_speaker"),
        (quote.pieces.iter().any(|piece| !piece.holds), "quote_differs"),
    ]
    .into_iter()
    .filter_map(|(applies, code)| applies.then_some(code))
}
