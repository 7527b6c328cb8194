//! Parties that may be one: the same household registered twice on two phones.
//!
//! Two parties are compared by what a door manifest knows: who is in them, where, when and on which device
//! they were registered, whether both were seen on vehicles. How telling an equal make-up is depends on how
//! common it is: two single men are nothing, two families of nine with the same ages are. The evidence is
//! added up as odds (Fellegi and Sunter 1969); what a custodian found in names comes in as a statement.
//! Nothing is ever joined here: people look at both and decide ([`Likeness`]).
//!
//! Never here: a name. The odds are for the order of a list and decide nothing.

use crate::account::{Account, Sketch, TwinSaid};
use crate::people::Token;
use crate::quantity::Category;
use crate::statement::{AgeBand, Likeness, Member, Sex};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From this many chances in a hundred on, two parties are shown.
pub const SHOWN_FROM: u8 = 10;
/// Parties of one make-up beyond which that make-up tells nothing.
const BUCKET_MAX: usize = 200;
/// Registered again within this many seconds is soon.
const SOON_S: i64 = 12 * 3600;
/// Of a hundred households, so many are taken to register twice.
const TWICE: f64 = 0.02;

/// Why two parties may be one, or speaks against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Trait {
    /// The same persons by sex, age and need.
    SameMakeUp {
        /// How many other parties have it.
        others: u32,
    },
    /// All but one of them.
    NearlySameMakeUp,
    /// Registered at the same place.
    SamePlace,
    /// Registered at different places.
    OtherPlace,
    /// Registered on different devices.
    OtherDevice,
    /// Registered on the same device.
    SameDevice,
    /// So long after one another.
    Apart {
        /// Minutes.
        minutes: i64,
    },
    /// One was on a vehicle, the other was never seen again.
    OneGone,
    /// Somebody says that they may be one.
    Said {
        /// In their words.
        why: String,
    },
}

/// Two parties to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The two, the one registered first before the other.
    pub parties: [Sketch; 2],
    /// Chances in a hundred that they are one.
    pub chance: u8,
    /// Why.
    pub traits: Vec<Trait>,
    /// Persons of the first and of the second who look alike: what is proposed to whoever decides.
    pub pairs: Vec<[Token; 2]>,
}

type Kind = (Sex, AgeBand, Category);

/// How common everything is among the parties of the operation.
struct Commonness {
    parties: f64,
    sizes: BTreeMap<usize, f64>,
    kinds: BTreeMap<Kind, f64>,
    places: BTreeMap<String, f64>,
    same_device: f64,
    make_ups: HashMap<Vec<Kind>, u32>,
}

