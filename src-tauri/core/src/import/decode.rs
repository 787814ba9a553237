//! From bytes to characters.
//!
//! In this order: by hand; byte order mark; the page's own declaration (HTML); valid UTF-8; UTF-16 by
//! its NULs; UTF-8 with a few bad bytes; statistics. UTF-7 is not an encoding here: it exists to hide
//! markup.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::{meta_charset, utf16};
use crate::error::Refusal;

/// How many bytes, from the first that is not ASCII, the statistics are made of.
const SAMPLE: usize = 1024 * 1024;

pub(super) struct Decoded {
    pub text: String,
    /// WHATWG name.
    pub encoding: &'static str,
    pub sure: bool,
    /// How many malformed sequences became U+FFFD.
    pub replaced: u64,
}

/// Decodes `bytes` as `label` says, or as they look.
pub(super) fn decode(bytes: &[u8], label: Option<&str>, html: bool) -> Result<Decoded, Refusal> {
    let (encoding, sure) = match label.map(str::trim).filter(|label| !label.is_empty()) {
        Some(label) => (by_hand(label, bytes)?, true),
        None => detect(bytes, html),
    };
    let (text, replaced) = decode_as(encoding, without_mark(bytes, encoding));
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        sure,
        replaced,
    })
}

fn by_hand(label: &str, bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    let encoding =
        Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| Refusal::UnknownEncoding {
            label: label.to_owned(),
        })?;
    // "UTF-16" means little endian to the standard; the mark knows better.
    let is_utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
    match Encoding::for_bom(bytes) {
        Some((marked, _)) if is_utf16 && (marked == UTF_16LE || marked == UTF_16BE) => Ok(marked),
        _ => Ok(encoding),
    }
}

fn detect(bytes: &[u8], html: bool) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    let census = Utf8Census::of(bytes);
    let declared = if html { meta_charset::declared(bytes) } else { None };
    if let Some(declared) = declared {
        if declared != UTF_8 && census.is_surely_utf8() && declared != ISO_2022_JP {
            // A page saved again as UTF-8 keeps its old declaration; no other encoding makes such bytes.
            return (UTF_8, false);
        }
        if declared != UTF_8 || census.is_mostly_utf8() {
            return (declared, true);
        }
    }
    if let Some(encoding) = utf16::guess(bytes) {
        return (encoding, false);
    }
    if census.bad == 0 && !has_iso_2022_jp_escape(bytes) {
        return (UTF_8, true);
    }
    if census.is_mostly_utf8() && census.bad > 0 {
        return (UTF_8, false);
    }
    let guessed = by_statistics(bytes);
    if census.bad == 0 && (guessed != ISO_2022_JP || decode_as(guessed, bytes).1 > 0) {
        return (UTF_8, true);
    }
    (guessed, false)
}

fn by_statistics(bytes: &[u8]) -> &'static Encoding {
    // The escapes of ISO-2022-JP are ASCII, so that the sample has to begin before them.
    let first = bytes
        .iter()
        .position(|&byte| byte >= 0x80 || byte == 0x1b)
        .unwrap_or(0);
    let sample = bytes.get(first.saturating_sub(4096)..).unwrap_or(bytes);
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The escapes that switch to two-byte characters in ISO-2022-JP.
fn has_iso_2022_jp_escape(bytes: &[u8]) -> bool {
    bytes
        .windows(3)
        .any(|window| window == b"\x1b$B" || window == b"\x1b$@")
}

/// How well bytes read as UTF-8.
struct Utf8Census {
    /// Well-formed sequences of more than one byte.
    good: usize,
    /// Malformed sequences.
    bad: usize,
}

impl Utf8Census {
    fn of(bytes: &[u8]) -> Self {
        let (mut good, mut bad) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            good += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
            bad += usize::from(!chunk.invalid().is_empty());
        }
        Utf8Census { good, bad }
    }

    /// Three sequences do not come about by chance in text of another encoding.
    fn is_surely_utf8(&self) -> bool {
        self.bad == 0 && self.good >= 3
    }

    /// Damaged rather than something else: at least four good sequences for each bad one.
    fn is_mostly_utf8(&self) -> bool {
        self.good >= self.bad * 4
    }
}

fn without_mark<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => bytes.get(length..).unwrap_or_default(),
        _ => bytes,
    }
}

/// Decodes, counting what had to be replaced (U+FFFD that stands in the source is not counted).
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, u64) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut rest = bytes;
    let mut replaced = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, replaced),
            DecoderResult::OutputFull => text.reserve(rest.len() + 64),
            DecoderResult::Malformed(_, _) => {
                replaced += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}
