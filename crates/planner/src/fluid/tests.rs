//! The fluid on one way over one control point: what is short has the price.
//!
//! Never here: plans.

use super::{Fluid, Guide, Unsolved};
use crate::fluid::GRAINS;
use crate::problem::{Problem, Seconds};
use evacuation::operation::read::{Format, read};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

const HORIZON: Seconds = 40_000;

/// One way over one control point: so many buses, a headway of so much, an escort for so many.
fn solved(buses: u32, headway: Seconds, escorts: u32, check: impl Fn(&Problem, &Fluid)) {
    let text = format!(
        r#"
        [operation]
        name = "fluid"
        timezone = "UTC"
        start = 2026-01-01T00:00:00Z
        horizon = {HORIZON}
        [[place]]
        id = "stage"
        kind = "staging"
        bays = 20
        turnround = {{ fixed = 300 }}
        [[place]]
        id = "line"
        kind = "control_point"
        convoy_max = 4
        headway = {headway}
        [[place]]
        id = "safe"
        kind = "reception"
        [[road]]
        from = "stage"
        to = "line"
        travel = 600
        [[road]]
        from = "line"
        to = "safe"
        travel = 1200
        [[fleet]]
        id = "bus"
        count = {buses}
        at = "stage"
        seats = 50
        [escorts]
        count = {escorts}
        [[people]]
        id = "people"
        at = "stage"
        parties = [{{ count = 1000, other = 5 }}]
        "#
    );
    let operation = read(text.as_bytes(), Format::Toml).operation.unwrap();
    let problem = Problem::new(&operation);
    let never = Arc::new(AtomicBool::new(false));
    check(&problem, &Unsolved::new(&problem, HORIZON, GRAINS - 1).solve(&never).unwrap());
}

#[test]
fn what_is_short_has_the_price() {
    // 5,000 people are 100 loads. Ten buses go about every hour: they are short, the rest is not.
    solved(10, 60, 100, |problem, fluid| {
        assert!(fluid.vehicle_worth(problem, 0) > 1e6);
        assert!(fluid.gate_worth(0) < 0.02 * fluid.vehicle_worth(problem, 0));
        assert!(fluid.escort_worth() < 0.02 * fluid.vehicle_worth(problem, 0));
    });
    // With four an hour let through the control point is.
    solved(60, 3600, 100, |problem, fluid| {
        assert!(fluid.gate_worth(0) > 1e7);
        assert!(fluid.vehicle_worth(problem, 0) < 0.02 * fluid.gate_worth(0));
        assert!(fluid.gate_price(0, 8000.0) > fluid.gate_price(0, 30_000.0));
    });
    // With five escorts for sixty buses the escorts are.
    solved(60, 60, 5, |problem, fluid| {
        assert!(fluid.escort_worth() > 1e6);
        assert!(fluid.vehicle_worth(problem, 0) < 0.02 * fluid.escort_worth());
    });
}

#[test]
fn who_gets_out_late_is_dear_and_nobody_dearer_than_left_behind() {
    solved(10, 60, 100, |problem, fluid| {
        let prices = fluid.unit_prices(problem);
        assert_eq!(prices.len(), 1);
        assert!(prices[0] > 20_000.0 && prices[0] <= problem.late, "{prices:?}");
    });
}

#[test]
fn the_guide_sends_no_more_than_the_fluid() {
    solved(10, 60, 100, |problem, fluid| {
        let guide = Guide::new(problem, fluid);
        let mut done = guide.nothing_done();
        let mut before = 0;
        for number in 0..100 {
            let due = guide.load_due(&done, 0, 0);
            assert!(due >= before && due <= HORIZON);
            // Ten at once, and each again after a round trip of an hour.
            assert!(due >= (number / 10) * 3000, "number {number} at {due}");
            guide.count_load(&mut done, 0, 0, true);
            before = due;
        }
    });
}

#[test]
fn given_up_before_it_is_solved_it_says_nothing() {
    solved(10, 60, 100, |problem, _| {
        let over = Arc::new(AtomicBool::new(true));
        assert!(Unsolved::new(problem, HORIZON, GRAINS - 1).solve(&over).is_none());
    });
}

/// From `a` to the far place two control points, to the near one none; from `b` to the near one the second of
/// both. Who goes to the near place only may not go through the first, though that leads to the second.
#[test]
fn a_control_point_may_lead_on_to_where_nobody_gets_by_it() {
    let text = r#"
        operation = { name = "two ways", timezone = "UTC", start = 2026-01-01T00:00:00Z, horizon = 40000 }
        place = [
            { id = "a", kind = "staging" }, { id = "b", kind = "staging" },
            { id = "first", kind = "control_point", headway = 300, convoy_max = 4 },
            { id = "other", kind = "control_point", headway = 300, convoy_max = 4 },
            { id = "second", kind = "control_point", headway = 300, convoy_max = 4 },
            { id = "near", kind = "reception" }, { id = "far", kind = "reception" },
        ]
        road = [
            { from = "a", to = "first", travel = 600 }, { from = "first", to = "second", travel = 600 },
            { from = "b", to = "other", travel = 600 }, { from = "other", to = "second", travel = 600 },
            { from = "second", to = "far", travel = 600 }, { from = "second", to = "near", travel = 600 },
            { from = "a", to = "near", travel = 900 },
        ]
        fleet = [{ id = "bus", count = 4, at = "a", seats = 50 }]
        people = [
            { id = "one", at = "a", to = ["near"], parties = [{ count = 40, other = 5 }] },
            { id = "two", at = "a", to = ["far"], parties = [{ count = 40, other = 5 }] },
            { id = "three", at = "b", to = ["near"], parties = [{ count = 40, other = 5 }] },
        ]
    "#;
    let operation = read(text.as_bytes(), Format::Toml).operation.unwrap();
    let problem = Problem::new(&operation);
    let never = Arc::new(AtomicBool::new(false));
    for grain in 0..GRAINS {
        assert!(Unsolved::new(&problem, HORIZON, grain).solve(&never).is_some());
    }
}
