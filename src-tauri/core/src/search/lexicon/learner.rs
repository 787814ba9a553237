//! Learning words where the documents are indexed, on one thread.

use rusqlite::Connection;

use super::Said;
use super::notebook::Notebook;
use super::student::Student;
use crate::Result;

/// Learns the words of documents inside the transaction that indexes them.
///
/// Give it each document that is indexed ([`Self::document`]), call [`Self::write`] now and then, so that it does not hold all
/// words, and [`Self::finish`] at the end. To be thrown away when the transaction is taken back.
#[derive(Debug, Default)]
pub(crate) struct Learner {
    student: Student,
    notebook: Notebook,
}

impl Learner {
    /// Takes in the words of one document. `named`: it is a registered name.
    pub(crate) fn document(&mut self, named: bool, parts: &[Said<'_>]) {
        self.student.document(named, parts);
    }

    /// Puts the words that are new into the lexicon.
    pub(crate) fn write(&mut self, conn: &Connection) -> Result<()> {
        let lesson = self.student.lesson();
        self.notebook.write(conn, &lesson)?;
        self.notebook.note(&lesson);
        if self.notebook.is_full() {
            self.notebook.count(conn, &|| false)?;
        }
        Ok(())
    }

    /// Also counts all documents since.
    pub(crate) fn finish(&mut self, conn: &Connection) -> Result<()> {
        self.write(conn)?;
        self.notebook.count(conn, &|| false)?;
        Ok(())
    }

    /// Of a single document, the only one: common words are not counted each time.
    pub(crate) fn write_one(mut self, conn: &Connection, id: i64) -> Result<()> {
        Notebook::write_one(conn, &self.student.lesson(), id)
    }
}
