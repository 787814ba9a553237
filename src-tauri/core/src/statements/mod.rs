//! Statements.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn list(_: &Reading<'_>, _: ListStatements) -> Result<StatementPage> {
    Err(Error::UnknownCommand {
        name: "statements::list".to_owned(),
    })
}

pub fn get(_: &Reading<'_>, _: answers::One) -> Result<StatementView> {
    Err(Error::UnknownCommand {
        name: "statements::get".to_owned(),
    })
}

pub fn add(_: &Recording<'_>, _: AddStatement) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "statements::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditStatement) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "statements::edit".to_owned(),
    })
}
