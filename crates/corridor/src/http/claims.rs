//! What others said, beside our own count of the same thing.

use super::shape::Figure;
use evacuation::account::{ClaimPicture, FigureId, Picture, hex};
use serde::Serialize;
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
    figure: String,
    counted: Option<Figure>,
}

/// A claim as it is shown.
pub(super) fn view(picture: &Picture, claimed: &ClaimPicture) -> ClaimView {
    let claim = &claimed.claim;
    let counted = claimed.counted.as_ref();
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
        figure: FigureId::Claim(claimed.entry).to_string(),
        counted: counted.and_then(|id| Some(Figure::new(id, picture.value(id)?))),
    }
}

/// What others said of the same thing as this figure.
pub(super) fn about(picture: &Picture, figure: &FigureId) -> Vec<ClaimView> {
    let same = picture.claims.iter().filter(|claimed| claimed.counted.as_ref() == Some(figure));
    same.map(|claimed| view(picture, claimed)).collect()
}
