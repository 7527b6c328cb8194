//! How fast the program takes statements in, on this machine, in this run: `./corridor bench ledger`.
//!
//! - `import N`: a bundle of N statements of 20 devices through the one door: verified, stored durably,
//!   folded into the account. Held against how many signatures this machine verifies in batches and
//!   does nothing else, on one core and on all.
//! - `checkins RATE SECONDS`: a server on this machine; check-ins arrive at a steady rate, whether or
//!   not earlier ones were answered; how long each waits until it is acknowledged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use corridor::carry;
use corridor::founding::{found, read_founded};
use corridor::http::{ServeSettings, serve};
use corridor::intake::{Intake, Opened};
use corridor::store::Mode;
use evacuation::operation::read::Format;
use evacuation::people::Token;
use evacuation::quantity::{Category, Moment};
use evacuation::statement::{AgeBand, Enrol, Fact, Member, OnTrip, Receive, Register, Role, Sex, Statement};
use ledger::bundle::Packer;
use ledger::crypto::{Claimed, Key, verify_entries};
use ledger::{Draft, LogId, OperationId, Signed, Writer};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const DEVICES: usize = 20;
/// Signatures that are verified at most to see how fast that goes.
const LIMIT_OF: usize = 400_000;
const START_MS: u64 = 1_481_803_200_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |ix: usize| args.get(ix).and_then(|n| n.parse::<usize>().ok()).expect("a number");
    let folder = std::env::temp_dir().join(format!("corridor-ledger-speed-{}", std::process::id()));
    match args.first().map(String::as_str) {
        Some("import") => import(&folder, number(1)),
        Some("checkins") => checkins(&folder, number(1), number(2)),
        _ => panic!("import N, or checkins RATE SECONDS"),
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// A small operation whose roots are all the devices, so that everything counts.
fn founded(folder: &Path) -> PathBuf {
    let data = folder.join("data");
    let operation =
        std::fs::read_to_string("scenarios/aleppo-2016-first-day.toml").expect("run it from the project");
    let plan = r#"{ "operation": "East Aleppo, first day", "objective": "exposure", "exposure_person_h": 0.0,
        "makespan_s": 0, "delivered": 0, "left_behind": 0, "bound": 0.0, "gap": 0.0, "binding": [], "trips": [] }"#;
    let roots: Vec<LogId> = (0..DEVICES).map(|device| Key::from_seed(&seed(device)).log_id()).collect();
    found(&data, operation.as_bytes(), Format::Toml, plan.as_bytes(), Mode::Live, &roots).expect("founded");
    data
}

fn seed(device: usize) -> [u8; 32] {
    [device as u8 + 1; 32]
}

struct Device {
    writer: Writer,
    number: usize,
    said: u64,
}

impl Device {
    fn new(operation: OperationId, number: usize) -> Device {
        Device { writer: Writer::new(operation, &seed(number), None), number, said: 0 }
    }

    fn say(&mut self, fact: Fact) -> Signed {
        let at = Moment(self.said as i64);
        self.said += 1;
        let (kind, place) = (fact.kind().to_owned(), fact.place().map(str::to_owned));
        let draft = Draft { kind, place, body: Statement { at, fact }.encode(), ..Draft::default() };
        self.writer.write(draft, START_MS + self.said * 1000).unwrap()
    }

    fn enrol(&mut self) -> Signed {
        let label = format!("Device {}", self.number);
        self.say(Fact::Enrol(Enrol { label, role: Role::Coordinator }))
    }

    /// The next of a life: somebody is registered, boards, is received.
    fn check_in(&mut self) -> Signed {
        let (person, step) = ((self.said - 1) / 3, (self.said - 1) % 3);
        let token = |n: u64| Token::from_number((self.number as u64 * 1_000_000 + person) * 2 + n);
        let trip = || format!("bus-{}.{}", person % 40 + 1, person % 9 + 1).parse().unwrap();
        let place = |id: &str| id.to_owned();
        self.say(match step {
            0 => {
                let (category, sex, age) = (Category::Other, Sex::Unknown, AgeBand::Unknown);
                let members = vec![Member { token: token(1), category, sex, age }];
                let party = token(0);
                Fact::Register(Register {
                    party,
                    members,
                    place: place("amiriyah"),
                    people: None,
                    class: None,
                })
            }
            1 => Fact::Board(OnTrip { tokens: vec![token(1)], trip: trip(), place: place("amiriyah") }),
            _ => Fact::Receive(Receive {
                tokens: vec![token(1)],
                trip: Some(trip()),
                place: place("rashidin"),
            }),
        })
    }
}

