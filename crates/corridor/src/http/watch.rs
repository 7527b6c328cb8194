//! `GET /watch`: the truce, incidents, decisions and aid as they stand; `POST /watch`: a statement about
//! them, said with the console's own key; `GET /clearance`: what is decided about convoys.
//!
//! Never here: a judgement (`evacuation::truce`, `clearance`, `aid`).

mod ask;
mod paper;
mod trace;
mod view;

pub(super) use paper::{__path_paper, paper};
pub(super) use trace::{__path_trace, trace};

use super::app::App;
use super::body::read_json;
use super::saying::say_all;
use super::trouble::ApiError;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use evacuation::clearance;
use evacuation::quantity::Moment;
use evacuation::statement::{Decision, EntryRef, Fact, Statement};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A statement to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WatchAsk {
    /// When it happened, in seconds after the operation's start; now if absent.
    at: Option<i64>,
    /// The same in words, where `at` is absent: `2016-12-15T10:45` (local), `…Z` (GMT), or a day, of which noon is taken.
    when: Option<String>,
    /// `{ "say": "incident", "kind": "shelling", … }` with the fields of that kind of statement (docs/watch.md).
    #[schema(value_type = Object)]
    fact: Value,
}

/// The statement that was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SaidView {
    /// Its id.
    entry: String,
}

/// Whether a convoy may go.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ClearanceView {
    /// What is decided for all convoys together.
    whole: Option<DecidedView>,
    /// Every convoy of the plan.
    convoys: Vec<ConvoyClearance>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct DecidedView {
    decision: &'static str,
    since: i64,
    why: String,
    by: String,
    entry: String,
    on: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct ConvoyClearance {
    convoy: String,
    /// `go`, `hold`, `stop` or `undecided`.
    decision: &'static str,
    since: Option<i64>,
    why: String,
    by: String,
    entry: Option<String>,
    depart: i64,
    departed: bool,
}

/// How everything stands for one convoy.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ChecksView {
    convoy: String,
    depart: i64,
    decision: Option<DecidedView>,
    #[schema(value_type = Vec<Object>)]
    checks: Vec<clearance::Check>,
}

/// The truce, incidents, decisions and aid as they stand.
#[utoipa::path(get, path = "/watch", operation_id = "watch", responses((status = 200, body = Object)))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<Value>, ApiError> {
    let drawn = app.drawn().await?;
    let looking = tokio::task::spawn_blocking(move || view::watch(&app, &drawn.reckoned.picture, drawn.now));
    looking.await.map(Json).map_err(|_| ApiError::internal())
}

