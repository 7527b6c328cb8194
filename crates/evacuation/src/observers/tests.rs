//! What an outsider can work out from what is published: nothing about fewer than five people.

use super::*;
use crate::truce::tests::{fire, operation, picture};
use proptest::prelude::*;

#[test]
fn small_cells_say_only_that_they_are_small() {
    let json = |count| serde_json::to_string(&Coarse::of(count)).unwrap();
    assert_eq!(
        (json(0).as_str(), json(4).as_str(), json(5).as_str(), json(951).as_str()),
        ("null", "null", "5", "950")
    );
}

#[test]
fn the_moment_is_late_and_moves_in_steps() {
    assert_eq!(as_of(Moment(3600)), Moment(1800));
    assert_eq!(as_of(Moment(3600 + 599)), Moment(1800));
    assert_eq!(as_of(Moment(0)), Moment(-1800));
}

#[test]
fn a_view_tells_an_incident_only_if_it_may_and_never_its_words() {
    let mut hidden = fire(37_060_000, Some("west"), ("A", 1));
    let crate::statement::Fact::Incident(incident) = &mut hidden else { return };
    incident.share = false;
    incident.words = "SECRET NAME".to_owned();
    let mut told = fire(37_050_000, Some("A name typed as a party"), ("A", 1));
    let crate::statement::Fact::Incident(incident) = &mut told else { return };
    incident.words = "SECRET NAME".to_owned();
    incident.by = "SECRET NAME".to_owned();
    incident.place = "house of SECRET NAME".to_owned();
    let seen = view(&operation(), &picture(&[(4000, hidden), (5000, told)]), Moment(9000));
    assert_eq!(seen.incidents.len(), 1);
    assert_eq!((seen.incidents[0].hour, seen.incidents[0].within_km), (Moment(3600), Some(2)));
    let json = serde_json::to_string(&seen).unwrap();
    assert!(!json.contains("SECRET") && !json.contains("typed as a party"), "{json}");
}

proptest! {
    /// Any two true counts that differ by fewer than five people may have the same published numbers or
    /// numbers that also belong to counts that differ by five: no published difference is from 1 to 4.
    #[test]
    fn no_sum_or_difference_of_published_numbers_is_a_small_cell(
        cells in proptest::collection::vec(0u32..2_000, 1..8), signs in proptest::collection::vec(-1i64..=1, 8),
    ) {
        let published = cells.iter().map(|count| i64::from(Coarse::of(*count).value()));
        let mix: i64 = published.zip(&signs).map(|(value, sign)| value * sign).sum();
        prop_assert_eq!(mix.rem_euclid(i64::from(CELL)), 0);
    }

    #[test]
    fn a_published_number_fits_at_least_five_true_ones(count in 0u32..100_000) {
        let shown = Coarse::of(count);
        let same = (count.saturating_sub(5)..=count + 5).filter(|other| Coarse::of(*other) == shown).count();
        let least = if count < 8 { 3 } else { 5 };
        prop_assert!(same >= least);
        prop_assert!(i64::from(shown.value()).abs_diff(i64::from(count)) < u64::from(CELL));
    }

    #[test]
    fn the_total_does_not_give_away_a_category(stretcher in 0u32..40, wounded in 0u32..40, other in 0u32..400) {
        let crowd = Crowd::from(Persons { stretcher, wounded, other });
        let rest = i64::from(crowd.total.value()) - i64::from(crowd.wounded.value()) - i64::from(crowd.other.value());
        prop_assert_eq!(rest.rem_euclid(5), 0);
    }
}
