//! HTML: the article's text out of a page, and what the page says about it.
//!
//! The page is first rewritten in one pass as a small well-nested one ([`clean`]); a port of
//! Readability finds the article in that; [`blocks`] turns it into lines. A page that is too large for
//! tree algorithms goes to the lines directly.

mod blocks;
mod clean;
mod entities;
mod json_ld;
mod metadata;
mod tokens;
mod url;

pub(super) use tokens::start_tags;
pub(super) use url::clean_url;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::draft::Found;
use blocks::Furniture;
use clean::Clean;

/// Most elements of a page that the article is looked for in; pages of newspapers have 1,000 to 8,000.
const MAX_ELEMENTS: usize = 20_000;
/// Most work ([`Clean::work`], bytes) for the same.
const MAX_WORK: usize = 48 * 1024 * 1024;
/// How far down the headline may stand in the text and still be its headline (lines).
const HEADLINE_LINES: usize = 6;

/// The text and what the page says about it.
pub(super) fn read(page: &str) -> (String, Found) {
    let metadata = metadata::read(page);
    let clean = clean::clean(page);
    let headline = metadata.headline(&clean.headings).map(str::to_owned);
    let text = extract(&clean, headline.as_deref());
    (text, metadata.into_found(headline.as_deref()))
}

/// The text alone, the same as from [`read`].
pub(super) fn text(page: &str) -> String {
    let metadata = metadata::read(page);
    let clean = clean::clean(page);
    extract(&clean, metadata.headline(&clean.headings))
}

fn extract(clean: &Clean, headline: Option<&str>) -> String {
    let article = if fits_tree(clean) {
        article(&clean.html)
    } else {
        None
    };
    let text = article
        .map(|html| blocks::text(&html, Furniture::Keep))
        .filter(|text| text.chars().any(char::is_alphanumeric));
    let Some(text) = text else {
        let text = blocks::text(&clean.html, Furniture::Skip);
        return if text.is_empty() {
            blocks::text(&clean.html, Furniture::Keep)
        } else {
            text
        };
    };
    // The headline is part of what the outlet says, and Readability takes it for a title only.
    match headline {
        Some(headline) if !text.lines().take(HEADLINE_LINES).any(|line| line == headline) => {
            format!("{headline}\n\n{text}")
        }
        _ => text,
    }
}

fn fits_tree(clean: &Clean) -> bool {
    clean.elements <= MAX_ELEMENTS && clean.work <= MAX_WORK
}

/// The article in a page as HTML, if Readability finds one.
fn article(html: &str) -> Option<String> {
    let config = dom_smoothie::Config {
        disable_json_ld: true,
        max_elements_to_parse: MAX_ELEMENTS * 2,
        ..dom_smoothie::Config::default()
    };
    // A heuristic that meets a page its authors did not think of must not end the program.
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = dom_smoothie::Readability::new(html, None, Some(config)).ok()?;
        readability.parse().ok()
    }));
    found.ok().flatten().map(|article| article.content.to_string())
}

#[cfg(test)]
mod tests;
