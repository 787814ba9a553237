//! Bin.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<BinList> {
    Err(Error::UnknownCommand {
        name: "bin::list".to_owned(),
    })
}

pub fn delete(_: &Recording<'_>, _: Things) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "bin::delete".to_owned(),
    })
}

pub fn restore(_: &Recording<'_>, _: Things) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "bin::restore".to_owned(),
    })
}

pub fn empty(_: &Recording<'_>, _: answers::NoArguments) -> Result<Emptied> {
    Err(Error::UnknownCommand {
        name: "bin::empty".to_owned(),
    })
}
