//! Saved searches.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<SavedSearchList> {
    Err(Error::UnknownCommand {
        name: "saved_searches::list".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddSavedSearch) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "saved_searches::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditSavedSearch) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "saved_searches::edit".to_owned(),
    })
}
