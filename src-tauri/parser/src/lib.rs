//! Parsers of foreign formats in a process of their own.
//!
//! What strangers wrote is taken apart by the program's own binary, started once more with a hidden argument: it gets the
//! document on standard input and gives what was found on standard output, and before it reads the first byte it has
//! locked itself in ([`cell`]): no files, no network, no other processes, and so much time and memory. A parser that is
//! led astray, hangs or dies ends one document with a named refusal, and nothing else.
//!
//! [`serve_if_asked`] is that process, [`Pool`] the side that keeps some of them, and [`wire`] what they say to each other.

pub mod cell;
mod child;
mod pool;
#[cfg(debug_assertions)]
mod tries;
mod watch;
mod wire;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

pub use cell::Limits;
pub use pool::Pool;

/// The hidden argument.
const ARGUMENT: &str = "--read-foreign";

/// To be called first of all in `main`: if this process was started to read foreign documents it does so until its
/// standard input ends, and gives the exit code.
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != ARGUMENT {
        return None;
    }
    let limits = arguments.next()?.to_str().and_then(Limits::of)?;
    Some(child::serve(limits))
}

/// Lets all foreign formats be read by processes of this program from now on.
pub fn install() {
    dragoman_core::foreign::read_by(Box::new(Pool::new(own_program(), limits())));
}

/// Debug builds let tests give less, so that documents that are too much need not be large.
fn limits() -> Limits {
    #[cfg(debug_assertions)]
    if let Some(limits) = std::env::var("DRAGOMAN_PARSER_LIMITS")
        .ok()
        .and_then(|written| Limits::of(&written))
    {
        return limits;
    }
    Limits::default()
}

/// The program that runs, even when its file was replaced by a newer one meanwhile.
fn own_program() -> PathBuf {
    if cfg!(target_os = "linux") {
        return PathBuf::from("/proc/self/exe");
    }
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dragoman"))
}

fn arguments(limits: Limits) -> [OsString; 2] {
    [ARGUMENT.into(), limits.written().into()]
}
