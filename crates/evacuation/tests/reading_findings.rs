//! Every finding, made one at a time in a file that is otherwise sound; and all of them at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::read::{Format, Severity, read};

/// A sound operation: nothing to find in it.
const SOUND: &str = r#"
[operation]
name = "Exercise"
timezone = "Asia/Damascus"
start = 2016-12-15T14:00:00+02:00
horizon = "48h"
[objective]
minimise = "exposure"
weight = { stretcher = 8, wounded = 4, other = 1 }
left_behind = 2.0
[[place]]
id = "camp"
kind = "staging"
lat = 36.17
lon = 37.13
bays = 12
turnround = { fixed = "5min", seat = "10s", stretcher = "3min" }
[[place]]
id = "town"
kind = "reception"
lat = 36.16
lon = 37.03
capacity = 2000
[[place]]
id = "bridge"
name = { en = "The bridge", ar = "الجسر" }
kind = "control_point"
open = [["0h", "10h"], ["16h", "34h"]]
lanes = 2
inspection = "90s"
convoy_max = 20
headway = "15min"
[[place]]
id = "yard"
kind = "depot"
[[road]]
from = "camp"
to = "bridge"
travel = "12min"
distance_km = 4.1
[[road]]
from = "bridge"
to = "town"
travel = 1200
[[road]]
from = "yard"
to = "camp"
travel = "5min"
one_way = true
[[fleet]]
id = "bus"
count = 20
at = "yard"
available = "1h"
seats = 50
stretchers = 1
escorts = 1
[escorts]
count = 33
changes = [["20h", 24], ["30h", 30]]
[[people]]
id = "families"
at = "camp"
ready = "0h"
to = ["town"]
parties = [
  { count = 120, other = 5 },
  { count = 40, other = 3, wounded = 1 },
  { count = 30, stretcher = 1, other = 1 },
]
[[claim]]
claimant = "the radio"
figure = "people_inside"
low = 800
high = 1000
grade = "C3"
"#;

fn with(old: &str, new: &str) -> String {
    assert!(SOUND.contains(old), "{old}");
    SOUND.replacen(old, new, 1)
}

/// Expects exactly these findings: each a code and a fragment of the line where it is; an empty one
/// where the finding is about the whole file.
fn check(text: &str, expected: &[(&str, &str)]) {
    let reading = read(text.as_bytes(), Format::Toml);
    let found: Vec<(String, Option<u32>)> =
        reading.findings.iter().map(|finding| (finding.code.to_string(), finding.line)).collect();
    let line = |fragment: &str| {
        if fragment.is_empty() {
            return None;
        }
        let at = text.find(fragment).unwrap_or_else(|| panic!("no '{fragment}' in the text"));
        Some(1 + text[..at].matches('\n').count() as u32)
    };
    let expected: Vec<(String, Option<u32>)> =
        expected.iter().map(|(code, fragment)| ((*code).to_owned(), line(fragment))).collect();
    let listed: Vec<String> = reading.findings.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected, "\n{}", listed.join("\n"));
    assert_eq!(reading.operation.is_some(), reading.count(Severity::Error) == 0);
    for finding in &reading.findings {
        assert!(!finding.what.is_empty() && !finding.action.is_empty(), "{finding}");
    }
}

/// One replacement, one finding, in the line of the replacement.
fn one(old: &str, new: &str, code: &str) {
    check(&with(old, new), &[(code, new)]);
}

#[test]
fn nothing_is_found_in_a_sound_file() {
    check(SOUND, &[]);
}

