//! Parties as rows: codes, seats, answers, places, where each person is. And which of them changed since a phone
//! last asked, so that a list of a town does not go over a bad network again for one party.
//!
//! Never here: names (there are none in the data).

use evacuation::account::{FieldMember, FieldParty, Whereabouts};
use evacuation::convoy::TripId;
use evacuation::people::Token;
use evacuation::statement::Answer;
use std::collections::{BTreeMap, HashMap};

/// `[code, place, answer or -1, destinations, trip or -1, who travels apart, members]`
pub(super) type PartyRow = (String, String, i8, Vec<String>, i64, Vec<Vec<String>>, Vec<MemberRow>);
/// Code, category, sex, age, where, trip or -1, oxygen, companion, who answers for a child at both ends.
pub(super) type MemberRow =
    (String, u8, u8, u8, &'static str, i64, bool, Option<String>, Option<String>, Option<String>);

/// Every party's row, and when it last changed, as versions of the account.
#[derive(Debug, Default)]
pub(in crate::http) struct Rows {
    /// The trips are numbered by this plan: under another, all that was known of changes is forgotten.
    plan: Option<[u8; 32]>,
    /// Changes are known from this version on.
    since: u64,
    /// The version that the rows are of.
    version: u64,
    rows: BTreeMap<Token, (PartyRow, u64)>,
    /// Parties that are no more, because they were joined to another.
    gone: BTreeMap<Token, u64>,
}

/// What a phone is told of the parties.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Told {
    /// The version that it then has.
    pub(super) version: u64,
    /// Everybody, or those who changed.
    pub(super) rows: Vec<PartyRow>,
    /// Since which version they are the changed ones; `None`: everybody.
    pub(super) since: Option<u64>,
    /// Parties that the phone knows and that are no more.
    pub(super) gone: Vec<String>,
}

impl Rows {
    /// Whether these are the rows of this version under this plan already.
    pub(super) fn are_of(&self, version: u64, plan: [u8; 32]) -> bool {
        self.plan == Some(plan) && self.version == version
    }

    /// Takes the rows of a version, and finds out which of them changed.
    pub(super) fn take(
        &mut self,
        version: u64,
        plan: [u8; 32],
        rows: impl Iterator<Item = (Token, PartyRow)>,
    ) {
        if self.plan != Some(plan) {
            *self = Rows { plan: Some(plan), since: version, ..Rows::default() };
        }
        let mut before = std::mem::take(&mut self.rows);
        for (token, row) in rows {
            let changed = match before.remove(&token) {
                Some((same, changed)) if same == row => changed,
                _ => version,
            };
            self.gone.remove(&token);
            self.rows.insert(token, (row, changed));
        }
        self.gone.extend(before.into_keys().map(|token| (token, version)));
        self.version = version;
    }

    /// What a phone lacks that knows the rows of `known`; everybody where that cannot be said.
    pub(super) fn tell(&self, known: Option<u64>) -> Told {
        let known = known.filter(|known| (self.since..=self.version).contains(known));
        let is_new = |at: &u64| known.is_none_or(|known| *at > known);
        let gone = self.gone.iter().filter(|(_, at)| known.is_some() && is_new(at));
        Told {
            version: self.version,
            rows: self.rows.values().filter(|(_, at)| is_new(at)).map(|(row, _)| row.clone()).collect(),
            since: known,
            gone: gone.map(|(token, _)| token.to_string()).collect(),
        }
    }
}

/// A party's row.
pub(super) fn row(party: &FieldParty, numbers: &HashMap<TripId, i64>) -> PartyRow {
    let number = |trip: Option<&TripId>| trip.and_then(|trip| numbers.get(trip)).copied().unwrap_or(-1);
    let texts = |tokens: &Vec<evacuation::people::Token>| tokens.iter().map(ToString::to_string).collect();
    let answer = match party.answer {
        None => -1,
        Some(Answer::Yes) => 0,
        Some(Answer::Declined) => 1,
        Some(Answer::Stays) => 2,
        Some(Answer::Withdrawn) => 3,
    };
    let members = party.members.iter().map(|member| member_row(member, &number)).collect();
    (
        party.token.to_string(),
        party.place.clone(),
        answer,
        party.destinations.clone(),
        number(party.trip.as_ref()),
        party.apart.iter().map(texts).collect(),
        members,
    )
}

fn member_row(member: &FieldMember, number: &impl Fn(Option<&TripId>) -> i64) -> MemberRow {
    let (at, trip) = match &member.at {
        Whereabouts::Waiting(_) => ("waiting", None),
        Whereabouts::Declined => ("declined", None),
        Whereabouts::Aboard(trip) => ("on", Some(trip)),
        Whereabouts::Stranded(trip) => ("left", Some(trip)),
        Whereabouts::Out(trip) => ("out", trip.as_ref()),
        Whereabouts::Died => ("died", None),
        Whereabouts::Unaccounted => ("unaccounted", None),
    };
    let (from, to) = member.care.accompanied.clone().unzip();
    let companion = member.care.companion.map(|token| token.to_string());
    let (category, sex, age) = (member.category as u8, member.sex as u8, member.age as u8);
    (member.token.to_string(), category, sex, age, at, number(trip), member.care.oxygen, companion, from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: [u8; 32] = [1; 32];
    fn row(number: u64, answer: i8) -> (Token, PartyRow) {
        let token = Token::from_number(number);
        (token, (token.to_string(), "square".to_owned(), answer, Vec::new(), -1, Vec::new(), Vec::new()))
    }
    fn told(rows: &Rows, known: Option<u64>) -> (usize, Option<u64>, usize) {
        let told = rows.tell(known);
        (told.rows.len(), told.since, told.gone.len())
    }

    #[test]
    fn only_what_changed_is_told_to_who_knows_the_rest() {
        let mut rows = Rows::default();
        rows.take(10, PLAN, [row(1, -1), row(2, -1), row(3, -1)].into_iter());
        assert_eq!(told(&rows, None), (3, None, 0));
        assert_eq!(told(&rows, Some(10)), (0, Some(10), 0));
        // One answered, one was joined to another, one is new.
        rows.take(14, PLAN, [row(1, 0), row(3, -1), row(4, -1)].into_iter());
        assert_eq!(told(&rows, Some(10)), (2, Some(10), 1));
        assert_eq!(told(&rows, Some(14)), (0, Some(14), 0));
        rows.take(15, PLAN, [row(1, 0), row(2, -1), row(3, -1), row(4, -1)].into_iter());
        assert_eq!(told(&rows, Some(10)), (3, Some(10), 0), "apart again");
    }

    #[test]
    fn who_knows_something_older_or_of_another_plan_is_told_everything() {
        let mut rows = Rows::default();
        rows.take(10, PLAN, [row(1, -1)].into_iter());
        assert_eq!(told(&rows, Some(9)), (1, None, 0));
        assert_eq!(told(&rows, Some(11)), (1, None, 0));
        rows.take(12, [2; 32], [row(1, -1)].into_iter());
        assert_eq!(told(&rows, Some(10)), (1, None, 0));
        assert!(rows.are_of(12, [2; 32]) && !rows.are_of(12, PLAN));
    }
}
