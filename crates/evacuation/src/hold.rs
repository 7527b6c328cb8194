//! Why a trip is not earlier: from its arrival back to the beginning, what held it at each step.
//!
//! A plan's moments are where they are because something else ended then: loading, a passage before, a
//! window that was shut, escorts on their way back. The chain follows whatever ended last, from trip to
//! trip, until it comes to something that no trip could change, or to a choice of the plan.
//!
//! Never here: whether another plan would be better (that needs planning anew).

use crate::convoy::{TripId, persons_of, trip_ids};
use crate::operation::Operation;
use crate::plan::{Plan, Trip};
use crate::quantity::{Category, Moment};
use crate::route::Routes;
use serde::Serialize;
use std::collections::BTreeSet;

/// What held a trip.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Hold {
    /// The control point opens at that moment.
    Window {
        /// The control point's id.
        control_point: String,
    },
    /// The passage before: its headway, or its inspection takes so long.
    Passage {
        /// The control point's id.
        control_point: String,
        /// A trip of it.
        before: TripId,
        /// Whether it is the headway, not the inspection.
        headway: bool,
    },
    /// The last of its convoy to be there; the others wait, which costs so many weighted person-hours.
    Company {
        /// The control point's id.
        control_point: String,
        /// The last to be there.
        last: TripId,
        /// What the waiting of all costs.
        waiting_person_h: f64,
    },
    /// Escorts who come back with this trip.
    Escorts {
        /// The trip whose way back ends then.
        back_with: TripId,
    },
    /// More escorts from that moment on.
    MoreEscorts,
    /// The bay that this trip leaves then.
    Bay {
        /// The place's id.
        place: String,
        /// The trip that leaves it.
        leaves: TripId,
    },
    /// The vehicle is back from this trip.
    Back {
        /// The trip before.
        from: TripId,
    },
    /// The vehicle's first presence at the staging place.
    FirstThere {
        /// The place's id.
        place: String,
    },
    /// These people are ready then.
    Ready {
        /// Their id.
        people: String,
    },
    /// Nothing: the plan chose so. It could have gone on at this moment.
    Choice {
        /// The earliest that it could.
        could: Moment,
    },
}

/// One link: this trip could not go on before `at`, because of `hold`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The trip that is held.
    pub trip: TripId,
    /// Until when.
    pub at: Moment,
    /// By what.
    #[serde(flatten)]
    pub hold: Hold,
}

/// A chain longer than this tells nobody anything.
const LINKS_MAX: usize = 40;

/// Where on its way a trip is looked at, going backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum From {
    Unloading,
    /// The control point of this number, and before.
    Gate(usize),
    Departure,
    Loading,
}

/// What holds the trip with this index in `Plan::trips`, the latest first. Empty for an index that is none, or where no
/// road leads.
pub fn why_not_earlier(operation: &Operation, plan: &Plan, trip: usize) -> Vec<Link> {
    let mut search =
        Search { operation, plan, ids: trip_ids(plan), routes: Routes::new(operation), links: Vec::new() };
    let mut seen = BTreeSet::new();
    let mut next = plan.trips.get(trip).map(|it| (trip, From::before_arrival(it)));
    while let Some((trip, from)) = next.filter(|next| search.links.len() < LINKS_MAX && seen.insert(*next)) {
        next = search.follow(trip, from);
    }
    search.links
}

impl From {
    fn before_arrival(trip: &Trip) -> From {
        trip.passages.len().checked_sub(1).map_or(From::Departure, From::Gate)
    }
    fn before_gate(gate: usize) -> From {
        gate.checked_sub(1).map_or(From::Departure, From::Gate)
    }
}

struct Search<'a> {
    operation: &'a Operation,
    plan: &'a Plan,
    ids: Vec<TripId>,
    routes: Routes<'a>,
    links: Vec<Link>,
}

