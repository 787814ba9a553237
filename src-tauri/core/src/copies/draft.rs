//! What a text that is not stored yet is like.

use rusqlite::Connection;

use super::compare::{Compared, Lately};
use super::index::{self, Candidates};
use super::read;
use super::shingles::Shingles;
use super::types::Copy;
use crate::Result;

/// No row has it.
const NONE: i64 = -1;

/// Articles that share their text with this one, the most alike first. Articles that wait to be compared are not
/// among them.
pub(crate) fn like(conn: &Connection, text: &str) -> Result<Vec<Copy>> {
    let one = Compared {
        content: NONE,
        shingles: Shingles::of(text),
    };
    let signature = one.shingles.signature();
    let others = Candidates::of(conn, &signature)?.best(|other| index::size(conn, other))?;
    let mut lately = Lately::default();
    let mut found = Vec::new();
    for other in others {
        if let Some(likeness) = lately.get(conn, other)?.and_then(|other| one.likeness(other)) {
            found.push((other, likeness));
        }
    }
    read::copies(conn, &found)
}
