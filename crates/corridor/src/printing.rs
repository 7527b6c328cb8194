//! Sheets of an operation, ready to be printed: which codes are on which numbered sheet, what forms say of a trip,
//! which tickets are printed.
//!
//! A sheet's codes grow from the hub's own secret and the sheet's number: the same number prints the same cards
//! again, no two numbers share one, and nobody without the secret can guess any.
//!
//! Never here: a name, or HTTP.

use crate::http::font;
use crate::settling::issued;
use evacuation::account::Account;
use evacuation::convoy::TripId;
use evacuation::operation::Operation;
use evacuation::people::Token;
use evacuation::quantity::Moment;
use ledger::OperationId;
use ledger::crypto::derive;
use paper::{Card, FontBytes, Fonts, FormHead, Lang, PaperError, PrintedTicket};

/// Cards on a sheet.
pub const CARDS_ON_SHEET: u32 = 21;
/// Sheets printed at once at most.
pub const SHEETS_MAX: u32 = 200;

/// What is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Cards with codes.
    Cards,
    /// Blank manifests.
    Manifest(FormHead),
    /// Blank boarding tallies.
    Tally(FormHead),
}

/// The fonts that were built in.
pub fn fonts() -> Result<Fonts, PaperError> {
    let file = |name| font(name).ok_or(PaperError::Fonts);
    Fonts::read(FontBytes {
        latin: file("NotoSans_400Regular.ttf")?,
        latin_bold: file("NotoSans_700Bold.ttf")?,
        arabic: file("NotoNaskhArabic_400Regular.ttf")?,
        arabic_bold: file("NotoNaskhArabic_700Bold.ttf")?,
    })
}

/// The codes of a sheet of cards.
pub fn codes(secret: &[u8; 32], sheet: u32) -> Vec<Token> {
    let number = |card: u32| {
        let drawn = derive("card", secret, u64::from(sheet) * 1000 + u64::from(card));
        let [a, b, c, d, e, f, g, h, ..] = drawn;
        Token::from_number(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    };
    (1..=CARDS_ON_SHEET).map(number).collect()
}

/// Prints sheets with these numbers.
pub fn print(
    sheet: &Sheet,
    lang: Lang,
    operation: &str,
    secret: &[u8; 32],
    (first, count): (u32, u32),
) -> Result<Vec<u8>, PaperError> {
    let fonts = fonts()?;
    let numbers = first..first.saturating_add(count.min(SHEETS_MAX));
    let named = |prefix: &str| numbers.clone().map(|n| format!("{prefix}{n:04}")).collect::<Vec<_>>();
    match sheet {
        Sheet::Cards => {
            let sheets = numbers.map(|number| {
                let cards = (1..).zip(codes(secret, number));
                let cards = cards.map(|(number, code)| Card { number, code: code.to_string() }).collect();
                (format!("C{number:04}"), cards)
            });
            paper::cards(&fonts, lang, operation, &sheets.collect::<Vec<_>>())
        }
        Sheet::Manifest(form) => paper::manifest(&fonts, lang, form, &named("M")),
        Sheet::Tally(form) => paper::tally(&fonts, lang, form, &named("T")),
    }
}

/// Tickets in force, of those who board here, as they are printed.
pub fn tickets(
    account: &Account,
    operation: &Operation,
    id: &OperationId,
    lang: Lang,
    place: Option<&str>,
    is_held: impl Fn(&TripId) -> bool,
) -> Vec<PrintedTicket> {
    let written = |moment: Moment| local_time(operation, moment);
    let named = |place: &str| place_name(operation, place, lang);
    let in_force = account.tickets_in_force();
    let mut all: Vec<_> = in_force
        .filter(|(party, said)| {
            let waits = account.members_of(party).iter().any(|token| {
                account.person(token).is_some_and(|p| p.state == evacuation::account::AccountFigure::Waiting)
            });
            waits && place.is_none_or(|place| said.ticket.place == place)
        })
        .collect();
    all.sort_by_key(|(party, said)| (said.ticket.place.clone(), said.ticket.depart, *party));
    let print = |(_, said): (Token, evacuation::account::TicketSaid)| {
        let issued = issued(&said, id, operation.start_unix_s);
        PrintedTicket {
            party: said.ticket.party.to_string(),
            persons: said.ticket.persons,
            trip: said.ticket.trip.to_string(),
            from: named(&said.ticket.place),
            to: named(&said.ticket.to),
            departs: written(said.ticket.depart),
            issued: written(said.at),
            key: issued.issuer.to_string().chars().take(12).collect(),
            code: issued.code,
            held: is_held(&said.ticket.trip),
        }
    };
    all.into_iter().map(print).collect()
}

/// Day and hour where the operation is.
pub fn local_time(operation: &Operation, moment: Moment) -> String {
    let zone = jiff::tz::TimeZone::get(&operation.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    let at = jiff::Timestamp::from_second(operation.start_unix_s.saturating_add(moment.seconds()));
    at.map_or_else(|_| String::new(), |at| at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string())
}

/// What a place is called in a language, else its id.
pub fn place_name(operation: &Operation, place: &str, lang: Lang) -> String {
    let code = match lang {
        Lang::Ar => "ar",
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    let known = operation.places.iter().find(|known| known.id == place);
    known.map_or(place, |known| known.called(code)).to_owned()
}
