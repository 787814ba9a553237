//! What is printed, and how the program ends.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use dragoman_core::Error;
use serde_json::{Value, json};

/// Everything held.
pub const DONE: u8 = 0;
/// Done in part: something was refused, or does not hold.
pub const IN_PART: u8 = 1;
/// Of `check`: the file cannot be looked at, so nothing can be told.
pub const CANNOT_TELL: u8 = 2;
/// A file cannot be used.
pub const FILE: u8 = 3;
/// The request was refused; nothing was changed.
pub const REFUSED: u8 = 4;

/// Where results go.
pub struct Output {
    pub json: bool,
}

impl Output {
    /// One result: as JSON, or as the lines that the closure gives.
    pub fn result(&self, value: &Value, lines: impl FnOnce(&Value) -> Vec<String>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{value}")?;
        } else {
            for line in lines(value) {
                writeln!(out, "{line}")?;
            }
        }
        out.flush()
    }

    /// An error, on standard error.
    pub fn error(&self, error: &Error) {
        let wire = error.to_wire();
        let line = if self.json {
            json!({ "error": wire }).to_string()
        } else {
            format!("dragoman: {}", printable(&wire.message))
        };
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// A message for the person who waits, on standard error.
    pub fn say(&self, message: &str) {
        if !self.json {
            let _ = writeln!(io::stderr().lock(), "{}", printable(message));
        }
    }

    /// How far a long task has come, on standard error: over itself on a terminal.
    pub fn progress(&self, done: usize, total: usize, what: &str) {
        let mut err = io::stderr().lock();
        let _ = if self.json {
            writeln!(err, "{}", json!({ "progress": { "done": done, "total": total } }))
        } else if err.is_terminal() {
            write!(
                err,
                "\r{what} {done} of {total}{}",
                if done == total { "\n" } else { "" }
            )
        } else {
            writeln!(err, "{what} {done} of {total}")
        };
    }
}

/// The exit code of an error.
pub fn code_of(error: &Error) -> u8 {
    match error {
        Error::Foreign { .. }
        | Error::Newer { .. }
        | Error::Missing { .. }
        | Error::Folder { .. }
        | Error::SpecialFile { .. }
        | Error::EmptyFile { .. }
        | Error::Encrypted { .. }
        | Error::Truncated { .. }
        | Error::Altered { .. }
        | Error::Outdated { .. }
        | Error::Damaged { .. }
        | Error::Exists { .. }
        | Error::Moved { .. }
        | Error::DiskFailed { .. }
        | Error::ReadOnly { .. }
        | Error::Busy
        | Error::DiskFull
        | Error::NoRoom { .. }
        | Error::OverLimit { .. }
        | Error::Io { .. }
        | Error::Storage(_) => FILE,
        Error::Invalid { .. }
        | Error::Malformed { .. }
        | Error::UnknownCommand { .. }
        | Error::NotFound { .. }
        | Error::NothingTo { .. }
        | Error::Refused { .. }
        | Error::ImportUnfinished
        | Error::TooMuchToUndo { .. }
        | Error::Cancelled => REFUSED,
    }
}

/// The program's end.
pub fn exit(code: u8) -> ExitCode {
    ExitCode::from(code)
}

/// Text that may come from an article, made harmless for a terminal: control characters are shown as
/// `\u{…}`, so that no escape sequence in a title can act.
pub fn printable(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut shown, character| {
            match character {
                '\n' | '\r' | '\t' => shown.push(' '),
                c if c.is_control() || is_direction_control(c) => shown.extend(c.escape_unicode()),
                c => shown.push(c),
            }
            shown
        })
}

/// U+202A–U+202E and U+2066–U+2069 would reorder the rest of the line.
fn is_direction_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A string field of a JSON object, '' when there is none, printable.
pub fn text(value: &Value, field: &str) -> String {
    printable(value[field].as_str().unwrap_or_default())
}
