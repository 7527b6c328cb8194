//! What the fluid does, as a guide for constructions: when the so manieth vehicle of a kind begins to
//! load at a staging place, and when it goes through to a destination.
//!
//! Never here: whether a construction follows.

use super::model::NONE;
use super::{Fluid, To};
use crate::problem::{Problem, Seconds};

/// Cumulative flows.
#[derive(Debug)]
pub(crate) struct Guide {
    /// Per kind and stage.
    loads: Vec<Vec<Curve>>,
    /// Per kind and goal, by the last line before it.
    exits: Vec<Vec<Curve>>,
    /// Which curve of `exits` a way ends on: per stage and goal.
    exit_of: Vec<Vec<Option<usize>>>,
    kind_of: Vec<usize>,
    /// When the fluid is as good as out.
    last: Seconds,
}

/// How much has flowed by the end of each slot.
#[derive(Clone, Debug)]
struct Curve {
    length: Seconds,
    sums: Vec<f64>,
}

impl Curve {
    fn new(length: Seconds, flows: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums = flows.map(|flow| {
            sum += flow.max(0.0);
            sum
        });
        Curve { length, sums: sums.collect() }
    }

    /// When the last whole vehicle is through.
    fn last(&self) -> Option<Seconds> {
        let all = self.sums.last().copied().filter(|sum| *sum >= 1.0)?;
        self.due((all - 0.51).max(0.0) as u32)
    }

    /// When half of the next one after `so_many` has flowed; `None` where it never does.
    fn due(&self, so_many: u32) -> Option<Seconds> {
        let wanted = f64::from(so_many) + 0.5;
        let slot = self.sums.partition_point(|sum| *sum < wanted);
        let after = *self.sums.get(slot)?;
        let before = slot.checked_sub(1).map_or(0.0, |slot| self.sums[slot]);
        let share = ((wanted - before) / (after - before).max(1e-9)).clamp(0.0, 1.0);
        Some(slot as Seconds * self.length + (share * self.length as f64) as Seconds)
    }
}

/// How much of the guide has been done.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    loads: Vec<Vec<u32>>,
    exits: Vec<Vec<u32>>,
}

impl Guide {
    pub fn new(problem: &Problem, fluid: &Fluid) -> Self {
        let slots = fluid.slots;
        let flow = |column: u32| if column == NONE { 0.0 } else { fluid.columns[column as usize] };
        let sum = |lists: &[Vec<u32>]| {
            Curve::new(
                slots.length,
                (0..slots.count).map(|slot| lists.iter().map(|list| flow(list[slot])).sum()),
            )
        };
        let loads =
            fluid.names.loads.iter().map(|stages| stages.iter().map(|entries| sum(entries)).collect());
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (number, line) in fluid.network.lines.iter().enumerate() {
            ends.extend(
                line.exits
                    .iter()
                    .enumerate()
                    .filter(|(_, exit)| matches!(exit.to, To::Goal(_)))
                    .map(|(ix, _)| (number, ix)),
            );
        }
        let exits = fluid.names.passed.iter().map(|lines| {
            let curve = |(line, exit): &(usize, usize)| sum(std::slice::from_ref(&lines[*line][*exit]));
            ends.iter().map(curve).collect()
        });
        let exit_of = (0..problem.stages.len()).map(|stage| {
            let goals = 0..problem.goals.len();
            goals
                .map(|goal| {
                    let line = fluid.network.last_line(problem, stage, goal)?;
                    ends.iter().position(|(known, exit)| {
                        *known == line && fluid.network.lines[line].exits[*exit].to == To::Goal(goal)
                    })
                })
                .collect()
        });
        let exits: Vec<Vec<Curve>> = exits.collect();
        let last = exits.iter().flatten().filter_map(Curve::last).max().unwrap_or(0);
        Guide {
            loads: loads.collect(),
            exits,
            last,
            exit_of: exit_of.collect(),
            kind_of: fluid.network.kind_of_classes(problem),
        }
    }

    pub fn nothing_done(&self) -> Done {
        let zeros = |curves: &Vec<Vec<Curve>>| curves.iter().map(|list| vec![0; list.len()]).collect();
        Done { loads: zeros(&self.loads), exits: zeros(&self.exits) }
    }

    /// Nobody is early who is early by less.
    pub fn slack(&self) -> Seconds {
        self.loads.first().and_then(|stages| stages.first()).map_or(0, |curve| curve.length / 2)
    }

    /// When the next vehicle of the class should load here; one of which the fluid knows nothing, as
    /// parties are not divided in truth, when all others are out.
    pub fn load_due(&self, done: &Done, class: usize, stage: usize) -> Seconds {
        let kind = self.kind_of[class];
        self.loads[kind][stage].due(done.loads[kind][stage]).unwrap_or(self.last)
    }

    /// When the next vehicle of the class should go through to this goal.
    pub fn exit_due(&self, done: &Done, class: usize, stage: usize, goal: usize) -> Seconds {
        let kind = self.kind_of[class];
        let Some(exit) = self.exit_of[stage][goal] else { return self.last };
        self.exits[kind][exit].due(done.exits[kind][exit]).unwrap_or(self.last)
    }

    /// A vehicle heads for the stage, or gives it up.
    pub fn count_load(&self, done: &mut Done, class: usize, stage: usize, is: bool) {
        let count = &mut done.loads[self.kind_of[class]][stage];
        *count = if is { *count + 1 } else { count.saturating_sub(1) };
    }

    /// A vehicle is bound for the goal.
    pub fn count_exit(&self, done: &mut Done, class: usize, stage: usize, goal: usize) {
        if let Some(exit) = self.exit_of[stage][goal] {
            done.exits[self.kind_of[class]][exit] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_says_when_the_next_is_due() {
        let curve = Curve::new(100, [0.0, 2.0, 0.0, 1.0].into_iter());
        assert_eq!(curve.due(0), Some(125));
        assert_eq!(curve.due(1), Some(175));
        assert_eq!(curve.due(2), Some(350));
        assert_eq!(curve.due(3), None);
    }
}
