//! What others said, beside our own count of the same thing.

use super::app::App;
use super::body::read_json;
use super::saying::say_all;
use super::shape::Figure;
use super::trouble::ApiError;
use crate::proposals::tidy;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use evacuation::account::{ClaimPicture, FigureId, Picture, hex, unhex};
use evacuation::compared::{Compared, compared};
use evacuation::statement::{Claim, ClaimStanding, Fact, Observed, Said, Statement};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A figure said by someone outside.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Claim)]
pub(super) struct ClaimView {
    id: String,
    claimant: String,
    figure_name: String,
    low: i64,
    high: i64,
    unit: String,
    scope: String,
    qualifier: String,
    as_of: String,
    grade: String,
    source: String,
    /// The quoted words; empty where not known.
    words: String,
    /// `seen`, `heard` or `told`.
    #[schema(value_type = String)]
    observed: Observed,
    /// Where; empty where not said.
    place: String,
    /// `reported`, `planned` or `denied`.
    #[schema(value_type = String)]
    standing: ClaimStanding,
    /// The claim that it replaces.
    supersedes: Option<String>,
    figure: String,
    counted: Option<Figure>,
}

/// Claimed against counted.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClaimsPage)]
pub(super) struct ClaimsPageView {
    /// Every figure that is claimed.
    figures: Vec<ComparedView>,
}

/// One figure: every claimant beside our own count. Nothing is averaged.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ComparedClaims)]
struct ComparedView {
    /// What is counted.
    name: String,
    /// Our own count.
    counted: Option<Figure>,
    /// The lowest value of what is not superseded …
    low: i64,
    /// … and the highest.
    high: i64,
    /// In the order of what they hold for.
    claims: Vec<ClaimView>,
    /// Ids of claims that later ones replace.
    superseded: Vec<String>,
    /// Pairs of ids that cannot both hold.
    contradictions: Vec<[String; 2]>,
    /// What was said since of how they hang together.
    ties: Vec<TieView>,
}

/// How two claims hang together.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TieView {
    from: String,
    to: String,
    /// `corroborates`, `contradicts`, `same_event` or `supersedes`.
    kind: &'static str,
    /// The statement that says so.
    figure: String,
}

/// A claim that a person enters.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimAsk {
    claimant: String,
    /// The figure's name, such as `people_out`.
    figure: String,
    low: i64,
    high: i64,
    unit: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    qualifier: String,
    #[serde(default)]
    as_of: String,
    /// Reliability A–F, judged for itself.
    reliability: String,
    /// Credibility 1–6, judged for itself.
    credibility: u8,
    #[serde(default)]
    source: String,
    #[serde(default)]
    words: String,
    /// `seen`, `heard` or `told`.
    #[serde(default)]
    observed: String,
    #[serde(default)]
    place: String,
    /// `reported`, `planned` or `denied`.
    #[serde(default)]
    standing: String,
    /// The id of the claim that it replaces.
    supersedes: Option<String>,
    /// The id of a claim that it contradicts.
    contradicts: Option<String>,
}

impl ClaimAsk {
    fn claim(self) -> Result<Claim, ApiError> {
        let id = |id: Option<String>| match id {
            None => Ok(None),
            Some(text) => unhex(&text).map(|id| Some(id.into())).ok_or_else(|| {
                ApiError::bad_request("id", format!("'{text}' is not 64 hexadecimal digits"), "copy it whole")
                    .at("body")
            }),
        };
        let said = Said {
            words: tidy(&self.words),
            observed: match self.observed.as_str() {
                "seen" => Observed::Seen,
                "heard" => Observed::Heard,
                _ => Observed::Told,
            },
            place: tidy(&self.place),
            standing: match self.standing.as_str() {
                "planned" => ClaimStanding::Planned,
                "denied" => ClaimStanding::Denied,
                _ => ClaimStanding::Reported,
            },
            supersedes: id(self.supersedes)?,
            contradicts: id(self.contradicts)?,
        };
        Ok(Claim {
            claimant: tidy(&self.claimant),
            figure: tidy(&self.figure),
            low: self.low,
            high: self.high,
            unit: tidy(&self.unit),
            scope: tidy(&self.scope),
            qualifier: tidy(&self.qualifier),
            as_of: tidy(&self.as_of),
            grade: format!("{}{}", self.reliability, self.credibility),
            source: tidy(&self.source),
            said: Some(said),
        })
    }
}

