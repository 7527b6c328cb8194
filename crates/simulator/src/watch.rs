//! The truce, the road and the aid in a drill: monitors report quiet, parties are told of every convoy and
//! answer, shelling near the road holds the convoys and three sources disagree about it, one aid convoy
//! goes in and another is refused. Only where the operation has an agreement.
//!
//! Never here: what follows from it for people and vehicles; that the corridor is suspended meanwhile is
//! one of the mishaps.

use crate::chance::Chance;
use crate::crew::Crew;
use evacuation::convoy::{Convoy, convoys};
use evacuation::ground::Degrees;
use evacuation::operation::Operation;
use evacuation::place::PlaceIx;
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use evacuation::statement::{
    AidAnswer, AidMove, AidRequest, AidStep, Claim, ClauseWord, Decide, Decision, Fact, Goods, Holding,
    Incident, IncidentKind, Known, Notify, Reply,
};
use evacuation::truce::Term;

/// Monitors report so often.
const WATCH_EVERY: i64 = 30 * 60;
/// Convoys that are notified and decided on, at most.
const CONVOYS_MAX: usize = 400;

/// A suspension: the control point, from when until when.
type Suspension = Option<(Option<PlaceIx>, Moment, Moment)>;

/// Says all of it.
pub(crate) fn tell(operation: &Operation, plan: &Plan, seed: u64, suspension: Suspension, crew: &mut Crew) {
    if operation.clauses.is_empty() {
        return;
    }
    let mut chance = Chance::new(seed, "watch");
    let all = convoys(operation, plan);
    let Some(first) = all.iter().map(|convoy| convoy.depart).min() else { return };
    let last = all.iter().map(|convoy| convoy.arrive).max().unwrap_or(first);
    watch(operation, crew, (first.min(Moment::START), last), suspension);
    notify(operation, plan, crew, &all, suspension);
    if let Some(suspension) = suspension {
        shell(operation, crew, &mut chance, suspension);
    }
    aid(operation, plan, crew, &mut chance, first);
}

/// Quiet, every half hour, but not while it is shelled.
fn watch(operation: &Operation, crew: &mut Crew, (from, to): (Moment, Moment), suspension: Suspension) {
    for clause in operation.clauses.iter().filter(|clause| clause.term == Term::NoFire) {
        let mut since = from.max(clause.from);
        while since < to.min(clause.until) {
            let at = since + Span(WATCH_EVERY);
            let shelled = suspension.is_some_and(|(_, fire, over)| since < over && fire - Span(600) < at);
            if !shelled {
                let word = ClauseWord {
                    clause: clause.clause.clone(),
                    from: since,
                    holding: Holding::Held,
                    by: "Monitors at the crossing".to_owned(),
                    party: None,
                    reliability: "B".to_owned(),
                    credibility: 2,
                    words: "nothing heard or seen near the road".to_owned(),
                };
                crew.say(crew.monitor, at, Fact::ClauseWord(word));
            }
            since = at;
        }
    }
}

/// Each party is told of each convoy; somebody decides.
fn notify(operation: &Operation, plan: &Plan, crew: &mut Crew, all: &[Convoy], suspension: Suspension) {
    for convoy in all.iter().take(CONVOYS_MAX) {
        let trips = || convoy.trips.iter().filter_map(|(_, ix)| plan.trips.get(*ix));
        let mut route: Vec<String> = trips().map(|trip| trip.from.clone()).take(1).collect();
        route.extend(
            trips().take(1).flat_map(|trip| &trip.passages).map(|passage| passage.control_point.clone()),
        );
        route.extend(trips().map(|trip| trip.to.clone()).take(1));
        for party in &operation.parties {
            let told = convoy.depart - Span(90 * 60);
            let notice = Notify {
                convoy: convoy.id.clone(),
                party: party.id.clone(),
                route: route.clone(),
                from: convoy.depart,
                until: convoy.arrive + Span(2 * 3600),
                vehicles: u32::try_from(convoy.trips.len()).unwrap_or(1).max(1),
                markings: "white flag, number on the roof".to_owned(),
                contact: "operations room, channel 5".to_owned(),
            };
            crew.say(crew.coordinator, told, Fact::Notify(notice));
        }
        // Who is on the way when it is shelled goes on; the others wait until it is lifted.
        let usual = convoy.depart - Span(20 * 60);
        let at = match suspension {
            Some((_, from, until)) if from <= usual && usual < until => until + Span(60),
            _ => usual,
        };
        crew.say(crew.coordinator, at, decide(Some(convoy.id.clone()), Decision::Go, "checked item by item"));
    }
}

