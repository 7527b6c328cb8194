//! A set that remembers how often each member was said, so that withdrawing one of two equal
//! statements leaves the other.
//!
//! Never here: an order of arrival. Two bags that were given the same things in any order are equal.

/// Members in order, each with how many standing statements say it. A sorted list: most bags hold
/// one or two members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bag<T>(Vec<(T, u32)>);

impl<T> Default for Bag<T> {
    fn default() -> Self {
        Bag(Vec::new())
    }
}

/// How many members most bags come to hold.
const FEW: usize = 2;

impl<T: Ord> Bag<T> {
    /// Adds one mention, or takes one away.
    pub(super) fn apply(&mut self, member: T, holds: bool) {
        // Most things are said in order of time.
        let is_last = self.0.last().is_none_or(|(last, _)| *last < member);
        let at = if is_last {
            Err(self.0.len())
        } else {
            self.0.binary_search_by(|(known, _)| known.cmp(&member))
        };
        match (at, holds) {
            (Ok(at), true) => self.0[at].1 = self.0[at].1.saturating_add(1),
            (Err(at), true) => {
                if self.0.capacity() == 0 {
                    self.0.reserve_exact(FEW);
                }
                self.0.insert(at, (member, 1));
            }
            (Ok(at), false) if self.0[at].1 > 1 => self.0[at].1 -= 1,
            (Ok(at), false) => drop(self.0.remove(at)),
            (Err(_), false) => {}
        }
    }

    /// The members, smallest first.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.0.iter().map(|(member, _)| member)
    }

    /// The members from the first one on that is not `before`, a test that holds for a beginning of
    /// the order.
    pub(super) fn from<F: Fn(&T) -> bool>(&self, before: F) -> impl Iterator<Item = &T> + use<'_, T, F> {
        let start = self.0.partition_point(|(member, _)| before(member));
        self.0.iter().skip(start).map(|(member, _)| member)
    }

    /// The last member that is `before`, a test that holds for a beginning of the order.
    pub(super) fn last_before(&self, before: impl Fn(&T) -> bool) -> Option<&T> {
        let end = self.0.partition_point(|(member, _)| before(member));
        self.0.get(end.checked_sub(1)?).map(|(member, _)| member)
    }

    pub(super) fn first(&self) -> Option<&T> {
        self.0.first().map(|(member, _)| member)
    }

    pub(super) fn last(&self) -> Option<&T> {
        self.0.last().map(|(member, _)| member)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
