//! The terms of a concept: the rules they keep, and how they are stored.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::NewTerm;
use crate::error::Reason;
use crate::registers::fields;
use crate::text::fold::fold;
use crate::vocabulary::Uid;
use crate::{Error, Result};

/// The terms of a request as they are stored: at least one, none twice in one language.
pub(super) fn checked(terms: &[NewTerm]) -> Result<Vec<NewTerm>> {
    if terms.is_empty() {
        return Err(Error::invalid("terms", Reason::Empty));
    }
    let mut seen = HashSet::new();
    let mut checked = Vec::with_capacity(terms.len());
    for (index, given) in terms.iter().enumerate() {
        let field = field(index);
        let term = NewTerm {
            term: fields::name(&field, &given.term)?,
            language: fields::language(&format!("terms[{index}].language"), &given.language)?,
            status: given.status,
            note: given.note.clone(),
        };
        if !seen.insert((term.term.clone(), term.language.clone())) {
            return Err(Error::invalid(field, Reason::Duplicate));
        }
        checked.push(term);
    }
    Ok(checked)
}

fn field(index: usize) -> String {
    format!("terms[{index}].term")
}

/// Refuses the term at `index` of a request if another concept of the same subject has it in the same language,
/// unless that one is in the bin. A word with several meanings belongs to concepts of several subjects. `except` is the
/// concept itself when it is edited.
pub(super) fn refuse_taken(
    conn: &Connection,
    index: usize,
    term: &NewTerm,
    subject: &str,
    except: Option<i64>,
) -> Result<()> {
    match holder(conn, term, Some(subject), except)? {
        Some(_) => Err(Error::invalid(field(index), Reason::Duplicate)),
        None => Ok(()),
    }
}

/// The first concept that has this term in this language, of this subject or (without one) of any.
pub(super) fn holder(
    conn: &Connection,
    term: &NewTerm,
    subject: Option<&str>,
    except: Option<i64>,
) -> Result<Option<i64>> {
    let found = conn
        .prepare_cached(
            "SELECT c.id FROM concept_term m JOIN concept c ON c.id = m.concept_id
             WHERE m.folded = ?1 AND m.term = ?2 AND m.language = ?3 AND c.deleted IS NULL
               AND (?4 IS NULL OR c.subject = ?4) AND c.id IS NOT ?5
             ORDER BY c.id LIMIT 1",
        )?
        .query_row(
            params![fold(&term.term), term.term, term.language, subject, except],
            |row| row.get(0),
        )
        .optional()?;
    Ok(found)
}

/// Terms as a concept has them, in order.
pub(super) fn stored(conn: &Connection, concept: i64) -> Result<Vec<NewTerm>> {
    let mut statement = conn.prepare_cached(
        "SELECT term, language, status, note FROM concept_term WHERE concept_id = ?1 ORDER BY position, id",
    )?;
    let rows = statement.query_map([concept], |row| {
        Ok(NewTerm {
            term: row.get(0)?,
            language: row.get(1)?,
            status: row.get(2)?,
            note: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes these the terms of a concept. Rows of terms that stay are kept, so that the history shows what was changed
/// and nothing else.
pub(super) fn store(conn: &Connection, concept: i64, terms: &[NewTerm]) -> Result<()> {
    let mut stored: Vec<(i64, String, String)> = conn
        .prepare_cached("SELECT id, term, language FROM concept_term WHERE concept_id = ?1")?
        .query_map([concept], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (index, term) in terms.iter().enumerate() {
        let position = i64::try_from(index).unwrap_or(i64::MAX);
        let same = |row: &(i64, String, String)| row.1 == term.term && row.2 == term.language;
        match stored.iter().position(same) {
            Some(at) => {
                let (id, ..) = stored.swap_remove(at);
                conn.prepare_cached(
                    "UPDATE concept_term SET position = ?2, status = ?3, note = ?4 WHERE id = ?1",
                )?
                .execute(params![id, position, term.status, term.note])?;
            }
            None => insert(conn, concept, position, term)?,
        }
    }
    for (id, ..) in stored {
        conn.prepare_cached("DELETE FROM concept_term WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}

fn insert(conn: &Connection, concept: i64, position: i64, term: &NewTerm) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO concept_term (uid, concept_id, position, term, folded, language, status, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        Uid::new(),
        concept,
        position,
        term.term,
        fold(&term.term),
        term.language,
        term.status,
        term.note
    ])?;
    Ok(())
}