fn import(folder: &Path, count: usize) {
    let data = founded(folder);
    let founded = read_founded(&data).unwrap();
    let operation = founded.founding.operation_id();
    // As a bundle is exported: log after log.
    let mut numbers: Vec<usize> = (0..DEVICES).collect();
    numbers.sort_by_key(|number| Key::from_seed(&seed(*number)).log_id());
    let entries: Vec<Signed> = numbers
        .into_iter()
        .flat_map(|number| {
            let mut device = Device::new(operation, number);
            let first = device.enrol();
            std::iter::once(first)
                .chain((1..count / DEVICES).map(move |_| device.check_in()))
                .collect::<Vec<_>>()
        })
        .collect();
    let path = folder.join("all.bundle");
    write_bundle(&operation, &entries, &path);
    let one = limit(&operation, &entries, 1);
    let before = limit(&operation, &entries, cores());
    let (count, part) = (entries.len(), entries[..entries.len().min(LIMIT_OF)].to_vec());
    drop(entries);

    let Opened { intake, thread, .. } = Intake::open(&data, &founded.operation, &founded.plan).unwrap();
    let mut file = std::fs::File::open(&path).unwrap();
    let used = (cpu_s("intake"), process_cpu_s());
    let begun = Instant::now();
    let (tally, findings) = carry::import(&intake, &mut file).unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let cpu = (cpu_s("intake") - used.0, process_cpu_s() - used.1);
    // Before and after: what else the machine does now and then falls on both.
    let after = limit(&operation, &part, cores());
    let all = (before + after) / 2.0;
    assert_eq!((tally.new, tally.refused(), findings.len()), (count, 0, 0), "{tally:?}");
    let counted = intake.read(|book| book.account().len() as u64 - book.account().quarantined().statements);
    assert_eq!(counted, count as u64, "everything counts");
    drop(intake);
    thread.join().unwrap();
    let rate = count as f64 / seconds;
    let bytes = |path: &Path| std::fs::metadata(path).unwrap().len();
    println!("statements {count}  bundle {} bytes, store {}", bytes(&path), bytes(&data.join("corridor.db")));
    println!(
        "batch verification alone: one core {one:.0}/s, {} cores {before:.0}/s before and {after:.0}/s after",
        cores()
    );
    println!(
        "processor time a statement: reading, verifying and judging {:.2} µs on all cores, storing and folding {:.2} µs on one",
        (cpu.1 - cpu.0) * 1e6 / count as f64,
        cpu.0 * 1e6 / count as f64
    );
    println!("import (verified, durable, folded): {seconds:.2} s, {rate:.0}/s");
    println!(
        "share of the limit of one core {:.1} %, of all cores {:.1} %",
        100.0 * rate / one,
        100.0 * rate / all
    );
}

fn write_bundle(operation: &OperationId, entries: &[Signed], path: &Path) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut packer = Packer::new(operation);
    for entry in entries {
        packer.entry(entry).unwrap();
        out.write_all(&packer.take()).unwrap();
    }
    out.write_all(&packer.finish()).unwrap();
}

/// Seconds of processor time that this process's threads of this name have used (Linux; 100 ticks a second).
fn cpu_s(name: &str) -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let stats = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("stat")).ok());
    stats.filter(|stat| stat.contains(&format!("({name})"))).filter_map(|stat| used_s(&stat)).sum()
}

/// Seconds of processor time of the whole process, threads that ended included.
fn process_cpu_s() -> f64 {
    std::fs::read_to_string("/proc/self/stat").ok().and_then(|stat| used_s(&stat)).unwrap_or(0.0)
}

