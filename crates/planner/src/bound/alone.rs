//! The plainest bound: everyone alone on the roads.
//!
//! Never here: anything that people share.

use crate::problem::{NEVER, Problem, Seconds, Way};

/// Weighted seconds: everyone out at the earliest moment at which anybody of their party could be, alone on the roads.
pub(crate) fn bound(problem: &Problem) -> f64 {
    let mut weighted = 0.0;
    for (ix, party) in problem.parties.iter().enumerate() {
        let out = earliest_out(problem, ix);
        let at = if out <= problem.horizon { (out as f64).min(problem.late) } else { problem.late };
        weighted += party.weight * f64::from(party.count) * at;
    }
    weighted
}

pub(crate) fn earliest_out(problem: &Problem, ix: usize) -> Seconds {
    let party = &problem.parties[ix];
    let fits = |class: &&crate::problem::Class| {
        class.count > 0 && class.seats >= party.seats && class.stretchers >= party.persons.stretcher
    };
    let first = problem.classes.iter().filter(fits).map(|class| class.soonest[party.stage]).min();
    let Some(first) = first.filter(|first| *first < NEVER) else { return NEVER };
    let loaded =
        first.max(party.ready) + problem.stages[party.stage].turnround.duration(party.persons).seconds();
    let ways = (0..problem.goals.len()).filter(|goal| problem.agrees(ix, *goal));
    ways.filter_map(|goal| problem.ways[party.stage][goal].as_ref())
        .filter_map(|way| earliest_arrival(problem, way, loaded))
        .min()
        .unwrap_or(NEVER)
}

fn earliest_arrival(problem: &Problem, way: &Way, loaded: Seconds) -> Option<Seconds> {
    let mut clock = loaded;
    for (gate, travel) in &way.gates {
        let gate = &problem.gates[*gate];
        let one = gate.lasting(1);
        clock = gate.next_passage(clock + travel, one)?.0 + one;
    }
    Some(clock + way.last)
}
