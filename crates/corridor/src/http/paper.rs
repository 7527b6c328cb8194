//! `/paper`: sheets to print, and what was written on them entered afterwards as what it is: late, second-hand.
//!
//! Never here: how a sheet looks (`paper`), or a name.

use super::app::App;
use super::body::read_json;
use super::figures::bad_query;
use super::saying::{look, say_all};
use super::tickets::token;
use super::trouble::ApiError;
use crate::intake::NOTE_CONSOLE_KEY;
use crate::printing::{self, SHEETS_MAX, Sheet};
use crate::settling::Holds;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use evacuation::convoy::TripId;
use evacuation::people::Token;
use evacuation::quantity::{Category, Moment};
use evacuation::statement::{
    AgeBand, AtPlace, Depart, Fact, Headcount, Member, OnTrip, Receive, Register, Sex, Statement, Transcribe,
};
use paper::{FormHead, Lang};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Sheets of tickets at once, unless asked otherwise: a file that is made and opened in a moment.
const TICKET_SHEETS: u32 = 50;

/// Which sheets.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// `ar`, `en` or `fr`.
    lang: Option<String>,
    /// The number of the first sheet; 1 if absent.
    first: Option<u32>,
    /// How many, at most 200; if absent 1, of tickets 50.
    sheets: Option<u32>,
    /// For forms: the trip that stands in the head.
    trip: Option<String>,
    /// For tickets: only those who board here.
    place: Option<String>,
}

/// Sheets to print, as a PDF: `cards`, `manifest`, `tally`, `tickets`.
#[utoipa::path(get, path = "/paper/{kind}", operation_id = "paper",
    params(("kind" = String, Path, description = "cards, manifest, tally or tickets"), Wanted),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 400, body = ApiError),
        (status = 404, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn sheet(
    State(app): State<App>,
    Path(kind): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(wanted) = wanted.map_err(|error| bad_query(&error))?;
    let wrong = |what: String, place: &str| {
        ApiError::bad_request("query", what, "see /api/v1/openapi.json").at(place)
    };
    let lang = wanted.lang.clone().unwrap_or_else(|| "en".to_owned());
    let lang = Lang::of(&lang).ok_or_else(|| wrong(format!("'{lang}' is no language of sheets"), "lang"))?;
    let usual = if kind == "tickets" { TICKET_SHEETS } else { 1 };
    let (first, count) = (wanted.first.unwrap_or(1), wanted.sheets.unwrap_or(usual));
    if first == 0 || first > 9999 || count == 0 || count > SHEETS_MAX {
        return Err(wrong(format!("sheets are numbered 1 to 9999, at most {SHEETS_MAX} at once"), "sheets"));
    }
    let holds = Holds::of(app.convoys(), &app.drawn().await?.reckoned.picture);
    let pdf = look(&app, move |app| {
        if kind == "tickets" {
            let (operation, id) = (app.operation(), app.intake().operation_id());
            let list = app.intake().read(|book| {
                let held = |trip: &TripId| holds.get(trip).is_some();
                printing::tickets(book.account(), operation, &id, lang, wanted.place.as_deref(), held)
            });
            let from = (first as usize - 1) * paper::TICKETS_ON_PAGE;
            let some = list.iter().skip(from).take(count as usize * paper::TICKETS_ON_PAGE);
            let some: Vec<_> = some.cloned().collect();
            if some.is_empty() && from > 0 {
                let sheets = list.len().div_ceil(paper::TICKETS_ON_PAGE);
                return Err(ApiError::not_found(format!("there are {sheets} sheets of tickets")).at("first"));
            }
            let fonts = printing::fonts().map_err(unprinted)?;
            return paper::tickets(&fonts, lang, &operation.name, &some).map_err(unprinted);
        }
        let form = head(app, wanted.trip.as_deref(), lang)?;
        let sheet = match kind.as_str() {
            "cards" => Sheet::Cards,
            "manifest" => Sheet::Manifest(form),
            "tally" => Sheet::Tally(form),
            _ => return Err(ApiError::not_found("sheets are cards, manifest, tally and tickets").at("kind")),
        };
        // The console's key is there once it has a log.
        app.replanner().voice().log_id().map_err(ApiError::from)?;
        let key = app.intake().note_blocking(NOTE_CONSOLE_KEY).map_err(ApiError::from)?;
        let secret = key.and_then(|key| <[u8; 32]>::try_from(key).ok()).ok_or_else(ApiError::internal)?;
        printing::print(&sheet, lang, &app.operation().name, &secret, (first, count)).map_err(unprinted)
    });
    let mut response = pdf.await??.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    Ok(response)
}

fn unprinted(error: paper::PaperError) -> ApiError {
    let status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
    ApiError::new(status, "paper", error.to_string(), "build with ./corridor and try again")
}

fn head(app: &App, trip: Option<&str>, lang: Lang) -> Result<FormHead, ApiError> {
    let operation = app.operation();
    let mut form = FormHead { operation: operation.name.clone(), ..FormHead::default() };
    let Some(text) = trip.filter(|text| !text.is_empty()) else { return Ok(form) };
    let id: TripId = trip_id(text)?;
    form.trip = id.to_string();
    let convoy = app.convoys().iter().find(|convoy| convoy.trips.iter().any(|(other, _)| *other == id));
    if let Some(convoy) = convoy {
        form.convoy = convoy.id.clone();
        let planned =
            convoy.trips.iter().find(|(other, _)| *other == id).and_then(|(_, ix)| app.plan().trips.get(*ix));
        if let Some(planned) = planned {
            form.from = printing::place_name(operation, &planned.from, lang);
            form.to = printing::place_name(operation, &planned.to, lang);
        }
    }
    Ok(form)
}

fn trip_id(text: &str) -> Result<TripId, ApiError> {
    text.trim().parse().map_err(|error: evacuation::convoy::TripIdError| {
        ApiError::bad_request("trip", error.to_string(), "read it again").at("trip")
    })
}

/// What stands on a sheet.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EnterAsk {
    /// The sheet's number, such as M0007.
    sheet: String,
    /// Whose hand it is: a post, never a name.
    written_by: String,
    /// What it says, line by line.
    lines: Vec<LineAsk>,
}

