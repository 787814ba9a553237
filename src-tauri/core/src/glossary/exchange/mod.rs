//! Glossaries as other programs write and read them: tab-separated text, and TBX-Basic (ISO 30042). Pure functions
//! from characters to entries and back.

mod tbx;
mod tbx_write;
mod tsv;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use super::NewTerm;
use crate::error::Refusal;
use crate::foreign::{self, Format};

pub(crate) use tbx::read as read_tbx;
pub(super) use tbx_write::write as to_tbx;
pub(super) use tsv::write as to_tsv;

/// The largest file that is read, in bytes: some fifty thousand terms as TBX.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Terms read from one file, at most.
pub const MOST_TERMS: usize = 100_000;

/// A concept as a file has it; its fields have not been checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What the file calls it; '' when it says nothing.
    pub name: String,
    pub subject: String,
    pub definition: String,
    pub note: String,
    pub terms: Vec<EntryTerm>,
    /// Where it begins, counted from 1.
    pub line: u32,
}

/// A term as a file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryTerm {
    pub term: String,
    pub language: String,
    /// The word of [`crate::vocabulary::TermStatus`], '' for none, or whatever the file says.
    pub status: String,
    pub note: String,
    /// Counted from 1.
    pub line: u32,
}

impl From<&NewTerm> for EntryTerm {
    fn from(term: &NewTerm) -> Self {
        EntryTerm {
            term: term.term.clone(),
            language: term.language.clone(),
            status: term.status.map(|status| status.to_string()).unwrap_or_default(),
            note: term.note.clone(),
            line: 0,
        }
    }
}

/// The entries of a file: TBX when it begins with `<`, else tab-separated text. UTF-8, or what its byte order mark or
/// its XML declaration says.
///
/// # Errors
/// [`Refusal::TooBig`], [`Refusal::Empty`]; [`Refusal::Unreadable`] for characters that cannot be decoded, a table
/// without a column of terms, XML that is not well-formed or no TBX.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, Refusal> {
    let size = bytes.len() as u64;
    if size > MOST_BYTES {
        return Err(Refusal::TooBig {
            size,
            limit: MOST_BYTES,
        });
    }
    let text = decode(bytes)?;
    let text = text.replace('\0', "\u{fffd}");
    let begins = text.trim_start();
    if begins.is_empty() {
        return Err(Refusal::Empty);
    }
    let entries = if begins.starts_with('<') {
        foreign::read(Format::Glossary, &text, read_tbx)?
    } else {
        tsv::read(&text)?
    };
    let terms: usize = entries.iter().map(|entry| entry.terms.len()).sum();
    if terms > MOST_TERMS {
        return Err(unreadable(format!(
            "it has {terms} terms; the limit is {MOST_TERMS}"
        )));
    }
    Ok(entries)
}

fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let declared = || {
        let head = bytes.get(..200.min(bytes.len())).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let label = head
            .strip_prefix("<?xml")?
            .split_once("?>")?
            .0
            .split_once("encoding")?
            .1;
        let label = label.trim_start_matches([' ', '\t', '=', '\r', '\n']);
        let quote = label.chars().next()?;
        let label = label.get(1..)?.split(quote).next()?;
        Encoding::for_label_no_replacement(label.as_bytes())
    };
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(declared)
        .unwrap_or(encoding_rs::UTF_8);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let text = match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(_) => text,
        None => {
            return Err(unreadable(format!("its bytes are not {}", encoding.name())));
        }
    };
    Ok(text.into_owned())
}

fn unreadable(detail: impl Into<String>) -> Refusal {
    Refusal::Unreadable {
        detail: detail.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_the_encoding_that_it_says() {
        let utf16: Vec<u8> = "\u{feff}term\tlanguage\nžal\tcs\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16).unwrap()[0].terms[0].term, "žal");
        assert_eq!(
            read("\u{feff}term\nžal\n".as_bytes()).unwrap()[0].terms[0].term,
            "žal"
        );
        let mut latin =
            b"<?xml version='1.0' encoding='iso-8859-1'?><tbx><conceptEntry><langSec><termSec><term>"
                .to_vec();
        latin.extend(b"Fr\xfchling</term></termSec></langSec></conceptEntry></tbx>");
        assert_eq!(read(&latin).unwrap()[0].terms[0].term, "Frühling");
    }

    #[test]
    fn a_file_that_is_no_glossary_is_refused_with_the_reason() {
        for bytes in [
            &b""[..],
            b" \n\t",
            b"\xff\xfe\xff",
            b"term\n\xff\xfe",
            b"\x89PNG\r\n",
            b"<",
            b"<html/>",
            b"no header\there\n",
            b"<?xml encoding",
            b"<?xml encoding=",
        ] {
            assert!(read(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
        let big = vec![b' '; usize::try_from(MOST_BYTES).unwrap() + 1];
        assert!(matches!(read(&big), Err(Refusal::TooBig { .. })));
        let many = format!("term\n{}", "a\n".repeat(MOST_TERMS + 1));
        assert!(matches!(read(many.as_bytes()), Err(Refusal::Unreadable { .. })));
    }
}
