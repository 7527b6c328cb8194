//! What two machines must say to each other until both hold the same entries.
//!
//! The story: each says how far it knows every log, in one [`Line`] a log: how many entries, and the
//! root of the tree over them. Whoever holds more of a log checks that what the other holds is the
//! beginning of it, and sends the rest. Where it is not — the device forked, or a store lost rows —
//! the ids that are here are named one by one ([`Theirs::known`]), and the difference is sent.
//! Seals follow the entries that they cover: of each log a few matter, and eight bytes say whether both
//! hold the same (`seals`). Every message stands for itself: it may come late, twice, or never; the next one mends it.
//!
//! Never here: verifying what comes (`signed`), taking it in (`logs`), sending it; the entries' bytes.

mod message;
mod roots;
mod seals;
mod session;

pub use message::{Message, NoMessage};
pub use roots::Roots;
pub use seals::{SealLines, lacking, offered, seals_digest, seals_name};
pub use session::Session;

use crate::id::{EntryId, LogId};
use crate::logs::Logs;
use crate::tree::{Hash, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// How far one log is known. Its leaves are the ids of all its entries that are here, by number and
/// then id; for a log that never forked and lost nothing this is the tree that seals sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The log.
    pub log_id: LogId,
    /// How many entries of it are here.
    pub count: u64,
    /// The root of the tree over them (RFC 6962).
    pub root: Hash,
}

impl Line {
    /// A log of which nothing is here.
    pub fn nothing(log_id: LogId) -> Line {
        Line { log_id, count: 0, root: Tree::new().root() }
    }
}

/// The first half of an id: enough to say which entries are here. Two that collide would cost 2^64
/// attempts, and win no more than that one of them is not sent on.
pub type Short = [u8; 16];

/// The short form of an id.
pub fn short(id: &EntryId) -> Short {
    let mut short = [0; 16];
    short.copy_from_slice(&id.0[..16]);
    short
}

/// What another machine said it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theirs {
    /// Whether a log without a line is one of which it holds nothing; else it is one that agrees.
    pub complete: bool,
    /// How far it knows each log.
    pub lines: BTreeMap<LogId, Line>,
    /// Where its line did not say enough: everything it holds of that log.
    pub known: BTreeMap<LogId, BTreeSet<Short>>,
}

/// An entry to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Give {
    /// Its log.
    pub log_id: LogId,
    /// Its number.
    pub seq: u64,
    /// Its id.
    pub id: EntryId,
}

/// What to say to the other machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How far each log is known here where the two differ.
    pub lines: Vec<Line>,
    /// What is here of logs where lines do not say enough.
    pub known: BTreeMap<LogId, BTreeSet<Short>>,
    /// What the other lacks; each log in the order in which it can be taken in.
    pub give: Vec<Give>,
}

/// Holds what is here against what another machine says it holds. `most`: entries given at most;
/// what is left over is found again the next time.
pub fn compare(logs: &Logs, roots: &mut Roots, theirs: &Theirs, most: usize) -> Answer {
    let mut answer = Answer::default();
    let mine: BTreeSet<LogId> = logs.ids().collect();
    let told: BTreeSet<LogId> = theirs.lines.keys().copied().collect();
    for log_id in mine.union(&told) {
        let line = roots.line(logs, log_id);
        let their = match theirs.lines.get(log_id) {
            Some(their) => *their,
            None if theirs.complete => Line::nothing(*log_id),
            None => continue,
        };
        if line == their {
            continue;
        }
        answer.lines.push(line);
        let room = most.saturating_sub(answer.give.len());
        match theirs.known.get(log_id) {
            Some(known) => {
                let lacking = logs.entries(log_id).filter(|give| !known.contains(&short(&give.id)));
                answer.give.extend(lacking.take(room));
                let here = all_known(logs, log_id);
                if !known.is_subset(&here) {
                    answer.known.insert(*log_id, here);
                }
            }
            None => match rest(logs, &line, &their) {
                Rest::From(index) => answer.give.extend(logs.entries(log_id).skip(index).take(room)),
                Rest::TheySee => {}
                Rest::Unclear => drop(answer.known.insert(*log_id, all_known(logs, log_id))),
            },
        }
    }
    answer
}

/// What the other lacks of a log that is not the same on both sides.
enum Rest {
    /// Everything from the leaf with this index on.
    From(usize),
    /// They hold more; it is they who can see whether what is here is the beginning of it.
    TheySee,
    /// Neither is the beginning of the other.
    Unclear,
}

fn rest(logs: &Logs, mine: &Line, their: &Line) -> Rest {
    if their.count > mine.count {
        return Rest::TheySee;
    }
    let Ok(count) = usize::try_from(their.count) else { return Rest::Unclear };
    if their.count == mine.count || prefix_root(logs, &mine.log_id, count) != their.root {
        return Rest::Unclear;
    }
    Rest::From(count)
}

fn prefix_root(logs: &Logs, log_id: &LogId, count: usize) -> Hash {
    let mut tree = Tree::new();
    logs.entries(log_id).take(count).for_each(|entry| tree.push(entry.id.0));
    tree.root()
}

fn all_known(logs: &Logs, log_id: &LogId) -> BTreeSet<Short> {
    logs.entries(log_id).map(|entry| short(&entry.id)).collect()
}
