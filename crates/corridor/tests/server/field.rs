//! A small operation in the field, for tests: two buses, one control point, devices that speak.

use corridor::founding::{Founded, found, read_founded};
use corridor::http::{App, AppParts, router};
use corridor::intake::{Intake, Opened};
use corridor::live::Clock;
use corridor::store::Mode;
use evacuation::operation::read::Format;
use evacuation::people::Token;
use evacuation::quantity::{Category, Moment};
use evacuation::statement::{
    AgeBand, Agree, Answer, Assign, AtPlace, Depart, Enrol, Fact, Headcount, Member, OnTrip, Pass, Receive,
    Register, Role, Sex, Statement,
};
use ledger::crypto::Key;
use ledger::{Draft, LogId, OperationId, Signed, Writer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

pub const OPERATION: &str = r#"
[operation]
name = "Small town"
timezone = "Asia/Damascus"
start = 2016-12-15T14:00:00+02:00
horizon = "10h"

[[place]]
id = "square"
kind = "staging"
lat = 36.17
lon = 37.13

[[place]]
id = "gate"
kind = "control_point"
lat = 36.16
lon = 37.11
open = [["0h", "9h"]]

[[place]]
id = "camp"
kind = "reception"
lat = 36.16
lon = 37.05

[[road]]
from = "square"
to = "gate"
travel = "10min"
distance_km = 3.0

[[road]]
from = "gate"
to = "camp"
travel = "20min"
distance_km = 8.0

[[fleet]]
id = "bus"
count = 2
at = "square"
seats = 50
escorts = 1

[[people]]
id = "families"
at = "square"
parties = [{ count = 20, other = 4 }]
"#;

pub const PLAN: &str = r#"{
  "operation": "Small town", "objective": "exposure", "exposure_person_h": 40.0, "makespan_s": 1800,
  "delivered": 80, "left_behind": 0, "bound": 39.0, "gap": 0.025, "binding": ["gate"],
  "trips": [
    { "vehicle": "bus-1", "from": "square", "to": "camp", "load": [{ "people": "families", "party": 0, "count": 10 }],
      "load_start": 0, "load_end": 0, "depart": 0,
      "passages": [{ "control_point": "gate", "enter": 600, "exit": 600 }],
      "arrive": 1800, "unload_start": 1800, "unload_end": 1800 },
    { "vehicle": "bus-2", "from": "square", "to": "camp", "load": [{ "people": "families", "party": 0, "count": 10 }],
      "load_start": 0, "load_end": 0, "depart": 0,
      "passages": [{ "control_point": "gate", "enter": 600, "exit": 600 }],
      "arrive": 1800, "unload_start": 1800, "unload_end": 1800 }
  ]
}"#;

