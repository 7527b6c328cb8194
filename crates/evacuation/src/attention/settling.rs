//! Items for what is not settled: people nobody looks for, promises that no longer hold, families apart, parties
//! that may be one, convoys that nobody closed, vehicles that left unconfirmed. One item for a kind, with how many,
//! but for what is each somebody's own task: there the first few stand alone. The pages list all of them.
//!
//! Never here: how each is found (`closing`, `confirmed`, `tickets`, `twins`).

use super::{Attention, Kind, Urgency, Value};
use crate::account::{FigureId, Picture, TripFigure};
use crate::closing::{Apart, ConvoyClosing, Search};
use crate::confirmed::Unconfirmed;
use crate::people::Token;
use crate::quantity::{Moment, Span};
use crate::statement::Role;
use crate::twins::Candidate;

/// Of what is each somebody's own task, so many stand alone; the rest is counted in one more item.
const ALONE_MAX: usize = 4;

/// Everything that may be unsettled, as far as it was looked for.
#[derive(Clone, Debug, Default)]
pub struct Unsettled {
    /// People of whom nobody can say where they are.
    pub searches: Vec<Search>,
    /// Convoys on their way to being closed.
    pub closings: Vec<ConvoyClosing>,
    /// Families apart.
    pub apart: Vec<Apart>,
    /// Parties who must be told that what they were promised has changed.
    pub to_tell: Vec<Token>,
    /// Parties that may be one.
    pub twins: Vec<Candidate>,
    /// Vehicles that left without both confirmations.
    pub unconfirmed: Vec<Unconfirmed>,
}

/// What of it needs somebody at `now`; `after` is how long a balance may stay open.
pub fn unsettled(unsettled: &Unsettled, picture: &Picture, (now, after): (Moment, Span)) -> Vec<Attention> {
    let items = [
        nobody_looks(unsettled, now, after),
        tell(unsettled, picture),
        twins(unsettled),
        unclosed(unsettled, picture, now, after),
    ];
    let several = apart(unsettled, now).into_iter().chain(unconfirmed(unsettled));
    items.into_iter().flatten().chain(several).collect()
}

fn listed(item: Attention, tokens: impl Iterator<Item = Token>) -> Attention {
    let all: Vec<Token> = tokens.collect();
    let listed: Vec<&str> = all.iter().take(super::TOKENS_LISTED_MAX).map(Token::as_str).collect();
    item.with("count", all.len()).with("tokens", listed.join(","))
}

fn nobody_looks(unsettled: &Unsettled, now: Moment, after: Span) -> Option<Attention> {
    let open = || unsettled.searches.iter().filter(|s| !s.is_attended() && now - s.since > after);
    let since = open().map(|search| search.since).min()?;
    let item = Attention::new(Kind::NobodyLooks, "all", Urgency::People, Role::Coordinator, since);
    Some(listed(item, open().map(|search| search.token)))
}

fn tell(unsettled: &Unsettled, picture: &Picture) -> Option<Attention> {
    unsettled.to_tell.first()?;
    let since = picture.plan.as_ref().map_or(Moment::START, |plan| plan.at);
    let item = Attention::new(Kind::Tell, "all", Urgency::Decision, Role::Registrar, since);
    Some(listed(item, unsettled.to_tell.iter().copied()))
}

fn apart(unsettled: &Unsettled, now: Moment) -> Vec<Attention> {
    let open: Vec<&Apart> = unsettled.apart.iter().filter(|apart| !apart.is_done()).collect();
    // Who agreed to travel apart was promised to be brought together: each such family is a task of its own.
    let (agreed, others): (Vec<_>, Vec<_>) = open.into_iter().partition(|apart| !apart.agreed.is_empty());
    let (alone, rest) = agreed.split_at(agreed.len().min(ALONE_MAX));
    let item =
        |about: &str, since| Attention::new(Kind::Split, about, Urgency::Decision, Role::Coordinator, since);
    let one = |apart: &&Apart| {
        let since = apart.agreed.iter().map(|said| said.at).min().unwrap_or(now);
        let item = item(apart.party.as_str(), since).opening(FigureId::Person(apart.party));
        listed(item, std::iter::once(apart.party))
    };
    let mut items: Vec<Attention> = alone.iter().map(one).collect();
    if rest.len() + others.len() > 0 {
        items.push(listed(item("all", now), rest.iter().chain(&others).map(|apart| apart.party)));
    }
    items
}

/// A closed convoy's people are all accounted for: then it is only on its page.
fn unconfirmed(unsettled: &Unsettled) -> Vec<Attention> {
    let is_closed = |left: &&Unconfirmed| {
        let convoy = unsettled.closings.iter().find(|closing| Some(&closing.convoy) == left.convoy.as_ref());
        convoy.is_some_and(ConvoyClosing::holds)
    };
    let open: Vec<&Unconfirmed> =
        unsettled.unconfirmed.iter().filter(|left| !left.is_done() && !is_closed(left)).collect();
    let one = |left: &&Unconfirmed| {
        let about = left.trip.to_string();
        let lacks = match (left.lacks_gate, left.lacks_leader) {
            (true, true) => "both",
            (true, false) => "gate",
            _ => "leader",
        };
        Attention::new(Kind::Unconfirmed, &about, Urgency::Decision, Role::Coordinator, left.departed)
            .with("trip", about.as_str())
            .with_some("convoy", left.convoy.as_deref())
            .with("lacks", lacks)
            .opening(FigureId::Trip(left.trip.clone(), TripFigure::Depart))
    };
    let mut items: Vec<Attention> = open.iter().take(ALONE_MAX).map(one).collect();
    let more = open.len().saturating_sub(ALONE_MAX);
    if let Some(last) = items.last_mut().filter(|_| more > 0) {
        last.values.insert("more", Value::from(more));
    }
    items
}

fn twins(unsettled: &Unsettled) -> Option<Attention> {
    let since = unsettled.twins.iter().map(|twin| twin.parties[1].at).min()?;
    let item = Attention::new(Kind::Twin, "all", Urgency::Decision, Role::Coordinator, since);
    Some(item.with("count", unsettled.twins.len()))
}

/// Convoys all of whose vehicles came in a while ago.
fn unclosed(unsettled: &Unsettled, picture: &Picture, now: Moment, after: Span) -> Option<Attention> {
    let arrived = |id: &str| picture.convoys.iter().find(|convoy| convoy.id == id)?.arrived;
    let open: Vec<(&str, Moment)> = unsettled
        .closings
        .iter()
        .filter(|closing| !closing.holds())
        .filter_map(|closing| Some((closing.convoy.as_str(), arrived(&closing.convoy)?)))
        .filter(|(_, arrived)| now - *arrived > after)
        .collect();
    let since = open.iter().map(|(_, arrived)| *arrived).min()?;
    let ids: Vec<&str> = open.iter().take(super::TOKENS_LISTED_MAX).map(|(id, _)| *id).collect();
    let item = Attention::new(Kind::Unclosed, "all", Urgency::Note, Role::Receiver, since);
    Some(item.with("count", open.len()).with("convoys", Value::Text(ids.join(","))))
}
