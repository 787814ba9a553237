//! Comparing the articles that wait for it: first looking, which takes its time and locks nobody out, then
//! writing down what was found, which is short.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, params};

use super::compare::{Compared, Lately, Likeness};
use super::index::{self, Candidates};
use super::{follow, groups};
use crate::Result;

/// What was found about some of the waiting articles.
pub struct Found(Vec<Looked>);

impl Found {
    /// How many articles were compared.
    pub fn compared(&self) -> usize {
        self.0.len()
    }

    /// Whether any of them has a copy.
    pub fn has_copies(&self) -> bool {
        self.0.iter().any(|looked| !looked.copies.is_empty())
    }
}

/// An article that was compared.
struct Looked {
    article: i64,
    /// The text that was compared; None when there is none.
    content: Option<i64>,
    signature: Vec<u32>,
    copies: Vec<(i64, Likeness)>,
}

/// Compares at most `limit` of the waiting articles with all others. Writes nothing.
pub(crate) fn search(conn: &Connection, limit: u32) -> Result<Found> {
    let waiting: Vec<i64> = conn
        .prepare_cached("SELECT article_id FROM copy_waiting ORDER BY article_id LIMIT ?1")?
        .query_map([limit], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut lately = Lately::default();
    // Of the articles compared now, which are not in the index yet.
    let mut beside: HashMap<i64, HashSet<u32>> = HashMap::new();
    let mut found = Vec::with_capacity(waiting.len());
    for article in waiting {
        let Some(one) = lately.get(conn, article)?.cloned() else {
            found.push(Looked {
                article,
                content: None,
                signature: Vec::new(),
                copies: Vec::new(),
            });
            continue;
        };
        let signature = one.shingles.signature();
        let mut candidates = Candidates::of(conn, &signature)?;
        for (other, hashes) in &beside {
            candidates.add(*other, hashes);
        }
        let mut others = candidates.best(|other| match beside.get(&other) {
            Some(hashes) => Ok(Some(hashes.len())),
            None => index::size(conn, other),
        })?;
        for other in follow::same_content(conn, one.content)? {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        others.retain(|other| *other != article);
        let mut copies = Vec::new();
        for other in others {
            if let Some(likeness) = lately.get(conn, other)?.and_then(|other| one.likeness(other)) {
                copies.push((other, likeness));
            }
        }
        beside.insert(article, signature.iter().copied().collect());
        found.push(Looked {
            article,
            content: Some(one.content),
            signature,
            copies,
        });
    }
    Ok(Found(found))
}

/// Writes down what was found; what changed meanwhile goes on waiting. Inside a transaction.
pub(crate) fn store(conn: &Connection, found: &Found) -> Result<()> {
    for looked in &found.0 {
        if Compared::content_of(conn, looked.article)? != looked.content {
            continue;
        }
        let waited = conn
            .prepare_cached("DELETE FROM copy_waiting WHERE article_id = ?1")?
            .execute([looked.article])?;
        let (Some(content), 1) = (looked.content, waited) else {
            continue;
        };
        index::put(conn, looked.article, content, &looked.signature)?;
        let mut others = BTreeSet::new();
        for (other, likeness) in &looked.copies {
            if !exists(conn, *other)? {
                continue;
            }
            pair(conn, looked.article, *other, *likeness)?;
            pair(conn, *other, looked.article, likeness.turned())?;
            others.insert(*other);
        }
        groups::join(conn, looked.article, &others)?;
    }
    Ok(())
}

fn exists(conn: &Connection, article: i64) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)")?
        .query_row([article], |row| row.get(0))?)
}

fn pair(conn: &Connection, article: i64, other: i64, likeness: Likeness) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO copy (article_id, other_id, relation, shared) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![article, other, likeness.relation, likeness.of_one])?;
    Ok(())
}
