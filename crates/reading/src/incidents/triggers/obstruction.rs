//! Movement that is stopped or refused.
//!
//! Never here: other kinds of incident.

use super::{follows, precedes};
use crate::IncidentKind;
use crate::lexicon::singular;
use crate::sentence::Paragraph;
use std::ops::Range;

const MOVING: &[&str] = &[
    "convoy",
    "convoys",
    "bus",
    "buses",
    "ambulance",
    "ambulances",
    "evacuation",
    "evacuations",
    "trucks",
    "truck",
    "road",
    "lorry",
    "lorries",
    "passage",
    "column",
    "vehicles",
    "mission",
    "missions",
    "team",
    "teams",
    "route",
    "people",
    "civilians",
    "car",
    "cars",
    "patrol",
    "representative",
    "delegates",
];
/// Who stops a convoy, rather than where it stops by itself.
const HINDERING: &[&str] = &[
    "men",
    "gunmen",
    "militia",
    "militiamen",
    "soldiers",
    "fighters",
    "army",
    "police",
    "guards",
    "rebels",
    "insurgents",
    "crowd",
    "protesters",
    "troops",
    "forces",
    "militants",
];
const PASSAGE: &[&str] = &[
    "entry",
    "access",
    "passage",
    "permission",
    "permits",
    "entrance",
    "clearance",
    "let",
    "allow",
    "authorisation",
    "authorization",
    "authorisations",
];
const AID: &[&str] = &[
    "aid",
    "relief",
    "food",
    "supplies",
    "medicine",
    "medicines",
    "humanitarian",
    "trucks",
    "truck",
    "lorries",
    "inter-agency",
    "missions",
    "flour",
    "fuel",
    "deliveries",
    "delivery",
    "milk",
    "assistance",
    "tonnes",
    "tons",
    "medical",
    "parcels",
];

/// Movement that is stopped or refused; of aid, it is aid refused.
pub(super) fn obstruction(
    p: &Paragraph,
    sentence: &Range<usize>,
    ix: usize,
) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let moving = || follows(p, ix, 6, MOVING) || precedes(p, ix, 10, MOVING) && ix > sentence.start;
    let (found, refusal) = match token.low.as_str() {
        "turned" => (p.at(ix + 1, &["back", "away"]) && !p.at(ix + 2, &["to"]), true),
        "blocked" | "blocking" | "obstructed" | "impeded" | "hindered" => {
            (moving() || of_missions(p, ix), token.any(&["blocked", "blocking"]))
        }
        "prevented" | "preventing" | "barred" | "barring" => (follows(p, ix, 8, &["from"]) || moving(), true),
        "refused" | "denied" | "refusing" | "denying" | "rejected" => (refused(p, ix), true),
        "forced" => (
            moving()
                && follows(p, ix, 3, &["return", "back", "around", "retreat", "withdraw"])
                && p.at(ix + 1, &["to", "back"]),
            false,
        ),
        "allow" | "allowed" | "let" | "letting" | "allowing" | "permitted" => (
            p.before(ix).is_some_and(|t| t.any(&["not", "never"])) || precedes(p, ix, 3, &["not", "refused"]),
            true,
        ),
        "reach" | "reached" => (
            (p.before(ix).is_some_and(|t| t.any(&["not", "unable", "cannot"])) && !agreed(p, ix))
                || precedes(p, ix, 3, &["not", "unable", "no"]) && precedes(p, ix, 6, AID),
            true,
        ),
        "held" if p.at(ix + 1, &["back"]) => (follows(p, ix, 5, MOVING), false),
        "held" | "delayed" => (
            (moving() || follows(p, ix, 8, &["checkpoint", "checkpoints", "roadblock"])) && held(p, ix),
            false,
        ),
        "stopped" | "halted" | "intercepted" => (stopped(p, ix, moving()), false),
        "clearance" | "permission" | "permits" | "approval" => (
            precedes(p, ix, 3, &["no", "without", "awaiting", "denied"]) && precedes(p, ix, 24, MOVING),
            true,
        ),
        "stuck" => (moving() && precedes(p, ix, 12, AID), true),
        "burned" | "torched" | "burnt" => (
            precedes(p, ix, 10, &["bus", "buses", "convoy", "trucks"])
                && precedes(p, ix, 3, &["were", "was", "and", "been"]),
            false,
        ),
        "set" => (
            precedes(p, ix, 16, &["bus", "buses", "convoy", "trucks", "ambulance", "ambulances"])
                && (p.at(ix + 1, &["alight", "ablaze"]) || p.at(ix + 1, &["on"]) && p.at(ix + 2, &["fire"])),
            false,
        ),
        _ => (false, false),
    };
    found.then(|| {
        (
            if refusal && (of_aid(p, sentence, ix) || token.is("denied") && of_missions(p, ix)) {
                IncidentKind::AidRefused
            } else {
                IncidentKind::Obstruction
            },
            1,
        )
    })
}

