//! Go, hold, stop: what is checked before a convoy, and what was decided.
//!
//! The check only lays out how things stand; a person decides, and the decision is a statement with what
//! it rested on. Of two decisions for one moment the more careful one counts.
//!
//! Never here: a decision. And a notification is not a permission: that it was acknowledged says that the
//! party knows, not that the road is safe.

use crate::account::{Picture, TripState};
use crate::attention::{Schedule, schedule};
use crate::convoy::Convoy;
use crate::operation::Operation;
use crate::plan::Plan;
use crate::quantity::{Moment, Span};
use crate::statement::{Decision, EntryRef, Fact, Holding, Notify, Reply};
use crate::truce::{self, Weight};
use serde::Serialize;

/// Fire within this time and distance of the road counts against going.
pub const FIRE_WITHIN: Span = Span(3600);
/// See [`FIRE_WITHIN`]; metres.
pub const FIRE_NEAR_M: u32 = 5_000;

/// How one item of the check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// As it should be.
    Ok,
    /// Cannot be said.
    Unknown,
    /// Not as it should be.
    Not,
}

/// One item of the check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// `clause`, `notified`, `escorts`, `road`, `fire`, `reception`.
    pub item: &'static str,
    /// The clause, party or place that it is about.
    pub about: String,
    /// How it stands.
    pub light: Light,
    /// Why, as a word for a sentence.
    pub why: &'static str,
    /// Since when, where that says something.
    pub since: Option<Moment>,
    /// Statements behind it.
    pub on: Vec<EntryRef>,
    /// Figures that open what was counted for it.
    pub figures: Vec<String>,
}

impl Check {
    fn new(item: &'static str, about: &str, light: Light, why: &'static str) -> Check {
        let about = about.to_owned();
        Check { item, about, light, why, since: None, on: Vec::new(), figures: Vec::new() }
    }
    /// As it is written into a decision: "clause no-fire: not (breached)".
    pub fn line(&self) -> String {
        let light = match self.light {
            Light::Ok => "ok",
            Light::Unknown => "unknown",
            Light::Not => "not",
        };
        let about = if self.about.is_empty() { String::new() } else { format!(" {}", self.about) };
        format!("{}{about}: {light} ({})", self.item, self.why)
    }
}

/// What was decided about a convoy, and what counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// It was decided for all convoys together.
    pub whole: bool,
    /// When.
    pub since: Moment,
    /// Why.
    pub why: String,
    /// By whom.
    pub by: String,
    /// What it rested on.
    pub on: Vec<String>,
    /// The statement.
    pub entry: EntryRef,
}

/// What counts for all convoys that have not left.
pub fn whole(picture: &Picture) -> Option<Decided> {
    last(picture, None)
}

/// What counts for this convoy: its own decision, or one for all that came later and is more careful.
pub fn decision(picture: &Picture, convoy: &str) -> Option<Decided> {
    let (own, all) = (last(picture, Some(convoy)), last(picture, None));
    match (own, all) {
        (Some(own), Some(all)) => {
            // What lifts a hold of all lifts no hold of one.
            let overrides =
                all.decision != Decision::Go && (all.since, all.decision) >= (own.since, own.decision);
            Some(if overrides { all } else { own })
        }
        (own, all) => own.or(all),
    }
}

fn last(picture: &Picture, convoy: Option<&str>) -> Option<Decided> {
    let of_it = picture.watch.iter().filter_map(|said| match &said.fact {
        Fact::Decide(f) if f.convoy.as_deref() == convoy => Some((said, f)),
        _ => None,
    });
    let (said, f) = of_it.max_by_key(|(said, f)| (said.at, f.decision, said.entry))?;
    Some(Decided {
        decision: f.decision,
        whole: convoy.is_none(),
        since: said.at,
        why: f.why.clone(),
        by: f.by.clone(),
        on: f.on.clone(),
        entry: said.entry,
    })
}

/// How everything stands for this convoy at `now`.
pub fn checks(
    operation: &Operation,
    plan: &Plan,
    picture: &Picture,
    convoy: &Convoy,
    now: Moment,
) -> Vec<Check> {
    let mut all: Vec<Check> =
        truce::judge(operation, picture, now).iter().filter_map(|j| clause(j, now)).collect();
    all.extend(truce::parties(operation, picture).iter().map(|party| notified(picture, convoy, party, now)));
    all.push(escorts(operation, plan, picture, convoy));
    all.extend(road(operation, plan, picture, convoy));
    all.push(fire(operation, picture, now));
    all.extend(reception(operation, plan, picture, convoy));
    all
}

