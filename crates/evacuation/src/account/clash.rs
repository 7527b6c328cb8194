//! The ways in which statements about one person cannot all be true.
//!
//! Never here: which of them is right; that is for people to correct.

use serde::Serialize;

/// Why statements about one person cannot all be true. Those that say `where` leave nobody able to
/// say where the person is: the person counts as unaccounted until one of them is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clash {
    /// Where: on two trips, without having left the first.
    TwoTrips,
    /// Where: received at two places without a trip between them.
    TwoPlaces,
    /// Where: boarded after having died.
    AfterDeath,
    /// Where: left or removed from a trip on the way, and received from the same trip.
    LeftAndReceived,
    /// Where: received first, and boarded or removed afterwards somewhere else.
    OutOfOrder,
    /// Registered with different needs; counted with the greatest need.
    Category,
    /// Registered in two parties or at two places; counted at the place of the latest registration.
    TwoParties,
    /// Two answers at the same moment; counted as waiting.
    Answer,
    /// Boarded although the latest answer before was not yes; counted where they are.
    WithoutAgreement,
}

impl Clash {
    /// As it stands in JSON and in figure names.
    pub fn as_str(self) -> &'static str {
        match self {
            Clash::TwoTrips => "two_trips",
            Clash::TwoPlaces => "two_places",
            Clash::AfterDeath => "after_death",
            Clash::LeftAndReceived => "left_and_received",
            Clash::OutOfOrder => "out_of_order",
            Clash::Category => "category",
            Clash::TwoParties => "two_parties",
            Clash::Answer => "answer",
            Clash::WithoutAgreement => "without_agreement",
        }
    }
    /// Whether it leaves unknown where the person is.
    pub fn is_where(self) -> bool {
        use Clash::{AfterDeath, LeftAndReceived, OutOfOrder, TwoPlaces, TwoTrips};
        matches!(self, TwoTrips | TwoPlaces | AfterDeath | LeftAndReceived | OutOfOrder)
    }
}
