//! `corridor custody` from the keys to the destruction, on the command line as people use it: who keeps,
//! sealing at the device, two custodians who release, reading, destroying; and what lies on every disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "server/field.rs"]
mod field;

use corridor::sealed::Custodian;
use evacuation::quantity::Moment;
use evacuation::statement::{Admit, Fact, Role, Statement};
use field::{Device, Folder, OPERATION, PLAN, register, roots, token};
use ledger::bundle::Packer;
use ledger::{Draft, LogId, OperationId, Signed, Writer};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Invented, and unlike anything else on a disk.
const NAMES: [&str; 2] = ["Qorvallen Ysmindrath", "قورفالن يسميندراث"];
const NOTE: &str = "needs zylophantine every six hours";
const PURPOSE: &str = "tracing request 17";

/// A folder in which everything lies that anybody on this day has.
struct Desk(Folder);

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.0.0.join(name)
    }
    /// Runs the program; gives what it printed. `@NAME` is a file or folder here.
    fn try_run(&self, words: &str, input: &str) -> Result<String, String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
        for word in words.split(' ') {
            match word.strip_prefix('@') {
                Some(name) => command.arg(self.path(name)),
                None => command.arg(word.replace('_', " ")),
            };
        }
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let out = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        if out.status.success() { Ok(text(out.stdout)) } else { Err(text(out.stdout) + &text(out.stderr)) }
    }
    fn run(&self, words: &str) -> String {
        self.try_run(words, "").unwrap_or_else(|error| panic!("{words}: {error}"))
    }
    fn fails(&self, words: &str, because: &str) {
        let error = self.try_run(words, "").expect_err(words);
        assert!(error.contains(because), "{words}: {error}");
    }
    /// Carries everything from one data folder to another, on a stick.
    fn carry(&self, from: &str, to: &str) {
        self.run(&format!("export @stick.bundle --data @{from}"));
        self.run(&format!("import @stick.bundle --data @{to}"));
    }
    /// Brings what devices signed into a folder.
    fn bring(&self, to: &str, operation: OperationId, entries: &[Signed]) {
        let mut packer = Packer::new(&operation);
        entries.iter().for_each(|entry| packer.entry(entry).unwrap());
        std::fs::write(self.path("said.bundle"), packer.finish()).unwrap();
        self.run(&format!("import @said.bundle --data @{to}"));
    }
    /// Files below this folder that hold these bytes.
    fn holding(&self, folder: &str, bytes: &[u8]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![self.path(folder)];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else if std::fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes) {
                found.push(path);
            }
        }
        found
    }
    /// What `corridor verify` doubts, by code.
    fn doubts(&self, data: &str) -> Vec<String> {
        self.run(&format!("export @verified.bundle --data @{data}"));
        let report = self.try_run("verify @verified.bundle --json", "").unwrap_or_else(|report| report);
        let report: serde_json::Value =
            serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}: {report}"));
        let doubts = report["doubts"].as_array().unwrap();
        doubts.iter().map(|doubt| format!("{} {}", doubt["code"], doubt["where"])).collect()
    }
}

fn operation(desk: &Desk) -> OperationId {
    let founded = corridor::founding::read_founded(&desk.path("ops")).unwrap();
    founded.founding.operation_id()
}

/// The custodian's own log, by the key file.
fn log_of(file: &Path) -> LogId {
    ledger::crypto::Key::from_seed(Custodian::read(file).unwrap().sign_seed()).log_id()
}

/// What the day is about.
struct Day {
    desk: Desk,
    operation: OperationId,
    /// Alice's and Bob's, custodians; the reader's; Eve's, who is neither.
    keys: Vec<String>,
    names: String,
    commitment: String,
}

fn release(day: &Day, who: &str, purpose: &str) -> String {
    let (reader, commitment, purpose) = (&day.keys[2], &day.commitment, purpose.replace(' ', "_"));
    format!(
        "custody release --data @{who} --custodian @{who}.key --reader {reader} --purpose {purpose} --out @{who}.share {commitment}"
    )
}

fn open(day: &Day, purpose: &str, key: &str, shares: &[&str]) -> String {
    let shares: String = shares.iter().map(|who| format!("--share @{who}.share ")).collect();
    let (purpose, commitment) = (purpose.replace(' ', "_"), &day.commitment);
    format!("custody open --data @desk --reader @{key}.key --purpose {purpose} {shares}{commitment}")
}

