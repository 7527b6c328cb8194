//! What is tried for the whole operation before single decisions are: rules of thumb, and how convoys leave.
//!
//! Never here: single decisions (`course`).

use super::course::Course;
use super::spells::{Spell, spells};
use super::{Naming, convoys, run};
use crate::construct::prospect::Prospect;
use crate::construct::tape::{Convoys, Manner, Tape};
use crate::construct::{Ground, Made};
use crate::fluid::GRAINS;
use crate::problem::{Problem, Seconds};
use std::collections::VecDeque;
use std::sync::Arc;

/// Something tried for the whole operation.
#[derive(Clone, Debug)]
enum Trial {
    Manner(Manner),
    Ahead(Manner, Arc<Prospect>),
    Pace(Seconds),
    Size(usize),
    /// Another size of convoys in the window that opens then.
    SizeIn(Seconds, usize),
    /// Another manner in one spell of the lead.
    In(Spell, Manner),
}

/// What is still to be tried, and what came of the rest.
pub(super) struct Trials {
    waiting: VecDeque<Trial>,
    /// The best tape so far and its figure: how convoys leave is tried in its manner, a manner with its convoys.
    lead: (Tape, f64),
    /// For every manner the best that came of it.
    found: Vec<(Tape, Made, f64)>,
    /// Which guides have been taken up.
    guided: [bool; GRAINS],
    /// How many prospects have been taken up.
    prospects: usize,
    /// What was tried for the whole operation without a prospect, with which convoys, and its figure.
    pub tried: Vec<(Manner, Convoys, f64)>,
    /// Paces tried last that were far off.
    far_off: u32,
    /// The lead's figure when its spells were tried last.
    spelt_at: f64,
    /// Trips of the first plan: what a trial takes.
    trips: usize,
}

impl Trials {
    /// Everything that needs no guide; `made` is what the first choices give.
    pub fn new(ground: &Ground, made: Made, figure: f64) -> Trials {
        let problem = ground.problem;
        let beyond_plan = ground.script.is_some();
        let manners = Manner::all().into_iter().filter(|it| it.suits(problem));
        let manners = manners.map(|it| Trial::Manner(Manner { beyond_plan, ..it }));
        let waiting = manners.chain(of_convoys(problem)).collect();
        let trips = made.trips.len();
        let found = vec![(Tape::default(), made, figure)];
        Trials {
            waiting,
            lead: (Tape::default(), figure),
            found,
            guided: [false; GRAINS],
            prospects: 0,
            tried: vec![(Manner::default(), Convoys::default(), figure)],
            far_off: 0,
            spelt_at: f64::INFINITY,
            trips,
        }
    }

    /// The first guide takes the place of whatever has not been tried without one. Manners are tried before
    /// and after how convoys leave: which is best depends on it.
    pub fn take_up_guides(&mut self, ground: &Ground) {
        for grain in 0..GRAINS {
            if self.guided[grain] || ground.guide(grain).is_none() {
                continue;
            }
            let suits = |it: &Manner| it.suits(ground.problem);
            let manners = || Manner::guided(grain).into_iter().filter(suits).map(Trial::Manner);
            if self.guided == [false; GRAINS] {
                self.waiting.clear();
            }
            self.guided[grain] = true;
            self.waiting.extend(manners().chain(of_convoys(ground.problem)).chain(manners()));
        }
    }

    /// What the bound says of the future is tried as soon as it is known, and again when it knows better.
    pub fn take_up_prospects(&mut self, ground: &Ground) {
        let (number, newest) = ground.newest_prospect();
        let Some(prospect) = newest.filter(|_| number > self.prospects) else { return };
        self.prospects = number;
        let grain = (0..GRAINS).rev().find(|grain| ground.guide(*grain).is_some());
        let manners = Manner::prospective(grain).into_iter();
        self.waiting.extend(manners.map(|manner| Trial::Ahead(manner, Arc::clone(&prospect))));
    }

    /// Tries the next one; `None` where there is none left.
    pub fn step(&mut self, ground: &Ground) -> Option<(&Made, f64)> {
        let (tape, is_pace) = self.next(ground)?;
        let (made, value) = run(ground, &tape);
        if tape.prospect.is_none() && tape.is_the_same_throughout() {
            self.tried.push((tape.manner, tape.convoys(), value));
        }
        if is_pace {
            self.note_pace(value);
        }
        if value < self.lead.1 {
            self.lead = (tape.clone(), value);
        }
        let same =
            |known: &Tape| known.manner == tape.manner && known.prospect.is_some() == tape.prospect.is_some();
        let ix = match self.found.iter().position(|(known, ..)| same(known)) {
            Some(ix) if value < self.found[ix].2 => {
                self.found[ix] = (tape, made, value);
                ix
            }
            Some(ix) => ix,
            None => {
                self.found.push((tape, made, value));
                self.found.len() - 1
            }
        };
        self.found.get(ix).map(|(_, made, value)| (made, *value))
    }

