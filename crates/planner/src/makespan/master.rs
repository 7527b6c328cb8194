//! Whether shares of routes could bring every load within a time: a linear programme with a column
//! for every route, made as they are needed (Dantzig and Wolfe, *Operations Research* 8:101, 1960;
//! for evacuation by bus Goerigk, Grün and Heßler, *Computers & Operations Research* 40:3010, 2013).
//!
//! "Impossible" is proven in whole numbers: prices of loads and room, and for every vehicle the best
//! it could earn at them, add up to at least the loads that any plan brings; where that is below all
//! loads there is no plan. The floating point of the programme decides only which prices are tried.
//!
//! Never here: branching.

use super::parts::{Cut, Shares};
use super::pricing::{Pricing, Rewards, SCALE};
use super::simplex::Lp;
use super::task::{FAR, Leg, Task};

/// Routes of one class that are no longer than `end`, found so far.
#[derive(Debug)]
pub(crate) struct Master<'a> {
    pub task: &'a Task,
    pub end: i64,
    pool: Vec<(usize, Vec<Leg>)>,
    pricing: Pricing,
}

/// The programme with some cuts.
#[derive(Debug)]
pub(crate) struct Node {
    lp: Lp,
    cuts: Vec<Cut>,
    /// The route of each column.
    routes: Vec<u32>,
}

/// What a node's programme says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    Impossible,
    Possible,
    Stopped,
}

/// No price is higher: far above what breaking a row costs, and far from overflow.
const PRICE_MAX: f64 = 1e4;
/// Routes taken from one run of the pricing, for each class.
const TAKEN: usize = 8;

impl<'a> Master<'a> {
    /// `known` routes that are short enough are columns from the start.
    pub fn new(task: &'a Task, end: i64, known: &[(usize, Vec<Leg>)]) -> Self {
        let fits = |(class, legs): &&(usize, Vec<Leg>)| !legs.is_empty() && task.length(*class, legs) <= end;
        let pool = known.iter().filter(fits).cloned().collect();
        Master { task, end, pool, pricing: Pricing::default() }
    }

    /// All routes made so far.
    pub fn into_pool(self) -> Vec<(usize, Vec<Leg>)> {
        self.pool
    }

    /// The programme without cuts.
    pub fn root(&self) -> Node {
        let task = self.task;
        let total = task.total() as f64;
        let room = |(goal, places): (usize, &i64)| {
            let most: i64 = (0..task.kinds())
                .filter(|kind| task.out[*kind][goal] < FAR)
                .map(|kind| task.loads[kind] * task.takes[kind])
                .sum();
            *places.min(&most) as f64
        };
        let mut limits: Vec<f64> = task.loads.iter().map(|n| *n as f64).collect();
        limits.extend(task.room.iter().enumerate().map(room));
        limits.extend(task.classes.iter().map(|class| (class.count as f64).min(total)));
        let mut node = Node { lp: Lp::new(&limits), cuts: Vec::new(), routes: Vec::new() };
        (0..self.pool.len()).for_each(|route| self.add(&mut node, route));
        node
    }

    fn add(&self, node: &mut Node, route: usize) {
        let task = self.task;
        let (class, legs) = &self.pool[route];
        let mut entries: Vec<(usize, f64)> = Vec::with_capacity(2 * legs.len() + 2);
        let mut put = |row: usize, coef: f64| match entries.iter_mut().find(|(known, _)| *known == row) {
            Some((_, known)) => *known += coef,
            None => entries.push((row, coef)),
        };
        for (kind, goal) in legs {
            put(*kind as usize, 1.0);
            put(task.kinds() + *goal as usize, task.takes[*kind as usize] as f64);
        }
        put(task.kinds() + task.goals() + class, 1.0);
        for (at, cut) in node.cuts.iter().enumerate() {
            let count = cut.part.count(task, *class, legs) * cut.sign;
            if count != 0 {
                put(self.rows() + at, count as f64);
            }
        }
        node.lp.add_column(legs.len() as f64, &entries);
        node.routes.push(route as u32);
    }

    /// Rows that are no cuts.
    fn rows(&self) -> usize {
        self.task.kinds() + self.task.goals() + self.task.classes.len()
    }

