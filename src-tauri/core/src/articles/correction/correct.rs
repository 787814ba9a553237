//! A new revision takes the place of the current text.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::quotes::{Marked, marked};
use super::types::{CorrectText, CorrectedText, CorrectionPreview, Fate, PreviewCorrection};
use crate::articles::current;
use crate::commands::rules::{self, living};
use crate::error::Reason;
use crate::text::hash::sha256_hex;
use crate::text::normalise::normalise;
use crate::text::offsets::Positions;
use crate::text::span::capture;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

/// What would become of everything that is marked.
pub fn preview_correction(db: &Reading<'_>, request: PreviewCorrection) -> Result<CorrectionPreview> {
    let article = living(db.conn, Entity::Article, request.article)?;
    let current = current(db.conn, article, request.article)?;
    let text = corrected(&request.text)?;
    Ok(CorrectionPreview {
        revision: current.revision,
        changed: text != current.text,
        characters: Positions::new(&text).len_code_points(),
        quotes: marked(db.conn, &current, &text)?
            .into_iter()
            .map(|one| one.fate)
            .collect(),
    })
}

/// Stores the corrected text and moves what is marked to it. A text that is the current one changes nothing.
pub fn correct_text(db: &Recording<'_>, request: CorrectText) -> Result<CorrectedText> {
    let article = living(db.conn, Entity::Article, request.article)?;
    let current = current(db.conn, article, request.article)?;
    if let Some(revision) = request.revision.filter(|revision| *revision != current.revision) {
        let reason = Reason::NotAllowed {
            value: revision.to_string(),
            allowed: "the current text; it was corrected meanwhile".to_owned(),
        };
        return Err(Error::invalid("revision", reason));
    }
    let text = corrected(&request.text)?;
    if text == current.text {
        return Ok(CorrectedText {
            revision: current.revision,
            number: current.number,
            carried: 0,
            orphaned: Vec::new(),
        });
    }
    let marked = marked(db.conn, &current, &text)?;
    for (index, uid) in request.accept.iter().enumerate() {
        if !marked
            .iter()
            .any(|one| one.fate.uid == *uid && one.fate.fate == Fate::Offered)
        {
            let reason = Reason::NotAllowed {
                value: uid.to_string(),
                allowed: "what the preview offers".to_owned(),
            };
            return Err(Error::invalid(format!("accept[{index}]"), reason));
        }
    }
    let (revision, number) = (Uid::new(), current.number.saturating_add(1));
    let id = store(db, article, revision, number, &text, request.reason.trim())?;
    let positions = Positions::new(&text);
    let mut carried: u32 = 0;
    let (mut orphaned, mut statements) = (BTreeSet::new(), BTreeSet::new());
    for one in &marked {
        let follows = one.fate.fate == Fate::Carried || request.accept.contains(&one.fate.uid);
        statements.extend(one.statement);
        if follows {
            carry(db.conn, one, id, &positions)?;
            carried = carried.saturating_add(1);
        } else {
            if one.statement.is_some() {
                db.conn
                    .prepare_cached("UPDATE span SET orphaned = 1 WHERE id = ?1")?
                    .execute([one.id])?;
            }
            orphaned.insert(one.fate.statement.unwrap_or(one.fate.uid));
        }
    }
    for statement in statements {
        db.conn
            .prepare_cached(
                "UPDATE statement SET first_start = coalesce((SELECT min(start) FROM span
                   WHERE statement_id = ?1 AND orphaned = 0), first_start) WHERE id = ?1",
            )?
            .execute([statement])?;
    }
    Ok(CorrectedText {
        revision,
        number,
        carried,
        orphaned: orphaned.into_iter().collect(),
    })
}

/// The text as import would have stored it.
fn corrected(typed: &str) -> Result<String> {
    rules::text("text", typed)?;
    Ok(normalise(typed).0)
}

fn store(db: &Recording<'_>, article: i64, uid: Uid, number: u32, text: &str, reason: &str) -> Result<i64> {
    let sha256 = sha256_hex(text.as_bytes());
    let characters = Positions::new(text).len_code_points();
    db.conn
        .prepare_cached(
            "INSERT INTO content (sha256, characters, text) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING",
        )?
        .execute(params![sha256, characters, text])?;
    db.conn
        .prepare_cached(
            "INSERT INTO text_revision (uid, article_id, number, content_sha256, reason, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![uid, article, number, sha256, reason, db.at])?;
    Ok(db.conn.last_insert_rowid())
}

/// Moves a span or passage to the new revision, with the words that stand there.
fn carry(conn: &Connection, one: &Marked, revision: i64, positions: &Positions<'_>) -> Result<()> {
    let Some(to) = one.fate.to else { return Ok(()) };
    let quote = capture(positions, to.start, to.end).map_err(|reason| Error::invalid("text", reason))?;
    let sql = match one.statement {
        Some(_) => {
            "UPDATE span SET revision_id = ?2, start = ?3, end = ?4, quote = ?5, prefix = ?6, suffix = ?7 WHERE id = ?1"
        }
        None => {
            "UPDATE translation SET revision_id = ?2, start = ?3, end = ?4, quote = ?5, prefix = ?6, suffix = ?7 WHERE id = ?1"
        }
    };
    conn.prepare_cached(sql)?.execute(params![
        one.id,
        revision,
        to.start,
        to.end,
        quote.exact,
        quote.prefix,
        quote.suffix
    ])?;
    Ok(())
}
