//! Grids that suit the round trips of the plan known: how many nodes, and which step.
//!
//! Never here: how the bound goes by a grid.

use crate::construct::{Made, Trip};
use crate::problem::{Problem, Seconds, Way};

/// A step near the wanted one by which the round trips of the plan known are wrong the least, on the
/// whole: all of them are alike, and what rounding does to one it does to all.
pub(crate) fn suiting_step(
    rounds: &[Seconds],
    wanted: Seconds,
    wrong: &dyn Fn(Seconds, Seconds) -> Seconds,
) -> Seconds {
    let off = |step: Seconds| -> Seconds {
        let errors = rounds.iter().map(|round| wrong(*round, step));
        let (sum, all) = errors.fold((0, 0), |(sum, all), error| (sum + error, all + error.abs()));
        4 * Seconds::abs(sum) + all
    };
    let candidates = (wanted * 7 / 10).max(1)..=(wanted * 11 / 10).max(1);
    let stride = usize::try_from((wanted / 30).max(1)).unwrap_or(1);
    candidates.step_by(stride).min_by_key(|step| off(*step)).unwrap_or(wanted)
}

/// How many nodes there are until `end` where there are so many in a usual round trip; a great many where no trip is
/// known. Round trips as [`round_trips`] has them.
pub(crate) fn enough(rounds: &[Seconds], end: Seconds, in_round: Seconds) -> Seconds {
    let usual = rounds.get(rounds.len() / 2).copied().unwrap_or(1).max(1);
    end.saturating_mul(in_round) / usual
}

/// How long round trips of the plan known are, of about two hundred of them, the shortest first.
pub(crate) fn round_trips(problem: &Problem, made: &Made) -> Vec<Seconds> {
    let trips = made.trips.iter().step_by(made.trips.len() / 200 + 1);
    let mut rounds: Vec<Seconds> = trips.filter_map(|trip| round_trip(problem, trip)).collect();
    rounds.sort_unstable();
    rounds
}

/// From the start of loading to being back, without waiting; `None` for a trip without a way back.
fn round_trip(problem: &Problem, trip: &Trip) -> Option<Seconds> {
    let (stage, goal) = (trip.stage as usize, trip.goal as usize);
    let length = |way: &Way| way.last + way.gates.iter().map(|(_, travel)| travel).sum::<Seconds>();
    let (out, back) = (problem.ways[stage][goal].as_ref()?, problem.backs[goal][stage].as_ref()?);
    let gates: Seconds = out.gates.iter().map(|(gate, _)| problem.gates[*gate].lasting(1)).sum();
    let load = problem.stages[stage].turnround.duration(trip.persons);
    let unload = problem.goals[goal].turnround.duration(trip.persons);
    Some(length(out) + gates + length(back) + (load + unload).seconds())
}

#[cfg(test)]
mod tests {
    use super::super::tests::OPERATION;
    use super::{enough, round_trips};
    use crate::construct::tape::Tape;
    use crate::construct::{Ground, construct};
    use crate::problem::Problem;
    use evacuation::operation::read::{Format, read};

    #[test]
    fn the_shortest_round_trip_comes_first() {
        // The last bus is not full, and loads the sooner.
        let with = OPERATION.replace("count = 800", "count = 803");
        let operation = read(with.as_bytes(), Format::Toml).operation.unwrap();
        let problem = Problem::new(&operation);
        let rounds = round_trips(&problem, &construct(&Ground::new(&problem), &Tape::default()));
        assert!(rounds.is_sorted() && rounds.first() < rounds.last(), "{rounds:?}");
        // 300 + 50 · 4 to load, 2,400 each way, 60 to pass, 200 to unload.
        assert_eq!(rounds.last(), Some(&5560));
    }

    #[test]
    fn an_operation_of_few_round_trips_needs_few_nodes() {
        assert_eq!(enough(&[3000, 3000, 9000], 30_000, 90), 900);
        assert_eq!(enough(&[6000], 200_000, 90), 3000);
        assert!(enough(&[], 200_000, 90) > 1_000_000);
        assert_eq!(enough(&[2], i64::MAX, 90), i64::MAX / 2);
    }
}
