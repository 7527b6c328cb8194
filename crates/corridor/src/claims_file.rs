//! A series of claims from a CSV file: one claim a row, columns by name, every finding with its line.
//!
//! Never here: saying the claims.

use crate::proposals::tidy;
use evacuation::statement::{Claim, Said};
use std::fmt;

/// What is wrong with a file, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimsFinding {
    /// The line, counted from 1.
    pub line: usize,
    /// What.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
}

impl fmt::Display for ClaimsFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; {}", self.line, self.what, self.remedy)
    }
}

/// Columns that are understood; `FIGURE_cumulative` stands for a value of that figure since the beginning.
pub const COLUMNS: &str = "as_of, claimant, source, value or low and high, figure, unit, scope, qualifier, grade, place, words; people_cumulative";

/// Reads a file. `grade` is given to rows without one. Rows with findings are left out.
pub fn read_claims(text: &str, grade: &str) -> (Vec<Claim>, Vec<ClaimsFinding>) {
    let (rows, mut findings) = rows(text);
    let Some(((_, head), rows)) = rows.split_first() else {
        findings.push(ClaimsFinding {
            line: 1,
            what: "the file is empty".to_owned(),
            remedy: "give it a head row and a row for each claim",
        });
        return (Vec::new(), findings);
    };
    let names: Vec<String> =
        head.iter().map(|name| name.trim().trim_start_matches('\u{feff}').to_lowercase()).collect();
    let value_column =
        names.iter().any(|name| name == "value" || name == "low" || name.ends_with("_cumulative"));
    for (name, there) in [("claimant", names.iter().any(|name| name == "claimant")), ("value", value_column)]
    {
        if !there {
            findings.push(ClaimsFinding {
                line: 1,
                what: format!("there is no column '{name}'"),
                remedy: "name the columns in the first row",
            });
        }
    }
    if !findings.is_empty() && !value_column {
        return (Vec::new(), findings);
    }
    let mut claims = Vec::new();
    for (line, cells) in rows {
        if cells.len() != names.len() {
            let what = format!("{} cells under {} columns", cells.len(), names.len());
            findings.push(ClaimsFinding { line: *line, what, remedy: "quote cells that hold commas" });
            continue;
        }
        match claim(&names, cells, grade) {
            Ok(claim) => claims.push(claim),
            Err((what, remedy)) => findings.push(ClaimsFinding { line: *line, what, remedy }),
        }
    }
    (claims, findings)
}

fn claim(names: &[String], cells: &[String], grade: &str) -> Result<Claim, (String, &'static str)> {
    let cell = |name: &str| {
        names
            .iter()
            .position(|known| known == name)
            .and_then(|ix| cells.get(ix))
            .map_or("", |cell| cell.trim())
    };
    let series = names.iter().find(|name| name.ends_with("_cumulative"));
    let number = |name: &str| -> Result<Option<i64>, (String, &'static str)> {
        let text: String = cell(name).chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || (format!("'{}' under {name} is no whole number", cell(name)), "write digits only");
        text.parse().map(Some).map_err(|_| wrong())
    };
    let value = match series {
        Some(series) => number(series)?,
        None => number("value")?,
    };
    let (low, high) = (number("low")?.or(value), number("high")?.or(value));
    let (Some(low), Some(high)) = (low.or(high), high.or(low)) else {
        return Err(("there is no value".to_owned(), "give the row a value, or low and high"));
    };
    let (claimant, notes, noted) = apart(cell("claimant"));
    if claimant.is_empty() {
        return Err(("nobody makes the claim".to_owned(), "name who said it, in the words of the source"));
    }
    let or = |own: &str, else_: &str| if own.is_empty() { else_.to_owned() } else { own.to_owned() };
    let base = series.map(|name| name.trim_end_matches("_cumulative").to_owned());
    let scope: Vec<String> =
        [series.map(|_| "cumulative".to_owned()), Some(cell("scope").to_owned()), Some(notes)]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
    let figure = base.as_deref().map_or(String::new(), |base| {
        if base == "people" { "people_out".to_owned() } else { base.to_owned() }
    });
    let said = Said { words: tidy(cell("words")), place: tidy(cell("place")), ..Said::default() };
    let claim = Claim {
        claimant: tidy(&claimant),
        figure: tidy(&or(cell("figure"), &or(&figure, &or(cell("unit"), "people")))),
        low,
        high,
        unit: tidy(&or(cell("unit"), base.as_deref().unwrap_or("people"))),
        scope: tidy(&scope.join("; ")),
        qualifier: tidy(&or(cell("qualifier"), &noted)),
        as_of: tidy(cell("as_of")),
        grade: or(cell("grade"), grade),
        source: tidy(cell("source")),
        said: Some(said),
    };
    let statement = evacuation::statement::Statement {
        at: evacuation::quantity::Moment(0),
        fact: evacuation::statement::Fact::Claim(Box::new(claim.clone())),
    };
    statement.check().map_err(|error| (error.to_string(), "correct the row"))?;
    Ok(claim)
}