impl<'a> Search<'a> {
    /// Adds what held the trip there; where to look next.
    fn follow(&mut self, trip: usize, from: From) -> Option<(usize, From)> {
        let it = &self.plan.trips[trip];
        match from {
            From::Unloading if it.unload_start <= it.arrive => Some((trip, From::before_arrival(it))),
            From::Unloading => match self.leaves_bay(&it.to, it.unload_start, trip) {
                Some((other, next)) => {
                    let hold = Hold::Bay { place: it.to.clone(), leaves: self.ids[other].clone() };
                    self.add(trip, it.unload_start, hold);
                    Some((other, next))
                }
                None => Some((trip, From::before_arrival(it))),
            },
            From::Gate(gate) => self.at_gate(trip, gate),
            From::Departure => self.at_departure(trip),
            From::Loading => self.at_loading(trip),
        }
    }

    fn add(&mut self, trip: usize, at: Moment, hold: Hold) {
        self.links.push(Link { trip: self.ids[trip].clone(), at, hold });
    }

    /// When the trip could be at this gate if it left for it as soon as it could.
    fn could(&mut self, trip: usize, gate: usize) -> Option<Moment> {
        let it = &self.plan.trips[trip];
        let (from, to) = (self.operation.place_ix(&it.from)?, self.operation.place_ix(&it.to)?);
        let travel = self.routes.get(from, to)?.control_points.get(gate)?.1;
        let before = gate.checked_sub(1).and_then(|gate| it.passages.get(gate));
        Some(before.map_or(it.load_end, |passage| passage.exit) + travel)
    }

    fn at_gate(&mut self, trip: usize, gate: usize) -> Option<(usize, From)> {
        let it = &self.plan.trips[trip];
        let passage = it.passages.get(gate)?;
        let (id, enter) = (&passage.control_point, passage.enter);
        let could = self.could(trip, gate)?;
        if could >= enter {
            return Some((trip, From::before_gate(gate)));
        }
        let together: Vec<(usize, usize)> = self.entering(id, |moment| moment == enter);
        let there: Vec<(Moment, usize, usize)> = together
            .iter()
            .filter_map(|(other, gate)| Some((self.could(*other, *gate)?, *other, *gate)))
            .collect();
        let last = there.iter().max().copied().unwrap_or((could, trip, gate));
        if last.0 >= enter && last.1 != trip {
            let waiting_person_h =
                there.iter().map(|(could, other, _)| self.waits(*other, *could, enter)).sum();
            let company = self.ids[last.1].clone();
            self.add(
                trip,
                enter,
                Hold::Company { control_point: id.clone(), last: company, waiting_person_h },
            );
            return Some((last.1, From::before_gate(last.2)));
        }
        let place = self.operation.places.iter().find(|place| place.id == *id)?;
        let control = place.control.as_ref()?;
        let before = self.entering(id, |moment| moment < enter);
        let before =
            before.into_iter().max_by_key(|(other, gate)| self.plan.trips[*other].passages[*gate].enter);
        if let Some((other, at)) = before {
            let passage = &self.plan.trips[other].passages[at];
            let headway = enter - passage.enter <= control.headway;
            if headway || enter <= passage.exit {
                let hold =
                    Hold::Passage { control_point: id.clone(), before: self.ids[other].clone(), headway };
                self.add(trip, enter, hold);
                return Some((other, From::Gate(at)));
            }
        }
        if control.open.as_ref().is_some_and(|open| open.iter().any(|window| window.opens == enter)) {
            self.add(trip, enter, Hold::Window { control_point: id.clone() });
            return None;
        }
        if gate == 0 && it.depart > it.load_end {
            return Some((trip, From::Departure));
        }
        self.add(trip, enter, Hold::Choice { could });
        Some((trip, From::before_gate(gate)))
    }

    /// Trips and the number of the gate on their way, that enter this control point at such a moment.
    fn entering(&self, id: &str, at: impl Fn(Moment) -> bool) -> Vec<(usize, usize)> {
        let trips = self.plan.trips.iter().enumerate();
        let passages = trips.flat_map(|(ix, trip)| trip.passages.iter().enumerate().map(move |p| (ix, p)));
        passages
            .filter(|(_, (_, passage))| passage.control_point == id && at(passage.enter))
            .map(|(ix, (gate, _))| (ix, gate))
            .collect()
    }

