//! The real program, killed with SIGKILL at random moments while it runs a drill and a device keeps
//! sending statements. Nothing that was acknowledged may be lost, and in the end the picture must be
//! that of a program that was never killed.
//!
//! `KILLS` (default 4), `SCENARIO` and `SPEED` make it longer: `./corridor bench kill`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evacuation::quantity::Moment;
use evacuation::statement::{Claim, Enrol, Fact, Role, Statement};
use ledger::{Draft, OperationId, Signed, Writer};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What must happen within this time on a slow machine.
const PATIENCE: Duration = Duration::from_secs(90);

struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(scenario: &Path, data: &Path, speed: &str) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(env!("CARGO_BIN_EXE_corridor"))
            .arg("demo")
            .arg(scenario)
            .arg("--data")
            .arg(data)
            .args(["--no-open", "--seconds", "0.2", "--speed", speed, "--listen"])
            .arg(format!("127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let server = Server { child, port };
        let begun = Instant::now();
        while server.get("/api/v1/health").is_none() {
            assert!(begun.elapsed() < PATIENCE, "it did not start");
            std::thread::sleep(Duration::from_millis(5));
        }
        server
    }

    /// `None` where the connection broke, as it does when the server is killed.
    fn ask(&self, method: &str, path: &str, body: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        if !head.starts_with("HTTP/1.1 2") {
            panic!("{method} {path}: {answer}");
        }
        let body = if head.to_lowercase().contains("transfer-encoding: chunked") {
            dechunk(body)
        } else {
            body.to_owned()
        };
        serde_json::from_str(&body).ok()
    }

    fn get(&self, path: &str) -> Option<Value> {
        self.ask("GET", path, "")
    }

    /// The verdict on each entry; `None` where no answer came.
    fn send(&self, entries: &[Signed]) -> Option<Vec<String>> {
        let encoded: Vec<Value> = entries
            .iter()
            .map(|e| json!({ "bytes": STANDARD.encode(&e.bytes), "signature": STANDARD.encode(e.signature) }))
            .collect();
        let answer = self.ask("POST", "/api/v1/entries", &json!({ "entries": encoded }).to_string())?;
        let verdicts = answer["verdicts"].as_array()?;
        Some(
            verdicts
                .iter()
                .map(|verdict| verdict["verdict"].as_str().unwrap_or_default().to_owned())
                .collect(),
        )
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn run_to_the_end(&self) -> Value {
        let begun = Instant::now();
        loop {
            let picture = self.get("/api/v1/picture").unwrap();
            if picture["clock"]["finished"] == true {
                return picture;
            }
            assert!(begun.elapsed() < 10 * PATIENCE, "the drill did not end");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

fn dechunk(body: &str) -> String {
    let (mut rest, mut whole) = (body, String::new());
    while let Some((size, more)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap_or(0);
        if size == 0 || more.len() < size {
            break;
        }
        whole.push_str(&more[..size]);
        rest = more[size..].trim_start_matches("\r\n");
    }
    whole
}

/// A monitor's device that writes claims, remembers what was acknowledged, and sends again what was not.
struct Monitor {
    writer: Writer,
    written: Vec<Signed>,
    acknowledged: usize,
}

impl Monitor {
    fn new(operation: OperationId) -> Monitor {
        let mut monitor =
            Monitor { writer: Writer::new(operation, &[9; 32], None), written: Vec::new(), acknowledged: 0 };
        monitor.write(Fact::Enrol(Enrol { label: "Monitor's laptop".into(), role: Role::Monitor }));
        monitor
    }

    fn write(&mut self, fact: Fact) {
        let (kind, place) = (fact.kind().to_owned(), fact.place().map(str::to_owned));
        let body = Statement { at: Moment(self.written.len() as i64), fact }.encode();
        let draft = Draft { kind, place, body, ..Draft::default() };
        let signed = self.writer.write(draft, 1_481_808_000_000 + self.written.len() as u64).unwrap();
        self.written.push(signed);
    }

    fn say_something(&mut self) {
        let number = self.written.len() as i64;
        let claim = Claim {
            claimant: format!("an invented spokesman, for the {number}. time"),
            figure: "people_out".into(),
            low: number,
            high: number,
            unit: "people".into(),
            scope: "whole operation".into(),
            qualifier: "about".into(),
            as_of: "2016-12-15".into(),
            grade: "F6".into(),
            source: "invented".into(),
            said: None,
        };
        self.write(Fact::Claim(Box::new(claim)));
    }

    /// Sends what is not acknowledged yet.
    fn send(&mut self, server: &Server) {
        let open = &self.written[self.acknowledged..];
        if let Some(verdicts) = server.send(open) {
            assert!(verdicts.iter().all(|verdict| verdict == "taken" || verdict == "known"), "{verdicts:?}");
            self.acknowledged += verdicts.len();
        }
    }

    /// Everything acknowledged is still there: sent again, it is known.
    fn check(&self, server: &Server) {
        for part in self.written[..self.acknowledged].chunks(1000) {
            let verdicts = server.send(part).unwrap();
            assert!(verdicts.iter().all(|verdict| verdict == "known"), "an acknowledged statement was lost");
        }
    }
}

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

/// What the picture says of people, whatever ids the entries have.
fn people(picture: &Value) -> Value {
    let convoys: Vec<Value> = picture["convoys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| json!([c["id"], c["boarded"], c["received"], c["unaccounted"], c["depart"], c["arrive"]]))
        .collect();
    json!([picture["account"], picture["places"], convoys])
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let scenario = root.join(setting("SCENARIO", "scenarios/aleppo-2016-first-day.toml"));
    let (kills, speed) = (setting("KILLS", "4").parse::<u64>().unwrap(), setting("SPEED", "1200"));
    let folder = Folder(std::env::temp_dir().join(format!("corridor-kill-{}", std::process::id())));
    let (broken, whole) = (folder.0.join("broken"), folder.0.join("whole"));

    let mut server = Server::start(&scenario, &broken, &speed);
    let id: OperationId =
        server.get("/api/v1/health").unwrap()["operation_id"].as_str().unwrap().parse().unwrap();
    let mut monitor = Monitor::new(id);
    let mut chance = 0x9e37_79b9_7f4a_7c15u64;
    for kill in 0..kills {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(kill + 1);
        let life = Duration::from_millis((chance >> 33) % 1200);
        let begun = Instant::now();
        let mut seen = 0;
        while begun.elapsed() < life {
            monitor.say_something();
            monitor.send(&server);
            seen = server.get("/api/v1/health").map_or(seen, |health| health["statements"].as_u64().unwrap());
        }
        server.kill();
        server = Server::start(&scenario, &broken, &speed);
        let health = server.get("/api/v1/health").unwrap();
        assert!(health["statements"].as_u64().unwrap() >= seen, "statements were seen and are gone");
        assert_eq!(health["damaged"], 0, "{health}");
        monitor.check(&server);
        println!("kill {}: {} acknowledged, {} statements seen before", kill + 1, monitor.acknowledged, seen);
    }
    monitor.send(&server);
    assert_eq!(monitor.acknowledged, monitor.written.len());
    let picture = server.run_to_the_end();
    let digest = |server: &Server| server.get("/api/v1/health").unwrap()["picture_sha256"].clone();
    let before = digest(&server);
    server.kill();
    let server = Server::start(&scenario, &broken, &speed);
    assert_eq!(digest(&server), before, "the picture after a last kill");
    drop(server);

    let unbroken = Server::start(&scenario, &whole, "3600");
    let never_killed = unbroken.run_to_the_end();
    assert_eq!(people(&picture), people(&never_killed));
    let own = monitor.written.len() as u64;
    assert_eq!(picture["statements"].as_u64().unwrap(), never_killed["statements"].as_u64().unwrap() + own);
}
