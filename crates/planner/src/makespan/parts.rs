//! What a branching counts: how often routes together do some one thing. In a plan the count is
//! whole, so where a solution of the programme has it fractional, it is at most the number below or at
//! least the number above. Counts over all vehicles know nothing of which vehicle is which, so
//! alike vehicles give no copies of a branch (Barnhart et al., *Operations Research* 46:316, 1998).
//!
//! Never here: the programme.

use super::pricing::Rewards;
use super::task::{Leg, Task};

/// One thing that routes do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// Trips of a kind to a goal.
    Trip(u32, u32),
    /// Ways back from a goal to a kind.
    Back(u32, u32),
    /// Routes of a class that begin with a kind.
    First(u32, u32),
    /// Routes that end at a goal.
    End(u32),
    /// Trips to a goal.
    Into(u32),
    /// Loads of a kind fetched at this moment or before.
    Early(u32, i64),
}

/// A limit on a count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub part: Part,
    /// 1: the count is at most `limit`; −1: its negative is.
    pub sign: i64,
    pub limit: i64,
}

impl Part {
    /// How often the route does it.
    pub fn count(self, task: &Task, class: usize, legs: &[Leg]) -> i64 {
        let n = match self {
            Part::Trip(kind, goal) => legs.iter().filter(|leg| **leg == (kind, goal)).count(),
            Part::Back(goal, kind) => {
                legs.windows(2).filter(|pair| pair[0].1 == goal && pair[1].0 == kind).count()
            }
            Part::First(of, kind) => {
                usize::from(class == of as usize && legs.first().is_some_and(|leg| leg.0 == kind))
            }
            Part::End(goal) => usize::from(legs.last().is_some_and(|leg| leg.1 == goal)),
            Part::Into(goal) => legs.iter().filter(|leg| leg.1 == goal).count(),
            Part::Early(kind, moment) => {
                fetched(task, class, legs).filter(|(of, at)| *of == kind && *at <= moment).count()
            }
        };
        i64::try_from(n).unwrap_or(i64::MAX)
    }

    /// Lets a route pay `price` each time it does it.
    pub fn charge(self, task: &Task, price: i64, rewards: &mut Rewards) {
        let (kinds, goals) = (task.kinds(), task.goals());
        match self {
            Part::Trip(kind, goal) => rewards.trip[kind as usize * goals + goal as usize] -= price,
            Part::Back(goal, kind) => rewards.back[goal as usize * kinds + kind as usize] -= price,
            Part::First(class, kind) => rewards.first[class as usize * kinds + kind as usize] -= price,
            Part::End(goal) => rewards.end[goal as usize] -= price,
            Part::Into(goal) => {
                (0..kinds).for_each(|kind| rewards.trip[kind * goals + goal as usize] -= price);
            }
            Part::Early(kind, moment) => rewards.early.push((kind, moment, -price)),
        }
    }
}

/// Kind and moment of every load of a route.
pub(crate) fn fetched<'a>(
    task: &'a Task,
    class: usize,
    legs: &'a [Leg],
) -> impl Iterator<Item = (u32, i64)> + 'a {
    let mut at = 0;
    let mut before: Option<u32> = None;
    legs.iter().map(move |(kind, goal)| {
        at += match before {
            None => task.classes[class].first[*kind as usize],
            Some(before) => task.back[before as usize][*kind as usize],
        };
        let fetched = (*kind, at);
        at += task.out[*kind as usize][*goal as usize];
        before = Some(*goal);
        fetched
    })
}

/// A route in a solution: class, trips, how much of it.
pub(crate) type Shares<'a> = Vec<(usize, &'a [Leg], f64)>;

/// Nearer to whole than this is whole.
const WHOLE: f64 = 1e-5;

/// The count that is farthest from whole, and its value: first of those that ignore time, then of the
/// others; `None` where all are whole.
pub(crate) fn split(task: &Task, solution: &Shares) -> Option<(Part, f64)> {
    plain(task, solution).or_else(|| timed(task, solution))
}

struct Farthest(Option<(f64, Part, f64)>);

impl Farthest {
    fn offer(&mut self, part: Part, value: f64) {
        let apart = (value - value.round()).abs();
        if apart > WHOLE && self.0.is_none_or(|(known, _, _)| apart > known + 1e-9) {
            self.0 = Some((apart, part, value));
        }
    }
    fn part(self) -> Option<(Part, f64)> {
        self.0.map(|(_, part, value)| (part, value))
    }
}

fn plain(task: &Task, solution: &Shares) -> Option<(Part, f64)> {
    let (kinds, goals) = (task.kinds(), task.goals());
    let mut trip = vec![0.0; kinds * goals];
    let mut back = vec![0.0; kinds * goals];
    let mut first = vec![0.0; task.classes.len() * kinds];
    let (mut end, mut into) = (vec![0.0; goals], vec![0.0; goals]);
    for (class, legs, share) in solution {
        let mut before: Option<usize> = None;
        for (kind, goal) in legs.iter().map(|(kind, goal)| (*kind as usize, *goal as usize)) {
            trip[kind * goals + goal] += share;
            into[goal] += share;
            match before {
                None => first[class * kinds + kind] += share,
                Some(before) => back[before * kinds + kind] += share,
            }
            before = Some(goal);
        }
        if let Some(goal) = before {
            end[goal] += share;
        }
    }
    let mut farthest = Farthest(None);
    for goal in 0..goals {
        let g = goal as u32;
        farthest.offer(Part::Into(g), into[goal]);
        farthest.offer(Part::End(g), end[goal]);
        for kind in 0..kinds {
            farthest.offer(Part::Trip(kind as u32, g), trip[kind * goals + goal]);
            farthest.offer(Part::Back(g, kind as u32), back[goal * kinds + kind]);
        }
    }
    for (ix, value) in first.into_iter().enumerate() {
        farthest.offer(Part::First((ix / kinds) as u32, (ix % kinds) as u32), value);
    }
    farthest.part()
}

fn timed(task: &Task, solution: &Shares) -> Option<(Part, f64)> {
    let mut loads: Vec<(u32, i64, f64)> = Vec::new();
    for (class, legs, share) in solution {
        loads.extend(fetched(task, *class, legs).map(|(kind, at)| (kind, at, *share)));
    }
    loads.sort_by_key(|(kind, at, _)| (*kind, *at));
    let mut farthest = Farthest(None);
    let mut sum = 0.0;
    for (ix, (kind, at, share)) in loads.iter().enumerate() {
        let same = ix > 0 && loads[ix - 1].0 == *kind;
        sum = if same { sum + share } else { *share };
        if loads.get(ix + 1).is_none_or(|next| (next.0, next.1) != (*kind, *at)) {
            farthest.offer(Part::Early(*kind, *at), sum);
        }
    }
    farthest.part()
}
