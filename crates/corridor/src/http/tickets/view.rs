//! What every waiting party was promised, as it is shown.

use crate::http::shape::Persons;
use crate::settling::{Holds, told_matter};
use evacuation::account::{Account, TicketSaid, hex};
use evacuation::people::Token;
use evacuation::tickets::{Promise, Standing};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What was promised.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct TicketsView {
    /// The key of this console, under which its tickets can be checked anywhere.
    pub(super) issuer: String,
    /// For a plan that is only proposed.
    pub(super) proposal: bool,
    /// By standing: `lost`, `moved`, `new`, `without`, `called`, `kept`.
    pub(super) counts: BTreeMap<String, TicketCount>,
    /// Who must be told, told already or not: those who lost something first.
    pub(super) to_tell: Vec<TellRow>,
    /// Waiting parties as asked for, at most 500.
    pub(super) rows: Vec<PromiseRow>,
    /// How many there are.
    pub(super) total: usize,
}

#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub(in crate::http) struct TicketCount {
    pub(super) parties: usize,
    pub(super) persons: u32,
}

/// A party who must be told that what it was promised has changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct TellRow {
    party: String,
    /// Where it is to be found.
    place: String,
    persons: u32,
    before: Option<SeatView>,
    after: Option<SeatView>,
    /// The new ticket is signed.
    issued: bool,
    /// Who told them, if somebody did.
    told_by: Option<String>,
    /// The statements behind it.
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct PromiseRow {
    party: String,
    place: String,
    persons: Persons,
    standing: String,
    held: Option<SeatView>,
    seat: Option<SeatView>,
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct SeatView {
    trip: String,
    to: String,
    depart: i64,
    issued: Option<i64>,
    /// The ticket's statement.
    entry: Option<String>,
    /// Its convoy does not go for now: `hold` or `stop`.
    held: Option<&'static str>,
}

trait Shows {
    fn seat_held(&self, said: &TicketSaid) -> SeatView;
    fn seat_planned(&self, promise: &Promise) -> Option<SeatView>;
}

impl Shows for Holds {
    fn seat_held(&self, said: &TicketSaid) -> SeatView {
        let ticket = &said.ticket;
        let (to, depart, held) = (ticket.to.clone(), ticket.depart.seconds(), self.get(&ticket.trip));
        let (issued, entry) = (Some(said.at.seconds()), Some(hex(&said.entry)));
        SeatView { trip: ticket.trip.to_string(), to, depart, issued, entry, held }
    }
    fn seat_planned(&self, promise: &Promise) -> Option<SeatView> {
        let seat = promise.seat.as_ref()?;
        let (to, depart, held) = (seat.to.clone(), seat.depart.seconds(), self.get(&seat.trip));
        Some(SeatView { trip: seat.trip.to_string(), to, depart, issued: None, entry: None, held })
    }
}

pub(super) fn name(standing: Standing) -> String {
    serde_json::to_value(standing).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) fn row(promise: &Promise, holds: &Holds) -> PromiseRow {
    PromiseRow {
        party: promise.party.to_string(),
        place: promise.place.clone(),
        persons: promise.persons.into(),
        standing: name(promise.standing),
        held: promise.held.as_ref().map(|said| holds.seat_held(said)),
        seat: holds.seat_planned(promise),
        figure: format!("person.{}", promise.party),
    }
}

pub(super) fn tell_rows(account: &Account, all: &[Promise], proposal: bool, holds: &Holds) -> Vec<TellRow> {
    let told = |party: &Token| {
        let said = account.attended(&told_matter(party));
        said.into_iter().find(|attended| attended.done).map(|attended| attended.who)
    };
    let changed = all.iter().filter(|promise| promise.must_be_told()).map(|promise| TellRow {
        party: promise.party.to_string(),
        place: promise.place.clone(),
        persons: promise.persons.total(),
        before: promise.held.as_ref().map(|said| holds.seat_held(said)),
        after: holds.seat_planned(promise),
        issued: false,
        told_by: told(&promise.party),
        figure: format!("person.{}", promise.party),
    });
    let mut rows: Vec<TellRow> = changed.collect();
    let open = if proposal { Vec::new() } else { account.open_matters("told.") };
    for (matter, _) in open {
        let Some(party) = matter.strip_prefix("told.").and_then(|party| party.parse::<Token>().ok()) else {
            continue;
        };
        let tickets = account.tickets(&party);
        let mut latest = tickets.iter().rev();
        let Some(after) = latest.next() else { continue };
        if rows.iter().any(|row| row.party == party.to_string()) {
            continue;
        }
        rows.push(TellRow {
            party: party.to_string(),
            place: after.ticket.place.clone(),
            persons: after.ticket.persons,
            before: latest.next().map(|said| holds.seat_held(said)),
            after: Some(holds.seat_held(after)),
            issued: true,
            told_by: None,
            figure: format!("person.{party}"),
        });
    }
    rows
}
