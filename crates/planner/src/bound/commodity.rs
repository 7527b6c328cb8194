//! What the bound counts instead of parties: units that may be divided at will.
//!
//! Parties without stretchers at one place, ready at one time, agreed to the same destinations and
//! equally heavy a seat become one commodity, counted in seats; parties with stretchers stay as they
//! are but may be split in number. Dividing people only makes plans better, so a bound on the
//! divided problem is a bound on the true one.
//!
//! Never here: prices.

use crate::problem::{Problem, Seconds};
use std::collections::BTreeMap;

/// Units of one kind of people.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Commodity {
    pub stage: usize,
    pub ready: Seconds,
    pub agreed: usize,
    /// Of one unit.
    pub seats: u32,
    pub stretchers: u32,
    pub persons: u32,
    pub weight: f64,
    /// How many units there are.
    pub units: f64,
}

/// The commodities of the operation, and for every party class the commodity it belongs to with
/// the units of one party; `None` for empty ones.
pub(crate) fn commodities(problem: &Problem) -> (Vec<Commodity>, Vec<Option<(usize, f64)>>) {
    let mut known: BTreeMap<(usize, Seconds, usize, u32, u32, u64), usize> = BTreeMap::new();
    let mut list: Vec<Commodity> = Vec::new();
    let mut of_party = Vec::with_capacity(problem.parties.len());
    for party in &problem.parties {
        if party.total == 0 {
            of_party.push(None);
            continue;
        }
        let lies = party.persons.stretcher > 0;
        let (seats, persons, units) = if lies { (party.seats, party.total, 1) } else { (1, 1, party.seats) };
        let weight = party.weight / f64::from(units);
        let key = (party.stage, party.ready, party.agreed, seats, party.persons.stretcher, weight.to_bits());
        let ix = *known.entry(key).or_insert_with(|| {
            list.push(Commodity {
                stage: party.stage,
                ready: party.ready,
                agreed: party.agreed,
                seats,
                stretchers: party.persons.stretcher,
                persons,
                weight,
                units: 0.0,
            });
            list.len() - 1
        });
        list[ix].units += f64::from(units) * f64::from(party.count);
        of_party.push(Some((ix, f64::from(units))));
    }
    (list, of_party)
}
