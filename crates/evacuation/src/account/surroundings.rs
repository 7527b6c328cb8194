//! The parts of the picture that are not about persons and trips: places, the corridor, claims,
//! devices, positions.
//!
//! Never here: the sums themselves (`reckon`).

use super::Account;
use super::facts::{Facts, PlaceId};
use super::picture::{
    ClaimPicture, ControlPointPicture, CorridorPicture, Device, PlacePicture, Suspension, VehiclePosition,
};
use crate::place::PlaceKind;
use crate::quantity::{Moment, Persons};
use crate::statement::Fact;
use std::collections::{BTreeMap, BTreeSet};

/// What is added up about one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PlaceTally {
    pub(super) waiting: Persons,
    pub(super) received: Persons,
}

pub(super) fn places(account: &Account, tally: &BTreeMap<PlaceId, PlaceTally>) -> Vec<PlacePicture> {
    let show = |id: &str| {
        let PlaceTally { waiting, received } = tally.get(id).copied().unwrap_or_default();
        PlacePicture { id: id.to_owned(), waiting, received }
    };
    let known: BTreeSet<&str> = account.map.places.iter().map(|(id, _)| id.as_str()).collect();
    let others = tally.keys().map(|place| place.as_ref()).filter(|place| !known.contains(place));
    account.map.places.iter().map(|(id, _)| id.as_str()).chain(others).map(show).collect()
}

/// A suspension is ended only by a reopening of the same thing: reopening one control point does not
/// lift a suspension of the whole corridor, nor the other way round. At the same moment suspension wins.
pub(super) fn corridor(account: &Account) -> CorridorPicture {
    let turns = &account.facts.turns;
    let suspension = |scope: &Option<String>| -> Option<Suspension> {
        let turns = turns.get(scope)?;
        let reopened = turns.iter().rev().find(|(_, suspended, ..)| !suspended).map(|(at, ..)| *at);
        let since = |at: &Moment| reopened.is_none_or(|reopened| *at >= reopened);
        let (at, _, by, entry, reason) = turns.iter().find(|(at, suspended, ..)| *suspended && since(at))?;
        Some(Suspension { since: *at, by: *by, reason: reason.clone(), entry: *entry })
    };
    let whole = suspension(&None);
    let control_points = account.map.places.iter().filter(|(_, kind)| *kind == PlaceKind::ControlPoint);
    let known: Vec<&String> = control_points.map(|(id, _)| id).collect();
    let in_operation: BTreeSet<&String> = known.iter().copied().collect();
    let others = turns.iter().filter(|(_, turns)| !turns.is_empty()).filter_map(|(scope, _)| scope.as_ref());
    let all = known.iter().copied().chain(others.filter(|id| !in_operation.contains(id)));
    let control_points = all
        .map(|id| ControlPointPicture {
            id: id.clone(),
            suspended: suspension(&Some(id.clone())).or_else(|| whole.clone()),
        })
        .collect();
    CorridorPicture { whole, control_points }
}

pub(super) fn claims(account: &Account) -> Vec<ClaimPicture> {
    let claim = |(at, entry): &(Moment, [u8; 32])| match &account.said(entry)?.statement.fact {
        Fact::Claim(claim) => Some(ClaimPicture {
            entry: *entry,
            at: *at,
            claim: (**claim).clone(),
            counted: super::claimed::counted(claim),
        }),
        _ => None,
    };
    account.facts.claims.iter().filter_map(claim).collect()
}

pub(super) fn devices(account: &Account) -> Vec<Device> {
    let device = |(device, facts): (&[u8; 32], &super::DeviceFacts)| Device {
        device: *device,
        label: facts.enrolments.first().map(|(_, _, _, label)| label.clone()).unwrap_or_default(),
        role: account.role(device),
        statements: facts.statements().count() as u64,
    };
    account.devices.iter().map(device).collect()
}

pub(super) fn positions(facts: &Facts) -> Vec<VehiclePosition> {
    let position = |(vehicle, facts): (&String, &super::facts::Vehicle)| {
        let (at, lat_e6, lon_e6) = *facts.positions.last()?;
        Some(VehiclePosition { vehicle: vehicle.clone(), at, lat_e6, lon_e6 })
    };
    facts.vehicles.iter().filter_map(position).collect()
}
