//! Claimed against counted: every figure that anybody claims, with all its claimants beside our own count.
//! Nothing is averaged; claims that cannot both hold are named as contradictions.
//!
//! Never here: which claim is right.

use crate::account::{ClaimPicture, FigureId, Watched};
use crate::statement::{ClaimStanding, EntryRef, Fact, LinkKind};
use std::collections::{BTreeMap, BTreeSet};

/// Contradictions named for one figure at most; a page cannot show more.
const CONTRADICTIONS_MAX: usize = 500;

/// How two claims of one figure hang together, as somebody has said since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tied {
    /// The first, as a place in the list.
    pub from: usize,
    /// The second.
    pub to: usize,
    /// How.
    pub kind: LinkKind,
    /// The statement that says so.
    pub entry: EntryRef,
}

/// One figure, and what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What is counted, as the claims name it: `people_out`.
    pub figure: String,
    /// Our own count of the same thing, where there is one.
    pub counted: Option<FigureId>,
    /// The claims, as places in the list that was given: in the order of what they hold for, then as entered.
    pub claims: Vec<usize>,
    /// Those of them that a later claim of the same claimant replaces.
    pub superseded: BTreeSet<usize>,
    /// Pairs that cannot both hold, or of which one says that it contradicts the other.
    pub contradictions: Vec<(usize, usize)>,
    /// What was said since of how they hang together.
    pub ties: Vec<Tied>,
    /// The lowest and the highest value of what is not superseded.
    pub spread: (i64, i64),
}

/// All figures that are claimed, by name. `watch`: what stands of links between claims is in it.
pub fn compared(all: &[ClaimPicture], watch: &[Watched]) -> Vec<Compared> {
    let mut by_figure: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (ix, claimed) in all.iter().enumerate() {
        by_figure.entry(claimed.claim.figure.as_str()).or_default().push(ix);
    }
    by_figure.into_iter().map(|(figure, claims)| one(all, watch, figure, claims)).collect()
}

fn one(all: &[ClaimPicture], watch: &[Watched], figure: &str, mut claims: Vec<usize>) -> Compared {
    let said = |ix: usize| &all[ix];
    claims.sort_by(|a, b| said(*a).claim.as_of.cmp(&said(*b).claim.as_of).then(a.cmp(b)));
    let entry_of: BTreeMap<[u8; 32], usize> = claims.iter().map(|ix| (said(*ix).entry, *ix)).collect();
    let ties = tied(watch, &entry_of);
    let named =
        |ix: usize, other: Option<[u8; 32]>| entry_of.get(&other?).copied().filter(|other| *other != ix);
    let of_kind = |kind: LinkKind| ties.iter().filter(move |tie| tie.kind == kind);
    let superseded: BTreeSet<usize> = claims
        .iter()
        .filter_map(|ix| named(*ix, said(*ix).claim.said.as_ref()?.supersedes.map(Into::into)))
        .chain(of_kind(LinkKind::Supersedes).map(|tie| tie.to))
        .collect();
    let live: Vec<usize> = claims.iter().copied().filter(|ix| !superseded.contains(ix)).collect();
    let both_live = |tie: &&Tied| live.contains(&tie.from) && live.contains(&tie.to);
    let mut contradictions: Vec<(usize, usize)> =
        of_kind(LinkKind::Contradicts).filter(both_live).map(|tie| (tie.from, tie.to)).collect();
    for (n, a) in live.iter().enumerate() {
        // Claims are in the order of their days: only neighbours can be of one day.
        let same_day = live[n + 1..].iter().take_while(|b| day(said(**b)) == day(said(*a)));
        for b in same_day.filter(|b| disjoint(said(*a), said(**b))) {
            if !contradictions.contains(&(*a, *b)) && !contradictions.contains(&(*b, *a)) {
                contradictions.push((*a, *b));
            }
        }
        if let Some(b) = said(*a).claim.said.as_ref().and_then(|s| named(*a, s.contradicts.map(Into::into)))
            && !contradictions.contains(&(b, *a))
            && !contradictions.contains(&(*a, b))
        {
            contradictions.push((*a, b));
        }
        if contradictions.len() >= CONTRADICTIONS_MAX {
            contradictions.truncate(CONTRADICTIONS_MAX);
            break;
        }
    }
    let low = live.iter().map(|ix| said(*ix).claim.low).min().unwrap_or_default();
    let high = live.iter().map(|ix| said(*ix).claim.high).max().unwrap_or_default();
    let counted = live.iter().find_map(|ix| said(*ix).counted.clone());
    let spread = (low, high);
    Compared { figure: figure.to_owned(), counted, claims, superseded, contradictions, ties, spread }
}

/// The links between these claims.
fn tied(watch: &[Watched], entry_of: &BTreeMap<[u8; 32], usize>) -> Vec<Tied> {
    let one = |said: &Watched| {
        let Fact::Link(link) = &said.fact else { return None };
        let (from, to) = (*entry_of.get(&link.from.0)?, *entry_of.get(&link.to.0)?);
        (from != to).then_some(Tied { from, to, kind: link.kind, entry: said.entry })
    };
    watch.iter().filter_map(one).collect()
}

