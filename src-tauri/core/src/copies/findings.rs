//! Whether what is kept about copies is what the texts say.

use std::collections::HashMap;

use super::compare::Compared;
use super::index::hashes;
use crate::Result;
use crate::workspace::Reading;

/// Where signatures differ from the texts, or the index from the signatures: in English, at most `limit`.
pub(crate) fn findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    let conn = &db.with_temporary_tables()?;
    let mut found = Vec::new();
    conn.execute_batch(
        "CREATE VIRTUAL TABLE temp.copy_word USING fts5vocab('main', 'copy_index', 'instance')",
    )?;
    let mut indexed: HashMap<i64, Vec<u32>> = HashMap::new();
    let mut words = conn.prepare("SELECT doc, term FROM temp.copy_word")?;
    let mut rows = words.query([])?;
    while let Some(row) = rows.next()? {
        let term: String = row.get(1)?;
        indexed
            .entry(row.get(0)?)
            .or_default()
            .push(u32::from_str_radix(&term, 16).unwrap_or_default());
    }

    let mut signatures =
        conn.prepare("SELECT article_id, content_id, hashes FROM copy_signature ORDER BY article_id")?;
    let mut rows = signatures.query([])?;
    while let Some(row) = rows.next()? {
        let (article, content): (i64, i64) = (row.get(0)?, row.get(1)?);
        let bytes: Vec<u8> = row.get(2)?;
        let mut kept = hashes(&bytes);
        let text = Compared::load(conn, article)?;
        if text.is_none_or(|text| text.content != content || text.shingles.signature() != kept) {
            found.push(format!(
                "the signature of article {article} is not that of its text"
            ));
        }
        kept.sort_unstable();
        kept.dedup();
        let mut words = indexed.remove(&article).unwrap_or_default();
        words.sort_unstable();
        words.dedup();
        if words != kept {
            found.push(format!(
                "the index of copies does not hold the signature of article {article}"
            ));
        }
    }
    for article in indexed.keys() {
        found.push(format!(
            "the index of copies holds article {article}, which has no signature"
        ));
    }
    found.sort();
    found.truncate(limit);
    Ok(found)
}
