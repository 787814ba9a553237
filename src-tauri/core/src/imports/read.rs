//! From the bytes of one item and what its source says of it to an article that can be stored. Pure.

use super::types::Trouble;
use crate::articles::Ready;
use crate::dates::DateRange;
use crate::error::Refusal;
use crate::import::{self, Hints};
use crate::registers::fields::LONGEST_LINE;
use crate::text::language_tag;

/// What is known of an item besides its bytes; '' = nothing. What is said of the item goes before what the
/// document says, and that goes before what holds for all (`default_`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub file_name: String,
    /// As in [`Hints`].
    pub media_type: Option<String>,
    pub encoding: Option<String>,
    pub title: String,
    /// BCP 47.
    pub language: String,
    pub outlet: String,
    pub author: String,
    /// EDTF, or a date and time as machines write it.
    pub published: String,
    /// As `published`.
    pub retrieved: String,
    pub url: String,
    pub note: String,
    /// BCP 47; goes before what is detected.
    pub default_language: String,
    /// EDTF.
    pub default_published: String,
}

/// Reads an item. What is said of it and cannot be used is left out and named.
///
/// # Errors
/// Those of [`import::read`].
pub fn read(bytes: Vec<u8>, said: Said) -> Result<(Ready, Vec<Trouble>), Refusal> {
    let mut remarks = Vec::new();
    let language = match language_tag::canonical(&said.language) {
        Ok(tag) if !tag.is_empty() => tag,
        Ok(_) => said.default_language,
        Err(reason) => {
            remarks.push(Trouble::new("language", format!("language: {reason}")));
            said.default_language
        }
    };
    let hints = Hints {
        encoding: said.encoding,
        media_type: said.media_type,
        language: Some(language).filter(|tag| !tag.is_empty()),
    };
    let file_name = line("file_name", &said.file_name, &mut remarks);
    let mut draft = import::read(&bytes, &file_name, &hints)?;
    let size = draft.text.len() as u64;
    if size > import::MAX_BYTES {
        let limit = import::MAX_BYTES;
        return Err(Refusal::TooBig { size, limit });
    }

    for (name, typed, field) in [
        ("title", said.title, &mut draft.title),
        ("outlet", said.outlet, &mut draft.outlet),
        ("author", said.author, &mut draft.author),
        ("url", said.url, &mut draft.url),
    ] {
        let typed = if typed.trim().is_empty() {
            field.clone()
        } else {
            typed
        };
        *field = line(name, &typed, &mut remarks);
    }
    let published = [
        day("published", &said.published, &mut remarks),
        day("published", &draft.published, &mut remarks),
        day("published", &said.default_published, &mut remarks),
    ];
    let unknown = || (String::new(), DateRange::default());
    let published = published.into_iter().flatten().next().unwrap_or_else(unknown);
    let mut ready = Ready::new(bytes, draft, file_name, published);
    ready.retrieved = day("retrieved", &said.retrieved, &mut remarks)
        .unwrap_or_else(unknown)
        .0;
    ready.note = said.note.replace('\0', "\u{2400}");
    Ok((ready, remarks))
}

/// A one-line field, cut if it is longer than such fields may be.
fn line(name: &str, typed: &str, remarks: &mut Vec<Trouble>) -> String {
    let shown = typed.trim().replace('\0', "\u{2400}");
    let Some((end, _)) = shown.char_indices().nth(LONGEST_LINE as usize) else {
        return shown;
    };
    remarks.push(Trouble::new(
        "cut",
        format!("{name}: cut after {LONGEST_LINE} characters"),
    ));
    shown.get(..end).unwrap_or_default().to_owned()
}

fn day(name: &str, typed: &str, remarks: &mut Vec<Trouble>) -> Option<(String, DateRange)> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    // As machines write it, with a time: the day is meant.
    let day = import::day_of(typed);
    let written = if day.is_empty() { typed } else { &day };
    if let Ok(days) = DateRange::of(written) {
        return Some((written.to_owned(), days));
    }
    let shown: String = typed.chars().take(60).collect();
    remarks.push(Trouble::new("date", format!("{name}: '{shown}' is not a date")));
    None
}

impl Trouble {
    /// A stable code and an English sentence.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Trouble {
            code: code.into(),
            message: message.into(),
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        let code = serde_json::to_value(&refusal)
            .ok()
            .and_then(|value| Some(value.get("refusal")?.as_str()?.to_owned()));
        Trouble {
            code: code.unwrap_or_default(),
            message: refusal.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said() -> Said {
        Said {
            media_type: Some("text/plain".into()),
            encoding: Some("utf-8".into()),
            ..Said::default()
        }
    }

    #[test]
    fn what_is_said_goes_before_what_the_text_says() {
        let said = Said {
            title: " Ein Titel ".into(),
            language: "DE-at".into(),
            published: "2025-07-23T10:00:00+02:00".into(),
            ..said()
        };
        let (ready, remarks) = read("Der Text des Artikels.".into(), said).unwrap();
        assert_eq!(ready.draft.title, "Ein Titel");
        assert_eq!(ready.draft.language, "de-AT");
        assert_eq!(ready.published.0, "2025-07-23");
        assert_eq!(remarks, []);
    }

    #[test]
    fn what_cannot_be_used_is_left_out_and_named() {
        let said = Said {
            language: "not a language".into(),
            published: "gestern".into(),
            author: "x".repeat(3_000),
            ..said()
        };
        let (ready, remarks) = read("Der Text des Artikels.".into(), said).unwrap();
        assert_eq!(ready.published.0, "");
        assert_eq!(ready.draft.author.len(), 2_000);
        let codes: Vec<&str> = remarks.iter().map(|remark| remark.code.as_str()).collect();
        assert_eq!(codes, ["language", "cut", "date"]);
    }

    #[test]
    fn the_date_of_all_holds_where_the_item_has_none() {
        let said = |published: &str| Said {
            published: published.into(),
            default_published: "2025-06".into(),
            ..said()
        };
        let of = |published| read("Text.".into(), said(published)).unwrap().0.published.0;
        assert_eq!(of("2025-07-01"), "2025-07-01");
        assert_eq!(of(""), "2025-06");
    }

    #[test]
    fn an_item_without_text_is_refused() {
        assert_eq!(read(b" \n".to_vec(), said()).unwrap_err(), Refusal::Empty);
    }
}
