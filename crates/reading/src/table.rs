//! Tables in a report: rows of cells between bars or tabs under a row of headings. Each cell that is a
//! number is a figure; its heading says what it counts, other columns of the row where, when and who says so.
//!
//! Never here: sentences.

use crate::frame::Frame;
use crate::lexicon::singular;
use crate::sentence::paragraphs;
use crate::state::{Standing, of_word};
use crate::when::{Day, resolve, times, written};
use crate::{Claim, How};
use jiff::civil::Date;
use std::ops::Range;

/// Rows and columns of one table at most; what is longer is read as far as this.
const ROWS_MAX: usize = 500;
const COLUMNS_MAX: usize = 24;

/// A line cut at its bars or tabs.
struct Row<'t> {
    cells: Vec<&'t str>,
    span: [usize; 2],
    line: &'t str,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Day,
    Place,
    Source,
    What,
    Figures,
}

/// The figures of all tables of a text, and where the tables stand, in characters.
pub(crate) fn tables(text: &str, frame: &Frame) -> (Vec<Claim>, Vec<Range<usize>>) {
    let (mut claims, mut ranges) = (Vec::new(), Vec::new());
    let mut block: Vec<Row<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        match row(line, at).filter(|row| block.first().is_none_or(|first| alike(first, row))) {
            Some(row) => block.push(row),
            None => {
                close(&mut block, frame, &mut claims, &mut ranges);
                block.extend(row(line, at));
            }
        }
        at += line.chars().count() + 1;
    }
    close(&mut block, frame, &mut claims, &mut ranges);
    (claims, ranges)
}

/// Rows of one table have as many cells, give or take an empty one at the end.
fn alike(first: &Row<'_>, row: &Row<'_>) -> bool {
    first.cells.len().abs_diff(row.cells.len()) <= 1
}

fn row(line: &str, at: usize) -> Option<Row<'_>> {
    let sign = if line.matches('|').count() >= 2 {
        '|'
    } else if line.contains('\t') {
        '\t'
    } else {
        return None;
    };
    let mut cells: Vec<&str> = line.split(sign).take(COLUMNS_MAX).map(str::trim).collect();
    // "| a | b |": nothing stands before the first bar and after the last.
    if sign == '|' && cells.first().is_some_and(|cell| cell.is_empty()) {
        cells.remove(0);
    }
    if sign == '|' && cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    let shown = line.trim();
    let lead = line.chars().take_while(|c| c.is_whitespace()).count();
    let span = [at + lead, at + lead + shown.chars().count()];
    (cells.len() >= 2).then_some(Row { cells, span, line: shown })
}

fn close(block: &mut Vec<Row<'_>>, frame: &Frame, claims: &mut Vec<Claim>, ranges: &mut Vec<Range<usize>>) {
    let mut rows = std::mem::take(block);
    rows.retain(|row| !row.cells.iter().all(|cell| cell.chars().all(|c| "-:=+ ".contains(c))));
    let Some((head, body)) = rows.split_first() else { return };
    // The headings name; a first row with figures is no row of headings.
    if body.is_empty() || head.cells.iter().any(|cell| figure(cell).is_some()) {
        return;
    }
    let columns: Vec<Column> = head.cells.iter().map(|cell| column(cell)).collect();
    let counts = |row: &Row<'_>| row.cells.iter().any(|cell| figure(cell).is_some());
    if !body.iter().any(counts) {
        return;
    }
    for row in body.iter().take(ROWS_MAX) {
        let of = |wanted: Column| {
            let mut found = row.cells.iter().zip(&columns).filter(|(_, column)| **column == wanted);
            found.find(|(cell, _)| !cell.is_empty()).map(|(cell, _)| *cell)
        };
        for ((cell, column), name) in row.cells.iter().zip(&columns).zip(&head.cells) {
            if *column != Column::Figures {
                continue;
            }
            let Some((low, high, qualifier)) = figure(cell) else { continue };
            let unit = named(name, of(Column::What));
            if unit.is_empty() {
                continue;
            }
            claims.push(Claim {
                claimant: of(Column::Source).unwrap_or(&frame.outlet).to_owned(),
                low,
                high,
                scope: unit.split_whitespace().find_map(of_word).unwrap_or_default().to_owned(),
                unit,
                qualifier,
                as_of: day(of(Column::Day).unwrap_or_default(), frame.day),
                place: of(Column::Place).unwrap_or(&frame.place).to_owned(),
                quote: row.line.to_owned(),
                span: row.span,
                standing: Standing::Reported,
                how: How::Told,
            });
        }
    }
    let first = head.span[0];
    let last = rows.last().map_or(first, |row| row.span[1]);
    ranges.push(first..last);
}

