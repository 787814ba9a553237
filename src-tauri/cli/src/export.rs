//! `dragoman export`.
use dragoman_core::{Error, Result};
pub fn run(_: &crate::arguments::Export, _: &str, _: &crate::output::Output) -> Result<u8> {
    Err(Error::UnknownCommand {
        name: "export".to_owned(),
    })
}
