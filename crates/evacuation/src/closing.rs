//! Closing a convoy: what is still open on each of its trips, and who is looked for by whom.
//!
//! A convoy may be closed when on each trip `boarded + born + unlisted = received + handed over + removed +
//! left + died + unaccounted`, nobody is left aboard, and everybody of whom nobody can say where they are is
//! somebody's matter with a next step. A closing that was said while something was open, or before something
//! opened again, does not hold: the set of statements decides, not the moment of saying.
//!
//! Never here: a clock, or who may close (`enrolment`).

use crate::account::{
    Account, AccountFigure, Attended, Closed, DiscrepancyKind, Picture, SplitSaid, TripBalance, TripPicture,
    TripState,
};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::Fact;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is open on a trip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Open {
    /// It has not left, and people are on it or others of its convoy have not left either.
    NotLeft,
    /// It is on the way.
    OnTheWay,
    /// It stands broken down with people on it.
    BrokenDown,
    /// Nobody said that these came off it.
    Aboard {
        /// How many.
        count: u32,
    },
    /// The last count is not what the names say.
    CountDiffers {
        /// Counted.
        counted: u32,
        /// Known by code.
        expected: u32,
    },
    /// Nobody can say where this person is, and nobody has the matter with a next step.
    NobodyLooks {
        /// The person.
        token: Token,
    },
}

/// A trip of a convoy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TripClosing {
    /// Which.
    pub trip: TripId,
    /// Its balance.
    pub balance: TripBalance,
    /// What is open.
    pub open: Vec<Open>,
}

/// A convoy, ready to be closed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConvoyClosing {
    /// Its id in the plan in force.
    pub convoy: String,
    /// Its trips.
    pub trips: Vec<TripClosing>,
    /// It has begun: somebody boarded or drove.
    pub begun: bool,
    /// The last that was said of closing it: every trip is named by a closing.
    pub closed: Option<Closed>,
}

impl ConvoyClosing {
    /// Whether nothing is open.
    pub fn is_settled(&self) -> bool {
        self.begun && self.trips.iter().all(|trip| trip.open.is_empty())
    }
    /// Whether it was closed and still may be.
    pub fn holds(&self) -> bool {
        self.closed.is_some() && self.is_settled()
    }
}

/// A person of whom nobody can say where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Who.
    pub token: Token,
    /// Their party.
    pub party: Option<Token>,
    /// Why: `missing`, `removed`, `left`, `disputed`.
    pub kind: DiscrepancyKind,
    /// The trip, where it is known.
    pub trip: Option<TripId>,
    /// Since when.
    pub since: Moment,
    /// The last that anybody said of them.
    pub seen: Option<Seen>,
    /// Who has the matter, and what they do next; several if said at one moment.
    pub attended: Vec<Attended>,
}

/// The last word of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub at: Moment,
    /// Where.
    pub place: Option<String>,
    /// What happened: the statement's kind.
    pub kind: &'static str,
    /// The device that said so.
    pub device: [u8; 32],
    /// The statement.
    pub entry: [u8; 32],
}

impl Search {
    /// The matter's name.
    pub fn matter(&self) -> String {
        format!("person.{}", self.token)
    }
    /// Whether somebody has it and knows what to do next.
    pub fn is_attended(&self) -> bool {
        self.attended.iter().any(|attended| !attended.done && !attended.step.trim().is_empty())
    }
}

/// Everybody of whom nobody can say where they are, the longest missed first.
pub fn searches(account: &Account, picture: &Picture) -> Vec<Search> {
    use DiscrepancyKind::{Disputed, Left, Missing, Removed};
    let mut known = BTreeSet::new();
    let mut searches = Vec::new();
    let mut items: Vec<_> = picture.discrepancies.iter().collect();
    items.sort_by_key(|item| item.since);
    for item in items {
        let counts = match item.kind {
            Missing | Removed | Left => true,
            Disputed => item.clash.is_some_and(crate::account::Clash::is_where),
            _ => false,
        };
        for token in item.tokens.iter().filter(|_| counts) {
            if known.insert(*token) {
                searches.push(search(account, *token, item.kind, item.trip.clone(), item.since));
            }
        }
    }
    searches
}

