//! Whether all loads can be brought within a time: depth-first branch and price (Barnhart et al.,
//! *Operations Research* 46:316, 1998).
//!
//! Never here: which times are asked.

use super::master::{Master, Node, State};
use super::parts::{Cut, Shares, split};
use super::task::{Leg, Routes, Task};

/// Whether it can be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// So.
    Yes(Routes),
    /// No plan does; proven.
    No,
    /// Not known when it was told to stop.
    Open,
}

/// Looks at up to `nodes_max` nodes.
pub(crate) fn search(master: &mut Master, nodes_max: u64, stop: &dyn Fn() -> bool) -> Answer {
    let mut stack = vec![master.root()];
    let mut open = false;
    let mut nodes = 0;
    while let Some(mut node) = stack.pop() {
        nodes += 1;
        if nodes > nodes_max {
            return Answer::Open;
        }
        match master.solve(&mut node, stop) {
            State::Impossible => continue,
            State::Stopped => return Answer::Open,
            State::Possible => {}
        }
        let solution = master.solution(&node);
        if let Some(routes) = whole(master.task, &solution) {
            return Answer::Yes(routes);
        }
        match split(master.task, &solution) {
            Some((part, value)) => stack.extend(children(master, &node, part, value)),
            // Fractional routes, yet every count is whole.
            None => open = true,
        }
    }
    if open { Answer::Open } else { Answer::No }
}

/// The more likely one last: it is looked at first.
fn children(master: &Master, node: &Node, part: super::parts::Part, value: f64) -> [Node; 2] {
    let below = value.floor() as i64;
    let down = Cut { part, sign: 1, limit: below };
    let up = Cut { part, sign: -1, limit: -below - 1 };
    let order = if value - value.floor() > 0.5 { [down, up] } else { [up, down] };
    order.map(|cut| master.child(node, cut))
}

/// Routes for all vehicles, where the solution has whole ones only.
fn whole(task: &Task, solution: &Shares) -> Option<Routes> {
    let mut of: Vec<Vec<Vec<Leg>>> = vec![Vec::new(); task.classes.len()];
    for (class, legs, share) in solution {
        if (share - share.round()).abs() > 1e-5 {
            return None;
        }
        for _ in 0..share.round() as usize {
            of[*class].push(legs.to_vec());
        }
    }
    for (routes, class) in of.iter_mut().zip(&task.classes) {
        if routes.len() > class.count {
            return None;
        }
        routes.resize(class.count, Vec::new());
    }
    let routes = of.concat();
    task.most(&routes).map(|_| routes)
}
