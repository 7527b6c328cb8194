//! Seeded chance: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64. Each part of
//! the simulation draws from a stream of its own, so that a change in one leaves the others as they were.
//!
//! Never here: randomness from outside, or floating point (the same on every machine).

/// One stream of chance.
#[derive(Clone, Debug)]
pub(crate) struct Chance([u64; 4]);

impl Chance {
    /// The stream with this name.
    pub(crate) fn new(seed: u64, stream: &str) -> Chance {
        // FNV-1a turns the name into a number.
        let name = stream.bytes().fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        let mut state = seed ^ name;
        Chance(std::array::from_fn(|_| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        }))
    }

    /// 64 random bits.
    pub(crate) fn bits(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= t;
        *d = d.rotate_left(45);
        result
    }

    /// A number from 0 up to and without `limit`; 0 where there is none. The bias of the remainder is
    /// below 2⁻³² for the small limits used here.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 { 0 } else { self.bits() % limit }
    }

    /// A number from `low` up to and including `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high.saturating_sub(low)).unwrap_or(0);
        low.saturating_add(i64::try_from(self.below(width.saturating_add(1))).unwrap_or(0))
    }

    /// `true` in so many of a thousand cases.
    pub(crate) fn hits(&mut self, permille: u32) -> bool {
        self.below(1000) < u64::from(permille)
    }

    /// A length of time, up to so many percent longer.
    pub(crate) fn stretched(&mut self, seconds: i64, percent: u32) -> i64 {
        let more = self.between(0, i64::from(percent));
        seconds.saturating_add(seconds.saturating_mul(more) / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, stream| {
            let mut chance = Chance::new(seed, stream);
            (0..8).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, "road"), draw(7, "road"));
        assert_ne!(draw(7, "road"), draw(8, "road"));
        assert_ne!(draw(7, "road"), draw(7, "door"));
    }

    #[test]
    fn bounds_are_kept() {
        let mut chance = Chance::new(1, "bounds");
        assert!((0..1000).all(|_| (-3..=5).contains(&chance.between(-3, 5))));
        assert!((0..1000).all(|_| (100..=112).contains(&chance.stretched(100, 12))));
        assert!(!chance.hits(0) && chance.hits(1000));
    }
}