fn search(
    account: &Account,
    token: Token,
    kind: DiscrepancyKind,
    trip: Option<TripId>,
    since: Moment,
) -> Search {
    let person = account.person(&token);
    let trip = trip.or_else(|| person.as_ref().and_then(|person| person.trips.last().cloned()));
    let party = person.and_then(|person| person.parties.first().copied());
    let codes = account.same_as(&token);
    let attended =
        codes.iter().map(|code| account.attended(&format!("person.{code}"))).find(|a| !a.is_empty());
    Search {
        token,
        party,
        kind,
        trip,
        since,
        seen: seen(account, &token),
        attended: attended.unwrap_or_default(),
    }
}

/// The last standing statement that places a person.
fn seen(account: &Account, token: &Token) -> Option<Seen> {
    let sources = account.sources(&crate::account::FigureId::Person(*token));
    let standing = sources.into_iter().filter(|said| account.stands(&said.source.entry));
    let places = |fact: &Fact| {
        matches!(fact, Fact::Register(_) | Fact::Board(_) | Fact::Alight(_) | Fact::Remove(_))
            || matches!(fact, Fact::Receive(_) | Fact::HandOver(_) | Fact::Die(_) | Fact::Born(_))
    };
    let last = standing.filter(|said| places(&said.statement.fact)).max_by_key(|said| said.statement.at)?;
    Some(Seen {
        at: last.statement.at,
        place: last.statement.fact.place().map(str::to_owned),
        kind: last.statement.fact.kind(),
        device: last.source.device,
        entry: last.source.entry,
    })
}

/// How far every convoy of the plan in force is from being closed.
pub fn closings(account: &Account, picture: &Picture, searches: &[Search]) -> Vec<ConvoyClosing> {
    let convoys = picture.convoys.iter().map(|convoy| {
        let trips: Vec<&TripPicture> = convoy.trips.iter().filter_map(|id| picture.trip(id)).collect();
        let begun = trips.iter().any(|trip| has_begun(trip));
        let closings: Option<Vec<Closed>> =
            trips.iter().filter(|trip| has_begun(trip)).map(|trip| account.closing_of(&trip.id)).collect();
        let one = |trip: &&TripPicture| TripClosing {
            trip: trip.id.clone(),
            balance: trip.balance,
            open: open(trip, searches, trips.iter().any(|other| other.departed.is_some())),
        };
        ConvoyClosing {
            convoy: convoy.id.clone(),
            trips: trips.iter().map(one).collect(),
            begun,
            closed: closings.and_then(|closings| closings.into_iter().max_by_key(|closed| closed.at)),
        }
    });
    convoys.collect()
}

fn has_begun(trip: &TripPicture) -> bool {
    let TripBalance { boarded, born, unlisted, .. } = trip.balance;
    trip.departed.is_some() || trip.arrived.is_some() || boarded + born + unlisted > 0
}

fn open(trip: &TripPicture, searches: &[Search], others_left: bool) -> Vec<Open> {
    let mut open = Vec::new();
    let aboard = trip.balance.aboard;
    match trip.state {
        TripState::Planned if others_left => {}
        TripState::Planned | TripState::Boarding => open.push(Open::NotLeft),
        TripState::OnTheWay => open.push(Open::OnTheWay),
        TripState::BrokenDown if aboard > 0 => open.push(Open::BrokenDown),
        TripState::BrokenDown | TripState::Arrived | TripState::Closed | TripState::OpenBalance => {}
    }
    let is_on_the_way = matches!(trip.state, TripState::Planned | TripState::Boarding | TripState::OnTheWay);
    if aboard > 0 && !is_on_the_way {
        open.push(Open::Aboard { count: aboard });
    }
    let last = trip.headcounts.last().filter(|_| !trip.emptied && trip.arrived.is_some());
    if let Some(last) = last.filter(|last| last.count != last.expected && trip.balance.aboard > 0) {
        open.push(Open::CountDiffers { counted: last.count, expected: last.expected });
    }
    let mine =
        searches.iter().filter(|search| search.trip.as_ref() == Some(&trip.id) && !search.is_attended());
    open.extend(mine.map(|search| Open::NobodyLooks { token: search.token }));
    open
}

