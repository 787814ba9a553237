//! Actors.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: ListActors) -> Result<ActorList> {
    Err(Error::UnknownCommand {
        name: "actors::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<ActorView> {
    Err(Error::UnknownCommand {
        name: "actors::get".to_owned(),
    })
}

pub fn complete(_: &Reading<'_>, _: CompleteActors) -> Result<ActorMatches> {
    Err(Error::UnknownCommand {
        name: "actors::complete".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddActor) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "actors::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditActor) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "actors::edit".to_owned(),
    })
}

pub fn merge(_: &Recording<'_>, _: answers::Merge) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "actors::merge".to_owned(),
    })
}
