//! Tickets for a later convoy, four on a page, cut along the lines.
//!
//! Never here: a name, or whether a ticket is good.

use crate::page::{BOLD, Book, HEIGHT, Looks, MARGIN, PLAIN, Page, SMALL, Stand, WIDTH};
use crate::typeset::{Fonts, ltr};
use crate::{Lang, PaperError};

/// Tickets on one sheet.
pub const ON_PAGE: usize = 4;

/// What stands on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedTicket {
    /// The party's code.
    pub party: String,
    /// How many persons.
    pub persons: u32,
    /// The trip.
    pub trip: String,
    /// Where it boards.
    pub from: String,
    /// Where it goes.
    pub to: String,
    /// Day and hour, written out.
    pub departs: String,
    /// Day and hour, written out.
    pub issued: String,
    /// What the QR code says.
    pub code: String,
    /// The first signs of the issuer's key.
    pub key: String,
    /// Its convoy is held for now.
    pub held: bool,
}

/// Pages of tickets.
pub fn tickets(
    fonts: &Fonts,
    lang: Lang,
    operation: &str,
    all: &[PrintedTicket],
) -> Result<Vec<u8>, PaperError> {
    let mut book = Book::new(fonts, lang);
    let height = (HEIGHT - 2.0 * MARGIN) / ON_PAGE as f32;
    for some in all.chunks(ON_PAGE) {
        book.page(|page| {
            for (ix, ticket) in some.iter().enumerate() {
                one(page, lang, operation, ticket, (MARGIN + ix as f32 * height, height))?;
            }
            Ok(())
        })?;
    }
    book.finish()
}

fn one(
    page: &mut Page<'_, '_>,
    lang: Lang,
    operation: &str,
    ticket: &PrintedTicket,
    (y, h): (f32, f32),
) -> Result<(), PaperError> {
    let inner = WIDTH - 2.0 * MARGIN;
    page.frame((MARGIN, y), (inner, h), 0.4);
    let side = h - 46.0;
    page.qr((WIDTH - MARGIN - side - 4.0, y + 4.0), side, &ticket.code)?;
    let x = MARGIN + 12.0;
    let width = inner - side - 30.0;
    page.text((x, y + 22.0), lang.ticket_title(), Looks { size: 13.0, bold: true }, Stand::Start);
    page.fitted((x, y + 34.0), operation, SMALL, Stand::Start, width);
    let rows = [
        (lang.party(), ltr(&ticket.party)),
        (lang.persons(), ticket.persons.to_string()),
        (lang.departs(), ltr(&ticket.departs)),
        (lang.from(), ticket.from.clone()),
        (lang.to(), ticket.to.clone()),
        (lang.trip(), ltr(&ticket.trip)),
    ];
    for (ix, (name, value)) in rows.iter().enumerate() {
        let base = y + 54.0 + ix as f32 * 17.0;
        page.text((x, base), name, PLAIN, Stand::Start);
        let looks = if ix == 0 || ix == 2 { Looks { size: 13.0, bold: true } } else { BOLD };
        page.fitted((x + 74.0, base), value, looks, Stand::Start, width - 74.0);
    }
    let issued = format!("{} {} · {} {}", lang.issued(), ltr(&ticket.issued), lang.key(), ltr(&ticket.key));
    page.fitted((WIDTH - MARGIN - 8.0, y + h - 32.0), &issued, SMALL, Stand::End, inner - 16.0);
    page.rule((MARGIN, y + h - 26.0), inner, 0.25);
    let note = if ticket.held { lang.ticket_held() } else { lang.ticket_note() };
    page.fitted((x, y + h - 10.0), note, if ticket.held { BOLD } else { PLAIN }, Stand::Start, inner - 24.0);
    Ok(())
}