/// Where somebody of a party is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MemberAt {
    /// Who.
    pub token: Token,
    /// The term of the operation's balance.
    pub state: AccountFigure,
    /// Where they wait or were received.
    pub place: Option<String>,
    /// The trip that they are on, or were missed on.
    pub trip: Option<TripId>,
}

/// A party whose members are apart, or agreed to travel so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The party.
    pub party: Token,
    /// Its members who are not dead and did not stay.
    pub members: Vec<MemberAt>,
    /// Every agreement of an adult that some of it travel apart.
    pub agreed: Vec<SplitSaid>,
    /// Who has the matter.
    pub attended: Vec<Attended>,
}

impl Apart {
    /// The matter's name.
    pub fn matter(&self) -> String {
        format!("party.{}", self.party)
    }
    /// Somebody has the matter and is not done, or it is done.
    pub fn is_attended(&self) -> bool {
        !self.attended.is_empty()
    }
    /// Somebody said that nothing more is to be done.
    pub fn is_done(&self) -> bool {
        self.is_attended() && self.attended.iter().all(|attended| attended.done)
    }
}

/// Every party whose members are apart, and not only because the next is just being helped down; and every
/// party of which somebody agreed that some travel apart, from then until all are out at one place. Those are to
/// be brought together again.
pub fn apart(account: &Account, picture: &Picture) -> Vec<Apart> {
    let mut agreed: BTreeMap<Token, Vec<SplitSaid>> = BTreeMap::new();
    for said in account.splits() {
        let codes = account.same_as(&said.split.party);
        agreed.entry(codes.first().copied().unwrap_or(said.split.party)).or_default().push(said);
    }
    let mut found = Vec::new();
    for (party, members) in account.members_by_party() {
        let agreed = agreed.remove(&party).unwrap_or_default();
        let spots: BTreeSet<(AccountFigure, &Option<String>, &Option<TripId>)> =
            members.iter().map(|member| (member.state, &member.place, spot_trip(member))).collect();
        let are_apart = spots.len() > 1 && !is_passing(&members, picture);
        let together = spots.len() == 1 && members.iter().all(|member| member.state == AccountFigure::Out);
        let will_be = !agreed.is_empty() && members.len() > 1 && !together;
        if are_apart || will_be {
            let attended = account.attended(&format!("party.{party}"));
            found.push(Apart { party, members, agreed, attended });
        }
    }
    found
}

/// Who is out or waits is at a place, whatever trip they came by.
fn spot_trip(member: &MemberAt) -> &Option<TripId> {
    match member.state {
        AccountFigure::OnTheWay | AccountFigure::Unaccounted => &member.trip,
        _ => &None,
    }
}

/// Some are just boarding, or being received from a trip that the others are still on.
fn is_passing(members: &[MemberAt], picture: &Picture) -> bool {
    let trips: BTreeSet<&TripId> = members.iter().filter_map(|member| member.trip.as_ref()).collect();
    let unaccounted = members.iter().any(|member| member.state == AccountFigure::Unaccounted);
    let places: BTreeSet<&String> = members
        .iter()
        .filter(|member| member.state == AccountFigure::Out)
        .filter_map(|member| member.place.as_ref())
        .collect();
    let one = trips.len() == 1 && places.len() < 2 && !unaccounted;
    one && trips.iter().filter_map(|trip| picture.trip(trip)).all(|trip| {
        let waits = members.iter().any(|member| member.state == AccountFigure::Waiting);
        trip.departed.is_none() || !waits && !trip.emptied && trip.balance.aboard > 0
    })
}

#[cfg(test)]
mod tests;
