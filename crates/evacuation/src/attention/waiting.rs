//! Items for what waits in quarantine: one for each reason, because each is answered in another way.
//!
//! Never here: deciding anything; an enroller does that on the page of devices.

use super::{Attention, Kind, Urgency};
use crate::account::{Picture, Waiting};
use crate::quantity::Moment;
use crate::statement::Role;

/// Labels written into one item.
const LABELS_MAX: usize = 3;

pub(super) fn in_quarantine(picture: &Picture, now: Moment) -> Vec<Attention> {
    picture.waiting.iter().map(|waiting| item(waiting, now)).collect()
}

fn item(waiting: &Waiting, now: Moment) -> Attention {
    let held = waiting.held.code();
    let labels: Vec<&str> = waiting.labels.iter().take(LABELS_MAX).map(String::as_str).collect();
    // A device's clock may be years ahead; nothing has waited since tomorrow.
    let since = waiting.since.min(now);
    Attention::new(Kind::Quarantine, held, Urgency::Decision, Role::Coordinator, since)
        .with("held", held)
        .with("statements", count(waiting.statements))
        .with("devices", count(waiting.devices))
        .with("count", count(waiting.persons))
        .with_some("by", (!labels.is_empty()).then(|| labels.join(", ")))
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