/// Claimed against counted, figure by figure.
#[utoipa::path(get, path = "/claims", operation_id = "claims",
    responses((status = 200, body = ClaimsPageView), (status = 503, body = ApiError)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<ClaimsPageView>, ApiError> {
    let drawn = app.drawn().await?;
    Ok(Json(page(&drawn.reckoned.picture)))
}

/// Enters a claim, said with the console's own key.
#[utoipa::path(post, path = "/claims", operation_id = "enter_claim", request_body = ClaimAsk,
    responses((status = 200, body = ClaimsPageView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn enter(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ClaimsPageView>, ApiError> {
    let claim = read_json::<ClaimAsk>(&headers, body)?.claim()?;
    let statement = Statement { at: app.clock().now(), fact: Fact::Claim(Box::new(claim)) };
    statement.check().map_err(|error| {
        ApiError::bad_request("claim_absurd", error.to_string(), "correct what was entered").at("body")
    })?;
    say_all(&app, vec![statement]).await?;
    list(State(app)).await
}

fn page(picture: &Picture) -> ClaimsPageView {
    let id = |ix: &usize| picture.claims.get(*ix).map(|claimed| hex(&claimed.entry)).unwrap_or_default();
    let one = |one: Compared| ComparedView {
        counted: one.counted.as_ref().and_then(|id| Some(Figure::new(id, picture.value(id)?))),
        low: one.spread.0,
        high: one.spread.1,
        claims: one
            .claims
            .iter()
            .filter_map(|ix| picture.claims.get(*ix))
            .map(|claimed| view(picture, claimed))
            .collect(),
        superseded: one.superseded.iter().map(id).collect(),
        contradictions: one.contradictions.iter().map(|(a, b)| [id(a), id(b)]).collect(),
        ties: one
            .ties
            .iter()
            .map(|tie| TieView {
                from: id(&tie.from),
                to: id(&tie.to),
                kind: tie.kind.as_str(),
                figure: FigureId::Entry(tie.entry.0).to_string(),
            })
            .collect(),
        name: one.figure,
    };
    ClaimsPageView { figures: compared(&picture.claims, &picture.watch).into_iter().map(one).collect() }
}

/// A claim as it is shown.
pub(super) fn view(picture: &Picture, claimed: &ClaimPicture) -> ClaimView {
    let claim = &claimed.claim;
    let counted = claimed.counted.as_ref();
    let said = claim.said.clone().unwrap_or_default();
    ClaimView {
        id: hex(&claimed.entry),
        claimant: claim.claimant.clone(),
        figure_name: claim.figure.clone(),
        low: claim.low,
        high: claim.high,
        unit: claim.unit.clone(),
        scope: claim.scope.clone(),
        qualifier: claim.qualifier.clone(),
        as_of: claim.as_of.clone(),
        grade: claim.grade.clone(),
        source: claim.source.clone(),
        words: said.words,
        observed: said.observed,
        place: said.place,
        standing: said.standing,
        supersedes: said.supersedes.map(|id| hex(&id)),
        figure: FigureId::Claim(claimed.entry).to_string(),
        counted: counted.and_then(|id| Some(Figure::new(id, picture.value(id)?))),
    }
}

/// What others said of the same thing as this figure.
pub(super) fn about(picture: &Picture, figure: &FigureId) -> Vec<ClaimView> {
    let same = picture.claims.iter().filter(|claimed| claimed.counted.as_ref() == Some(figure));
    same.map(|claimed| view(picture, claimed)).collect()
}
