//! Items of the watch: fire near the road, clauses breached, convoys held or not decided on, aid without an
//! answer, waybills that do not add up, vehicles that are silent or stand.
//!
//! Never here: a judgement of its own; `truce`, `clearance`, `aid` and `tracking` make them.

use super::{Attention, Kind, Urgency};
use crate::account::{ConvoyPicture, FigureId, Picture, TripState};
use crate::aid;
use crate::clearance::{self, FIRE_NEAR_M};
use crate::convoy::Convoy;
use crate::incidents::fire_near;
use crate::operation::Operation;
use crate::quantity::{Moment, Span};
use crate::statement::{Decision, EntryRef, Fact, Holding, Role};
use crate::tracking::{Course, Pace};
use crate::truce;

/// A convoy that leaves within this time wants a decision.
pub const UNDECIDED_WITHIN: Span = Span(3600);
/// Convoys without a decision that are listed.
const UNDECIDED_LISTED_MAX: usize = 3;

pub(super) fn items(
    operation: &Operation,
    convoys: &[Convoy],
    picture: &Picture,
    now: Moment,
) -> Vec<Attention> {
    // An operation without an agreement and without a word about one is not asked for decisions.
    if operation.clauses.is_empty() && picture.watch.is_empty() {
        return Vec::new();
    }
    let mut items: Vec<Attention> = fire(operation, picture, now).into_iter().collect();
    items.extend(breached(operation, picture, now));
    items.extend(decisions(operation, convoys, picture, now));
    items.extend(asked(picture, now));
    items
}

fn opening(entry: EntryRef) -> FigureId {
    FigureId::Entry(entry.0)
}

/// Fire near the road that came after the last decision: somebody must decide again.
fn fire(operation: &Operation, picture: &Picture, now: Moment) -> Option<Attention> {
    let decided =
        picture.watch.iter().rev().find(|said| matches!(said.fact, Fact::Decide(_))).map(|said| said.at);
    let shots = fire_near(operation, picture, FIRE_NEAR_M);
    let is_new =
        |at: Moment| at <= now && now - at <= Span(3 * 3600) && decided.is_none_or(|decided| decided < at);
    let new: Vec<_> = shots.into_iter().filter(|(at, ..)| is_new(*at)).collect();
    let (at, entry, _) = *new.iter().max_by_key(|(at, entry, weight)| (*weight, *at, *entry))?;
    let incident = picture.watch.iter().find(|said| said.entry == entry).map(|said| &said.fact);
    let place = match incident {
        Some(Fact::Incident(incident)) if !incident.place.is_empty() => Some(incident.place.clone()),
        _ => None,
    };
    let item =
        Attention::new(Kind::Fire, &String::from(entry)[..12], Urgency::Decision, Role::Coordinator, at);
    Some(item.with("count", new.len()).with_some("place", place).opening(opening(entry)))
}

fn breached(operation: &Operation, picture: &Picture, now: Moment) -> Vec<Attention> {
    let one = |judged: truce::Judged| {
        let in_force = judged.clause.from <= now && now <= judged.clause.until;
        if judged.all.state != Holding::Breached || !in_force {
            return None;
        }
        let item = Attention::new(
            Kind::ClauseBreached,
            &judged.clause.clause,
            Urgency::Decision,
            Role::Coordinator,
            judged.all.since,
        );
        let item = item.with("reason", judged.clause.clause.as_str());
        Some(match judged.all.on.first() {
            Some(entry) => item.opening(opening(*entry)),
            None => item,
        })
    };
    truce::judge(operation, picture, now).into_iter().filter_map(one).collect()
}

