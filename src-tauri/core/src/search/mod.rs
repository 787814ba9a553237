//! Search.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn find(_: &Reading<'_>, _: Search) -> Result<SearchPage> {
    Err(Error::UnknownCommand {
        name: "search::find".to_owned(),
    })
}

pub(crate) mod index {
    use crate::Result;
    use crate::history::change::Change;
    pub(crate) fn follow(_: &rusqlite::Connection, _: &[Change]) -> Result<()> {
        Ok(())
    }
    pub(crate) fn findings(_: &crate::workspace::Reading<'_>, _: usize) -> Result<Vec<String>> {
        Ok(vec![])
    }
}
