//! Items for what is not settled: people nobody looks for, promises that no longer hold, families apart, parties
//! that may be one, convoys that nobody closed. One item for a kind, with how many: the pages list them.
//!
//! Never here: how each is found (`closing`, `tickets`, `twins`).

use super::{Attention, Kind, Urgency, Value};
use crate::account::Picture;
use crate::closing::{Apart, ConvoyClosing, Search};
use crate::people::Token;
use crate::quantity::{Moment, Span};
use crate::statement::Role;
use crate::twins::Candidate;

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
}

/// What of it needs somebody at `now`; `after` is how long a balance may stay open.
pub fn unsettled(unsettled: &Unsettled, picture: &Picture, (now, after): (Moment, Span)) -> Vec<Attention> {
    let items = [
        nobody_looks(unsettled, now, after),
        tell(unsettled, picture),
        apart(unsettled, now),
        twins(unsettled),
        unclosed(unsettled, picture, now, after),
    ];
    items.into_iter().flatten().collect()
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

fn apart(unsettled: &Unsettled, now: Moment) -> Option<Attention> {
    let open = || unsettled.apart.iter().filter(|apart| apart.attended.iter().all(|attended| attended.done));
    open().next()?;
    let item = Attention::new(Kind::Split, "all", Urgency::Decision, Role::Coordinator, now);
    Some(listed(item, open().map(|apart| apart.party)))
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