    /// What came of it since it was asked last: courses to begin with, of each guide one before another of the
    /// same, each named in these ways. What goes by a prospect is left out where it is no good.
    pub fn courses<'a>(&mut self, namings: &[Naming]) -> Vec<Course<'a>> {
        let mut found = std::mem::take(&mut self.found);
        found.retain(|(tape, _, figure)| tape.prospect.is_none() || *figure <= self.lead.1 * (1.0 + NO_GOOD));
        found.sort_by(|a, b| a.2.total_cmp(&b.2));
        let (mut chosen, mut others): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
        for it in found {
            let is_first =
                chosen.iter().all(|(tape, ..): &(Tape, _, _)| tape.manner.guide != it.0.manner.guide);
            if is_first { chosen.push(it) } else { others.push(it) }
        }
        chosen.extend(others);
        chosen.truncate(BEST);
        let named = |(tape, made, figure): (Tape, Made, f64)| {
            namings.iter().map(move |naming| {
                let mut tape = tape.clone();
                tape.manner.by_minute = *naming != Naming::ByTurn;
                if *naming == Naming::Habits {
                    tape.get_used_to(&made);
                }
                Course::new(tape, made.clone(), figure)
            })
        };
        chosen.into_iter().flat_map(named).collect()
    }

    /// What to try next, and whether that is a pace.
    fn next(&mut self, ground: &Ground) -> Option<(Tape, bool)> {
        if self.waiting.is_empty() && self.is_to_spell() {
            self.spell(ground.problem);
        }
        loop {
            let (lead, is_pace) = (&self.lead.0, matches!(self.waiting.front()?, Trial::Pace(_)));
            let all = lead.convoys();
            let tape = match self.waiting.pop_front()? {
                Trial::Manner(manner) => Tape::of(all, manner),
                Trial::Pace(pace) => Tape::of(Convoys { pace, ..all }, lead.manner),
                Trial::Size(size) => Tape::of(Convoys { size, ..all }, lead.manner),
                // The lead itself.
                Trial::SizeIn(opens, size) if lead.convoys_in(opens).size == size => continue,
                Trial::SizeIn(opens, size) => {
                    let mut tape = lead.clone();
                    tape.set_convoys(Some(opens), Convoys { size, ..tape.convoys_in(opens) });
                    tape
                }
                Trial::Ahead(manner, prospect) => {
                    let mut tape = Tape::of(all, manner);
                    tape.prospect = Some(prospect);
                    tape
                }
                Trial::In(spell, manner) => {
                    let mut tape = lead.clone();
                    tape.turn(spell, manner);
                    tape
                }
            };
            let is_known = |(manner, convoys, _): &(Manner, Convoys, f64)| {
                tape.prospect.is_none()
                    && tape.is_the_same_throughout()
                    && (*manner, *convoys) == (tape.manner, tape.convoys())
            };
            if !self.tried.iter().any(is_known) {
                return Some((tape, is_pace));
            }
        }
    }

    /// Paces get slower and slower: when several are far off, so are the rest.
    fn note_pace(&mut self, value: f64) {
        let is_far = value > self.lead.1 * (1.0 + FAR_OFF);
        self.far_off = if is_far { self.far_off + 1 } else { 0 };
        if self.far_off >= FAR_OFF_MOST {
            self.far_off = 0;
            self.waiting.retain(|it| !matches!(it, Trial::Pace(_)));
        }
    }

    /// When nothing more will be known of the whole operation, and the lead is another one than last time.
    fn is_to_spell(&self) -> bool {
        self.guided[GRAINS - 1] && self.lead.1 < self.spelt_at
    }

    /// In every window of the lead other sizes of convoys, and in every spell the manners that did best on the whole.
    fn spell(&mut self, problem: &Problem) {
        self.spelt_at = self.lead.1;
        self.tried.sort_by(|a, b| a.2.total_cmp(&b.2));
        let lead = self.lead.0.manner;
        let mut manners: Vec<Manner> = Vec::new();
        for (manner, ..) in &self.tried {
            // A run follows one guide.
            let fits = manner.guide.is_none() || manner.guide == lead.guide;
            if fits && *manner != lead && !manners.contains(manner) && manners.len() < IN_SPELLS {
                manners.push(*manner);
            }
        }
        let (openings, sizes) = (convoys::openings(problem), convoys::sizes(problem));
        if openings.len() > 1 && openings.len() * sizes.len() * self.trips <= SIZES_WORK {
            let any = sizes.iter().chain(&[0]);
            let tried = openings.iter().flat_map(|at| any.clone().map(|size| Trial::SizeIn(*at, *size)));
            self.waiting.extend(tried);
        }
        for spell in spells(problem) {
            self.waiting.extend(manners.iter().map(|manner| Trial::In(spell, *manner)));
        }
    }

    /// Whether nothing is left to try but something was found.
    pub fn are_over(&self) -> bool {
        self.waiting.is_empty() && !self.is_to_spell() && !self.found.is_empty()
    }
}

/// A pace whose plan is worse by this share is far off; after so many of them in a row slower ones are not tried.
const FAR_OFF: f64 = 0.1;
const FAR_OFF_MOST: u32 = 4;
/// Manners that are tried in single spells.
const IN_SPELLS: usize = 6;

/// Manners that begin a course each.
const BEST: usize = 3;
/// What goes by a prospect begins one only if it is at most by this share worse than the best known.
const NO_GOOD: f64 = 0.003;

/// Sizes of convoys are tried in single windows where that takes at most so many trips.
const SIZES_WORK: usize = 60_000;

fn of_convoys(problem: &Problem) -> impl Iterator<Item = Trial> {
    let sizes = convoys::sizes(problem).into_iter().map(Trial::Size);
    convoys::paces(problem).map(Trial::Pace).chain(sizes)
}
