//! What settles an operation's account, put together from the account, the plan in force and the console's
//! voice: promises of a next place and their signed tickets, everything that is unsettled.
//!
//! Never here: HTTP, or a decision that a person must take.

mod holds;
mod issue;

pub use holds::Holds;
pub use issue::{Checked, Issued, check_ticket, issue, issued, told_matter};

use evacuation::account::{Account, Picture};
use evacuation::attention::Unsettled;
use evacuation::closing::{apart, closings, searches};
use evacuation::confirmed::unconfirmed;
use evacuation::operation::Operation;
use evacuation::people::Token;
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use evacuation::tickets::{Promise, promises};
use evacuation::twins::candidates;
use std::collections::BTreeSet;

/// Everything that is unsettled at `now`.
pub fn unsettled(
    account: &Account,
    picture: &Picture,
    planned: (&Operation, &Plan),
    now: Moment,
) -> Unsettled {
    let searches = searches(account, picture);
    let promises = promises(account, picture, planned, now);
    Unsettled {
        closings: closings(account, picture, &searches),
        apart: apart(account, picture),
        to_tell: to_tell(account, &promises),
        twins: candidates(account),
        unconfirmed: unconfirmed(account, planned.0, picture),
        searches,
    }
}

/// Who must be told that what they were promised has changed: their ticket no longer holds, or it was
/// replaced and nobody said yet that they know.
pub fn to_tell(account: &Account, promises: &[Promise]) -> Vec<Token> {
    let open = account.open_matters("told.");
    let open = open.iter().filter_map(|(matter, _)| matter.strip_prefix("told.")?.parse().ok());
    let is_told = |party: &Token| account.attended(&told_matter(party)).iter().any(|said| said.done);
    let lost = promises.iter().filter(|promise| promise.must_be_told()).map(|promise| promise.party);
    let all: BTreeSet<Token> = lost.filter(|party| !is_told(party)).chain(open).collect();
    all.into_iter().collect()
}
