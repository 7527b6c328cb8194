//! Whole-number quantities with their units in the type: a `Moment` is never added to a `Moment`,
//! a number of persons is never a number of vehicles.
//!
//! Never here: floating point time. Exposure (person-hours) is the one figure that is a fraction,
//! and it is computed from whole seconds at the very end.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, AddAssign, Index, IndexMut, Sub, SubAssign};

/// A moment: whole seconds after `operation.start`. Negative before it (registration, arrival of buses).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// A duration in whole seconds. Never negative in a checked operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Moment {
    /// Time zero: `operation.start`.
    pub const START: Moment = Moment(0);
    /// Whole seconds after `operation.start`.
    pub const fn seconds(self) -> i64 {
        self.0
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);
    /// Whole seconds.
    pub const fn seconds(self) -> i64 {
        self.0
    }
    /// `n` times this duration, stopping at the largest number rather than wrapping.
    pub const fn times(self, n: i64) -> Span {
        Span(self.0.saturating_mul(n))
    }
}

impl Add<Span> for Moment {
    type Output = Moment;
    fn add(self, span: Span) -> Moment {
        Moment(self.0.saturating_add(span.0))
    }
}
impl Sub<Span> for Moment {
    type Output = Moment;
    fn sub(self, span: Span) -> Moment {
        Moment(self.0.saturating_sub(span.0))
    }
}
impl Sub for Moment {
    type Output = Span;
    fn sub(self, earlier: Moment) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}
impl AddAssign<Span> for Moment {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}
impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}
impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}
impl AddAssign for Span {
    fn add_assign(&mut self, other: Span) {
        *self = *self + other;
    }
}

impl fmt::Display for Span {
    /// `1 h 05 min 30 s`, leaving out what is zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, total) =
            if self.0 < 0 { ("-", self.0.unsigned_abs()) } else { ("", self.0.unsigned_abs()) };
        let (h, m, s) = (total / 3600, total / 60 % 60, total % 60);
        f.write_str(sign)?;
        match (h, m, s) {
            (0, 0, s) => write!(f, "{s} s"),
            (0, m, 0) => write!(f, "{m} min"),
            (0, m, s) => write!(f, "{m} min {s:02} s"),
            (h, 0, 0) => write!(f, "{h} h"),
            (h, m, 0) => write!(f, "{h} h {m:02} min"),
            (h, m, s) => write!(f, "{h} h {m:02} min {s:02} s"),
        }
    }
}

/// What the trip needs of the vehicle. Medical urgency is another thing (a triage category).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Lies down: takes one stretcher place.
    Stretcher,
    /// Wounded, sits: takes one seat.
    Wounded,
    /// Everyone else: takes one seat.
    Other,
}

impl Category {
    /// All categories, in the order in which they are always shown.
    pub const ALL: [Category; 3] = [Category::Stretcher, Category::Wounded, Category::Other];
}

/// One value for each category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PerCategory<T> {
    /// For those who need a stretcher place.
    pub stretcher: T,
    /// For the seated wounded.
    pub wounded: T,
    /// For everyone else.
    pub other: T,
}

impl<T> Index<Category> for PerCategory<T> {
    type Output = T;
    fn index(&self, category: Category) -> &T {
        match category {
            Category::Stretcher => &self.stretcher,
            Category::Wounded => &self.wounded,
            Category::Other => &self.other,
        }
    }
}
impl<T> IndexMut<Category> for PerCategory<T> {
    fn index_mut(&mut self, category: Category) -> &mut T {
        match category {
            Category::Stretcher => &mut self.stretcher,
            Category::Wounded => &mut self.wounded,
            Category::Other => &mut self.other,
        }
    }
}

/// A number of persons by category.
pub type Persons = PerCategory<u32>;

impl Persons {
    /// Nobody.
    pub const NONE: Persons = PerCategory { stretcher: 0, wounded: 0, other: 0 };
    /// Everybody, whatever the category.
    pub const fn total(self) -> u32 {
        self.stretcher.saturating_add(self.wounded).saturating_add(self.other)
    }
    /// Seats needed: the wounded who sit, and the others.
    pub const fn seats(self) -> u32 {
        self.wounded.saturating_add(self.other)
    }
    /// These persons `n` times over.
    pub const fn times(self, n: u32) -> Persons {
        PerCategory {
            stretcher: self.stretcher.saturating_mul(n),
            wounded: self.wounded.saturating_mul(n),
            other: self.other.saturating_mul(n),
        }
    }
}
impl Add for Persons {
    type Output = Persons;
    fn add(self, other: Persons) -> Persons {
        PerCategory {
            stretcher: self.stretcher.saturating_add(other.stretcher),
            wounded: self.wounded.saturating_add(other.wounded),
            other: self.other.saturating_add(other.other),
        }
    }
}
impl AddAssign for Persons {
    fn add_assign(&mut self, other: Persons) {
        *self = *self + other;
    }
}
impl Sub for Persons {
    type Output = Persons;
    fn sub(self, other: Persons) -> Persons {
        PerCategory {
            stretcher: self.stretcher.saturating_sub(other.stretcher),
            wounded: self.wounded.saturating_sub(other.wounded),
            other: self.other.saturating_sub(other.other),
        }
    }
}
impl SubAssign for Persons {
    fn sub_assign(&mut self, other: Persons) {
        *self = *self - other;
    }
}
impl std::iter::Sum for Persons {
    fn sum<I: Iterator<Item = Persons>>(persons: I) -> Persons {
        persons.fold(Persons::NONE, Add::add)
    }
}
