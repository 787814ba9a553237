//! What can go wrong in the shell itself, in the same wire form as the core's errors.

use dragoman_core::error::WireError;
use serde_json::json;

/// The result of everything in the shell that can fail.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// A failure on this side of the core.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What the core refused or could not do.
    #[error(transparent)]
    Core(#[from] dragoman_core::Error),
    /// A command of a workspace was asked for while none is open.
    #[error("no workspace is open")]
    NoWorkspace,
    /// A token that the shell did not give, or has forgotten.
    #[error("this file is not held any more")]
    UnknownToken,
    /// The desktop could not do what was asked (no file manager, no dialog).
    #[error("{what}")]
    Desktop { what: String },
    /// A defect of the program; nothing is known to have been changed.
    #[error("a defect of the program: {what}")]
    Internal { what: String },
}

impl Failure {
    /// The wire form: the core's own for the core's errors.
    pub fn to_wire(&self) -> WireError {
        let (code, detail) = match self {
            Failure::Core(error) => return error.to_wire(),
            Failure::NoWorkspace => ("no_workspace", json!({})),
            Failure::UnknownToken => ("unknown_token", json!({})),
            Failure::Desktop { what } => ("desktop", json!({ "what": what })),
            Failure::Internal { what } => ("internal", json!({ "what": what })),
        };
        WireError {
            code: code.to_owned(),
            message: self.to_string(),
            detail,
        }
    }

    /// A failed reading or writing of a file.
    pub fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        Failure::Core(dragoman_core::Error::io(path, error))
    }
}