/// What is held, and what leaves soon without a decision.
fn decisions(operation: &Operation, convoys: &[Convoy], picture: &Picture, now: Moment) -> Vec<Attention> {
    let mut items = Vec::new();
    let left = |id: &str| picture.convoys.iter().find(|known| known.id == id && known.departed.is_some());
    let waiting = convoys.iter().filter(|convoy| left(&convoy.id).is_none());
    items.extend(convoys.iter().filter_map(|convoy| on_the_road(picture, convoy, left(&convoy.id)?)));
    if let Some(whole) = clearance::whole(picture).filter(|whole| whole.decision != Decision::Go) {
        items.push(held("all", None, &whole));
    }
    let soon = waiting.filter(|convoy| convoy.depart - now <= UNDECIDED_WITHIN);
    let mut undecided = Vec::new();
    for convoy in soon {
        match clearance::decision(picture, &convoy.id) {
            Some(decided) if decided.decision != Decision::Go && !decided.whole => {
                items.push(held(&convoy.id, Some(&convoy.id), &decided));
            }
            Some(_) => {}
            None => undecided.push(convoy),
        }
    }
    let asks = !operation.clauses.is_empty()
        || picture.watch.iter().any(|said| matches!(said.fact, Fact::Decide(_)));
    for convoy in undecided.into_iter().take(UNDECIDED_LISTED_MAX).filter(|_| asks) {
        let since = (convoy.depart - UNDECIDED_WITHIN).min(now);
        let item = Attention::new(Kind::Undecided, &convoy.id, Urgency::Decision, Role::Coordinator, since);
        items.push(item.with("convoy", convoy.id.as_str()).with("until", convoy.depart));
    }
    items
}

/// A convoy that was told to wait or stop after it left and before it came through, such as by its own leader.
fn on_the_road(picture: &Picture, convoy: &Convoy, left: &ConvoyPicture) -> Option<Attention> {
    let decided = clearance::decision(picture, &convoy.id)?;
    let since = left.departed.is_some_and(|departed| departed <= decided.since);
    let is_held = decided.decision != Decision::Go && !decided.whole;
    let on_the_way = left.arrived.is_none() && left.state != TripState::Closed;
    (since && is_held && on_the_way).then(|| held(&convoy.id, Some(&convoy.id), &decided))
}

fn held(about: &str, convoy: Option<&str>, decided: &clearance::Decided) -> Attention {
    Attention::new(Kind::Held, about, Urgency::Decision, Role::Coordinator, decided.since)
        .with_some("convoy", convoy)
        .with("reason", decided.why.as_str())
        .with("by", decided.by.as_str())
        .opening(opening(decided.entry))
}

fn asked(picture: &Picture, now: Moment) -> Vec<Attention> {
    let mut items = Vec::new();
    for request in aid::requests(picture, now) {
        let (since, entry, reason, urgency) = match &request.answer {
            aid::Answer::Refused { at, entry, .. } => (*at, *entry, "refused", Urgency::Note),
            aid::Answer::None { overdue_by: Some(by) } => {
                (now - *by, request.entry, "overdue", Urgency::Decision)
            }
            _ => continue,
        };
        let item = Attention::new(Kind::Aid, &request.request, urgency, Role::Coordinator, since);
        let item =
            item.with("place", request.to.as_str()).with("reason", reason).with("by", request.party.as_str());
        items.push(item.with("count", request.trucks).opening(opening(entry)));
    }
    for bill in aid::waybills(picture, now).iter().filter(|bill| bill.state == aid::State::Open) {
        let missing: i64 = bill.lines.iter().map(|line| line.unaccounted.abs()).sum();
        let item =
            Attention::new(Kind::WaybillOpen, &bill.waybill, Urgency::Decision, Role::Coordinator, bill.at);
        let item =
            item.with("reason", bill.waybill.as_str()).with("count", usize::try_from(missing).unwrap_or(0));
        items.push(match bill.on.last() {
            Some(entry) => item.opening(opening(*entry)),
            None => item,
        });
    }
    items
}

/// What a track says that needs somebody: silent or standing while people are on board.
pub fn of_track(vehicle: &str, trip: Option<String>, course: &Course, aboard: u32) -> Option<Attention> {
    let kind = match course.pace {
        Pace::Silent => Kind::TrackerSilent,
        Pace::Stalled => Kind::Stalled,
        _ => return None,
    };
    let urgency = if aboard > 0 { Urgency::Decision } else { Urgency::Note };
    let item = Attention::new(kind, vehicle, urgency, Role::Coordinator, course.since.unwrap_or_default());
    let item = item.with("vehicle", vehicle).with_some("trip", trip).with("count", aboard);
    Some(item.opening(FigureId::Vehicle(vehicle.to_owned())))
}
