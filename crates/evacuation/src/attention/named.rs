//! Items for the discrepancies that the account names.
//!
//! Never here: matters of time; what is listed here stands whatever the hour.

use super::{Attention, Kind, TOKENS_LISTED_MAX, Urgency};
use crate::account::{AccountFigure, Clash, Discrepancy, DiscrepancyKind, FigureId, Picture, PlaceFigure};
use crate::operation::Operation;
use crate::people::Token;
use crate::place::PlaceKind;
use crate::statement::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Trips with no-shows, unlisted or diverted people, and disputed persons, that are listed one by one.
const LISTED_MAX: usize = 3;

pub(super) fn items(operation: &Operation, picture: &Picture) -> Vec<Attention> {
    let mut items = Vec::new();
    // What can befall a whole convoy at once becomes one item for a place.
    let mut many: BTreeMap<DiscrepancyKind, Vec<&Discrepancy>> = BTreeMap::new();
    let mut disputed: BTreeMap<Clash, Vec<&Discrepancy>> = BTreeMap::new();
    for discrepancy in &picture.discrepancies {
        match (discrepancy.kind, discrepancy.clash) {
            (kind @ (DiscrepancyKind::NoShow | DiscrepancyKind::Unlisted | DiscrepancyKind::Diverted), _) => {
                many.entry(kind).or_default().push(discrepancy);
            }
            (_, Some(clash)) => disputed.entry(clash).or_default().push(discrepancy),
            // People at the side of their broken vehicle are in its item.
            (DiscrepancyKind::Left, _) if is_at_breakdown(discrepancy, picture) => {}
            _ => items.push(item(discrepancy, operation, picture)),
        }
    }
    for discrepancies in many.into_values() {
        if discrepancies.len() <= LISTED_MAX {
            items.extend(discrepancies.iter().map(|discrepancy| item(discrepancy, operation, picture)));
        } else {
            items.extend(by_place(&discrepancies, operation, picture));
        }
    }
    for (clash, discrepancies) in disputed {
        items.extend(disputed_items(clash, &discrepancies));
    }
    items
}

fn is_at_breakdown(discrepancy: &Discrepancy, picture: &Picture) -> bool {
    let vehicle = discrepancy.trip.as_ref().map(|trip| &trip.vehicle);
    picture.breakdowns.iter().any(|breakdown| Some(&breakdown.vehicle) == vehicle)
}

fn item(discrepancy: &Discrepancy, operation: &Operation, picture: &Picture) -> Attention {
    use Urgency::{Decision, Note, People};
    let at_staging = discrepancy.place.as_ref().is_some_and(|place| {
        operation.places.iter().any(|known| known.id == *place && known.kind == PlaceKind::Staging)
    });
    let counter = if at_staging { Role::Gate } else { Role::ConvoyLeader };
    let (kind, urgency, owner) = match discrepancy.kind {
        DiscrepancyKind::Missing => (Kind::Missing, People, Role::Coordinator),
        DiscrepancyKind::Removed => (Kind::Removed, People, Role::Coordinator),
        DiscrepancyKind::Left => (Kind::Left, People, Role::ConvoyLeader),
        DiscrepancyKind::Disputed => (Kind::Disputed, People, Role::Coordinator),
        DiscrepancyKind::Unlisted => (Kind::Unlisted, Note, Role::Registrar),
        DiscrepancyKind::HeadcountDiffers => (Kind::HeadcountDiffers, Decision, counter),
        DiscrepancyKind::NoShow => (Kind::NoShow, Note, Role::Registrar),
        DiscrepancyKind::Diverted => (Kind::Diverted, Decision, Role::Coordinator),
        DiscrepancyKind::Died => (Kind::Died, Note, Role::Clinician),
        DiscrepancyKind::Born => (Kind::Born, Note, Role::Clinician),
    };
    let trip = discrepancy.trip.as_ref();
    let subject = match (trip, &discrepancy.place) {
        (Some(trip), _) => trip.to_string(),
        (None, Some(place)) => place.clone(),
        (None, None) => String::new(),
    };
    let convoy = trip.and_then(|trip| picture.trip(trip)).and_then(|trip| trip.convoy.as_deref());
    let counted = discrepancy.counted.as_ref();
    let mut item = Attention::new(kind, &subject, urgency, owner, discrepancy.since)
        .with_some("trip", trip.map(|trip| trip.to_string()))
        .with_some("vehicle", trip.map(|trip| trip.vehicle.as_str()))
        .with_some("convoy", convoy)
        .with_some("place", discrepancy.place.as_deref())
        .with_some("counted", counted.map(|counted| counted.count))
        .with_some("expected", counted.map(|counted| counted.expected))
        .opening(discrepancy.figure.clone());
    if !discrepancy.tokens.is_empty() {
        item = with_tokens(item, &discrepancy.tokens);
    }
    item
}

