//! The encoding that an HTML page declares in itself.
//!
//! The HTML Standard's "prescan a byte stream to determine its encoding", with one change: it looks at
//! the first 64 KiB and not only at 1,024 bytes, because a browser that meets a later declaration
//! starts again with it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

const WINDOW: usize = 64 * 1024;

/// The encoding of the first `meta` that declares one.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = bytes.get(..WINDOW).unwrap_or(bytes);
    // Markup is ASCII in every encoding that can be declared this way, so that each byte may stand for
    // a character here.
    let page: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    for tag in super::html::start_tags(&page, "meta") {
        let label = match tag.attribute("charset") {
            Some(label) => Some(label),
            None if tag
                .attribute("http-equiv")
                .is_some_and(|value| value.eq_ignore_ascii_case("content-type")) =>
            {
                tag.attribute("content").and_then(|content| charset_in(&content))
            }
            None => None,
        };
        let encoding = label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
        match encoding {
            // A page whose declaration could be read as ASCII is not UTF-16.
            Some(utf16) if utf16 == UTF_16LE || utf16 == UTF_16BE => return Some(UTF_8),
            Some(user) if user == X_USER_DEFINED => return Some(WINDOWS_1252),
            Some(encoding) => return Some(encoding),
            None => {}
        }
    }
    None
}

/// The label in `text/html; charset=…`.
fn charset_in(content: &str) -> Option<String> {
    let at = content.to_ascii_lowercase().find("charset")?;
    let rest = content.get(at + "charset".len()..)?.trim_start();
    let value = rest.strip_prefix('=')?.trim_start();
    let label = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split([';', ' ', '\t', '\n']).next()?,
    };
    Some(label.to_owned())
}
