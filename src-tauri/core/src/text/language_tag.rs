//! Language tags (BCP 47). The empty tag means unknown.

use icu_locale_core::Locale;

use crate::error::Reason;

/// The tag in its usual spelling: `DE_de` becomes `de-DE`, `zh-hant` `zh-Hant`; `und` and blank become "",
/// unknown. Only well-formedness is checked (RFC 5646, without the grandfathered tags), not whether
/// the language is registered; but the language itself must have two or three letters, so that
/// a name such as "german" is not taken for a tag.
///
/// # Errors
/// [`Reason::NotALanguage`].
pub fn canonical(tag: &str) -> Result<String, Reason> {
    let refuse = || Reason::NotALanguage {
        value: tag.to_owned(),
    };
    let trimmed = tag.trim();
    if trimmed.is_empty() {
        return Ok(String::new());
    }
    let locale = Locale::try_from_str(&trimmed.replace('_', "-")).map_err(|_| refuse())?;
    let written = locale.to_string();
    let (language, rest) = match written.split_once('-') {
        Some((language, rest)) => (language, Some(rest)),
        None => (written.as_str(), None),
    };
    if !(2..=3).contains(&language.len()) {
        return Err(refuse());
    }
    // Withdrawn codes that old systems still write.
    let language = match language {
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        other => other,
    };
    match rest {
        None if language == "und" => Ok(String::new()),
        None => Ok(language.to_owned()),
        Some(rest) => Ok(format!("{language}-{rest}")),
    }
}

/// The language of a canonical tag without script, region and the rest: "de" of "de-AT", "" of "".
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_get_their_usual_spelling() {
        for (written, expected) in [
            ("de", "de"),
            ("DE_de", "de-DE"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("sr-cyrl", "sr-Cyrl"),
            (" uk ", "uk"),
            ("ckb", "ckb"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("iw-IL", "he-IL"),
            ("und-Cyrl", "und-Cyrl"),
            ("und", ""),
            ("", ""),
        ] {
            assert_eq!(canonical(written), Ok(expected.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for written in [
            "german",
            "d",
            "de-",
            "de--DE",
            "Deutsch (DE)",
            "de-toolongsubtag",
            "x",
            "дe",
            "1",
            "-",
        ] {
            assert!(
                matches!(canonical(written), Err(Reason::NotALanguage { .. })),
                "{written}"
            );
        }
    }

    #[test]
    fn the_language_of_a_tag_is_its_first_part() {
        assert_eq!(primary("de-AT"), "de");
        assert_eq!(primary(""), "");
    }

    proptest! {
        #[test]
        fn a_canonical_tag_stays(tag in "\\PC{0,12}|[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,3}") {
            if let Ok(once) = canonical(&tag) {
                prop_assert_eq!(canonical(&once), Ok(once));
            }
        }
    }
}
