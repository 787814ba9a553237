//! The process that reads: locks itself in, then answers one question after another until there are no more.

use std::io::{self, BufReader, Read, Write};
use std::process::ExitCode;

use dragoman_core::foreign::Format;
use dragoman_core::parsers::answer;

use crate::{Limits, cell, wire};

/// The exit code of a process that could not lock itself in (`EX_OSERR` of sysexits.h).
pub const NOT_LOCKED: u8 = 71;

pub fn serve(limits: Limits) -> ExitCode {
    // What a parser says in its last words is of no use to anybody, and may be the text of an article.
    std::panic::set_hook(Box::new(|_| {}));
    let mut from = BufReader::new(io::stdin().lock());
    let mut to = io::stdout().lock();
    if cell::lock(limits).is_err() {
        return ExitCode::from(NOT_LOCKED);
    }
    match answer_all(&mut from, &mut to, limits) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer_all(from: &mut impl Read, to: &mut impl Write, limits: Limits) -> io::Result<()> {
    while let Some((format, document)) = wire::asked(from)? {
        cell::begin_document(limits);
        let found = found(format, document).ok_or(io::ErrorKind::InvalidData)?;
        wire::answer(to, &found, cell::used())?;
    }
    Ok(())
}

fn found(format: u8, document: Vec<u8>) -> Option<Vec<u8>> {
    let document = String::from_utf8(document).ok()?;
    #[cfg(debug_assertions)]
    if format == crate::tries::FORMAT {
        return Some(crate::tries::result(&document).into_bytes());
    }
    Some(answer(Format::of(format)?, &document))
}
