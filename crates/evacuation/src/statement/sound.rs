//! What a statement must keep so that nobody is misled or flooded by it: lists and texts of sensible
//! length, places on Earth, moments near the operation, and no signs in texts that hide or turn around
//! what is written. A statement that fails is refused whole; nothing in it is repaired.
//!
//! Never here: whether what it says is true, or fits other statements (`account`).

mod medical;
mod settling;
mod watch;

use super::{Fact, Member, Statement, StatementError, TOKENS_MAX};
use crate::convoy::TripId;
use crate::operation::limits;
use crate::people::Token;
use minicbor::bytes::ByteArray;
use std::collections::BTreeSet;

/// Bytes of an id, or of a place in words, at most.
pub const ID_BYTES_MAX: usize = 200;
/// Bytes of a free text at most.
pub const TEXT_BYTES_MAX: usize = 2_000;
/// Destinations in one answer at most.
pub const DESTINATIONS_MAX: usize = 64;
/// Persons counted on one vehicle, and escorts, at most.
pub const COUNT_MAX: u32 = 10_000;
/// The largest figure that a claim may give, either way.
pub const CLAIM_MAX: i64 = 1_000_000_000_000;

/// Custodians of one group at most.
pub const CUSTODIANS_MAX: usize = 16;
/// Bytes of a group's name at most.
pub const GROUP_BYTES_MAX: usize = 64;
/// Bytes of one piece of a plan at most.
pub const PLAN_PART_BYTES_MAX: usize = 24 * 1024;
/// Pieces of one plan at most: 96 MiB.
pub const PLAN_PARTS_MAX: u32 = 4096;

type Sound = Result<(), StatementError>;

fn absurd(what: impl Into<String>) -> Sound {
    Err(StatementError::Absurd(what.into()))
}

impl Statement {
    /// Whether it keeps the bounds of this module; [`Statement::decode`] takes no other.
    pub fn check(&self) -> Result<(), StatementError> {
        if self.at.seconds().unsigned_abs() > limits::SPAN_S_MAX.unsigned_abs() {
            return absurd("it is said to have happened more than ten years from the start of the operation");
        }
        check_fact(&self.fact)
    }
}

