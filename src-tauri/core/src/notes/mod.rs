//! Notes.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<NoteList> {
    Err(Error::UnknownCommand {
        name: "notes::list".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddNote) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "notes::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditNote) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "notes::edit".to_owned(),
    })
}