fn founded() -> Day {
    let desk = Desk(Folder::new());
    std::fs::create_dir_all(&desk.0.0).unwrap();
    std::fs::write(desk.path("town.toml"), OPERATION).unwrap();
    std::fs::write(desk.path("plan.json"), PLAN).unwrap();
    let [one, other, registrar] = roots(30..33).try_into().unwrap();
    desk.run(&format!(
        "found @town.toml @plan.json --data @ops --root {one} --root {other} --root {registrar}"
    ));
    // Two custodians, a reader, and somebody who is neither.
    let keys: Vec<String> = ["alice", "bob", "reader", "eve"]
        .map(|who| desk.run(&format!("custody keygen @{who}.key")).trim().to_owned())
        .into();
    desk.fails("custody keygen @alice.key", "alice.key");
    let names = format!("{}\t{}\t{NOTE}\n{}\t{}\n", token(501), NAMES[0], token(502), NAMES[1]);
    let early = desk.try_run("custody seal --data @ops --group C001 --out @1.blob", &names).unwrap_err();
    assert!(early.contains("nobody keeps sealed data of C001"), "{early}");
    desk.fails(&format!("custody entrust --data @ops --group C001 --key {}", keys[0]), "");
    desk.run(&format!("custody entrust --data @ops --group C001 --key {} --key {}", keys[0], keys[1]));
    Day { operation: operation(&desk), desk, keys, names, commitment: String::new() }
}

/// At the registrar's device: names go in, a blob comes out, and nothing else of them stays.
fn seal_at_the_device(day: &mut Day) {
    let Day { desk, operation, names, .. } = &*day;
    desk.carry("ops", "device");
    let sealing = "custody seal --data @device --group C001 --out @1.blob";
    let commitment = desk.try_run(sealing, names).unwrap().trim().to_owned();
    assert!(desk.try_run(sealing, "no token here\n").is_err());
    let commit = evacuation::account::unhex(&commitment).unwrap();
    let mut device = Device { writer: Writer::new(*operation, &[32; 32], None) };
    let enrol = device.enrol("Registrar, square", Role::Registrar);
    let statement = Statement { at: Moment(-3600), fact: register(50) };
    let draft = Draft {
        kind: statement.fact.kind().to_owned(),
        place: statement.fact.place().map(str::to_owned),
        body: statement.encode(),
        seal_commit: Some(commit),
        ..Draft::default()
    };
    desk.fails("custody keep --data @ops @1.blob", "no entry here commits to it");
    desk.bring("ops", *operation, &[enrol, device.writer.write(draft, 1_481_803_200_000).unwrap()]);
    assert!(desk.run("custody keep --data @ops @1.blob").contains("1 sealed blobs new"));
    day.commitment = commitment;
}

/// Each custodian at a place of their own states it, and passes on a share that only the reader can use.
fn release_and_read(day: &Day) {
    let Day { desk, operation, names, .. } = day;
    for who in ["alice", "bob", "eve", "desk"] {
        desk.carry("ops", who);
    }
    desk.run(&release(day, "alice", PURPOSE));
    desk.fails(&release(day, "eve", PURPOSE), "");
    assert!(!desk.path("eve.share").exists());
    // Nobody has admitted the custodians yet, and one is not two.
    desk.carry("alice", "desk");
    desk.fails(&open(day, PURPOSE, "reader", &["alice"]), "no two custodians");
    desk.run(&release(day, "bob", PURPOSE));
    desk.carry("bob", "desk");
    desk.fails(&open(day, PURPOSE, "reader", &["alice", "bob"]), "no two custodians");
    let mut said = Vec::new();
    for seed in [30, 31] {
        let mut root = Device::new(*operation, seed);
        said.push(root.enrol("Operations", Role::Coordinator));
        for who in ["alice", "bob"] {
            let device = log_of(&desk.path(&format!("{who}.key"))).0;
            said.push(
                root.say(
                    -5000,
                    Fact::Admit(Admit { device, role: Role::Custodian, place: None, until: None }),
                ),
            );
        }
        if seed == 30 {
            desk.bring("desk", *operation, &said);
            desk.fails(&open(day, PURPOSE, "reader", &["alice", "bob"]), "no two custodians");
        }
    }
    desk.bring("desk", *operation, &said);
    desk.fails(&open(day, "curiosity", "reader", &["alice", "bob"]), "no two custodians");
    desk.fails(&open(day, PURPOSE, "eve", &["alice", "bob"]), "no two custodians");
    desk.fails(&open(day, PURPOSE, "reader", &["alice"]), "shares");
    desk.fails(&open(day, PURPOSE, "reader", &["alice", "alice"]), "shares");
    assert_eq!(desk.run(&open(day, PURPOSE, "reader", &["alice", "bob"])), *names);
}

/// No name lies on any disk, whoever's keys lie beside it.
fn scan(desk: &Desk) {
    for folder in ["ops", "device", "alice", "bob", "eve", "desk", ""] {
        for name in [NAMES[0], NAMES[1], NOTE] {
            assert_eq!(desk.holding(folder, name.as_bytes()), Vec::<PathBuf>::new(), "{name}");
        }
    }
}

