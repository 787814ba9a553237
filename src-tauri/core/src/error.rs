//! One error type for the whole core. Every variant has a stable code that the window words in its
//! own language; the English sentence is for the command line and the log.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::Entity;

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, with what a person needs to act on it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A request breaks a rule; nothing was changed. `field` names the offending part of the request.
    #[error("{field}: {reason}")]
    Invalid { field: String, reason: Reason },
    /// The request is not JSON of the right shape. `detail` comes from the JSON reader.
    #[error("the request does not have the right form: {detail}")]
    Malformed { detail: String },
    /// There is no command of this name.
    #[error("there is no command '{name}'")]
    UnknownCommand { name: String },
    /// The thing named does not exist (or no longer).
    #[error("there is no {entity} {uid}")]
    NotFound { entity: Entity, uid: String },
    /// Undo or redo was asked for and there is nothing to undo or redo.
    #[error("there is nothing to {what}")]
    NothingTo { what: &'static str },
    /// A file that was to be imported cannot be.
    #[error("{name}: {refusal}")]
    Refused { name: String, refusal: Refusal },
    /// The file is not a Dragoman workspace.
    #[error("{path} is not a Dragoman workspace")]
    Foreign { path: String },
    /// The file was made by a newer version of the program.
    #[error("{path} was made by a newer version (schema {found}, this program knows {known})")]
    Newer { path: String, found: u32, known: u32 },
    /// The file is a workspace, but damaged.
    #[error("{path} is damaged: {detail}")]
    Damaged { path: String, detail: String },
    /// There is no file of this name.
    #[error("{path} is not there")]
    Missing { path: String },
    /// A folder, not a file.
    #[error("{path} is a folder, not a workspace")]
    Folder { path: String },
    /// A pipe, a device or a socket.
    #[error("{path} is not a regular file")]
    SpecialFile { path: String },
    /// The file has no bytes.
    #[error("{path} is empty (0 bytes): it was never written, or something emptied it")]
    EmptyFile { path: String },
    /// The file looks like noise from its first byte.
    #[error("{path} may be encrypted: it is not a Dragoman workspace as it stands")]
    Encrypted { path: String },
    /// The file is shorter than it says.
    #[error("{path} was cut short: a part of the file is missing")]
    Truncated { path: String },
    /// The file has tables, triggers or views that no version of this program makes. They are not run.
    #[error("{path} was altered by another program: {detail}")]
    Altered { path: String, detail: String },
    /// The file was made by an older version and can only be read, so it cannot be brought to the current form.
    #[error(
        "{path} was made by an older version (schema {found}, this program works with {known}) and can only be read: copy it to where it can be written, and open the copy"
    )]
    Outdated { path: String, found: u32, known: u32 },
    /// A new workspace or an export would overwrite a file.
    #[error("{path} already exists")]
    Exists { path: String },
    /// The workspace file (or its log) was moved, replaced or deleted while it was open: nothing more is written to it.
    #[error(
        "{path} was moved, replaced or deleted while it was open; nothing written after that is safe: save a copy"
    )]
    Moved { path: String },
    /// The disk failed to take what was written. Nothing more is written until the workspace is opened again: the
    /// system may have forgotten what it did not carry to the disk.
    #[error(
        "the disk reported an error ({detail}); nothing more is written to {path} until it is opened again"
    )]
    DiskFailed { path: String, detail: String },
    /// The workspace can only be read (medium, folder or file is read-only).
    #[error("{path} can only be read")]
    ReadOnly { path: String },
    /// Another process holds the workspace.
    #[error("the workspace is busy in another program")]
    Busy,
    /// The disk is full; nothing was changed.
    #[error("the disk is full")]
    DiskFull,
    /// A copy of the workspace would need more than is free (bytes).
    #[error("{path}: {needed} bytes are needed, {free} are free")]
    NoRoom { path: String, needed: u64, free: u64 },
    /// The workspace alone is larger than all its backups may be (bytes).
    #[error("the workspace has {size} bytes, and its backups may have {limit} together")]
    OverLimit { size: u64, limit: u64 },
    /// A long operation was cancelled by the user.
    #[error("cancelled")]
    Cancelled,
    /// An import of many articles is to be gone on with or given up first.
    #[error("an import is unfinished: go on with it or cancel it first")]
    ImportUnfinished,
    /// More was stored by one import than can be taken back in one step.
    #[error("this import stored {articles} articles; undo takes back at most {limit} at once")]
    TooMuchToUndo { articles: u64, limit: u64 },
    /// Reading or writing a file failed.
    #[error("{path}: {detail}")]
    Io { path: String, detail: String },
    /// SQLite failed in a way that no other variant covers.
    #[error("the database reported an error: {0}")]
    Storage(#[source] rusqlite::Error),
}

