//! Outlets.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<OutletList> {
    Err(Error::UnknownCommand {
        name: "outlets::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<OutletView> {
    Err(Error::UnknownCommand {
        name: "outlets::get".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddOutlet) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "outlets::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditOutlet) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "outlets::edit".to_owned(),
    })
}

pub fn merge(_: &Recording<'_>, _: answers::Merge) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "outlets::merge".to_owned(),
    })
}
