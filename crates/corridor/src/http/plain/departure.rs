//! A departure on the plain page: the two confirmations, and what must hold before a vehicle goes. A vehicle that
//! has gone already is recorded all the same, and the hub flags what it lacked.
//!
//! Never here: a decision to go (`clearance`).

use super::super::app::App;
use super::door::{aboard, door_trip, planned};
use super::page::Page;
use evacuation::account::{Account, Picture};
use evacuation::attention::{Schedule, schedule};
use evacuation::clearance::decision;
use evacuation::confirmed::{Confirmed, confirmed};
use evacuation::convoy::TripId;
use evacuation::statement::{Answer, Clear, Decision};

/// The messages that are used here.
#[cfg(test)]
pub(super) const KEYS: [&str; 12] = [
    "gate-escort",
    "gate-seats",
    "gate-agreed",
    "gate-corridor",
    "gate-decided",
    "gate-counted",
    "gate-gate",
    "gate-leader",
    "phone-missing",
    "plain-departs-not",
    "plain-left-already",
    "plain-confirm",
];

/// Everything that a vehicle lacks to depart, as messages.
pub(super) fn lacks(
    app: &App,
    picture: &Picture,
    trip: &TripId,
    (counted, escorts): (u32, u32),
) -> Vec<&'static str> {
    app.intake().read(|book| {
        let account = book.account();
        let Some(door) = door_trip(app, account, trip, escorts) else { return Vec::new() };
        let here = aboard(account, trip);
        let scanned = u32::try_from(here.len()).unwrap_or(u32::MAX);
        let Confirmed { gate, leader } = confirmed(account, trip, None);
        let holds = |said: &Option<evacuation::account::Clearance>| {
            said.as_ref().is_some_and(|c| c.scanned == scanned)
        };
        let reason = gate.as_ref().is_some_and(|said| said.counted == counted);
        let checks = [
            ("gate-escort", door.escorts_here >= door.escorts),
            ("gate-seats", door.seated <= door.seats && door.lying <= door.stretchers),
            (
                "gate-agreed",
                here.iter().all(|row| row.party.is_some_and(|party| agrees(account, &party, &door.to))),
            ),
            ("gate-corridor", is_open(app, picture, trip)),
            ("gate-decided", is_decided(app, picture, trip)),
            ("gate-counted", counted == scanned || reason),
            ("gate-gate", holds(&gate)),
            ("gate-leader", holds(&leader)),
        ];
        checks.into_iter().filter(|(_, ok)| !ok).map(|(key, _)| key).collect()
    })
}

/// That the vehicle may go, as this post says: counted, and known by code.
pub(super) fn clear(app: &App, trip: TripId, place: String, counted: u32, reason: String) -> Clear {
    let scanned = app.intake().read(|book| aboard(book.account(), &trip).len());
    let scanned = u32::try_from(scanned).unwrap_or(u32::MAX);
    let reason = Some(reason).filter(|reason| !reason.is_empty() && counted != scanned);
    Clear { trip, place, counted, scanned, reason }
}

fn agrees(account: &Account, party: &evacuation::people::Token, to: &str) -> bool {
    account.field_party_with(party).is_some_and(|party| {
        let there = party.destinations.is_empty() || party.destinations.iter().any(|place| place == to);
        party.answer == Some(Answer::Yes) && there
    })
}

/// Nothing on its way is suspended, and every window is open when it comes there, if it leaves now.
fn is_open(app: &App, picture: &Picture, trip: &TripId) -> bool {
    let Some(own) = planned(app, trip) else { return true };
    let now = app.clock().now();
    picture.corridor.whole.is_none()
        && own.passages.iter().all(|passage| {
            let known =
                picture.corridor.control_points.iter().find(|point| point.id == passage.control_point);
            let suspended = known.is_some_and(|point| point.suspended.is_some());
            let place = app.operation().places.iter().find(|place| place.id == passage.control_point);
            let control = place.and_then(|place| place.control.as_ref());
            let there = now + (passage.enter - own.depart);
            !suspended && control.is_none_or(|control| matches!(schedule(control, there), Schedule::Open(_)))
        })
}

/// Nobody decided to hold or stop its convoy.
fn is_decided(app: &App, picture: &Picture, trip: &TripId) -> bool {
    let convoy = app.convoys().iter().find(|convoy| convoy.trips.iter().any(|(id, _)| id == trip));
    let decided = convoy.and_then(|convoy| decision(picture, &convoy.id));
    decided.is_none_or(|decided| decided.decision == Decision::Go)
}

/// Shows what is lacking; and how to record a vehicle that is gone already.
pub(super) fn refuse(page: &mut Page, trip: &TripId, to: &str, escorts: u32, lacking: &[&'static str]) {
    let why = page.t("plain-departs-not");
    page.trouble(&why);
    for key in lacking {
        let line = format!("{}: {}", page.t("phone-missing"), page.t(key));
        page.line(&line);
    }
    let (trip, escorts) = (trip.to_string(), escorts.to_string());
    let hidden = [("trip", trip.as_str()), ("to", to), ("escorts", escorts.as_str()), ("anyway", "1")];
    page.form("/plain/say", &hidden, false);
    let text = page.t("plain-left-already");
    page.button("say", "depart", &text);
    page.end_form();
}
