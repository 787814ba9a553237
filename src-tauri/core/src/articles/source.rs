//! The bytes of a source, as far as the caller may name it.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::types::Source;
use crate::error::Refusal;
use crate::import::source::read_file;
use crate::import::{Draft, Hints, MAX_BYTES, read};
use crate::workspace::{Context, Files};

/// What a caller says of a source besides where it is.
pub(super) struct Said<'a> {
    pub file_name: Option<&'a str>,
    pub encoding: Option<&'a str>,
    pub media_type: Option<&'a str>,
    pub language: Option<&'a str>,
}

/// A source that was read.
pub(super) struct Received {
    /// As the caller says, else the file's own; '' for text without one.
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub draft: Draft,
}

/// Reads a source. An error comes with the name to show for it.
pub(super) fn receive(
    context: &Context,
    source: &Source,
    said: &Said<'_>,
) -> Result<Received, (String, Refusal)> {
    let file_name = said
        .file_name
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map_or_else(|| own_name(context, source), str::to_owned);
    let result = bytes(context, source).and_then(|bytes| {
        let encoding = match source {
            // Characters have been decoded already, whatever the document declares.
            Source::Text(_) => Some("utf-8".to_owned()),
            _ => said.encoding.map(str::to_owned),
        };
        let hints = Hints {
            encoding,
            media_type: said.media_type.map(str::to_owned),
            language: said.language.map(str::to_owned),
        };
        let draft = read(&bytes, &file_name, &hints)?;
        // Bytes of one-byte encodings can become three times as many.
        let size = draft.text.len() as u64;
        if size > MAX_BYTES {
            return Err(Refusal::TooBig {
                size,
                limit: MAX_BYTES,
            });
        }
        Ok((bytes, draft))
    });
    match result {
        Ok((bytes, draft)) => Ok(Received {
            file_name,
            bytes,
            draft,
        }),
        Err(refusal) => Err((file_name, refusal)),
    }
}

/// The bytes of a source that this caller may name.
pub(crate) fn bytes(context: &Context, source: &Source) -> Result<Vec<u8>, Refusal> {
    match (source, &context.files) {
        (Source::Text(text), _) => Ok(text.as_bytes().to_vec()),
        (Source::Base64(text), _) => STANDARD.decode(text).map_err(|error| Refusal::Unreadable {
            detail: format!("not base64: {error}"),
        }),
        (Source::Path(path), Files::Any) => read_file(Path::new(path)),
        (Source::Staged(token), Files::Staged(staged)) => {
            read_file(&staged.path(token).ok_or(Refusal::Forbidden)?)
        }
        (Source::Path(_), Files::Staged(_)) | (Source::Staged(_), Files::Any) => Err(Refusal::Forbidden),
    }
}

/// A file's own name. A caller that may not name files learns no more than the name it was given.
pub(crate) fn own_name(context: &Context, source: &Source) -> String {
    let name = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    match (source, &context.files) {
        (Source::Path(path), _) => name(Path::new(path)),
        (Source::Staged(token), Files::Staged(staged)) => {
            staged.path(token).map(|path| name(&path)).unwrap_or_default()
        }
        _ => String::new(),
    }
}