fn used_s(stat: &str) -> Option<f64> {
    let (_, tail) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = tail.split(' ').collect();
    Some((fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?) / 100.0)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Signatures a second when a machine does nothing else, on so many threads.
fn limit(operation: &OperationId, entries: &[Signed], threads: usize) -> f64 {
    let part = &entries[..entries.len().min(LIMIT_OF)];
    let ids: Vec<LogId> = part.iter().map(|e| ledger::Entry::decode(&e.bytes).unwrap().log_id).collect();
    let claimed: Vec<Claimed<'_>> = part
        .iter()
        .zip(&ids)
        .map(|(entry, log_id)| Claimed { log_id, bytes: &entry.bytes, signature: &entry.signature })
        .collect();
    let check = |chunk: &[Claimed<'_>]| {
        assert!(verify_entries(operation, chunk).into_iter().all(|good| good.is_some()))
    };
    let begun = Instant::now();
    if threads == 1 {
        let before = process_cpu_s();
        check(&claimed);
        let cpu = (process_cpu_s() - before) * 1e6 / claimed.len() as f64;
        println!("processor time a signature, verified in batches and nothing else: {cpu:.1} µs");
        return claimed.len() as f64 / begun.elapsed().as_secs_f64();
    }
    std::thread::scope(|scope| {
        for chunk in claimed.chunks(claimed.len().div_ceil(threads)) {
            scope.spawn(|| check(chunk));
        }
    });
    claimed.len() as f64 / begun.elapsed().as_secs_f64()
}

/// Open loop: each check-in is due at its time; what waits for a slow answer counts.
fn checkins(folder: &Path, rate: usize, seconds: usize) {
    let data = founded(folder);
    let operation = read_founded(&data).unwrap().founding.operation_id();
    let settings = ServeSettings {
        https: None,
        trust: Default::default(),
        listen: "127.0.0.1:0".parse().unwrap(),
        data,
        speed: None,
        sync: Vec::new(),
        witnesses: Vec::new(),
        policy: None,
        hosts: Vec::new(),
    };
    let (ready, address) = mpsc::channel();
    std::thread::spawn(move || serve(&settings, |address, _| ready.send(address).unwrap()).unwrap());
    let address: SocketAddr = address.recv_timeout(Duration::from_secs(60)).unwrap();
    let each = rate * seconds / DEVICES;
    let begun = Instant::now() + Duration::from_secs(1);
    let gap = Duration::from_secs_f64(DEVICES as f64 / rate as f64);
    let devices: Vec<_> = (0..DEVICES)
        .map(|number| {
            std::thread::spawn(move || {
                let mut device = Device::new(operation, number);
                let mut line = TcpStream::connect(address).unwrap();
                line.set_nodelay(true).unwrap();
                send(&mut line, address, &device.enrol());
                let first = begun + gap.mul_f64(number as f64 / DEVICES as f64);
                let one = |n: usize| {
                    let due = first + gap * n as u32;
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    send(&mut line, address, &device.check_in());
                    due.elapsed().as_secs_f64() * 1000.0
                };
                (0..each).map(one).collect::<Vec<f64>>()
            })
        })
        .collect();
    let mut waits: Vec<f64> = devices.into_iter().flat_map(|device| device.join().unwrap()).collect();
    let took = begun.elapsed().as_secs_f64();
    waits.sort_by(f64::total_cmp);
    let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize];
    println!(
        "check-ins {} in {took:.1} s ({:.0}/s), all acknowledged when durable",
        waits.len(),
        waits.len() as f64 / took
    );
    println!(
        "ms until acknowledged: p50 {:.1}  p90 {:.1}  p99 {:.1}  max {:.1}",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

/// One submission over a connection that stays open; panics unless it is taken.
fn send(line: &mut TcpStream, address: SocketAddr, entry: &Signed) {
    let mut body = Vec::new();
    let mut e = minicbor::Encoder::new(&mut body);
    e.array(1).unwrap().array(2).unwrap().bytes(&entry.bytes).unwrap().bytes(&entry.signature).unwrap();
    let head = format!(
        "POST /api/v1/entries HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/cbor\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    line.write_all(&[head.as_bytes(), &body].concat()).unwrap();
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    loop {
        let length = line.read(&mut part).unwrap();
        assert!(length > 0, "the server hung up");
        answer.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .to_lowercase()
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok());
        if length.is_some_and(|length| body.len() >= length) {
            assert!(body.contains("\"taken\""), "{text}");
            return;
        }
    }
}
