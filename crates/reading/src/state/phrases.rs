//! States told by more than one word: "taken off", "still at", "let go", "burned to death".
//!
//! Never here: single words.

use crate::sentence::Paragraph;

/// States told by two words: "taken off", "still at", "set out".
pub(super) fn of_words(p: &Paragraph, at: usize) -> Option<&'static str> {
    const CARRIERS: [&str; 7] = ["bus", "buses", "car", "cars", "ambulance", "convoy", "vehicle"];
    let next = |words: &[&str]| p.at(at + 1, words);
    let off = p.at(at, &["led", "taken", "marched", "dragged", "pulled"]) && next(&["away", "off"]);
    let from =
        p.at(at, &["dragged", "pulled"]) && next(&["from"]) && (at + 2..at + 5).any(|n| p.at(n, &CARRIERS));
    if off || from {
        Some("detained")
    } else if p.at(at, &["still"]) && next(&["in", "at", "inside", "there"]) {
        Some("still inside")
    } else if p.at(at, &["set"]) && next(&["off", "out"]) || p.at(at, &["brought"]) && brought_out(p, at) {
        Some("evacuated")
    } else if p.at(at, &["held"])
        && p.was(at, 1, &["were", "was", "been", "being"])
        && !next(&["up", "in", "on"])
    {
        Some("detained")
    } else if p.at(at, &["seen", "heard"]) && (1..4).any(|n| p.was(at, n, &["not", "never"])) {
        Some("missing")
    } else if p.at(at, &["let", "set"]) && next(&["go", "free"]) {
        Some("released")
    } else if p.at(at, &["burned", "burnt", "froze", "frozen", "crushed", "starved"]) && to_death(p, at) {
        Some("killed")
    } else if p.at(at, &["taken", "held"])
        && (at + 1..at + 9).any(|n| p.at(n, &["questioning", "interrogation"]))
    {
        Some("detained")
    } else {
        None
    }
}

fn to_death(p: &Paragraph, at: usize) -> bool {
    p.at(at + 1, &["to"]) && p.at(at + 2, &["death"])
}

/// "brought to safety", "brought out".
fn brought_out(p: &Paragraph, at: usize) -> bool {
    p.at(at + 1, &["out"]) || p.at(at + 1, &["to"]) && p.at(at + 2, &["safety"])
}
