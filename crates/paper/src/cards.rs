//! Numbered sheets of cards, each with a QR code and the code to be typed or read aloud; cut along the lines.
//!
//! Never here: whose card it is.

use crate::page::{BOLD, Book, HEIGHT, Looks, MARGIN, PLAIN, SMALL, Stand, WIDTH};
use crate::typeset::Fonts;
use crate::{Lang, PaperError};

/// Cards across.
pub const ACROSS: usize = 3;
/// Cards down.
pub const DOWN: usize = 7;
const TOP: f32 = 62.0;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its number on the sheet, counted from 1.
    pub number: u32,
    /// The eight-character code, which is also what its QR code says.
    pub code: String,
}

/// Sheets of cards: the number of each sheet and its cards, at most 21.
pub fn cards(
    fonts: &Fonts,
    lang: Lang,
    operation: &str,
    sheets: &[(String, Vec<Card>)],
) -> Result<Vec<u8>, PaperError> {
    let mut book = Book::new(fonts, lang);
    let (w, h) = ((WIDTH - 2.0 * MARGIN) / ACROSS as f32, (HEIGHT - TOP - MARGIN) / DOWN as f32);
    for (sheet, cards) in sheets {
        book.page(|page| {
            page.text((MARGIN, 40.0), lang.cards_title(), Looks { size: 13.0, bold: true }, Stand::Start);
            let number = format!("{} {sheet}", lang.sheet());
            page.text((WIDTH - MARGIN, 40.0), &number, BOLD, Stand::End);
            page.fitted(
                (MARGIN, 53.0),
                &format!("{operation} · {}", lang.cards_how()),
                SMALL,
                Stand::Start,
                WIDTH - 2.0 * MARGIN,
            );
            for (ix, card) in cards.iter().enumerate().take(ACROSS * DOWN) {
                let x = MARGIN + (ix % ACROSS) as f32 * w;
                let y = TOP + (ix / ACROSS) as f32 * h;
                page.frame((x, y), (w, h), 0.4);
                let side = h - 22.0;
                page.qr((x + 2.0, y + 2.0), side, &card.code)?;
                let (a, b) = card.code.split_at_checked(4).unwrap_or((card.code.as_str(), ""));
                let middle = x + side + (w - side) / 2.0;
                let large = Looks { size: 17.0, bold: true };
                page.code((middle, y + 30.0), a, large, Stand::Middle);
                page.code((middle, y + 50.0), b, large, Stand::Middle);
                page.code((middle, y + 68.0), &format!("{sheet}·{}", card.number), PLAIN, Stand::Middle);
                page.fitted((x + w / 2.0, y + h - 8.0), lang.keep_card(), PLAIN, Stand::Middle, w - 12.0);
            }
            Ok(())
        })?;
    }
    book.finish()
}
