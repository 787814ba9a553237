//! Whether texts and originals are what their digests say, and quotes stand where they should.

use rusqlite::{Connection, params};

use crate::Result;
use crate::text::hash::sha256_hex;
use crate::text::offsets::Positions;
use crate::text::span::{self, Quote};
use crate::workspace::Reading;

/// What is wrong, in English, at most `limit` findings. Reads every text and every original, one at a time.
pub(crate) fn content_findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    originals(db, limit, &mut found)?;
    contents(db, limit, &mut found)?;
    quotes(db, limit, &mut found)?;
    Ok(found)
}

fn originals(db: &Reading<'_>, limit: usize, found: &mut Vec<String>) -> Result<()> {
    let mut statement = db.conn.prepare(
        "SELECT o.sha256, o.size, coalesce(o.bytes, CAST(c.text AS BLOB)) FROM original o
             LEFT JOIN content c ON o.bytes IS NULL AND c.sha256 = o.sha256 ORDER BY o.id",
    )?;
    let mut rows = statement.query([])?;
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        let (sha256, size): (String, i64) = (row.get(0)?, row.get(1)?);
        let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        if sha256_hex(bytes) != sha256 {
            found.push(format!(
                "the original {sha256} has other bytes than its digest says"
            ));
        }
        if i64::try_from(bytes.len()).ok() != Some(size) {
            found.push(format!(
                "the original {sha256} has {} bytes and says {size}",
                bytes.len()
            ));
        }
    }
    Ok(())
}

fn contents(db: &Reading<'_>, limit: usize, found: &mut Vec<String>) -> Result<()> {
    let mut statement = db
        .conn
        .prepare("SELECT sha256, characters, text FROM content ORDER BY id")?;
    let mut rows = statement.query([])?;
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        let (sha256, characters): (String, i64) = (row.get(0)?, row.get(1)?);
        let Ok(text) = std::str::from_utf8(row.get_ref(2)?.as_bytes().unwrap_or_default()) else {
            found.push(format!("the text {sha256} is not UTF-8"));
            continue;
        };
        if sha256_hex(text.as_bytes()) != sha256 {
            found.push(format!(
                "the text {sha256} has other characters than its digest says"
            ));
        }
        let counted = text.chars().count();
        if i64::try_from(counted).ok() != Some(characters) {
            found.push(format!(
                "the text {sha256} has {counted} characters and says {characters}"
            ));
        }
    }
    Ok(())
}

/// Ranges (also orphaned ones) that are empty, leave their text, or do not come back when they are converted to bytes
/// or to UTF-16 units: in English, at most `limit`.
pub(crate) fn range_findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut revisions = db.conn.prepare(
        "SELECT r.id, c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
         WHERE EXISTS (SELECT 1 FROM span WHERE revision_id = r.id)
            OR EXISTS (SELECT 1 FROM translation WHERE revision_id = r.id)
         ORDER BY r.id",
    )?;
    let mut of_revision = db.conn.prepare(
        "SELECT 'span', uid, start, end FROM span WHERE revision_id = ?1
         UNION ALL
         SELECT 'translation', uid, start, end FROM translation WHERE revision_id = ?1",
    )?;
    let mut rows = revisions.query([])?;
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        let (id, text): (i64, String) = (row.get(0)?, row.get(1)?);
        let positions = Positions::new(&text);
        let comes_back = |at: i64| {
            u32::try_from(at).is_ok_and(|at| {
                positions.to_byte(at).and_then(|byte| positions.from_byte(byte)) == Some(at)
                    && positions.to_utf16(at).and_then(|unit| positions.from_utf16(unit)) == Some(at)
            })
        };
        let mut ranges = of_revision.query(params![id])?;
        while let Some(row) = ranges.next()? {
            let (kind, uid): (String, String) = (row.get(0)?, row.get(1)?);
            let (start, end): (i64, i64) = (row.get(2)?, row.get(3)?);
            if start >= end || !comes_back(start) || !comes_back(end) {
                found.push(format!(
                    "the {kind} {uid} is at {start}–{end}, which is no range of its text"
                ));
            }
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// Revision by revision, so that each text is read once for all of its spans and translated passages.
fn quotes(db: &Reading<'_>, limit: usize, found: &mut Vec<String>) -> Result<()> {
    let broken = broken(db.conn, limit.saturating_sub(found.len()))?;
    found.extend(broken.into_iter().map(|broken| {
        let Broken {
            kind,
            uid,
            start,
            end,
        } = broken;
        format!("the {kind} {uid} does not say what stands at {start}–{end}")
    }));
    Ok(())
}

/// Spans and passages of translations that do not say what stands where they are: what they are, and their uids.
pub(crate) fn broken_quotes(conn: &Connection) -> Result<Vec<(String, String)>> {
    let broken = broken(conn, usize::MAX)?;
    Ok(broken
        .into_iter()
        .map(|broken| (broken.kind, broken.uid))
        .collect())
}

struct Broken {
    kind: String,
    uid: String,
    start: i64,
    end: i64,
}

fn broken(conn: &Connection, limit: usize) -> Result<Vec<Broken>> {
    let mut found = Vec::new();
    let mut revisions = conn.prepare(
        "SELECT r.id, c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
         WHERE EXISTS (SELECT 1 FROM span WHERE revision_id = r.id)
            OR EXISTS (SELECT 1 FROM translation WHERE revision_id = r.id)
         ORDER BY r.id",
    )?;
    let mut of_revision = conn.prepare(
        "SELECT 'span', uid, start, end, quote, prefix, suffix FROM span WHERE revision_id = ?1 AND orphaned = 0
         UNION ALL
         SELECT 'translation', uid, start, end, quote, prefix, suffix FROM translation WHERE revision_id = ?1",
    )?;
    let mut rows = revisions.query([])?;
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        let (id, text): (i64, String) = (row.get(0)?, row.get(1)?);
        let positions = Positions::new(&text);
        let mut quotes = of_revision.query(params![id])?;
        while let Some(row) = quotes.next()? {
            let (kind, uid): (String, String) = (row.get(0)?, row.get(1)?);
            let quote = Quote {
                exact: row.get(4)?,
                prefix: row.get(5)?,
                suffix: row.get(6)?,
            };
            let (start, end): (i64, i64) = (row.get(2)?, row.get(3)?);
            let holds = match (u32::try_from(start), u32::try_from(end)) {
                (Ok(start), Ok(end)) => span::holds(&positions, start, end, &quote),
                _ => false,
            };
            if !holds && found.len() < limit {
                found.push(Broken {
                    kind,
                    uid,
                    start,
                    end,
                });
            }
        }
    }
    Ok(found)
}
