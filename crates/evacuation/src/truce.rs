//! The truce as terms: what was agreed, as clauses that can be tested, and what the statements say of each.
//!
//! A clause is held, breached, or cannot be judged; always with the statements that say so. Absence of
//! evidence is never "held": what nobody watched cannot be judged. Each party's statements can be looked
//! at apart, for two parties may see one truce differently and both are shown.
//!
//! Never here: whose fault it was, an average of views, or a clock (`now` is given).

mod counted;
mod fire;
mod lines;
mod weigh;

pub use lines::{Lines, lines};
pub use weigh::{Weight, incident_m, weight};

use crate::account::{Picture, Watched};
use crate::operation::Operation;
use crate::quantity::{Moment, Span};
use crate::statement::{EntryRef, Fact, Holding};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A clause counts as watched while no time longer than this lies between two words on it.
pub const GAP_MAX: Span = Span(3600);

/// What kind of promise a clause is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Term {
    /// No fire within so many metres of the corridor.
    #[n(0)]
    NoFire,
    /// Passage between two hours of each day.
    #[n(1)]
    PassageHours,
    /// Convoys of at most so many vehicles.
    #[n(2)]
    ConvoyMax,
    /// An inspection takes at most so long for a vehicle.
    #[n(3)]
    Inspection,
    /// At least so many aid trucks let in on each day.
    #[n(4)]
    AidPerDay,
}

impl Term {
    /// All kinds.
    pub const ALL: [Term; 5] =
        [Term::NoFire, Term::PassageHours, Term::ConvoyMax, Term::Inspection, Term::AidPerDay];
    /// As in files and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Term::NoFire => "no_fire",
            Term::PassageHours => "passage_hours",
            Term::ConvoyMax => "convoy_max",
            Term::Inspection => "inspection",
            Term::AidPerDay => "aid_per_day",
        }
    }
}

/// One term of an agreement. Which of the numbers are there follows from `term`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Clause {
    /// Its name.
    #[n(0)]
    pub clause: String,
    /// What kind of promise.
    #[n(1)]
    pub term: Term,
    /// Who is bound, by id.
    #[n(2)]
    #[serde(default)]
    pub parties: Vec<String>,
    /// It holds from …
    #[n(3)]
    pub from: Moment,
    /// … to.
    #[n(4)]
    pub until: Moment,
    /// No fire: within so many metres.
    #[n(5)]
    pub within_m: Option<u32>,
    /// Passage: seconds of the local day …
    #[n(6)]
    pub opens_s: Option<u32>,
    /// … between which it is promised.
    #[n(7)]
    pub closes_s: Option<u32>,
    /// Vehicles at most; or trucks at least.
    #[n(8)]
    pub vehicles: Option<u32>,
    /// An inspection takes at most so many seconds.
    #[n(9)]
    pub most_s: Option<u32>,
    /// At this control point; everywhere if absent.
    #[n(10)]
    pub place: Option<String>,
}

impl Clause {
    /// What is missing or cannot be, in words.
    pub fn fault(&self) -> Option<&'static str> {
        if self.until <= self.from {
            return Some("the clause ends before it begins");
        }
        const DAY_S: u32 = 86_400;
        let wrong = match self.term {
            Term::NoFire => self.within_m.is_none_or(|within| within == 0 || within > 1_000_000),
            Term::PassageHours => match (self.opens_s, self.closes_s) {
                (Some(opens), Some(closes)) => opens >= closes || closes > DAY_S,
                _ => true,
            },
            Term::ConvoyMax | Term::AidPerDay => {
                self.vehicles.is_none_or(|vehicles| vehicles == 0 || vehicles > 1_000_000)
            }
            Term::Inspection => self.most_s.is_none_or(|most| most == 0 || most > DAY_S),
        };
        wrong.then_some(match self.term {
            Term::NoFire => "no_fire needs within_m, from 1 to 1,000,000",
            Term::PassageHours => "passage_hours needs opens_s before closes_s, both within a day",
            Term::ConvoyMax => "convoy_max needs vehicles, 1 or more",
            Term::Inspection => "inspection needs most_s, up to a day",
            Term::AidPerDay => "aid_per_day needs vehicles, 1 or more",
        })
    }
}

/// Why a clause is judged so, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It is not in force yet.
    NotBegun,
    /// Fire that is established.
    Fire,
    /// Somebody's word, graded well enough.
    Word,
    /// Something was said that is weak or contradicted.
    Alleged,
    /// Watched without a gap.
    Watched,
    /// Nobody watched, or not all the time.
    Unwatched,
    /// Measured, and within the limit.
    Measured,
    /// Measured, and beyond the limit.
    Exceeded,
    /// A passage was refused within the hours.
    Refused,
    /// Nothing to measure yet.
    NothingYet,
    /// Fewer trucks than promised, and some were refused or not answered.
    FewerLetIn,
    /// Fewer trucks than promised; whether more were asked for is not known.
    FewerCame,
}

