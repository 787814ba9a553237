//! Character references, after the HTML Standard, "character reference state".

use std::borrow::Cow;

/// Longest name of a reference in the standard's table, with `&` and `;` (bytes).
const LONGEST: usize = 34;

/// The names that count without a semicolon (HTML Standard, "named character references").
const OLD: &[&str] = &[
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH",
    "Eacute", "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute",
    "Ocirc", "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave",
    "Uuml", "Yacute", "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml",
    "brvbar", "ccedil", "cedil", "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave",
    "eth", "euml", "frac12", "frac14", "frac34", "gt", "iacute", "icirc", "iexcl", "igrave", "iquest",
    "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve",
    "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect",
    "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml",
    "yacute", "yen", "yuml",
];

/// Text with its character references decoded. What is no reference stays as it is; a number that is no
/// character becomes U+FFFD.
pub(in crate::import) fn decode(source: &str) -> Cow<'_, str> {
    decode_in(source, false)
}

/// The same for the value of an attribute, where `&copy=1` is part of an address.
pub(super) fn decode_attribute(source: &str) -> Cow<'_, str> {
    decode_in(source, true)
}

fn decode_in(source: &str, attribute: bool) -> Cow<'_, str> {
    if !source.contains('&') {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let used = numeric(reference, &mut out).or_else(|| named(reference, attribute, &mut out));
        if used.is_none() {
            out.push('&');
        }
        rest = reference.get(used.unwrap_or(1)..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// `&#123;` and `&#x7b;`, also without the semicolon. Answers how many bytes it used.
fn numeric(reference: &str, out: &mut String) -> Option<usize> {
    let digits = reference.strip_prefix("&#")?;
    let (digits, radix, prefix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (digits, 10, 2),
    };
    let length = digits
        .bytes()
        .take_while(|&byte| char::from(byte).is_digit(radix))
        .count();
    let number = digits.get(..length).filter(|number| !number.is_empty())?;
    out.push(u32::from_str_radix(number, radix).map_or(char::REPLACEMENT_CHARACTER, character));
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some(prefix + length + semicolon)
}

/// The standard reads C1 numbers as windows-1252, and zero and surrogates as U+FFFD.
fn character(number: u32) -> char {
    match number {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => {
            let byte = [u8::try_from(number).unwrap_or_default()];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// `&name;`, and the old names also without the semicolon.
fn named(reference: &str, attribute: bool, out: &mut String) -> Option<usize> {
    let length = reference
        .bytes()
        .skip(1)
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = reference.get(1..=length).filter(|name| !name.is_empty())?;
    let next = reference.as_bytes().get(length + 1);
    if next == Some(&b';')
        && let Some(decoded) = lookup(name)
    {
        out.push_str(&decoded);
        return Some(length + 2);
    }
    let old = OLD
        .iter()
        .filter(|old| name.starts_with(**old))
        .max_by_key(|old| old.len())?;
    if attribute && (*old != name || next == Some(&b'=')) {
        return None;
    }
    out.push_str(&lookup(old)?);
    Some(1 + old.len())
}

fn lookup(name: &str) -> Option<String> {
    let whole = format!("&{name};");
    let decoded = html_escape::decode_html_entities(&whole);
    (decoded != whole).then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_attribute};

    #[test]
    fn references_become_their_characters() {
        assert_eq!(
            decode("K&uuml;che &amp; &#1050;&#x438;&#x457;&#x432; &hellip;&nbsp;&euro;"),
            "Küche & Київ …\u{a0}€"
        );
        assert_eq!(decode("&#147;so&#148;"), "“so”");
        assert_eq!(decode("f&uumlr &amp x"), "für & x");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "a & b",
            "AT&T",
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&nosuchname;",
            "&&&",
            "R&Diesel",
        ] {
            assert_eq!(decode(text), text);
        }
    }

    #[test]
    fn parameters_of_addresses_are_no_references() {
        assert_eq!(
            decode_attribute("?a=1&copy=2&region=3&amp;b=4"),
            "?a=1&copy=2&region=3&b=4"
        );
    }

    #[test]
    fn numbers_that_are_no_character_become_the_replacement_character() {
        assert_eq!(
            decode("&#0;&#xD800;&#x110000;&#99999999999999999999;"),
            "\u{fffd}".repeat(4)
        );
    }

    #[test]
    fn three_hundred_thousand_unfinished_references_stay_as_they_are() {
        let text = "&#x".repeat(300_000);
        assert_eq!(decode(&text), text);
    }
}
