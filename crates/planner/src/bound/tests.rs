//! From the fluid's first prices on: what is proven is above the plainest bound and below every plan.
//!
//! Never here: what the fluid is worth as a guide.

use super::{Prover, alone, end};
use crate::construct::tape::Tape;
use crate::construct::{Ground, construct};
use crate::cost::cost;
use crate::fluid::Fluid;
use crate::problem::Problem;
use evacuation::operation::Minimise;
use evacuation::operation::read::{Format, read};

/// Twelve buses, a control point that lets four in every quarter of an hour, fewer escorts than buses.
pub(super) const OPERATION: &str = r#"
    [operation]
    name = "bound"
    timezone = "UTC"
    start = 2026-01-01T00:00:00Z
    horizon = 60_000
    [[place]]
    id = "stage"
    kind = "staging"
    bays = 6
    turnround = { fixed = 300, seat = 4 }
    [[place]]
    id = "line"
    kind = "control_point"
    convoy_max = 4
    headway = 900
    inspection = 60
    [[place]]
    id = "safe"
    kind = "reception"
    bays = 4
    turnround = { fixed = 200 }
    [[road]]
    from = "stage"
    to = "line"
    travel = 900
    [[road]]
    from = "line"
    to = "safe"
    travel = 1500
    [[fleet]]
    id = "bus"
    count = 12
    at = "stage"
    seats = 50
    [escorts]
    count = 10
    [[people]]
    id = "people"
    at = "stage"
    parties = [{ count = 800, other = 5 }]
"#;

#[test]
fn a_sketch_proves_much_at_once_and_nothing_beyond_a_plan() {
    let operation = read(OPERATION.as_bytes(), Format::Toml).operation.unwrap();
    let problem = Problem::new(&operation);
    let made = construct(&Ground::new(&problem), &Tape::default());
    let value = cost(&problem, &made).value(Minimise::Exposure) * 3600.0;
    let sketch = Fluid::sketch(&problem, end(&problem, &made).unwrap()).unwrap();
    let mut prover = Prover::new(&problem, &made, Some(&sketch)).unwrap();
    prover.step(&|| false);
    assert_eq!(prover.at(), (0, 0));
    assert!(prover.best > 2.0 * alone::bound(&problem) && prover.best > 0.7 * value);
    let mut before = prover.best;
    while !prover.is_over() && prover.at() < (1, 40) {
        prover.step(&|| false);
        assert!(prover.best >= before && prover.best <= value);
        before = prover.best;
    }
    assert!(prover.at() >= (1, 40) && before > 0.9 * value, "{before} of {value}");
}

#[test]
fn stopped_at_once_it_is_over_and_keeps_what_is_known() {
    let operation = read(OPERATION.as_bytes(), Format::Toml).operation.unwrap();
    let problem = Problem::new(&operation);
    let made = construct(&Ground::new(&problem), &Tape::default());
    let sketch = Fluid::sketch(&problem, end(&problem, &made).unwrap()).unwrap();
    let mut prover = Prover::new(&problem, &made, Some(&sketch)).unwrap();
    while !prover.is_over() {
        prover.step(&|| true);
    }
    assert_eq!(prover.best, alone::bound(&problem));
}
