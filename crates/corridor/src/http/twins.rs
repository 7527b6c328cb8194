//! `/twins`: parties that may be one, side by side, and what a person decides about them.
//!
//! Never here: how likely it is (`evacuation::twins`), or joining anybody without a person.

use super::app::App;
use super::body::read_json;
use super::saying::{look, say};
use super::statement_row::likeness_name;
use super::tickets::token;
use super::trouble::ApiError;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use evacuation::account::{FigureId, Sketch, hex};
use evacuation::people::Token;
use evacuation::statement::{Fact, Likeness, Member, Twin};
use evacuation::twins::{Candidate, Trait, candidates};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Candidates in an answer at most.
const CANDIDATES_MAX: usize = 200;

/// Parties that may be one, and decisions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TwinsView {
    candidates: Vec<CandidateView>,
    /// How many there are.
    total: usize,
    decided: Vec<SettledTwinsView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct CandidateView {
    /// The two, the one registered first before the other.
    parties: Vec<SketchView>,
    /// Chances in a hundred.
    chance: u8,
    traits: Vec<TraitView>,
    /// Persons who look alike.
    pairs: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct SketchView {
    party: String,
    at: i64,
    place: String,
    device: String,
    members: Vec<SketchMember>,
    trips: Vec<String>,
    waits: bool,
    /// Its registration.
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct SketchMember {
    token: String,
    sex: String,
    age: String,
    category: &'static str,
}

/// `same_make_up`, `nearly_same_make_up`, `same_place`, `other_place`, `other_device`, `same_device`, `apart`,
/// `one_gone`, `said`.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
struct TraitView {
    what: &'static str,
    others: Option<u32>,
    minutes: Option<i64>,
    why: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct SettledTwinsView {
    parties: Vec<String>,
    /// `same`, `apart`, or `both` where people decided both: then they count as two.
    likeness: &'static str,
    statements: Vec<DecisionView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct DecisionView {
    at: i64,
    likeness: &'static str,
    why: String,
    figure: String,
}

/// What somebody decides.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TwinAsk {
    /// The two parties.
    parties: Vec<String>,
    /// `same` or `apart`; `suspected` puts them on the list.
    likeness: String,
    /// For `same`: persons of the first who are persons of the second.
    #[serde(default)]
    pairs: Vec<Vec<String>>,
    /// Why, in words that name nobody.
    why: String,
}

/// Parties that may be one.
#[utoipa::path(get, path = "/twins", operation_id = "twins",
    responses((status = 200, body = TwinsView), (status = 503, body = ApiError)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<TwinsView>, ApiError> {
    Ok(Json(look(&app, view).await?))
}

fn view(app: &App) -> TwinsView {
    app.intake().read(|book| {
        let account = book.account();
        let found = candidates(account);
        let label = |device: &[u8; 32]| {
            let label = book.device(device).map(|enrol| enrol.label.clone());
            label.unwrap_or_else(|| hex(device)[..12].to_owned())
        };
        let decided = account.twins().filter_map(|(parties, said)| {
            let has = |likeness| said.iter().any(|said| said.likeness == likeness);
            let likeness = match (has(Likeness::Same), has(Likeness::Apart)) {
                (true, true) => "both",
                (true, false) => "same",
                (false, true) => "apart",
                (false, false) => return None,
            };
            let one = |said: &evacuation::account::TwinSaid| DecisionView {
                at: said.at.seconds(),
                likeness: likeness_name(said.likeness),
                why: said.why.clone(),
                figure: FigureId::Entry(said.entry).to_string(),
            };
            let parties = parties.iter().map(ToString::to_string).collect();
            Some(SettledTwinsView { parties, likeness, statements: said.iter().map(one).collect() })
        });
        TwinsView {
            decided: decided.collect(),
            total: found.len(),
            candidates: found.iter().take(CANDIDATES_MAX).map(|c| candidate(c, &label)).collect(),
        }
    })
}

fn candidate(candidate: &Candidate, label: &impl Fn(&[u8; 32]) -> String) -> CandidateView {
    CandidateView {
        parties: candidate.parties.iter().map(|sketch| sketch_view(sketch, label)).collect(),
        chance: candidate.chance,
        traits: candidate.traits.iter().map(trait_view).collect(),
        pairs: candidate.pairs.iter().map(|pair| pair.iter().map(ToString::to_string).collect()).collect(),
    }
}

fn sketch_view(sketch: &Sketch, label: &impl Fn(&[u8; 32]) -> String) -> SketchView {
    SketchView {
        party: sketch.party.to_string(),
        at: sketch.at.seconds(),
        place: sketch.place.clone(),
        device: label(&sketch.device),
        members: sketch.members.iter().map(member).collect(),
        trips: sketch.trips.iter().map(ToString::to_string).collect(),
        waits: sketch.waits,
        figure: FigureId::Entry(sketch.entry).to_string(),
    }
}

fn member(member: &Member) -> SketchMember {
    let name = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    };
    SketchMember {
        token: member.token.to_string(),
        sex: name(serde_json::to_value(member.sex)),
        age: name(serde_json::to_value(member.age)),
        category: evacuation::account::category_name(member.category),
    }
}

fn trait_view(found: &Trait) -> TraitView {
    let plain = |what| TraitView { what, ..TraitView::default() };
    match found {
        Trait::SameMakeUp { others } => TraitView { others: Some(*others), ..plain("same_make_up") },
        Trait::NearlySameMakeUp => plain("nearly_same_make_up"),
        Trait::SamePlace => plain("same_place"),
        Trait::OtherPlace => plain("other_place"),
        Trait::OtherDevice => plain("other_device"),
        Trait::SameDevice => plain("same_device"),
        Trait::Apart { minutes } => TraitView { minutes: Some(*minutes), ..plain("apart") },
        Trait::OneGone => plain("one_gone"),
        Trait::Said { why } => TraitView { why: Some(why.clone()), ..plain("said") },
    }
}

/// Decides about two parties: a statement. Nothing is ever joined without one.
#[utoipa::path(post, path = "/twins", operation_id = "decide_twins", request_body = TwinAsk,
    responses((status = 200, body = TwinsView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<TwinsView>, ApiError> {
    let TwinAsk { parties, likeness, pairs, why } = read_json(&headers, body)?;
    let likeness = [Likeness::Suspected, Likeness::Same, Likeness::Apart]
        .into_iter()
        .find(|known| likeness_name(*known) == likeness);
    let wrong = |what: &str| ApiError::bad_request("twin", what, "see /api/v1/openapi.json").at("body");
    let likeness = likeness.ok_or_else(|| wrong("a likeness is suspected, same or apart"))?;
    let two = |list: &[String]| -> Result<[Token; 2], ApiError> {
        let tokens = list.iter().map(|text| token(text)).collect::<Result<Vec<_>, _>>()?;
        <[Token; 2]>::try_from(tokens).map_err(|_| wrong("two codes are expected"))
    };
    let parties = two(&parties)?;
    let pairs = pairs.iter().map(|pair| two(pair)).collect::<Result<Vec<_>, _>>()?;
    let asked = (parties, pairs.clone());
    let belong = look(&app, move |app| {
        app.intake().read(|book| {
            let sketches = book.account().sketches();
            let of = |party: &Token| sketches.iter().find(|sketch| sketch.party == *party);
            let has = |sketch: &Sketch, token: &Token| sketch.members.iter().any(|m| m.token == *token);
            match (of(&asked.0[0]), of(&asked.0[1])) {
                (Some(a), Some(b)) => asked.1.iter().all(|[one, other]| has(a, one) && has(b, other)),
                _ => false,
            }
        })
    });
    if !belong.await? {
        return Err(wrong("one of the parties is not registered, or a person is not in the party named"));
    }
    say(&app, vec![Fact::Twin(Twin { parties, likeness, pairs, why })]).await?;
    list(State(app)).await
}
