//! The compact form of a ticket: what is signed and what a QR code holds, so that anybody who has the
//! issuer's public key, and nothing else, can check a promised place offline.
//!
//! `message` is signed with Ed25519; the code is `CT1.` and, in base64url without padding, the ticket's bytes
//! followed by the signature's 64. All moments are seconds of Unix time: a gate needs no operation file to
//! read a date. Never here: keys or signatures, or a name.

use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{ID_BYTES_MAX, Ticket};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// What every signature of a ticket begins with: it can never be taken for one of another purpose.
pub const TICKET_CONTEXT: &[u8] = b"corridor/ticket/v1\0";
/// What every code begins with.
pub const TICKET_PREFIX: &str = "CT1.";
/// Characters of a code at most.
pub const TICKET_CODE_MAX: usize = 1_200;
const SIGNATURE_BYTES: usize = 64;

/// A ticket as it is signed: deterministic CBOR, an array in this order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct TicketCode {
    /// The version of this form: 1.
    #[n(0)]
    pub version: u8,
    /// The first eight bytes of the operation's id.
    #[n(1)]
    pub operation: ByteArray<8>,
    /// The party's code.
    #[n(2)]
    pub party: Token,
    /// The trip.
    #[n(3)]
    pub trip: TripId,
    /// Where it boards.
    #[n(4)]
    pub place: String,
    /// Where it goes.
    #[n(5)]
    pub to: String,
    /// When the trip departs, seconds of Unix time.
    #[n(6)]
    pub depart_unix_s: i64,
    /// When the ticket was issued, seconds of Unix time: of two tickets of a party the later counts.
    #[n(7)]
    pub issued_unix_s: i64,
    /// How many persons.
    #[n(8)]
    pub persons: u32,
}

/// Why a text is no ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    /// Another kind of code.
    #[error("this is no ticket: a ticket's code begins with CT1.")]
    Other,
    /// Cut off or altered.
    #[error("the ticket's code is damaged; scan it again")]
    Damaged,
}

impl TicketCode {
    /// The compact form of a ticket that was issued `at`.
    pub fn of(ticket: &Ticket, at: Moment, operation: &[u8; 32], start_unix_s: i64) -> TicketCode {
        let mut prefix = [0; 8];
        prefix.copy_from_slice(&operation[..8]);
        TicketCode {
            version: 1,
            operation: prefix.into(),
            party: ticket.party,
            trip: ticket.trip.clone(),
            place: ticket.place.clone(),
            to: ticket.to.clone(),
            depart_unix_s: start_unix_s.saturating_add(ticket.depart.seconds()),
            issued_unix_s: start_unix_s.saturating_add(at.seconds()),
            persons: ticket.persons,
        }
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        // Writing into memory cannot fail.
        minicbor::to_vec(self).unwrap_or_default()
    }

    /// What is signed.
    pub fn message(&self) -> Vec<u8> {
        [TICKET_CONTEXT, &self.bytes()].concat()
    }

    /// The text of its QR code.
    pub fn code(&self, signature: &[u8; 64]) -> String {
        format!("{TICKET_PREFIX}{}", base64url(&[&self.bytes()[..], signature].concat()))
    }

    /// Reads a code; whether the signature is good is for whoever has the key.
    pub fn read(code: &str) -> Result<(TicketCode, [u8; 64]), TicketError> {
        let text = code.trim().strip_prefix(TICKET_PREFIX).ok_or(TicketError::Other)?;
        let bytes = unbase64url(text).ok_or(TicketError::Damaged)?;
        let at = bytes.len().checked_sub(SIGNATURE_BYTES).ok_or(TicketError::Damaged)?;
        let (body, signature) = bytes.split_at(at);
        let ticket: TicketCode = minicbor::decode(body).map_err(|_| TicketError::Damaged)?;
        let sound = ticket.version == 1 && ticket.place.len().max(ticket.to.len()) <= ID_BYTES_MAX;
        if !sound || ticket.bytes() != body {
            return Err(TicketError::Damaged);
        }
        Ok((ticket, signature.try_into().map_err(|_| TicketError::Damaged)?))
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// RFC 4648 §5 without padding.
fn base64url(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0u32, |n, ix| n << 8 | u32::from(chunk.get(ix).copied().unwrap_or(0)));
        for digit in 0..=chunk.len() {
            text.push(char::from(DIGITS[(number >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    text
}

/// Only the one written form.
fn unbase64url(text: &str) -> Option<Vec<u8>> {
    if text.len() > TICKET_CODE_MAX {
        return None;
    }
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut number = 0u32;
        for ix in 0..4 {
            let digit = match chunk.get(ix) {
                Some(sign) => DIGITS.iter().position(|digit| digit == sign)? as u32,
                None => 0,
            };
            number = number << 6 | digit;
        }
        let [_, a, b, c] = number.to_be_bytes();
        bytes.extend_from_slice(&[a, b, c][..chunk.len().checked_sub(1)?]);
    }
    (base64url(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticket() -> TicketCode {
        let trip = TripId { vehicle: "bus-3".to_owned(), number: 2 };
        let party = Token::from_number(7);
        let ticket = Ticket {
            party,
            trip,
            place: "school".to_owned(),
            to: "camp".to_owned(),
            depart: Moment(3600),
            persons: 5,
            signature: [0; 64].into(),
        };
        TicketCode::of(&ticket, Moment(60), &[0xAB; 32], 1_481_800_000)
    }

    proptest! {
        #[test]
        fn any_bytes_read_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(unbase64url(&base64url(&bytes)), Some(bytes));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "(CT1\\.)?[A-Za-z0-9_=.-]{0,300}") {
            let _ = TicketCode::read(&text);
        }

        #[test]
        fn one_wrong_sign_never_gives_the_same_ticket(at in 4usize..100, sign in 0usize..64) {
            let code = ticket().code(&[9; 64]);
            let mut text = code.clone().into_bytes();
            prop_assume!(at < text.len() && text[at] != DIGITS[sign]);
            text[at] = DIGITS[sign];
            let read = TicketCode::read(std::str::from_utf8(&text).unwrap());
            prop_assert!(read != Ok((ticket(), [9; 64])));
        }
    }

    #[test]
    fn a_ticket_fits_a_code_that_cheap_phones_read() {
        let code = ticket().code(&[9; 64]);
        assert_eq!(TicketCode::read(&code), Ok((ticket(), [9; 64])));
        assert!(code.len() < 200, "{}", code.len());
        assert_eq!(TicketCode::read(&code[..code.len() - 1]), Err(TicketError::Damaged));
        assert_eq!(TicketCode::read("22222222"), Err(TicketError::Other));
    }
}