fn column(heading: &str) -> Column {
    let heading = heading.to_lowercase();
    let says = |words: &[&str]| {
        heading.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&singular(word).as_str()))
    };
    if says(&["date", "day", "time", "period"]) {
        Column::Day
    } else if says(&["place", "location", "governorate", "district", "site", "area", "town", "city", "from"])
    {
        Column::Place
    } else if says(&["source", "organisation", "organization", "agency", "claimant", "who", "by", "reporter"])
    {
        Column::Source
    } else if says(&["indicator", "category", "item", "what", "type", "group", "description"]) {
        Column::What
    } else {
        Column::Figures
    }
}

/// What a figure counts: its heading, or the row's own name under a heading such as "Total".
fn named(heading: &str, what: Option<&str>) -> String {
    const BARE: [&str; 9] = ["", "total", "number", "figure", "count", "value", "no.", "#", "reported"];
    let heading = heading.to_lowercase();
    let bare = BARE.contains(&heading.trim());
    match what {
        Some(what) if bare => what.to_lowercase(),
        Some(what) => format!("{} {heading}", what.to_lowercase()),
        None if bare => String::new(),
        None => heading,
    }
}

/// "37", "1,014", "~300", "at least 40", "30-40".
fn figure(cell: &str) -> Option<(i64, i64, String)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (lead, rest) = cell.split_at(digits);
    let qualifier = match lead.trim().to_lowercase().as_str() {
        "" => String::new(),
        "~" | "c." | "ca." | "approx." | "about" => "about".to_owned(),
        ">" | "over" | "more than" => "more than".to_owned(),
        "<" | "fewer than" | "less than" => "fewer than".to_owned(),
        "at least" | "≥" => "at least".to_owned(),
        "up to" | "≤" => "up to".to_owned(),
        _ => return None,
    };
    let value = |text: &str| {
        let plain: String = text.trim().replace([',', ' ', '\u{A0}'], "");
        (plain.len() <= 10 && plain.chars().all(|c| c.is_ascii_digit()))
            .then(|| plain.parse::<i64>().ok())
            .flatten()
    };
    let plus = rest.trim().strip_suffix('+');
    if let Some(low) = plus.and_then(value) {
        return Some((low, low, if qualifier.is_empty() { "at least".to_owned() } else { qualifier }));
    }
    if let Some(one) = value(rest) {
        return Some((one, one, qualifier));
    }
    let (low, high) = rest.split_once(['-', '–'])?;
    let (low, high) = (value(low)?, value(high)?);
    (low < high).then_some((low, high, qualifier))
}

fn day(cell: &str, report: Option<Date>) -> String {
    for p in paragraphs(cell) {
        let all = 0..p.tokens.len();
        for time in times(&p, &all) {
            if let Some(day) = time.day.filter(|day| *day != Day::Vague) {
                let date = resolve(day, report, false);
                return if date.is_some() { written(date, None) } else { cell.to_owned() };
            }
        }
    }
    written(report, None)
}

#[cfg(test)]
mod tests {
    use crate::read;

    #[test]
    fn cells_are_figures_of_their_headings() {
        let text = "Evacuees, as reported:\n| Date | Place | Patients | Companions | Source |\n|---|---|---|---|---|\n\
            | 1 Feb 2025 | Rafah | 37 | ~40 | WHO |\n| 3 Feb 2025 | Rafah | 1,036 | - | Red Crescent |\n\nNo more came.";
        let reading = read(text, None);
        let found: Vec<_> = reading
            .claims
            .iter()
            .map(|c| (c.low, c.unit.as_str(), c.claimant.as_str(), c.qualifier.as_str(), c.as_of.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (37, "patients", "WHO", "", "2025-02-01"),
                (40, "companions", "WHO", "about", "2025-02-01"),
                (1036, "patients", "Red Crescent", "", "2025-02-03")
            ]
        );
        let signs: Vec<char> = text.chars().collect();
        for claim in &reading.claims {
            assert_eq!(signs[claim.span[0]..claim.span[1]].iter().collect::<String>(), claim.quote);
        }
    }

    #[test]
    fn rows_may_name_what_is_counted_and_tabs_part_cells() {
        let text = "Indicator\tTotal\tSource\nbuses\t20\tSARC\npeople evacuated\t951\ta regime source\n";
        let found: Vec<_> =
            read(text, None).claims.into_iter().map(|c| (c.low, c.unit, c.claimant, c.scope)).collect();
        let text = str::to_owned;
        assert_eq!(
            found,
            [
                (20, text("buses"), text("SARC"), String::new()),
                (951, text("people evacuated"), text("a regime source"), text("evacuated"))
            ]
        );
    }
}
