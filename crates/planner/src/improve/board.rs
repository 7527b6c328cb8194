//! What of a plan a vehicle could take part in if it went another way: passages with room, gaps between
//! them, escorts at home; and what a place on board is worth at each staging place.
//!
//! Never here: which way it goes (see `reroute`).

use crate::construct::{Ground, Made, Trip};
use crate::dice::Dice;
use crate::fluid::Fluid;
use crate::problem::{Problem, Seconds};
use evacuation::fleet::Escorts;
use evacuation::quantity::Moment;

/// A passage of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    pub enter: Seconds,
    pub count: usize,
    /// Weight of all that wait longer if it lasts longer.
    weight: f64,
}

/// A moment at which one more vehicle may enter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// As early as this for one who is there; `enter` itself for a passage that there is.
    pub from: Seconds,
    pub enter: Seconds,
    pub lasting: Seconds,
    /// Weighted seconds that it costs those who go along.
    pub cost: f64,
}

/// What people at a staging place are worth: those seated, those lying.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Worth {
    /// Weight of a seat's, or a stretcher's, people.
    pub weight: f64,
    /// Up to this arrival somebody gains by one more place.
    pub until: f64,
}

/// See the module.
pub(super) struct Board<'a> {
    pub problem: &'a Problem<'a>,
    passages: Vec<Vec<Passage>>,
    /// Escorts who leave and come back, in order of time.
    escorts: Vec<(Seconds, i64)>,
    /// Per staging place, seated and lying.
    pub worth: Vec<[Worth; 2]>,
}

impl<'a> Board<'a> {
    /// Without the trips that are taken off.
    pub fn new(ground: &Ground<'a>, made: &Made, is_off: &dyn Fn(&Trip) -> bool, dice: &mut Dice) -> Self {
        let problem = ground.problem;
        let mut board = Board {
            problem,
            passages: vec![Vec::new(); problem.gates.len()],
            escorts: Vec::new(),
            worth: worths(ground, made, is_off, dice),
        };
        for trip in made.trips.iter().filter(|trip| !is_off(trip)) {
            let Some(way) = &problem.ways[trip.stage as usize][trip.goal as usize] else { continue };
            for ((gate, _), (enter, _)) in way.gates.iter().zip(&trip.passages) {
                board.passages[*gate].push(Passage { enter: *enter, count: 1, weight: trip.weight });
            }
            let back = trip.back.map(|(_, _, there)| there);
            board.note_escorts(trip.class as usize, trip.depart, back);
        }
        for list in &mut board.passages {
            list.sort_by_key(|passage| passage.enter);
            list.dedup_by(|next, kept| {
                let same = next.enter == kept.enter;
                if same {
                    kept.count += next.count;
                    kept.weight += next.weight;
                }
                same
            });
        }
        board.escorts.sort_unstable();
        board
    }

    fn note_escorts(&mut self, class: usize, depart: Seconds, back: Option<Seconds>) {
        let needed = i64::from(self.problem.classes[class].escorts);
        if self.problem.operation.escorts.is_some() && needed > 0 {
            self.escorts.push((depart, needed));
            self.escorts.extend(back.map(|there| (there + 1, -needed)));
        }
    }

    /// A vehicle that was taken off goes this way now.
    pub fn add(
        &mut self,
        class: usize,
        passages: &[(usize, Seconds)],
        depart: Seconds,
        back: Option<Seconds>,
    ) {
        for (gate, enter) in passages {
            let list = &mut self.passages[*gate];
            let at = list.partition_point(|known| known.enter < *enter);
            match list.get_mut(at).filter(|known| known.enter == *enter) {
                Some(known) => known.count += 1,
                None => list.insert(at, Passage { enter: *enter, count: 1, weight: 0.0 }),
            }
        }
        self.note_escorts(class, depart, back);
        self.escorts.sort_unstable();
    }

    /// When one more vehicle could enter this control point, in order of time.
    pub fn entries(&self, gate: usize) -> Vec<Entry> {
        let (it, list) = (&self.problem.gates[gate], &self.passages[gate]);
        let mut entries = Vec::new();
        let (alone, spacing) = (it.lasting(1), it.spacing(1));
        let mut free = 0;
        let limits = list.iter().map(|next| (next.enter - spacing, Some(next)));
        let until = self.worth.iter().flatten().map(|worth| worth.until as Seconds).max().unwrap_or(0);
        for (latest, next) in limits.chain([(until.min(self.problem.horizon), None)]) {
            self.gap(gate, (free, latest), alone, &mut entries);
            let Some(next) = next else { break };
            free = next.enter + it.spacing(next.count);
            let lasting = it.lasting(next.count + 1);
            let most = it.control.convoy_max.unwrap_or(u32::MAX) as usize;
            let closes = it.next_passage(next.enter, lasting).filter(|(enter, _)| *enter == next.enter);
            let after = list.partition_point(|known| known.enter <= next.enter);
            let clear = list.get(after).is_none_or(|after| after.enter >= next.enter + lasting);
            if next.count < most && closes.is_some() && clear {
                let cost = (lasting - it.lasting(next.count)) as f64 * next.weight;
                entries.push(Entry { from: next.enter, enter: next.enter, lasting, cost });
            }
        }
        entries
    }

    /// New passages between two that there are.
    fn gap(&self, gate: usize, (from, latest): (Seconds, Seconds), alone: Seconds, entries: &mut Vec<Entry>) {
        let it = &self.problem.gates[gate];
        let step = (it.control.headway.seconds() / 2).max(self.problem.horizon / STEPS).max(60);
        let mut at = from;
        while let Some((enter, closes)) = it.next_passage(at, alone).filter(|(enter, _)| *enter <= latest) {
            let last = latest.min(closes - alone);
            let mut from = enter;
            let mut enter = enter;
            loop {
                entries.push(Entry { from, enter, lasting: alone, cost: 0.0 });
                if enter >= last {
                    break;
                }
                from = enter + 1;
                enter = (enter + step).min(last);
            }
            if closes >= latest {
                break;
            }
            // A passage that takes no time may touch the end of a window, and would be found there again.
            at = closes + 1;
        }
    }

