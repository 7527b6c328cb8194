//! What is said, as a bundle: lines, ids, and whatever the other lacks.
//!
//! Never here: deciding what to say.

use super::seals::SealLines;
use super::{Line, Short, Theirs};
use crate::bundle::{Finding, Kind, Packer, Piece, TooLarge, Unpacker};
use crate::id::{LogId, OperationId};
use crate::signed::Signed;
use std::collections::{BTreeMap, BTreeSet};

/// Ids in one record at most; more of one log stand in several.
const IDS_IN_RECORD: usize = 4096;

/// One message. In the order in which it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// See [`Theirs::lines`].
    pub lines: Vec<Line>,
    /// Entries for the other; not verified.
    pub entries: Vec<Signed>,
    /// Seals for the other; not verified.
    pub seals: Vec<String>,
    /// Sealed blobs for the other; not verified.
    pub blobs: Vec<Vec<u8>>,
    /// See [`Theirs::known`].
    pub known: BTreeMap<LogId, BTreeSet<Short>>,
    /// Commitments of sealed blobs that the writer of the message lacks.
    pub wants: Vec<[u8; 32]>,
    /// How far the seals of logs are known to the writer of the message.
    pub sealed: SealLines,
}

/// Why bytes are no message for this operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMessage {
    /// They are damaged, cut short, or nothing of the kind.
    #[error("{0}")]
    Flawed(Finding),
    /// They are about another operation.
    #[error("this is of another operation: {0}")]
    Operation(OperationId),
    /// A record says something that cannot be.
    #[error("a record of how far logs are known cannot be read")]
    Record,
}

impl Message {
    /// Its bytes.
    pub fn write(&self, operation: &OperationId) -> Result<Vec<u8>, TooLarge> {
        let mut packer = Packer::new(operation);
        self.lines.iter().try_for_each(|line| packer.record(Kind::Frontier, &write_line(line)))?;
        self.entries.iter().try_for_each(|entry| packer.entry(entry))?;
        self.seals.iter().try_for_each(|seal| packer.record(Kind::Seal, seal.as_bytes()))?;
        self.blobs.iter().try_for_each(|blob| packer.record(Kind::Blob, blob))?;
        for (log_id, known) in &self.known {
            let ids: Vec<&Short> = known.iter().collect();
            // A log of which nothing is here still has one record, which says so.
            let first: &[&Short] = &[];
            let parts = ids.chunks(IDS_IN_RECORD).chain(ids.is_empty().then_some(first));
            for part in parts {
                let ids = part.iter().flat_map(|id| id.iter().copied());
                let record: Vec<u8> = log_id.0.into_iter().chain(ids).collect();
                packer.record(Kind::Ids, &record)?;
            }
        }
        self.wants.iter().try_for_each(|want| packer.record(Kind::Want, want))?;
        for (log, digest) in &self.sealed {
            packer.record(Kind::Seals, &[*log, *digest].concat())?;
        }
        Ok(packer.finish())
    }

    /// Reads bytes that anybody may have made. A message with any flaw is none: it is sent again.
    pub fn read(operation: &OperationId, bytes: &[u8]) -> Result<Message, NoMessage> {
        let (of, pieces, findings) = Unpacker::read_all(bytes);
        if let Some(finding) = findings.first() {
            return Err(NoMessage::Flawed(*finding));
        }
        if let Some(of) = of.filter(|of| of != operation) {
            return Err(NoMessage::Operation(of));
        }
        let mut message = Message::default();
        for piece in pieces {
            message.add(piece).ok_or(NoMessage::Record)?;
        }
        Ok(message)
    }

    fn add(&mut self, piece: Piece) -> Option<()> {
        match piece {
            Piece::Frontier(record) => self.lines.push(read_line(&record)?),
            Piece::Entry(entry) => self.entries.push(entry),
            Piece::Seal(seal) => self.seals.push(seal),
            Piece::Blob(blob) => self.blobs.push(blob),
            Piece::Ids(record) => {
                let (log_id, ids) = record.split_first_chunk::<32>()?;
                let (ids, rest) = ids.as_chunks::<16>();
                if !rest.is_empty() {
                    return None;
                }
                self.known.entry(LogId(*log_id)).or_default().extend(ids);
            }
            Piece::Want(want) => self.wants.push(want),
            Piece::Seals(record) => {
                let (log, rest) = record.split_first_chunk::<8>()?;
                self.sealed.insert(*log, rest.try_into().ok()?);
            }
            Piece::Founding(_) | Piece::Cosignature(_) => {}
        }
        Some(())
    }

    /// What it says that its writer holds. `complete`: see [`Theirs::complete`].
    pub fn theirs(&mut self, complete: bool) -> Theirs {
        let lines = self.lines.iter().map(|line| (line.log_id, *line)).collect();
        Theirs { complete, lines, known: std::mem::take(&mut self.known) }
    }
}

fn write_line(line: &Line) -> Vec<u8> {
    let count = line.count.to_be_bytes();
    let zeros = count.iter().take_while(|byte| **byte == 0).count();
    [&line.log_id.0, &line.root, &count[zeros..]].concat()
}

fn read_line(record: &[u8]) -> Option<Line> {
    let (log_id, rest) = record.split_first_chunk::<32>()?;
    let (root, count) = rest.split_first_chunk::<32>()?;
    let mut whole = [0; 8];
    whole.get_mut(8usize.checked_sub(count.len())?..)?.copy_from_slice(count);
    let line = Line { log_id: LogId(*log_id), count: u64::from_be_bytes(whole), root: *root };
    (count.first() != Some(&0)).then_some(line)
}
