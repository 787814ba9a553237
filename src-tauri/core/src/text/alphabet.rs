//! Which characters are letters: asked of every character of every text, so known beforehand.

use std::sync::OnceLock;

/// Characters that are answered from the table: those of the basic plane.
const KNOWN: u32 = 0x1_0000;

struct Letters {
    alphabetic: Vec<u64>,
    alphanumeric: Vec<u64>,
}

/// As [`char::is_alphabetic`].
pub(crate) fn is_alphabetic(character: char) -> bool {
    has(&letters().alphabetic, character).unwrap_or_else(|| character.is_alphabetic())
}

/// As [`char::is_alphanumeric`].
pub(crate) fn is_alphanumeric(character: char) -> bool {
    has(&letters().alphanumeric, character).unwrap_or_else(|| character.is_alphanumeric())
}

fn has(table: &[u64], character: char) -> Option<bool> {
    let code = u32::from(character);
    let bits = table.get(code as usize / 64)?;
    Some(bits >> (code % 64) & 1 == 1)
}

fn letters() -> &'static Letters {
    static LETTERS: OnceLock<Letters> = OnceLock::new();
    LETTERS.get_or_init(|| Letters {
        alphabetic: table(char::is_alphabetic),
        alphanumeric: table(char::is_alphanumeric),
    })
}

fn table(is: impl Fn(char) -> bool) -> Vec<u64> {
    let mut table = vec![0_u64; KNOWN as usize / 64];
    for character in (0..KNOWN)
        .filter_map(char::from_u32)
        .filter(|character| is(*character))
    {
        let code = u32::from(character);
        if let Some(bits) = table.get_mut(code as usize / 64) {
            *bits |= 1 << (code % 64);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_answered_as_the_standard_library_does() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            assert_eq!(
                is_alphabetic(character),
                character.is_alphabetic(),
                "{character:?}"
            );
            assert_eq!(
                is_alphanumeric(character),
                character.is_alphanumeric(),
                "{character:?}"
            );
        }
    }
}
