//! Names of backup files: all that is known of a backup without opening it.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::types::BackupReason;
use crate::workspace::backup::Mark;

/// Ending of the files: they are workspaces.
const ENDING: &str = ".dragoman";
/// How many digits of the history's last hash stand in a name.
const DIGITS: usize = 12;

/// The name of a backup, such as `20261122T052510Z-17-c123-timer-9f3a1b2c4d5e-0123456789abcdef.dragoman`: when it was
/// made (UTC), which one of the folder's it is, the number of its last command, why it was made, the beginning of the
/// history's last hash, and the XXH3-64 of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Whole seconds.
    pub at: Timestamp,
    pub ordinal: u64,
    pub sequence: u32,
    pub reason: BackupReason,
    pub(super) digest: String,
    pub sum: u64,
}

impl Name {
    /// Of a copy that ends there.
    pub(super) fn new(at: Timestamp, ordinal: u64, reason: BackupReason, mark: &Mark, sum: u64) -> Self {
        Name {
            at,
            ordinal,
            sequence: mark.sequence,
            reason,
            digest: mark.digest.chars().take(DIGITS).collect(),
            sum,
        }
    }

    /// Reads a name; None when it is not one of a backup.
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(ENDING)?.split('-');
        let at = parse_moment(parts.next()?)?;
        let ordinal = number(parts.next()?)?;
        let sequence = u32::try_from(number(parts.next()?.strip_prefix('c')?)?).ok()?;
        let word = parts.next()?;
        let reason = BackupReason::ALL
            .into_iter()
            .find(|reason| reason.word() == word)?;
        let digest = hexadecimal(parts.next()?, DIGITS)?.to_owned();
        let sum = u64::from_str_radix(hexadecimal(parts.next()?, 16)?, 16).ok()?;
        let name = Name {
            at,
            ordinal,
            sequence,
            reason,
            digest,
            sum,
        };
        parts.next().is_none().then_some(name)
    }

    /// Whether a history that ends there is that of this backup.
    pub(super) fn ends_at(&self, mark: &Mark) -> bool {
        self.sequence == mark.sequence && mark.digest.starts_with(&self.digest)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ");
        let Name {
            ordinal,
            sequence,
            digest,
            sum,
            ..
        } = self;
        let word = self.reason.word();
        write!(f, "{at}-{ordinal}-c{sequence}-{word}-{digest}-{sum:016x}{ENDING}")
    }
}

fn parse_moment(text: &str) -> Option<Timestamp> {
    let zone = text.strip_suffix('Z')?;
    let moment = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", zone).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Digits and nothing else.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn hexadecimal(text: &str, digits: usize) -> Option<&str> {
    let is_hexadecimal =
        text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hexadecimal.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark {
            sequence: 123,
            digest: "9f3a1b2c4d5e".repeat(6).chars().take(64).collect(),
        }
    }

    #[test]
    fn a_name_says_everything_and_is_read_again() {
        let at: Timestamp = "2026-11-22T05:25:10Z".parse().unwrap();
        for reason in BackupReason::ALL {
            let name = Name::new(at, 17, reason, &mark(), 0xABC);
            let text = name.to_string();
            assert_eq!(
                text,
                format!(
                    "20261122T052510Z-17-c123-{}-9f3a1b2c4d5e-0000000000000abc.dragoman",
                    reason.word()
                )
            );
            assert_eq!(Name::parse(&text), Some(name));
        }
    }

    #[test]
    fn names_of_other_files_are_none() {
        let good = "20261122T052510Z-17-c123-timer-9f3a1b2c4d5e-0000000000000abc.dragoman";
        assert!(Name::parse(good).is_some());
        for (from, to) in [
            ("Z-", "-"),
            ("17", "+17"),
            ("17", ""),
            ("-c", "-"),
            ("timer", "whim"),
            ("9f3a", "9F3A"),
            ("abc.", "ab."),
            (".dragoman", ".dragoman.part"),
            (".dragoman", "-x.dragoman"),
            ("1122T", "1399T"),
            ("c123", "c99999999999"),
        ] {
            assert_eq!(Name::parse(&good.replacen(from, to, 1)), None, "{from} {to}");
        }
        assert_eq!(Name::parse("demo.dragoman"), None);
        assert_eq!(Name::parse(""), None);
    }
}
