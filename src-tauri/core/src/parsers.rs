//! All parsers behind the door of [`crate::foreign`], for the process that runs them.

use crate::foreign::{Format, written};
use crate::glossary::exchange;
use crate::import;

/// What a [`crate::foreign::Reader`] has to give back: reads the document here, whoever is to read otherwise.
pub fn answer(format: Format, document: &str) -> Vec<u8> {
    match format {
        Format::Page => written(&Ok(import::read_page(document))),
        Format::PageText => written(&Ok(import::page_text(document))),
        Format::Glossary => written(&exchange::read_tbx(document)),
    }
}
