//! Aid on its way: what was asked for and answered, and of every waybill a balance that closes.
//!
//! loaded = delivered + returned + confiscated + lost + on the way + unaccounted. Until a waybill has
//! reached its end the rest is on the way; after that it is unaccounted. More coming off than was loaded
//! gives a negative rest: somebody counted wrong, and it is shown.
//!
//! Never here: passengers. A waybill is cargo only.

use crate::account::Picture;
use crate::convoy::TripId;
use crate::quantity::{Moment, Span};
use crate::statement::{AidMove, AidStep, EntryRef, Fact, Goods, Reply};
use serde::Serialize;
use std::collections::BTreeMap;

/// An unanswered request without a date counts as overdue after this time.
pub const ANSWER_WITHIN: Span = Span(24 * 3600);

/// So long a vehicle that brings aid in stands where it is unloaded, before it can load people. The planning
/// page has no time for cargo, so it is taken for all (decisions/0084).
pub const UNLOADING: Span = Span(30 * 60);

/// The vehicle that brings this waybill in, while something of it is still on board.
pub fn brings(bill: &Waybill) -> Option<&str> {
    let on_board = bill.state == State::OnTheWay && bill.lines.iter().any(|line| line.on_the_way > 0);
    let vehicle = bill.vehicle.as_deref().or_else(|| bill.trip.as_ref().map(|trip| trip.vehicle.as_str()));
    vehicle.filter(|_| on_board)
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Approved {
        /// By whom.
        by: String,
        /// When.
        at: Moment,
        /// How long after the request.
        after: Span,
        /// The statement.
        entry: EntryRef,
    },
    /// No.
    Refused {
        /// By whom.
        by: String,
        /// When.
        at: Moment,
        /// How long after the request.
        after: Span,
        /// The statement.
        entry: EntryRef,
    },
    /// Nothing yet.
    None {
        /// By how much an answer is overdue.
        overdue_by: Option<Span>,
    },
}

/// A request for aid to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// Its name.
    pub request: String,
    /// The party that was asked.
    pub party: String,
    /// From where.
    pub from: String,
    /// Where to.
    pub to: String,
    /// Trucks.
    pub trucks: u32,
    /// What.
    pub goods: Vec<Goods>,
    /// When it was made.
    pub at: Moment,
    /// When an answer is due.
    pub due: Option<Moment>,
    /// The statement.
    pub entry: EntryRef,
    /// What came of it.
    pub answer: Answer,
    /// Different answers were given; the last is shown.
    pub changed: bool,
}

/// How far a waybill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// On the way.
    OnTheWay,
    /// Everything is accounted for.
    Closed,
    /// It has reached its end, and something is unaccounted for.
    Open,
}

/// Goods of one kind on a waybill: how many went where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What.
    pub commodity: String,
    /// In what it is counted.
    pub unit: String,
    /// Batch.
    pub batch: String,
    /// Loaded.
    pub loaded: i64,
    /// Delivered.
    pub delivered: i64,
    /// Brought back.
    pub returned: i64,
    /// Taken away.
    pub confiscated: i64,
    /// Lost or spoilt.
    pub lost: i64,
    /// Still on the way.
    pub on_the_way: i64,
    /// The rest; below zero where more came off than was loaded.
    pub unaccounted: i64,
}

impl Line {
    fn rest(&self) -> i64 {
        self.loaded - self.delivered - self.returned - self.confiscated - self.lost
    }
    /// Whether the balance holds; it always does.
    pub fn balances(&self) -> bool {
        self.rest() == self.on_the_way + self.unaccounted
    }
}

/// Cargo with its papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waybill {
    /// Its number.
    pub waybill: String,
    /// The request that it was loaded for.
    pub request: Option<String>,
    /// The vehicle.
    pub vehicle: Option<String>,
    /// The evacuation trip on whose way back it goes in.
    pub trip: Option<TripId>,
    /// Loaded at.
    pub from: Option<String>,
    /// Bound for.
    pub to: Option<String>,
    /// When loading began.
    pub at: Moment,
    /// Control points passed, with the moment.
    pub passed: Vec<(String, Moment)>,
    /// How far it is.
    pub state: State,
    /// The goods.
    pub lines: Vec<Line>,
    /// Every statement about it.
    pub on: Vec<EntryRef>,
}

