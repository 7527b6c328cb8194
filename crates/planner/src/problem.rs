//! The operation as the planner works with it: staging places, destinations and gates counted
//! from 0, every way between them found once, every party class with its weight.
//!
//! Never here: decisions. All times are whole seconds after the start of the operation.

use evacuation::operation::{Minimise, Operation};
use evacuation::place::{Control, PlaceIx, PlaceKind, Turnround, Window};
use evacuation::quantity::{Category, Persons};
use evacuation::route::{Route, Routes};

/// Seconds after the start of the operation, or a duration in seconds.
pub(crate) type Seconds = i64;

/// Later than anything that can happen.
pub(crate) const NEVER: Seconds = i64::MAX / 4;

/// A staging place or a destination.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    pub place: PlaceIx,
    pub bays: Option<u32>,
    pub turnround: Turnround,
    /// Persons a destination takes over the whole operation.
    pub capacity: Option<u32>,
}

/// A control point.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    pub place: PlaceIx,
    pub control: Control,
}

/// The loaded way from a staging place to a destination.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// Gates in order, each with the travel from the gate before (or the start).
    pub gates: Vec<(usize, Seconds)>,
    /// Travel after the last gate.
    pub last: Seconds,
}

/// An empty way: gates in order with the travel before each, and the travel after the last.
pub(crate) type EmptyWay = Way;

/// Vehicles of one fleet.
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub count: u32,
    pub seats: u32,
    pub stretchers: u32,
    pub escorts: u32,
    pub available: Seconds,
    /// Earliest presence at each staging place without a trip before; `None` where it cannot get.
    pub first: Vec<Option<Seconds>>,
    /// No presence at each staging place, be it after trips, is earlier than this.
    pub soonest: Vec<Seconds>,
}

/// Parties of one make-up at one staging place.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    /// Index in `Operation::people`, and in its `parties`.
    pub people: usize,
    pub class: usize,
    pub stage: usize,
    pub ready: Seconds,
    pub persons: Persons,
    pub seats: u32,
    pub total: u32,
    /// Sum of the weights of its members.
    pub weight: f64,
    /// Index into `Problem::agreed`.
    pub agreed: usize,
    pub count: u32,
}

/// The operation, made ready for planning.
#[derive(Debug)]
pub(crate) struct Problem<'a> {
    pub operation: &'a Operation,
    pub horizon: Seconds,
    pub stages: Vec<Stop>,
    pub goals: Vec<Stop>,
    pub gates: Vec<Gate>,
    pub classes: Vec<Class>,
    pub parties: Vec<Party>,
    /// Sets of destinations agreed to, each as one flag per goal.
    pub agreed: Vec<Vec<bool>>,
    /// `ways[stage][goal]`.
    pub ways: Vec<Vec<Option<Way>>>,
    /// `backs[goal][stage]`.
    pub backs: Vec<Vec<Option<EmptyWay>>>,
    /// Weight-seconds at which a person not delivered counts, before the weight.
    pub late: f64,
    pub minimise: Minimise,
    /// What has happened already, where a plan is made anew.
    pub opening: Option<crate::construct::opening::Opening>,
}

impl<'a> Problem<'a> {
    /// Reads everything the planner needs out of the operation.
    pub fn new(operation: &'a Operation) -> Self {
        let index_of = |wanted: fn(PlaceKind) -> bool| -> Vec<PlaceIx> {
            (0..operation.places.len()).map(PlaceIx).filter(|ix| wanted(operation.place(*ix).kind)).collect()
        };
        let stage_places = index_of(|kind| kind == PlaceKind::Staging);
        let goal_places = index_of(PlaceKind::is_destination);
        let gate_places = index_of(|kind| kind == PlaceKind::ControlPoint);
        let stop = |place: &PlaceIx| {
            let it = operation.place(*place);
            Stop { place: *place, bays: it.bays, turnround: it.turnround, capacity: it.capacity }
        };
        let gates: Vec<Gate> = gate_places
            .iter()
            .map(|place| Gate { place: *place, control: control_of(operation, *place) })
            .collect();
        let mut roads =
            Roads { routes: Routes::new(operation), gate_of: gate_numbers(operation, &gate_places) };
        let ways = roads.table(&stage_places, &goal_places);
        let backs = roads.table(&goal_places, &stage_places);
        let (parties, agreed) = parties_of(operation, &stage_places, &goal_places);
        let mut problem = Problem {
            operation,
            horizon: operation.horizon.seconds(),
            stages: stage_places.iter().map(stop).collect(),
            goals: goal_places.iter().map(stop).collect(),
            gates,
            classes: Vec::new(),
            parties,
            agreed,
            ways,
            backs,
            late: operation.objective.left_behind * operation.horizon.seconds() as f64,
            minimise: operation.objective.minimise,
            opening: None,
        };
        problem.classes = problem.classes_of(&mut roads, &stage_places);
        problem
    }

