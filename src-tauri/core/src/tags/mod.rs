//! Tags.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<TagList> {
    Err(Error::UnknownCommand {
        name: "tags::list".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddTag) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "tags::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditTag) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "tags::edit".to_owned(),
    })
}

pub fn merge(_: &Recording<'_>, _: answers::Merge) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "tags::merge".to_owned(),
    })
}
