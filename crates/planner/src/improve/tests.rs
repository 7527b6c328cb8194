//! Timetables: what is kept stays as it is, and what is taken off finds a better way. Milestones: what goes on
//! from one is as if made from the beginning. Convoys are as large as the tape lets them. A course goes elsewhere.
//!
//! Never here: whole searches.

use super::board::Board;
use super::course::Course;
use super::figure_of;
use super::polish::Polish;
use super::reroute::reroute;
use super::spells::spells;
use super::trials::Trials;
use crate::construct::milestones::Milestones;
use crate::construct::tape::{Convoys, Manner, Tape, Timing};
use crate::construct::{Ground, Made, Trip, construct};
use crate::dice::Dice;
use crate::problem::{Problem, Seconds};
use evacuation::operation::read::{Format, read};
use std::sync::Arc;

/// Two staging places, one control point with windows; so many buses, each passage lasts so long.
fn with(buses: u32, inspection: Seconds, escorts: u32, look: impl Fn(&Ground, &Made)) {
    let text = format!(
        r#"
        [operation]
        name = "timetable"
        timezone = "UTC"
        start = 2026-01-01T00:00:00Z
        horizon = "10h"
        [[place]]
        id = "near"
        kind = "staging"
        turnround = {{ fixed = 300 }}
        [[place]]
        id = "far"
        kind = "staging"
        turnround = {{ fixed = 300 }}
        [[place]]
        id = "line"
        kind = "control_point"
        open = [["0h", "2h"], ["3h", "5h"], ["6h", "10h"]]
        inspection = {inspection}
        convoy_max = 4
        headway = 600
        [[place]]
        id = "safe"
        kind = "reception"
        [[road]]
        from = "near"
        to = "line"
        travel = 300
        [[road]]
        from = "far"
        to = "line"
        travel = 1900
        [[road]]
        from = "line"
        to = "safe"
        travel = 1300
        [[fleet]]
        id = "bus"
        count = {buses}
        at = "near"
        seats = 50
        [escorts]
        count = {escorts}
        [[people]]
        id = "here"
        at = "near"
        parties = [{{ count = 500, other = 5 }}]
        [[people]]
        id = "there"
        at = "far"
        parties = [{{ count = 500, other = 5 }}]
        "#
    );
    let operation = read(text.as_bytes(), Format::Toml).operation.unwrap();
    let problem = Problem::new(&operation);
    let ground = Ground::new(&problem);
    look(&ground, &construct(&ground, &Tape::default()));
}

#[test]
fn a_plan_kept_as_a_timetable_is_the_same_plan() {
    for (buses, inspection, escorts) in [(3, 60, 9), (9, 60, 9), (9, 0, 9), (9, 60, 5)] {
        with(buses, inspection, escorts, |ground, made| {
            let times = |made: &Made| {
                let of = made.trips.iter().map(|it| (it.vehicle, it.load_start, it.passages.clone()));
                let mut all: Vec<_> = of.collect();
                all.sort();
                all
            };
            let kept = construct(ground, &Tape::timetable(made, buses as usize, Timing::Kept));
            assert!(made.trips.len() > 10);
            assert_eq!(times(&kept), times(made), "{buses} buses, {inspection} s");
        });
    }
}

#[test]
fn one_that_is_taken_off_finds_a_way_as_good_at_some_guess() {
    for inspection in [0, 60] {
        with(6, inspection, 9, |ground, made| {
            let mut dice = Dice::new(1);
            let is_off = |trip: &Trip| trip.vehicle == 0;
            let mut best = f64::INFINITY;
            for _ in 0..12 {
                let mut board = Board::new(ground, made, &is_off, &mut dice);
                let trips = reroute(&mut board, 0, &[(0, 0)]);
                assert!(trips.windows(2).all(|pair| pair[0].enter < pair[1].enter));
                let mut tape = Tape::timetable(made, 6, Timing::Early);
                tape.habits.as_mut().unwrap().set(0, trips);
                best = best.min(figure_of(ground, &construct(ground, &tape)));
            }
            assert!(best <= figure_of(ground, made), "{best} of {}", figure_of(ground, made));
        });
    }
}

#[test]
fn a_polish_finds_what_the_first_choices_miss() {
    with(9, 60, 9, |ground, made| {
        let from = figure_of(ground, made);
        let mut polish = Polish::new(ground, made, from);
        let mut dice = Dice::new(1);
        (0..300).for_each(|_| polish.step(ground, &mut dice));
        assert!(polish.best_figure < from * 0.98, "{} of {from}", polish.best_figure);
        assert_eq!(polish.best_figure, figure_of(ground, &polish.best));
    });
}