    fn classes_of(&self, roads: &mut Roads, stages: &[PlaceIx]) -> Vec<Class> {
        let fleets = self.operation.fleets.iter();
        fleets
            .map(|fleet| {
                let available = fleet.available.seconds();
                let first = stages.iter().map(|stage| {
                    let way = roads.way(fleet.at, *stage)?;
                    self.empty_arrival(&way, available).map(|there| there.max(0))
                });
                let first: Vec<Option<Seconds>> = first.collect();
                Class {
                    count: fleet.count,
                    seats: fleet.seats,
                    stretchers: fleet.stretchers,
                    escorts: fleet.escorts,
                    available,
                    soonest: self.soonest(&first),
                    first,
                }
            })
            .collect()
    }

    /// The shortest times by trips from where a vehicle first gets (Bellman and Ford), the roads to
    /// itself and every control point open.
    pub fn soonest(&self, first: &[Option<Seconds>]) -> Vec<Seconds> {
        let mut soonest: Vec<Seconds> = first.iter().map(|there| there.unwrap_or(NEVER)).collect();
        let pairs = self.stages.len() * self.goals.len();
        if pairs.saturating_mul(self.stages.len()) > 1_000_000 {
            let any = soonest.iter().copied().min().unwrap_or(NEVER);
            return vec![any; soonest.len()];
        }
        let length = |way: &Option<Way>| -> Seconds {
            way.as_ref()
                .map_or(NEVER, |way| way.last + way.gates.iter().map(|(_, travel)| travel).sum::<Seconds>())
        };
        for _ in 0..self.stages.len() {
            let mut arrive = vec![NEVER; self.goals.len()];
            for (stage, ways) in self.ways.iter().enumerate() {
                for (goal, way) in ways.iter().enumerate() {
                    arrive[goal] = arrive[goal].min(soonest[stage].saturating_add(length(way)));
                }
            }
            let mut changed = false;
            for (goal, backs) in self.backs.iter().enumerate() {
                for (stage, way) in backs.iter().enumerate() {
                    let there = arrive[goal].saturating_add(length(way)).min(NEVER);
                    changed |= there < soonest[stage];
                    soonest[stage] = soonest[stage].min(there);
                }
            }
            if !changed {
                break;
            }
        }
        soonest
    }

    /// When an empty vehicle that leaves at `depart` is at the end of `way`; `None`: never.
    pub fn empty_arrival(&self, way: &EmptyWay, depart: Seconds) -> Option<Seconds> {
        let mut clock = depart;
        for (gate, travel) in &way.gates {
            clock = self.gates[*gate].next_open(clock + travel)?;
        }
        Some(clock + way.last)
    }

    /// The class of a vehicle.
    pub fn class_of(&self, vehicle: u32) -> usize {
        let mut first = 0u32;
        let beyond = self.classes.iter().position(|class| {
            first = first.saturating_add(class.count);
            vehicle < first
        });
        beyond.unwrap_or(0)
    }

    /// Whether this party may be brought to this goal.
    pub fn agrees(&self, party: usize, goal: usize) -> bool {
        self.agreed[self.parties[party].agreed][goal]
    }

    /// Everybody's count by category.
    pub fn persons(&self) -> Persons {
        self.operation.persons()
    }
}

impl Gate {
    /// The first moment not before `from` at which an empty vehicle may pass.
    pub fn next_open(&self, from: Seconds) -> Option<Seconds> {
        let Some(windows) = &self.control.open else { return Some(from) };
        let ix = windows.partition_point(|window| window.closes.seconds() <= from);
        windows[ix..].iter().find(|w| w.opens < w.closes).map(|window| window.opens.seconds().max(from))
    }

    /// The first start not before `from` of a passage that lasts `lasting`, and the end of its window.
    pub fn next_passage(&self, from: Seconds, lasting: Seconds) -> Option<(Seconds, Seconds)> {
        if self.control.convoy_max == Some(0) {
            return None;
        }
        let Some(windows) = &self.control.open else { return Some((from, NEVER)) };
        let ix = windows.partition_point(|window| window.closes.seconds() < from + lasting);
        let fits = |w: &&Window| w.opens.seconds().max(from) + lasting <= w.closes.seconds();
        let window = windows[ix..].iter().find(fits)?;
        Some((window.opens.seconds().max(from), window.closes.seconds()))
    }