fn clause(judged: &truce::Judged, now: Moment) -> Option<Check> {
    let in_force = judged.clause.from <= now && now <= judged.clause.until;
    let (light, why) = match judged.all.state {
        Holding::Held => (Light::Ok, "held"),
        Holding::Breached => (Light::Not, "breached"),
        Holding::Unknown => (Light::Unknown, "cannot_be_judged"),
    };
    let on = judged.all.on.iter().chain(&judged.all.alleged).copied().collect();
    let check = Check {
        since: Some(judged.all.since),
        on,
        figures: judged.all.figures.clone(),
        ..Check::new("clause", &judged.clause.clause, light, why)
    };
    in_force.then_some(check)
}

/// Whether this party was told of the convoy for the time that it will be on the road, and answered.
fn notified(picture: &Picture, convoy: &Convoy, party: &str, now: Moment) -> Check {
    let sent: Vec<(EntryRef, Moment, &Notify)> = picture
        .watch
        .iter()
        .filter_map(|said| match &said.fact {
            Fact::Notify(f) if f.convoy == convoy.id && f.party == party && said.at <= now => {
                Some((said.entry, said.at, f))
            }
            _ => None,
        })
        .collect();
    let Some((entry, at, notify)) = sent.last().copied() else {
        return Check::new("notified", party, Light::Not, "not_sent");
    };
    let with = |light, why, since, on| Check { since, on, ..Check::new("notified", party, light, why) };
    if notify.until < now.max(convoy.depart) {
        return with(Light::Not, "expired", Some(notify.until), vec![entry]);
    }
    let replies = picture.watch.iter().filter_map(|said| match &said.fact {
        Fact::Acknowledge(f) if f.notification == entry && said.at <= now => {
            Some((said.at, f.reply, said.entry))
        }
        _ => None,
    });
    match replies.max() {
        None => with(Light::Unknown, "not_acknowledged", Some(at), vec![entry]),
        Some((at, Reply::Yes, reply)) => with(Light::Ok, "acknowledged", Some(at), vec![entry, reply]),
        Some((at, Reply::No, reply)) => with(Light::Not, "rejected", Some(at), vec![entry, reply]),
    }
}

fn escorts(operation: &Operation, plan: &Plan, picture: &Picture, convoy: &Convoy) -> Check {
    let Some(there) = &operation.escorts else {
        return Check::new("escorts", "", Light::Ok, "no_limit");
    };
    let trips = convoy.trips.iter().filter_map(|(_, ix)| plan.trips.get(*ix));
    let of = |vehicle: &str| {
        let fleet = operation
            .fleets
            .iter()
            .find(|fleet| vehicle.strip_prefix(fleet.id.as_str()).is_some_and(|rest| rest.starts_with('-')));
        fleet.map_or(0, |fleet| fleet.escorts)
    };
    let needed = trips.map(|trip| of(&trip.vehicle)).fold(0, u32::saturating_add);
    let out = picture.trips.iter().filter(|trip| trip.state == TripState::OnTheWay);
    let out = out.filter_map(|trip| trip.escorts).fold(0, u32::saturating_add);
    let there = there.in_force(convoy.depart);
    let enough = needed.saturating_add(out) <= there;
    let (light, why) = if enough { (Light::Ok, "enough") } else { (Light::Not, "too_few") };
    Check::new("escorts", "", light, why)
}

