//! Formats whose parsers may be led astray by what they read (HTML, XML), behind one door, so that a program can have them
//! run somewhere else. This crate knows nothing of processes: whoever starts the program says by whom such documents are
//! read ([`read_by`]); unless somebody does, they are read here.

use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Refusal;

/// What a document is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HTML: the text and what the page says about itself.
    Page,
    /// HTML: the text alone.
    PageText,
    /// TBX: the entries of a glossary.
    Glossary,
}

impl Format {
    const ALL: [Format; 3] = [Format::Page, Format::PageText, Format::Glossary];

    /// For sending.
    pub fn byte(self) -> u8 {
        match self {
            Format::Page => 1,
            Format::PageText => 2,
            Format::Glossary => 3,
        }
    }

    /// The format that was sent.
    pub fn of(byte: u8) -> Option<Self> {
        Format::ALL.into_iter().find(|format| format.byte() == byte)
    }
}

/// Somebody who reads documents in this program's stead.
pub trait Reader: Send + Sync {
    /// What [`crate::parsers::answer`] gives for this document. What comes back is not trusted.
    ///
    /// # Errors
    /// [`Refusal::ParserDied`], [`Refusal::ParserSlow`], [`Refusal::ParserFlooded`], [`Refusal::ParserMissing`].
    fn read(&self, format: Format, document: &str) -> Result<Vec<u8>, Refusal>;
}

static READER: OnceLock<Box<dyn Reader>> = OnceLock::new();

/// From now on, for the whole process, foreign documents are read by somebody else. Only the first call counts.
pub fn read_by(reader: Box<dyn Reader>) {
    let _ = READER.set(reader);
}

/// Reads a document: by whoever was named, else `here`.
///
/// # Errors
/// Those of `here`, and those of [`Reader::read`].
pub(crate) fn read<T: DeserializeOwned>(
    format: Format,
    document: &str,
    here: impl FnOnce(&str) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let Some(reader) = READER.get() else {
        return here(document);
    };
    let answer = reader.read(format, document)?;
    serde_json::from_slice::<Result<T, Refusal>>(&answer).map_err(|_| Refusal::ParserDied)?
}

/// What was read, for [`read`] on the other side.
pub(crate) fn written<T: Serialize>(read: &Result<T, Refusal>) -> Vec<u8> {
    // Nothing that is read has a form that JSON does not; an empty answer is none.
    serde_json::to_vec(read).unwrap_or_default()
}

/// The most that may come out of a document of so many bytes, in bytes.
pub fn most_out(size: usize) -> u64 {
    4 * size as u64 + 1024 * 1024
}

/// A text is what the rest of the program takes for one, wherever it was read.
///
/// # Errors
/// [`Refusal::ParserFlooded`], [`Refusal::ParserDied`].
pub(crate) fn sound(text: String, document: &str) -> Result<String, Refusal> {
    let limit = most_out(document.len());
    if text.len() as u64 > limit {
        return Err(Refusal::ParserFlooded { limit });
    }
    if text.contains('\0') {
        return Err(Refusal::ParserDied);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_the_one_that_was_sent() {
        for format in Format::ALL {
            assert_eq!(Format::of(format.byte()), Some(format));
        }
        assert_eq!(Format::of(0), None);
    }

    #[test]
    fn a_text_that_is_too_long_or_holds_what_no_text_holds_is_refused() {
        let most = usize::try_from(most_out(2)).unwrap();
        assert!(sound("x".repeat(most), "ab").is_ok());
        assert!(matches!(
            sound("x".repeat(most + 1), "ab"),
            Err(Refusal::ParserFlooded { .. })
        ));
        assert_eq!(sound("a\0".into(), "ab"), Err(Refusal::ParserDied));
    }
}