    /// For looking passages up one after another, none of them before `from`.
    pub fn windows_from(&self, from: Seconds) -> WindowsAhead<'_> {
        let windows = self.control.open.as_deref();
        let ix = windows.map_or(0, |all| all.partition_point(|window| window.closes.seconds() < from));
        WindowsAhead { windows, ix }
    }

    /// When the window in force at this moment opened; 0 for a control point that is always open.
    pub fn window_opens(&self, at: Seconds) -> Seconds {
        let Some(windows) = &self.control.open else { return 0 };
        let ix = windows.partition_point(|window| window.opens.seconds() <= at);
        ix.checked_sub(1).map_or(0, |ix| windows[ix].opens.seconds())
    }

    /// How long a passage of so many vehicles lasts.
    pub fn lasting(&self, vehicles: usize) -> Seconds {
        self.control.passage_duration(u32::try_from(vehicles).unwrap_or(u32::MAX)).seconds()
    }

    /// The most vehicles whose passage lasts at most `room`.
    pub fn fitting(&self, room: Seconds) -> usize {
        let most = self.control.convoy_max.unwrap_or(u32::MAX) as usize;
        let inspection = self.control.inspection.seconds();
        if inspection == 0 {
            return most;
        }
        let rounds = usize::try_from(room.max(0) / inspection).unwrap_or(0);
        most.min(rounds.saturating_mul(self.control.lanes.max(1) as usize))
    }

    /// From the start of a passage of so many vehicles to the earliest start of the next.
    pub fn spacing(&self, vehicles: usize) -> Seconds {
        self.lasting(vehicles).max(self.control.headway.seconds()).max(1)
    }
}

/// The windows of a control point from some moment on.
pub(crate) struct WindowsAhead<'a> {
    windows: Option<&'a [Window]>,
    ix: usize,
}

impl WindowsAhead<'_> {
    /// The first start not before `from` of a passage that lasts `lasting`; `from` may only grow.
    pub fn next_passage(&mut self, from: Seconds, lasting: Seconds) -> Option<Seconds> {
        let Some(windows) = self.windows else { return Some(from) };
        while windows.get(self.ix)?.opens.seconds().max(from) + lasting > windows[self.ix].closes.seconds() {
            self.ix += 1;
        }
        Some(windows[self.ix].opens.seconds().max(from))
    }
}

struct Roads<'a> {
    routes: Routes<'a>,
    gate_of: Vec<Option<usize>>,
}

impl Roads<'_> {
    fn way(&mut self, from: PlaceIx, to: PlaceIx) -> Option<Way> {
        let Route { control_points, last_leg, .. } = self.routes.get(from, to)?;
        let gates: Option<Vec<_>> = control_points
            .iter()
            .map(|(place, travel)| Some((self.gate_of.get(place.0).copied().flatten()?, travel.seconds())))
            .collect();
        Some(Way { gates: gates?, last: last_leg.seconds() })
    }

    fn table(&mut self, from: &[PlaceIx], to: &[PlaceIx]) -> Vec<Vec<Option<Way>>> {
        from.iter().map(|a| to.iter().map(|b| self.way(*a, *b)).collect()).collect()
    }
}

fn gate_numbers(operation: &Operation, gates: &[PlaceIx]) -> Vec<Option<usize>> {
    let mut numbers = vec![None; operation.places.len()];
    for (number, place) in gates.iter().enumerate() {
        numbers[place.0] = Some(number);
    }
    numbers
}

fn control_of(operation: &Operation, place: PlaceIx) -> Control {
    let free = Control {
        open: None,
        lanes: 1,
        inspection: evacuation::quantity::Span::ZERO,
        convoy_max: None,
        headway: evacuation::quantity::Span::ZERO,
    };
    operation.place(place).control.clone().unwrap_or(free)
}

fn parties_of(operation: &Operation, stages: &[PlaceIx], goals: &[PlaceIx]) -> (Vec<Party>, Vec<Vec<bool>>) {
    let mut agreed: Vec<Vec<bool>> = Vec::new();
    let mut parties = Vec::new();
    for (number, people) in operation.people.iter().enumerate() {
        let Some(stage) = stages.iter().position(|stage| *stage == people.at) else { continue };
        let flags: Vec<bool> = goals.iter().map(|goal| operation.may_go(people, *goal)).collect();
        let set = agreed.iter().position(|known| *known == flags).unwrap_or_else(|| {
            agreed.push(flags);
            agreed.len() - 1
        });
        for (class, party) in people.parties.iter().enumerate() {
            let weight = operation.objective.weight;
            parties.push(Party {
                people: number,
                class,
                stage,
                ready: people.ready.seconds().max(0),
                persons: party.persons,
                seats: party.persons.seats(),
                total: party.persons.total(),
                weight: Category::ALL.iter().map(|c| weight[*c] * f64::from(party.persons[*c])).sum(),
                agreed: set,
                count: party.count,
            });
        }
    }
    (parties, agreed)
}
