//! Which of our own figures counts the same thing as a claim, so that the two can stand side by side.
//!
//! Never here: a judgement whether the claim is right.

use super::figure::{AccountFigure, FigureId};
use crate::statement::{Claim, ClaimStanding};

/// Our count of the same thing. Only for claims about the whole operation: a figure of one convoy or
/// one day is not the same thing as ours.
pub(super) fn counted(claim: &Claim) -> Option<FigureId> {
    let not_so = claim.said.as_ref().is_some_and(|said| said.standing != ClaimStanding::Reported);
    let scope = claim.scope.to_lowercase();
    if not_so {
        return None;
    }
    if ["convoy", "bus", "batch"].iter().any(|part| scope.contains(part)) {
        return None;
    }
    let figure = match claim.figure.as_str() {
        "people_out" | "evacuated" => AccountFigure::Out,
        "people_waiting" | "people_inside" => AccountFigure::Waiting,
        "people_registered" => AccountFigure::Registered,
        "people_missing" => AccountFigure::Unaccounted,
        "people_died" | "deaths" => AccountFigure::Died,
        _ => return None,
    };
    Some(FigureId::Account(figure, None))
}
