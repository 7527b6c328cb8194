//! What the account must hold for any set of statements, and what it concludes from plain stories.

mod sets;
mod stories;
mod twins;

use super::{Account, Said, Source};
use crate::fleet::Fleet;
use crate::operation::{Objective, Operation};
use crate::people::{PartyClass, People, Token};
use crate::place::{Control, Place, PlaceIx, PlaceKind, Road, Turnround};
use crate::plan::{Load, PassageTime, Plan, Trip};
use crate::quantity::{Moment, Persons, Span};
use crate::statement::{Fact, Statement};

/// One staging place, one control point, a reception and a hospital.
pub(crate) fn operation() -> Operation {
    let place = |id: &str, kind| Place {
        id: id.to_owned(),
        name: Default::default(),
        kind,
        position: None,
        bays: None,
        turnround: Turnround::default(),
        capacity: None,
        control: (kind == PlaceKind::ControlPoint).then_some(Control {
            open: None,
            lanes: 1,
            inspection: Span(30),
            convoy_max: None,
            headway: Span(600),
        }),
    };
    let road = |from, to| Road {
        from: PlaceIx(from),
        to: PlaceIx(to),
        travel: Span(900),
        distance_km: None,
        one_way: false,
    };
    Operation {
        name: "Two buses".to_owned(),
        timezone: "UTC".to_owned(),
        start_unix_s: 0,
        horizon: Span(86_400),
        objective: Objective::default(),
        places: vec![
            place("school", PlaceKind::Staging),
            place("line", PlaceKind::ControlPoint),
            place("camp", PlaceKind::Reception),
            place("clinic", PlaceKind::Hospital),
        ],
        roads: vec![road(0, 1), road(1, 2), road(1, 3)],
        fleets: vec![Fleet {
            id: "bus".to_owned(),
            count: 2,
            at: PlaceIx(0),
            available: Moment(0),
            seats: 50,
            stretchers: 2,
            escorts: 1,
        }],
        escorts: None,
        people: vec![People {
            id: "families".to_owned(),
            at: PlaceIx(0),
            ready: Moment(0),
            to: None,
            parties: vec![PartyClass { count: 20, persons: Persons { stretcher: 0, wounded: 0, other: 2 } }],
        }],
        claims: vec![],
        alarms: Default::default(),
        parties: Vec::new(),
        clauses: Vec::new(),
    }
}

/// Two buses in one convoy, and the first again later.
pub(crate) fn plan() -> Plan {
    let trip = |vehicle: &str, depart: i64| Trip {
        vehicle: vehicle.to_owned(),
        from: "school".to_owned(),
        to: "camp".to_owned(),
        load: vec![Load { people: "families".to_owned(), party: 0, count: 2 }],
        load_start: Moment(depart),
        load_end: Moment(depart),
        depart: Moment(depart),
        passages: vec![PassageTime {
            control_point: "line".to_owned(),
            enter: Moment(depart + 900),
            exit: Moment(depart + 960),
        }],
        arrive: Moment(depart + 1860),
        unload_start: Moment(depart + 1860),
        unload_end: Moment(depart + 1860),
        back: None,
    };
    Plan { trips: vec![trip("bus-1", 0), trip("bus-2", 0), trip("bus-1", 7200)], ..Plan::default() }
}

/// The token with this number.
pub(crate) fn token(number: u64) -> Token {
    Token::from_number(number)
}

/// A statement by a device, with an entry id made from its number.
pub(crate) fn said(number: u64, device: u8, at: i64, fact: Fact) -> Said {
    let mut entry = [0u8; 32];
    // Spread, so that the order of entries is not the order of making.
    entry[..8].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    let source = Source { entry, device: [device; 32], seq: number, recorded_ms: number };
    Said { source, statement: Statement { at: Moment(at), fact } }
}

pub(crate) fn account(said: &[Said]) -> Account {
    let mut account = Account::new(&operation(), Some(&plan()));
    for said in said {
        account.insert(said.clone());
    }
    account
}
