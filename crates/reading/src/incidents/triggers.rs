//! The words that tell of each kind of incident.
//!
//! Never here: whether it is said to have happened.

mod obstruction;
mod taken;

use crate::IncidentKind;
use crate::sentence::Paragraph;
use obstruction::obstruction;
use std::ops::Range;
use taken::{confiscation, detention};

/// The kind of incident of which the words from this token tell, and how many they are.
pub(super) fn trigger(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    if token.kind != crate::text::Kind::Word {
        return None;
    }
    shelling(p, ix)
        .or_else(|| airstrike(p, ix))
        .or_else(|| shot_at(p, ix))
        .or_else(|| disappearance(p, ix))
        .or_else(|| confiscation(p, sentence, ix))
        .or_else(|| detention(p, sentence, ix))
        .or_else(|| obstruction(p, sentence, ix))
}

/// One of the words within `reach` tokens after this one, in the same clause.
fn follows(p: &Paragraph, ix: usize, reach: usize, words: &[&str]) -> bool {
    (ix + 1..=ix + reach).take_while(|at| !p.at(*at, &[";", ".", ","])).any(|at| p.at(at, words))
}

fn precedes(p: &Paragraph, ix: usize, reach: usize, words: &[&str]) -> bool {
    (1..=reach)
        .map_while(|n| ix.checked_sub(n))
        .take_while(|at| !p.at(*at, &[";", "."]))
        .any(|at| p.at(at, words))
}

fn shelling(p: &Paragraph, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    // "it shells only military targets".
    if token.is("shells") && p.before(ix).is_some_and(|t| t.any(&["it", "he", "she", "who", "never"])) {
        return None;
    }
    let plain = token.any(&[
        "shelling",
        "shelled",
        "shellfire",
        "artillery",
        "bombardment",
        "bombarded",
        "bombarding",
        "shells",
        "mortars",
        "howitzers",
    ]) || token.any(&[
        "shell",
        "mortar",
        "rocket",
        "rockets",
        "grenade",
        "tank",
        "projectiles",
        "missiles",
    ]) && follows(
        p,
        ix,
        4,
        &[
            "fire", "hit", "landed", "fell", "struck", "rounds", "attack", "attacks", "shells", "exploded",
            "fired", "shell", "slammed", "killed", "shelled",
        ],
    ) || token.any(&["shell"]) && p.before(ix).is_some_and(|t| t.any(&["a", "mortar", "tank"]))
        || token.any(&["rockets", "missiles"]) && precedes(p, ix, 3, &["fired", "launched", "of"])
        || token.any(&["naval", "tank"]) && follows(p, ix, 2, &["gunfire", "bombardment", "guns"])
        || token.any(&["explosion", "explosions", "blasts", "rounds", "detonations"])
            && precedes(p, ix, 2, &["incoming", "outgoing", "artillery", "mortar"]);
    plain.then_some((IncidentKind::Shelling, 1))
}

fn airstrike(p: &Paragraph, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let two = |words: &[&str]| p.at(ix + 1, words).then_some((IncidentKind::Airstrike, 2));
    match token.low.as_str() {
        "airstrike" | "airstrikes" | "air-strike" | "air-strikes" | "bombing" | "bombed" | "warplanes"
        | "bombings" | "airstrikes'" => {
            let car = p.before(ix).is_some_and(|t| t.any(&["car", "suicide", "truck", "roadside", "bus"]));
            (!car).then_some((IncidentKind::Airstrike, 1))
        }
        "aerial" => two(&["bombardment", "attack", "attacks", "bombing"]),
        "air" => two(&["strike", "strikes", "raid", "raids", "attack", "attacks", "bombardment"]),
        "missile" | "helicopter" | "overnight" | "israeli" | "russian" | "coalition" => {
            two(&["strike", "strikes", "attack", "attacks", "raid", "raids"])
        }
        "barrel" => two(&["bomb", "bombs"]),
        "strike" | "strikes" => {
            let military = !precedes(p, ix, 2, &["hunger", "general", "workers'", "strike"])
                && (follows(p, ix, 4, &["hit", "on", "killed", "destroyed", "struck", "targeted", "near"])
                    || precedes(p, ix, 2, &["a", "new", "heavy"]));
            military.then_some((IncidentKind::Airstrike, 1))
        }
        "drone" if p.at(ix + 1, &["strike", "strikes", "attack", "attacks"]) => {
            Some((IncidentKind::Airstrike, 2))
        }
        "jets" | "aircraft" | "planes" | "plane" | "helicopters" | "drone" | "drones" => follows(
            p,
            ix,
            4,
            &["bombed", "struck", "attacked", "dropped", "hit", "pounded", "fired", "strafed"],
        )
        .then_some((IncidentKind::Airstrike, 1)),
        "struck" | "targeted" | "hit" | "pounded" if from_the_air(p, ix) => {
            Some((IncidentKind::Airstrike, 1))
        }
        "struck" | "hit" | "attacked" | "targeted" => {
            follows(p, ix, 4, &["air"]) && p.at(ix + 1, &["from", "by"])
                || precedes(p, ix, 3, &["had", "was", "were"])
                    && follows(p, ix, 3, &["missile", "missiles", "drone", "targets"])
                || follows(p, ix, 3, &["targets"])
        }
        .then_some((IncidentKind::Airstrike, 1)),
        "dropped" => follows(
            p,
            ix,
            3,
            &["bomb", "bombs", "grenade", "grenades", "munition", "munitions", "explosive", "explosives"],
        )
        .then_some((IncidentKind::Airstrike, 1)),
        _ => None,
    }
}

