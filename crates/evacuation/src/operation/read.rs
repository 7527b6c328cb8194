//! Reading an operation file: TOML or JSON in, an [`Operation`] or findings out.
//!
//! The bytes become one small tree whatever the format (`document`, `toml_text`, `json_text`); each
//! part of the tree is read by one module (`head`, `places`, `roads`, `fleets`, `people`, `claims`);
//! `sense` then looks at the operation as a whole. Every module adds to the same [`Findings`], so a
//! person sees everything that is wrong at once, each with its line.
//!
//! What the findings mean: the table in `scenarios/README.md`, and [`Code`].
//!
//! Never here: files and standard output; a panic, a deep recursion or quadratic work, whatever the bytes.

mod claims;
mod clauses;
mod document;
mod field;
mod finding;
mod fleets;
mod head;
mod ids;
mod json_text;
mod near;
mod people;
mod places;
mod reach;
mod roads;
mod sense;
mod span_text;
mod start;
mod toml_text;

pub use finding::{Code, FINDINGS_PER_CODE_MAX, Finding, Severity};

use super::{Operation, limits};
use document::Node;
use field::{Path, Row, Spot};
use finding::Findings;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// TOML 1.0.
    Toml,
    /// JSON (RFC 8259).
    Json,
}

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The operation; `Some` exactly when no finding is an error.
    pub operation: Option<Operation>,
    /// Everything found, in the order of the file; of each code at most [`FINDINGS_PER_CODE_MAX`],
    /// then one that says how many more there are.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// How many findings with this severity are listed.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// The format by the file's name (`.json`, `.toml`), else by its first sign: `{` begins JSON.
pub fn format_of(path_name: &str, bytes: &[u8]) -> Format {
    let name = path_name.to_ascii_lowercase();
    if name.ends_with(".json") {
        return Format::Json;
    }
    if name.ends_with(".toml") {
        return Format::Toml;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => Format::Json,
        _ => Format::Toml,
    }
}

/// Reads an operation file.
pub fn read(bytes: &[u8], format: Format) -> Reading {
    let findings = Findings::default();
    let text = document::text_of(bytes, &findings);
    let tree = match format {
        _ if findings.errors() > 0 => None,
        Format::Toml => toml_text::parse(text, &findings),
        Format::Json => json_text::parse(text, &findings),
    };
    let operation = tree.and_then(|tree| read_operation(&tree, &findings));
    let operation = operation.filter(|_| findings.errors() == 0);
    Reading { operation, findings: findings.finish(text) }
}

const TABLES: [&str; 11] = [
    "operation",
    "objective",
    "place",
    "road",
    "fleet",
    "escorts",
    "people",
    "claim",
    "alarms",
    "party",
    "clause",
];

fn read_operation(tree: &Node, findings: &Findings) -> Option<Operation> {
    let root = Spot { node: tree, path: Path::ROOT, findings };
    let file = Row::of(root, &TABLES)?;
    let head = head::read_head(&file);
    let objective = head::read_objective(&file);
    let places = places::read_places(&file, head.horizon);
    let roads = roads::read_roads(&file, &places);
    let fleets = fleets::read_fleets(&file, &places, head.horizon);
    let escorts = fleets::read_escorts(&file);
    let people = people::read_people(&file, &places, head.horizon);
    let claims = claims::read_claims(&file);
    let alarms = head::read_alarms(&file);
    let parties = clauses::read_parties(&file);
    let clauses = clauses::read_clauses(&file, &places, &parties, head.horizon);
    sense::check(
        &sense::Whole {
            places: &places,
            roads: &roads,
            fleets: &fleets,
            escorts: escorts.as_ref(),
            people: &people,
            horizon: head.horizon,
        },
        findings,
    );
    Some(Operation {
        name: head.name,
        timezone: head.timezone,
        start_unix_s: head.start_unix_s,
        horizon: head.horizon.unwrap_or_default(),
        objective,
        places: places.list.into_iter().map(|read| read.item).collect(),
        roads: roads.list,
        fleets: fleets.list.into_iter().map(|read| read.item).collect(),
        escorts,
        people: people.list.into_iter().map(|read| read.item).collect(),
        claims,
        alarms,
        parties,
        clauses,
    })
}

/// Something read, and where it stood: findings about it may come later.
#[derive(Debug)]
struct ReadRow<T> {
    /// Its number in its list, as findings show it.
    row: usize,
    /// Byte offset of its beginning.
    at: u32,
    item: T,
}