fn decide(convoy: Option<String>, decision: Decision, why: &str) -> Fact {
    let (by, why) = ("Coordinator on duty".to_owned(), why.to_owned());
    Fact::Decide(Decide { convoy, decision, why, by, on: Vec::new() })
}

/// Shells near the control point: three who tell of it, three figures, a hold, and its end.
fn shell(
    operation: &Operation,
    crew: &mut Crew,
    chance: &mut Chance,
    (place, from, until): (Option<PlaceIx>, Moment, Moment),
) {
    let at = from - Span(chance.between(2 * 60, 5 * 60));
    let point = place.map(|ix| operation.place(ix));
    let near: Option<Degrees> = point.and_then(|place| place.position).map(|(lat, lon)| (lat + 0.008, lon));
    let e6 = |degrees: f64| (degrees * 1e6).round() as i32;
    let parties: Vec<Option<String>> = operation.parties.iter().map(|party| Some(party.id.clone())).collect();
    let side = |ix: usize| parties.get(ix).cloned().flatten();
    let tellers = [
        ("Monitors at the crossing", None, Known::Seen, ("B", 2), "four impacts beside the road", true),
        (
            "Liaison of the first side",
            side(0),
            Known::Told,
            ("C", 4),
            "rounds fired by the other side",
            false,
        ),
        ("Liaison of the second side", side(1), Known::Heard, ("D", 4), "nothing but engines", false),
    ];
    for (number, (by, party, known, (reliability, credibility), words, share)) in
        tellers.into_iter().enumerate()
    {
        let incident = Incident {
            kind: IncidentKind::Shelling,
            place: point.map(|place| place.id.clone()).unwrap_or_default(),
            lat_e6: near.map(|(lat, _)| e6(lat)),
            lon_e6: near.map(|(_, lon)| e6(lon)),
            known,
            by: by.to_owned(),
            party,
            reliability: reliability.to_owned(),
            credibility,
            trip: None,
            tokens: Vec::new(),
            words: words.to_owned(),
            source: "radio".to_owned(),
            share,
        };
        let later = Span(30 * i64::try_from(number).unwrap_or(0));
        crew.say(crew.monitor, at + later, Fact::Incident(Box::new(incident)));
    }
    for (claimant, low, high, grade) in [
        ("a hospital's duty officer", 3, 3, "B2"),
        ("a spokesman of the first side", 7, 9, "D4"),
        ("a spokesman of the second side", 0, 0, "E5"),
    ] {
        let claim = Claim {
            claimant: claimant.to_owned(),
            figure: "killed_by_shelling".to_owned(),
            low,
            high,
            unit: "people".to_owned(),
            scope: "shelling near the crossing".to_owned(),
            qualifier: String::new(),
            as_of: String::new(),
            grade: grade.to_owned(),
            source: "radio".to_owned(),
            said: None,
        };
        crew.say(crew.monitor, from + Span(chance.between(10 * 60, 40 * 60)), Fact::Claim(Box::new(claim)));
    }
    crew.say(crew.coordinator, from, decide(None, Decision::Hold, "shells fell near the road"));
    let lifted = decide(None, Decision::Go, "both sides confirm that it is quiet");
    crew.say(crew.coordinator, until, lifted);
}