fn with_tokens(item: Attention, tokens: &[Token]) -> Attention {
    let listed: Vec<&str> = tokens.iter().take(TOKENS_LISTED_MAX).map(Token::as_str).collect();
    item.with("count", tokens.len()).with("tokens", listed.join(","))
}

/// One item for each place, instead of one for each trip.
fn by_place(discrepancies: &[&Discrepancy], operation: &Operation, picture: &Picture) -> Vec<Attention> {
    let mut places: BTreeMap<&str, Vec<&Discrepancy>> = BTreeMap::new();
    for discrepancy in discrepancies {
        places.entry(discrepancy.place.as_deref().unwrap_or_default()).or_default().push(discrepancy);
    }
    let one = |(place, of_place): (&str, Vec<&Discrepancy>)| {
        let first = of_place.first()?;
        let tokens: BTreeSet<Token> =
            of_place.iter().flat_map(|discrepancy| discrepancy.tokens.iter().copied()).collect();
        let tokens: Vec<Token> = tokens.into_iter().collect();
        let like = item(first, operation, picture);
        let since = of_place.iter().map(|discrepancy| discrepancy.since).min().unwrap_or(like.since);
        let about = if place.is_empty() { "everywhere" } else { place };
        let item = Attention::new(like.kind, about, like.urgency, like.owner, since)
            .with_some("place", Some(place).filter(|place| !place.is_empty()));
        Some(with_tokens(item, &tokens).opening(figure_of(like.kind, place)))
    };
    places.into_iter().filter_map(one).collect()
}

fn figure_of(kind: Kind, place: &str) -> FigureId {
    match kind {
        Kind::NoShow if !place.is_empty() => FigureId::Place(place.to_owned(), PlaceFigure::Waiting),
        Kind::Diverted if !place.is_empty() => FigureId::Place(place.to_owned(), PlaceFigure::Received),
        Kind::Unlisted => FigureId::Account(AccountFigure::Unlisted, None),
        _ => FigureId::Account(AccountFigure::Registered, None),
    }
}

/// One item for a person; where there are many of one kind, one for the kind.
fn disputed_items(clash: Clash, discrepancies: &[&Discrepancy]) -> Vec<Attention> {
    let (urgency, owner) = if clash.is_where() {
        (Urgency::People, Role::Coordinator)
    } else {
        (Urgency::Note, Role::Registrar)
    };
    let about = |subject: &str, since| {
        Attention::new(Kind::Disputed, subject, urgency, owner, since).with("clash", clash.as_str())
    };
    if discrepancies.len() <= LISTED_MAX {
        let one = |discrepancy: &&Discrepancy| {
            let subject: Vec<&str> = discrepancy.tokens.iter().map(Token::as_str).collect();
            let item = about(&format!("{}.{}", subject.join(","), clash.as_str()), discrepancy.since);
            with_tokens(item, &discrepancy.tokens).opening(discrepancy.figure.clone())
        };
        return discrepancies.iter().map(one).collect();
    }
    let tokens: Vec<Token> =
        discrepancies.iter().flat_map(|discrepancy| discrepancy.tokens.iter().copied()).collect();
    let since = discrepancies.iter().map(|discrepancy| discrepancy.since).min().unwrap_or_default();
    let figure = if clash.is_where() { AccountFigure::Unaccounted } else { AccountFigure::Registered };
    vec![with_tokens(about(clash.as_str(), since), &tokens).opening(FigureId::Account(figure, None))]
}
