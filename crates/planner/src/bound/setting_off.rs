//! Loaded vehicles at given prices: when they set off and enter control points, and what that is worth; over a
//! span of nodes for what it is worth, and at one node with all that they may do.
//!
//! Never here: who does (see `onward`).

use super::grid::Rounding;
use super::legs::{NO_TIME, NONE, Queue, To};
use super::soft::NO_OFFER;
use super::tariff::Tariff;
use super::vehicles::{Slot, Space, Vehicles};
use crate::problem::Seconds;
use std::ops::Range;

/// A loaded vehicle enters a control point, or sets off where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Departure {
    /// By which price.
    pub price: u32,
    /// In which era of escorts it has left; of the departure also the cell, where it sets off only now.
    pub era: usize,
    pub depart: Option<usize>,
    /// Where it leads to, and when it is there.
    pub to: To,
    pub there: i32,
    /// What it is worth without what comes after: below 0 what it costs.
    worth: f64,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Goal { dock_at: usize, table_at: usize, share: f64 },
    Queue { at: usize },
}

/// How vehicles enter a control point at each node of a span.
#[derive(Debug, Default)]
pub(super) struct Entering {
    /// [`NO_TIME`] where they do not.
    enter: Vec<i32>,
    /// What entering is worth: below 0 what it costs.
    worth: Vec<f64>,
    /// In which era of escorts they have left.
    era: Vec<u32>,
}

/// What entering a control point costs, and by which price.
fn toll((price, other): (u32, u32), tariff: &Tariff) -> (f64, u32) {
    if price == NONE {
        return (0.0, NONE);
    }
    let (one, two) = (tariff.gates[price as usize], tariff.gates[other as usize]);
    if one <= two { (one, price) } else { (two, other) }
}

/// Which of equal parts of time, each `1 / per` seconds, a moment is in, and how far it is in that: without a
/// branch or a division.
struct Parts {
    per: f64,
    to_middle: f64,
}

/// So near to this, on both sides, a float is a whole number, which its last bits say.
const WHOLE: f64 = (3u64 << 51) as f64;

impl Parts {
    fn new(per: f64) -> Self {
        // A moment counts as its middle, so that no part begins or ends at one.
        Parts { per, to_middle: 0.5 * per - 0.5 }
    }

    fn of(&self, at: i32) -> (usize, f64) {
        let at = f64::from(at) * self.per;
        let part = at + self.to_middle + WHOLE;
        (part.to_bits() as u32 as usize, at - (part - WHOLE))
    }
}

