//! What a person accepts of a report becomes a claim: which figure it is, and the fields of the statement.
//!
//! Never here: reading, or saying anything by itself.

mod happened;

pub use happened::{incident_of, moment_of, past_moment_of, place_of};

use evacuation::statement::{Claim, ClaimStanding, Observed, Said};
use reading::{How, Standing, singular};

/// The name of the figure that a proposal speaks of, so that claims of one thing meet: `people_out`, `deaths`, ….
/// A person may give it another.
pub fn figure_of(proposal: &reading::Claim) -> String {
    let head = proposal.unit.split_whitespace().last().unwrap_or_default();
    let one = singular(head);
    let says = |state: &str| proposal.scope.split(", ").any(|part| part == state);
    let part = proposal.scope.contains("of ");
    let people = [
        "person",
        "evacuee",
        "civilian",
        "resident",
        "inhabitant",
        "passenger",
        "displaced",
        "refugee",
        "human",
    ];
    let casualties = ["dead", "killed", "death", "body", "corpse", "fatality", "victim"];
    let name = match one.as_str() {
        _ if casualties.contains(&one.as_str()) || says("killed") => "deaths".to_owned(),
        "wounded" | "injured" | "patient" if says("evacuated") || part || says("arrived") => {
            "wounded_out".to_owned()
        }
        "wounded" | "injured" => "wounded".to_owned(),
        _ if says("wounded") => "wounded".to_owned(),
        _ if says("missing") => "people_missing".to_owned(),
        _ if says("detained") => "people_detained".to_owned(),
        _ if people.contains(&one.as_str()) && (says("still inside") || says("remaining")) => {
            "people_inside".to_owned()
        }
        _ if people.contains(&one.as_str()) && says("waiting") => "people_waiting".to_owned(),
        _ if people.contains(&one.as_str()) && (says("evacuated") || says("arrived") || one == "evacuee") => {
            "people_out".to_owned()
        }
        "fighter" | "militant" | "rebel" | "gunman" | "insurgent" => "fighters_out".to_owned(),
        "" => "unnamed".to_owned(),
        _ => slug(&proposal.unit),
    };
    match proposal.standing {
        Standing::Reported => name,
        Standing::Planned => format!("{name}_planned"),
        Standing::Denied => format!("{name}_denied"),
    }
}

/// Letters and digits, joined by low lines; short.
fn slug(words: &str) -> String {
    let plain: String =
        words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let parts: Vec<&str> = plain.split('_').filter(|part| !part.is_empty()).collect();
    parts.join("_").chars().take(40).collect()
}

/// The statement's claim, as proposed. Where the report can be read and how far it is believed, a person says.
pub fn claim_of(proposal: &reading::Claim, source: &str, grade: &str) -> Claim {
    Claim {
        claimant: tidy(&proposal.claimant),
        figure: figure_of(proposal),
        low: proposal.low,
        high: proposal.high,
        unit: tidy(&proposal.unit),
        scope: tidy(&proposal.scope),
        qualifier: tidy(&proposal.qualifier),
        as_of: tidy(&proposal.as_of),
        grade: grade.to_owned(),
        source: tidy(source),
        said: Some(Said {
            words: tidy(&proposal.quote),
            observed: match proposal.how {
                How::Seen => Observed::Seen,
                How::Heard => Observed::Heard,
                How::Told => Observed::Told,
            },
            place: tidy(&proposal.place),
            standing: match proposal.standing {
                Standing::Reported => ClaimStanding::Reported,
                Standing::Planned => ClaimStanding::Planned,
                Standing::Denied => ClaimStanding::Denied,
            },
            supersedes: None,
            contradicts: None,
        }),
    }
}

/// One line without signs that hide or steer, short enough for a statement.
pub fn tidy(text: &str) -> String {
    let shown = |c: char| {
        (!c.is_control() || c.is_whitespace())
            && !matches!(c, '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
    };
    let plain: String = text.chars().filter(|c| shown(*c)).collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut end = line.len().min(evacuation::statement::TEXT_BYTES_MAX);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, figures: &[&str]) {
        let reading = reading::read(text, None);
        let found: Vec<String> = reading.claims.iter().map(figure_of).collect();
        assert_eq!(found, figures, "{text}");
    }

    #[test]
    fn proposals_of_one_thing_have_one_name() {
        check(
            "A regime source said 951 evacuees, including 108 wounded, had left.",
            &["people_out", "wounded_out"],
        );
        check("Activists said 12 people were killed.", &["deaths"]);
        check("The UN said 5,000 people would be evacuated.", &["people_out_planned"]);
        check("The army said 20 buses left.", &["buses"]);
    }

    #[test]
    fn what_is_accepted_is_a_sound_statement() {
        let text = "A doctor\u{202e} said\r\n that 951 evacuees had left.";
        for proposal in reading::read(text, None).claims {
            let claim = claim_of(&proposal, "a wire", "F6");
            let fact = evacuation::statement::Fact::Claim(Box::new(claim));
            let statement = evacuation::statement::Statement { at: evacuation::quantity::Moment(0), fact };
            assert_eq!(statement.check(), Ok(()));
        }
    }
}
