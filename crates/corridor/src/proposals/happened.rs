//! An incident that a report proposes, as it would be stated: when it happened in the operation's time, at
//! which of its places.
//!
//! Never here: a moment made up where the report names no day; a person says it then.

use super::tidy;
use evacuation::operation::Operation;
use evacuation::quantity::{Moment, Span};
use evacuation::statement::{Incident, IncidentKind, Known};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use reading::How;

/// The statement of an incident as proposed. How far it is believed, a person says: `grade` is "C3".
pub fn incident_of(
    operation: &Operation,
    proposal: &reading::Incident,
    source: &str,
    grade: (&str, u8),
) -> Incident {
    let words = tidy(&proposal.place);
    Incident {
        kind: kind(proposal.kind),
        place: place_of(operation, &words).map_or(words, str::to_owned),
        lat_e6: None,
        lon_e6: None,
        known: match proposal.how {
            How::Seen => Known::Seen,
            How::Heard => Known::Heard,
            How::Told => Known::Told,
        },
        by: tidy(&proposal.claimant),
        party: None,
        reliability: grade.0.to_owned(),
        credibility: grade.1,
        trip: None,
        tokens: Vec::new(),
        words: tidy(&proposal.quote),
        source: tidy(&[source, &proposal.as_of].map(str::trim).join(" ")),
        share: false,
    }
}

fn kind(kind: reading::IncidentKind) -> IncidentKind {
    match kind {
        reading::IncidentKind::Shelling => IncidentKind::Shelling,
        reading::IncidentKind::Airstrike => IncidentKind::Airstrike,
        reading::IncidentKind::ShotAt => IncidentKind::ShotAt,
        reading::IncidentKind::Obstruction => IncidentKind::Obstruction,
        reading::IncidentKind::Detention => IncidentKind::Detention,
        reading::IncidentKind::Disappearance => IncidentKind::Disappearance,
        reading::IncidentKind::Confiscation => IncidentKind::Confiscation,
        reading::IncidentKind::AidRefused => IncidentKind::AidRefused,
    }
}

/// The operation's place that these words name, by its id or a name in any language; of several the longest.
pub fn place_of<'o>(operation: &'o Operation, words: &str) -> Option<&'o str> {
    let said = folded(words);
    let names = operation.places.iter().flat_map(|place| {
        let all = place.name.values().map(String::as_str).chain([place.id.as_str()]);
        all.map(move |name| (folded(name), place.id.as_str()))
    });
    let named =
        names.filter(|(name, _)| name.len() > 2 && format!(" {said} ").contains(&format!(" {name} ")));
    named.max_by_key(|(name, id)| (name.len(), std::cmp::Reverse(*id))).map(|(_, id)| id)
}

