//! What is said before anybody moves: registration, agreement, the plan, and what others claimed.
//!
//! Never here: the road.

use crate::chance::Chance;
use crate::crew::Crew;
use crate::crowd::{Crowd, Party};
use evacuation::operation::{Operation, ReportedClaim};
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use evacuation::statement::{Adopt, Agree, Answer, Claim, DESTINATIONS_MAX, Fact, Register, TOKENS_MAX};

/// Parties are registered so long before they are ready, at most and at least.
const REGISTERED_BEFORE: (i64, i64) = (3 * 3600, 25 * 60);

/// When the first device enrols.
pub(crate) fn begins(operation: &Operation) -> Moment {
    let first = operation.people.iter().map(|people| people.ready).min().unwrap_or_default();
    first.min(Moment::START) - Span(REGISTERED_BEFORE.0 + 1800)
}

/// Every party is registered and answers.
pub(crate) fn register(operation: &Operation, crowd: &Crowd, crew: &mut Crew, seed: u64) {
    let mut chance = Chance::new(seed, "registration");
    let language = language(&operation.timezone);
    for party in &crowd.parties {
        let at = party.ready - Span(chance.between(REGISTERED_BEFORE.1, REGISTERED_BEFORE.0));
        let group = &operation.people[party.people];
        let device = crew.registrar(party.place);
        for some in party.members.chunks(TOKENS_MAX) {
            let register = Register {
                party: party.token,
                members: some.iter().map(|member| crowd.persons[*member].member).collect(),
                place: operation.place(party.place).id.clone(),
                people: Some(group.id.clone()),
                class: u32::try_from(party.class).ok(),
            };
            crew.say(device, at, Fact::Register(register));
        }
        let told = at + Span(chance.between(60, 240));
        if party.answer == Answer::Withdrawn {
            crew.say(device, told, agree(operation, party, Answer::Yes, language));
            let later = told + Span(chance.between(60, 15 * 60));
            crew.say(device, later, agree(operation, party, Answer::Withdrawn, language));
        } else {
            crew.say(device, told, agree(operation, party, party.answer, language));
        }
    }
}

fn agree(operation: &Operation, party: &Party, answer: Answer, language: &str) -> Fact {
    let destinations = match &operation.people[party.people].to {
        Some(agreed) => {
            agreed.iter().take(DESTINATIONS_MAX).map(|place| operation.place(*place).id.clone()).collect()
        }
        None => Vec::new(),
    };
    Fact::Agree(Agree {
        party: party.token,
        answer,
        destinations,
        language: language.to_owned(),
        told: "where the bus goes, that nobody can promise safety, that one may stay".to_owned(),
    })
}

/// The language in which a registrar is likely to speak to people.
fn language(timezone: &str) -> &'static str {
    match timezone {
        "Asia/Damascus" | "Asia/Baghdad" | "Asia/Gaza" | "Africa/Khartoum" => "ar",
        "Europe/Kyiv" | "Europe/Kiev" => "uk",
        "Asia/Kabul" => "fa",
        _ => "en",
    }
}

/// The coordinator adopts the plan.
pub(crate) fn adopt(plan: &Plan, plan_sha256: [u8; 32], crew: &mut Crew, at: Moment) {
    let summary = format!(
        "{} trips, {} persons, {:.0} person-hours",
        plan.trips.len(),
        plan.delivered,
        plan.exposure_person_h
    );
    crew.say(crew.coordinator, at, Fact::Adopt(Adopt { plan_sha256, summary }));
}

/// What others said, at the time that it is said to hold for.
pub(crate) fn claims(operation: &Operation, crew: &mut Crew, begins: Moment) {
    for claim in &operation.claims {
        let at = said_at(operation, &claim.as_of).unwrap_or_default();
        let at = at.clamp(begins, Moment::START + operation.horizon);
        crew.say(crew.monitor, at, Fact::Claim(Box::new(stated(claim))));
    }
}

fn stated(claim: &ReportedClaim) -> Claim {
    let ReportedClaim { claimant, figure, low, high, unit, scope, qualifier, as_of, grade, source } =
        claim.clone();
    Claim { claimant, figure, low, high, unit, scope, qualifier, as_of, grade, source, said: None }
}

/// An ISO date and time; a date alone is taken as its evening, when the day's figures are known.
fn said_at(operation: &Operation, as_of: &str) -> Option<Moment> {
    let zone = jiff::tz::TimeZone::get(&operation.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    let unix = if let Ok(timestamp) = as_of.parse::<jiff::Timestamp>() {
        timestamp.as_second()
    } else if let Ok(date) = as_of.parse::<jiff::civil::Date>().map(|date| date.at(18, 0, 0, 0))
        && as_of.len() <= 10
    {
        date.to_zoned(zone).ok()?.timestamp().as_second()
    } else {
        as_of.parse::<jiff::civil::DateTime>().ok()?.to_zoned(zone).ok()?.timestamp().as_second()
    };
    Some(Moment(unix.saturating_sub(operation.start_unix_s)))
}
