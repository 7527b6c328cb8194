//! Signing tickets, and checking one.
//!
//! Never here: which place a party gets (`evacuation::tickets`).

use crate::intake::{Trouble, Voice};
use evacuation::account::TicketSaid;
use evacuation::people::Token;
use evacuation::quantity::Moment;
use evacuation::statement::{Attend, Fact, Statement, Ticket};
use evacuation::ticket::{TicketCode, TicketError};
use evacuation::tickets::{Promise, Standing};
use ledger::{LogId, OperationId};

/// Statements that are said at once.
const AT_ONCE: usize = 1000;

/// A ticket as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// What is signed.
    pub ticket: TicketCode,
    /// The text of its QR code.
    pub code: String,
    /// The key under which it can be checked.
    pub issuer: LogId,
}

/// The matter of telling a party.
pub fn told_matter(party: &Token) -> String {
    format!("told.{party}")
}

/// Signs a ticket for every party of these that has a place and no ticket for it. A party whose ticket is
/// replaced becomes one that must be told. Blocks; answers how many tickets there are.
pub fn issue(
    voice: &Voice,
    promises: &[Promise],
    operation: &OperationId,
    start_unix_s: i64,
    at: Moment,
) -> Result<usize, Trouble> {
    let mut statements = Vec::new();
    let mut tickets = 0;
    for promise in promises {
        let (Standing::New | Standing::Moved, Some(seat)) = (promise.standing, &promise.seat) else {
            continue;
        };
        let mut ticket = Ticket {
            party: promise.party,
            trip: seat.trip.clone(),
            place: promise.place.clone(),
            to: seat.to.clone(),
            depart: seat.depart,
            persons: promise.persons.total(),
            signature: [0; 64].into(),
        };
        let code = TicketCode::of(&ticket, at, &operation.0, start_unix_s);
        ticket.signature = voice.sign_ticket(&code.message())?.into();
        statements.push(Statement { at, fact: Fact::Ticket(Box::new(ticket)) });
        tickets += 1;
        if let Some(held) = &promise.held {
            let step = format!("{} → {}", held.ticket.trip, seat.trip);
            let tell = Attend {
                matter: told_matter(&promise.party),
                who: "registrar".to_owned(),
                step,
                done: false,
            };
            statements.push(Statement { at, fact: Fact::Attend(tell) });
        }
    }
    for some in statements.chunks(AT_ONCE) {
        voice.say(some.to_vec())?;
    }
    Ok(tickets)
}

/// A ticket that was said, as it is printed.
pub fn issued(said: &TicketSaid, operation: &OperationId, start_unix_s: i64) -> Issued {
    let ticket = TicketCode::of(&said.ticket, said.at, &operation.0, start_unix_s);
    let code = ticket.code(&said.ticket.signature);
    Issued { ticket, code, issuer: LogId(said.device) }
}

/// What a checked code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it promises.
    pub ticket: TicketCode,
    /// Which of the keys signed it; `None`: none of them.
    pub signed_by: Option<LogId>,
}

/// Reads a code and finds out which of these keys signed it. Needs nothing else.
pub fn check_ticket(code: &str, keys: impl IntoIterator<Item = LogId>) -> Result<Checked, TicketError> {
    let (ticket, signature) = TicketCode::read(code)?;
    let message = ticket.message();
    let signed_by = keys.into_iter().find(|key| ledger::crypto::verify_text(key, &message, &signature));
    Ok(Checked { ticket, signed_by })
}
