//! Links.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn add(_: &Recording<'_>, _: AddLink) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "links::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditLink) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "links::edit".to_owned(),
    })
}
