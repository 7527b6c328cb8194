//! The best way for one vehicle while all others keep theirs: by dynamic programming backwards over the
//! moments at which it could enter its first control point (the pricing of column generation, Desrosiers,
//! Soumis and Desrochers, *Networks* 14:545, 1984, on the plan's own passages).
//!
//! Never here: what becomes of the plan (it is constructed anew by the timetable).

use super::board::{Board, Entry, Homes};
use crate::construct::habit::Habit;
use crate::problem::{Seconds, Way};
use evacuation::quantity::Persons;

/// Where a vehicle may begin: staging place, and from when on.
pub(super) type Start = (usize, Seconds);

/// One vehicle's prospects on a board.
struct Router<'a, 'b> {
    board: &'a Board<'b>,
    class: usize,
    entries: Vec<Vec<Entry>>,
    /// Per control point, entry and staging place: the best from there on, and the step that begins it.
    best: Vec<Vec<f64>>,
    steps: Vec<Vec<Option<Step>>>,
    stages: usize,
    loads: Vec<Seconds>,
    homes: Option<Homes>,
}

/// The best entry for a vehicle that is ready at a control point, and what is to be gained from there on.
#[derive(Clone, Copy, Debug)]
struct Place {
    worth: f64,
    stage: usize,
    gate: usize,
    entry: usize,
    ready: Seconds,
}

/// What to do with an entry.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// The entry itself, or the best one after it.
    entry: usize,
    goal: usize,
    on: Option<(usize, Seconds)>,
}

/// The trips that bring out most from any of these starts on; they are noted on the board.
pub(super) fn reroute(board: &mut Board, class: usize, starts: &[Start]) -> Vec<Habit> {
    let mut router = Router::new(board, class);
    router.weigh();
    let places = starts.iter().filter_map(|(stage, at)| router.place(*stage, *at));
    let Some(first) = places.max_by(|a, b| a.worth.total_cmp(&b.worth)) else { return Vec::new() };
    let route = router.route(first);
    route
        .into_iter()
        .map(|made| {
            board.add(class, &made.passages, made.depart, made.back);
            made.habit
        })
        .collect()
}

struct Routed {
    habit: Habit,
    passages: Vec<(usize, Seconds)>,
    depart: Seconds,
    back: Option<Seconds>,
}

/// The control points of a way, when it leaves the last of them, and what that costs others.
struct Through {
    passages: Vec<(usize, Seconds)>,
    left: Seconds,
    cost: f64,
}

/// What is found once for an entry and a destination, whatever the staging place.
struct Beyond {
    arrive: Seconds,
    cost: f64,
    /// Worth, staging place and moment of going on, the best first; at the end not going on.
    on: Vec<(f64, Option<(usize, Seconds)>)>,
}

impl<'a, 'b> Router<'a, 'b> {
    fn new(board: &'a Board<'b>, class: usize) -> Self {
        let problem = board.problem;
        let stages = problem.stages.len();
        let entries: Vec<Vec<Entry>> = (0..problem.gates.len()).map(|gate| board.entries(gate)).collect();
        let best = entries.iter().map(|list| vec![0.0; (list.len() + 1) * stages]).collect();
        let steps = entries.iter().map(|list| vec![None; (list.len() + 1) * stages]).collect();
        let mut router = Router {
            board,
            class,
            entries,
            best,
            steps,
            stages,
            loads: Vec::new(),
            homes: board.homes(problem.classes[class].escorts),
        };
        router.loads = (0..stages)
            .map(|stage| problem.stages[stage].turnround.duration(router.full(stage)).seconds())
            .collect();
        router
    }

    /// A full load from there.
    fn full(&self, stage: usize) -> Persons {
        let (class, worth) = (&self.board.problem.classes[self.class], &self.board.worth[stage]);
        Persons {
            stretcher: if worth[1].weight > 0.0 { class.stretchers } else { 0 },
            wounded: 0,
            other: if worth[0].weight > 0.0 { class.seats } else { 0 },
        }
    }

    /// What a full load from there gains by this arrival.
    fn gain(&self, stage: usize, arrive: Seconds) -> f64 {
        let class = &self.board.problem.classes[self.class];
        let places = [class.seats, class.stretchers];
        let each = self.board.worth[stage].iter().zip(places);
        each.map(|(worth, places)| worth.weight * f64::from(places) * (worth.until - arrive as f64).max(0.0))
            .sum()
    }

    /// The best place for a vehicle that is at the stage then; `None` where nothing is to be gained.
    fn place(&self, stage: usize, at: Seconds) -> Option<Place> {
        let ways = self.board.problem.ways[stage].iter().flatten();
        let places = ways.filter_map(|way| way.gates.first()).filter_map(|(gate, travel)| {
            let ready = at + self.loads[stage] + travel;
            let entry = self.entries[*gate].partition_point(|entry| entry.enter < ready);
            let worth = *self.best[*gate].get(entry * self.stages + stage)?;
            Some(Place { worth, stage, gate: *gate, entry, ready })
        });
        places.filter(|place| place.worth > 0.0).max_by(|a, b| a.worth.total_cmp(&b.worth))
    }

