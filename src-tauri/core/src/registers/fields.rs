//! Rules for the fields of requests: each gives the value as it is stored, or says what is wrong.

use crate::dates::DateRange;
use crate::error::Reason;
use crate::text::language_tag;
use crate::{Error, Result};

/// Longest one-line field in code points: far above any name or address, far below what makes a window slow.
pub(crate) const LONGEST_LINE: u32 = 2_000;

/// A one-line field: without white space around it.
pub(crate) fn line(field: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().nth(LONGEST_LINE as usize).is_some() {
        return Err(Error::invalid(field, Reason::TooLong { limit: LONGEST_LINE }));
    }
    Ok(text.to_owned())
}

/// A one-line field that must not be empty.
pub(crate) fn name(field: &str, text: &str) -> Result<String> {
    let name = line(field, text)?;
    if name.is_empty() {
        return Err(Error::invalid(field, Reason::Empty));
    }
    Ok(name)
}

/// `#rrggbb` in lower case, or '' for none.
pub(crate) fn color(field: &str, text: &str) -> Result<String> {
    let color = text.trim().to_ascii_lowercase();
    let digits = color.strip_prefix('#').unwrap_or("");
    let is_color = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if color.is_empty() || is_color {
        return Ok(color);
    }
    Err(Error::invalid(
        field,
        Reason::NotAllowed {
            value: text.trim().chars().take(40).collect(),
            allowed: "#rrggbb".to_owned(),
        },
    ))
}

/// A language tag in its usual spelling, or '' for unknown.
pub(crate) fn language(field: &str, text: &str) -> Result<String> {
    language_tag::canonical(text).map_err(|reason| Error::invalid(field, reason))
}

/// A date as typed, without white space around it, and the days it can be.
pub(crate) fn date(field: &str, text: &str) -> Result<(String, DateRange)> {
    let days = DateRange::of(text).map_err(|reason| Error::invalid(field, reason))?;
    Ok((text.trim().to_owned(), days))
}

/// A field of an edit: its rule is applied when it is there.
pub(crate) fn given<T>(field: Option<String>, rule: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
    field.as_deref().map(rule).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hexadecimal_digits_or_none() {
        assert_eq!(color("color", " #A0b1C2 ").unwrap(), "#a0b1c2");
        assert_eq!(color("color", "").unwrap(), "");
        for text in ["red", "#abc", "#12345g", "#1234567", "123456", "#12345é", "#"] {
            assert_eq!(color("color", text).unwrap_err().code(), "invalid", "{text}");
        }
    }

    #[test]
    fn a_line_may_have_exactly_as_many_characters_as_the_limit_says() {
        let longest = "ж".repeat(LONGEST_LINE as usize);
        assert_eq!(line("name", &longest).unwrap(), longest);
        assert!(line("name", &format!("{longest}ж")).is_err());
    }
}
