//! Which statements speak of whom or what, withdrawn ones included.
//!
//! Nearly every statement names a code, and most codes are named a few times: what names one is a chain
//! through one long list, which costs a code no list of its own.
//!
//! Never here: what they say; the order in which they are given means nothing.

use super::codes::Codes;
use super::each_token;
use super::facts::{self, Ix};
use crate::convoy::TripId;
use crate::people::Token;
use crate::statement::Fact;
use hashbrown::HashMap;

#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    /// A statement, and where the one before it that names the same code stands; where the last one does
    /// is known of the code.
    links: Vec<(Ix, Ix)>,
    trips: HashMap<TripId, Vec<Ix>>,
}

impl Mentions {
    /// Takes up the statement with this number, the highest so far.
    pub(super) fn add(&mut self, codes: &mut Codes, fact: &Fact, ix: Ix) {
        let Mentions { links, trips } = self;
        each_token(fact, |token| {
            let here = links.len() as Ix;
            let before = &mut codes.of(token).mention;
            // A statement may name a code twice.
            if links.get(*before as usize).is_none_or(|(known, _)| *known != ix) {
                links.push((ix, *before));
                *before = here;
            }
        });
        if let Some(trip) = facts::trip_of(fact) {
            trips.entry_ref(trip).or_default().push(ix);
        }
    }

    /// The statements that name this code.
    pub(super) fn of_token(&self, codes: &Codes, token: &Token) -> impl Iterator<Item = Ix> + use<'_> {
        let mut at = codes.known(token).mention;
        std::iter::from_fn(move || {
            let (ix, before) = *self.links.get(at as usize)?;
            at = before;
            Some(ix)
        })
    }

    /// The statements about this trip.
    pub(super) fn of_trip(&self, trip: &TripId) -> &[Ix] {
        self.trips.get(trip).map_or(&[], Vec::as_slice)
    }
}