#[test]
fn values_and_keys() {
    one("bays = 12", "bays = \"12\"", "E0109");
    one("bays = 12", "bays = 12.0", "E0109");
    one("bays = 12", "bays = 0", "E0112");
    one("bays = 12", "bays = -3", "E0112");
    one("bays = 12", "bays = 99999999999", "E0113");
    one("bays = 12", "bays = 99999999999999999999999", "E0113");
    one("lanes = 2", "lanes = 0", "E0112");
    one("convoy_max = 20", "convoy_max = 0", "E0112");
    one("horizon = \"48h\"", "horizon = 0", "E0112");
    one("horizon = \"48h\"", "horizon = \"4000d\"", "E0113");
    one("travel = 1200", "travel = -1", "E0112");
    one("travel = 1200", "travel = \"12 parsecs\"", "E0115");
    one("travel = 1200", "travel = 12.5", "E0109");
    one("travel = 1200", "travel = 12:30:00", "E0109");
    one("left_behind = 2.0", "left_behind = nan", "E0114");
    one("left_behind = 2.0", "left_behind = -1", "E0112");
    one("stretcher = 8", "stretcher = inf", "E0114");
    one("stretcher = 8", "stretcher = -8", "E0112");
    one("lanes = 2", "lane = 2", "E0111");
    one("one_way = true", "one_way = \"yes\"", "E0109");
    one("name = \"Exercise\"", "name = \"\"", "E0117");
    one("name = \"Exercise\"", "name = \"Exer\\u202Ecise\"", "E0117");
    check(&with("count = 20\n", ""), &[("E0110", "[[fleet]]")]);
    check(&with("travel = 1200\n", ""), &[("E0110", "[[road]]\nfrom = \"bridge\"")]);
    check(&with("[escorts]\n", "[escort]\n"), &[("E0111", "[escort]")]);
}

#[test]
fn ids() {
    let long = format!("\"{}\"", "x".repeat(65));
    let bad = ["\"\"", "\"yard \"", "\"ya\\u202Erd\"", "\"ya\\nrd\"", "\"yard\\u200B\"", &long];
    for id in bad {
        let text = SOUND.replace("\"yard\"", id);
        check(&text, &[("E0116", &format!("id = {id}"))]);
    }
    check(&SOUND.replace("\"yard\"", "\"موقف الحافلات\""), &[]);
    check(
        &SOUND.replace("id = \"yard\"\n", ""),
        &[("E0110", "[[place]]\nkind = \"depot\""), ("E0401", "from = \"yard\""), ("E0502", "at = \"yard\"")],
    );
}

#[test]
fn operation_and_objective() {
    one("timezone = \"Asia/Damascus\"", "timezone = \"Asia/Damaskus\"", "E0202");
    one("start = 2016-12-15T14:00:00+02:00", "start = 2016-12-15", "E0203");
    one("start = 2016-12-15T14:00:00+02:00", "start = \"soon\"", "E0203");
    one("start = 2016-12-15T14:00:00+02:00", "start = 1481803200", "E0109");
    one("start = 2016-12-15T14:00:00+02:00", "start = 2016-12-15T14:00:00.5+02:00", "E0203");
    one("start = 2016-12-15T14:00:00+02:00", "start = 9016-12-15T14:00:00+02:00", "E0203");
    one("start = 2016-12-15T14:00:00+02:00", "start = 2016-12-15T14:00:00", "E0204");
    one("start = 2016-12-15T14:00:00+02:00", "start = 2016-12-15T14:00:00+03:00", "E0205");
    one("start = 2016-12-15T14:00:00+02:00", "start = 2016-03-25T00:30:00", "E0203");
    one("minimise = \"exposure\"", "minimise = \"cost\"", "E0206");
    one(
        "weight = { stretcher = 8, wounded = 4, other = 1 }",
        "weight = { stretcher = 0, wounded = 0, other = 0 }",
        "E0207",
    );
    one("left_behind = 2.0", "left_behind = 0.5", "E0208");
    let start = SOUND.find("[objective]").unwrap();
    check(&SOUND[start..], &[("E0201", "")]);
}

#[test]
fn a_start_means_the_same_however_it_is_written() {
    let seconds = |start: &str| {
        let text = with("start = 2016-12-15T14:00:00+02:00", &format!("start = {start}"));
        read(text.as_bytes(), Format::Toml).operation.unwrap().start_unix_s
    };
    for start in [
        "2016-12-15T14:00:00+02:00",
        "\"2016-12-15T14:00:00+02:00\"",
        "2016-12-15T12:00:00Z",
        "2016-12-15 14:00:00+02:00",
        "2016-12-15T14:00:00",
        "\"2016-12-15T14:00+02:00[Asia/Damascus]\"",
    ] {
        assert_eq!(seconds(start), 1_481_803_200, "{start}");
    }
}

