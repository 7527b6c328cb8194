//! What reading a file can find: the codes, one finding, and the list that collects them.
//!
//! Never here: unbounded output. However hostile the file, the list stays short and its texts too.

use super::field::Path;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;

/// Of each code so many findings are listed in full.
pub const FINDINGS_PER_CODE_MAX: usize = 20;

/// Whether a file with this finding can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($name:ident = $number:literal $severity:ident $meaning:literal;)*) => {
        /// The kind of a finding; prints as `E0103`. Numbers are never given to another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Code { $(#[doc = $meaning] $name = $number,)* }

        impl Code {
            /// All codes in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];
            /// Whether a file with such a finding can be used.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
            /// What it means, in a few words.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    TooLarge = 101 Error "the file is too large";
    NotUtf8 = 102 Error "the file is not UTF-8 text";
    ControlCharacter = 103 Error "a NUL byte or another control character";
    Empty = 104 Error "the file is empty";
    TooDeep = 105 Error "tables and lists are nested too deeply";
    NotToml = 106 Error "not TOML";
    NotJson = 107 Error "not JSON";
    KeyTwice = 108 Error "a key is given twice";
    WrongType = 109 Error "a value of the wrong type";
    Missing = 110 Error "a needed key is missing";
    UnknownKey = 111 Warning "an unknown key, not read";
    TooSmall = 112 Error "a number below what makes sense";
    TooBig = 113 Error "a number beyond every limit";
    NotFinite = 114 Error "a number that is not finite";
    BadSpan = 115 Error "a text that is no duration";
    BadId = 116 Error "an id that cannot be used";
    BadText = 117 Error "a text that is empty, too long or has invisible characters";
    TooManyRows = 118 Error "too many rows";

    NoOperation = 201 Error "the [operation] table is missing";
    UnknownZone = 202 Error "no such time zone";
    BadStart = 203 Error "the start is no moment";
    StartWithoutOffset = 204 Warning "the start has no offset from UTC";
    StartOffsetOdd = 205 Warning "the start's offset is not the time zone's on that day";
    UnknownObjective = 206 Error "minimise names no objective";
    NothingCounts = 207 Warning "every weight is zero";
    LeftBehindCheap = 208 Warning "leaving people behind costs less than bringing them late";

    PlaceTwice = 301 Error "two places have one id";
    UnknownKind = 302 Error "no such kind of place";
    WindowBackwards = 303 Error "a window ends before it starts";
    WindowsOverlap = 304 Error "two windows overlap";
    WindowsUnordered = 305 Error "windows are not in order of time";
    ControlKeyElsewhere = 306 Error "a control point's key at a place of another kind";
    KeyWithoutEffect = 307 Warning "a key that has no effect at this kind of place";
    BadPosition = 308 Error "latitude or longitude cannot be";
    HalfPosition = 309 Error "latitude without longitude, or the other way round";
    NeverOpen = 310 Warning "a control point through which nothing can pass";

    RoadToNowhere = 401 Error "a road to an unknown place";
    RoadToItself = 402 Error "a road from a place to itself";
    RoadTwice = 403 Warning "a road is given twice";
    RoadTakesNoTime = 404 Warning "a road that takes no time";
    RoadTooFast = 405 Warning "a road driven faster than 150 km/h";
    RoadTooShort = 406 Warning "a road shorter than the straight line between its ends";

    FleetTwice = 501 Error "two fleets have one id";
    FleetNowhere = 502 Error "a fleet at an unknown place";
    FleetHoldsNobody = 503 Warning "a fleet without vehicles, or vehicles without seats and stretcher places";
    FleetTooLate = 504 Warning "a fleet that is available only after the horizon";
    TooFewEscorts = 505 Warning "a vehicle that needs more escorts than there ever are";
    EscortsUnordered = 506 Error "escort changes are not in order of time";

    PeopleTwice = 601 Error "two groups of people have one id";
    PeopleNowhere = 602 Error "people at, or bound for, an unknown place";
    NotStaging = 603 Error "people at a place where nobody can board";
    NotDestination = 604 Error "people bound for a place that is no destination";
    NoDestinationAgreed = 605 Error "people who agreed to no destination";
    DestinationTwice = 606 Warning "a destination is listed twice";
    EmptyParty = 607 Error "a party of nobody";
    NoParties = 608 Warning "a group, or a kind of party, without people";
    PartyFitsNowhere = 609 Warning "a party that fits no vehicle";
    ReadyTooLate = 610 Warning "people who are ready only after the horizon";

    BadGrade = 651 Error "not an Admiralty grade";
    ClaimBackwards = 652 Error "a claim whose low is above its high";

    UnknownTerm = 671 Error "no such kind of clause";
    ClauseTwice = 672 Error "two clauses or two parties have one id";
    ClauseIncomplete = 673 Error "a clause without what its kind needs, or that cannot be";
    ClauseNowhere = 674 Error "a clause about an unknown place";
    UnknownParty = 675 Error "a clause names an unknown party";

    NobodyToMove = 701 Warning "there are no people";
    NoVehicles = 702 Warning "there are no vehicles";
    NoDestination = 703 Error "there is no reception place and no hospital";
    NoRoad = 704 Warning "people from whose place no road leads to a destination they agreed to";
    FleetCutOff = 705 Warning "vehicles that can reach no staging place with people";
    HorizonTooShort = 706 Warning "people who cannot arrive before the horizon even on an empty road";
    CapacityTooSmall = 707 Warning "destinations with room for fewer than are to come";
    TooManyPersons = 708 Error "more persons than any operation has";
    TooManyVehicles = 709 Error "more vehicles than any operation has";
    RoadsNotAllChecked = 710 Warning "too many different lists of destinations to check the roads for all";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{:04}", *self as u16)
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub code: Code,
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// Line, counted from 1, where it has one.
    pub line: Option<u32>,
    /// Column in characters, counted from 1.
    pub column: Option<u32>,
    /// Where in the structure, counted from 0: `place[3].open[1]`; empty for the file itself.
    pub at: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub action: String,
}