/// Says something about the truce, the road or aid.
#[utoipa::path(post, path = "/watch", operation_id = "say_watch", request_body = WatchAsk,
    responses((status = 200, body = SaidView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<SaidView>, ApiError> {
    let WatchAsk { at, when, fact } = read_json(&headers, body)?;
    let mut fact = ask::read(fact)?;
    let drawn = app.drawn().await?;
    let now = app.clock().now();
    let at = match (at, &when) {
        (Some(at), _) => Moment(at),
        (None, Some(when)) => ask::moment(&app, when, now)?,
        (None, None) => now.max(after_others(&drawn.reckoned.picture, &fact)),
    };
    if at > now + evacuation::quantity::Span(120) {
        let what = "it is said to happen in the future";
        return Err(ApiError::bad_request("future", what, "say when it happened").at("at"));
    }
    ask::check(&app, &drawn.reckoned.picture, &fact)?;
    if let Fact::Decide(decide) = &mut fact
        && decide.on.is_empty()
    {
        decide.on = lines(&app, &drawn.reckoned.picture, decide.convoy.as_deref(), now);
    }
    let holds = matches!(&fact, Fact::Decide(decide) if decide.decision != Decision::Go);
    let entry = say(&app, at, fact).await?;
    if holds && let Err(error) = app.begin_replan(crate::replanning::Ask::default()) {
        tracing::error!(%error, "no thread to plan with after a hold");
    }
    Ok(Json(SaidView { entry }))
}

/// The second after what was said last in the same matter: of two words for one moment the more careful
/// counts, so that what lifts it again within a second would not be heard.
fn after_others(picture: &evacuation::account::Picture, fact: &Fact) -> Moment {
    let same = |other: &Fact| match (fact, other) {
        (Fact::Decide(one), Fact::Decide(two)) => one.convoy == two.convoy,
        (Fact::Tracking(_), Fact::Tracking(_)) => true,
        _ => false,
    };
    let others = picture.watch.iter().filter(|said| same(&said.fact)).map(|said| said.at);
    others.max().map_or(Moment(i64::MIN), |last| last + evacuation::quantity::Span(1))
}

/// What the check says now, to be kept with the decision.
fn lines(
    app: &App,
    picture: &evacuation::account::Picture,
    convoy: Option<&str>,
    now: Moment,
) -> Vec<String> {
    let of_it = |known: &&evacuation::convoy::Convoy| convoy.is_none_or(|id| known.id == id);
    let left = |id: &str| picture.convoys.iter().any(|known| known.id == id && known.departed.is_some());
    let first = app.convoys().iter().filter(of_it).find(|known| convoy.is_some() || !left(&known.id));
    let Some(first) = first else { return Vec::new() };
    let checks = clearance::checks(app.operation(), app.plan(), picture, first, now);
    checks.iter().take(64).map(clearance::Check::line).collect()
}

/// Says it and gives the id of the entry.
pub(super) async fn say(app: &App, at: Moment, fact: Fact) -> Result<String, ApiError> {
    let statement = Statement { at, fact };
    statement.check().map_err(|error| {
        ApiError::bad_request("statement_absurd", error.to_string(), "check what was entered").at("fact")
    })?;
    let said = say_all(app, vec![statement]).await?;
    said.last().map(ToString::to_string).ok_or_else(ApiError::internal)
}

/// What is decided about every convoy.
#[utoipa::path(get, path = "/clearance", operation_id = "clearance", responses((status = 200, body = ClearanceView)))]
pub(super) async fn clearance(State(app): State<App>) -> Result<Json<ClearanceView>, ApiError> {
    let drawn = app.drawn().await?;
    let picture = &drawn.reckoned.picture;
    let one = |convoy: &evacuation::convoy::Convoy| {
        let decided = clearance::decision(picture, &convoy.id);
        let left = picture.convoys.iter().any(|known| known.id == convoy.id && known.departed.is_some());
        ConvoyClearance {
            convoy: convoy.id.clone(),
            decision: decided.as_ref().map_or("undecided", |decided| decided.decision.as_str()),
            since: decided.as_ref().map(|decided| decided.since.seconds()),
            why: decided.as_ref().map(|decided| decided.why.clone()).unwrap_or_default(),
            by: decided.as_ref().map(|decided| decided.by.clone()).unwrap_or_default(),
            entry: decided.map(|decided| decided.entry.into()),
            depart: convoy.depart.seconds(),
            departed: left,
        }
    };
    let convoys = app.convoys().iter().map(one).collect();
    Ok(Json(ClearanceView { whole: clearance::whole(picture).map(decided), convoys }))
}

/// What is checked before this convoy, and how it stands.
#[utoipa::path(get, path = "/clearance/{convoy}", operation_id = "clearance_checks",
    params(("convoy" = String, Path, description = "C001 …")),
    responses((status = 200, body = ChecksView), (status = 404, body = ApiError)))]
pub(super) async fn checks(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<ChecksView>, ApiError> {
    let drawn = app.drawn().await?;
    let convoy = app.convoys().iter().find(|convoy| convoy.id == id);
    let convoy =
        convoy.ok_or_else(|| ApiError::not_found("there is no such convoy in the plan").at("convoy"))?;
    let picture = &drawn.reckoned.picture;
    Ok(Json(ChecksView {
        convoy: id,
        depart: convoy.depart.seconds(),
        decision: clearance::decision(picture, &convoy.id).map(decided),
        checks: clearance::checks(app.operation(), app.plan(), picture, convoy, drawn.now),
    }))
}

fn decided(decided: clearance::Decided) -> DecidedView {
    DecidedView {
        decision: decided.decision.as_str(),
        since: decided.since.seconds(),
        why: decided.why,
        by: decided.by,
        entry: EntryRef::into(decided.entry),
        on: decided.on,
    }
}
