//! What happens to decoded text before it is stored, and nothing else: the characters stay as they
//! were written (no NFC, no trimming), so that a quote can be found again in the source.

/// What [`normalise`] changed, so that import can tell. All zero: the text is as it came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Repairs {
    /// One byte order mark at the very start was taken off.
    pub byte_order_mark: bool,
    /// CR LF pairs and single CR that became LF.
    pub line_ends: u32,
    /// `U+0000` that became `U+2400` ␀ (the text functions of `SQLite` stop at U+0000).
    pub nul: u32,
}

/// The text as it is stored, with a count of each repair. Normalising twice changes nothing more,
/// except that each call takes one byte order mark from the start.
pub fn normalise(decoded: &str) -> (String, Repairs) {
    let mut repairs = Repairs::default();
    let body = decoded.strip_prefix('\u{feff}').unwrap_or(decoded);
    repairs.byte_order_mark = body.len() != decoded.len();

    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(['\r', '\0']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if let Some(after) = from.strip_prefix('\0') {
            text.push('\u{2400}');
            repairs.nul = repairs.nul.saturating_add(1);
            rest = after;
        } else {
            text.push('\n');
            repairs.line_ends = repairs.line_ends.saturating_add(1);
            rest = from
                .strip_prefix("\r\n")
                .or_else(|| from.strip_prefix('\r'))
                .unwrap_or("");
        }
    }
    text.push_str(rest);
    (text, repairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_of_every_system_become_lf_and_are_counted() {
        let (text, repairs) = normalise("a\r\nb\rc\nd\r\r\n");
        assert_eq!(text, "a\nb\nc\nd\n\n");
        assert_eq!(repairs.line_ends, 4);
    }

    #[test]
    fn one_byte_order_mark_is_taken_off_and_only_at_the_start() {
        let (text, repairs) = normalise("\u{feff}a\u{feff}b");
        assert_eq!(text, "a\u{feff}b");
        assert!(repairs.byte_order_mark);
    }

    #[test]
    fn nul_becomes_a_visible_sign() {
        let (text, repairs) = normalise("a\0\0b");
        assert_eq!(text, "a\u{2400}\u{2400}b");
        assert_eq!(repairs.nul, 2);
    }

    #[test]
    fn decomposed_letters_and_direction_marks_stay_as_written() {
        let written = "a\u{308} \u{202e}x\u{202c} \u{200d}";
        assert_eq!(normalise(written), (written.to_owned(), Repairs::default()));
    }

    proptest! {
        #[test]
        fn what_was_normalised_stays(text in "(\u{feff}|\r|\n|\0|\\PC|.)*") {
            let (once, _) = normalise(&text);
            prop_assert!(!once.contains(['\r', '\0']));
            if !once.starts_with('\u{feff}') {
                prop_assert_eq!(normalise(&once), (once.clone(), Repairs::default()));
            }
        }
    }
}