    /// Backwards over all entries.
    fn weigh(&mut self) {
        let mut order: Vec<(Seconds, usize, usize)> = Vec::new();
        for (gate, list) in self.entries.iter().enumerate() {
            order.extend(list.iter().enumerate().map(|(ix, entry)| (entry.enter, gate, ix)));
        }
        order.sort_unstable();
        for (_, gate, ix) in order.into_iter().rev() {
            let mut known = Vec::new();
            for stage in 0..self.stages {
                let (worth, step) = self.weigh_entry(gate, ix, stage, &mut known);
                self.best[gate][ix * self.stages + stage] = worth;
                self.steps[gate][ix * self.stages + stage] = step;
            }
        }
    }

    /// The best that comes of this entry or one after it, for a vehicle loaded at this stage.
    fn weigh_entry(
        &self,
        gate: usize,
        ix: usize,
        stage: usize,
        known: &mut Vec<(&'b Way, usize, Option<Beyond>)>,
    ) -> (f64, Option<Step>) {
        let after = (ix + 1) * self.stages + stage;
        let (mut best, mut step) = (self.best[gate][after], self.steps[gate][after]);
        let problem = self.board.problem;
        let ways = problem.ways[stage].iter().enumerate();
        for (goal, way) in ways.filter_map(|(goal, way)| Some((goal, way.as_ref()?))) {
            let Some((_, travel)) = way.gates.first().filter(|first| first.0 == gate) else { continue };
            // Past their first control point most ways to a destination are the same.
            let same = |(other, to, _): &(&Way, usize, _)| {
                *to == goal && other.last == way.last && other.gates[1..] == way.gates[1..]
            };
            let at = known.iter().position(same).unwrap_or_else(|| {
                known.push((way, goal, self.beyond(ix, stage, goal, way)));
                known.len() - 1
            });
            let Some(beyond) = &known[at].2 else { continue };
            let depart = self.entries[gate][ix].enter - travel;
            let gain = self.gain(stage, beyond.arrive) - beyond.cost;
            let mut on = beyond.on.iter().take_while(|(worth, _)| gain + worth > best);
            if let Some((worth, on)) = on.find(|(_, on)| self.may(depart, *on)) {
                best = gain + worth;
                step = Some(Step { entry: ix, goal, on: *on });
            }
        }
        (best, step)
    }

    fn may(&self, depart: Seconds, on: Option<(usize, Seconds)>) -> bool {
        let back = on.map_or(self.board.problem.horizon, |(_, there)| there);
        self.homes.as_ref().is_none_or(|homes| homes.may_be_away(depart, back))
    }

    fn beyond(&self, ix: usize, stage: usize, goal: usize, way: &Way) -> Option<Beyond> {
        let problem = self.board.problem;
        let through = self.through(way, ix, 0)?;
        let arrive = through.left + way.last;
        if arrive > problem.horizon {
            return None;
        }
        let unloaded = arrive + problem.goals[goal].turnround.duration(self.full(stage)).seconds();
        let mut on = vec![(0.0, None)];
        for next in 0..self.stages {
            let Some(back) = &problem.backs[goal][next] else { continue };
            let Some(there) = problem.empty_arrival(back, unloaded) else { continue };
            on.extend(self.place(next, there).map(|place| (place.worth, Some((next, there)))));
        }
        on.sort_by(|a, b| b.0.total_cmp(&a.0));
        Some(Beyond { arrive, cost: through.cost, on })
    }

    /// All of a way, for one who takes this entry of its first control point; who is there at `ready` enters a
    /// gap as early as can be, others (0) as late.
    fn through(&self, way: &Way, ix: usize, ready: Seconds) -> Option<Through> {
        let mut through = Through { passages: Vec::new(), left: 0, cost: 0.0 };
        for (number, (gate, travel)) in way.gates.iter().enumerate() {
            let list = &self.entries[*gate];
            let (entry, enter) = if number == 0 {
                let entry = list.get(ix)?;
                (entry, if ready > 0 { entry.from.max(ready) } else { entry.enter })
            } else {
                let ready = through.left + travel;
                let entry = list.get(list.partition_point(|entry| entry.enter < ready))?;
                (entry, entry.from.max(ready))
            };
            through.passages.push((*gate, enter));
            through.left = enter + entry.lasting;
            through.cost += entry.cost;
        }
        Some(through)
    }

    /// Forwards along the best steps.
    fn route(&self, first: Place) -> Vec<Routed> {
        let problem = self.board.problem;
        let (mut route, mut place) = (Vec::new(), Some(first));
        while let Some(Place { stage, gate, entry, ready, .. }) = place {
            let Some(step) = self.steps[gate][entry * self.stages + stage] else { break };
            let Some(way) = &problem.ways[stage][step.goal] else { break };
            let Some(Through { passages, .. }) = self.through(way, step.entry, ready) else { break };
            let Some(((_, enter), (_, travel))) = passages.first().copied().zip(way.gates.first()) else {
                break;
            };
            route.push(Routed {
                habit: Habit { stage: stage as u32, goal: step.goal as u32, enter },
                passages,
                depart: enter - travel,
                back: step.on.map(|(_, there)| there),
            });
            place = step.on.and_then(|(next, there)| self.place(next, there));
        }
        route
    }
}
