//! Single writes right after an import.

use serde_json::json;

use super::{call, open_workspace};
use crate::phase::{Outcome, Setting};
use crate::raw::writes::SINGLE;
use crate::{Result, lines};

/// Adds articles one by one, each durably, as an analyst does who pastes them.
pub fn single(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    for article in lines::later(SINGLE) {
        let article = json!({ "articles": [{
            "source": { "text": article.text }, "media_type": "text/plain", "title": article.title,
            "language": article.language, "author": article.author, "published": article.published,
            "url": article.url, "allow_duplicate": true,
        }] });
        outcome.time("writes.article", || {
            call(&mut workspace, "import_articles", article)
        })?;
    }
    workspace.close()?;
    Ok(outcome)
}
