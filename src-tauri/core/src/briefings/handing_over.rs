//! The files that somebody needs beside a briefing to check it: of each article that it quotes the original, and each
//! text that a correction made of it, so that briefings from before and after the correction can be checked alike.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension as _;

use crate::text::hash::sha256_hex;
use crate::vocabulary::Uid;
use crate::workspace::Reading;
use crate::{Error, Result};

/// Longest part of a file's own name that is kept: code points.
const LONGEST: usize = 60;

/// Gives each file once, with a name that says what it is and is safe in every file system. Its SHA-256 is one that a
/// footnote names. Of one briefing, or of all articles (not of those in the bin). Gives how many there are.
///
/// # Errors
/// [`Error::NotFound`] for the briefing, [`Error::Damaged`] when a text is not what its digest says; those of `each`.
pub fn hand_over(
    db: &Reading<'_>,
    briefing: Option<Uid>,
    each: &mut dyn FnMut(&str, &[u8]) -> Result<()>,
) -> Result<u32> {
    let snapshot = db.snapshot()?;
    let conn = snapshot.as_deref().unwrap_or(db.conn);
    let articles: Vec<(i64, String, String)> = match briefing {
        Some(uid) => conn
            .prepare(
                "SELECT DISTINCT a.id, a.file_name, a.original_sha256 FROM briefing b
             JOIN briefing_item i ON i.briefing_id = b.id JOIN statement s ON s.id = i.statement_id
             JOIN article a ON a.id = s.article_id WHERE b.uid = ?1 ORDER BY a.id",
            )?
            .query_map([uid], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?,
        None => conn
            .prepare("SELECT id, file_name, original_sha256 FROM article WHERE deleted IS NULL ORDER BY id")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?,
    };
    let mut given = BTreeSet::new();
    let mut count = 0;
    let mut give = |name: String, digest: &str, bytes: &[u8]| -> Result<()> {
        if sha256_hex(bytes) != digest {
            return Err(Error::Damaged {
                path: db.path.display().to_string(),
                detail: format!("what has SHA-256 {digest} is not it"),
            });
        }
        count += 1;
        each(&name, bytes)
    };
    for (article, file_name, original) in articles {
        if given.insert(original.clone()) {
            let bytes: Option<Vec<u8>> = conn
                .prepare_cached(
                    "SELECT coalesce(o.bytes, CAST(c.text AS BLOB)) FROM original o
                     LEFT JOIN content c ON c.sha256 = o.sha256 WHERE o.sha256 = ?1",
                )?
                .query_row([&original], |row| row.get(0))
                .optional()?;
            give(
                named(&original, &file_name, ""),
                &original,
                &bytes.unwrap_or_default(),
            )?;
        }
        let mut texts = conn.prepare_cached(
            "SELECT r.number, c.sha256, c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
             WHERE r.article_id = ?1 ORDER BY r.number",
        )?;
        let mut rows = texts.query([article])?;
        while let Some(row) = rows.next()? {
            let (number, digest): (u32, String) = (row.get(0)?, row.get(1)?);
            if given.insert(digest.clone()) {
                let text = row.get_ref(2)?.as_bytes().unwrap_or_default();
                give(
                    named(&digest, &file_name, &format!("revision {number}")),
                    &digest,
                    text,
                )?;
            }
        }
    }
    Ok(count)
}

/// `ec276eb2e3e4 000.txt`, `cb59981397b8 000 revision 2.txt`: the beginning of the digest tells files of one name apart.
fn named(digest: &str, file_name: &str, what: &str) -> String {
    let start: String = digest.chars().take(12).collect();
    let (stem, ending) = match file_name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 8 && !ending.is_empty() => (stem, ending),
        _ => (file_name, "txt"),
    };
    let safe = |text: &str| -> String {
        let kept = text
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.take(LONGEST).collect::<String>().trim().to_owned()
    };
    let words: Vec<String> = [start, safe(stem), what.to_owned()]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    let ending = if what.is_empty() {
        safe(ending)
    } else {
        "txt".to_owned()
    };
    let ending = if ending.is_empty() {
        "txt".to_owned()
    } else {
        ending
    };
    format!("{}.{ending}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_articles_make_names_that_every_file_system_takes() {
        let digest = "0123456789abcdef";
        for (given, what, made) in [
            ("000.txt", "", "0123456789ab 000.txt"),
            ("000.html", "revision 2", "0123456789ab 000 revision 2.txt"),
            ("../../etc/passwd", "", "0123456789ab etcpasswd.txt"),
            ("a:b?.md", "", "0123456789ab ab.md"),
            ("", "", "0123456789ab.txt"),
            ("x.\u{202E}gpj", "", "0123456789ab x.gpj"),
            ("Путин.txt", "", "0123456789ab Путин.txt"),
        ] {
            assert_eq!(named(digest, given, what), made);
        }
        assert!(named(digest, &"я".repeat(500), "revision 9").len() < 200);
    }
}
