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
    let seen =
        view(&operation(), &picture(&[(4000, hidden), (5000, told)]), Moment(9000), &mut Shown::default());
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
        let persons = crate::quantity::Persons { stretcher, wounded, other };
        let crowd = Shown::default().step(Moment(0)).crowd("out", persons);
        let rest = i64::from(crowd.total.value()) - i64::from(crowd.wounded.value()) - i64::from(crowd.other.value());
        prop_assert_eq!(rest.rem_euclid(5), 0);
    }

    /// Two views a step apart, whatever happened between: a number that moved stands for five people or more,
    /// a number that did not move hides up to four, and what is shown stays near the truth.
    #[test]
    fn no_two_views_give_away_fewer_than_five_people(
        first in 0u32..60, moves in proptest::collection::vec(-9i64..=9, 1..60),
    ) {
        let (mut shown, mut count) = (Shown::default(), i64::from(first));
        let mut last = (shown.step(Moment(0)).number("out", first), count);
        for (ix, by) in moves.into_iter().enumerate() {
            count = (count + by).max(0);
            let at = Moment((ix as i64 + 1) * STEP.seconds());
            let now = shown.step(at).number("out", count as u32);
            if now != last.0 {
                prop_assert!(count.abs_diff(last.1) >= u64::from(CELL), "{} {count}", last.1);
                last = (now, count);
            } else if count.abs_diff(last.1) >= u64::from(CELL) {
                last.1 = count;
            }
            prop_assert!(i64::from(now.value()).abs_diff(count) <= 2 * u64::from(CELL));
        }
    }

    /// A view that is asked for again, with statements that came late, is the same view; and no hub that starts
    /// again from what it kept shows another one.
    #[test]
    fn a_step_is_shown_once(first in 0u32..60, late in 0u32..60, next in 0u32..60) {
        let mut shown = Shown::default();
        let once = shown.step(Moment(600)).number("died", first);
        prop_assert_eq!(shown.step(Moment(600)).number("died", late), once);
        prop_assert_eq!(shown.step(Moment(0)).number("died", late), once);
        let mut again: Shown = serde_json::from_str(&serde_json::to_string(&shown).unwrap()).unwrap();
        prop_assert_eq!(again.step(Moment(1200)).number("died", next), shown.step(Moment(1200)).number("died", next));
    }
}
