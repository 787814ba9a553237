//! Checks the quotes of an exported briefing against the sources, without any database.
//!
//! What is checked: every block quote must have a footnote, and say, character for character, what the footnote's
//! ranges say in the source whose bytes have the footnote's SHA-256. What is not: the analyst's prose,
//! headings, translations and attributions, which may be changed freely. A quote may be taken out together with its
//! footnote; a footnote that is left without its quote is reported.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::markdown::OMISSION;

use super::reader::{self, Claims, Note, Quoted};
use super::sources::Sources;
use crate::text::hash::sha256_hex;
use crate::text::offsets::Positions;
use crate::{Result, import};

/// What became of one quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The source says exactly this there.
    Holds,
    /// The source says something else there.
    QuoteDiffers,
    /// No file has the source's SHA-256.
    SourceMissing,
    /// No file has the source's SHA-256, but one has its name.
    SourceChanged,
    /// The source is there but cannot be read as the footnote says.
    SourceUnreadable,
    /// The quote is from a corrected text, or from one that this program reads otherwise, and no file has
    /// that text's SHA-256.
    TextMissing,
    /// Quote and footnote do not belong together: one of them is missing, twice or malformed.
    BrokenReference,
}

/// The verdict on one quote, or on a footnote without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verdict {
    /// The line in which the quote (or the footnote) begins, counted from 1.
    pub line: u32,
    pub outcome: Outcome,
    /// For people, in English; '' when it holds.
    pub detail: String,
}

/// The verdicts on a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// How many block quotes there are.
    pub quotes: u32,
    /// By line.
    pub lines: Vec<Verdict>,
    /// There is at least one quote, and everything holds.
    pub ok: bool,
}

/// Checks a briefing.
///
/// # Errors
/// [`crate::Error::Io`] when a source that is there cannot be read from the disk.
pub fn verify(markdown: &str, sources: &dyn Sources) -> Result<Report> {
    let claims = reader::read(markdown);
    let mut check = Check {
        sources,
        texts: BTreeMap::new(),
    };
    let mut lines = Vec::with_capacity(claims.quotes.len());
    for quote in &claims.quotes {
        let (outcome, detail) = match check.quote(quote, &claims)? {
            Ok(()) => (Outcome::Holds, String::new()),
            Err(failure) => failure,
        };
        lines.push(Verdict {
            line: quote.line,
            outcome,
            detail,
        });
    }
    lines.extend(unquoted(&claims));
    lines.sort_by_key(|verdict| verdict.line);
    Ok(Report {
        quotes: u32::try_from(claims.quotes.len()).unwrap_or(u32::MAX),
        ok: !claims.quotes.is_empty() && lines.iter().all(|verdict| verdict.outcome == Outcome::Holds),
        lines,
    })
}

type Failure = (Outcome, String);

/// Footnotes that prove something which is not quoted.
fn unquoted(claims: &Claims) -> impl Iterator<Item = Verdict> + '_ {
    let is_proof = |label: &str| {
        let notes = claims.notes.get(label);
        notes.is_some_and(|notes| notes.iter().any(|note| !note.proofs.is_empty()))
    };
    let broken = |line: u32, detail: String| Verdict {
        line,
        outcome: Outcome::BrokenReference,
        detail,
    };
    let elsewhere = claims
        .elsewhere
        .iter()
        .filter(move |(_, label)| is_proof(label))
        .map(move |(line, label)| {
            broken(
                *line,
                format!("footnote {label} is referred to outside of a quote"),
            )
        });
    let never = claims
        .notes
        .iter()
        .filter(move |(label, _)| {
            let used = claims
                .quotes
                .iter()
                .any(|quote| quote.label.as_ref() == Some(label))
                || claims.elsewhere.iter().any(|(_, other)| other == *label);
            is_proof(label) && !used
        })
        .flat_map(|(label, notes)| notes.iter().map(move |note| (label, note)))
        .map(move |(label, note)| broken(note.line, format!("footnote {label} has no quote")));
    elsewhere.chain(never)
}

struct Check<'a> {
    sources: &'a dyn Sources,
    /// Texts that were read already.
    texts: BTreeMap<Proof, Result<String, Failure>>,
}

