//! Chance that can be repeated: `SplitMix64` (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).

use std::cell::Cell;

/// A sequence of numbers that follows from its seed.
#[derive(Debug, Clone)]
pub struct Random(Cell<u64>);

impl Random {
    /// One sequence for each harness and round, so that a round can be repeated alone.
    pub fn of(seed: u64, harness: &str, round: u64) -> Self {
        let random = Random(Cell::new(seed));
        for byte in harness.bytes() {
            random.0.set(random.next() ^ u64::from(byte));
        }
        random.0.set(random.next() ^ round);
        random.next();
        random
    }

    pub fn next(&self) -> u64 {
        let mut z = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(z);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `end`, `end` excluded; 0 when `end` is 0.
    pub fn below(&self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.next() % end }
    }

    /// An index into something of this length.
    pub fn index(&self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    pub fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.index(of.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_round_others() {
        let numbers = |round| {
            let random = Random::of(7, "D01", round);
            (0..5).map(|_| random.next()).collect::<Vec<_>>()
        };
        assert_eq!(numbers(1), numbers(1));
        assert_ne!(numbers(1), numbers(2));
    }
}