/// The day for which it is said.
fn day(claimed: &ClaimPicture) -> &str {
    claimed.claim.as_of.get(..10).unwrap_or(&claimed.claim.as_of)
}

/// Two claims of the same day and scope that leave no value on which both agree.
fn disjoint(a: &ClaimPicture, b: &ClaimPicture) -> bool {
    let reported = |c: &ClaimPicture| c.claim.said.as_ref().map(|said| said.standing).unwrap_or_default();
    let ((a_low, a_high), (b_low, b_high)) = (room(a), room(b));
    let same = reported(a) == reported(b) && reported(a) != ClaimStanding::Denied;
    same && a.claim.scope == b.claim.scope
        && a.claim.unit == b.claim.unit
        && (a_high < b_low || b_high < a_low)
}

/// The values that a claim leaves room for, by its qualifier; "about" is a tenth either way.
fn room(claimed: &ClaimPicture) -> (i64, i64) {
    let claim = &claimed.claim;
    let says = |words: &[&str]| words.iter().any(|word| claim.qualifier.contains(word));
    let tenth = |value: i64| value / 10;
    if says(&[
        "no more than",
        "not more than",
        "up to",
        "at most",
        "fewer than",
        "less than",
        "under",
        "below",
        "as many as",
    ]) {
        (0, claim.high)
    } else if says(&[
        "at least",
        "more than",
        "over",
        "no fewer",
        "no less",
        "above",
        "upwards",
        "excess",
        "or more",
    ]) {
        (claim.low, i64::MAX)
    } else if says(&["nearly", "almost", "close to", "just under"]) {
        (claim.low - tenth(claim.low), claim.high)
    } else if claim.qualifier.is_empty() {
        (claim.low, claim.high)
    } else {
        (claim.low - tenth(claim.low), claim.high + tenth(claim.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Moment;
    use crate::statement::{Claim, Said};

    fn claim(value: i64, qualifier: &str, as_of: &str) -> Claim {
        let text = str::to_owned;
        Claim {
            claimant: text("somebody"),
            figure: text("people_out"),
            low: value,
            high: value,
            unit: text("people"),
            scope: String::new(),
            qualifier: text(qualifier),
            as_of: text(as_of),
            grade: text("F6"),
            source: String::new(),
            said: None,
        }
    }

    fn entered(claims: Vec<Claim>) -> Vec<ClaimPicture> {
        let entered = |(ix, claim)| ClaimPicture { entry: [ix; 32], at: Moment(0), claim, counted: None };
        (0u8..).zip(claims).map(entered).collect()
    }

    #[track_caller]
    fn check(claims: Vec<Claim>, contradictions: &[(usize, usize)], spread: (i64, i64)) {
        let found = compared(&entered(claims), &[]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].contradictions.as_slice(), found[0].spread), (contradictions, spread));
    }

    #[test]
    fn claims_of_one_day_that_leave_no_common_value_contradict() {
        let (six, eight) = (claim(6462, "", "2016-12-16"), claim(8000, "", "2016-12-16"));
        check(vec![six.clone(), eight.clone()], &[(0, 1)], (6462, 8000));
        check(vec![claim(6000, "at least", "2016-12-16"), eight.clone()], &[], (6000, 8000));
        check(vec![claim(7500, "about", "2016-12-16"), eight.clone()], &[], (7500, 8000));
        check(vec![six, claim(8000, "", "2016-12-17")], &[], (6462, 8000));
    }

    #[test]
    fn what_is_superseded_stays_but_counts_no_more() {
        let mut later = claim(20_000, "", "2016-12-19");
        later.said = Some(Said { supersedes: Some([0; 32].into()), ..Said::default() });
        let found = compared(&entered(vec![claim(12_000, "", "2016-12-19"), later]), &[]);
        assert_eq!(found[0].claims.len(), 2);
        assert_eq!(
            (found[0].superseded.len(), found[0].spread, found[0].contradictions.len()),
            (1, (20_000, 20_000), 0)
        );
    }

    #[test]
    fn links_said_later_supersede_and_contradict() {
        let link = |from: u8, to: u8, kind| Watched {
            at: Moment(0),
            entry: EntryRef([200 + from; 32]),
            device: [9; 32],
            fact: Fact::Link(crate::statement::Link {
                from: EntryRef([from; 32]),
                to: EntryRef([to; 32]),
                kind,
                why: String::new(),
            }),
        };
        let three = vec![
            claim(951, "", "2016-12-15"),
            claim(1_000, "", "2016-12-16"),
            claim(2_000, "", "2016-12-17"),
        ];
        let two_days = [link(2, 1, LinkKind::Supersedes), link(0, 2, LinkKind::Contradicts)];
        let found = compared(&entered(three.clone()), &two_days);
        assert_eq!(
            (found[0].superseded.clone(), found[0].contradictions.clone()),
            (BTreeSet::from([1]), vec![(0, 2)])
        );
        let speaks_for = compared(&entered(three), &[link(0, 1, LinkKind::Corroborates)]);
        assert_eq!((speaks_for[0].contradictions.len(), speaks_for[0].ties.len()), (0, 1));
    }
}