/// A truck that was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetIn {
    /// When.
    pub at: Moment,
    /// The vehicle, or the waybill where no vehicle was named.
    pub truck: String,
    /// The statement.
    pub entry: EntryRef,
}

/// Every request, in order of time.
pub fn requests(picture: &Picture, now: Moment) -> Vec<Request> {
    let mut all: BTreeMap<&str, Request> = BTreeMap::new();
    for said in picture.watch.iter().filter(|said| said.at <= now) {
        if let Fact::AidRequest(f) = &said.fact {
            // The first statement of a name makes the request.
            all.entry(&f.request).or_insert_with(|| Request {
                request: f.request.clone(),
                party: f.party.clone(),
                from: f.from.clone(),
                to: f.to.clone(),
                trucks: f.trucks,
                goods: f.goods.clone(),
                at: said.at,
                due: f.due,
                entry: said.entry,
                answer: Answer::None { overdue_by: overdue(said.at, f.due, now) },
                changed: false,
            });
        }
    }
    for said in picture.watch.iter().filter(|said| said.at <= now) {
        let Fact::AidAnswer(f) = &said.fact else { continue };
        let Some(request) = all.get_mut(f.request.as_str()) else { continue };
        let (by, at, after, entry) = (f.by.clone(), said.at, said.at - request.at, said.entry);
        let answer = match f.reply {
            Reply::Yes => Answer::Approved { by, at, after, entry },
            Reply::No => Answer::Refused { by, at, after, entry },
        };
        let was = std::mem::discriminant(&request.answer);
        request.changed |=
            !matches!(request.answer, Answer::None { .. }) && was != std::mem::discriminant(&answer);
        request.answer = answer;
    }
    let mut list: Vec<Request> = all.into_values().collect();
    list.sort_by(|a, b| (a.at, &a.request).cmp(&(b.at, &b.request)));
    list
}

fn overdue(at: Moment, due: Option<Moment>, now: Moment) -> Option<Span> {
    let by = now - due.unwrap_or(at + ANSWER_WITHIN);
    (by > Span::ZERO).then_some(by)
}

/// Every waybill with its balance, in order of loading.
pub fn waybills(picture: &Picture, now: Moment) -> Vec<Waybill> {
    let mut all: BTreeMap<&str, Vec<(Moment, EntryRef, &AidMove)>> = BTreeMap::new();
    for said in picture.watch.iter().filter(|said| said.at <= now) {
        if let Fact::AidMove(moved) = &said.fact {
            all.entry(&moved.waybill).or_default().push((said.at, said.entry, moved));
        }
    }
    let mut list: Vec<Waybill> = all.into_iter().map(|(name, moves)| waybill(name, &moves)).collect();
    list.sort_by(|a, b| (a.at, &a.waybill).cmp(&(b.at, &b.waybill)));
    list
}

