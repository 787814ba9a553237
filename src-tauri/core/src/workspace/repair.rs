//! Making anew what is derived. What analysts wrote is not touched: it can be saved or restored, never made up.

use super::open::Workspace;
use crate::actors::likeness::keys as name_keys;
use crate::search::index;
use crate::{Result, copies};

impl Workspace {
    /// Makes the search index, the words learned from it, the keys of names and what is known of copies anew from the
    /// rows, and the database's own indexes. Copies are looked for again afterwards, behind the analyst.
    ///
    /// # Errors
    /// As for a write; [`crate::Error::Damaged`] when the damage goes further than what is derived.
    pub fn repair(&mut self) -> Result<()> {
        self.in_transaction(|db| {
            db.conn.execute_batch("REINDEX")?;
            index::rebuild(db.conn)?;
            name_keys::rebuild(db.conn)?;
            copies::forget_all(db.conn)
        })?;
        self.checkpoint_all()
    }
}