/// What is unknown is said to be, what is known leaves no byte, and every proof is as good as before.
fn destroy(day: &Day) {
    let Day { desk, commitment, .. } = day;
    desk.carry("desk", "ops");
    let before = desk.doubts("ops");
    let blob = std::fs::read(desk.path("1.blob")).unwrap();
    let piece = &blob[blob.len() / 2..blob.len() / 2 + 32];
    assert!(!desk.holding("ops", piece).is_empty() && !desk.holding("desk", piece).is_empty());
    let unknown = "ab".repeat(32);
    let shred =
        |data: &str, what: &str| format!("custody shred --data @{data} --why thirty_days_are_over {what}");
    desk.fails(&shred("ops", &unknown), "nothing was stated or destroyed");
    desk.fails(&shred("ops", &format!("{commitment} {unknown}")), &unknown);
    assert_eq!(desk.doubts("ops"), before, "nothing was stated");
    assert!(!desk.holding("ops", piece).is_empty());
    // A folder whose own device may not destroy says so.
    desk.fails(&shred("desk", commitment), "may destroy");
    assert!(desk.run(&shred("ops", commitment)).contains("1 destroyed here"));
    assert!(desk.run(&shred("ops", commitment)).contains("destroyed already"));
    assert_eq!(desk.holding("ops", piece), Vec::<PathBuf>::new());
    desk.fails("custody keep --data @ops @1.blob", "destroyed");
    for who in ["desk", "alice"] {
        desk.carry("ops", who);
        assert_eq!(desk.holding(who, piece), Vec::<PathBuf>::new(), "{who} learned of it");
    }
    desk.fails(&open(day, PURPOSE, "reader", &["alice", "bob"]), "destroyed");
    assert_eq!(desk.doubts("ops"), before, "every proof still verifies");
}

#[test]
fn names_are_sealed_released_by_two_read_and_destroyed_on_the_command_line() {
    let mut day = founded();
    seal_at_the_device(&mut day);
    release_and_read(&day);
    scan(&day.desk);
    destroy(&day);
}

/// Two custodians release the blobs of two desks to one of them, who compares the names in both scripts: only codes come
/// out, and what is stated is a suspicion that people decide about.
#[test]
fn a_household_that_two_desks_wrote_in_two_scripts_is_found_by_a_custodian_and_only_codes_come_out() {
    let mut day = founded();
    seal_at_the_device(&mut day);
    let Day { desk, operation, keys, .. } = &day;
    let again = format!("{}\t{}\n{}\t{}\n", token(601), NAMES[1], token(602), NAMES[0]);
    let sealing = "custody seal --data @device --group C001 --out @2.blob";
    let second = desk.try_run(sealing, &again).unwrap().trim().to_owned();
    let mut device = Device { writer: Writer::new(*operation, &[33; 32], None) };
    let enrol = device.enrol("Registrar, school", Role::Registrar);
    let statement = Statement { at: Moment(-3500), fact: register(60) };
    let draft = Draft {
        kind: statement.fact.kind().to_owned(),
        place: statement.fact.place().map(str::to_owned),
        body: statement.encode(),
        seal_commit: evacuation::account::unhex(&second),
        ..Draft::default()
    };
    let mut said = vec![enrol, device.writer.write(draft, 1_481_803_200_000).unwrap()];
    for seed in [30, 31] {
        let mut root = Device::new(*operation, seed);
        said.push(root.enrol("Operations", Role::Coordinator));
        let custodians =
            ["alice", "bob"].map(|who| (log_of(&desk.path(&format!("{who}.key"))).0, Role::Custodian));
        for (device, role) in custodians.into_iter().chain([(device.writer.log_id().0, Role::Registrar)]) {
            said.push(root.say(-5000, Fact::Admit(Admit { device, role, place: None, until: None })));
        }
    }
    desk.bring("ops", *operation, &said);
    desk.run("custody keep --data @ops @2.blob");
    for who in ["alice", "bob", "eve", "desk"] {
        desk.carry("ops", who);
    }
    let blobs = [day.commitment.as_str(), &second];
    let matching = |purpose: &str, shares: &str| {
        format!(
            "custody match --data @alice --custodian @alice.key --purpose {purpose} {shares} {}",
            blobs.join(" ")
        )
    };
    let mut shares = String::new();
    for (who, n) in [("alice", 0), ("alice", 1), ("bob", 0), ("bob", 1)] {
        let (reader, blob) = (&keys[0], blobs[n]);
        desk.run(&format!(
            "custody release --data @{who} --custodian @{who}.key --reader {reader} --purpose duplicates --out @{who}{n}.share {blob}"
        ));
        shares += &format!("{}--share @{who}{n}.share", if shares.is_empty() { "" } else { " " });
    }
    // One custodian's word is not enough, nor is another purpose.
    desk.fails(&matching("duplicates", &shares), "not released");
    desk.carry("bob", "alice");
    desk.fails(&matching("curiosity", &shares), "not released");
    let found = desk.run(&matching("duplicates", &shares));
    assert!(found.contains("1 pair of parties looks alike"), "{found}");
    for code in [token(500), token(600)] {
        assert!(found.contains(code.as_str()), "{found}");
    }
    assert!(NAMES.iter().all(|name| !found.contains(name)), "{found}");
    // It is stated once, and waits for people.
    assert!(desk.run(&matching("duplicates", &shares)).contains("0 pairs"));
    scan(desk);
}
