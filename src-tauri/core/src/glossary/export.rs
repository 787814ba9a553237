//! Giving the glossary to other programs.

use super::exchange::{self, Entry};
use super::list::views;
use super::{ConceptView, GlossaryFormat, TermView};
use crate::Result;
use crate::workspace::Reading;

/// The whole glossary as a file of this format, in the order in which its concepts were added, and how many there are.
/// The same glossary gives the same bytes. An import into an empty workspace gives the same glossary again, except
/// that TBX has no place for the order of terms across languages.
pub fn export(db: &Reading<'_>, format: GlossaryFormat) -> Result<(String, u32)> {
    let ids: Vec<i64> = db
        .conn
        .prepare_cached("SELECT id FROM concept WHERE deleted IS NULL ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let entries: Vec<Entry> = views(db.conn, &ids)?.into_iter().map(entry).collect();
    let text = match format {
        GlossaryFormat::Tsv => exchange::to_tsv(&entries),
        GlossaryFormat::Tbx => exchange::to_tbx(&entries, "The glossary of a Dragoman workspace"),
    };
    Ok((text, u32::try_from(entries.len()).unwrap_or(u32::MAX)))
}

fn entry(concept: ConceptView) -> Entry {
    Entry {
        name: concept.uid.to_string(),
        subject: concept.subject,
        definition: concept.definition,
        note: concept.note,
        terms: concept
            .terms
            .into_iter()
            .map(|term: TermView| exchange::EntryTerm {
                term: term.term,
                language: term.language,
                status: term.status.map(|status| status.to_string()).unwrap_or_default(),
                note: term.note,
                line: 0,
            })
            .collect(),
        line: 0,
    }
}
