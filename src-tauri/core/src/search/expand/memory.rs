//! What words were expanded to, remembered as long as nothing is written: while a query is typed, turned over page by page or
//! sorted otherwise, its words stay the same.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Connection;

use super::Expansion;
use super::inflection::Language;
use crate::Result;
use crate::search::kwic::Sorted;

/// Words that are remembered.
const MOST: usize = 256;

/// What a connection remembers of the words that were looked for over it.
#[derive(Default)]
pub(crate) struct Memory(RefCell<Remembered>);

#[derive(Default)]
struct Remembered {
    /// The state of the file that it is about.
    state: Option<(i64, u64)>,
    words: HashMap<String, Vec<Expansion>>,
    languages: Option<Vec<Language>>,
    /// The lines of a query that were sorted last, for their next page.
    lines: Option<(String, Arc<Sorted>)>,
}

impl Memory {
    /// Forgets everything if anything was written since.
    pub(super) fn look(&self, conn: &Connection) -> Result<()> {
        // What others wrote, and what this connection did.
        let others: i64 = conn
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        let state = Some((others, conn.total_changes()));
        let mut remembered = self.0.borrow_mut();
        if remembered.state != state {
            *remembered = Remembered {
                state,
                ..Remembered::default()
            };
        }
        Ok(())
    }

    pub(super) fn word(&self, key: &str) -> Option<Vec<Expansion>> {
        self.0.borrow().words.get(key).cloned()
    }

    pub(super) fn keep(&self, key: String, expansions: &[Expansion]) {
        let mut remembered = self.0.borrow_mut();
        if remembered.words.len() >= MOST {
            remembered.words.clear();
        }
        remembered.words.insert(key, expansions.to_vec());
    }

    pub(super) fn languages(&self, find: impl FnOnce() -> Result<Vec<Language>>) -> Result<Vec<Language>> {
        if let Some(known) = &self.0.borrow().languages {
            return Ok(known.clone());
        }
        let found = find()?;
        self.0.borrow_mut().languages = Some(found.clone());
        Ok(found)
    }

    /// The sorted lines of a query.
    pub(in crate::search) fn lines(
        &self,
        conn: &Connection,
        key: String,
        find: impl FnOnce() -> Result<Sorted>,
    ) -> Result<Arc<Sorted>> {
        self.look(conn)?;
        if let Some((known, lines)) = &self.0.borrow().lines
            && *known == key
        {
            return Ok(Arc::clone(lines));
        }
        let lines = Arc::new(find()?);
        self.0.borrow_mut().lines = Some((key, Arc::clone(&lines)));
        Ok(lines)
    }
}