impl fmt::Display for Finding {
    /// `E0303 error, line 41, place[2].open[1]: …` and, below it, `    do: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.severity)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.at.is_empty() {
            write!(f, ", {}", self.at)?;
        }
        write!(f, ": {}\n    do: {}", self.what, self.action)
    }
}

/// The place of a finding that is about the whole file and no line of it. Such findings come last.
pub(super) const WHOLE_FILE: u32 = u32::MAX;

/// A finding whose line is not worked out yet.
#[derive(Debug)]
struct Draft {
    at: u32,
    code: Code,
    path: String,
    what: String,
    action: String,
}

/// The findings so far. Shared by everything that reads, hence the cells.
#[derive(Debug, Default)]
pub(super) struct Findings {
    drafts: RefCell<Vec<Draft>>,
    counts: RefCell<BTreeMap<Code, usize>>,
    errors: Cell<usize>,
}

impl Findings {
    /// Adds a finding at a byte of the file. Texts are only made when it will be listed.
    pub(super) fn add(
        &self,
        code: Code,
        at: u32,
        path: &Path<'_>,
        what: fmt::Arguments<'_>,
        action: fmt::Arguments<'_>,
    ) {
        if code.severity() == Severity::Error {
            self.errors.set(self.errors.get().saturating_add(1));
        }
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(code).or_default();
        *count = count.saturating_add(1);
        if *count <= FINDINGS_PER_CODE_MAX {
            let (path, what, action) = (path.to_string(), what.to_string(), action.to_string());
            self.drafts.borrow_mut().push(Draft { at, code, path, what, action });
        }
    }

    /// Errors so far, listed or not.
    pub(super) fn errors(&self) -> usize {
        self.errors.get()
    }

    /// The list in the order of the file, with lines, and what was left out at its end.
    pub(super) fn finish(self, text: &str) -> Vec<Finding> {
        let mut drafts = self.drafts.into_inner();
        drafts.sort_by_key(|draft| (draft.at, draft.code));
        let mut lines = Lines { text, at: 0, line: 1, column: 1 };
        let mut findings: Vec<Finding> = drafts.into_iter().map(|draft| lines.place(draft)).collect();
        for (code, count) in self.counts.into_inner() {
            let more = count.saturating_sub(FINDINGS_PER_CODE_MAX);
            if more > 0 {
                findings.push(Finding {
                    code,
                    severity: code.severity(),
                    line: None,
                    column: None,
                    at: String::new(),
                    what: format!("and {} more like this ({})", thousands(more as u64), code.meaning()),
                    action: "correct those listed above, then check again".to_owned(),
                });
            }
        }
        findings
    }
}

/// Walks once through the text: findings come in its order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl Lines<'_> {
    fn place(&mut self, draft: Draft) -> Finding {
        let to = (draft.at as usize).min(self.text.len());
        let known = !self.text.is_empty() && draft.at != WHOLE_FILE;
        let between = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        for byte in between {
            if *byte == b'\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else if *byte & 0xC0 != 0x80 {
                // Bytes that continue a character are not counted.
                self.column = self.column.saturating_add(1);
            }
        }
        self.at = self.at.max(to);
        Finding {
            code: draft.code,
            severity: draft.code.severity(),
            line: known.then_some(self.line),
            column: known.then_some(self.column),
            at: draft.path,
            what: draft.what,
            action: draft.action,
        }
    }
}

/// `3,412`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text out of the file, made safe to show: shortened, and nothing in it invisible.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 40;
        f.write_str("'")?;
        for (ix, sign) in self.0.chars().enumerate() {
            if ix == LONGEST {
                f.write_str("…")?;
                break;
            }
            if is_invisible(sign) {
                write!(f, "{}", sign.escape_unicode())?;
            } else {
                write!(f, "{sign}")?;
            }
        }
        f.write_str("'")
    }
}

/// Characters that cannot be seen, or that turn the direction of what follows (Unicode TR 36):
/// two ids that look the same must be the same.
pub(super) fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(
            u32::from(sign),
            0xAD | 0x34F
                | 0x61C
                | 0x115F..=0x1160
                | 0x17B4..=0x17B5
                | 0x180B..=0x180F
                | 0x200B..=0x200F
                | 0x2028..=0x202E
                | 0x2060..=0x206F
                | 0x3164
                | 0xFE00..=0xFE0F
                | 0xFEFF
                | 0xFFA0
                | 0xFFF0..=0xFFFB
                | 0xE0000..=0xE0FFF
        )
}