    /// Weighted person-hours that the people of a trip wait.
    fn waits(&self, trip: usize, from: Moment, to: Moment) -> f64 {
        let persons = persons_of(self.operation, &self.plan.trips[trip]);
        let weight = self.operation.objective.weight;
        let weighted: f64 = Category::ALL.iter().map(|c| weight[*c] * f64::from(persons[*c])).sum();
        weighted * (to - from).seconds().max(0) as f64 / 3600.0
    }

    fn at_departure(&mut self, trip: usize) -> Option<(usize, From)> {
        let it = &self.plan.trips[trip];
        if it.depart <= it.load_end {
            return Some((trip, From::Loading));
        }
        let escorts = self.operation.escorts.as_ref();
        if escorts.is_some_and(|escorts| escorts.changes.iter().any(|(at, _)| *at == it.depart)) {
            self.add(trip, it.depart, Hold::MoreEscorts);
            return None;
        }
        // Escorts may be counted again from the second after they are back.
        let back = |other: &Trip| {
            other.back.as_ref().is_some_and(|back| (0..=1).contains(&(it.depart - back.arrive).seconds()))
        };
        if let Some(other) = escorts.and_then(|_| self.plan.trips.iter().position(back)) {
            self.add(trip, it.depart, Hold::Escorts { back_with: self.ids[other].clone() });
            return Some((other, From::Unloading));
        }
        if it.passages.is_empty() {
            self.add(trip, it.depart, Hold::Choice { could: it.load_end });
        }
        Some((trip, From::Loading))
    }

    fn at_loading(&mut self, trip: usize) -> Option<(usize, From)> {
        let it = &self.plan.trips[trip];
        let at = it.load_start;
        let number = self.ids[trip].number;
        let earlier = (0..self.ids.len())
            .find(|ix| self.ids[*ix].vehicle == it.vehicle && self.ids[*ix].number + 1 == number);
        let back = earlier.and_then(|ix| Some((ix, self.plan.trips[ix].back.as_ref()?.arrive)));
        if let Some((earlier, _)) = back.filter(|(_, arrive)| *arrive == at) {
            self.add(trip, at, Hold::Back { from: self.ids[earlier].clone() });
            return Some((earlier, From::Unloading));
        }
        let loaded = |id: &String| it.load.iter().any(|load| load.people == *id);
        let people = self.operation.people.iter().find(|people| people.ready == at && loaded(&people.id));
        if let Some(people) = people.filter(|people| people.ready > Moment::START) {
            self.add(trip, at, Hold::Ready { people: people.id.clone() });
            return None;
        }
        if let Some((other, next)) = self.leaves_bay(&it.from, at, trip) {
            self.add(trip, at, Hold::Bay { place: it.from.clone(), leaves: self.ids[other].clone() });
            return Some((other, next));
        }
        if earlier.is_none() {
            self.add(trip, at, Hold::FirstThere { place: it.from.clone() });
            return None;
        }
        let could = back.map_or(Moment::START, |(_, arrive)| arrive);
        self.add(trip, at, Hold::Choice { could });
        None
    }

    /// A trip that leaves a bay of this place just then, where bays are limited.
    fn leaves_bay(&self, place: &str, at: Moment, but: usize) -> Option<(usize, From)> {
        self.operation.places.iter().find(|known| known.id == place)?.bays?;
        self.plan.trips.iter().enumerate().filter(|(ix, _)| *ix != but).find_map(|(ix, trip)| {
            if trip.from == place && trip.load_end == at && trip.load_start < at {
                return Some((ix, From::Loading));
            }
            let unloads = trip.to == place && trip.unload_end == at && trip.unload_start < at;
            unloads.then_some((ix, From::Unloading))
        })
    }
}

#[cfg(test)]
mod tests;