fn waybill(name: &str, moves: &[(Moment, EntryRef, &AidMove)]) -> Waybill {
    let loads = || moves.iter().filter(|(.., moved)| moved.step == AidStep::Loaded);
    let first = |pick: fn(&AidMove) -> Option<&String>| {
        loads().chain(moves).find_map(|(.., moved)| pick(moved)).cloned()
    };
    let mut lines: BTreeMap<(String, String, String), Line> = BTreeMap::new();
    for (.., moved) in loads() {
        for goods in &moved.goods {
            line(&mut lines, goods).loaded += i64::from(goods.quantity);
        }
    }
    for (.., moved) in moves.iter().filter(|(.., moved)| moved.step != AidStep::Loaded) {
        unload(&mut lines, moved);
    }
    let to = first(|moved| moved.to.as_ref());
    let ended = moves.iter().any(|(.., moved)| match moved.step {
        AidStep::Delivered => to.as_ref().is_none_or(|to| *to == moved.place),
        AidStep::Returned => true,
        _ => false,
    });
    let mut state = State::Closed;
    for line in lines.values_mut() {
        let rest = line.rest();
        // Nothing is on the way that was never loaded.
        (line.on_the_way, line.unaccounted) = if ended || rest < 0 { (0, rest) } else { (rest, 0) };
        state = match (line.unaccounted, line.on_the_way) {
            (0, 0) => state,
            (0, _) if state != State::Open => State::OnTheWay,
            _ => State::Open,
        };
    }
    let passed = moves.iter().filter(|(.., moved)| moved.step == AidStep::Passed);
    Waybill {
        waybill: name.to_owned(),
        request: first(|moved| moved.request.as_ref()),
        vehicle: first(|moved| moved.vehicle.as_ref()),
        trip: loads().chain(moves).find_map(|(.., moved)| moved.trip.clone()),
        from: loads().next().map(|(.., moved)| moved.place.clone()),
        to,
        at: moves.first().map(|(at, ..)| *at).unwrap_or_default(),
        passed: passed.map(|(at, _, moved)| (moved.place.clone(), *at)).collect(),
        state,
        lines: lines.into_values().collect(),
        on: moves.iter().map(|(_, entry, _)| *entry).collect(),
    }
}

fn line<'l>(lines: &'l mut BTreeMap<(String, String, String), Line>, goods: &Goods) -> &'l mut Line {
    let key = (goods.commodity.clone(), goods.unit.clone(), goods.batch.clone());
    let fresh = || Line {
        commodity: goods.commodity.clone(),
        unit: goods.unit.clone(),
        batch: goods.batch.clone(),
        ..Line::default()
    };
    lines.entry(key).or_insert_with(fresh)
}

/// Takes goods off; no goods named means: all that is left.
fn unload(lines: &mut BTreeMap<(String, String, String), Line>, moved: &AidMove) {
    let into = |line: &mut Line, quantity: i64| match moved.step {
        AidStep::Delivered => line.delivered += quantity,
        AidStep::Returned => line.returned += quantity,
        AidStep::Confiscated => line.confiscated += quantity,
        AidStep::Lost => line.lost += quantity,
        AidStep::Loaded | AidStep::Passed => {}
    };
    if moved.goods.is_empty() {
        for line in lines.values_mut() {
            let rest = line.rest().max(0);
            into(line, rest);
        }
        return;
    }
    for goods in &moved.goods {
        let mut left = i64::from(goods.quantity);
        let key = (goods.commodity.clone(), goods.unit.clone(), goods.batch.clone());
        if goods.batch.is_empty() && !lines.contains_key(&key) {
            // No batch named: from those of this kind, in order, as far as there is any.
            for (key, line) in lines.iter_mut() {
                if key.0 == goods.commodity && key.1 == goods.unit {
                    let some = left.min(line.rest().max(0));
                    into(line, some);
                    left -= some;
                }
            }
            if left == 0 {
                continue;
            }
        }
        into(line(lines, goods), left);
    }
}

/// The trucks let in at a control point, or delivered where none is named, each with its first moment.
pub fn let_in(picture: &Picture, place: Option<&str>) -> Vec<LetIn> {
    let mut all = Vec::new();
    for said in &picture.watch {
        let Fact::AidMove(moved) = &said.fact else { continue };
        let counts = match place {
            Some(place) => moved.step == AidStep::Passed && moved.place == place,
            None => moved.step == AidStep::Delivered,
        };
        if counts {
            let loaded = picture.watch.iter().find_map(|said| match &said.fact {
                Fact::AidMove(load) if load.waybill == moved.waybill => load.vehicle.clone(),
                _ => None,
            });
            let truck = moved.vehicle.clone().or(loaded).unwrap_or_else(|| moved.waybill.clone());
            all.push(LetIn { at: said.at, truck, entry: said.entry });
        }
    }
    all
}

#[cfg(test)]
mod tests;
