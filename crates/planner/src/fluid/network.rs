//! Where the fluid flows: staging places, lines at control points, destinations.
//!
//! A control point is a hub: who has come there goes on to any destination that it leads to, so that
//! it need not be remembered who came from where.
//!
//! Never here: time.

use crate::bound::{Commodity, Kind, commodities, kinds, place_of};
use crate::problem::{Problem, Seconds};

/// A line of loaded vehicles.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// `None` for ways without a control point.
    pub gate: Option<usize>,
    /// Vehicles in this line are still at their staging places.
    pub first: bool,
    pub exits: Vec<Exit>,
    /// Destinations that it leads to.
    pub reach: Vec<bool>,
    /// Mean travel from the staging places.
    pub approach: Seconds,
}

/// Where a line leads: travel after the passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Exit {
    pub to: To,
    pub travel: Seconds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    Goal(usize),
    Line(usize),
}

/// From a staging place to a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub line: usize,
    pub travel: Seconds,
}

/// People who are alike once they are on their way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sort {
    pub seats: f64,
    pub stretchers: f64,
    pub weight: f64,
    pub persons: f64,
    pub agreed: usize,
}

/// All of it.
#[derive(Debug)]
pub(crate) struct Network {
    pub kinds: Vec<Kind>,
    pub commodities: Vec<Commodity>,
    pub sorts: Vec<Sort>,
    pub sort_of: Vec<usize>,
    pub lines: Vec<Line>,
    /// Per staging place.
    pub entries: Vec<Vec<Entry>>,
}

impl Network {
    pub fn new(problem: &Problem) -> Self {
        let (commodities, _) = commodities(problem);
        let mut sorts: Vec<Sort> = Vec::new();
        let sort_of = commodities.iter().map(|it| place_of(&mut sorts, sort(it))).collect();
        let mut network =
            Network { kinds: kinds(problem), commodities, sorts, sort_of, lines: vec![], entries: vec![] };
        network.roads(problem);
        network
    }

    fn roads(&mut self, problem: &Problem) {
        let goals = problem.goals.len();
        let mut keys: Vec<(Option<usize>, bool, usize)> = Vec::new();
        let mut near: Vec<(Seconds, Seconds)> = Vec::new();
        for stage in 0..problem.stages.len() {
            self.entries.push(Vec::new());
            for (goal, way) in problem.ways[stage].iter().enumerate() {
                let Some(way) = way else { continue };
                let gates: Vec<Option<(usize, Seconds)>> = if way.gates.is_empty() {
                    vec![None]
                } else {
                    way.gates.iter().copied().map(Some).collect()
                };
                let mut before: Option<usize> = None;
                for (ix, gate) in gates.iter().enumerate() {
                    // Ways without a control point are not mixed.
                    let own = if gate.is_none() { stage + 1 } else { 0 };
                    let line = place_of(&mut keys, (gate.map(|it| it.0), ix == 0, own));
                    if line == self.lines.len() {
                        let reach = vec![false; goals];
                        let gate = gate.map(|it| it.0);
                        self.lines.push(Line { gate, first: ix == 0, exits: vec![], reach, approach: 0 });
                        near.push((0, 0));
                    }
                    self.lines[line].reach[goal] = true;
                    let travel = gate.map_or(0, |it| it.1);
                    match before {
                        None => {
                            if self.entries[stage].iter().all(|entry| entry.line != line) {
                                self.entries[stage].push(Entry { line, travel });
                                near[line] = (near[line].0 + travel, near[line].1 + 1);
                            }
                        }
                        Some(before) => self.exit(before, Exit { to: To::Line(line), travel }),
                    }
                    before = Some(line);
                }
                if let Some(line) = before {
                    self.exit(line, Exit { to: To::Goal(goal), travel: way.last });
                }
            }
        }
        for (line, (travel, entries)) in self.lines.iter_mut().zip(near) {
            line.approach = travel / entries.max(1);
        }
    }

    fn exit(&mut self, line: usize, exit: Exit) {
        if !self.lines[line].exits.iter().any(|known| known.to == exit.to) {
            self.lines[line].exits.push(exit);
        }
    }

    /// A line at this control point: all of them are let through alike.
    pub fn line_at(&self, gate: usize) -> Option<usize> {
        self.lines.iter().position(|line| line.gate == Some(gate))
    }

    /// The last line on the way from a stage to a goal.
    pub fn last_line(&self, problem: &Problem, stage: usize, goal: usize) -> Option<usize> {
        let way = problem.ways[stage][goal].as_ref()?;
        match way.gates.last() {
            Some((gate, _)) => {
                let first = way.gates.len() == 1;
                self.lines.iter().position(|line| line.gate == Some(*gate) && line.first == first)
            }
            None => {
                self.entries[stage].iter().map(|it| it.line).find(|line| self.lines[*line].gate.is_none())
            }
        }
    }

    /// The kind of every class; those without vehicles have the first.
    pub fn kind_of_classes(&self, problem: &Problem) -> Vec<usize> {
        let kind = |class| self.kinds.iter().position(|kind| kind.has(class)).unwrap_or(0);
        problem.classes.iter().map(kind).collect()
    }

    /// Whether people of this sort may take this exit.
    pub fn may(&self, problem: &Problem, sort: usize, to: To) -> bool {
        let agreed = &problem.agreed[self.sorts[sort].agreed];
        match to {
            To::Goal(goal) => agreed[goal],
            To::Line(line) => self.leads(problem, sort, line),
        }
    }

    /// Whether this line leads anywhere they agreed to go.
    pub fn leads(&self, problem: &Problem, sort: usize, line: usize) -> bool {
        let agreed = &problem.agreed[self.sorts[sort].agreed];
        self.lines[line].reach.iter().zip(agreed).any(|(leads, agreed)| *leads && *agreed)
    }
}

fn sort(it: &Commodity) -> Sort {
    Sort {
        seats: it.seats.into(),
        stretchers: it.stretchers.into(),
        weight: it.weight,
        persons: it.persons.into(),
        agreed: it.agreed,
    }
}
