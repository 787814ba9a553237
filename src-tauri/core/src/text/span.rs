//! The words of a range, kept with it: a W3C `TextPositionSelector` (the range) and `TextQuoteSelector`
//! (exact words, what stands before and after), <https://www.w3.org/TR/annotation-model/#selectors>.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::offsets::Positions;
use crate::error::Reason;

/// Code points kept before and after the exact words (fewer at the ends of the text).
pub const CONTEXT: u32 = 32;

/// What a range of a text says, and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The characters of the range, unchanged.
    pub exact: String,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
}

/// Reads the quote at a range of code points, end excluded.
///
/// # Errors
/// [`Reason::OutsideText`] when the range is empty, reversed or leaves the text.
pub fn capture(positions: &Positions<'_>, start: u32, end: u32) -> Result<Quote, Reason> {
    let length = positions.len_code_points();
    let outside = || Reason::OutsideText { start, end, length };
    if start >= end {
        return Err(outside());
    }
    let slice = |from, to| positions.slice(from, to).map(str::to_owned).ok_or_else(outside);
    Ok(Quote {
        exact: slice(start, end)?,
        prefix: slice(start.saturating_sub(CONTEXT), start)?,
        suffix: slice(end, end.saturating_add(CONTEXT).min(length))?,
    })
}

/// Checks that exactly these words stand at the range.
///
/// # Errors
/// [`Reason::OutsideText`] as [`capture`]; [`Reason::QuoteDiffers`] with what stands there instead.
pub fn check(positions: &Positions<'_>, start: u32, end: u32, exact: &str) -> Result<(), Reason> {
    let found = capture(positions, start, end)?.exact;
    if found == exact {
        Ok(())
    } else {
        Err(Reason::QuoteDiffers { found })
    }
}

/// Whether the range still says the quote, with the same text around it.
pub fn holds(positions: &Positions<'_>, start: u32, end: u32, quote: &Quote) -> bool {
    capture(positions, start, end).is_ok_and(|found| found == *quote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quote_keeps_32_code_points_on_each_side() {
        let text = format!("{}“Ja” 😀{}", "ä".repeat(40), "б".repeat(40));
        let quote = capture(&Positions::new(&text), 40, 44).unwrap();
        assert_eq!(quote.exact, "“Ja”");
        assert_eq!(quote.prefix, "ä".repeat(32));
        assert_eq!(quote.suffix, format!(" 😀{}", "б".repeat(30)));
    }

    #[test]
    fn at_the_ends_of_the_text_the_context_is_shorter() {
        let quote = capture(&Positions::new("one two"), 0, 7).unwrap();
        assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), ("", ""));
    }

    #[test]
    fn an_empty_reversed_or_overlong_range_is_refused_with_its_numbers() {
        let positions = Positions::new("abc");
        for (start, end) in [(1, 1), (2, 1), (0, 4), (3, 4), (u32::MAX - 1, u32::MAX)] {
            assert_eq!(
                capture(&positions, start, end),
                Err(Reason::OutsideText {
                    start,
                    end,
                    length: 3
                })
            );
        }
    }

    #[test]
    fn other_words_at_the_range_are_named() {
        let positions = Positions::new("one two");
        assert_eq!(check(&positions, 0, 3, "one"), Ok(()));
        assert_eq!(
            check(&positions, 0, 3, "two"),
            Err(Reason::QuoteDiffers { found: "one".into() })
        );
    }

    proptest! {
        #[test]
        fn what_is_captured_holds_where_it_was_captured(text in "\\PC{1,120}", a in 0_u32..120, b in 0_u32..120) {
            let positions = Positions::new(&text);
            if let Ok(quote) = capture(&positions, a, b) {
                prop_assert!(holds(&positions, a, b, &quote));
                prop_assert_eq!(check(&positions, a, b, &quote.exact), Ok(()));
            }
        }
    }
}