#[test]
fn places() {
    let twice = "[[place]]\nid = \"camp\"\nkind = \"depot\"\n[[road]]";
    check(&with("[[road]]", twice), &[("E0301", "id = \"camp\"\nkind = \"depot\"")]);
    one("kind = \"depot\"", "kind = \"checkpoint\"", "E0302");
    one("[\"16h\", \"34h\"]", "[\"34h\", \"16h\"]", "E0303");
    one("[\"16h\", \"34h\"]", "[\"16h\", \"16h\"]", "E0303");
    one("[\"16h\", \"34h\"]", "[\"9h\", \"34h\"]", "E0304");
    one("[\"16h\", \"34h\"]", "[\"16h\", \"34h\"], [\"11h\", \"12h\"]", "E0305");
    check(&with("[\"16h\", \"34h\"]", "[\"10h\", \"34h\"]"), &[]);
    one("[\"16h\", \"34h\"]", "[\"16h\"]", "E0109");
    one("capacity = 2000", "lanes = 1", "E0306");
    one("bays = 12", "capacity = 12", "E0307");
    one("lat = 36.17\n", "lat = 91\n", "E0308");
    check(&with("lon = 37.13\n", ""), &[("E0309", "[[place]]")]);
    let open = "open = [[\"0h\", \"10h\"], [\"16h\", \"34h\"]]";
    one(open, "open = []", "E0310");
    one(open, "open = [[\"60h\", \"70h\"]]", "E0310");
    check(&with("inspection = \"90s\"", "inspection = \"20h\""), &[("E0310", "open =")]);
    one("name = { en = \"The bridge\"", "name = { english = \"The bridge\"", "E0117");
    one("name = { en = \"The bridge\", ar = \"الجسر\" }", "name = \"The bridge\"", "E0109");
    check(
        &with("kind = \"reception\"", "kind = \"depot\""),
        &[("E0307", "capacity ="), ("E0604", "to = [\"town\"]"), ("E0703", "")],
    );
}

#[test]
fn roads() {
    one("to = \"bridge\"", "to = \"brigde\"", "E0401");
    check(&with("to = \"camp\"", "to = \"yard\""), &[("E0402", "[[road]]\nfrom = \"yard\"")]);
    check(&with("travel = 1200", "travel = 0"), &[("E0404", "[[road]]\nfrom = \"bridge\"")]);
    check(&with("distance_km = 4.1", "distance_km = 410.0"), &[("E0405", "[[road]]")]);
    one("distance_km = 4.1", "distance_km = -4.1", "E0112");
    let again = "[[road]]\nfrom = \"bridge\"\nto = \"camp\"\ntravel = \"13min\"\n[[fleet]]";
    check(&with("[[fleet]]", again), &[("E0403", again)]);
    let direct = "[[road]]\nfrom = \"camp\"\nto = \"town\"\ntravel = \"60min\"\ndistance_km = 3\n[[fleet]]";
    check(&with("[[fleet]]", direct), &[("E0406", direct)]);
}

#[test]
fn fleets_and_escorts() {
    let twice = "[[fleet]]\nid = \"bus\"\ncount = 2\nat = \"camp\"\nseats = 9\n[escorts]";
    check(&with("[escorts]", twice), &[("E0501", "id = \"bus\"\ncount = 2\nat = \"camp\"")]);
    // Vehicles bus-1 … bus-20 and bus-1-1 … bus-1-2 are all different.
    let near = "[[fleet]]\nid = \"bus-1\"\ncount = 2\nat = \"camp\"\nseats = 9\n[escorts]";
    check(&with("[escorts]", near), &[]);
    one("at = \"yard\"", "at = \"yerd\"", "E0502");
    let none = with("seats = 50\nstretchers = 1", "seats = 0\nstretchers = 0");
    let left = [
        ("E0503", "[[fleet]]"),
        ("E0609", "{ count = 120"),
        ("E0609", "{ count = 40"),
        ("E0609", "{ count = 30"),
    ];
    check(&none, &left);
    one("available = \"1h\"", "available = \"48h\"", "E0504");
    check(&with("escorts = 1", "escorts = 34"), &[("E0505", "[[fleet]]")]);
    one("[\"30h\", 30]", "[\"10h\", 30]", "E0506");
    one("[\"30h\", 30]", "[\"20h\", 30]", "E0506");
    check(&SOUND[..SOUND.find("[[fleet]]").unwrap()], &[("E0701", ""), ("E0702", "")]);
}