/// "ICRC via OCHA (more than)": the claimant, notes on what it covers, and the qualifier, each by itself.
fn apart(cell: &str) -> (String, String, String) {
    const QUALIFIERS: [&str; 10] = [
        "more than",
        "over",
        "at least",
        "about",
        "around",
        "some",
        "up to",
        "nearly",
        "almost",
        "approximately",
    ];
    let (mut rest, mut qualifier, mut notes) = (cell.trim().to_owned(), String::new(), Vec::new());
    if let Some((before, inside)) = rest.clone().strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        if QUALIFIERS.contains(&inside.trim()) {
            (rest, qualifier) = (before.trim().to_owned(), inside.trim().to_owned());
        } else if inside.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit()) {
            rest = before.trim().to_owned();
            notes.push(inside.replace('"', ""));
        }
    }
    if let Some((before, after)) = rest.clone().split_once(", ")
        && !after.starts_with("via ")
    {
        rest = before.to_owned();
        notes.push(after.to_owned());
    }
    (rest, notes.join("; "), qualifier)
}

/// RFC 4180, with the line on which each row begins.
fn rows(text: &str) -> (Vec<(usize, Vec<String>)>, Vec<ClaimsFinding>) {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut line, mut began) = (false, 1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                let blank = row.iter().all(|cell| cell.trim().is_empty());
                let full = std::mem::take(&mut row);
                rows.extend((!blank).then_some((began, full)));
                began = line;
            }
            other => cell.push(other),
        }
    }
    row.push(cell);
    if !row.iter().all(|cell| cell.trim().is_empty()) {
        rows.push((began, row));
    }
    let open = ClaimsFinding {
        line: began,
        what: "a quoted cell does not end".to_owned(),
        remedy: "close its quotation mark",
    };
    (rows, quoted.then_some(open).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_keeps_claimant_note_and_qualifier_apart() {
        let file = "as_of,people_cumulative,claimant,source\n2016-12-15,3000,\"Some office (Name), after two convoys\",x\n2016-12-16,6000,\"unattributed, via a site (at least)\",y\n";
        let (claims, findings) = read_claims(file, "F6");
        assert_eq!(findings, []);
        assert_eq!(
            (claims[0].claimant.as_str(), claims[0].scope.as_str()),
            ("Some office (Name)", "cumulative; after two convoys")
        );
        assert_eq!(
            (claims[1].claimant.as_str(), claims[1].qualifier.as_str()),
            ("unattributed, via a site", "at least")
        );
        assert!(claims.iter().all(|claim| claim.figure == "people_out"));
    }

    #[test]
    fn every_finding_is_told_with_its_line() {
        let file = "as_of,value,claimant\n2016,12,\n2016,many,A\n2016,1\n2016,5,B\n";
        let (claims, findings) = read_claims(file, "F6");
        assert_eq!(claims.len(), 1);
        assert_eq!(findings.iter().map(|finding| finding.line).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(!read_claims("a,b\n1,2\n", "F6").1.is_empty());
    }

    /// The series of the Aleppo evacuation, where it is at hand: 16 December was told in six ways.
    #[test]
    fn the_sixteenth_of_december_spreads() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/claims/aleppo_cumulative_series.csv");
        let Ok(file) = std::fs::read_to_string(path) else { return };
        let (claims, findings) = read_claims(&file, "F6");
        assert_eq!((claims.len(), findings), (16, vec![]));
        let day: Vec<i64> =
            claims.iter().filter(|claim| claim.as_of == "2016-12-16").map(|claim| claim.low).collect();
        assert_eq!((day.len(), day.iter().min(), day.iter().max()), (6, Some(&6000), Some(&10_000)));
    }
}
