//! What must never leave a device in the clear: who a token is.
//!
//! [`Private`] can only be sealed or shown to the one who was let read it. It cannot be printed,
//! compared, copied or serialised, so that no log, answer, export or error can hold it by mistake:
//!
//! ```compile_fail,E0277
//! fn serialise(private: &corridor::sealed::Private) -> String {
//!     serde_json::to_string(private).unwrap()
//! }
//! ```
//! ```compile_fail,E0277
//! fn print(private: &corridor::sealed::Private) -> String {
//!     format!("{private:?}")
//! }
//! ```
//! ```compile_fail,E0277
//! fn show(private: &corridor::sealed::Private) -> String {
//!     format!("{private}")
//! }
//! ```
//! ```compile_fail,E0599
//! fn copy(private: &corridor::sealed::Private) -> corridor::sealed::Private {
//!     private.clone()
//! }
//! ```
//!
//! Never here: storage, the network.

use evacuation::people::Token;
use ledger::OperationId;
use ledger::sealed::{SealError, seal};
use std::io::Write;

/// Bytes of a name, and of a note, at most.
const TEXT_BYTES_MAX: usize = 2_000;
/// Between the fields of a line, which therefore no field may hold.
const FIELD: char = '\t';

/// Who some tokens are.
pub struct Private(Vec<Person>);

struct Person {
    token: Token,
    name: String,
    note: String,
}

/// Why a text names nobody. It says where, never what stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}; each line is TOKEN, tab, name, and if need be tab, medical note")]
pub struct NoPrivate {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: &'static str,
}

impl Private {
    /// Reads lines of `TOKEN`, tab, name, and if need be tab, medical note.
    pub fn read(text: &str) -> Result<Private, NoPrivate> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let persons: Result<Vec<Person>, NoPrivate> =
            lines.map(|(ix, line)| person(line).map_err(|what| NoPrivate { line: ix + 1, what })).collect();
        match persons? {
            persons if persons.is_empty() => Err(NoPrivate { line: 1, what: "there is nobody in it" }),
            persons => Ok(Private(persons)),
        }
    }

    /// Seals it; what was typed is gone from memory after. `to`: group, how many it takes, custodians' keys.
    /// `seed`: 32 random bytes, drawn for this.
    pub fn seal(
        self,
        operation: &OperationId,
        to: (&str, u8, &[[u8; 32]]),
        seed: &[u8; 32],
    ) -> Result<Vec<u8>, SealError> {
        let mut data = Vec::new();
        // Writing into memory cannot fail; if it did, nothing would be sealed.
        self.show(&mut data).map_err(|_| SealError::TooLong)?;
        let sealed = seal(operation, to, &data, seed);
        data.fill(0);
        sealed
    }

    /// Shows it to the one who was let read it.
    pub fn show(&self, out: &mut impl Write) -> std::io::Result<()> {
        for Person { token, name, note } in &self.0 {
            match note.is_empty() {
                true => writeln!(out, "{token}{FIELD}{name}")?,
                false => writeln!(out, "{token}{FIELD}{name}{FIELD}{note}")?,
            }
        }
        Ok(())
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        for person in &mut self.0 {
            for text in [&mut person.name, &mut person.note] {
                let mut bytes = std::mem::take(text).into_bytes();
                bytes.fill(0);
                std::hint::black_box(&bytes);
            }
        }
    }
}

fn person(line: &str) -> Result<Person, &'static str> {
    let mut fields = line.split(FIELD).map(str::trim);
    let token = fields.next().and_then(|token| token.parse().ok()).ok_or("the token is none")?;
    let name = fields.next().filter(|name| !name.is_empty()).ok_or("there is no name")?;
    let note = fields.next().unwrap_or_default();
    if fields.next().is_some() {
        return Err("there are more than three fields");
    }
    if name.len() > TEXT_BYTES_MAX || note.len() > TEXT_BYTES_MAX {
        return Err("the name or note has more than 2,000 bytes");
    }
    Ok(Person { token, name: name.to_owned(), note: note.to_owned() })
}
