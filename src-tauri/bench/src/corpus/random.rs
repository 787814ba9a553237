//! Numbers that look random and are the same everywhere.

/// `SplitMix64` (Steele, Lea, Flood 2014): one addition and a mix per number, and any number can be a seed.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// One of its own for a place in a series.
    pub fn at(seed: u64, series: u64, place: u64) -> Self {
        Random(mix(seed
            ^ mix(series.wrapping_add(GAMMA))
            ^ mix(place).rotate_left(17)))
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mix(self.0)
    }

    /// From 0 to below `end`; 0 when that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.number()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// From 0 to below 1.
    #[allow(clippy::cast_precision_loss)] // 53 bits, as many as a double has.
    pub fn share(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in this share of the cases.
    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// One of them; None of none.
    pub fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        let place = self.below(of.len());
        of.get(place)
    }

    /// A rank from 0 to below `end`, the probability of rank r falling as 1 / (r + 1): Zipf's law.
    #[allow(clippy::cast_precision_loss)]
    pub fn zipf(&mut self, end: usize) -> usize {
        let rank = ((end as f64 + 1.0).ln() * self.share()).exp() - 1.0;
        whole(rank).min(end.saturating_sub(1))
    }

    /// A rank without an end, P(rank >= r) = (1 + r / from)^-(exponent - 1): the tail of a vocabulary, in which there is
    /// always a word that has not been used.
    pub fn tail(&mut self, from: f64, exponent: f64) -> usize {
        let share = 1.0 - self.share();
        whole(from * (share.powf(-1.0 / (exponent - 1.0)) - 1.0))
    }
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

pub(super) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Without what is behind the point; the cast saturates, so the largest rank is a rank too.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(value: f64) -> usize {
    value as usize
}
