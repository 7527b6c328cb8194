//! `GET /people`: persons and parties by code, and who is on a vehicle. Never names; children travelling alone
//! are found only by their own code (protection rule 5).
//!
//! Never here: a list of everybody.

use super::app::App;
use super::figures::bad_query;
use super::saying::look;
use super::trouble::ApiError;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use evacuation::account::{Account, FigureId};
use evacuation::closing::MemberAt;
use evacuation::people::Token;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};

/// Persons in an answer at most.
const PERSONS_MAX: usize = 400;

/// What is looked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// A person's or party's code, a vehicle such as `bus-3`, or a trip such as `bus-3.2`.
    q: String,
}

/// What was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct PeopleView {
    /// `person`, `party`, `vehicle`, `trip`, `nothing`; `mistyped` for what is nearly a code.
    found: &'static str,
    /// Codes that are the same as the one that was asked for, by decision.
    same_as: Vec<String>,
    parties: Vec<PartyView>,
    /// There are more than are listed.
    more: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct PartyView {
    /// `null` for persons who were never registered.
    party: Option<String>,
    persons: Vec<PersonView>,
    /// Has a ticket; `/tickets/{party}` shows it.
    ticket: Option<PartyTicket>,
    figure: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct PartyTicket {
    trip: String,
    to: String,
    depart: i64,
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct PersonView {
    token: String,
    state: &'static str,
    category: &'static str,
    place: Option<String>,
    trips: Vec<String>,
    clashes: Vec<&'static str>,
    figure: String,
}

/// Persons and parties by code, or who is on a vehicle.
#[utoipa::path(get, path = "/people", operation_id = "people", params(Wanted),
    responses((status = 200, body = PeopleView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn get(
    State(app): State<App>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<PeopleView>, ApiError> {
    let Query(Wanted { q }) = wanted.map_err(|error| bad_query(&error))?;
    let found = look(&app, move |app| app.intake().read(|book| find(app, book.account(), q.trim())));
    Ok(Json(found.await?))
}

fn find(app: &App, account: &Account, q: &str) -> PeopleView {
    let nothing = |found| PeopleView { found, same_as: Vec::new(), parties: Vec::new(), more: false };
    if let Ok(token) = q.parse::<Token>() {
        return by_code(account, token).unwrap_or_else(|| nothing("nothing"));
    }
    let on: BTreeSet<Token> = match q.parse::<evacuation::convoy::TripId>() {
        Ok(trip) => account.manifest(&trip).rows.iter().map(|row| row.token).collect(),
        Err(_) => {
            let known = app
                .operation()
                .fleets
                .iter()
                .any(|fleet| q.strip_prefix(fleet.id.as_str()).is_some_and(|rest| rest.starts_with('-')));
            if !known {
                return nothing(if q.chars().count() == 8 { "mistyped" } else { "nothing" });
            }
            let picture = account.picture();
            let trips = picture.trips.iter().filter(|trip| trip.id.vehicle == q);
            trips.flat_map(|trip| account.manifest(&trip.id).rows).map(|row| row.token).collect()
        }
    };
    let more = on.len() > PERSONS_MAX;
    let tokens: Vec<Token> = on.into_iter().take(PERSONS_MAX).collect();
    let found = if q.contains('.') { "trip" } else { "vehicle" };
    PeopleView { found, same_as: Vec::new(), parties: grouped(account, &tokens), more }
}

fn by_code(account: &Account, token: Token) -> Option<PeopleView> {
    let same = account.same_as(&token);
    let same_as = || same.iter().filter(|code| **code != token).map(ToString::to_string).collect();
    let by_party = account.members_of(&token);
    if !by_party.is_empty() {
        let parties = grouped(account, &by_party);
        return Some(PeopleView { found: "party", same_as: same_as(), parties, more: false });
    }
    let person = account.person(&token)?;
    let members = person.parties.first().map(|party| account.members_of(party)).unwrap_or_default();
    let all = if members.is_empty() { vec![token] } else { members };
    Some(PeopleView { found: "person", same_as: same_as(), parties: grouped(account, &all), more: false })
}

fn grouped(account: &Account, tokens: &[Token]) -> Vec<PartyView> {
    let mut parties: Vec<PartyView> = Vec::new();
    let places = account.places_of(tokens);
    for token in tokens {
        let Some(person) = account.person(token) else { continue };
        let party = person.parties.first().map(ToString::to_string);
        let place = places.get(token).and_then(|at: &MemberAt| at.place.clone());
        let view = PersonView {
            token: token.to_string(),
            state: person.state.as_str(),
            category: evacuation::account::category_name(person.category),
            place,
            trips: person.trips.iter().map(ToString::to_string).collect(),
            clashes: person.clashes.iter().map(|clash| clash.as_str()).collect(),
            figure: FigureId::Person(*token).to_string(),
        };
        match parties.iter_mut().find(|known| known.party == party) {
            Some(known) => known.persons.push(view),
            None => parties.push(PartyView {
                ticket: person.parties.first().and_then(|party| ticket(account, party)),
                figure: person.parties.first().map(|party| FigureId::Person(*party).to_string()),
                party,
                persons: vec![view],
            }),
        }
    }
    parties
}

fn ticket(account: &Account, party: &Token) -> Option<PartyTicket> {
    let said = account.tickets(party).pop()?;
    Some(PartyTicket {
        trip: said.ticket.trip.to_string(),
        to: said.ticket.to.clone(),
        depart: said.ticket.depart.seconds(),
        figure: FigureId::Entry(said.entry).to_string(),
    })
}