impl Vehicles<'_> {
    /// What a loaded vehicle may do instead of waiting, at each node of a span.
    pub(super) fn departures_over(
        &self,
        at: usize,
        nodes: &Range<usize>,
        tariff: &Tariff,
        space: &mut Space,
    ) {
        let Space { rows, loaded, docked, entering, .. } = space;
        rows.begin(nodes.len());
        for (spared, last) in self.spared(at).filter(|(_, last)| nodes.contains(last)) {
            rows.another()[last - nodes.start] = loaded[spared * (self.nodes + 1) + last + 1];
        }
        for group in &self.legs.queues[self.slots[at].queue].groups {
            self.entering_over(group.number, at, nodes, tariff, entering);
            for leg in &group.legs {
                match leg.to {
                    To::Goal { dock, table } => {
                        let gains = &tariff.tables[table * self.knots..(table + 1) * self.knots];
                        self.arriving_over(leg.onward, dock, (entering, gains, docked), rows.another());
                    }
                    To::Queue(_) => {
                        for (ix, offer) in rows.another().iter_mut().enumerate() {
                            let (enter, era) = (entering.enter[ix], entering.era[ix] as usize);
                            let there = enter.saturating_add(leg.onward);
                            let worth = self.worth(leg.to, there, era, tariff, (docked, loaded));
                            *offer = worth.map_or(*offer, |(worth, _)| worth + entering.worth[ix]);
                        }
                    }
                }
            }
        }
    }

    fn entering_over(
        &self,
        group: usize,
        at: usize,
        nodes: &Range<usize>,
        tariff: &Tariff,
        space: &mut Entering,
    ) {
        let Entering { enter, worth, era } = space;
        let slot = self.slots[at];
        let queue = &self.legs.queues[slot.queue];
        let (enters, prices) = self.legs.entries(group);
        enter.clear();
        enter.extend_from_slice(&enters[nodes.clone()]);
        let first = self.first_departure(slot);
        enter[..first.clamp(nodes.start, nodes.end) - nodes.start].fill(NO_TIME);
        worth.clear();
        worth.extend(prices[nodes.clone()].iter().map(|price| -toll(*price, tariff).0));
        era.clear();
        era.resize(nodes.len(), slot.era.unwrap_or(0) as u32);
        if queue.is_first() && self.owes(tariff) {
            for ((enter, worth), era) in
                enter.iter().zip(worth).zip(era).filter(|((enter, _), _)| **enter < NO_TIME)
            {
                let (left, _, refund) = self.setting_off(queue, slot, *enter, tariff);
                *era = left as u32;
                *worth += refund;
            }
        }
    }

    /// What it is worth to go on to a destination; the same as [`Vehicles::worth`].
    fn arriving_over(
        &self,
        onward: i32,
        dock: usize,
        (entering, gains, docked): (&Entering, &[f64], &[f64]),
        offers: &mut [f64],
    ) {
        let latest = i32::try_from(self.grid.end).unwrap_or(NO_TIME - 1).saturating_sub(onward);
        let (knots, cells) = (Parts::new(self.per_knot), Parts::new(self.per_cell));
        let all = entering.enter.iter().zip(&entering.worth).zip(&entering.era);
        for (offer, ((enter, worth), era)) in offers.iter_mut().zip(all) {
            if *enter > latest {
                continue;
            }
            let (knot, share) = knots.of(enter + onward);
            let (cell, _) = cells.of(enter + onward);
            let gain = gains[knot] + (gains[knot + 1] - gains[knot]) * share;
            *offer = worth + gain + docked[self.at_dock(*era as usize, dock, cell)];
        }
    }

    /// What each of the departures from this node is worth, in their order.
    pub(super) fn offer_departures(&self, node: usize, at: usize, tariff: &Tariff, space: &mut Space) {
        let Space { offers, loaded, docked, .. } = space;
        self.each_departure(node, at, tariff, |it| {
            let worth = self.worth(it.to, it.there, it.era, tariff, (docked, loaded));
            offers.push(worth.map_or(NO_OFFER, |(worth, _)| it.worth + worth));
        });
    }

    /// All ways in which a loaded vehicle may enter the control point at this node.
    #[inline(always)]
    pub(super) fn each_departure(
        &self,
        node: usize,
        at: usize,
        tariff: &Tariff,
        mut look: impl FnMut(Departure),
    ) {
        let slot = self.slots[at];
        let queue = &self.legs.queues[slot.queue];
        let may = node >= self.first_departure(slot);
        for group in queue.groups.iter().filter(|_| may) {
            let (enters, prices) = self.legs.entries(group.number);
            let enter = enters[node];
            if enter == NO_TIME {
                continue;
            }
            let (toll, price) = toll(prices[node], tariff);
            let (era, depart, refund) = self.setting_off(queue, slot, enter, tariff);
            for leg in &group.legs {
                let there = enter.saturating_add(leg.onward);
                look(Departure { price, era, depart, to: leg.to, there, worth: refund - toll });
            }
        }
    }

    /// The last node from which a vehicle may load and set off before this cut.
    fn last_before(&self, cut: i64, queue: usize) -> Option<usize> {
        let from = cut - i64::from(self.legs.queues[queue].load);
        usize::try_from(from / self.grid.step).ok().filter(|_| from >= 0)
    }

    /// From this node on vehicles in this state may go on: those spared a cut wait for it.
    fn first_departure(&self, slot: Slot) -> usize {
        let last = slot.spared.map(|(_, cut)| self.last_before(cut, slot.queue));
        last.map_or(0, |last| last.map_or(self.nodes, |last| last + 1))
    }

    /// The spared states that a loaded vehicle may change to, each from one node only.
    pub(super) fn spared(&self, at: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let first = self.legs.first_queues();
        let cuts = if at < first { self.cuts } else { 0 };
        (1..=cuts).filter_map(move |cut| {
            let spared = cut * first + at;
            let (_, cut) = self.slots[spared].spared?;
            Some((spared, self.last_before(cut, at).filter(|last| *last < self.nodes)?))
        })
    }

    /// What it is worth to be there at this moment.
    #[inline(always)]
    pub(super) fn worth(
        &self,
        to: To,
        at: i32,
        era: usize,
        tariff: &Tariff,
        (docked, loaded): (&[f64], &[f64]),
    ) -> Option<(f64, End)> {
        match to {
            To::Goal { dock, table } => {
                if Seconds::from(at) > self.grid.end {
                    return None;
                }
                let (knot, share) = Parts::new(self.per_knot).of(at);
                let (cell, _) = Parts::new(self.per_cell).of(at);
                let table_at = table * self.knots + knot;
                let (one, two) = (tariff.tables[table_at], tariff.tables[table_at + 1]);
                let gain = one + (two - one) * share;
                let dock_at = self.at_dock(era, dock, cell);
                Some((gain + docked[dock_at], End::Goal { dock_at, table_at, share }))
            }
            To::Queue(queue) => {
                let node = self.grid.node_of((at - self.legs.queues[queue].phase).max(0).into());
                let first = self.slots.len() - (self.legs.queues.len() - queue) * self.eras;
                let at = (first + era) * (self.nodes + 1) + node;
                (node < self.nodes).then(|| (loaded[at], End::Queue { at }))
            }
        }
    }

    /// Whether to be away costs anything.
    pub(super) fn owes(&self, tariff: &Tariff) -> bool {
        !tariff.away.is_free() && self.legs.kind.escorts > 0
    }

    /// Era and, where it sets off, cell of the departure, and what of the price of escorts until
    /// then it does not owe.
    fn setting_off(
        &self,
        queue: &Queue,
        slot: Slot,
        enter: i32,
        tariff: &Tariff,
    ) -> (usize, Option<usize>, f64) {
        let escorts = f64::from(self.legs.kind.escorts);
        if !queue.is_first() || !self.owes(tariff) {
            return (slot.era.unwrap_or(0), None, 0.0);
        }
        if let Some((era, cut)) = slot.spared {
            let cell = tariff.away.cell(i32::try_from(cut).unwrap_or(NO_TIME - 1));
            return (era, Some(cell), escorts * tariff.away.until(era, cell));
        }
        // The true vehicle may set off up to a step later than the path's.
        let late = match self.grid.rounding {
            Rounding::Down => (self.grid.step + self.grid.cell()) as i32 - 1,
            Rounding::Nearest => 0,
        };
        let depart = enter - queue.approach();
        let era = tariff.away.era(depart.max(0));
        let cell = tariff.away.cell(depart.saturating_add(late));
        (era, Some(cell), escorts * tariff.away.until(era, cell))
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn every_moment_is_in_its_part() {
        for length in [1, 2, 7, 60, 599, 86_400, 1_000_003] {
            let parts = Parts::new(1.0 / f64::from(length));
            let edges = (0..2000).flat_map(|part| [part * length, part * length + length - 1]);
            for at in edges.chain(0..2000).chain([2_147_483_646]) {
                let (part, share) = parts.of(at);
                assert_eq!(part as i32, at / length, "{at} in parts of {length}");
                assert!((share - f64::from(at % length) / f64::from(length)).abs() < 1e-6);
            }
        }
    }
}
