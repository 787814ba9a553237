//! UTF-16 without a byte order mark, told by where the NUL bytes stand.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
const WINDOW: usize = 64 * 1024;

/// Text in any alphabet has spaces, line ends and digits, whose high byte is NUL: at least one unit in
/// twenty, and hardly ever a NUL in the low byte. Chinese without any ASCII is not recognised.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    let (mut even, mut odd, mut units) = (0_usize, 0_usize, 0_usize);
    for pair in window.chunks_exact(2) {
        units += 1;
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let pattern = |high: usize, low: usize| units >= 2 && high * 20 >= units && low * 20 <= high;
    let encoding = if pattern(odd, even) {
        UTF_16LE
    } else if pattern(even, odd) {
        UTF_16BE
    } else {
        return None;
    };
    // Binary data with many NULs makes wild characters; text makes few kinds of errors.
    let (text, _) = encoding.decode_without_bom_handling(window);
    let wild = text
        .chars()
        .filter(|&c| c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace()))
        .count();
    (wild * 10 <= units).then_some(encoding)
}
