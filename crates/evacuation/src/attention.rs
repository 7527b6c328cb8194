//! What needs somebody now: from the picture, the plan and the present time to a short list, most
//! urgent first. One item for one matter: a late convoy is one item, not twenty vehicles.
//!
//! Never here: sentences (pages compose them in their language from the values) or a clock (`now` is
//! given). An item is never hidden while its matter stands; the late convoys beyond the first few are
//! counted in the last one that is listed.

mod late;
mod named;
mod road;
mod settling;
mod waiting;
mod watch;

pub use late::{late, trip_late};
pub use road::{Schedule, schedule};
pub use settling::{Unsettled, unsettled};
pub use watch::{UNDECIDED_WITHIN, of_track};

use crate::account::{FigureId, Picture};
use crate::convoy;
use crate::operation::Operation;
use crate::plan::Plan;
use crate::quantity::{Moment, Span};
use crate::statement::Role;
use serde::Serialize;
use std::collections::BTreeMap;

/// Late convoys listed one by one.
pub const LATE_LISTED_MAX: usize = 4;
/// Codes written into one item.
pub const TOKENS_LISTED_MAX: usize = 40;

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Boarded, and did not come off.
    Missing,
    /// Taken off a vehicle.
    Removed,
    /// Left a vehicle on the way; no further word.
    Left,
    /// Statements that cannot all be true.
    Disputed,
    /// People still to be received long after the arrival.
    BalanceOpen,
    /// No word of a convoy that should have arrived.
    Silent,
    /// A vehicle broke down.
    Breakdown,
    /// The corridor or a control point is suspended.
    Suspended,
    /// A control point is between two windows.
    Closed,
    /// Statements are kept and do not count.
    Quarantine,
    /// A convoy is late.
    Late,
    /// A count is not what the names say.
    HeadcountDiffers,
    /// People came to another destination.
    Diverted,
    /// On a trip without having boarded it or been registered.
    Unlisted,
    /// Had a place on a trip that left without them.
    NoShow,
    /// Died.
    Died,
    /// Born.
    Born,
    /// Missed, and nobody looks for them.
    NobodyLooks,
    /// Hold a ticket that the plan in force no longer keeps.
    Tell,
    /// Of one party, at different places.
    Split,
    /// Parties that may be one, registered twice.
    Twin,
    /// Convoys that came through and nobody has closed.
    Unclosed,
    /// Left without the gate's or the convoy leader's confirmation.
    Unconfirmed,
    /// Fire near the road that no decision has answered yet.
    Fire,
    /// A clause of the agreement is breached.
    ClauseBreached,
    /// A convoy is held or stopped.
    Held,
    /// A convoy leaves soon and nobody has decided whether.
    Undecided,
    /// A request for aid was refused, or has no answer in time.
    Aid,
    /// A waybill that does not add up.
    WaybillOpen,
    /// A vehicle's tracker is silent.
    TrackerSilent,
    /// A vehicle stands on the open road.
    Stalled,
}

impl Kind {
    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::Removed => "removed",
            Kind::Left => "left",
            Kind::Disputed => "disputed",
            Kind::BalanceOpen => "balance_open",
            Kind::Silent => "silent",
            Kind::Breakdown => "breakdown",
            Kind::Suspended => "suspended",
            Kind::Closed => "closed",
            Kind::Quarantine => "quarantine",
            Kind::Late => "late",
            Kind::HeadcountDiffers => "headcount_differs",
            Kind::Diverted => "diverted",
            Kind::Unlisted => "unlisted",
            Kind::NoShow => "no_show",
            Kind::Died => "died",
            Kind::Born => "born",
            Kind::NobodyLooks => "nobody_looks",
            Kind::Tell => "tell",
            Kind::Split => "split",
            Kind::Twin => "twin",
            Kind::Unclosed => "unclosed",
            Kind::Unconfirmed => "unconfirmed",
            Kind::Fire => "fire",
            Kind::ClauseBreached => "clause_breached",
            Kind::Held => "held",
            Kind::Undecided => "undecided",
            Kind::Aid => "aid",
            Kind::WaybillOpen => "waybill_open",
            Kind::TrackerSilent => "tracker_silent",
            Kind::Stalled => "stalled",
        }
    }
}

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Somebody is unaccounted for.
    People,
    /// Somebody must decide.
    Decision,
    /// To be known.
    Note,
}

/// A value for the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number or a moment.
    Number(i64),
    /// An id, a reason, a list of codes.
    Text(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(number.into())
    }
}
impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<Moment> for Value {
    fn from(moment: Moment) -> Value {
        Value::Number(moment.seconds())
    }
}
impl From<Span> for Value {
    fn from(span: Span) -> Value {
        Value::Number(span.seconds())
    }
}

/// One matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attention {
    /// Stable as long as the matter is the same.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Since when it stands.
    pub since: Moment,
    /// Whose it is.
    pub owner: Role,
    /// For the sentence: `convoy`, `trip`, `vehicle`, `place`, `count`, `tokens`, `late_s`, `until`,
    /// `reason`, `by`, `counted`, `expected`, `clash`, `more`, `held`, `statements`, `devices`, `lacks`; each
    /// where it is known.
    pub values: BTreeMap<&'static str, Value>,
    /// Opens the statements behind it.
    pub figure: Option<FigureId>,
}

impl Attention {
    fn new(kind: Kind, about: &str, urgency: Urgency, owner: Role, since: Moment) -> Attention {
        let id = format!("{}.{about}", kind.as_str());
        Attention { id, kind, urgency, since, owner, values: BTreeMap::new(), figure: None }
    }
    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Attention {
        self.values.insert(name, value.into());
        self
    }
    fn with_some(self, name: &'static str, value: Option<impl Into<Value>>) -> Attention {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
    fn opening(mut self, figure: FigureId) -> Attention {
        self.figure = Some(figure);
        self
    }
}

/// Everything that needs somebody at `now`, most urgent first.
pub fn attention(
    operation: &Operation,
    plan: Option<&Plan>,
    picture: &Picture,
    now: Moment,
) -> Vec<Attention> {
    let convoys = plan.map(|plan| convoy::convoys(operation, plan)).unwrap_or_default();
    let mut items = named::items(operation, picture);
    items.extend(road::breakdowns(picture));
    items.extend(road::corridor(operation, picture, now));
    let alarms = operation.alarms;
    items.extend(road::balances_open(picture, now, alarms.balance_open));
    items.extend(waiting::in_quarantine(picture, now));
    items.extend(watch::items(operation, &convoys, picture, now));
    if let Some(plan) = plan {
        items.extend(late::silent(plan, &convoys, picture, (now, alarms.silent)));
        items.extend(late::late_convoys(plan, &convoys, picture, (now, alarms.late)));
    }
    in_order(&mut items);
    items
}

/// Puts matters in the order in which they need somebody.
pub fn in_order(items: &mut [Attention]) {
    items.sort_by(|a, b| (a.urgency, a.kind, a.since, &a.id).cmp(&(b.urgency, b.kind, b.since, &b.id)));
}

#[cfg(test)]
mod tests;