fn check_fact(fact: &Fact) -> Sound {
    if let Some(place) = fact.place() {
        id("place", place)?;
    }
    match fact {
        Fact::Enrol(f) => id("label", &f.label),
        Fact::Adopt(f) => text("summary", &f.summary),
        Fact::Register(_) | Fact::Agree(_) | Fact::Assign(_) => check_parties(fact),
        Fact::Board(f) | Fact::Alight(f) => trip(&f.trip).and(tokens("persons", &f.tokens)),
        Fact::Depart(f) => trip(&f.trip).and(id("destination", &f.to)).and(count("escorts", f.escorts)),
        Fact::Pass(f) => trip(&f.trip).and(count("headcount", f.headcount.unwrap_or(0))),
        Fact::Arrive(f) => trip(&f.trip),
        Fact::Receive(f) => f.trip.as_ref().map_or(Ok(()), trip).and(tokens("persons", &f.tokens)),
        Fact::HandOver(f) => {
            f.trip.as_ref().map_or(Ok(()), trip)?;
            tokens("persons", &f.tokens).and(id("receiving organisation", &f.to))
        }
        Fact::Remove(f) => {
            trip(&f.trip)?;
            tokens("persons", &f.tokens)?;
            f.witness.as_ref().map_or(Ok(()), |witness| text("witness", witness))?;
            text("by whom", &f.by).and(grade(&f.grade))
        }
        Fact::Die(f) => f.trip.as_ref().map_or(Ok(()), trip),
        Fact::Born(f) => f.trip.as_ref().map_or(Ok(()), trip),
        Fact::BreakDown(f) => f.trip.as_ref().map_or(Ok(()), trip).and(id("vehicle", &f.vehicle)),
        Fact::Suspend(f) | Fact::Reopen(f) => text("reason", &f.reason),
        Fact::Position(f) => {
            id("vehicle", &f.vehicle)?;
            if f.lat_e6.unsigned_abs() > 90_000_000 || f.lon_e6.unsigned_abs() > 180_000_000 {
                return absurd("the position is not on Earth");
            }
            Ok(())
        }
        Fact::Headcount(f) => trip(&f.trip).and(count("headcount", f.count)),
        Fact::Claim(_) => check_claim(fact),
        Fact::Correct(f) => text("why", &f.why),
        Fact::Admit(f) => f.place.as_ref().map_or(Ok(()), |place| id("place", place)),
        Fact::Revoke(f) => text("why", &f.why),
        Fact::Release(f) => {
            if f.entries.is_empty() || f.entries.len() > TOKENS_MAX {
                return absurd(format!("a release names 1 to {TOKENS_MAX} entries"));
            }
            text("why", &f.why)
        }
        Fact::Entrust(_) | Fact::Unseal(_) | Fact::Shred(_) => check_custody(fact),
        Fact::Needs(_) | Fact::Accompany(_) | Fact::Split(_) | Fact::Clear(_) | Fact::Countersign(_) => {
            check_care(fact)
        }
        Fact::Note(_) | Fact::ReadNote(_) => medical::check(fact),
        Fact::Ticket(_) | Fact::Close(_) | Fact::Twin(_) => settling::check(fact),
        Fact::Attend(_) | Fact::Transcribe(_) => settling::check(fact),
        fact if fact.is_watch() => watch::check(fact),
        Fact::PlanPart(f) => {
            if f.part >= f.parts || f.parts > PLAN_PARTS_MAX {
                return absurd(format!("a plan has at most {PLAN_PARTS_MAX} pieces, counted from 0"));
            }
            if f.bytes.is_empty() || f.bytes.len() > PLAN_PART_BYTES_MAX {
                return absurd(format!("a piece of a plan has 1 to {PLAN_PART_BYTES_MAX} bytes"));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn check_care(fact: &Fact) -> Sound {
    match fact {
        Fact::Needs(f) if f.companion == Some(f.token) => absurd("nobody is their own companion"),
        Fact::Accompany(f) => {
            if f.from == f.child.as_str() || f.to == f.child.as_str() {
                return absurd("a child does not answer for itself");
            }
            id("who answers at the start", &f.from).and(id("who answers at the end", &f.to))
        }
        Fact::Split(f) => tokens("members", &f.members),
        Fact::Clear(f) => {
            trip(&f.trip)?;
            count("count", f.counted).and(count("number of codes", f.scanned))?;
            let Some(reason) = &f.reason else {
                let agree = f.counted == f.scanned;
                return if agree { Ok(()) } else { absurd("the count and the codes differ: say why") };
            };
            id("reason", reason)
        }
        _ => Ok(()),
    }
}

fn check_custody(fact: &Fact) -> Sound {
    let blobs = |blobs: &[ByteArray<32>]| match blobs.len() {
        1..=TOKENS_MAX => Ok(()),
        _ => absurd(format!("1 to {TOKENS_MAX} blobs are named")),
    };
    match fact {
        Fact::Entrust(f) => {
            let distinct: BTreeSet<[u8; 32]> = f.keys.iter().map(|key| **key).collect();
            let enough = f.threshold >= 2 && f.threshold as usize <= f.keys.len();
            if !enough || f.keys.len() > CUSTODIANS_MAX || distinct.len() != f.keys.len() {
                return absurd(format!(
                    "2 to {CUSTODIANS_MAX} different custodians, of whom at least 2 must agree"
                ));
            }
            if f.group.is_empty() || f.group.len() > GROUP_BYTES_MAX {
                return absurd(format!("a group is named in 1 to {GROUP_BYTES_MAX} bytes"));
            }
            id("group", &f.group)
        }
        Fact::Unseal(f) => {
            if f.purpose.trim().is_empty() {
                return absurd("a release says what for");
            }
            blobs(&f.blobs).and(text("purpose", &f.purpose))
        }
        Fact::Shred(f) => blobs(&f.blobs).and(text("why", &f.why)),
        _ => Ok(()),
    }
}

fn check_parties(fact: &Fact) -> Sound {
    match fact {
        Fact::Register(f) => {
            let members: Vec<Token> = f.members.iter().map(|Member { token, .. }| *token).collect();
            tokens("members", &members)?;
            f.people.as_ref().map_or(Ok(()), |people| id("people", people))?;
            if f.class.is_some_and(|class| class as usize >= limits::ROWS_MAX) {
                return absurd("no people group has so many classes of party");
            }
            Ok(())
        }
        Fact::Agree(f) => {
            if f.destinations.len() > DESTINATIONS_MAX {
                return absurd(format!("an answer names at most {DESTINATIONS_MAX} destinations"));
            }
            f.destinations.iter().try_for_each(|place| id("destination", place))?;
            text("told", &f.told).and(language(&f.language))
        }
        Fact::Assign(f) => trip(&f.trip).and(tokens("parties", &f.parties)),
        _ => Ok(()),
    }
}

fn check_claim(fact: &Fact) -> Sound {
    let Fact::Claim(f) = fact else { return Ok(()) };
    if f.claimant.trim().is_empty() || f.figure.trim().is_empty() {
        return absurd("a claim says who made it and what it counts");
    }
    for (name, value) in [
        ("claimant", &f.claimant),
        ("figure", &f.figure),
        ("unit", &f.unit),
        ("scope", &f.scope),
        ("qualifier", &f.qualifier),
        ("as of", &f.as_of),
        ("source", &f.source),
    ] {
        text(name, value)?;
    }
    if let Some(said) = &f.said {
        text("words", &said.words).and(text("place", &said.place))?;
    }
    if f.low > f.high {
        return absurd("the lowest value said is above the highest");
    }
    if f.low.unsigned_abs().max(f.high.unsigned_abs()) > CLAIM_MAX.unsigned_abs() {
        return absurd("no figure of an evacuation is so large");
    }
    grade(&f.grade)
}

/// Not empty, and short: names of places, vehicles, posts, organisations.
fn id(name: &str, value: &str) -> Sound {
    if value.trim().is_empty() {
        return absurd(format!("the {name} is empty"));
    }
    if value.len() > ID_BYTES_MAX {
        return absurd(format!("the {name} is longer than {ID_BYTES_MAX} bytes"));
    }
    plain(name, value)
}

/// Free text: may be empty.
fn text(name: &str, value: &str) -> Sound {
    if value.len() > TEXT_BYTES_MAX {
        return absurd(format!("the text '{name}' is longer than {TEXT_BYTES_MAX} bytes"));
    }
    plain(name, value)
}

/// No sign that steers a terminal, breaks a line, hides, or turns the direction of what follows
/// (Unicode Technical Report 36). The joiners of Arabic and Persian and the plain direction marks stay.
fn plain(name: &str, value: &str) -> Sound {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
            || matches!(c, '\u{E0000}'..='\u{E007F}')
    };
    // Most texts are short and plain; each of many millions is looked at.
    if value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Ok(());
    }
    match value.chars().find(|c| steers(*c)) {
        Some(c) => absurd(format!("the {name} contains the invisible sign U+{:04X}", u32::from(c))),
        None => Ok(()),
    }
}

fn trip(trip: &TripId) -> Sound {
    id("vehicle", &trip.vehicle)
}

/// At least one, not too many, none twice.
fn tokens(name: &str, tokens: &[Token]) -> Sound {
    if tokens.is_empty() {
        return absurd(format!("it names no {name}"));
    }
    if tokens.len() > TOKENS_MAX {
        return absurd(format!("it names {} {name}; at most {TOKENS_MAX} are taken", tokens.len()));
    }
    if tokens.len() > 1 && tokens.iter().collect::<BTreeSet<&Token>>().len() < tokens.len() {
        return absurd(format!("it names one of its {name} twice"));
    }
    Ok(())
}

fn count(name: &str, count: u32) -> Sound {
    if count > COUNT_MAX {
        return absurd(format!("{count} is no {name}: no vehicle holds more than {COUNT_MAX}"));
    }
    Ok(())
}

/// Whether this is a grade of the Admiralty scale: reliability A to F, then credibility 1 to 6.
pub fn is_grade(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'F', b'1'..=b'6'])
}

/// What is said of a text that is none.
pub const NO_GRADE: &str = "a grade is a letter from A to F and a digit from 1 to 6, such as C3";

fn grade(grade: &str) -> Sound {
    if is_grade(grade) { Ok(()) } else { absurd(NO_GRADE) }
}

/// The outer form of a BCP 47 tag.
fn language(tag: &str) -> Sound {
    let is_tag = (2..=35).contains(&tag.len())
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if is_tag { Ok(()) } else { absurd("the language is a tag such as ar or ar-SY") }
}
