//! Raising the bound, from finer and finer fluids, while others search; what its prices say of the future
//! is told to them.
//!
//! Never here: how bounds are found (see `bound`).

use crate::bound::{self, Prover, makespan};
use crate::construct::{Ground, Made};
use crate::fluid::{Fluid, Fluids};
use crate::improve::Hunt;
use crate::solve::A_MOMENT;
use crate::standing::Standing;
use evacuation::operation::Minimise;

/// After so many steps on a rung the bound's prices are told to searches.
const PROSPECTS: [(usize, usize); 4] = [(0, 20), (1, 40), (2, 80), (4, 60)];

/// Raises the bound until there is no more to do; alone on the machine, with some hunting in between.
///
/// It begins with a sketch of the fluid, as finer ones take a tenth of a second to several; where there is no fluid
/// at all, with the plan.
pub(crate) fn prove(ground: &Ground, first: &Made, best: &Standing, mut hunt: Option<&mut Hunt>) {
    let problem = ground.problem;
    if problem.minimise == Minimise::Makespan {
        makespan::bound(problem, first, &|| best.is_over(), &|bound| best.bound(bound as f64));
        return;
    }
    let mut fluids = Fluids::of(ground, first);
    let end = bound::end(problem, first).filter(|_| fluids.is_coming());
    let sketch = end.and_then(|end| Fluid::sketch(problem, end));
    let mut prover = sketch.as_ref().and_then(|sketch| Prover::new(problem, first, Some(sketch)));
    while !best.is_over() {
        let is_first = ground.fluid().is_none();
        if fluids.look(ground) {
            // How far up or down a sketch's prices go says little of others'.
            let other = match (&prover, ground.fluid()) {
                (Some(prover), Some(fluid)) if !is_first => prover.again(fluid),
                (_, fluid) => Prover::new(problem, first, fluid),
            };
            prover = likelier(prover, other, best);
        } else if prover.is_none() && !fluids.is_coming() {
            prover = Prover::new(problem, first, ground.fluid());
        }
        // What is found from a sketch is forgotten when the first fluid comes.
        let waits = |prover: &Prover| ground.fluid().is_none() && prover.has_begun() && fluids.is_near();
        match prover.as_mut().filter(|prover| !prover.is_over() && !waits(prover)) {
            Some(prover) => {
                prover.step(&|| best.is_over());
                best.bound(prover.best / 3600.0);
                tell(ground, prover, best);
            }
            None if fluids.is_coming() => std::thread::park_timeout(A_MOMENT),
            None => return,
        }
        for _ in 0..4 {
            if let Some(hunt) = hunt.as_mut().filter(|hunt| hunt.may_go_on(best)) {
                hunt.step(best);
            }
        }
    }
}

/// The one from the newer fluid, unless its prices begin behind half of what the one at work has reached since
/// it began: finer fluids are not always the better hint.
fn likelier<'a>(old: Option<Prover<'a>>, new: Option<Prover<'a>>, best: &Standing) -> Option<Prover<'a>> {
    let (old, mut new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (old, new) => return new.or(old),
    };
    new.step(&|| best.is_over());
    best.bound(new.best / 3600.0);
    Some(if new.best > (old.begun_at + old.best) / 2.0 { new } else { old })
}

/// With a count of iterations no search may depend on how quick another worker is.
fn tell(ground: &Ground, prover: &mut Prover, best: &Standing) {
    if best.settings.iterations_max.is_none()
        && PROSPECTS.contains(&prover.at())
        && let Some(prospect) = prover.prospect(&|| best.is_over())
    {
        ground.add_prospect(prospect);
    }
}
