//! Spans: checked against the text they are in, in reading order, with the words they cover.

use rusqlite::{Connection, params};

use super::types::NewSpan;
use crate::error::Reason;
use crate::text::offsets::Positions;
use crate::text::span::{Quote, capture};
use crate::vocabulary::Uid;
use crate::{Error, Result};

/// A range of a text (code points, end excluded) with its words.
pub(crate) struct Located {
    pub start: u32,
    pub end: u32,
    pub quote: Quote,
}

/// Reads what stands at a span.
///
/// # Errors
/// [`Reason::OutsideText`]; [`Reason::QuoteDiffers`] when the caller expects other words there.
pub(crate) fn locate(positions: &Positions<'_>, field: &str, span: &NewSpan) -> Result<Located> {
    let quote = capture(positions, span.start, span.end).map_err(|reason| Error::invalid(field, reason))?;
    if span
        .quote
        .as_ref()
        .is_some_and(|expected| *expected != quote.exact)
    {
        let reason = Reason::QuoteDiffers { found: quote.exact };
        return Err(Error::invalid(field, reason));
    }
    Ok(Located {
        start: span.start,
        end: span.end,
        quote,
    })
}

/// The spans of a statement in reading order.
///
/// # Errors
/// As [`locate`]; [`Reason::Empty`] without any; [`Reason::NotAllowed`] when two overlap.
pub(super) fn locate_all(positions: &Positions<'_>, spans: &[NewSpan]) -> Result<Vec<Located>> {
    if spans.is_empty() {
        return Err(Error::invalid("spans", Reason::Empty));
    }
    let mut located = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate() {
        located.push(locate(positions, &format!("spans[{index}]"), span)?);
    }
    located.sort_by_key(|span| (span.start, span.end));
    for (before, after) in located.iter().zip(located.iter().skip(1)) {
        if after.start < before.end {
            return Err(Error::invalid(
                "spans",
                Reason::NotAllowed {
                    value: format!("{}–{}", after.start, after.end),
                    allowed: "spans that do not overlap".to_owned(),
                },
            ));
        }
    }
    Ok(located)
}

/// Makes these the spans of a statement. Rows that stand already stay.
pub(super) fn store(conn: &Connection, statement: i64, revision: i64, spans: &[Located]) -> Result<()> {
    let mut old: Vec<(i64, u32, u32, i64)> = conn
        .prepare_cached(
            "SELECT id, start, end, position FROM span
             WHERE statement_id = ?1 AND revision_id = ?2 AND orphaned = 0",
        )?
        .query_map(params![statement, revision], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut kept = Vec::with_capacity(spans.len());
    let mut added = Vec::new();
    for (position, span) in (0_i64..).zip(spans) {
        let stands = old
            .iter()
            .position(|row| (row.1, row.2) == (span.start, span.end));
        match stands.map(|index| old.swap_remove(index)) {
            Some((id, _, _, was)) => {
                kept.push(id);
                if was != position {
                    conn.prepare_cached("UPDATE span SET position = ?2 WHERE id = ?1")?
                        .execute(params![id, position])?;
                }
            }
            None => added.push((position, span)),
        }
    }
    conn.prepare_cached(
        "DELETE FROM span WHERE statement_id = ?1 AND id NOT IN (SELECT value FROM json_each(?2))",
    )?
    .execute(params![statement, crate::registers::rows::json(&kept)])?;
    for (position, span) in added {
        conn.prepare_cached(
            "INSERT INTO span (uid, statement_id, revision_id, position, start, end, quote, prefix, suffix)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            Uid::new(),
            statement,
            revision,
            position,
            span.start,
            span.end,
            span.quote.exact,
            span.quote.prefix,
            span.quote.suffix,
        ])?;
    }
    Ok(())
}
