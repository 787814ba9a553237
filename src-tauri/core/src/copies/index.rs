//! The index of signatures: which texts share hashes with one.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::shingles::AT_LEAST;
use crate::Result;

/// Hashes of one signature that are looked up, at most.
const LOOKED_UP: usize = 512;
/// Articles that are looked at for one hash: more have it only in phrases that everybody prints.
const OF_ONE_HASH: u32 = 200;
/// Candidates that are compared in full.
const COMPARED: usize = 20;
/// A candidate shares at least this much of the smaller signature, half of what makes a copy, because signatures
/// are samples.
const PROMISING: f64 = 0.25;

/// Puts an article's signature into the index, instead of what is there of it.
pub(super) fn put(conn: &Connection, article: i64, content: i64, hashes: &[u32]) -> Result<()> {
    remove(conn, article)?;
    let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
    conn.prepare_cached("INSERT INTO copy_signature (article_id, content_id, hashes) VALUES (?1, ?2, ?3)")?
        .execute(params![article, content, bytes])?;
    if !hashes.is_empty() {
        conn.prepare_cached("INSERT INTO copy_index (rowid, hashes) VALUES (?1, ?2)")?
            .execute(params![article, words(hashes)])?;
    }
    Ok(())
}

/// Takes an article's signature out of the index.
pub(super) fn remove(conn: &Connection, article: i64) -> Result<()> {
    let kept: Option<Vec<u8>> = conn
        .prepare_cached("DELETE FROM copy_signature WHERE article_id = ?1 RETURNING hashes")?
        .query_row([article], |row| row.get(0))
        .optional()?;
    let hashes = kept.as_deref().map(hashes).unwrap_or_default();
    if !hashes.is_empty() {
        conn.prepare_cached("INSERT INTO copy_index (copy_index, rowid, hashes) VALUES ('delete', ?1, ?2)")?
            .execute(params![article, words(&hashes)])?;
    }
    Ok(())
}

/// The numbers of a stored signature.
pub(super) fn hashes(bytes: &[u8]) -> Vec<u32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|four| u32::from_le_bytes(*four))
        .collect()
}

fn words(hashes: &[u32]) -> String {
    let words: Vec<String> = hashes.iter().map(|hash| format!("{hash:08x}")).collect();
    words.join(" ")
}

/// How many hashes of a signature each article has, and what that says of them.
pub(super) struct Candidates<'s> {
    signature: &'s [u32],
    shared: HashMap<i64, usize>,
}

impl<'s> Candidates<'s> {
    /// Those of the index.
    pub(super) fn of(conn: &Connection, signature: &'s [u32]) -> Result<Self> {
        let mut shared = HashMap::new();
        let mut having =
            conn.prepare_cached("SELECT rowid FROM copy_index WHERE copy_index MATCH ?1 LIMIT ?2")?;
        for hash in signature.iter().take(LOOKED_UP) {
            let mut rows = having.query(params![format!("\"{hash:08x}\""), OF_ONE_HASH])?;
            while let Some(row) = rows.next()? {
                *shared.entry(row.get(0)?).or_default() += 1;
            }
        }
        Ok(Candidates { signature, shared })
    }

    /// Adds an article that is not in the index yet, with its hashes.
    pub(super) fn add(&mut self, article: i64, hashes: &std::collections::HashSet<u32>) {
        let looked_up = self.signature.iter().take(LOOKED_UP);
        let shared = looked_up.filter(|hash| hashes.contains(hash)).count();
        if shared > 0 {
            self.shared.insert(article, shared);
        }
    }

    /// The most promising ones, best first. `size` tells how many hashes an article's signature has.
    pub(super) fn best(self, size: impl Fn(i64) -> Result<Option<usize>>) -> Result<Vec<i64>> {
        let own = self.signature.len();
        let mut promising = Vec::new();
        for (article, shared) in self.shared {
            let Some(size) = size(article)? else { continue };
            let smaller = own.min(size);
            // Of a long signature only a part was looked up.
            let looked_up = ratio(own.min(LOOKED_UP), own);
            let share = ratio(shared, smaller) / looked_up;
            // A short text's hashes beyond the threshold are not in a long one's signature.
            if share >= PROMISING || smaller <= AT_LEAST {
                promising.push((share, article));
            }
        }
        promising.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        promising.truncate(COMPARED);
        Ok(promising.into_iter().map(|(_, article)| article).collect())
    }
}

/// How many hashes the stored signature of an article has.
pub(super) fn size(conn: &Connection, article: i64) -> Result<Option<usize>> {
    Ok(conn
        .prepare_cached("SELECT length(hashes) / 4 FROM copy_signature WHERE article_id = ?1")?
        .query_row([article], |row| row.get::<_, i64>(0))
        .optional()?
        .and_then(|size| usize::try_from(size).ok()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "signatures have thousands of hashes at most"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
