//! What a text is compared by: its runs of three folded words ("shingles", Broder 1997), hashed.
//!
//! The signature keeps the hashes below a threshold, the same for all texts: `MinHash` with a scale instead of a
//! fixed number ("`FracMinHash`", Irber et al. 2022, doi:10.1101/2022.01.11.475838). Unlike a fixed number of
//! minima it tells containment too, so that an excerpt finds what it was cut from, whatever their lengths.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::fold::fold;

/// Words of a run.
const RUN: usize = 3;
/// One in this many hashes is in the signature.
const SCALE: u64 = 24;
/// Of a short text this many are in it all the same.
pub(super) const AT_LEAST: usize = 8;
/// Of an endless text no more than this.
const AT_MOST: usize = 8_192;
/// A text with fewer runs says too little to be called a copy.
const ENOUGH: usize = 20;

/// The distinct runs of a text, as ordered 64-bit hashes (XXH3), the same on every platform and for ever.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shingles(Vec<u64>);

/// What two texts share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shared {
    /// How much of the first stands in the second: 0 to 1.
    pub one: f64,
    /// How much of the second stands in the first: 0 to 1.
    pub other: f64,
    /// Shared runs to all runs (Jaccard): 0 to 1.
    pub both: f64,
}

impl Shingles {
    pub(super) fn of(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<u64> = folded.split(' ').map(|word| xxh3_64(word.as_bytes())).collect();
        let mut runs: Vec<u64> = words
            .windows(RUN)
            .map(|run| {
                let mut bytes = [0; RUN * 8];
                for (place, word) in bytes.chunks_exact_mut(8).zip(run) {
                    place.copy_from_slice(&word.to_le_bytes());
                }
                xxh3_64(&bytes)
            })
            .collect();
        runs.sort_unstable();
        runs.dedup();
        Shingles(runs)
    }

    /// Whether there is enough text to compare.
    pub(super) fn enough(&self) -> bool {
        self.0.len() >= ENOUGH
    }

    /// The signature: the lower halves of the chosen hashes, those of the smallest first. Empty when there is not enough
    /// text.
    pub(super) fn signature(&self) -> Vec<u32> {
        if !self.enough() {
            return Vec::new();
        }
        let below = self.0.partition_point(|hash| *hash < u64::MAX / SCALE);
        let count = below.clamp(AT_LEAST, AT_MOST);
        // The lower half is as random as the whole, while the upper half is small by choice.
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
        self.0.iter().take(count).map(|hash| *hash as u32).collect()
    }

    pub(super) fn shared(&self, other: &Shingles) -> Shared {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = 0_usize;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    both += 1;
                    one.next();
                    two.next();
                }
            }
        }
        Shared {
            one: ratio(both, self.0.len()),
            other: ratio(both, other.0.len()),
            both: ratio(both, self.0.len() + other.0.len() - both),
        }
    }
}

/// Of counts far below 2^52.
#[expect(clippy::cast_precision_loss, reason = "texts have fewer than 2^52 words")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(from: usize, to: usize) -> String {
        let words: Vec<String> = (from..to).map(|n| format!("word{n}")).collect();
        words.join(" ")
    }

    #[test]
    fn a_text_shares_everything_with_itself_in_other_letters_and_marks() {
        let one = Shingles::of(&words(0, 200));
        let other = Shingles::of(&words(0, 200).to_uppercase().replace(' ', ", "));
        assert_eq!(one, other);
    }

    #[test]
    fn an_excerpt_stands_wholly_in_what_it_was_cut_from() {
        let shared = Shingles::of(&words(50, 100)).shared(&Shingles::of(&words(0, 400)));
        assert!((shared.one - 1.0).abs() < f64::EPSILON);
        assert!((shared.other - 48.0 / 398.0).abs() < 1e-9);
        assert!((shared.both - 48.0 / 398.0).abs() < 1e-9);
    }

    #[test]
    fn a_signature_is_in_that_of_the_longer_text_but_for_what_is_added_to_short_ones() {
        let long = Shingles::of(&words(0, 4_000)).signature();
        let part = Shingles::of(&words(1_000, 2_000)).signature();
        assert!((100..260).contains(&long.len()), "{}", long.len());
        assert!(part.iter().all(|hash| long.contains(hash)));
    }

    #[test]
    fn too_little_text_has_no_signature() {
        assert!(Shingles::of("Kyjiw, 3. Juni").signature().is_empty());
        assert!(Shingles::of("").signature().is_empty());
    }

    proptest! {
        #[test]
        fn any_text_shares_all_or_nothing_with_itself(text in "\\PC{0,400}") {
            let one = Shingles::of(&text);
            let shared = one.shared(&one);
            prop_assert!(one.0.is_empty() || (shared.both - 1.0).abs() < f64::EPSILON);
        }
    }
}