#[test]
fn people() {
    let twice =
        "[[people]]\nid = \"families\"\nat = \"camp\"\nparties = [{ count = 1, other = 1 }]\n[[claim]]";
    check(&with("[[claim]]", twice), &[("E0601", "id = \"families\"\nat = \"camp\"\nparties")]);
    one("at = \"camp\"\nready", "at = \"kamp\"\nready", "E0602");
    one("to = [\"town\"]", "to = [\"twon\"]", "E0602");
    check(&with("at = \"camp\"\nready", "at = \"yard\"\nready"), &[("E0603", "at = \"yard\"\nready")]);
    one("to = [\"town\"]", "to = [\"bridge\"]", "E0604");
    one("to = [\"town\"]", "to = []", "E0605");
    one("to = [\"town\"]", "to = [\"town\", \"town\"]", "E0606");
    one("{ count = 120, other = 5 }", "{ count = 120 }", "E0607");
    one("{ count = 120, other = 5 }", "{ count = 0, other = 5 }", "E0608");
    one("{ count = 120, other = 5 }", "{ count = 1, other = 51 }", "E0609");
    one("{ count = 30, stretcher = 1, other = 1 }", "{ count = 30, stretcher = 2 }", "E0609");
    one("ready = \"0h\"", "ready = \"49h\"", "E0610");
    one("{ count = 120, other = 5 }", "{ count = 120, others = 5, other = 5 }", "E0111");
}

#[test]
fn claims() {
    one("grade = \"C3\"", "grade = \"C7\"", "E0651");
    one("low = 800", "low = 8000", "E0652");
    check(&with("low = 800\n", ""), &[("E0110", "[[claim]]")]);
    check(&with("low = 800\nhigh = 1000", "value = 951"), &[]);
    check(&with("low = 800\nhigh = 1000", ""), &[("E0110", "[[claim]]")]);
}

#[test]
fn the_whole() {
    let no_road = "[[road]]\nfrom = \"bridge\"\nto = \"town\"\ntravel = 1200\n";
    check(&with(no_road, ""), &[("E0704", "[[people]]")]);
    check(
        &with("one_way = true", "one_way = false")
            .replace("from = \"yard\"\nto = \"camp\"", "from = \"yard\"\nto = \"town\""),
        &[("E0705", "[[fleet]]")],
    );
    // Against a one-way road there is no way back, but the first move goes with it.
    check(
        &with("from = \"yard\"\nto = \"camp\"", "from = \"camp\"\nto = \"yard\""),
        &[("E0705", "[[fleet]]")],
    );
    check(&with("travel = 1200", "travel = \"47h 50min\""), &[("E0706", "[[people]]")]);
    check(&with("capacity = 2000", "capacity = 820"), &[]);
    check(&with("capacity = 2000", "capacity = 819"), &[("E0707", "[[people]]")]);
    let any = with("capacity = 2000", "capacity = 819").replace("to = [\"town\"]\nparties", "parties");
    check(&any, &[("E0707", "")]);
}

#[test]
fn everything_is_found_at_once() {
    let text = with("timezone = \"Asia/Damascus\"", "timezone = \"Asia/Damaskus\"")
        .replace("[\"16h\", \"34h\"]", "[\"34h\", \"16h\"]")
        .replace("to = \"bridge\"\ntravel", "to = \"brigde\"\ntravel")
        .replace("bays = 12", "bays = -12")
        .replace("id = \"town\"\nkind = \"reception\"", "id = \"town\"\nkind = \"reception\"\nfoo = 1")
        .replace("{ count = 120, other = 5 }", "{ count = 120, other = 51 }");
    let all = [
        ("E0202", "timezone"),
        ("E0112", "bays"),
        ("E0111", "foo"),
        ("E0707", "to = [\"town\"]"),
        ("E0303", "open"),
        ("E0401", "brigde"),
        ("E0609", "{ count = 120"),
    ];
    let reading = read(text.as_bytes(), Format::Toml);
    let codes: Vec<String> = reading.findings.iter().map(|finding| finding.code.to_string()).collect();
    for (code, _) in all {
        assert!(codes.iter().any(|found| found == code), "{code} is not among {codes:?}");
    }
    assert!(reading.operation.is_none());
}