/// One request goes in on a bus's way back, one is refused, one has no answer.
fn aid(operation: &Operation, plan: &Plan, crew: &mut Crew, chance: &mut Chance, first: Moment) {
    let Some(trip) = plan.trips.iter().min_by_key(|trip| (trip.arrive, &trip.vehicle)) else { return };
    let id = evacuation::convoy::trip_ids(plan);
    let id = plan.trips.iter().position(|known| known == trip).and_then(|ix| id.get(ix)).cloned();
    let Some(party) = operation.parties.first().map(|party| party.id.clone()) else { return };
    let ask = |request: &str, trucks, due| {
        Fact::AidRequest(AidRequest {
            request: request.to_owned(),
            party: party.clone(),
            from: trip.to.clone(),
            to: trip.from.clone(),
            trucks,
            goods: goods(trucks * 100),
            due: Some(due),
        })
    };
    let answer = |request: &str, reply, words: &str| {
        let (request, by, words) = (request.to_owned(), "the governor's office".to_owned(), words.to_owned());
        Fact::AidAnswer(AidAnswer { request, reply, by, words })
    };
    let asked = first - Span(3600);
    crew.say(crew.coordinator, asked, ask("A-1", 1, asked + Span(2 * 3600)));
    crew.say(crew.coordinator, asked + Span(chance.between(1800, 5400)), answer("A-1", Reply::Yes, ""));
    let way = |step, place: &str, quantity: Option<u32>| {
        Fact::AidMove(Box::new(AidMove {
            waybill: "WB-1".to_owned(),
            step,
            place: place.to_owned(),
            request: Some("A-1".to_owned()),
            vehicle: Some(trip.vehicle.clone()),
            to: Some(trip.from.clone()),
            trip: id.clone(),
            goods: quantity.map(goods).unwrap_or_default(),
            by: String::new(),
            words: String::new(),
        }))
    };
    let mut at = trip.unload_end.max(trip.arrive) + Span(600);
    crew.say(crew.coordinator, at, way(AidStep::Loaded, &trip.to, Some(100)));
    for passage in trip.passages.iter().rev() {
        at += Span(1200);
        crew.say(crew.monitor, at, way(AidStep::Passed, &passage.control_point, None));
    }
    crew.say(crew.coordinator, at + Span(1200), way(AidStep::Delivered, &trip.from, Some(98)));
    crew.say(crew.coordinator, at + Span(1500), way(AidStep::Lost, &trip.from, Some(2)));
    let asked = first + Span(1800);
    crew.say(crew.coordinator, asked, ask("A-2", 20, asked + Span(3600)));
    let refused = asked + Span(chance.between(2400, 3600));
    crew.say(crew.coordinator, refused, answer("A-2", Reply::No, "no trucks before the wounded are out"));
    let place = trip.passages.first().map(|passage| passage.control_point.clone()).unwrap_or_default();
    crew.say(crew.monitor, refused + Span(300), Fact::Incident(Box::new(barred(place))));
    let asked = first + Span(2 * 3600);
    crew.say(crew.coordinator, asked, ask("A-3", 5, asked + Span(2 * 3600)));
}

fn goods(quantity: u32) -> Vec<Goods> {
    let (commodity, unit) = ("flour".to_owned(), "sack of 50 kg".to_owned());
    vec![Goods { commodity, unit, quantity, batch: "F-16-12".to_owned() }]
}

/// Trucks that were turned back, as the monitors saw it.
fn barred(place: String) -> Incident {
    Incident {
        kind: IncidentKind::AidRefused,
        place,
        lat_e6: None,
        lon_e6: None,
        known: Known::Seen,
        by: "Monitors at the crossing".to_owned(),
        party: None,
        reliability: "B".to_owned(),
        credibility: 1,
        trip: None,
        tokens: Vec::new(),
        words: "twenty trucks turned back".to_owned(),
        source: "radio".to_owned(),
        share: true,
    }
}