/// A line of a sheet.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LineAsk {
    /// `register`, `board`, `depart`, `arrive`, `receive`, `headcount`.
    kind: String,
    /// When it happened, seconds after the operation's start.
    at: i64,
    /// Where.
    place: String,
    /// The trip; not for `register`.
    trip: Option<String>,
    /// For `depart`: where to.
    to: Option<String>,
    /// For `headcount`: how many; for `depart`: escorts.
    count: Option<u32>,
    /// For `register`: the party's code.
    party: Option<String>,
    /// Persons' codes.
    #[serde(default)]
    codes: Vec<String>,
    /// For `register`: one for each code: `F` or `M` or nothing, `0`, `5`, `18`, `60` or nothing, and `stretcher`,
    /// `wounded` or nothing, with spaces between.
    #[serde(default)]
    marks: Vec<String>,
}

/// What was entered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct EnteredView {
    sheet: String,
    /// How many statements.
    statements: usize,
    /// Opens them: the sheet's own statement is the first.
    figure: String,
}

/// Enters what was written on paper: late, second-hand statements, which say so wherever they are shown.
#[utoipa::path(post, path = "/paper/entries", operation_id = "enter_paper", request_body = EnterAsk,
    responses((status = 200, body = EnteredView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn enter(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<EnteredView>, ApiError> {
    let EnterAsk { sheet, written_by, lines } = read_json(&headers, body)?;
    let now = app.clock().now();
    let wrong: Vec<String> = lines
        .iter()
        .enumerate()
        .filter_map(|(ix, line)| {
            let error = fact(&app, line).err().map(|error| error.error.what);
            let late =
                (line.at > now.seconds()).then(|| "it is said to have happened later than now".to_owned());
            error.or(late).map(|what| format!("line {}: {what}", ix + 1))
        })
        .collect();
    if !wrong.is_empty() {
        let remedy = "correct each line; nothing was entered";
        return Err(ApiError::bad_request("sheet", wrong.join("; "), remedy).at("lines"));
    }
    let facts = lines.iter().map(|line| Ok((Moment(line.at), fact(&app, line)?)));
    let facts = facts.collect::<Result<Vec<_>, ApiError>>()?;
    let count = u32::try_from(facts.len()).unwrap_or(u32::MAX);
    let copied = Transcribe { sheet: sheet.clone(), written_by, count };
    let mut statements = vec![Statement { at: now, fact: Fact::Transcribe(copied) }];
    statements.extend(facts.into_iter().map(|(at, fact)| Statement { at, fact }));
    say_all(&app, statements).await?;
    Ok(Json(EnteredView { sheet, statements: count as usize, figure: "statements".to_owned() }))
}

fn fact(app: &App, line: &LineAsk) -> Result<Fact, ApiError> {
    let wrong = |what: &str| ApiError::bad_request("line", what, "read the sheet again");
    let place = line.place.clone();
    if !app.operation().places.iter().any(|known| known.id == place) {
        return Err(wrong(&format!("the operation has no place '{place}'")));
    }
    let trip = || {
        let text = line.trip.as_deref().ok_or_else(|| wrong("the trip is missing"))?;
        trip_id(text)
    };
    let tokens: Vec<Token> = line.codes.iter().map(|code| token(code)).collect::<Result<_, _>>()?;
    let fact = match line.kind.as_str() {
        "board" => Fact::Board(OnTrip { tokens, trip: trip()?, place }),
        "receive" => Fact::Receive(Receive { tokens, trip: Some(trip()?), place }),
        "arrive" => Fact::Arrive(AtPlace { trip: trip()?, place }),
        "depart" => {
            let to = line.to.clone().ok_or_else(|| wrong("where it goes is missing"))?;
            Fact::Depart(Depart { trip: trip()?, place, to, escorts: line.count.unwrap_or(0) })
        }
        "headcount" => {
            let count = line.count.ok_or_else(|| wrong("the count is missing"))?;
            Fact::Headcount(Headcount { trip: trip()?, place, count })
        }
        "register" => {
            let party = token(line.party.as_deref().ok_or_else(|| wrong("the party's code is missing"))?)?;
            let marks = line.marks.iter().map(String::as_str).chain(std::iter::repeat(""));
            let members = tokens.into_iter().zip(marks).map(|(token, marks)| member(token, marks)).collect();
            Fact::Register(Register { party, members, place, people: None, class: None })
        }
        kind => return Err(wrong(&format!("'{kind}' is nothing that a sheet says"))),
    };
    let statement = Statement { at: Moment(line.at), fact };
    statement.check().map_err(|error| wrong(&error.to_string()))?;
    Ok(statement.fact)
}

fn member(token: Token, marks: &str) -> Member {
    let has = |mark: &str| marks.split_whitespace().any(|part| part.eq_ignore_ascii_case(mark));
    Member {
        token,
        category: match () {
            () if has("stretcher") => Category::Stretcher,
            () if has("wounded") => Category::Wounded,
            () => Category::Other,
        },
        sex: match () {
            () if has("F") => Sex::Female,
            () if has("M") => Sex::Male,
            () => Sex::Unknown,
        },
        age: match () {
            () if has("0") => AgeBand::Infant,
            () if has("5") => AgeBand::Child,
            () if has("18") => AgeBand::Adult,
            () if has("60") => AgeBand::Older,
            () => AgeBand::Unknown,
        },
    }
}