/// Why a part of a request is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, thiserror::Error)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Must not be empty.
    #[error("must not be empty")]
    Empty,
    /// Not an EDTF level 1 date.
    #[error("'{value}' is not an EDTF date")]
    NotADate { value: String },
    /// Not a BCP 47 language tag.
    #[error("'{value}' is not a language tag")]
    NotALanguage { value: String },
    /// A range that is reversed, empty or outside the text (code points; `length` is the text's).
    #[error("the range {start}–{end} is not inside a text of {length} characters")]
    OutsideText { start: u32, end: u32, length: u32 },
    /// The quote given does not stand at the range given.
    #[error("the text at this range is “{found}”")]
    QuoteDiffers { found: String },
    /// A value outside what is allowed. `allowed` words the range.
    #[error("'{value}' is not allowed ({allowed})")]
    NotAllowed { value: String, allowed: String },
    /// Something of this name or identity is there already.
    #[error("there already")]
    Duplicate,
    /// A thing cannot be merged with, linked to or put below itself.
    #[error("cannot refer to itself")]
    Itself,
    /// Longer than the limit (code points).
    #[error("longer than {limit} characters")]
    TooLong { limit: u32 },
}

/// Why a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The file has no bytes, or no text in them.
    #[error("there is no text in it")]
    Empty,
    /// The bytes are not text; `looks_like` names a known format if one was recognised.
    #[error("it is not text (looks like {looks_like})")]
    Binary { looks_like: String },
    /// Larger than this program reads (bytes).
    #[error("it has {size} bytes; the limit is {limit}")]
    TooBig { size: u64, limit: u64 },
    /// Not a regular file (folder, device, pipe).
    #[error("it is not a regular file")]
    NotAFile,
    /// The file cannot be read; `detail` is the system's message.
    #[error("it cannot be read: {detail}")]
    Unreadable { detail: String },
    /// The encoding asked for does not exist.
    #[error("there is no encoding '{label}'")]
    UnknownEncoding { label: String },
    /// The same bytes are in the workspace already.
    #[error("it is in the workspace already")]
    Duplicate { article: crate::vocabulary::Uid },
    /// The source may not be named by this caller (the window hands out tokens, never paths).
    #[error("this source is not open to this caller")]
    Forbidden,
    /// The process that takes such documents apart ended over it: too little memory, or a fault of a parser.
    #[error("the program that reads such files ended over it")]
    ParserDied,
    /// Taking it apart took more than so many seconds.
    #[error("reading it takes more than {seconds} seconds")]
    ParserSlow { seconds: u64 },
    /// More came out of it than so many bytes.
    #[error("more than {limit} bytes come out of it")]
    ParserFlooded { limit: u64 },
    /// The process that takes such documents apart could not be started; `detail` is the system's message.
    #[error("the program that reads such files did not start: {detail}")]
    ParserMissing { detail: String },
}

