//! Whether the search finds what stands in the texts: some words are looked for both ways.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{Source, document};
use super::find::find;
use super::states::Now;
use super::types::{Search, SearchSort};
use crate::Result;
use crate::text::fold::{each_word, fold};
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// So many words are looked for.
const WORDS: i64 = 200;

/// Words for which the search gives other articles than those in which they stand, in English, at most `limit`.
///
/// The words are spread evenly over those that stand in few documents, so that one page has all hits.
pub(crate) fn findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    // What an import has not indexed yet is found by its title only.
    let waits: bool = db
        .conn
        .query_row("SELECT EXISTS (SELECT 1 FROM pending_article)", [], |row| {
            row.get(0)
        })?;
    if waits {
        return Ok(Vec::new());
    }
    let count: i64 = db
        .conn
        .query_row("SELECT count(*) FROM lexicon WHERE docs <= 50", [], |row| {
            row.get(0)
        })?;
    let step = (count / WORDS).max(1);
    let mut statement = db.conn.prepare(
        "SELECT term FROM (SELECT term, row_number() OVER (ORDER BY term) AS number FROM lexicon WHERE docs <= 50)
         WHERE number % ?1 = 0 AND length(term) > 2 LIMIT ?2",
    )?;
    let terms: Vec<String> = statement
        .query_map([step, WORDS], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut stands: BTreeMap<String, BTreeSet<String>> = terms
        .into_iter()
        .filter(|term| fold(term) == *term)
        .map(|term| (term, BTreeSet::new()))
        .collect();
    look_through(db, &mut stands)?;

    let mut found = Vec::new();
    for (term, expected) in stands {
        let page = find(
            db,
            Search {
                query: format!("={term}"),
                sort: SearchSort::Newest,
                limit: 200,
                ..Search::first_of("")
            },
        )?;
        let hits: BTreeSet<String> = page
            .hits
            .iter()
            .filter(|hit| hit.entity == Entity::Article)
            .map(|hit| hit.uid.to_string())
            .collect();
        if page.next.is_none() && hits != expected && found.len() < limit {
            found.push(format!(
                "'{term}' stands in {} articles and {} are found",
                expected.len(),
                hits.len()
            ));
        }
    }
    Ok(found)
}

/// Reads every article that is not in the bin.
fn look_through(db: &Reading<'_>, stands: &mut BTreeMap<String, BTreeSet<String>>) -> Result<()> {
    let now = Now(db.conn);
    let mut articles = db
        .conn
        .prepare("SELECT id, uid FROM article NOT INDEXED WHERE deleted IS NULL")?;
    let mut rows = articles.query([])?;
    while let Some(row) = rows.next()? {
        let (id, uid): (i64, String) = (row.get(0)?, row.get(1)?);
        for source in [Source::Article, Source::ArticleNote] {
            let Some(document) = document(&now, source, id)? else {
                continue;
            };
            for text in [&document.title, &document.body] {
                each_word(text, |word, _, _| {
                    if let Some(articles) = stands.get_mut(word) {
                        articles.insert(uid.clone());
                    }
                });
            }
        }
    }
    Ok(())
}
