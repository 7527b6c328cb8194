//! The door's decision: go or stop, and every reason. One pure function of what the door knows of a party
//! and a vehicle. A phone has the same function (`web/src/field/boarding.ts`); both are held to the same
//! table of cases (`tests/vectors/boarding.json`).
//!
//! Never here: a name, or how the door came to know.

use crate::people::Token;
use crate::quantity::{Category, Moment};
use crate::statement::{AgeBand, Answer};
use std::collections::BTreeSet;

/// Why somebody may not board now; in the order in which a door says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Nobody knows the code here.
    Unknown,
    /// The vehicle has left.
    Departed,
    /// On board already.
    Here,
    /// On another vehicle, or received, removed or dead.
    Elsewhere,
    /// No agreement, or none to this destination.
    NotAgreed,
    /// Their place is on a later trip.
    Later,
    /// Their place is on another vehicle.
    WrongVehicle,
    /// A child without its family, and nobody answers for it at both ends.
    ChildAlone,
    /// The rest of the party is not here.
    Incomplete,
    /// Who must travel beside them is not here.
    Companion,
    /// The vehicle's escort is not on board.
    Escort,
    /// No seat or stretcher place is left.
    Full,
}

/// Where a person is, as seen from one door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Waits.
    Waiting,
    /// On board this vehicle.
    Here,
    /// Anywhere else, in whatever state.
    Elsewhere,
}

/// A person, as a door knows them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DoorMember {
    /// Their code.
    pub token: Token,
    /// What the seat must be.
    pub category: Category,
    /// Age band.
    pub age: AgeBand,
    /// Where they are.
    pub at: Seen,
    /// Must travel beside them.
    #[serde(default)]
    pub companion: Option<Token>,
    /// Whether the companion is on board, where one is needed who is not of the party.
    #[serde(default)]
    pub companion_here: bool,
    /// Whether somebody answers for them at both ends.
    #[serde(default)]
    pub accompanied: bool,
}

/// A party, as a door knows it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DoorParty {
    /// Its code.
    pub token: Token,
    /// Its latest answer.
    pub answer: Option<Answer>,
    /// Where to; empty: anywhere.
    pub destinations: Vec<String>,
    /// The trip on which it was given a place, and when that is to leave.
    pub place_on: Option<(String, Moment)>,
    /// Who of it travels apart, by an adult's agreement.
    #[serde(default)]
    pub apart: Vec<Vec<Token>>,
    /// Who is in it.
    pub members: Vec<DoorMember>,
}

/// A vehicle at a door.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DoorTrip {
    /// Which trip.
    pub id: String,
    /// Where to.
    pub to: String,
    /// When it is to leave.
    pub depart: Moment,
    /// Seats.
    pub seats: u32,
    /// Stretcher places.
    pub stretchers: u32,
    /// Escorts that must be on board.
    pub escorts: u32,
    /// Whether it has left.
    pub departed: bool,
    /// Seats taken.
    pub seated: u32,
    /// Stretcher places taken.
    pub lying: u32,
    /// Escorts on board.
    pub escorts_here: u32,
}

/// What the door answers.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Verdict {
    /// Every reason against, in order; none: go.
    pub stop: Vec<Stop>,
    /// Who boards, if they go; who would, if not.
    pub board: Vec<Token>,
    /// Who of the party would be left behind.
    pub missing: Vec<Token>,
}

/// Decides about a code at a door. `whole`: everybody of the party who waits stands here.
pub fn decide(code: Token, whole: bool, party: Option<&DoorParty>, trip: &DoorTrip) -> Verdict {
    let Some(party) = party else {
        return Verdict { stop: vec![Stop::Unknown], board: Vec::new(), missing: Vec::new() };
    };
    let group = group(party, code);
    let all = whole || code == party.token;
    let waits = |member: &&&DoorMember| member.at == Seen::Waiting;
    let board: Vec<&DoorMember> =
        group.iter().filter(waits).filter(|member| all || member.token == code).copied().collect();
    let missing: Vec<Token> =
        group.iter().filter(waits).filter(|m| !all && m.token != code).map(|m| m.token).collect();
    let mut stop = BTreeSet::new();
    if trip.departed {
        stop.insert(Stop::Departed);
    }
    if board.is_empty() {
        let named = |member: &&&DoorMember| all || member.token == code;
        let here = group.iter().filter(named).any(|member| member.at == Seen::Here);
        stop.insert(if here { Stop::Here } else { Stop::Elsewhere });
    } else {
        about_party(party, &board, trip, &mut stop);
        about_vehicle(&board, trip, &mut stop);
        if !missing.is_empty() {
            stop.insert(Stop::Incomplete);
        }
    }
    let board = board.iter().map(|member| member.token).collect();
    Verdict { stop: stop.into_iter().collect(), board, missing }
}

/// Those with whom the bearer of a code travels: the whole party, but for who goes apart.
fn group(party: &DoorParty, code: Token) -> Vec<&DoorMember> {
    let apart = party.apart.iter().rev().find(|group| group.contains(&code));
    let belongs = |member: &&DoorMember| match apart {
        Some(group) => group.contains(&member.token),
        None => !party.apart.iter().any(|group| group.contains(&member.token)),
    };
    party.members.iter().filter(belongs).collect()
}

fn about_party(party: &DoorParty, board: &[&DoorMember], trip: &DoorTrip, stop: &mut BTreeSet<Stop>) {
    let to = party.destinations.is_empty() || party.destinations.contains(&trip.to);
    if party.answer != Some(Answer::Yes) || !to {
        stop.insert(Stop::NotAgreed);
    }
    if let Some((_, depart)) = party.place_on.as_ref().filter(|(other, _)| *other != trip.id) {
        stop.insert(if *depart > trip.depart { Stop::Later } else { Stop::WrongVehicle });
    }
    let is_child = |member: &DoorMember| matches!(member.age, AgeBand::Infant | AgeBand::Child);
    // An adult of the party on the same vehicle answers for its children.
    let with_them = |m: &DoorMember| m.at == Seen::Here || board.iter().any(|other| other.token == m.token);
    let family = party.members.iter().any(|member| !is_child(member) && with_them(member));
    if !family && board.iter().any(|member| is_child(member) && !member.accompanied) {
        stop.insert(Stop::ChildAlone);
    }
    let beside = |companion: Token, member: &DoorMember| {
        member.companion_here
            || board.iter().any(|other| other.token == companion)
            || party.members.iter().any(|other| other.token == companion && other.at == Seen::Here)
    };
    if board.iter().any(|m| m.companion.is_some_and(|companion| !beside(companion, m))) {
        stop.insert(Stop::Companion);
    }
}

fn about_vehicle(board: &[&DoorMember], trip: &DoorTrip, stop: &mut BTreeSet<Stop>) {
    if trip.escorts_here < trip.escorts {
        stop.insert(Stop::Escort);
    }
    let lying = board.iter().filter(|member| member.category == Category::Stretcher).count();
    let seated = board.len() - lying;
    let fits = |taken: u32, more: usize, places: u32| u64::from(taken) + more as u64 <= u64::from(places);
    if !fits(trip.lying, lying, trip.stretchers) || !fits(trip.seated, seated, trip.seats) {
        stop.insert(Stop::Full);
    }
}
