//! The time, from whoever is asked for it: the core never looks at the system's clock by itself, so
//! that the same commands at the same moments write the same file.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is moved: for tests and for files that must come out the same.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// Stands at this moment.
    pub fn new(now: Timestamp) -> Self {
        FixedClock(Mutex::new(now))
    }

    /// Moves on (or back, when negative); stays where it is at the ends of time.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(by).unwrap_or(*now);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A moment as it is stored: RFC 3339, UTC, always three decimals ("2025-07-23T14:00:00.000Z"), so
/// that the texts sort as the moments do. Finer parts are cut off, not rounded.
pub fn rfc3339(moment: Timestamp) -> String {
    format!("{moment:.3}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc_with_three_decimals() {
        for (moment, written) in [
            ("2025-07-23T14:00:00Z", "2025-07-23T14:00:00.000Z"),
            ("2025-07-23T14:00:00.9999+02:00", "2025-07-23T12:00:00.999Z"),
            ("1969-12-31T23:59:59.0005Z", "1969-12-31T23:59:59.000Z"),
        ] {
            assert_eq!(rfc3339(moment.parse().unwrap()), written);
        }
    }

    #[test]
    fn a_fixed_clock_stands_still_until_it_is_moved() {
        let clock = FixedClock::new("2025-07-23T14:00:00Z".parse().unwrap());
        assert_eq!(clock.now(), clock.now());
        clock.advance(SignedDuration::from_millis(1500));
        assert_eq!(rfc3339(clock.now()), "2025-07-23T14:00:01.500Z");
    }
}