/// Every two parties that may be one and of which nobody has decided, the likeliest first.
pub fn candidates(account: &Account) -> Vec<Candidate> {
    let sketches = account.sketches();
    let said: BTreeMap<[Token; 2], Vec<TwinSaid>> = account.twins().collect();
    let common = Commonness::of(&sketches);
    let by_code: HashMap<Token, usize> = sketches.iter().enumerate().map(|(ix, s)| (s.party, ix)).collect();
    let mut pairs = alike(&sketches);
    for parties in said.keys() {
        if let [Some(a), Some(b)] = parties.map(|party| by_code.get(&party).copied()) {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    let mut found: Vec<Candidate> = Vec::new();
    for (a, b) in pairs {
        let (a, b) = (&sketches[a], &sketches[b]);
        let key = [a.party.min(b.party), a.party.max(b.party)];
        let said = said.get(&key).map_or(&[][..], Vec::as_slice);
        let decided = said.iter().any(|said| said.likeness != Likeness::Suspected);
        let one = account.same_as(&a.party).contains(&b.party);
        if !decided
            && !one
            && let Some(candidate) = judge((a, b), said, &common)
        {
            found.push(candidate);
        }
    }
    found.sort_by_key(|c| (std::cmp::Reverse(c.chance), c.parties[0].party, c.parties[1].party));
    found
}

fn kind(member: &Member) -> Kind {
    (member.sex, member.age, member.category)
}

fn make_up(sketch: &Sketch) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = sketch.members.iter().map(kind).collect();
    kinds.sort_unstable();
    kinds
}

/// Pairs whose make-up is the same, or is but for one person.
fn alike(sketches: &[Sketch]) -> BTreeSet<(usize, usize)> {
    let mut buckets: HashMap<Vec<Kind>, Vec<usize>> = HashMap::new();
    for (ix, sketch) in sketches.iter().enumerate() {
        let whole = make_up(sketch);
        // With one left out: meets those who lack that one, and those in whom that one differs.
        if whole.len() > 2 {
            for left_out in 0..whole.len() {
                if left_out > 0 && whole[left_out] == whole[left_out - 1] {
                    continue;
                }
                let mut rest = whole.clone();
                rest.remove(left_out);
                buckets.entry(rest).or_default().push(ix);
            }
        }
        buckets.entry(whole).or_default().push(ix);
    }
    let mut pairs = BTreeSet::new();
    for bucket in buckets.values().filter(|bucket| bucket.len() <= BUCKET_MAX) {
        for (at, a) in bucket.iter().enumerate() {
            pairs.extend(bucket[at + 1..].iter().filter(|b| a != *b).map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs
}

impl Commonness {
    fn of(sketches: &[Sketch]) -> Commonness {
        let mut common = Commonness {
            parties: sketches.len() as f64,
            sizes: BTreeMap::new(),
            kinds: BTreeMap::new(),
            places: BTreeMap::new(),
            same_device: 0.0,
            make_ups: HashMap::new(),
        };
        let mut devices: BTreeMap<[u8; 32], f64> = BTreeMap::new();
        for sketch in sketches {
            *common.sizes.entry(sketch.members.len()).or_default() += 1.0;
            *common.places.entry(sketch.place.clone()).or_default() += 1.0;
            *devices.entry(sketch.device).or_default() += 1.0;
            *common.make_ups.entry(make_up(sketch)).or_default() += 1;
            sketch.members.iter().for_each(|member| *common.kinds.entry(kind(member)).or_default() += 1.0);
        }
        let parties = common.parties.max(1.0);
        common.same_device = devices.values().map(|n| (n / parties) * (n / parties)).sum();
        let persons: f64 = common.kinds.values().sum::<f64>().max(1.0);
        common.kinds.values_mut().for_each(|n| *n /= persons);
        common.sizes.values_mut().for_each(|n| *n /= parties);
        common.places.values_mut().for_each(|n| *n /= parties);
        common
    }

    /// The share of parties that would have a make-up if families were drawn person by person; and no
    /// less than those that have it.
    fn share(&self, make_up: &[Kind]) -> f64 {
        let mut share = self.sizes.get(&make_up.len()).copied().unwrap_or(0.0);
        for (number, kind) in make_up.iter().enumerate() {
            let run = make_up[..number].iter().rev().take_while(|other| *other == kind).count() + 1;
            share *= self.kinds.get(kind).copied().unwrap_or(0.0) * (number + 1) as f64 / run as f64;
        }
        let others = self.others(make_up);
        share.max(f64::from(others) / self.parties.max(1.0)).max(1e-12)
    }

    /// Parties of a make-up besides the two that are looked at.
    fn others(&self, make_up: &[Kind]) -> u32 {
        self.make_ups.get(make_up).copied().unwrap_or(0).saturating_sub(2)
    }
}

fn judge((a, b): (&Sketch, &Sketch), said: &[TwinSaid], common: &Commonness) -> Option<Candidate> {
    // Both were seen on vehicles: they are two, whatever they look like.
    if !a.trips.is_empty() && !b.trips.is_empty() {
        return None;
    }
    let (first, second) = if (a.at, a.party) <= (b.at, b.party) { (a, b) } else { (b, a) };
    let mut traits = Vec::new();
    let mut odds = (TWICE / common.parties.max(2.0)).ln();
    odds += by_make_up(first, second, common, &mut traits);
    odds += by_circumstance(first, second, common, &mut traits);
    for said in said {
        odds += 9.0;
        traits.push(Trait::Said { why: said.why.clone() });
    }
    let chance = (100.0 / (1.0 + (-odds).exp())).round().clamp(0.0, 99.0) as u8;
    let shown = chance >= SHOWN_FROM || !said.is_empty();
    let parties = [first.clone(), second.clone()];
    shown.then(|| Candidate { pairs: in_common(&parties), parties, chance, traits })
}

fn by_make_up(a: &Sketch, b: &Sketch, common: &Commonness, traits: &mut Vec<Trait>) -> f64 {
    let (one, other) = (make_up(a), make_up(b));
    if one == other {
        traits.push(Trait::SameMakeUp { others: common.others(&one) });
        return (0.7 / common.share(&one)).ln();
    }
    if one.len().abs_diff(other.len()) > 1 {
        return 0.0;
    }
    traits.push(Trait::NearlySameMakeUp);
    // As many families again as there are persons who could be the one that differs.
    let ways = (one.len().max(other.len()) * common.kinds.len().max(1)) as f64;
    (0.25 / (common.share(&one).max(common.share(&other)) * ways)).ln()
}

fn by_circumstance(a: &Sketch, b: &Sketch, common: &Commonness, traits: &mut Vec<Trait>) -> f64 {
    let here = common.places.get(&a.place).copied().unwrap_or(0.5).clamp(0.01, 0.99);
    let mut odds = if a.place == b.place {
        traits.push(Trait::SamePlace);
        (0.85 / here).ln()
    } else {
        traits.push(Trait::OtherPlace);
        (0.15 / (1.0 - here)).ln()
    };
    let same = common.same_device.clamp(0.01, 0.99);
    odds += if a.device == b.device {
        traits.push(Trait::SameDevice);
        (0.05 / same).ln()
    } else {
        traits.push(Trait::OtherDevice);
        (0.95 / (1.0 - same).max(0.05)).ln().min(1.0)
    };
    // Whoever is not sure of their place asks again soon.
    let apart = (b.at - a.at).seconds();
    odds += if apart <= SOON_S { 0.6 } else { -0.8 };
    traits.push(Trait::Apart { minutes: apart / 60 });
    if a.trips.is_empty() != b.trips.is_empty() && (a.waits || b.waits) {
        traits.push(Trait::OneGone);
        odds += 0.7;
    }
    odds
}

/// Persons of the first and second who look alike; who has a word missing is matched last.
fn in_common([a, b]: &[Sketch; 2]) -> Vec<[Token; 2]> {
    let mut left: Vec<&Member> = b.members.iter().collect();
    let mut pairs = Vec::new();
    let exact = |one: &Member, other: &Member| kind(one) == kind(other);
    let loose = |one: &Member, other: &Member| {
        let sex = one.sex == other.sex || one.sex == Sex::Unknown || other.sex == Sex::Unknown;
        let age = one.age == other.age || one.age == AgeBand::Unknown || other.age == AgeBand::Unknown;
        sex && age
    };
    let rounds: [fn(&Member, &Member) -> bool; 2] = [exact, loose];
    let mut matched = BTreeSet::new();
    for fits in rounds {
        for one in a.members.iter() {
            if !matched.contains(&one.token)
                && let Some(at) = left.iter().position(|other| fits(one, other))
            {
                matched.insert(one.token);
                pairs.push([one.token, left.remove(at).token]);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
