//! What is taken: goods and belongings, and people.
//!
//! Never here: other kinds of incident.

use super::{follows, precedes};
use crate::IncidentKind;
use crate::sentence::Paragraph;
use std::ops::Range;

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

pub(super) fn confiscation(
    p: &Paragraph,
    sentence: &Range<usize>,
    ix: usize,
) -> Option<(IncidentKind, usize)> {
    let token = p.token(ix)?;
    let near = || follows(p, ix, 7, &GOODS) || precedes(p, ix, 7, &GOODS) && ix > sentence.start;
    let found = match token.low.as_str() {
        "looted" | "looting" | "confiscated" | "confiscating" | "robbed" | "robbing" | "stole" | "stolen"
        | "confiscation" | "pillaged" | "plundered" | "hijacked" => true,
        "seized" | "seizing" | "commandeered" => near(),
        "removed" | "removing" => {
            follows(p, ix, 5, &GOODS)
                && !taken_off(p, ix)
                && !follows(p, ix, 4, &["men", "people", "rubble", "debris", "bodies"])
        }
        "took" | "taken" if possessions(p, ix) => true,
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
                || p.at(ix + 1, &["out"])
                    && follows(
                        p,
                        ix,
                        4,
                        &["kits", "supplies", "medicines", "medicine", "items", "equipment", "goods"],
                    )
        }
        "stripped" => near(),
        "emptied" => follows(p, ix, 4, &["gunmen", "militiamen", "soldiers", "fighters", "men"]),
        _ => false,
    };
    found.then_some((IncidentKind::Confiscation, 1))
}

/// "their phones had been taken", "guards took identity papers".
fn possessions(p: &Paragraph, ix: usize) -> bool {
    const OWN: [&str; 14] = [
        "phones",
        "phone",
        "papers",
        "passports",
        "documents",
        "jewellery",
        "belongings",
        "cash",
        "money",
        "valuables",
        "luggage",
        "watches",
        "savings",
        "ids",
    ];
    let passive = p.was(ix, 1, &["been", "were", "was", "being"]) && precedes(p, ix, 4, &OWN);
    passive || p.at(ix, &["took"]) && follows(p, ix, 4, &OWN)
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

/// "a driver was removed from vehicle 2": a person, off what carried him.
fn taken_off(p: &Paragraph, ix: usize) -> bool {
    const CARRIERS: [&str; 12] = [
        "bus",
        "buses",
        "vehicle",
        "vehicles",
        "ambulance",
        "ambulances",
        "car",
        "cars",
        "convoy",
        "truck",
        "trucks",
        "coach",
    ];
    let token_fits = p.at(ix, &["removed", "taken", "pulled", "dragged", "hauled", "ordered"]);
    token_fits
        && p.at(ix + 1, &["from", "off"])
        && follows(p, ix, 4, &CARRIERS)
        && (precedes(p, ix, 6, &PEOPLE)
            || precedes(
                p,
                ix,
                6,
                &[
                    "driver",
                    "drivers",
                    "staff",
                    "passenger",
                    "paramedic",
                    "nurse",
                    "doctor",
                    "person",
                    "persons",
                    "delegate",
                ],
            ))
}

pub(super) fn detention(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> Option<(IncidentKind, usize)> {
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
                || taken_off(p, ix)
                || follows(p, ix, 2, &["prisoner", "hostage", "custody"])
                || follows(p, ix, 8, &["questioning", "interrogation"])
                || p.at(ix, &["taken"]) && follows(p, ix, 8, &["will"]) && follows(p, ix, 6, &["against"])
        }
        "separated" | "separating" => near(),
        "forcibly" => p.at(ix + 1, &["taken", "deported", "transferred", "removed", "moved"]),
        "held"
            if follows(
                p,
                ix,
                6,
                &["screening", "interrogation", "questioning", "prison", "detention", "custody"],
            ) && near() =>
        {
            true
        }
        "held" => {
            precedes(
                p,
                ix,
                4,
                &["crew", "driver", "drivers", "staff", "team", "men", "paramedics", "delegates", "workers"],
            ) && follows(p, ix, 5, &["hours", "hour", "days", "day", "questioning"])
        }
        "hostage" => precedes(p, ix, 3, &["taken", "took", "held"]),
        _ => false,
    };
    found.then_some((IncidentKind::Detention, 1))
}