impl Check<'_> {
    fn quote(&mut self, quote: &Quoted, claims: &Claims) -> Result<Result<(), Failure>> {
        let note = match note_of(quote, claims) {
            Ok(note) => note,
            Err(detail) => return Ok(Err((Outcome::BrokenReference, detail))),
        };
        let mut expected = String::new();
        for code in &note.proofs {
            let Some((proof, ranges)) = Proof::parse(code) else {
                let detail = format!("the footnote in line {} is malformed: {code}", note.line);
                return Ok(Err((Outcome::BrokenReference, detail)));
            };
            let text = match self.text(&proof, note)? {
                Ok(text) => text,
                Err(failure) => return Ok(Err(failure)),
            };
            let positions = Positions::new(text);
            for (start, end) in ranges {
                let Some(slice) = positions.slice(start, end) else {
                    let length = positions.len_code_points();
                    let detail =
                        format!("the range {start}–{end} is not inside the source's {length} characters");
                    return Ok(Err((Outcome::QuoteDiffers, detail)));
                };
                if !expected.is_empty() {
                    expected.push_str(OMISSION);
                }
                expected.push_str(slice);
            }
        }
        Ok(compare(quote, &expected))
    }

    /// The text that a proof names.
    fn text(&mut self, proof: &Proof, note: &Note) -> Result<Result<&str, Failure>> {
        if !self.texts.contains_key(proof) {
            let text = self.find_text(proof, note)?;
            self.texts.insert(proof.clone(), text);
        }
        Ok(match self.texts.get(proof) {
            Some(Ok(text)) => Ok(text.as_str()),
            Some(Err(failure)) => Err(failure.clone()),
            None => Err((Outcome::SourceMissing, String::new())),
        })
    }

    fn find_text(&self, proof: &Proof, note: &Note) -> Result<Result<String, Failure>> {
        let Some(bytes) = self.sources.bytes(&proof.sha256)? else {
            let name = &note.file_name;
            return Ok(Err(if !name.is_empty() && self.sources.has_name(name) {
                let detail = format!(
                    "source changed: {name} does not have SHA-256 {} any more",
                    proof.sha256
                );
                (Outcome::SourceChanged, detail)
            } else {
                let detail = format!("source missing: no file has SHA-256 {}", proof.sha256);
                (Outcome::SourceMissing, detail)
            }));
        };
        let read = import::text_of(&bytes, &proof.media_type, &proof.encoding);
        let Some(wanted) = &proof.text_sha256 else {
            return Ok(read.map_err(|refusal| {
                let detail = format!("the source cannot be read: {refusal}");
                (Outcome::SourceUnreadable, detail)
            }));
        };
        if let Ok(text) = read
            && sha256_hex(text.as_bytes()) == *wanted
        {
            return Ok(Ok(text));
        }
        let kept = self.sources.bytes(wanted)?;
        Ok(kept
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| {
                let detail = format!(
                    "text missing: the source is there, but no file has the text of SHA-256 {wanted}"
                );
                (Outcome::TextMissing, detail)
            }))
    }
}

fn note_of<'a>(quote: &Quoted, claims: &'a Claims) -> Result<&'a Note, String> {
    if let Some(trouble) = quote.trouble {
        return Err(trouble.to_owned());
    }
    let Some(label) = &quote.label else {
        return Err("the quote has no footnote".to_owned());
    };
    match claims.notes.get(label).map(Vec::as_slice) {
        Some([note]) if note.proofs.is_empty() => Err(format!("footnote {label} names no source")),
        Some([note]) => Ok(note),
        Some([_, ..]) => Err(format!("there are several footnotes {label}")),
        Some([]) | None => Err(format!("there is no footnote {label}")),
    }
}

fn compare(quote: &Quoted, expected: &str) -> Result<(), Failure> {
    if quote.words == expected {
        return Ok(());
    }
    let same: usize = quote
        .words
        .chars()
        .zip(expected.chars())
        .take_while(|(found, expected)| found == expected)
        .map(|(found, _)| found.len_utf8())
        .sum();
    let from = |text: &str| -> String { text.get(same..).unwrap_or("").chars().take(24).collect() };
    let detail = format!(
        "quote differs from line {}: the source says {:?}, the briefing {:?}",
        quote.line_of(same),
        from(expected),
        from(&quote.words),
    );
    Err((Outcome::QuoteDiffers, detail))
}

/// The part of a footnote that names a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Proof {
    sha256: String,
    media_type: String,
    encoding: String,
    text_sha256: Option<String>,
}

impl Proof {
    /// `sha256 HEX [· MEDIA/TYPE · ENCODING] [· text HEX] · START–END[, START–END]…`
    fn parse(code: &str) -> Option<(Proof, Vec<(u32, u32)>)> {
        let mut parts: Vec<&str> = code.split(" · ").collect();
        let ranges = parts
            .pop()?
            .split(", ")
            .map(|range| {
                let (start, end) = range.split_once('–')?;
                let (start, end) = (number(start)?, number(end)?);
                (start < end).then_some((start, end))
            })
            .collect::<Option<Vec<_>>>()?;
        let mut parts = parts.into_iter();
        let sha256 = digest(parts.next()?.strip_prefix("sha256 ")?)?;
        let mut proof = Proof {
            sha256,
            media_type: "text/plain".to_owned(),
            encoding: "utf-8".to_owned(),
            text_sha256: None,
        };
        let mut next = parts.next();
        if let Some(media_type) = next.filter(|part| part.contains('/')) {
            media_type.clone_into(&mut proof.media_type);
            parts.next()?.clone_into(&mut proof.encoding);
            next = parts.next();
        }
        if let Some(text) = next {
            proof.text_sha256 = Some(digest(text.strip_prefix("text ")?)?);
            next = parts.next();
        }
        next.is_none().then_some((proof, ranges))
    }
}

fn digest(hex: &str) -> Option<String> {
    let is_digest = hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_digest.then(|| hex.to_owned())
}

fn number(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}
