//! Articles.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: ListArticles) -> Result<ArticlePage> {
    Err(Error::UnknownCommand {
        name: "articles::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<ArticleView> {
    Err(Error::UnknownCommand {
        name: "articles::get".to_owned(),
    })
}

pub fn preview(_: &Reading<'_>, _: PreviewArticle) -> Result<ArticlePreview> {
    Err(Error::UnknownCommand {
        name: "articles::preview".to_owned(),
    })
}

pub fn import(_: &Recording<'_>, _: ImportArticles) -> Result<ImportedArticles> {
    Err(Error::UnknownCommand {
        name: "articles::import".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditArticle) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "articles::edit".to_owned(),
    })
}

pub(crate) fn content_findings(_: &Reading<'_>, _: usize) -> Result<Vec<String>> {
    Ok(vec![])
}
