//! The maximum of some offers, hard, or softened so that prices have a gradient: a log-sum of the
//! offers, which is never below the maximum.

/// How soft: 0 is the true maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Temper(pub f64);

/// Near enough to the exponential of a number that is not positive; 0 from −48 on. Without a table
/// or a branch, so that a row of them is quick.
fn decay(x: f64) -> f64 {
    let mut y = (1.0 + x / 64.0).max(0.25);
    for _ in 0..6 {
        y *= y;
    }
    y
}

/// Below this a share is nothing: `decay` of anything far away.
const NOTHING: f64 = 1e-9;

/// Near enough to the natural logarithm of a number that is not below 1: a millionth off at most.
fn logarithm(x: f64) -> f64 {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = x.to_bits();
    let exponent = (bits >> 52) as f64 - 1023.0;
    let part = f64::from_bits((bits & FRACTION) | 1.0f64.to_bits());
    let t = (part - 1.0) / (part + 1.0);
    let u = t * t;
    let series = 1.0 + u * (1.0 / 3.0 + u * (1.0 / 5.0 + u * (1.0 / 7.0 + u * (1.0 / 9.0))));
    exponent * std::f64::consts::LN_2 + 2.0 * t * series
}

/// So many times the softness apart the lesser offer is nothing: `decay` of it is lost in rounding.
const FAR_APART: f64 = 24.0;

/// The (soft) maximum of two offers.
pub(crate) fn soft_larger(one: f64, two: f64, temper: Temper) -> f64 {
    let (most, apart) = (one.max(two), (one - two).abs());
    if apart >= temper.0 * FAR_APART {
        return most;
    }
    most + temper.0 * logarithm(1.0 + decay(-apart / temper.0))
}

/// Offers at several moments side by side: a row for each sort of offer. What is worked out of them goes through
/// whole rows, without a branch.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    offers: Vec<f64>,
    sums: Vec<f64>,
}

/// An offer that is none.
pub(crate) const NO_OFFER: f64 = -1e30;

impl Rows {
    /// For so many moments.
    pub fn begin(&mut self, width: usize) {
        self.width = width.max(1);
        self.offers.clear();
    }

    /// One more sort of offer, to be filled in; none so far.
    pub fn another(&mut self) -> &mut [f64] {
        let from = self.offers.len();
        self.offers.resize(from + self.width, NO_OFFER);
        &mut self.offers[from..]
    }

    /// The (soft) maximum at each moment.
    pub fn soft_max(&mut self, temper: Temper, into: &mut [f64]) {
        into.fill(NO_OFFER);
        for row in self.offers.chunks_exact(self.width) {
            for (most, offer) in into.iter_mut().zip(row) {
                *most = if *offer > *most { *offer } else { *most };
            }
        }
        if temper.0 <= 0.0 || self.offers.len() < 2 * self.width {
            return;
        }
        let scale = 1.0 / temper.0;
        self.sums.clear();
        self.sums.resize(self.width, 0.0);
        for row in self.offers.chunks_exact(self.width) {
            for ((sum, offer), most) in self.sums.iter_mut().zip(row).zip(&*into) {
                *sum += decay((offer - most) * scale);
            }
        }
        for (most, sum) in into.iter_mut().zip(&self.sums) {
            *most += temper.0 * logarithm(*sum);
        }
    }
}

/// The (soft) maximum of the offers.
pub(crate) fn soft_max(offers: &[f64], temper: Temper) -> f64 {
    let most = offers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if temper.0 <= 0.0 || offers.len() < 2 {
        return most;
    }
    let scale = 1.0 / temper.0;
    let sum: f64 = offers.iter().map(|offer| decay((offer - most) * scale)).sum();
    most + temper.0 * logarithm(sum)
}

