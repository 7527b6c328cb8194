//! What those outside may see: each party, and monitors. Totals, clauses, incidents that may be told,
//! nothing of single persons.
//!
//! The types hold no code of a person, no free text and no exact position, so that nothing else can be put
//! into them. Every number of persons is a [`Coarse`]: a multiple of five, and "fewer than five" for what
//! is smaller; the total is rounded for itself. So no sum or difference of the numbers of one view singles out
//! fewer than five people; and a number that was shown moves only when five people or more have moved
//! ([`Shown`]), so that two views do not either. What is shown is as it was at the last full ten minutes
//! before the delay.
//!
//! Never here: a name, a token, a vehicle, a device, words that somebody typed.

mod shown;

pub use shown::{Shown, Step};

use crate::account::{Account, OperationBalance, Picture};
use crate::operation::Operation;
use crate::quantity::{Moment, Span};
use crate::statement::{Holding, IncidentKind};
use crate::truce;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// Outsiders see things so much later.
pub const DELAY: Span = Span(30 * 60);
/// And only in steps of so long.
pub const STEP: Span = Span(10 * 60);
/// Numbers of persons are multiples of this.
pub const CELL: u32 = 5;

/// A number of persons that singles nobody out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coarse(u32);

impl Coarse {
    /// Rounded to the nearest multiple of [`CELL`]; what is smaller than that becomes nothing.
    pub fn of(count: u32) -> Coarse {
        if count < CELL { Coarse(0) } else { Coarse(count.saturating_add(CELL / 2) / CELL * CELL) }
    }
    /// The multiple; zero stands for none to four.
    pub fn value(self) -> u32 {
        self.0
    }
}

impl Serialize for Coarse {
    /// A number, or `null` for "fewer than five".
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            0 => serializer.serialize_none(),
            value => serializer.serialize_u32(value),
        }
    }
}

/// A total with its categories, each rounded for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Crowd {
    /// All.
    pub total: Coarse,
    /// Lying.
    pub stretcher: Coarse,
    /// Seated wounded.
    pub wounded: Coarse,
    /// Everyone else.
    pub other: Coarse,
}

/// The operation's balance for outsiders. It is rounded, so its terms need not add up exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Known.
    pub registered: Crowd,
    /// Waiting.
    pub waiting: Crowd,
    /// On the way.
    pub on_the_way: Crowd,
    /// Out.
    pub out: Crowd,
    /// Unaccounted.
    pub unaccounted: Crowd,
    /// Died.
    pub died: Crowd,
}

impl Totals {
    fn of(balance: &OperationBalance, step: &mut Step<'_>) -> Totals {
        Totals {
            registered: step.crowd("registered", balance.registered),
            waiting: step.crowd("waiting", balance.waiting),
            on_the_way: step.crowd("on_the_way", balance.on_the_way),
            out: step.crowd("out", balance.out),
            unaccounted: step.crowd("unaccounted", balance.unaccounted),
            died: step.crowd("died", balance.died),
        }
    }
}

/// A clause for outsiders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseSeen {
    /// The clause.
    pub clause: truce::Clause,
    /// By everything.
    pub state: Holding,
    /// Why.
    pub why: truce::Why,
    /// Since when.
    pub since: Moment,
    /// In each view.
    pub views: BTreeMap<String, Holding>,
}

/// An incident that may be told: what, when to the hour, how far in steps, how well graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentSeen {
    /// What.
    pub kind: IncidentKind,
    /// The beginning of its hour.
    pub hour: Moment,
    /// A place of the operation; never words.
    pub place: Option<String>,
    /// Kilometres from the corridor, rounded up to 1, 2, 5, 10, or more.
    pub within_km: Option<u32>,
    /// Whether it is established.
    pub established: bool,
    /// In whose view.
    pub party: Option<String>,
}

/// Everything that an outsider sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// It was so at this moment.
    pub as_of: Moment,
    /// People.
    pub totals: Totals,
    /// People at places, rounded.
    pub places: BTreeMap<String, (Crowd, Crowd)>,
    /// Convoys that left, and that arrived.
    pub convoys: (usize, usize),
    /// Clauses.
    pub clauses: Vec<ClauseSeen>,
    /// Immediate, verifiable, durable.
    pub lines: Vec<truce::Lines>,
    /// Incidents that may be told.
    pub incidents: Vec<IncidentSeen>,
    /// Aid: trucks asked for, approved, refused, without an answer, and waybills delivered.
    pub aid: AidSeen,
    /// What is decided for all convoys.
    pub decision: Option<crate::statement::Decision>,
}

/// Aid for outsiders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AidSeen {
    /// Requests.
    pub requests: usize,
    /// Approved.
    pub approved: usize,
    /// Refused.
    pub refused: usize,
    /// Without an answer.
    pub unanswered: usize,
    /// Waybills on the road, closed, and with something unaccounted for.
    pub waybills: (usize, usize, usize),
}

