//! What was taken for so where nobody said it, each with what it is about. Pages make the sentences.
//!
//! Never here: sentences.

use crate::attention::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// What kind of assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssumptionKind {
    /// Something is suspended; it is taken to open again at a moment that nobody has promised.
    Suspended,
    /// A vehicle is out of service and does nothing more.
    Lost,
    /// People wait at the road where their vehicle broke down.
    Stranded,
    /// A trip that cannot be fitted into the plan; its vehicle and people are left out of it.
    LeftOut,
    /// A trip that should have arrived and was not heard of; taken as on its way and due now.
    Overdue,
    /// Vehicles whose way back nobody states; taken as driving as planned.
    WayBack,
    /// People of the operation file who are not registered yet; taken as coming.
    NotRegistered,
    /// People whom the operation file does not have.
    Added,
    /// People who declined, stay or withdrew are not planned.
    Declined,
    /// People of whom nobody can say where they are; not planned.
    Unaccounted,
    /// More people on a vehicle than it has places; so many are not counted in the plan.
    Overfull,
    /// A convoy that went through outside of every window: the point is taken to have been open.
    OutsideWindow,
    /// Vehicles that went through closer together than the rules allow.
    Irregular,
    /// A vehicle brings aid in on its way back; it loads people only when the aid is unloaded.
    AidAboard,
}

/// Something that was taken for so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// What kind.
    pub kind: AssumptionKind,
    /// For the sentence: `vehicle`, `trip`, `place`, `people`, `count`, `since`, `until`, each where known.
    pub values: BTreeMap<&'static str, Value>,
}

impl Assumption {
    pub(super) fn new(kind: AssumptionKind) -> Assumption {
        Assumption { kind, values: BTreeMap::new() }
    }
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Assumption {
        self.values.insert(name, value.into());
        self
    }
    fn order(&self) -> (AssumptionKind, Vec<String>) {
        let text = |(name, value): (&&str, &Value)| match value {
            Value::Number(number) => format!("{name}{number:020}"),
            Value::Text(text) => format!("{name}{text}"),
        };
        (self.kind, self.values.iter().map(text).collect())
    }
}

impl Ord for Assumption {
    fn cmp(&self, other: &Assumption) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}
impl PartialOrd for Assumption {
    fn partial_cmp(&self, other: &Assumption) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
