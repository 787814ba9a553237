//! `dragoman verify`.
use dragoman_core::{Error, Result};
pub fn run(_: &std::path::Path, _: &std::path::Path, _: &crate::output::Output) -> Result<u8> {
    Err(Error::UnknownCommand {
        name: "verify".to_owned(),
    })
}