/// The same, and each offer becomes its share of the choice; they add up to 1.
pub(crate) fn shares(offers: &mut [f64], temper: Temper) -> f64 {
    let most = offers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if temper.0 <= 0.0 {
        let mut taken = false;
        for offer in offers.iter_mut() {
            let is = !taken && *offer >= most;
            taken |= is;
            *offer = f64::from(u8::from(is));
        }
        return most;
    }
    let scale = 1.0 / temper.0;
    let mut sum = 0.0;
    for offer in offers.iter_mut() {
        let share = decay((*offer - most) * scale);
        *offer = if share > NOTHING { share } else { 0.0 };
        sum += share;
    }
    let whole = 1.0 / sum;
    offers.iter_mut().for_each(|share| *share *= whole);
    most + temper.0 * logarithm(sum)
}

/// Collects offers; the first one is the default.
#[derive(Debug)]
pub(crate) struct Soft {
    temper: f64,
    first: f64,
    offers: Vec<f64>,
    most: f64,
}

impl Soft {
    pub fn new(temper: Temper) -> Self {
        Soft { temper: temper.0, first: 0.0, offers: Vec::new(), most: 0.0 }
    }

    pub fn begin(&mut self, default: f64) {
        self.first = default;
        self.most = default;
        self.offers.clear();
    }

    pub fn offer(&mut self, value: f64) {
        self.offers.push(value);
        self.most = self.most.max(value);
    }

    /// The (soft) maximum; writes the share of every offer but the default.
    pub fn finish(&mut self, shares: &mut [f32]) -> f64 {
        if self.temper <= 0.0 {
            let mut taken = self.first >= self.most;
            for (share, offer) in shares.iter_mut().zip(&self.offers) {
                *share = if !taken && *offer >= self.most { 1.0 } else { 0.0 };
                taken |= *share > 0.0;
            }
            return self.most;
        }
        let scale = 1.0 / self.temper;
        let mut sum = ((self.first - self.most) * scale).exp();
        for (share, offer) in shares.iter_mut().zip(&self.offers) {
            let apart = (offer - self.most) * scale;
            let part = if apart > -30.0 { apart.exp() } else { 0.0 };
            *share = part as f32;
            sum += part;
        }
        let whole = (1.0 / sum) as f32;
        for (share, _) in shares.iter_mut().zip(&self.offers) {
            *share *= whole;
        }
        self.most + self.temper * sum.ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_each_moment_alone() {
        let offers = [[3.0, -7.0, 1e6, NO_OFFER], [1.0, -7.5, 0.0, 4.0], [2.5, NO_OFFER, 999_999.0, 4.0]];
        for temper in [Temper(0.0), Temper(0.5)] {
            let (mut rows, mut most) = (Rows::default(), [0.0; 4]);
            for _ in 0..2 {
                rows.begin(4);
                offers.iter().for_each(|row| rows.another().copy_from_slice(row));
                rows.soft_max(temper, &mut most);
                for (at, most) in most.iter().enumerate() {
                    assert_eq!(*most, soft_max(&offers.map(|row| row[at]), temper));
                }
            }
        }
        // Where there is no offer at all, nothing is gained by it.
        let (mut rows, mut most) = (Rows::default(), [0.0; 2]);
        rows.begin(2);
        rows.soft_max(Temper(0.5), &mut most);
        assert_eq!(most, [NO_OFFER; 2]);
        assert_eq!(soft_larger(5.0, NO_OFFER, Temper(0.5)), 5.0);
    }

    #[test]
    fn softness_is_above_and_shares_add_up() {
        let offers = [3.0, 1.0, 2.5];
        let soft = soft_max(&offers, Temper(0.5));
        assert!(soft > 3.0 && soft < 3.5);
        assert_eq!(soft_max(&offers, Temper(0.0)), 3.0);
        let mut chosen = offers;
        assert_eq!(shares(&mut chosen, Temper(0.5)), soft);
        assert!((chosen.iter().sum::<f64>() - 1.0).abs() < 1e-6);
        assert!(chosen[0] > chosen[2] && chosen[2] > chosen[1]);
        assert!(decay(-1000.0) < 1e-30);
        assert!((soft_larger(3.0, 2.5, Temper(0.5)) - soft_max(&[3.0, 2.5], Temper(0.5))).abs() < 1e-9);
        for x in [1.0, 1.5, 1.9999, 2.0, 77.0, 1e6] {
            assert!((logarithm(x) - x.ln()).abs() < 2e-6);
        }
    }
}
