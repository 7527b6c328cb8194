//! `/tickets`: what every waiting party was promised, who must be told, signing, printing and checking.
//!
//! Never here: which place a party gets (`evacuation::tickets`).

mod view;

use super::app::App;
use super::body::read_json;
use super::saying::{look, say};
use super::trouble::ApiError;
use crate::settling::{Holds, check_ticket, issue, issued, told_matter};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use evacuation::account::{Picture, TicketSaid, hex};
use evacuation::convoy::TripId;
use evacuation::operation::Operation;
use evacuation::people::Token;
use evacuation::plan::Plan;
use evacuation::statement::{Attend, Fact};
use evacuation::tickets::{Promise, promises};
use ledger::LogId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::{IntoParams, ToSchema};
pub(super) use view::TicketsView;
use view::{TicketCount, name, row, tell_rows};

/// Rows of an answer at most.
const ROWS_MAX: usize = 500;

/// Which.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Only these: `lost`, `moved`, `new`, `without`, `called`, `kept`.
    standing: Option<String>,
    /// Only those who wait here.
    place: Option<String>,
    /// Only those who hold a ticket for this convoy of the plan in force, or have a place on it.
    convoy: Option<String>,
    /// By the plan that is proposed; by the one in force once none is, as when it was just accepted.
    #[serde(default)]
    proposal: bool,
}

/// For whom tickets are to be signed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueAsk {
    /// Only those who wait here; everywhere if absent.
    place: Option<String>,
    /// Only these parties.
    parties: Option<Vec<String>>,
}

/// That a party knows.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToldAsk {
    /// The parties.
    parties: Vec<String>,
    /// Who told them: a post, never a name.
    who: String,
}

/// One ticket, to be printed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TicketView {
    party: String,
    trip: String,
    place: String,
    to: String,
    persons: u32,
    depart_unix_s: i64,
    issued_unix_s: i64,
    /// The text of the QR code.
    code: String,
    /// The QR code, an SVG document.
    qr: String,
    issuer: String,
    entry: String,
    /// Its convoy does not go for now: `hold` or `stop`.
    held: Option<&'static str>,
}

/// A code to be checked.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckAsk {
    /// The text of the QR code.
    code: String,
}

/// What a code says.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct CheckView {
    /// `good`, `replaced` (a later one counts), `corrected`, `unknown` (signed here, never said here), `stranger`
    /// (nobody known here signed it), `other_operation`.
    verdict: &'static str,
    party: String,
    trip: String,
    place: String,
    to: String,
    persons: u32,
    depart_unix_s: i64,
    issued_unix_s: i64,
    signed_by: Option<String>,
    /// Its convoy does not go for now: `hold` or `stop`.
    held: Option<&'static str>,
}