/// "Israel struck", "the military said it had targeted": those who have aircraft, and something that was hit.
fn from_the_air(p: &Paragraph, ix: usize) -> bool {
    const AGENTS: [&str; 12] = [
        "israel",
        "russia",
        "military",
        "air",
        "force",
        "airforce",
        "warplanes",
        "jets",
        "israeli",
        "russian",
        "coalition",
        "nato",
    ];
    let passive = p.at(ix + 1, &["by", "at", "in", "near"]);
    let other = follows(p, ix, 3, &["deal", "agreement", "blow", "bargain", "truce"]);
    !passive && !other && precedes(p, ix, 6, &AGENTS)
}

fn shot_at(p: &Paragraph, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let kind = IncidentKind::ShotAt;
    let next = |words: &[&str]| p.at(ix + 1, words);
    let found = match token.low.as_str() {
        "shot" => {
            next(&["at", "dead", "and", "by", "in", "down", "while", "as"])
                || precedes(p, ix, 2, &["were", "was", "been", "being", "and", "soldiers", "snipers"])
        }
        "shooting" => next(&["at"]) || !precedes(p, ix, 2, &["film"]),
        "opened" => next(&["fire"]),
        "fired" => {
            next(&["on", "upon", "at", "into", "towards", "shots"])
                && !precedes(p, ix, 3, &["missiles", "rockets", "shells", "missile"])
        }
        "firing" => next(&["on", "at"]),
        "gunfire" | "sniper" | "snipers" | "ambush" | "ambushed" | "machine-gun" | "small-arms"
        | "strafed" => true,
        "machine" => next(&["gun", "guns"]),
        "shots" => {
            follows(p, ix, 3, &["fired", "rang", "heard"]) || precedes(p, ix, 2, &["warning", "fired"])
        }
        "under" => {
            next(&["fire"]) && !precedes(p, ix, 3, &["mortar"])
                || next(&["attack"])
                    && precedes(p, ix, 5, &["convoy", "convoys", "bus", "buses", "ambulance", "trucks"])
        }
        "attacked" => {
            follows(p, ix, 5, &["convoy", "bus", "buses", "ambulance", "ambulances", "column", "vehicles"])
                || precedes(p, ix, 4, &["convoy", "buses", "ambulance", "ambulances", "trucks", "bus"])
        }
        // "an attack on a convoy": by whatever arms, when no word says from the air or by shells.
        "attack" | "attacks" => {
            next(&["on"])
                && follows(
                    p,
                    ix,
                    6,
                    &["convoy", "convoys", "bus", "buses", "ambulance", "ambulances", "trucks"],
                )
                && !precedes(
                    p,
                    ix,
                    3,
                    &["drone", "air", "missile", "aerial", "bomb", "car", "suicide", "rocket"],
                )
        }
        _ => false,
    };
    let mortar = precedes(p, ix, 2, &["mortar", "shell", "artillery", "rocket", "naval", "tank"]);
    (found && !mortar).then_some((kind, 1))
}

fn disappearance(p: &Paragraph, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let found = match token.low.as_str() {
        "disappearance" | "disappearances" | "disappeared" => true,
        "missing" => precedes(p, ix, 1, &["gone", "went", "go", "going"]),
        "whereabouts" => follows(p, ix, 6, &["unknown", "known", "unclear"]),
        "unaccounted" => true,
        "seen" | "heard" | "returned" => {
            precedes(p, ix, 3, &["never", "not", "none", "nobody"])
                && (token.is("seen") && follows(p, ix, 6, &["since"])
                    || p.at(ix + 1, &["again", "since"])
                    || token.is("returned")
                        && precedes(p, ix, 3, &["none", "not"])
                        && p.token(ix + 1).is_none_or(|t| t.kind == crate::text::Kind::Mark)
                    || p.at(ix + 1, &["from", "of"]) && follows(p, ix, 3, &["since", "again"]))
        }
        "vanished" => true,
        _ => false,
    };
    // "their whereabouts are not known" is what it says.
    found.then_some((IncidentKind::Disappearance, 1))
}
