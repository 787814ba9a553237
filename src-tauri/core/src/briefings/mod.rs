//! Briefings.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: answers::NoArguments) -> Result<BriefingList> {
    Err(Error::UnknownCommand {
        name: "briefings::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<BriefingView> {
    Err(Error::UnknownCommand {
        name: "briefings::get".to_owned(),
    })
}

pub fn preview(_: &Reading<'_>, _: answers::One) -> Result<BriefingPreview> {
    Err(Error::UnknownCommand {
        name: "briefings::preview".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddBriefing) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "briefings::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditBriefing) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "briefings::edit".to_owned(),
    })
}

pub fn add_item(_: &Recording<'_>, _: AddBriefingItem) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "briefings::add_item".to_owned(),
    })
}

pub fn edit_item(_: &Recording<'_>, _: EditBriefingItem) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "briefings::edit_item".to_owned(),
    })
}

pub fn move_item(_: &Recording<'_>, _: MoveBriefingItem) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "briefings::move_item".to_owned(),
    })
}

pub fn remove_item(_: &Recording<'_>, _: answers::One) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "briefings::remove_item".to_owned(),
    })
}