impl Error {
    /// The stable code, as the window and `--json` see it.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Invalid { .. } => "invalid",
            Error::Malformed { .. } => "malformed",
            Error::UnknownCommand { .. } => "unknown_command",
            Error::NotFound { .. } => "not_found",
            Error::NothingTo { .. } => "nothing_to",
            Error::Refused { .. } => "refused",
            Error::Foreign { .. } => "foreign",
            Error::Newer { .. } => "newer",
            Error::Damaged { .. } => "damaged",
            Error::Missing { .. } => "missing",
            Error::Folder { .. } => "folder",
            Error::SpecialFile { .. } => "special_file",
            Error::EmptyFile { .. } => "empty_file",
            Error::Encrypted { .. } => "encrypted",
            Error::Truncated { .. } => "truncated",
            Error::Altered { .. } => "altered",
            Error::Outdated { .. } => "outdated",
            Error::Exists { .. } => "exists",
            Error::Moved { .. } => "moved",
            Error::DiskFailed { .. } => "disk_failed",
            Error::ReadOnly { .. } => "read_only",
            Error::Busy => "busy",
            Error::DiskFull => "disk_full",
            Error::NoRoom { .. } => "no_room",
            Error::OverLimit { .. } => "over_limit",
            Error::Cancelled => "cancelled",
            Error::ImportUnfinished => "import_unfinished",
            Error::TooMuchToUndo { .. } => "too_much_to_undo",
            Error::Io { .. } => "io",
            Error::Storage(_) => "storage",
        }
    }

    /// The wire form: code, an English sentence, and the variant's own data.
    pub fn to_wire(&self) -> WireError {
        use serde_json::json;
        let detail = match self {
            Error::Invalid { field, reason } => json!({ "field": field, "reason": reason }),
            Error::Malformed { detail } => json!({ "detail": detail }),
            Error::UnknownCommand { name } => json!({ "name": name }),
            Error::NotFound { entity, uid } => json!({ "entity": entity, "uid": uid }),
            Error::NothingTo { what } => json!({ "what": what }),
            Error::Refused { name, refusal } => json!({ "name": name, "refusal": refusal }),
            Error::Newer { path, found, known } | Error::Outdated { path, found, known } => {
                json!({ "path": path, "found": found, "known": known })
            }
            Error::Damaged { path, detail }
            | Error::Altered { path, detail }
            | Error::DiskFailed { path, detail }
            | Error::Io { path, detail } => {
                json!({ "path": path, "detail": detail })
            }
            Error::Foreign { path }
            | Error::Missing { path }
            | Error::Folder { path }
            | Error::SpecialFile { path }
            | Error::EmptyFile { path }
            | Error::Encrypted { path }
            | Error::Truncated { path }
            | Error::Exists { path }
            | Error::Moved { path }
            | Error::ReadOnly { path } => json!({ "path": path }),
            Error::NoRoom { path, needed, free } => json!({ "path": path, "needed": needed, "free": free }),
            Error::OverLimit { size, limit } => json!({ "size": size, "limit": limit }),
            Error::TooMuchToUndo { articles, limit } => json!({ "articles": articles, "limit": limit }),
            Error::Busy
            | Error::DiskFull
            | Error::Cancelled
            | Error::ImportUnfinished
            | Error::Storage(_) => json!({}),
        };
        WireError {
            code: self.code().to_owned(),
            message: self.to_string(),
            detail,
        }
    }

    /// Shorthand for [`Error::Invalid`].
    pub fn invalid(field: impl Into<String>, reason: Reason) -> Self {
        Error::Invalid {
            field: field.into(),
            reason,
        }
    }

    /// Shorthand for [`Error::NotFound`].
    pub fn not_found(entity: Entity, uid: impl ToString) -> Self {
        Error::NotFound {
            entity,
            uid: uid.to_string(),
        }
    }

    /// Shorthand for [`Error::Io`].
    pub fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Error::DiskFull;
        }
        Error::Io {
            path: path.display().to_string(),
            detail: error.to_string(),
        }
    }
}

/// An error as it crosses to the window or to `--json`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WireError {
    /// Stable; the window words it.
    pub code: String,
    /// English, for people at the command line and for the log.
    pub message: String,
    /// The error's own data; its fields depend on the code.
    pub detail: serde_json::Value,
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            Some(ErrorCode::OperationInterrupted) => Error::Cancelled,
            _ => Error::Storage(error),
        }
    }
}

/// `.or_not_found(entity, uid)` on optional rows.
pub trait OrNotFound<T> {
    /// The value, or [`Error::NotFound`].
    fn or_not_found(self, entity: Entity, uid: impl ToString) -> Result<T>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self, entity: Entity, uid: impl ToString) -> Result<T> {
        self.ok_or_else(|| Error::not_found(entity, uid))
    }
}

impl<T> OrNotFound<T> for rusqlite::Result<T> {
    fn or_not_found(self, entity: Entity, uid: impl ToString) -> Result<T> {
        match self {
            Err(rusqlite::Error::QueryReturnedNoRows) => Err(Error::not_found(entity, uid)),
            other => other.map_err(Error::from),
        }
    }
}
