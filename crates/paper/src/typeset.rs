//! Lines of text: split by direction (Unicode Bidirectional Algorithm) and script, shaped with HarfBuzz's rules,
//! put in the order in which they are seen.
//!
//! Never here: pages.

use crate::PaperError;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

/// The bytes of the fonts (TrueType).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontBytes {
    /// For Latin letters and digits.
    pub latin: Vec<u8>,
    /// The same, bold.
    pub latin_bold: Vec<u8>,
    /// For Arabic letters.
    pub arabic: Vec<u8>,
    /// The same, bold.
    pub arabic_bold: Vec<u8>,
}

/// Fonts, read.
#[derive(Clone)]
pub struct Fonts {
    bytes: FontBytes,
    read: [Font; 4],
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}

impl Fonts {
    /// Reads them.
    pub fn read(bytes: FontBytes) -> Result<Fonts, PaperError> {
        let font = |data: &Vec<u8>| {
            Face::from_slice(data, 0).ok_or(PaperError::Fonts)?;
            Font::new(data.clone().into(), 0).ok_or(PaperError::Fonts)
        };
        let read =
            [font(&bytes.latin)?, font(&bytes.latin_bold)?, font(&bytes.arabic)?, font(&bytes.arabic_bold)?];
        Ok(Fonts { bytes, read })
    }

    fn slice(&self, which: usize) -> &[u8] {
        match which {
            0 => &self.bytes.latin,
            1 => &self.bytes.latin_bold,
            2 => &self.bytes.arabic,
            _ => &self.bytes.arabic_bold,
        }
    }

    pub(crate) fn font(&self, which: usize) -> Font {
        self.read[which].clone()
    }

    /// A line of text as it is seen, from the left. `rtl`: the line as a whole runs from right to left.
    pub(crate) fn line(&self, text: &str, size: f32, bold: bool, rtl: bool) -> Line {
        let level = if rtl { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(level));
        let mut line = Line { runs: Vec::new(), width: 0.0, size };
        for paragraph in &info.paragraphs {
            let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
                let mut pieces = by_script(text, run);
                if is_rtl {
                    pieces.reverse();
                }
                for (range, arabic) in pieces {
                    if let Some(piece) = text.get(range) {
                        self.shape(&mut line, piece, usize::from(bold) + if arabic { 2 } else { 0 }, is_rtl);
                    }
                }
            }
        }
        line
    }

    fn shape(&self, line: &mut Line, text: &str, which: usize, is_rtl: bool) {
        let Some(face) = Face::from_slice(self.slice(which), 0) else { return };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(&face, &[], buffer);
        let em = face.units_per_em() as f32;
        let infos = shaped.glyph_infos();
        let mut width = 0.0;
        let mut glyphs = Vec::with_capacity(infos.len());
        for (info, position) in infos.iter().zip(shaped.glyph_positions()) {
            let start = info.cluster as usize;
            let end = infos.iter().map(|other| other.cluster as usize).filter(|other| *other > start).min();
            let advance = position.x_advance as f32 / em;
            width += advance;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                position.x_offset as f32 / em,
                position.y_offset as f32 / em,
                position.y_advance as f32 / em,
                start..end.unwrap_or(text.len()),
                None,
            ));
        }
        line.runs.push(Run { which, glyphs, text: text.to_owned(), at: line.width });
        line.width += width * line.size;
    }
}

/// A code, number or moment, which runs from left to right in every line: `7Q2M-KT-` stays so in an Arabic one.
pub(crate) fn ltr(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// A shaped line.
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    /// In points.
    pub(crate) width: f32,
    pub(crate) size: f32,
}

pub(crate) struct Run {
    pub(crate) which: usize,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    pub(crate) text: String,
    /// From the left of the line, in points.
    pub(crate) at: f32,
}

/// Pieces in the order of reading, and whether each is of Arabic script; spaces and marks go with what is before.
fn by_script(text: &str, run: std::ops::Range<usize>) -> Vec<(std::ops::Range<usize>, bool)> {
    let mut pieces: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
    let Some(within) = text.get(run.clone()) else { return pieces };
    for (at, sign) in within.char_indices() {
        let from = run.start + at;
        let to = from + sign.len_utf8();
        let arabic = match sign {
            '\u{0600}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}' => true,
            ' ' => pieces.last().is_some_and(|(_, arabic)| *arabic),
            _ => false,
        };
        match pieces.last_mut() {
            Some((range, known)) if *known == arabic => range.end = to,
            _ => pieces.push((from..to, arabic)),
        }
    }
    pieces
}