    /// The node with one more cut.
    pub fn child(&self, node: &Node, cut: Cut) -> Node {
        let mut lp = node.lp.clone();
        let entry = |route: &u32| {
            let (class, legs) = &self.pool[*route as usize];
            (cut.part.count(self.task, *class, legs) * cut.sign) as f64
        };
        lp.add_row(cut.limit as f64, &node.routes.iter().map(entry).collect::<Vec<_>>());
        let mut cuts = node.cuts.clone();
        cuts.push(cut);
        Node { lp, cuts, routes: node.routes.clone() }
    }

    /// The routes in the programme's solution.
    pub fn solution(&self, node: &Node) -> Shares<'_> {
        let route = |(column, share): (usize, f64)| {
            let (class, legs) = &self.pool[node.routes[column] as usize];
            (*class, legs.as_slice(), share)
        };
        node.lp.solution().into_iter().map(route).collect()
    }

    /// Columns until the programme brings every load, or cannot.
    pub fn solve(&mut self, node: &mut Node, stop: &dyn Fn() -> bool) -> State {
        let mut fresh = false;
        loop {
            if stop() {
                return State::Stopped;
            }
            node.lp.solve();
            if node.lp.objective() > self.task.total() as f64 - 1e-6 {
                return State::Possible;
            }
            let (rewards, fixed) = self.rewards(node);
            let (most, found) = self.price(node, &rewards);
            if fixed + most < i128::from(self.task.total()) * i128::from(SCALE) {
                return State::Impossible;
            }
            if found == 0 && fresh {
                // As good as the prices can be told apart: nothing is proven, so it may be possible.
                return State::Possible;
            }
            fresh = found == 0;
            if fresh {
                node.lp.refresh();
            }
        }
    }

    /// What each part of a route earns at the node's prices, and what all prices together are worth.
    fn rewards(&self, node: &Node) -> (Rewards, i128) {
        let task = self.task;
        let (kinds, goals) = (task.kinds(), task.goals());
        let price = |row: usize| (node.lp.prices[row].clamp(0.0, PRICE_MAX) * SCALE as f64).round() as i64;
        let mut rewards = Rewards {
            trip: vec![SCALE; kinds * goals],
            back: vec![0; kinds * goals],
            first: vec![0; kinds * task.classes.len()],
            end: vec![0; goals],
            early: Vec::new(),
        };
        let mut fixed = 0i128;
        for kind in 0..kinds {
            fixed += i128::from(task.loads[kind]) * i128::from(price(kind));
            for goal in 0..goals {
                rewards.trip[kind * goals + goal] -=
                    price(kind) + task.takes[kind] * self.room_price(node, goal);
            }
        }
        for goal in 0..goals {
            fixed += i128::from(self.room_price(node, goal)) * i128::from(task.room[goal]);
        }
        for (at, cut) in node.cuts.iter().enumerate() {
            let price = price(self.rows() + at);
            fixed += i128::from(price) * i128::from(cut.limit);
            cut.part.charge(task, price * cut.sign, &mut rewards);
        }
        (rewards, fixed)
    }

    fn room_price(&self, node: &Node, goal: usize) -> i64 {
        // Room without a limit has no price.
        if self.task.room[goal] >= FAR {
            return 0;
        }
        (node.lp.prices[self.task.kinds() + goal].clamp(0.0, PRICE_MAX) * SCALE as f64).round() as i64
    }

    /// What all vehicles could earn at most; adds the best routes, and says how many.
    fn price(&mut self, node: &mut Node, rewards: &Rewards) -> (i128, usize) {
        let task = self.task;
        let base = task.kinds() + task.goals();
        let (mut most, mut found) = (0i128, 0);
        for (number, class) in task.classes.iter().enumerate() {
            if number == 0 || class.able != task.classes[number - 1].able {
                self.pricing.run(task, &class.able, self.end, rewards);
            }
            let start = |kind: usize| Some((self.pricing.start(task, rewards, number, kind)?, kind));
            let mut starts: Vec<(i64, usize)> = (0..task.kinds()).filter_map(start).collect();
            starts.sort_unstable_by(|a, b| b.cmp(a));
            let best = starts.first().map_or(0, |start| start.0).max(0);
            most += i128::from(best) * class.count as i128;
            let least = (node.lp.prices[base + number].clamp(0.0, PRICE_MAX) * SCALE as f64) as i64 + 16;
            for (_, kind) in starts.into_iter().take(TAKEN).filter(|start| start.0 > least) {
                let route = self.pricing.route(task, rewards, number, kind);
                self.pool.push((number, route));
                self.add(node, self.pool.len() - 1);
                found += 1;
            }
        }
        (most, found)
    }
}