/// What is said of one clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Held, breached, or unknown: cannot be judged.
    pub state: Holding,
    /// Why.
    pub why: Why,
    /// Since when it stands so.
    pub since: Moment,
    /// The statements that say so.
    pub on: Vec<EntryRef>,
    /// Statements that say otherwise or are too weak to count.
    pub alleged: Vec<EntryRef>,
    /// For a number that was measured: the worst of them.
    pub measured: Option<i64>,
    /// For what was measured: figures that open the statements that it was counted from.
    pub figures: Vec<String>,
}

impl Judgement {
    fn new(state: Holding, why: Why, since: Moment) -> Judgement {
        Judgement {
            state,
            why,
            since,
            on: Vec::new(),
            alleged: Vec::new(),
            measured: None,
            figures: Vec::new(),
        }
    }
    fn on(mut self, on: impl IntoIterator<Item = EntryRef>) -> Judgement {
        self.on.extend(on);
        self
    }
}

/// A clause with what is said of it: by all together, and in each view apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// The clause.
    pub clause: Clause,
    /// The statement that entered it; `None`: the operation file.
    pub entry: Option<EntryRef>,
    /// By everything that is known.
    pub all: Judgement,
    /// By each party's own statements alone, by its id; the empty id: those who take no side.
    pub views: BTreeMap<String, Judgement>,
}

/// The clauses in force: those of the operation file and those entered since, the last of each name.
pub fn clauses(operation: &Operation, picture: &Picture) -> Vec<(Clause, Option<EntryRef>)> {
    let mut all: BTreeMap<&str, (&Clause, Option<EntryRef>)> =
        operation.clauses.iter().map(|clause| (clause.clause.as_str(), (clause, None))).collect();
    for said in &picture.watch {
        if let Fact::Clause(clause) = &said.fact {
            all.insert(&clause.clause, (clause, Some(said.entry)));
        }
    }
    all.into_values().map(|(clause, entry)| (clause.clone(), entry)).collect()
}

/// Every party that is bound, watches or speaks.
pub fn parties(operation: &Operation, picture: &Picture) -> Vec<String> {
    let mut all: BTreeSet<String> = operation.parties.iter().map(|party| party.id.clone()).collect();
    for (clause, _) in clauses(operation, picture) {
        all.extend(clause.parties);
    }
    all.extend(picture.watch.iter().filter_map(|said| party_of(&said.fact)).map(str::to_owned));
    all.into_iter().collect()
}

/// In whose view something is said.
pub fn party_of(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Incident(f) => f.party.as_deref(),
        Fact::ClauseWord(f) => f.party.as_deref(),
        _ => None,
    }
}

/// Every clause with what is said of it at `now`.
pub fn judge(operation: &Operation, picture: &Picture, now: Moment) -> Vec<Judged> {
    let mut sides: Vec<String> = parties(operation, picture);
    sides.push(String::new());
    let one = |(clause, entry): (Clause, Option<EntryRef>)| {
        let ask = |view| judge_one(&Asked { operation, picture, now, clause: &clause, view });
        let views = sides.iter().map(|side| (side.clone(), ask(Some(side.as_str())))).collect();
        Judged { all: ask(None), views, entry, clause: clause.clone() }
    };
    clauses(operation, picture).into_iter().map(one).collect()
}

/// What is asked, and in whose view; `None`: all together.
struct Asked<'a> {
    operation: &'a Operation,
    picture: &'a Picture,
    now: Moment,
    clause: &'a Clause,
    view: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// Statements of this view.
    fn said(&self) -> impl Iterator<Item = &'a Watched> {
        let (view, now) = (self.view, self.now);
        self.picture.watch.iter().filter(move |said| {
            said.at <= now && view.is_none_or(|view| party_of(&said.fact).unwrap_or_default() == view)
        })
    }
    /// The end of the time that can be judged.
    fn end(&self) -> Moment {
        self.now.min(self.clause.until)
    }
    fn is_over(&self) -> bool {
        self.now >= self.clause.until
    }
}

fn judge_one(asked: &Asked<'_>) -> Judgement {
    if asked.now < asked.clause.from {
        return Judgement::new(Holding::Unknown, Why::NotBegun, asked.clause.from);
    }
    let own = match asked.clause.term {
        Term::NoFire => fire::judge(asked),
        // What is counted by devices takes no side: a party's own view rests on its words alone.
        _ if asked.view.is_some_and(|view| !view.is_empty()) => {
            Judgement::new(Holding::Unknown, Why::NothingYet, asked.clause.from)
        }
        Term::PassageHours => counted::hours(asked),
        Term::ConvoyMax => counted::convoy_max(asked),
        Term::Inspection => counted::inspection(asked),
        Term::AidPerDay => counted::aid_per_day(asked),
    };
    weigh::with_words(asked, own)
}

#[cfg(test)]
pub(crate) mod tests;
