//! From bytes to the draft of an article: what the program makes of a file before anything is stored.
//!
//! Pure functions: no workspace, no clock, no network, and the same bytes always give the same draft.
//! Nothing is invented: what a document does not say is the empty string.

mod day;
mod decode;
mod draft;
mod front_matter;
mod headline;
mod html;
mod language;
mod markdown;
mod meta_charset;
mod signature;
pub mod source;
mod utf16;

pub use draft::{Draft, Hints, Repair, RepairKind, TitleFrom};
pub use source::MAX_BYTES;

use crate::error::Refusal;
use crate::foreign::{self, Format};
use crate::text::hash::sha256_hex;
use crate::text::normalise::normalise;
use draft::Found;

/// The media types that a draft can have.
pub const MEDIA_TYPES: [&str; 3] = [PLAIN, MARKDOWN, HTML];
const PLAIN: &str = "text/plain";
const MARKDOWN: &str = "text/markdown";
const HTML: &str = "text/html";

/// Reads a document. `file_name` (a name or a path; may be empty) helps to tell the media type;
/// `hints` are what the analyst says and go before everything that is found.
///
/// # Errors
/// [`Refusal::Empty`], [`Refusal::Binary`], [`Refusal::TooBig`] (over [`MAX_BYTES`]) and, for a hint
/// that names no encoding of the WHATWG Encoding Standard, [`Refusal::UnknownEncoding`].
pub fn read(bytes: &[u8], file_name: &str, hints: &Hints) -> Result<Draft, Refusal> {
    refuse_by_bytes(bytes)?;
    let media_type = media_type(bytes, file_name, hints.media_type.as_deref());
    let decoded = decode::decode(bytes, hints.encoding.as_deref(), media_type == HTML)?;
    let prepared = prepare(&decoded.text, decoded.replaced)?;

    let (text, found) = match media_type {
        HTML => {
            let (text, found) = foreign::read(Format::Page, &prepared.text, |page| Ok(html::read(page)))?;
            (foreign::sound(text, &prepared.text)?, found)
        }
        MARKDOWN => {
            let found = markdown::read(&prepared.text);
            (prepared.text, found)
        }
        _ => {
            let found = Found::default();
            (prepared.text, found)
        }
    };
    refuse_blank(&text)?;

    let body = text.get(found.body_start..).unwrap_or(&text);
    let (title, title_from) = match found.title {
        Some(title) => title,
        None => headline::title(body, file_name),
    };
    let language = language::decide(body, hints.language.as_deref(), &found.language);
    let mut repairs = prepared.repairs;
    repairs.extend(draft::curiosities(&text));

    Ok(Draft {
        sha256: sha256_hex(bytes),
        size: bytes.len() as u64,
        media_type: media_type.to_owned(),
        encoding: decoded.encoding.to_owned(),
        encoding_sure: decoded.sure,
        text,
        title,
        title_from,
        language: language.tag,
        language_sure: language.sure,
        author: found.author,
        outlet: found.outlet,
        published: found.published,
        url: found.url,
        repairs,
    })
}

/// The day (month, year) of a date as machines write it (ISO 8601 with a time, RFC 2822), as EDTF; '' if it is none.
pub fn day_of(date: &str) -> String {
    day::edtf(date)
}

/// The text alone, exactly as [`read`] gives it for the media type and encoding that it reported:
/// for checking quotes against source files.
///
/// # Errors
/// As [`read`]; [`Refusal::UnknownEncoding`] if `encoding` is no WHATWG label.
pub fn text_of(bytes: &[u8], media_type: &str, encoding: &str) -> Result<String, Refusal> {
    refuse_by_bytes(bytes)?;
    let decoded = decode::decode(bytes, Some(encoding), false)?;
    let prepared = prepare(&decoded.text, 0)?;
    let text = match known_media_type(media_type) {
        Some(HTML) => {
            let text = foreign::read(Format::PageText, &prepared.text, |page| Ok(html::text(page)))?;
            foreign::sound(text, &prepared.text)?
        }
        _ => prepared.text,
    };
    refuse_blank(&text)?;
    Ok(text)
}

/// The text of a page and what the page says, for [`crate::parsers`].
pub(crate) fn read_page(page: &str) -> (String, impl serde::Serialize + use<>) {
    html::read(page)
}

/// The text of a page, for [`crate::parsers`].
pub(crate) fn page_text(page: &str) -> String {
    html::text(page)
}

/// A decoded document with LF line ends and without NULs.
struct Prepared {
    text: String,
    repairs: Vec<Repair>,
}

fn prepare(text: &str, replaced: u64) -> Result<Prepared, Refusal> {
    if signature::is_mostly_controls(text) {
        return Err(Refusal::Binary {
            looks_like: "binary data".to_owned(),
        });
    }
    let (text, made) = normalise(text);
    let repairs = [
        (RepairKind::ReplacedBytes, replaced),
        (RepairKind::Nul, u64::from(made.nul)),
        (RepairKind::LineEnds, u64::from(made.line_ends)),
    ];
    Ok(Prepared {
        text,
        repairs: draft::counted(&repairs),
    })
}

fn refuse_by_bytes(bytes: &[u8]) -> Result<(), Refusal> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(Refusal::TooBig {
            size,
            limit: MAX_BYTES,
        });
    }
    match signature::known_format(bytes) {
        Some(name) => Err(Refusal::Binary {
            looks_like: name.to_owned(),
        }),
        None if bytes.is_empty() => Err(Refusal::Empty),
        None => Ok(()),
    }
}

fn refuse_blank(text: &str) -> Result<(), Refusal> {
    let blank = |c: char| c.is_whitespace() || draft::is_invisible(c) || draft::is_bidi_control(c);
    if text.chars().all(blank) {
        Err(Refusal::Empty)
    } else {
        Ok(())
    }
}

/// The known media type in a `Content-Type` value, without its parameters.
fn known_media_type(value: &str) -> Option<&'static str> {
    let essence = value.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/xhtml+xml") {
        return Some(HTML);
    }
    MEDIA_TYPES
        .into_iter()
        .find(|known| essence.eq_ignore_ascii_case(known))
}

/// Hint, then the file name's ending, then what the first bytes look like.
fn media_type(bytes: &[u8], file_name: &str, hint: Option<&str>) -> &'static str {
    if let Some(known) = hint.and_then(known_media_type) {
        return known;
    }
    let ending = file_name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xht" => HTML,
        "md" | "markdown" | "mdown" | "mkd" => MARKDOWN,
        "txt" | "text" => PLAIN,
        _ if signature::starts_like_html(bytes) => HTML,
        _ => PLAIN,
    }
}

#[cfg(test)]
mod tests;