/// A folder that is removed in the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("corridor-test-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }
    /// A folder in which the small operation is founded.
    pub fn founded(mode: Mode) -> Folder {
        Folder::founded_by(mode, &roots(1..40))
    }
    /// The same with these roots besides the console.
    pub fn founded_by(mode: Mode, roots: &[LogId]) -> Folder {
        let folder = Folder::new();
        found(&folder.0, OPERATION.as_bytes(), Format::Toml, PLAN.as_bytes(), mode, roots).unwrap();
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An opened operation.
pub struct Field {
    pub founded: Founded,
    pub opened: Opened,
}

impl Field {
    pub fn open(data: &Path) -> Field {
        let founded = read_founded(data).unwrap();
        let opened = Intake::open(data, &founded.operation, &founded.plan).unwrap();
        Field { founded, opened }
    }
    pub fn intake(&self) -> &Intake {
        &self.opened.intake
    }
    /// The router as the server has it, with a clock that stands at `now` seconds.
    pub fn router(&self, now: i64) -> (App, axum::Router) {
        let start = self.founded.operation.start_unix_s;
        let app = self.app(Arc::new(Clock::drill(start, now * 1000, 36_000_000, 60, true)));
        let router = router(&app, Vec::new());
        (app, router)
    }
    /// The same by a clock that somebody else keeps.
    pub fn router_with(&self, clock: Arc<Clock>) -> axum::Router {
        router(&self.app(clock), Vec::new())
    }
    fn app(&self, clock: Arc<Clock>) -> App {
        App::new(AppParts {
            intake: self.intake().clone(),
            founding: Arc::new(self.founded.founding.clone()),
            operation: Arc::clone(&self.founded.operation),
            heads: self.opened.heads.clone(),
            clock,
            damaged: self.opened.damaged.len(),
            secure: None,
            witnesses: Vec::new(),
            policy: None,
        })
    }
    /// As after a crash: nothing is flushed, the file is only let go.
    pub fn crash(self) {
        let Opened { intake, thread, .. } = self.opened;
        drop(intake);
        thread.join().unwrap();
    }
}

/// The keys of devices that grow from these seeds.
pub fn roots(seeds: std::ops::Range<u8>) -> Vec<LogId> {
    seeds.map(|seed| Key::from_seed(&[seed; 32]).log_id()).collect()
}

/// A device that speaks.
pub struct Device {
    pub writer: Writer,
}

impl Device {
    pub fn new(operation: OperationId, seed: u8) -> Device {
        Device { writer: Writer::new(operation, &[seed; 32], None) }
    }
    pub fn say(&mut self, at: i64, fact: Fact) -> Signed {
        let statement = Statement { at: Moment(at), fact };
        let draft = Draft {
            kind: statement.fact.kind().to_owned(),
            place: statement.fact.place().map(str::to_owned),
            body: statement.encode(),
            ..Draft::default()
        };
        self.writer
            .write(draft, 1_481_803_200_000 + u64::try_from(at.min(1_000_000)).unwrap_or(0) * 1000)
            .unwrap()
    }
    pub fn enrol(&mut self, label: &str, role: Role) -> Signed {
        self.say(-7200, Fact::Enrol(Enrol { label: label.to_owned(), role }))
    }
}

pub fn token(number: u64) -> Token {
    Token::from_number(number)
}

pub fn register(party: u64) -> Fact {
    let member = |n| Member {
        token: token(party * 10 + n),
        category: Category::Other,
        sex: Sex::Unknown,
        age: AgeBand::Unknown,
    };
    Fact::Register(Register {
        party: token(party * 10),
        members: (1..=4).map(member).collect(),
        place: "square".to_owned(),
        people: Some("families".to_owned()),
        class: Some(0),
    })
}

pub fn tokens(party: u64) -> Vec<Token> {
    (1..=4).map(|n| token(party * 10 + n)).collect()
}

/// Everything that is said on a good day: 20 parties of 4 on two buses; one person of the first
/// party is not received. Each with the number of its device: 0 registrar, 1 gate, 2 leader, 3 receiver.
pub fn good_day() -> Vec<(usize, Statement)> {
    let card = |label: &str, role| Enrol { label: label.to_owned(), role };
    let cards = [
        card("Registrar, square", Role::Registrar),
        card("Gate, square", Role::Gate),
        card("Leader 1", Role::ConvoyLeader),
        card("Receiver, camp", Role::Receiver),
    ];
    let mut said = Vec::new();
    let mut say = |device, at, fact| said.push((device, Statement { at: Moment(at), fact }));
    cards.into_iter().enumerate().for_each(|(device, card)| say(device, -7200, Fact::Enrol(card)));
    for party in 1..=20 {
        let trip = if party <= 10 { "bus-1.1" } else { "bus-2.1" };
        say(0, -3600, register(party));
        let agree = Agree {
            party: token(party * 10),
            answer: Answer::Yes,
            destinations: vec!["camp".to_owned()],
            language: "ar".to_owned(),
            told: "to the camp".to_owned(),
        };
        say(0, -3500, Fact::Agree(agree));
        say(0, -3000, Fact::Assign(Assign { parties: vec![token(party * 10)], trip: trip.parse().unwrap() }));
        let board = OnTrip { tokens: tokens(party), trip: trip.parse().unwrap(), place: "square".to_owned() };
        say(1, 0, Fact::Board(board));
        let mut received = tokens(party);
        if party == 1 {
            received.pop();
        }
        let receive = Receive { tokens: received, trip: trip.parse().ok(), place: "camp".to_owned() };
        say(3, 2000, Fact::Receive(receive));
    }
    for trip in ["bus-1.1", "bus-2.1"] {
        let trip = || trip.parse().unwrap();
        let place = |id: &str| id.to_owned();
        say(1, 60, Fact::Headcount(Headcount { trip: trip(), place: place("square"), count: 40 }));
        say(
            1,
            120,
            Fact::Depart(Depart { trip: trip(), place: place("square"), to: place("camp"), escorts: 1 }),
        );
        let pass =
            |through| Fact::Pass(Pass { trip: trip(), place: place("gate"), through, headcount: None });
        say(2, 720, pass(false));
        say(2, 780, pass(true));
        say(3, 1980, Fact::Arrive(AtPlace { trip: trip(), place: place("camp") }));
        say(3, 2400, Fact::Headcount(Headcount { trip: trip(), place: place("camp"), count: 0 }));
    }
    said.sort_by_key(|(_, statement)| statement.at);
    said
}

/// The good day as signed entries up to a moment, enrolments first.
pub fn signed_day(operation: OperationId, until: i64) -> Vec<Signed> {
    let mut devices: Vec<Device> = (1..=4).map(|seed| Device::new(operation, seed)).collect();
    let said = good_day().into_iter().filter(|(_, statement)| statement.at.seconds() <= until);
    said.map(|(device, statement)| devices[device].say(statement.at.seconds(), statement.fact)).collect()
}