/// Every control point on the way: not suspended, and open when the convoy comes.
fn road(operation: &Operation, plan: &Plan, picture: &Picture, convoy: &Convoy) -> Vec<Check> {
    let mut all = Vec::new();
    if let Some(whole) = &picture.corridor.whole {
        let check = Check::new("road", "", Light::Not, "suspended");
        all.push(Check { since: Some(whole.since), on: vec![EntryRef(whole.entry)], ..check });
    }
    let passages =
        convoy.trips.iter().filter_map(|(_, ix)| plan.trips.get(*ix)).flat_map(|trip| &trip.passages);
    let mut points: Vec<(&str, Moment)> =
        passages.map(|passage| (passage.control_point.as_str(), passage.enter)).collect();
    points.sort_unstable();
    points.dedup_by_key(|(place, _)| *place);
    for (place, enter) in points {
        let known = picture.corridor.control_points.iter().find(|point| point.id == place);
        let suspended = known.and_then(|point| point.suspended.as_ref());
        let control = operation.place_ix(place).and_then(|ix| operation.place(ix).control.as_ref());
        let is_open = control.is_none_or(|control| matches!(schedule(control, enter), Schedule::Open(_)));
        all.push(match (suspended, is_open) {
            (Some(suspension), _) => {
                let check = Check::new("road", place, Light::Not, "suspended");
                Check { since: Some(suspension.since), on: vec![EntryRef(suspension.entry)], ..check }
            }
            (None, true) => Check::new("road", place, Light::Ok, "open"),
            (None, false) => Check::new("road", place, Light::Not, "closed"),
        });
    }
    if all.is_empty() {
        all.push(Check::new("road", "", Light::Ok, "open"));
    }
    all
}

/// Fire reported near the road in the last hour.
fn fire(operation: &Operation, picture: &Picture, now: Moment) -> Check {
    let recent = crate::incidents::fire_near(operation, picture, FIRE_NEAR_M);
    let recent: Vec<_> =
        recent.into_iter().filter(|(at, ..)| *at <= now && now - *at <= FIRE_WITHIN).collect();
    let Some((since, ..)) = recent.iter().max_by_key(|(at, ..)| *at) else {
        return Check::new("fire", "", Light::Ok, "none_reported");
    };
    let established = recent.iter().any(|(.., weight)| *weight == Weight::Established);
    let (light, why) = if established { (Light::Not, "fire_near") } else { (Light::Unknown, "fire_alleged") };
    let on = recent.iter().map(|(_, entry, _)| *entry).collect();
    Check { since: Some(*since), on, ..Check::new("fire", "", light, why) }
}

/// Whether the destinations can still take them.
fn reception(operation: &Operation, plan: &Plan, picture: &Picture, convoy: &Convoy) -> Vec<Check> {
    let trips = || convoy.trips.iter().filter_map(|(_, ix)| plan.trips.get(*ix));
    let mut places: Vec<&str> = trips().map(|trip| trip.to.as_str()).collect();
    places.sort_unstable();
    places.dedup();
    let one = |place: &str| {
        let capacity = operation.place_ix(place).and_then(|ix| operation.place(ix).capacity);
        let Some(capacity) = capacity else { return Check::new("reception", place, Light::Ok, "no_limit") };
        let bound = trips().filter(|trip| trip.to == place);
        let bound =
            bound.map(|trip| crate::convoy::persons_of(operation, trip).total()).fold(0, u32::saturating_add);
        let received =
            picture.places.iter().find(|known| known.id == place).map_or(0, |p| p.received.total());
        let coming = picture.trips.iter().filter(|trip| {
            trip.to.as_deref() == Some(place)
                && matches!(trip.state, TripState::OnTheWay | TripState::Arrived)
        });
        let coming = coming.map(|trip| trip.balance.aboard).fold(0, u32::saturating_add);
        let fits = received.saturating_add(coming).saturating_add(bound) <= capacity;
        let (light, why) = if fits { (Light::Ok, "room") } else { (Light::Not, "full") };
        Check::new("reception", place, light, why)
    };
    places.into_iter().map(one).collect()
}

/// What is held: control points that held convoys would go through, `None` for the road as a whole, each
/// with the moment since when. A new plan takes them as closed until the hold is lifted.
pub fn held(picture: &Picture, convoys: &[Convoy]) -> Vec<(Option<String>, Moment)> {
    let mut all = Vec::new();
    let is_held = |decided: &Decided| decided.decision != Decision::Go;
    if let Some(decided) = whole(picture).filter(is_held) {
        all.push((None, decided.since));
    }
    for convoy in convoys {
        let left = picture.convoys.iter().find(|known| known.id == convoy.id);
        if left.is_some_and(|known| known.departed.is_some()) {
            continue;
        }
        if let Some(decided) = decision(picture, &convoy.id).filter(is_held).filter(|decided| !decided.whole)
        {
            all.push((convoy.control_point.clone(), decided.since));
        }
    }
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    all
}

#[cfg(test)]
mod tests;
