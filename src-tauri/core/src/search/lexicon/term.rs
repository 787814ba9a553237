//! Words as tables in memory keep them.

use std::fmt;

/// Longer words are kept elsewhere (bytes). So a short one is read where it is known from, without a second look into memory:
/// that is most of the time that learning takes.
const SHORT: usize = 22;

/// A word.
pub(super) enum Term {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

impl Term {
    pub(super) fn of(word: &str) -> Self {
        let mut letters = [0; SHORT];
        match (letters.get_mut(..word.len()), u8::try_from(word.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(word.as_bytes());
                Term::Short(length, letters)
            }
            _ => Term::Long(word.into()),
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Term::Short(length, letters) => letters.get(..usize::from(*length)).unwrap_or_default(),
            Term::Long(word) => word.as_bytes(),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// Hands a hash on that is one already.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Known(u64);

impl std::hash::Hasher for Known {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_what_it_was_made_of_however_long() {
        for length in 0..60 {
            let word: String = "aя".chars().cycle().take(length).collect();
            assert_eq!(Term::of(&word).as_str(), word);
        }
    }
}
