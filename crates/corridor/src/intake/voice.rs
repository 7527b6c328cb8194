//! The operations room's own device: what is decided on the console is said with it, through the same
//! door as everything else. Its key is drawn once and kept in the data folder. And other devices whose
//! keys this program is handed, such as a custodian's.
//!
//! Never here: what is decided.

use super::Intake;
use super::verdict::{Trouble, Verdict};
use evacuation::statement::{Enrol, Fact, Role, Statement};
use ledger::{Draft, EntryId, Head, LogId, Signed, Verified, Writer};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Where the data folder keeps the key; it is drawn when the operation is founded.
pub const NOTE_CONSOLE_KEY: &str = "console_key";
/// What people call it.
const LABEL: &str = "Operations room, console";

/// The device.
#[derive(Debug)]
pub struct Voice {
    intake: Intake,
    start_unix_s: i64,
    heads: HashMap<LogId, Head>,
    card: Enrol,
    last: Mutex<Option<([u8; 32], Option<Head>)>>,
}

impl Voice {
    /// `heads`: the last entry of every log, as found when the store was opened.
    pub fn new(intake: Intake, start_unix_s: i64, heads: HashMap<LogId, Head>) -> Voice {
        let card = Enrol { label: LABEL.to_owned(), role: Role::Coordinator };
        Voice { intake, start_unix_s, heads, card, last: Mutex::new(None) }
    }

    /// The voice of another device whose key grows from `seed` and whose enrolment is `card`.
    pub fn of_device(self, seed: &[u8; 32], card: Enrol) -> Voice {
        let log_id = Writer::new(self.intake.operation_id(), seed, None).log_id();
        let head = self.heads.get(&log_id).copied();
        Voice { card, last: Mutex::new(Some((*seed, head))), ..self }
    }

    /// The voice of one more device beside this one: a post whose key this hub keeps.
    pub fn beside(&self, seed: &[u8; 32], card: Enrol) -> Voice {
        let (intake, heads) = (self.intake.clone(), self.heads.clone());
        Voice::new(intake, self.start_unix_s, heads).of_device(seed, card)
    }

    /// Says these statements, all of them or none; an enrolment goes before the first. Blocks until
    /// they are on disk. The ids of the statements' entries, in their order.
    pub fn say(&self, statements: Vec<Statement>) -> Result<Vec<EntryId>, Trouble> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, head) = match *last {
            Some(known) => known,
            None => self.wake()?,
        };
        let mut writer = Writer::new(self.intake.operation_id(), &key, head);
        let at = statements.first().map(|statement| statement.at).unwrap_or_default();
        let enrol = Fact::Enrol(self.card.clone());
        let first = (writer.next_seq() == 0).then_some(Statement { at, fact: enrol });
        let asked = usize::from(first.is_some());
        let entries =
            first.into_iter().chain(statements).map(|statement| self.write(&mut writer, &statement));
        let entries: Vec<Signed> = entries.collect::<Result<_, _>>()?;
        if entries.is_empty() {
            *last = Some((key, head));
            return Ok(Vec::new());
        }
        let head =
            entries.last().and_then(|entry| Verified::check(&self.intake.operation_id(), entry.clone()).ok());
        let ids = self.intake.accept_blocking(entries)?.into_iter().map(|verdict| match verdict {
            Verdict::Taken { id, .. } | Verdict::Known { id } => Ok(id),
            Verdict::Refused { code, what, remedy, .. } => Err(Trouble { code, what, remedy }),
        });
        let ids = ids.collect::<Result<Vec<EntryId>, _>>()?;
        *last = Some((key, head.as_ref().map(Head::of)));
        Ok(ids.into_iter().skip(asked).collect())
    }

    /// Signs a ticket's message with this device's key. Blocks.
    pub fn sign_ticket(&self, message: &[u8]) -> Result<[u8; 64], Trouble> {
        self.log_id()?;
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, _) = last.ok_or_else(Trouble::stopped)?;
        Ok(ledger::crypto::Key::from_seed(&key).sign_ticket(message))
    }

    /// The log of this device. Blocks; the device asks to join if it has not done so yet.
    pub fn log_id(&self) -> Result<LogId, Trouble> {
        self.say(Vec::new())?;
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, head) = last.ok_or_else(Trouble::stopped)?;
        Ok(Writer::new(self.intake.operation_id(), &key, head).log_id())
    }

    fn wake(&self) -> Result<([u8; 32], Option<Head>), Trouble> {
        let known =
            self.intake.note_blocking(NOTE_CONSOLE_KEY)?.and_then(|key| <[u8; 32]>::try_from(key).ok());
        let key = match known {
            Some(key) => key,
            None => {
                let mut key = [0; 32];
                getrandom::fill(&mut key).map_err(|error| failed(&error))?;
                self.intake.set_note_blocking(NOTE_CONSOLE_KEY, key.to_vec())?;
                key
            }
        };
        let log_id = Writer::new(self.intake.operation_id(), &key, None).log_id();
        Ok((key, self.heads.get(&log_id).copied()))
    }

    fn write(&self, writer: &mut Writer, statement: &Statement) -> Result<Signed, Trouble> {
        let at_ms = self.start_unix_s.saturating_add(statement.at.seconds()).saturating_mul(1000);
        let draft = Draft {
            kind: statement.fact.kind().to_owned(),
            place: statement.fact.place().map(str::to_owned),
            body: statement.encode(),
            ..Draft::default()
        };
        writer.write(draft, u64::try_from(at_ms).unwrap_or(0)).map_err(|error| failed(&error))
    }
}

fn failed(error: &dyn std::fmt::Display) -> Trouble {
    let remedy = "try again; if it stays so, report it";
    Trouble { code: "unsaid", what: format!("the decision could not be written: {error}"), remedy }
}