/// What every waiting party was promised.
#[utoipa::path(get, path = "/tickets", operation_id = "tickets", params(Wanted),
    responses((status = 200, body = TicketsView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn list(
    State(app): State<App>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<TicketsView>, ApiError> {
    let Query(wanted) = wanted.map_err(|error| super::figures::bad_query(&error))?;
    Ok(Json(view(&app, wanted).await?))
}

async fn view(app: &App, wanted: Wanted) -> Result<TicketsView, ApiError> {
    let drawn = app.drawn().await?;
    look(app, move |app| {
        let picture = &drawn.reckoned.picture;
        let issuer = app.replanner().voice().log_id().map_err(ApiError::from)?;
        let (all, proposal) = promised(app, picture, wanted.proposal);
        let mut counts: BTreeMap<String, TicketCount> = BTreeMap::new();
        for promise in &all {
            let count = counts.entry(name(promise.standing)).or_default();
            count.parties += 1;
            count.persons += promise.persons.total();
        }
        let on = wanted.convoy.as_ref().map(|id| trips_of(app, id)).transpose()?;
        let is_wanted = |promise: &&Promise| {
            wanted.standing.as_ref().is_none_or(|standing| name(promise.standing) == *standing)
                && wanted.place.as_ref().is_none_or(|place| promise.place == *place)
                && on.as_ref().is_none_or(|on| is_for(promise, on))
        };
        let rows: Vec<&Promise> = all.iter().filter(is_wanted).collect();
        let holds = Holds::of(app.convoys(), picture);
        let to_tell = app.intake().read(|book| tell_rows(book.account(), &all, proposal, &holds));
        Ok(TicketsView {
            issuer: issuer.to_string(),
            proposal,
            counts,
            to_tell,
            total: rows.len(),
            rows: rows.into_iter().take(ROWS_MAX).map(|promise| row(promise, &holds)).collect(),
        })
    })
    .await?
}

fn trips_of(app: &App, convoy: &str) -> Result<BTreeSet<TripId>, ApiError> {
    let found = app.convoys().iter().find(|known| known.id == convoy);
    let found =
        found.ok_or_else(|| ApiError::not_found("there is no such convoy in the plan").at("convoy"))?;
    Ok(found.trips.iter().map(|(id, _)| id.clone()).collect())
}

/// Whether a party was promised one of these trips, or has a place on one.
fn is_for(promise: &Promise, on: &BTreeSet<TripId>) -> bool {
    let held = promise.held.as_ref().is_some_and(|said| on.contains(&said.ticket.trip));
    held || promise.seat.as_ref().is_some_and(|seat| on.contains(&seat.trip))
}

/// What every waiting party has and should have, and whether by the plan that is proposed.
pub(super) fn promised(app: &App, picture: &Picture, proposal: bool) -> (Vec<Promise>, bool) {
    let now = app.clock().now();
    let by = |planned: (&Operation, &Plan)| {
        app.intake().read(|book| promises(book.account(), picture, planned, now))
    };
    let job = app.replanner().job().filter(|_| proposal);
    match job.and_then(|job| job.outcome()).and_then(Result::ok) {
        Some(proposal) => (by((&proposal.standing.operation, &proposal.plan)), true),
        None => (by((app.operation(), app.plan())), false),
    }
}

/// Signs tickets for everybody who has a place and no ticket for it.
#[utoipa::path(post, path = "/tickets", operation_id = "issue_tickets", request_body = IssueAsk,
    responses((status = 200, body = TicketsView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<TicketsView>, ApiError> {
    let ask: IssueAsk = read_json(&headers, body)?;
    let parties =
        ask.parties.as_ref().map(|list| list.iter().map(|text| token(text)).collect::<Result<Vec<_>, _>>());
    let parties = parties.transpose()?;
    let drawn = app.drawn().await?;
    let done = look(&app, move |app| {
        let _still = app.clock().hold();
        let (mut all, _) = promised(app, &drawn.reckoned.picture, false);
        all.retain(|promise| {
            ask.place.as_ref().is_none_or(|place| promise.place == *place)
                && parties.as_ref().is_none_or(|parties| parties.contains(&promise.party))
        });
        let (operation, start) = (app.intake().operation_id(), app.operation().start_unix_s);
        let voice = app.replanner().voice();
        issue(voice, &all, &operation, start, app.clock().now()).map_err(ApiError::from)
    });
    done.await??;
    Ok(Json(view(&app, Wanted::default()).await?))
}

/// States that parties were told.
#[utoipa::path(post, path = "/tickets/told", operation_id = "told", request_body = ToldAsk,
    responses((status = 200, body = TicketsView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn told(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<TicketsView>, ApiError> {
    let ToldAsk { parties, who } = read_json(&headers, body)?;
    let facts = parties.iter().map(|party| {
        let matter = told_matter(&token(party)?);
        Ok(Fact::Attend(Attend { matter, who: who.clone(), step: "told".to_owned(), done: true }))
    });
    say(&app, facts.collect::<Result<_, ApiError>>()?).await?;
    Ok(Json(view(&app, Wanted::default()).await?))
}

/// The ticket of a party, to be printed.
#[utoipa::path(get, path = "/tickets/{party}", operation_id = "ticket", params(("party" = String, Path, description = "The party's code")),
    responses((status = 200, body = TicketView), (status = 400, body = ApiError), (status = 404, body = ApiError)))]
pub(super) async fn get(
    State(app): State<App>,
    Path(party): Path<String>,
) -> Result<Json<TicketView>, ApiError> {
    let party = token(&party)?;
    let said = app.intake().read(|book| book.account().tickets(&party).pop());
    let said = said.ok_or_else(|| ApiError::not_found("this party holds no ticket").at("party"))?;
    let issued = issued(&said, &app.intake().operation_id(), app.founded().start_unix_s);
    let qr = qrcode::QrCode::new(&issued.code).map_err(|_| ApiError::internal())?;
    let ticket = issued.ticket;
    let held = Holds::of(app.convoys(), &app.drawn().await?.reckoned.picture).get(&ticket.trip);
    Ok(Json(TicketView {
        party: ticket.party.to_string(),
        trip: ticket.trip.to_string(),
        place: ticket.place,
        to: ticket.to,
        persons: ticket.persons,
        depart_unix_s: ticket.depart_unix_s,
        issued_unix_s: ticket.issued_unix_s,
        qr: qr.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).build(),
        code: issued.code,
        issuer: issued.issuer.to_string(),
        entry: hex(&said.entry),
        held,
    }))
}

/// Checks a ticket's code against every key that may sign tickets here.
#[utoipa::path(post, path = "/tickets/check", operation_id = "check_ticket", request_body = CheckAsk,
    responses((status = 200, body = CheckView), (status = 400, body = ApiError)))]
pub(super) async fn check(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<CheckView>, ApiError> {
    let CheckAsk { code } = read_json(&headers, body)?;
    let keys: Vec<LogId> =
        app.intake().read(|book| book.devices().map(|(device, _)| LogId(device)).collect());
    let checked = check_ticket(&code, keys).map_err(|error| {
        ApiError::new(StatusCode::BAD_REQUEST, "ticket", error.to_string(), "scan it again").at("code")
    })?;
    let ticket = &checked.ticket;
    let ours = app.intake().operation_id().0[..8] == ticket.operation[..];
    let start = app.founded().start_unix_s;
    let all = app.intake().read(|book| book.account().tickets(&ticket.party));
    let same = |said: &&TicketSaid| issued(said, &app.intake().operation_id(), start).ticket == *ticket;
    let verdict = match (ours, checked.signed_by, all.iter().find(same)) {
        (false, ..) => "other_operation",
        (_, None, _) => "stranger",
        (_, Some(_), None) => "unknown",
        (.., Some(said)) if all.last().map(|last| last.entry) != Some(said.entry) => "replaced",
        _ => "good",
    };
    let held = Holds::of(app.convoys(), &app.drawn().await?.reckoned.picture);
    Ok(Json(CheckView {
        held: held.get(&ticket.trip).filter(|_| verdict == "good"),
        verdict,
        party: ticket.party.to_string(),
        trip: ticket.trip.to_string(),
        place: ticket.place.clone(),
        to: ticket.to.clone(),
        persons: ticket.persons,
        depart_unix_s: ticket.depart_unix_s,
        issued_unix_s: ticket.issued_unix_s,
        signed_by: checked.signed_by.map(|key| key.to_string()),
    }))
}

/// A code as people type it.
pub(super) fn token(text: &str) -> Result<Token, ApiError> {
    text.trim().parse().map_err(|error: evacuation::people::TokenError| {
        ApiError::bad_request("token", format!("'{text}': {error}"), "read it again from the card")
            .at("token")
    })
}
