//! Taking a glossary in, as one command: what is there stays as it is, what is missing is added.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::exchange::{self, Entry, EntryTerm};
use super::terms::{holder, store, stored};
use super::{ImportGlossary, ImportedGlossary, NewTerm, RefusedTerm};
use crate::articles::{source_bytes, source_name};
use crate::error::Reason;
use crate::registers::{fields, rows};
use crate::vocabulary::{Entity, TermStatus, Uid};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Refused terms that are named, at most; the others are counted.
const NAMED: usize = 1_000;

/// Adds the concepts of a file. One that is there already (by the identity that an export gave it, or because it has
/// one of the terms in the same language and subject) gets the terms that it lacks, and its definition, notes and
/// statuses where it has none. Terms that break a rule are refused by themselves.
///
/// # Errors
/// [`Error::Refused`] for a file that cannot be read; nothing is changed then.
pub fn import(db: &Recording<'_>, request: ImportGlossary) -> Result<ImportedGlossary> {
    let entries = source_bytes(db.context, &request.source)
        .and_then(|bytes| exchange::read(&bytes))
        .map_err(|refusal| Error::Refused {
            name: source_name(db.context, &request.source),
            refusal,
        })?;
    let mut report = ImportedGlossary::default();
    for entry in entries {
        take(db.conn, entry, &mut report)?;
    }
    Ok(report)
}

fn take(conn: &Connection, entry: Entry, report: &mut ImportedGlossary) -> Result<()> {
    let subject = match fields::line("subject", &entry.subject) {
        Ok(subject) => subject,
        Err(error) => return refuse(report, entry.line, "", error),
    };
    if entry.terms.is_empty() {
        return refuse(report, entry.line, "", Error::invalid("terms", Reason::Empty));
    }
    let mut terms: Vec<NewTerm> = Vec::with_capacity(entry.terms.len());
    let mut seen = HashSet::new();
    for given in &entry.terms {
        match checked(given) {
            // A term that stands twice says nothing new.
            Ok(term) => {
                if seen.insert((term.term.clone(), term.language.clone())) {
                    terms.push(term);
                }
            }
            Err(error) => refuse(report, given.line, &given.term, error)?,
        }
    }
    if terms.is_empty() {
        return Ok(());
    }
    let uid = uid_of(&entry.name);
    let there = match living(conn, uid)? {
        Some(id) => Some(id),
        None => terms
            .iter()
            .map(|term| holder(conn, term, Some(&subject), None))
            .find_map(Result::transpose)
            .transpose()?,
    };
    match there {
        None => {
            let uid = rows::new_uid(conn, Entity::Concept, uid).unwrap_or_default();
            conn.prepare_cached(
                "INSERT INTO concept (uid, subject, definition, note) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![uid, subject, entry.definition, entry.note])?;
            store(conn, conn.last_insert_rowid(), &terms)?;
            report.added += 1;
            report.terms += count(terms.len());
        }
        Some(id) => {
            let mut all = stored(conn, id)?;
            let before = all.len();
            let mut changed = complete(&mut all, terms);
            if changed {
                store(conn, id, &all)?;
            }
            // Only what differs is written: a row that stays the same is no change.
            changed |= conn
                .prepare_cached(
                    "UPDATE concept SET
                       definition = CASE definition WHEN '' THEN ?2 ELSE definition END,
                       note = CASE note WHEN '' THEN ?3 ELSE note END
                     WHERE id = ?1 AND (definition = '' AND ?2 <> '' OR note = '' AND ?3 <> '')",
                )?
                .execute(params![id, entry.definition, entry.note])?
                > 0;
            report.terms += count(all.len() - before);
            if changed {
                report.merged += 1;
            } else {
                report.unchanged += 1;
            }
        }
    }
    Ok(())
}

/// Adds what terms of a file have and those of the workspace lack; says whether there was anything.
fn complete(all: &mut Vec<NewTerm>, terms: Vec<NewTerm>) -> bool {
    let mut changed = false;
    for term in terms {
        let own = all
            .iter_mut()
            .find(|own| own.term == term.term && own.language == term.language);
        let Some(own) = own else {
            all.push(term);
            changed = true;
            continue;
        };
        if own.status.is_none() && term.status.is_some() {
            own.status = term.status;
            changed = true;
        }
        if own.note.is_empty() && !term.note.is_empty() {
            own.note = term.note;
            changed = true;
        }
    }
    changed
}

/// A term of a file as it is stored.
fn checked(given: &EntryTerm) -> Result<NewTerm> {
    let status = match given.status.as_str() {
        "" => None,
        word => Some(word.parse::<TermStatus>().map_err(|_| {
            let allowed = TermStatus::ALL.iter().map(|status| status.word());
            Error::invalid(
                "status",
                Reason::NotAllowed {
                    value: word.chars().take(40).collect(),
                    allowed: allowed.collect::<Vec<_>>().join(", "),
                },
            )
        })?),
    };
    Ok(NewTerm {
        term: fields::name("term", &given.term)?,
        language: fields::language("language", &given.language)?,
        status,
        note: given.note.clone(),
    })
}

fn refuse(report: &mut ImportedGlossary, line: u32, term: &str, error: Error) -> Result<()> {
    let Error::Invalid { field, reason } = error else {
        return Err(error);
    };
    report.refused_total += 1;
    if report.refused.len() < NAMED {
        report.refused.push(RefusedTerm {
            line,
            term: term.trim().chars().take(120).collect(),
            field,
            message: reason.to_string(),
            reason,
        });
    }
    Ok(())
}

/// The identity that an export gave a concept: a UUID, in TBX with a letter before it.
fn uid_of(name: &str) -> Option<Uid> {
    name.parse()
        .or_else(|_| name.strip_prefix('c').unwrap_or_default().parse())
        .ok()
}

fn living(conn: &Connection, uid: Option<Uid>) -> Result<Option<i64>> {
    let Some(uid) = uid else {
        return Ok(None);
    };
    Ok(conn
        .prepare_cached("SELECT id FROM concept WHERE uid = ?1 AND deleted IS NULL")?
        .query_row([uid], |row| row.get(0))
        .optional()?)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
