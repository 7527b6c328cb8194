//! The words that tell of each kind of incident.
//!
//! Never here: whether it is said to have happened.

mod obstruction;

use crate::IncidentKind;
use crate::sentence::Paragraph;
use obstruction::obstruction;
use std::ops::Range;

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
        || token.any(&["rockets", "missiles"]) && precedes(p, ix, 3, &["fired", "launched", "of"]);
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
        "struck" | "hit" | "attacked" | "targeted" => {
            follows(p, ix, 4, &["air"]) && p.at(ix + 1, &["from", "by"])
                || precedes(p, ix, 3, &["had", "was", "were"])
                    && follows(p, ix, 3, &["missile", "missiles", "drone", "targets"])
                || follows(p, ix, 3, &["targets"])
        }
        .then_some((IncidentKind::Airstrike, 1)),
        "dropped" => follows(p, ix, 3, &["bomb", "bombs"]).then_some((IncidentKind::Airstrike, 1)),
        _ => None,
    }
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
        "under" => next(&["fire"]) && !precedes(p, ix, 3, &["mortar"]),
        "attacked" => {
            follows(p, ix, 5, &["convoy", "bus", "buses", "ambulance", "ambulances", "column", "vehicles"])
                || precedes(p, ix, 4, &["convoy", "buses", "ambulance", "ambulances"])
        }
        _ => false,
    };
    let mortar = precedes(p, ix, 2, &["mortar", "shell", "artillery", "rocket"]);
    (found && !mortar).then_some((kind, 1))
}

fn disappearance(p: &Paragraph, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let found = match token.low.as_str() {
        "disappearance" | "disappearances" | "disappeared" => true,
        "missing" => precedes(p, ix, 1, &["gone", "went", "go", "going"]),
        "whereabouts" => follows(p, ix, 6, &["unknown", "known", "unclear"]),
        "unaccounted" => true,
        "seen" => p.before(ix).is_some_and(|t| t.any(&["never", "not"])) && p.at(ix + 1, &["again", "since"]),
        "vanished" => true,
        _ => false,
    };
    // "their whereabouts are not known" is what it says.
    found.then_some((IncidentKind::Disappearance, 1))
}

const GOODS: [&str; 45] = [
    "kits",
    "supplies",
    "items",
    "medicine",
    "medicines",
    "food",
    "fuel",
    "phones",
    "phone",
    "cash",
    "money",
    "belongings",
    "valuables",
    "vehicles",
    "vehicle",
    "trucks",
    "truck",
    "aid",
    "equipment",
    "jewellery",
    "documents",
    "weapons",
    "goods",
    "cargo",
    "milk",
    "parcels",
    "passengers",
    "cars",
    "car",
    "possessions",
    "identity",
    "ids",
    "passports",
    "gold",
    "flour",
    "laptops",
    "drugs",
    "bags",
    "luggage",
    "passport",
    "warehouse",
    "warehouses",
    "convoy",
    "lorry",
    "lorries",
];

fn confiscation(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let near = || follows(p, ix, 7, &GOODS) || precedes(p, ix, 7, &GOODS) && ix > sentence.start;
    let found = match token.low.as_str() {
        "looted" | "looting" | "confiscated" | "confiscating" | "robbed" | "robbing" | "stole" | "stolen"
        | "confiscation" | "pillaged" | "plundered" | "hijacked" => true,
        "seized" | "seizing" | "commandeered" => near(),
        "removed" | "removing" => {
            follows(p, ix, 5, &GOODS) && !follows(p, ix, 4, &["men", "people", "rubble", "debris", "bodies"])
        }
        "took" | "taken" => {
            (p.at(ix + 1, &["away", "off", "the", "their", "all"]))
                && (follows(
                    p,
                    ix,
                    5,
                    &[
                        "phones",
                        "cash",
                        "money",
                        "belongings",
                        "valuables",
                        "medicine",
                        "supplies",
                        "equipment",
                        "kits",
                        "passports",
                    ],
                ) || p.at(ix + 1, &["off"]) && follows(p, ix, 4, &["trucks", "truck", "lorries"]))
        }
        "stripped" => near(),
        _ => false,
    };
    found.then_some((IncidentKind::Confiscation, 1))
}

const PEOPLE: [&str; 22] = [
    "men",
    "man",
    "boys",
    "boy",
    "women",
    "people",
    "civilians",
    "evacuees",
    "passengers",
    "sons",
    "son",
    "husband",
    "brother",
    "brothers",
    "fighters",
    "patients",
    "youths",
    "them",
    "him",
    "males",
    "families",
    "medics",
];

fn detention(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let near = || follows(p, ix, 6, &PEOPLE) || precedes(p, ix, 8, &PEOPLE) && ix > sentence.start;
    let found = match token.low.as_str() {
        "detained" | "abducted" | "kidnapped" | "arrested" | "detaining" | "abducting" | "kidnapping"
        | "arresting" | "abduction" | "abductions" | "arrests" => {
            !p.before(ix).is_some_and(|t| t.any(&["prisoners", "released", "of"]))
        }
        "rounded" => p.at(ix + 1, &["up"]),
        "taken" | "took" | "taking" | "led" | "dragged" | "hauled" | "pulled" | "removed" => {
            p.at(ix + 1, &["away", "off"]) && near() && !follows(p, ix, 5, &GOODS)
                || token.any(&["taking", "took", "taken"])
                    && follows(p, ix, 5, &["off", "away"])
                    && follows(p, ix, 4, &PEOPLE)
                || token.any(&["removed", "took", "dragged"])
                    && follows(p, ix, 4, &["men", "man", "boys", "sons"])
                || follows(p, ix, 2, &["prisoner", "hostage", "custody"])
                || follows(p, ix, 4, &["questioning", "interrogation"])
        }
        "separated" | "separating" => near(),
        "hostage" => precedes(p, ix, 3, &["taken", "took", "held"]),
        _ => false,
    };
    found.then_some((IncidentKind::Detention, 1))
}
