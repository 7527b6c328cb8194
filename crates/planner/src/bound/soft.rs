//! The maximum of some offers, hard, or softened so that prices have a gradient: the log-sum-exp
//! of the offers, which is never below the maximum.

/// How soft: 0 is the true maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Temper(pub f64);

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
