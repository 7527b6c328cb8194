//! Prices that the fluid suggests, laid out for the relaxed problem.
//!
//! Never here: proofs. Any prices give a bound.

use super::legs::NONE;
use super::relaxation::Relaxation;
use crate::fluid::Fluid;
use crate::problem::{NEVER, Problem, Seconds};

/// One price for each of the relaxation's; `load` is the weight of a typical trip.
pub(crate) fn prices(problem: &Problem, fluid: &Fluid, rough: &Relaxation, load: f64) -> Vec<f64> {
    let (layout, grid) = (&rough.layout, &rough.grid);
    let middle = |block: usize| (2 * block as Seconds + 1) as f64 * grid.block as f64 / 2.0;
    let mut prices = vec![0.0; layout.len()];
    prices[..layout.commodities].copy_from_slice(&fluid.unit_prices(problem));
    for (gate, range) in rough.ranges.iter().enumerate().filter(|(_, range)| range.base != NONE) {
        let earliest = earliest(problem, gate);
        let inspection = problem.gates[gate].control.inspection.seconds() as f64;
        let usual = fluid.usual_passage(gate) as f64;
        for block in 0..grid.blocks() {
            // Before anybody can be there nothing is to be paid.
            let there = (block as Seconds + 1) * grid.block > earliest;
            let price = if there { fluid.gate_price(gate, middle(block)) } else { 0.0 };
            let from = layout.gate() + range.base as usize + block * range.least.len();
            for (price_at, least) in prices[from..].iter_mut().zip(&range.least) {
                // The fluid goes by usual passages: who gets through in less time pays for it, where many would.
                let sooner = (usual - inspection * f64::from(*least)) * load;
                *price_at = (price + sooner.min(price)).max(0.0);
            }
        }
    }
    for goal in 0..layout.goals {
        prices[layout.goal() + goal] = fluid.room_price(goal);
    }
    for block in 0..layout.escorts {
        prices[layout.escort() + block] = fluid.escort_price(middle(block));
    }
    for block in 0..grid.blocks() {
        for (stage, it) in rough.bays.stages.iter().enumerate() {
            if let Some((_, base)) = it {
                prices[layout.bay() + base + block] = fluid.stage_bay_price(stage, middle(block));
            }
        }
        for (goal, it) in rough.bays.goals.iter().enumerate() {
            if let Some((_, base)) = it {
                prices[layout.bay() + base + block] = fluid.goal_bay_price(goal, middle(block));
            }
        }
    }
    rough.pools().iter().for_each(|pool| pool.spread(&mut prices));
    prices
}

/// The earliest moment at which a loaded vehicle can be at the control point.
fn earliest(problem: &Problem, gate: usize) -> Seconds {
    let mut earliest = NEVER;
    for (stage, ways) in problem.ways.iter().enumerate() {
        let fixed = problem.stages[stage].turnround.fixed.seconds();
        let first =
            problem.classes.iter().filter(|class| class.count > 0).map(|class| class.soonest[stage]).min();
        for way in ways.iter().flatten() {
            let mut travel = first.unwrap_or(NEVER).saturating_add(fixed);
            for (number, leg) in &way.gates {
                travel = travel.saturating_add(*leg);
                if *number == gate {
                    earliest = earliest.min(travel);
                }
                travel = travel.saturating_add(problem.gates[*number].lasting(1));
            }
        }
    }
    earliest
}