    /// When vehicles with so many escorts may be away; `None`: always.
    pub fn homes(&self, escorts: u32) -> Option<Homes> {
        let rule = self.problem.operation.escorts.as_ref().filter(|_| escorts > 0)?;
        let needed = i64::from(escorts);
        let spare = |held: i64, at: Seconds| i64::from(rule.in_force(Moment(at))) - held - needed;
        let (mut held, mut homes) = (0, Homes::default());
        let moments = self.escorts.chunk_by(|one, two| one.0 == two.0);
        for moment in moments {
            let at = moment[0].0;
            held += moment.iter().map(|(_, change)| change).sum::<i64>();
            homes.held.push((at, held + needed));
            if moment.iter().any(|(_, change)| *change > 0) && spare(held, at) < 0 {
                homes.full.push(at);
            }
        }
        (homes.rule, homes.needed) = (Some(rule.clone()), needed);
        Some(homes)
    }
}

/// When escorts are at home.
#[derive(Clone, Debug, Default)]
pub(super) struct Homes {
    rule: Option<Escorts>,
    needed: i64,
    /// How many are away from each moment on, those of one more vehicle included.
    held: Vec<(Seconds, i64)>,
    /// Departures at which no more could be away.
    full: Vec<Seconds>,
}

impl Homes {
    /// Whether one more vehicle may depart then and be back then.
    pub fn may_be_away(&self, depart: Seconds, back: Seconds) -> bool {
        let next_full = self.full.get(self.full.partition_point(|at| *at < depart));
        if next_full.is_some_and(|at| *at <= back) {
            return false;
        }
        let Some(rule) = &self.rule else { return true };
        let known = self.held.partition_point(|(at, _)| *at <= depart);
        let held = known.checked_sub(1).map_or(self.needed, |ix| self.held[ix].1);
        held <= i64::from(rule.in_force(Moment(depart)))
    }
}

/// New passages are no nearer to each other than the horizon's so manieth part.
const STEPS: Seconds = 600;

/// How what a place is worth is guessed. No plan says it exactly: another guess is another try.
#[derive(Clone, Copy, Debug)]
enum Guess {
    /// By the last arrival; by the penalty where somebody is left behind.
    Last,
    /// The same, and those taken off are left behind.
    Off,
    /// By the fluid's prices.
    Fluid,
}

fn worths(ground: &Ground, made: &Made, is_off: &dyn Fn(&Trip) -> bool, dice: &mut Dice) -> Vec<[Worth; 2]> {
    let problem = ground.problem;
    let guess = [Guess::Last, Guess::Off, Guess::Fluid][dice.below(3)];
    let fluid = ground.fluid().filter(|_| matches!(guess, Guess::Fluid));
    let priced = fluid.map(|fluid| priced(problem, fluid));
    let (mut sums, mut left) =
        (vec![[(0.0, 0.0); 2]; problem.stages.len()], vec![[false; 2]; problem.stages.len()]);
    for (party, waiting) in problem.parties.iter().zip(&made.waiting).filter(|(party, _)| party.total > 0) {
        let lies = usize::from(party.persons.stretcher > 0);
        let places = if lies > 0 { party.persons.stretcher } else { party.seats };
        let sum = &mut sums[party.stage][lies];
        sum.0 += party.weight * f64::from(party.count);
        sum.1 += f64::from(places) * f64::from(party.count);
        left[party.stage][lies] |= *waiting > 0;
    }
    let mut last = vec![[0.0f64; 2]; problem.stages.len()];
    for trip in &made.trips {
        let stage = trip.stage as usize;
        let persons = [trip.persons.wounded + trip.persons.other, trip.persons.stretcher];
        for lies in (0..2).filter(|lies| persons[*lies] > 0) {
            last[stage][lies] = last[stage][lies].max(trip.arrive as f64);
            left[stage][lies] |= matches!(guess, Guess::Off) && is_off(trip);
        }
    }
    let most_off = OFF[dice.below(OFF.len())];
    let worth = |stage: usize, lies: usize, dice: &mut Dice| {
        let (weight, places) = sums[stage][lies];
        if places == 0.0 {
            return Worth::default();
        }
        let until = match &priced {
            Some(priced) => priced[stage][lies],
            None if left[stage][lies] => problem.late,
            None => last[stage][lies],
        };
        let off = 1.0 + dice.below(most_off) as f64 * 1e-3;
        Worth { weight: weight / places, until: until * off }
    };
    (0..problem.stages.len()).map(|stage| [worth(stage, 0, dice), worth(stage, 1, dice)]).collect()
}

/// Guesses are too high by up to so many thousandths, one of these: too low, and the last trips would be
/// none.
const OFF: [usize; 3] = [10, 60, 300];

/// Until when somebody gains by one more place, by the fluid's prices.
fn priced(problem: &Problem, fluid: &Fluid) -> Vec<[f64; 2]> {
    let mut sums = vec![[(0.0, 0.0); 2]; problem.stages.len()];
    for (it, price) in fluid.network.commodities.iter().zip(fluid.unit_prices(problem)) {
        let sum = &mut sums[it.stage][usize::from(it.stretchers > 0)];
        sum.0 += it.units * price;
        sum.1 += it.units * it.weight;
    }
    sums.into_iter().map(|pair| pair.map(|(price, weight)| price / f64::max(weight, 1e-9))).collect()
}
