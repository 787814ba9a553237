//! Everything that is marked in the current text, and what becomes of it.

use rusqlite::Connection;

use super::types::{Doubt, Fate, QuoteFate};
use crate::articles::text::Current;
use crate::commands::answers::Range;
use crate::text::correction::{self, fates};
use crate::text::offsets::Positions;
use crate::vocabulary::Uid;
use crate::{Error, Result};

/// A span of a statement or a translated passage, with what becomes of it.
pub(super) struct Marked {
    /// In `span`, or in `translation` when there is no statement.
    pub id: i64,
    /// Of the statement.
    pub statement: Option<i64>,
    pub fate: QuoteFate,
}

/// In reading order. Those in the bin too: they may come back.
pub(super) fn marked(conn: &Connection, current: &Current, text: &str) -> Result<Vec<Marked>> {
    let mut query = conn.prepare_cached(
        "SELECT p.id, p.uid, s.id, s.uid, p.start, p.end, p.quote FROM span p JOIN statement s ON s.id = p.statement_id
         WHERE p.revision_id = ?1 AND p.orphaned = 0
         UNION ALL
         SELECT id, uid, NULL, NULL, start, end, quote FROM translation WHERE revision_id = ?1
         ORDER BY 5, 6, 1",
    )?;
    let mut rows = query.query([current.revision_id])?;
    let mut marked = Vec::new();
    while let Some(row) = rows.next()? {
        marked.push(Marked {
            id: row.get(0)?,
            statement: row.get(2)?,
            fate: QuoteFate {
                uid: row.get(1)?,
                statement: row.get::<_, Option<Uid>>(3)?,
                at: Range {
                    start: row.get(4)?,
                    end: row.get(5)?,
                },
                quote: row.get(6)?,
                fate: Fate::Lost,
                why: None,
                to: None,
                words: None,
            },
        });
    }
    let ranges: Vec<(u32, u32)> = marked
        .iter()
        .map(|one| (one.fate.at.start, one.fate.at.end))
        .collect();
    let positions = Positions::new(text);
    for (one, fate) in marked.iter_mut().zip(fates(&current.text, text, &ranges)) {
        let (fate, why, start, end) = match fate {
            correction::Fate::Carried { start, end } => (Fate::Carried, None, start, end),
            correction::Fate::Offered { start, end, why } => (Fate::Offered, Some(doubt(why)), start, end),
            correction::Fate::Lost => continue,
        };
        let words = positions.slice(start, end).map(str::to_owned);
        // What is carried says the same, whatever the comparison thought.
        if fate == Fate::Carried && words.as_ref() != Some(&one.fate.quote) {
            return Err(Error::Damaged {
                path: String::new(),
                detail: format!("the quote {} does not stand in its text", one.fate.uid),
            });
        }
        one.fate.fate = fate;
        one.fate.why = why;
        one.fate.to = Some(Range { start, end });
        one.fate.words = words;
    }
    without_overlaps(&mut marked);
    Ok(marked)
}

/// The spans of a statement stay apart: what is offered where another of them stands is lost.
fn without_overlaps(marked: &mut [Marked]) {
    let taken: Vec<(Uid, Option<i64>, Range, bool)> = marked
        .iter()
        .filter_map(|one| {
            Some((
                one.fate.uid,
                one.statement,
                one.fate.to?,
                one.fate.fate == Fate::Carried,
            ))
        })
        .collect();
    for one in marked.iter_mut().filter(|one| one.fate.fate == Fate::Offered) {
        let Some(to) = one.fate.to else { continue };
        let is_taken = taken.iter().any(|(uid, statement, range, carried)| {
            one.statement.is_some()
                && *statement == one.statement
                && *uid != one.fate.uid
                && (*carried || *uid < one.fate.uid)
                && range.start < to.end
                && to.start < range.end
        });
        if is_taken {
            one.fate.fate = Fate::Lost;
            one.fate.why = None;
            one.fate.to = None;
            one.fate.words = None;
        }
    }
}

fn doubt(doubt: correction::Doubt) -> Doubt {
    match doubt {
        correction::Doubt::Changed => Doubt::Changed,
        correction::Doubt::Moved => Doubt::Moved,
        correction::Doubt::Ambiguous => Doubt::Ambiguous,
    }
}
