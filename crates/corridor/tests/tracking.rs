//! Trackers' messages against the verdicts of the projects that made the forms. Upstream's files are read
//! from `../shared/data` where they are, and the counts printed; small cases of our own are always read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use corridor::tracking::{OsmandError, read_gpx, read_osmand_json, read_osmand_query, read_owntracks};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Messages that upstream's schemas refuse.
const REFUSED: [&str; 15] = [
    "array-nothing",
    "card-invalid-b64",
    "cmd-illegal-action",
    "cmd-setWaypoints-illegal",
    "cmd-without-action",
    "e-nobase64",
    "e-nodata",
    "location-lat-missing",
    "lwt-notst",
    "object-empty",
    "steps-kaputt",
    "steps-long-invalid",
    "tour-invalid-request",
    "transition-illegal-lat",
    "untour-illegal",
];

fn shared() -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/tracking");
    data.is_dir().then_some(data)
}

#[test]
fn owntracks_gives_upstreams_verdict_on_upstreams_own_test_messages() {
    let Some(data) = shared() else { return println!("0 messages: ../shared is not here") };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(data.join("owntracks/test")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut refused = 0;
    for file in &files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let verdict = read_owntracks(&std::fs::read(file).unwrap());
        assert_eq!(verdict.is_err(), REFUSED.contains(&name.as_str()), "{name}: {verdict:?}");
        refused += usize::from(verdict.is_err());
    }
    println!(
        "{} of {} OwnTracks messages as upstream: {} taken, {refused} refused",
        files.len(),
        files.len(),
        files.len() - refused
    );
    assert!(files.len() >= 60);
}

#[test]
fn traccars_payloads_give_traccars_verdict() {
    let Some(data) = shared() else { return println!("0 payloads: ../shared is not here") };
    let text = std::fs::read_to_string(data.join("traccar/payloads.jsonl")).unwrap();
    let (mut osmand, mut owntracks, mut others) = (0, 0, 0);
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let (payload, wanted) =
            (row["payload"].as_str().unwrap(), row["upstream_expectation"].as_str().unwrap());
        match row["protocol"].as_str().unwrap() {
            "osmand" => {
                let is_json = row["transport"].as_str().unwrap().contains("json");
                let read =
                    if is_json { read_osmand_json(payload.as_bytes()) } else { read_osmand_query(payload) };
                match wanted {
                    "verifyNull" => assert_eq!(read, Err(OsmandError::NoId), "{payload}"),
                    "verifyNotNull" => assert!(read.is_ok(), "{payload}: {read:?}"),
                    _ => assert!(
                        read.as_ref().is_ok_and(|read| read.position.is_some()),
                        "{payload}: {read:?}"
                    ),
                }
                osmand += 1;
            }
            "owntracks" => {
                let read = read_owntracks(payload.as_bytes()).unwrap();
                assert_eq!(read.positions.len(), 1, "{payload}");
                owntracks += 1;
            }
            // Binary and serial protocols of trackers that speak TCP: not HTTP, and not read here.
            _ => others += 1,
        }
    }
    println!(
        "{osmand} of {osmand} OsmAnd and {owntracks} of {owntracks} OwnTracks payloads as upstream; {others} of other protocols not read"
    );
    assert_eq!((osmand, owntracks), (15, 6));
}

#[test]
fn every_gpx_file_of_upstreams_tests_is_read() {
    let Some(data) = shared() else { return println!("0 files: ../shared is not here") };
    let (mut read, mut points) = (0, 0);
    for folder in ["gpx/gpxpy", "gpx/bus"] {
        for entry in std::fs::read_dir(data.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|kind| kind == "gpx") {
                let found = read_gpx(&std::fs::read(&path).unwrap())
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                let counted = text.matches("<trkpt").count();
                if !text.contains("<!--") {
                    assert_eq!(found.len(), counted, "{}", path.display());
                }
                points += found.len();
                read += 1;
            }
        }
    }
    println!("{read} of {read} GPX files read, {points} points");
    assert!(read > 20 && points > 1_000);
}

#[test]
fn our_own_small_cases() {
    let ok = |text: &str| read_owntracks(text.as_bytes()).is_ok();
    assert!(ok(r#"[{"_type":"location","lat":8,"lon":9,"tst":1000},{"_type":"lwt","tst":1000}]"#));
    assert!(ok(r#"{"_type":"request","request":"untour","uuid":"91e8a556-ce69-482d-a29a-170139864873"}"#));
    assert!(!ok(r#"{"_type":"request","request":"untour","uuid":"no"}"#));
    assert!(!ok(r#"{"_type":"transition","acc":6,"event":"enter","lat":"61","lon":9,"tst":1,"wtst":1}"#));
    assert!(read_osmand_query("id=7&cell=257,02,16,2224").unwrap().position.is_none());
    assert_eq!(read_osmand_query("lat=60&lon=30&timestamp=1"), Err(OsmandError::NoId));
}
