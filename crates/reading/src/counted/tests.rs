//! What numbers count, by example. Never here: the labelled texts (`bench/intake`).

use super::*;
use crate::number::numbers;
use crate::sentence::paragraphs;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let read = |p: Paragraph| {
        let mut units = Vec::new();
        let mut earlier = Earlier::default();
        for s in &p.sentences {
            for number in numbers(&p, s, &[]) {
                let found = counted(&p, s, &number, &earlier).map(|counted| counted.unit);
                found.iter().for_each(|unit| earlier.note(unit, 1));
                units.extend(found);
            }
        }
        units
    };
    assert_eq!(paragraphs(text).flat_map(read).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn nouns_after_the_number() {
    check("951 evacuees, including 108 wounded", &["evacuees", "wounded"]);
    check("four buses and two Red Crescent ambulances", &["buses", "ambulances"]);
    check("50 people wounded in two attacks", &["people", "attacks"]);
    check("20,000 women and children", &["women and children"]);
    check("137 people, 65 of them children", &["people", "children"]);
    check("301 patients, of whom 93 were critical", &["patients", "patients"]);
    check("12 metric tons of food and 5,600 food parcels", &["metric tons", "food parcels"]);
    check("dozens of armed men", &["men"]);
    check("two sides met on three points", &[]);
}

#[test]
fn nouns_that_are_understood() {
    check("an attack killing 12 and wounding at least 30", &["people", "people"]);
    check("951 were evacuated", &["people"]);
    check("the death toll has risen to 126", &["deaths"]);
    check("put the number of evacuees at 8,200", &["evacuees"]);
    check("One person was killed and one injured.", &["people", "injured"]);
}