/// "was stopped at nine checkpoints", "the convoy was halted by soldiers"; not "stopped working".
fn stopped(p: &Paragraph, ix: usize, moving: bool) -> bool {
    at_checkpoint(p, ix)
        || p.was(ix, 1, &["was", "were"]) && follows(p, ix, 5, &["by"]) && follows(p, ix, 8, HINDERING)
        || moving
            && (!p.at(ix + 1, &["working", "at", "in", "when"])
                || follows(p, ix, 5, &["by"]) && follows(p, ix, 8, HINDERING))
            && !follows(p, ix, 3, &["shelling", "firing"])
}

/// "could not reach the ministry for comment", "have not reached an agreement": nobody was on the way.
fn agreed(p: &Paragraph, ix: usize) -> bool {
    follows(
        p,
        ix,
        8,
        &["comment", "agreement", "deal", "consensus", "settlement", "accord", "phone", "telephone"],
    )
}

/// "was stopped at nine checkpoints".
fn at_checkpoint(p: &Paragraph, ix: usize) -> bool {
    p.was(ix, 1, &["was", "were", "been"])
        && p.at(ix + 1, &["at", "by"])
        && follows(p, ix, 5, &["checkpoint", "checkpoints", "roadblock", "roadblocks", "barrier"])
}

/// "of eight aid missions, five were facilitated, two were impeded and one was denied".
fn of_missions(p: &Paragraph, ix: usize) -> bool {
    const REQUESTS: [&str; 8] = [
        "missions",
        "mission",
        "movements",
        "requests",
        "convoys",
        "submissions",
        "deliveries",
        "operations",
    ];
    p.was(ix, 1, &["was", "were", "been", "outright", "partially"])
        && (1..=30)
            .map_while(|n| ix.checked_sub(n))
            .take_while(|at| !p.at(*at, &[".", ";"]))
            .any(|at| p.at(at, &REQUESTS))
}

/// "held for nine hours at the checkpoint"; what fire or snow delays, nobody holds.
fn held(p: &Paragraph, ix: usize) -> bool {
    !precedes(p, ix, 3, &["shelling", "fire", "snow", "rain", "weather", "fighting"])
        && (follows(
            p,
            ix,
            10,
            &[
                "checkpoint",
                "hours",
                "crossing",
                "roadblock",
                "barricade",
                "up",
                "point",
                "day",
                "days",
                "border",
            ],
        ))
}

/// "refused passage", "passage refused", "missions denied".
fn refused(p: &Paragraph, ix: usize) -> bool {
    let denied = p.at(ix, &["denied"]);
    follows(p, ix, 5, PASSAGE)
        || precedes(p, ix, 2, PASSAGE)
        || p.was(ix, 1, &["was", "were", "been"]) && precedes(p, ix, 5, PASSAGE)
        || p.was(ix, 1, &["was", "were", "been"])
            && precedes(p, ix, 8, &["convoy", "convoys", "missions", "deliveries", "trucks", "supplies"])
        || denied && of_missions(p, ix)
        || denied && precedes(p, ix, 6, &["missions", "mission", "convoy", "convoys", "request"])
        || denied && follows(p, ix, 6, &["missions", "requests", "convoys", "movements"])
        || follows(p, ix, 3, &["by"])
            && precedes(p, ix, 8, &["missions", "requests", "convoy", "convoys", "mission", "request"])
}

/// It is aid that is refused, and no evacuation.
fn of_aid(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> bool {
    let near = ix.saturating_sub(14).max(sentence.start)..sentence.end.min(ix + 8);
    let aid = near.clone().any(|at| {
        p.token(at).is_some_and(|t| AID.contains(&t.low.as_str()) || AID.contains(&singular(&t.low).as_str()))
    });
    let people = near.clone().any(|at| {
        p.at(
            at,
            &["evacuees", "evacuation", "evacuation's", "ambulance", "ambulances", "passengers", "civilians"],
        )
    });
    aid && !people
}
