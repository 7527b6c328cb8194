//! A page of A4 in points, drawn from its start side: what is `start` stands left in a language that runs from
//! the left and right in one that runs from the right.
//!
//! Never here: what is on it.

use crate::typeset::Fonts;
use crate::{Lang, PaperError};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use qrcode::{EcLevel, QrCode};

pub(crate) const WIDTH: f32 = 595.276;
pub(crate) const HEIGHT: f32 = 841.89;
/// Printers leave at least this white.
pub(crate) const MARGIN: f32 = 36.0;

/// Where a text stands against its point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Start,
    Middle,
    End,
}

/// A text's looks.
#[derive(Clone, Copy)]
pub(crate) struct Looks {
    pub(crate) size: f32,
    pub(crate) bold: bool,
}

pub(crate) const PLAIN: Looks = Looks { size: 9.0, bold: false };
pub(crate) const SMALL: Looks = Looks { size: 7.0, bold: false };
pub(crate) const HEAD: Looks = Looks { size: 15.0, bold: true };
pub(crate) const BOLD: Looks = Looks { size: 9.0, bold: true };

/// Draws pages one after the other.
pub(crate) struct Book<'a> {
    document: Document,
    fonts: &'a Fonts,
    lang: Lang,
}

impl<'a> Book<'a> {
    pub(crate) fn new(fonts: &'a Fonts, lang: Lang) -> Book<'a> {
        Book { document: Document::new(), fonts, lang }
    }

    pub(crate) fn page(
        &mut self,
        draw: impl FnOnce(&mut Page<'_, '_>) -> Result<(), PaperError>,
    ) -> Result<(), PaperError> {
        let settings =
            PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PaperError::Pdf("size".to_owned()))?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let drawn = draw(&mut Page { surface: &mut surface, fonts: self.fonts, rtl: self.lang.is_rtl() });
        surface.finish();
        page.finish();
        drawn
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, PaperError> {
        self.document.finish().map_err(|error| PaperError::Pdf(format!("{error:?}")))
    }
}

pub(crate) struct Page<'a, 's> {
    surface: &'a mut Surface<'s>,
    fonts: &'a Fonts,
    rtl: bool,
}

impl Page<'_, '_> {
    /// From the start side to the left.
    fn left(&self, start: f32, width: f32) -> f32 {
        if self.rtl { WIDTH - start - width } else { start }
    }

    fn ink(&mut self) {
        let paint = rgb::Color::new(0, 0, 0).into();
        self.surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: Default::default() }));
        self.surface.set_stroke(None);
    }

    /// A text of the page's language. `y` is its baseline from above; answers its width.
    pub(crate) fn text(&mut self, (x, y): (f32, f32), text: &str, looks: Looks, stand: Stand) -> f32 {
        self.draw(x, y, text, looks, stand, self.rtl)
    }

    /// A code, which always runs from the left.
    pub(crate) fn code(&mut self, (x, y): (f32, f32), text: &str, looks: Looks, stand: Stand) -> f32 {
        self.draw(x, y, text, looks, stand, false)
    }

    fn draw(&mut self, x: f32, y: f32, text: &str, looks: Looks, stand: Stand, rtl: bool) -> f32 {
        let line = self.fonts.line(text, looks.size, looks.bold, rtl);
        let from = match stand {
            Stand::Start => self.left(x, line.width),
            Stand::Middle => self.left(x - line.width / 2.0, line.width),
            Stand::End => self.left(x - line.width, line.width),
        };
        self.ink();
        for run in &line.runs {
            let font = self.fonts.font(run.which);
            let start = Point::from_xy(from + run.at, y);
            self.surface.draw_glyphs(start, &run.glyphs, font, &run.text, line.size, false);
        }
        line.width
    }

    /// A text that is made smaller until it fits.
    pub(crate) fn fitted(&mut self, at: (f32, f32), text: &str, looks: Looks, stand: Stand, width: f32) {
        let natural = self.fonts.line(text, looks.size, looks.bold, self.rtl).width;
        let size = if natural > width { looks.size * width / natural } else { looks.size };
        self.text(at, text, Looks { size, ..looks }, stand);
    }

    /// An outlined box.
    pub(crate) fn frame(&mut self, (x, y): (f32, f32), (w, h): (f32, f32), thick: f32) {
        let left = self.left(x, w);
        let Some(rect) = Rect::from_ltrb(left, y, left + w, y + h) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        self.stroke(path, thick);
    }

    /// A line across.
    pub(crate) fn rule(&mut self, (x, y): (f32, f32), length: f32, thick: f32) {
        let left = self.left(x, length);
        let mut path = PathBuilder::new();
        path.move_to(left, y);
        path.line_to(left + length, y);
        self.stroke(path, thick);
    }

    /// A line down.
    pub(crate) fn upright(&mut self, (x, y): (f32, f32), length: f32, thick: f32) {
        let left = self.left(x, 0.0);
        let mut path = PathBuilder::new();
        path.move_to(left, y);
        path.line_to(left, y + length);
        self.stroke(path, thick);
    }

    fn stroke(&mut self, path: PathBuilder, thick: f32) {
        let Some(path) = path.finish() else { return };
        self.surface.set_fill(None);
        let paint = rgb::Color::new(0, 0, 0).into();
        self.surface.set_stroke(Some(Stroke { paint, width: thick, ..Stroke::default() }));
        self.surface.draw_path(&path);
    }

    /// A QR code with its white border, as wide as high.
    pub(crate) fn qr(&mut self, (x, y): (f32, f32), side: f32, text: &str) -> Result<(), PaperError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PaperError::Code)?;
        let modules = code.width();
        let cell = side / (modules as f32 + 8.0);
        let left = self.left(x, side) + 4.0 * cell;
        let colors = code.to_colors();
        let mut path = PathBuilder::new();
        for (row, line) in colors.chunks(modules).enumerate() {
            let mut column = 0;
            while column < modules {
                let dark = |at: usize| line.get(at).is_some_and(|color| *color == qrcode::Color::Dark);
                let run = (column..modules).take_while(|at| dark(*at)).count();
                if run > 0 {
                    let (l, t) = (left + column as f32 * cell, y + (row as f32 + 4.0) * cell);
                    if let Some(rect) = Rect::from_ltrb(l, t, l + run as f32 * cell, t + cell) {
                        path.push_rect(rect);
                    }
                }
                column += run.max(1);
            }
        }
        if let Some(path) = path.finish() {
            self.ink();
            self.surface.draw_path(&path);
        }
        Ok(())
    }
}
