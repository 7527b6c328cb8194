//! The blank manifest and the boarding tally: what is written by hand when nothing else works.
//!
//! Never here: a column for names.

use crate::page::{BOLD, Book, HEAD, HEIGHT, Looks, MARGIN, PLAIN, Page, SMALL, Stand, WIDTH};
use crate::typeset::Fonts;
use crate::{Lang, PaperError};

/// Persons on a page of the manifest.
pub const MANIFEST_ROWS: usize = 25;
/// Numbers to strike out on a tally.
pub const TALLY_MAX: u32 = 100;

/// What is known when a form is printed; anything may be empty and is then written by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormHead {
    /// The operation.
    pub operation: String,
    /// Vehicle and trip: `bus-3.2`.
    pub trip: String,
    /// The convoy.
    pub convoy: String,
    /// Where it starts.
    pub from: String,
    /// Where it goes.
    pub to: String,
}

fn head(page: &mut Page<'_, '_>, lang: Lang, head: &FormHead, (title, how): (&str, &str), sheet: &str) {
    page.text((MARGIN, 46.0), title, HEAD, Stand::Start);
    page.text((WIDTH - MARGIN, 46.0), &format!("{} {sheet}", lang.sheet()), BOLD, Stand::End);
    page.fitted((MARGIN, 60.0), how, SMALL, Stand::Start, WIDTH - 2.0 * MARGIN);
    let half = (WIDTH - 2.0 * MARGIN) / 2.0;
    let fields = [
        (lang.operation(), head.operation.as_str()),
        (lang.date(), ""),
        (lang.trip(), head.trip.as_str()),
        (lang.convoy(), head.convoy.as_str()),
        (lang.from(), head.from.as_str()),
        (lang.to(), head.to.as_str()),
    ];
    for (ix, (name, value)) in fields.iter().enumerate() {
        let x = MARGIN + (ix % 2) as f32 * half;
        let y = 80.0 + (ix / 2) as f32 * 19.0;
        let used = page.text((x, y), name, PLAIN, Stand::Start) + 6.0;
        page.rule((x + used, y + 2.5), half - used - 10.0, 0.5);
        page.fitted((x + used + 4.0, y), value, BOLD, Stand::Start, half - used - 20.0);
    }
}

fn foot(page: &mut Page<'_, '_>, fields: &[&str]) {
    let each = (WIDTH - 2.0 * MARGIN) / fields.len().max(1) as f32;
    for (ix, name) in fields.iter().enumerate() {
        let x = MARGIN + ix as f32 * each;
        page.frame((x, HEIGHT - MARGIN - 40.0), (each, 40.0), 0.5);
        page.fitted((x + 4.0, HEIGHT - MARGIN - 29.0), name, SMALL, Stand::Start, each - 8.0);
    }
}

/// Blank manifests, one page for each of these sheet numbers.
pub fn manifest(
    fonts: &Fonts,
    lang: Lang,
    form: &FormHead,
    sheets: &[String],
) -> Result<Vec<u8>, PaperError> {
    let mut book = Book::new(fonts, lang);
    let widths = [24.0, 168.0, 40.0, 108.0, 106.0, 38.0, 39.0];
    for sheet in sheets {
        book.page(|page| {
            head(page, lang, form, (lang.manifest_title(), lang.manifest_how()), sheet);
            let names = [
                lang.number(),
                lang.code(),
                lang.sex(),
                lang.age(),
                lang.need(),
                lang.boarded(),
                lang.received(),
            ];
            let top = 138.0;
            let mut x = MARGIN;
            for (name, width) in names.iter().zip(widths) {
                page.fitted((x + 3.0, top - 4.0), name, SMALL, Stand::Start, width - 5.0);
                x += width;
            }
            let row = (HEIGHT - MARGIN - 50.0 - top) / MANIFEST_ROWS as f32;
            for number in 0..MANIFEST_ROWS {
                manifest_row(page, lang, number, (top + number as f32 * row, row), &widths);
            }
            foot(page, &[lang.counted(), lang.escorts(), lang.gate(), lang.leader(), lang.receiver()]);
            Ok(())
        })?;
    }
    book.finish()
}

fn manifest_row(page: &mut Page<'_, '_>, lang: Lang, number: usize, (y, h): (f32, f32), widths: &[f32; 7]) {
    let base = y + h / 2.0 + 3.0;
    let marks = ["", "", lang.sex_marks(), lang.age_marks(), lang.need_marks(), "", ""];
    let mut x = MARGIN;
    for (column, (width, mark)) in widths.iter().zip(marks).enumerate() {
        page.frame((x, y), (*width, h), 0.4);
        match column {
            0 => drop(page.code((x + width / 2.0, base), &(number + 1).to_string(), PLAIN, Stand::Middle)),
            1 => {
                // Eight boxes, always from the left: that is how a code is written.
                let cell = width / 8.0;
                for sign in 1..8 {
                    page.upright((x + sign as f32 * cell, y), h, if sign == 4 { 0.9 } else { 0.25 });
                }
            }
            5 | 6 => page.frame((x + width / 2.0 - 5.0, y + h / 2.0 - 5.0), (10.0, 10.0), 0.5),
            _ => page.fitted((x + width / 2.0, base), mark, SMALL, Stand::Middle, width - 6.0),
        }
        x += width;
    }
}

/// Blank boarding tallies, one page for each of these sheet numbers.
pub fn tally(fonts: &Fonts, lang: Lang, form: &FormHead, sheets: &[String]) -> Result<Vec<u8>, PaperError> {
    let mut book = Book::new(fonts, lang);
    for sheet in sheets {
        book.page(|page| {
            head(page, lang, form, (lang.tally_title(), lang.tally_how()), sheet);
            let (across, cell) = (10, (WIDTH - 2.0 * MARGIN) / 10.0);
            let height = 30.0;
            let large = Looks { size: 13.0, bold: false };
            for number in 0..TALLY_MAX {
                let (column, row) = (number % across, number / across);
                let (x, y) = (MARGIN + column as f32 * cell, 140.0 + row as f32 * height);
                page.frame((x, y), (cell, height), if column == 4 { 0.8 } else { 0.4 });
                page.code((x + cell / 2.0, y + 20.0), &(number + 1).to_string(), large, Stand::Middle);
            }
            passages(page, lang, 140.0 + 10.0 * height + 30.0);
            foot(page, &[lang.counted(), lang.stretchers(), lang.escorts(), lang.gate(), lang.leader()]);
            Ok(())
        })?;
    }
    book.finish()
}

/// Counts on the way: at each control point in and out, and at the arrival.
fn passages(page: &mut Page<'_, '_>, lang: Lang, top: f32) {
    let widths = [170.0, 60.0, 60.0, 60.0, 173.0];
    let names = [lang.place(), lang.time(), lang.inward(), lang.outward(), lang.remarks()];
    let mut x = MARGIN;
    page.text((MARGIN, top - 16.0), lang.on_board(), BOLD, Stand::Start);
    for (name, width) in names.iter().zip(widths) {
        page.fitted((x + 3.0, top - 3.0), name, SMALL, Stand::Start, width - 5.0);
        for row in 0..7 {
            page.frame((x, top + row as f32 * 26.0), (width, 26.0), 0.4);
        }
        x += width;
    }
}