/// The moment that outsiders see at `now`.
pub fn as_of(now: Moment) -> Moment {
    let late = now - DELAY;
    Moment(late.seconds().div_euclid(STEP.seconds()) * STEP.seconds())
}

/// The set of what had happened, and was recorded, by then.
pub fn account_as_of(account: &Account, start_unix_s: i64, as_of: Moment) -> Account {
    let end_ms = start_unix_s.saturating_add(as_of.seconds()).saturating_mul(1000);
    let end_ms = u64::try_from(end_ms).unwrap_or(0);
    account.only(|said| said.statement.at <= as_of && said.source.recorded_ms <= end_ms)
}

/// What outsiders see, from the picture as of `as_of` and what they were `shown` before.
pub fn view(operation: &Operation, picture: &Picture, as_of: Moment, shown: &mut Shown) -> View {
    let mut step = shown.step(as_of);
    let known = |id: &str| operation.place_ix(id).is_some();
    let places: Vec<_> = picture.places.iter().filter(|place| known(&place.id)).collect();
    let places = places.into_iter().map(|place| {
        let at = |what: &str| format!("{}.{what}", place.id);
        let waiting = step.crowd(&at("waiting_there"), place.waiting);
        (place.id.clone(), (waiting, step.crowd(&at("received_there"), place.received)))
    });
    let places: BTreeMap<String, (Crowd, Crowd)> = places.collect();
    let departed = picture.convoys.iter().filter(|convoy| convoy.departed.is_some()).count();
    let arrived = picture.convoys.iter().filter(|convoy| convoy.arrived.is_some()).count();
    View {
        as_of,
        totals: Totals::of(&picture.account, &mut step),
        places,
        convoys: (departed, arrived),
        clauses: truce::judge(operation, picture, as_of)
            .into_iter()
            .map(|one| clause(operation, one))
            .collect(),
        lines: truce::lines(operation, picture, as_of).into_iter().map(nameless).collect(),
        incidents: incidents(operation, picture, as_of),
        aid: aid(picture, as_of),
        decision: crate::clearance::whole(picture).map(|decided| decided.decision),
    }
}

fn hour(at: Moment) -> Moment {
    Moment(at.seconds().div_euclid(3600) * 3600)
}

fn clause(operation: &Operation, judged: truce::Judged) -> ClauseSeen {
    // Parties are known ones: somebody may have typed anything.
    let known = |side: &str| side.is_empty() || operation.parties.iter().any(|party| party.id == side);
    let bound = judged.clause.parties.clone();
    ClauseSeen {
        state: judged.all.state,
        why: judged.all.why,
        since: hour(judged.all.since),
        views: judged
            .views
            .into_iter()
            .filter(|(side, _)| known(side) || bound.contains(side))
            .map(|(side, judgement)| (side, judgement.state))
            .collect(),
        clause: judged.clause,
    }
}

/// Who watches is typed by people: outsiders see the sides, not the words.
fn nameless(lines: truce::Lines) -> truce::Lines {
    truce::Lines {
        verified_by: Vec::new(),
        on: Vec::new(),
        fire: None,
        last_fire: lines.last_fire.map(hour),
        ..lines
    }
}

fn incidents(operation: &Operation, picture: &Picture, as_of: Moment) -> Vec<IncidentSeen> {
    let all = crate::incidents::incidents(operation, picture);
    let told = all.into_iter().filter(|shown| shown.incident.share && shown.at <= as_of);
    told.map(|shown| IncidentSeen {
        kind: shown.incident.kind,
        hour: hour(shown.at),
        place: Some(shown.incident.place).filter(|place| operation.place_ix(place).is_some()),
        within_km: shown.distance_m.map(|metres| match metres {
            0..=1_000 => 1,
            1_001..=2_000 => 2,
            2_001..=5_000 => 5,
            5_001..=10_000 => 10,
            _ => 100,
        }),
        established: shown.established,
        party: shown.incident.party.filter(|id| operation.parties.iter().any(|party| party.id == *id)),
    })
    .collect()
}

fn aid(picture: &Picture, as_of: Moment) -> AidSeen {
    use crate::aid::{Answer, State, requests, waybills};
    let mut seen = AidSeen::default();
    for request in requests(picture, as_of) {
        seen.requests += 1;
        match request.answer {
            Answer::Approved { .. } => seen.approved += 1,
            Answer::Refused { .. } => seen.refused += 1,
            Answer::None { .. } => seen.unanswered += 1,
        }
    }
    for waybill in waybills(picture, as_of) {
        match waybill.state {
            State::OnTheWay => seen.waybills.0 += 1,
            State::Closed => seen.waybills.1 += 1,
            State::Open => seen.waybills.2 += 1,
        }
    }
    seen
}

#[cfg(test)]
mod tests;
