//! Translations.

mod types;

pub use types::*;

use crate::commands::answers;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

pub fn add(_: &Recording<'_>, _: AddTranslation) -> Result<answers::Created> {
    Err(Error::UnknownCommand {
        name: "translations::add".to_owned(),
    })
}

pub fn edit(_: &Recording<'_>, _: EditTranslation) -> Result<answers::Nothing> {
    Err(Error::UnknownCommand {
        name: "translations::edit".to_owned(),
    })
}