#[test]
fn a_spell_may_be_gone_about_in_another_manner() {
    with(30, 60, 12, |ground, made| {
        let spells = spells(ground.problem);
        assert_eq!(spells, vec![(0, 7200), (7200, 18_000), (18_000, 36_000)]);
        let until = |made: &Made, end: Seconds| {
            let of = made.trips.iter().filter(|trip| trip.depart < end);
            let mut all: Vec<_> = of.map(|it| (it.vehicle, it.depart, it.stage)).collect();
            all.sort();
            all
        };
        let turned = |manner: &Manner| {
            let mut tape = Tape::default();
            tape.turn(spells[1], *manner);
            assert_eq!(tape.manner_at(7199), (Manner::default(), 7200));
            assert_eq!(tape.manner_at(7200), (*manner, 18_000));
            assert_eq!(tape.manner_at(18_000), (Manner::default(), Seconds::MAX));
            construct(ground, &tape)
        };
        let plans: Vec<Made> = Manner::all().iter().map(turned).collect();
        assert!(plans.iter().all(|it| until(it, 6900) == until(made, 6900)), "different before the spell");
        assert!(
            plans.iter().any(|it| until(it, 18_000) != until(made, 18_000)),
            "nothing is different in it"
        );
    });
}

#[test]
fn a_trial_is_made_once() {
    with(9, 60, 5, |ground, made| {
        let mut trials = Trials::new(ground, made.clone(), figure_of(ground, made));
        let mut figures = Vec::new();
        while let Some((_, figure)) = trials.step(ground) {
            figures.push(figure);
        }
        let tried: Vec<_> = trials.tried.iter().map(|(manner, convoys, _)| (*manner, *convoys)).collect();
        assert_eq!(figures.len(), tried.len() - 1, "the first choices are known already");
        for (ix, trial) in tried.iter().enumerate() {
            assert!(!tried[..ix].contains(trial), "{trial:?} twice");
        }
        assert!(trials.are_over());
    });
}

#[test]
fn escorts_who_are_all_away_leave_no_way() {
    with(2, 60, 2, |ground, made| {
        let mut board = Board::new(ground, made, &|trip| trip.vehicle == 1, &mut Dice::new(1));
        let homes = board.homes(1).unwrap();
        assert!(homes.may_be_away(0, 36_000));
        board.add(0, &[], 1000, Some(2000));
        let homes = board.homes(1).unwrap();
        let first = made.trips.iter().find(|trip| trip.vehicle == 0).unwrap();
        assert!(first.depart < 1000 && first.back.unwrap().2 > 1000);
        assert!(!homes.may_be_away(500, 1500), "one departs in between, and then all are away");
        assert!(!homes.may_be_away(1500, 1800), "both are away already");
        assert!(homes.may_be_away(0, 900));
    });
}

#[test]
fn what_goes_on_from_a_milestone_is_as_if_made_from_the_beginning() {
    with(7, 60, 5, |ground, made| {
        let mut milestones = Milestones::default();
        let (mut tape, mut known) = (Tape::default(), made.clone());
        let mut dice = Dice::new(1);
        for step in 0..200 {
            let decision = known.decisions[dice.below(known.decisions.len())];
            let mut other = tape.clone();
            other.set(decision.key, dice.below(usize::from(decision.choices)) as u8);
            let whole = construct(ground, &other);
            let made = milestones.construct(ground, &Arc::new(other.clone()), &known.decisions, decision.at);
            assert_eq!(format!("{:?}", made.trips), format!("{:?}", whole.trips), "{step}");
            if dice.below(3) == 0 {
                milestones.take_over(decision.at);
                (tape, known) = (other, made);
            }
        }
    });
}

#[test]
fn convoys_are_at_most_as_large_as_the_tape_says_in_all_windows_or_in_one() {
    with(9, 60, 5, |ground, made| {
        let largest = |made: &Made, within: (Seconds, Seconds)| {
            let entered = made.trips.iter().map(|trip| trip.passages[0].0);
            let mut entered: Vec<Seconds> =
                entered.filter(|enter| (within.0..within.1).contains(enter)).collect();
            entered.sort_unstable();
            entered.chunk_by(|one, two| one == two).map(<[Seconds]>::len).max().unwrap_or(0)
        };
        let (all, second) = ((0, 36_000), (10_800, 18_000));
        assert!(largest(made, second) > 2, "or nothing is shown");
        for full_convoys in [false, true] {
            let manner = Manner { full_convoys, ..Manner::default() };
            let small = construct(ground, &Tape::of(Convoys { pace: 0, size: 2 }, manner));
            assert_eq!(largest(&small, all), 2);
            let mut tape = Tape::of(Convoys::default(), manner);
            tape.set_convoys(Some(second.0), Convoys { pace: 0, size: 2 });
            let small = construct(ground, &tape);
            assert_eq!(largest(&small, second), 2);
            assert!(largest(&small, all) > 2, "elsewhere as before");
        }
    });
}

#[test]
fn a_course_that_finds_nothing_more_goes_on_from_a_worse_plan_and_keeps_the_best() {
    with(9, 60, 5, |ground, made| {
        let mut course = Course::new(Tape::default(), made.clone(), figure_of(ground, made));
        let mut dice = Dice::new(1);
        let (mut best, mut farthest) = (course.best_figure, 1.0f64);
        for _ in 0..3000 {
            course.step(ground, &mut dice);
            assert!(course.best_figure <= best);
            assert_eq!(course.best_figure, figure_of(ground, &course.best));
            best = course.best_figure;
            farthest = farthest.max(course.figure() / best);
        }
        assert!(farthest > 1.001, "{farthest}");
        assert!(farthest < 1.021, "{farthest}");
    });
}