fn folded(words: &str) -> String {
    let plain: String =
        words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// When "2016-12-15T10:45", "…Z", "…+02:00" or "2016-12-15" was, in the operation's time; a time without a
/// zone is the operation's own, and of a day without a time its noon is taken.
pub fn moment_of(operation: &Operation, written: &str) -> Option<Moment> {
    let written = written.trim();
    if let Ok(stamp) = written.parse::<jiff::Timestamp>() {
        return Some(Moment(stamp.as_second().saturating_sub(operation.start_unix_s)));
    }
    // "2016-12-15T12:00Z" as reports are read.
    let (civil, zone) = match written.strip_suffix(['Z', 'z']) {
        Some(rest) => (rest, TimeZone::UTC),
        None => (written, TimeZone::get(&operation.timezone).unwrap_or(TimeZone::UTC)),
    };
    let has_time = civil.contains(['T', ' ']);
    let at: DateTime = if has_time {
        civil.parse().ok()?
    } else {
        civil.parse::<Date>().ok()?.to_datetime(Time::constant(12, 0, 0, 0))
    };
    let stamp = at.to_zoned(zone).ok()?.timestamp();
    Some(Moment(stamp.as_second().saturating_sub(operation.start_unix_s)))
}

/// The same for something that has happened by `now`: of a day that is not over, now is the latest.
pub fn past_moment_of(operation: &Operation, written: &str, now: Moment) -> Result<Moment, String> {
    let at = moment_of(operation, written).ok_or_else(|| {
        format!("'{}' is no moment: write 2016-12-15T10:45, or with a Z for GMT", tidy(written))
    })?;
    let whole_day = !written.trim().contains(['T', ' ']);
    if at <= now + ALLOWED_AHEAD {
        return Ok(at);
    }
    let still_runs = whole_day && at - now < Span(86_400);
    if still_runs { Ok(now) } else { Err(format!("{} is still to come", tidy(written))) }
}

/// So far clocks may differ.
const ALLOWED_AHEAD: Span = Span(120);

#[cfg(test)]
mod tests {
    use super::*;

    fn operation() -> Operation {
        let text = "[operation]\nname=\"x\"\ntimezone=\"Asia/Damascus\"\nstart=2016-12-15T14:00:00+02:00\nhorizon=\"48h\"\n\
            [[place]]\nid=\"ramouseh\"\nname={en=\"Ramouseh crossing\",ar=\"معبر الراموسة\"}\nkind=\"control_point\"\n\
            [[place]]\nid=\"square\"\nkind=\"staging\"\n[[place]]\nid=\"camp\"\nkind=\"reception\"\n\
            [[road]]\nfrom=\"square\"\nto=\"ramouseh\"\ntravel=\"5min\"\n[[road]]\nfrom=\"ramouseh\"\nto=\"camp\"\ntravel=\"5min\"\n";
        let read =
            evacuation::operation::read::read(text.as_bytes(), evacuation::operation::read::Format::Toml);
        read.operation.unwrap_or_else(|| panic!("{:?}", read.findings))
    }

    #[test]
    fn what_a_report_writes_is_a_moment_of_the_operation() {
        let operation = operation();
        let at = |written: &str| moment_of(&operation, written).map(Moment::seconds);
        assert_eq!(at("2016-12-15T14:10"), Some(600), "local");
        assert_eq!(at("2016-12-15T12:10Z"), Some(600), "GMT");
        assert_eq!(at("2016-12-15T12:10:00Z"), Some(600));
        assert_eq!(at("2016-12-15T14:10:00+02:00"), Some(600));
        assert_eq!(at("2016-12-15"), Some(-7200), "noon");
        assert_eq!(
            (at("Thursday"), at(""), at("2016-13-40"), at("9999-12-31T99:00")),
            (None, None, None, None)
        );
    }

    #[test]
    fn a_day_that_is_not_over_is_now_and_what_is_to_come_has_not_happened() {
        let operation = operation();
        let early = Moment(-4 * 3600);
        assert_eq!(past_moment_of(&operation, "2016-12-15", early), Ok(early));
        assert!(past_moment_of(&operation, "2016-12-17", early).is_err());
        assert!(past_moment_of(&operation, "2016-12-15T14:10", early).is_err());
        assert!(past_moment_of(&operation, "last week", early).is_err());
    }

    #[test]
    fn words_name_a_place_of_the_operation() {
        let operation = operation();
        assert_eq!(place_of(&operation, "the Ramouseh crossing"), Some("ramouseh"));
        assert_eq!(place_of(&operation, "RAMOUSEH"), Some("ramouseh"));
        assert_eq!(place_of(&operation, "معبر الراموسة"), Some("ramouseh"));
        assert_eq!((place_of(&operation, "Ramouse"), place_of(&operation, "")), (None, None));
    }

    #[test]
    fn what_is_accepted_is_a_sound_statement() {
        let text =
            "ALEPPO, Dec 15 2016 (Reuters) - Shells hit the Ramouseh crossing at 1210 GMT, a doctor said.";
        let reading = reading::read(text, None);
        let proposal = &reading.incidents[0];
        let incident = incident_of(&operation(), proposal, "a wire", ("C", 3));
        assert_eq!((incident.kind, incident.place.as_str()), (IncidentKind::Shelling, "ramouseh"));
        assert_eq!(moment_of(&operation(), &proposal.as_of), Some(Moment(600)), "{proposal:?}");
        let fact = evacuation::statement::Fact::Incident(Box::new(incident));
        assert_eq!(evacuation::statement::Statement { at: Moment(600), fact }.check(), Ok(()));
    }
}
