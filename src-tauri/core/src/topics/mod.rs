//! Topics.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<TopicList> {
    Err(Error::UnknownCommand {
        name: "topics::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<TopicView> {
    Err(Error::UnknownCommand {
        name: "topics::get".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddTopic) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "topics::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditTopic) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "topics::edit".to_owned(),
    })
}

pub fn merge(_: &Recording<'_>, _: answers::Merge) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "topics::merge".to_owned(),
    })
}
