//! Events.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<EventList> {
    Err(Error::UnknownCommand {
        name: "events::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<EventView> {
    Err(Error::UnknownCommand {
        name: "events::get".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddEvent) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "events::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditEvent) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "events::edit".to_owned(),
    })
}

pub fn merge(_: &Recording<'_>, _: answers::Merge) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "events::merge".to_owned(),
    })
}
