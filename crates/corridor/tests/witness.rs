//! The witness as a program, killed at any moment: it has never cosigned anything that its next life
//! does not remember, so no two of its cosignatures contradict each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::checkpoint::{Seal, WitnessKey};
use ledger::crypto::{Key, entry_id};
use ledger::note::NoteSignature;
use ledger::tree::{Hash, root};
use ledger::{OperationId, proof};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const OPERATION: OperationId = OperationId([7; 32]);

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Running {
    child: Child,
    address: String,
    public: WitnessKey,
}

fn start(folder: &Folder) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corridor"))
        .args(["witness", "--name", "observer.example/1", "--listen", "127.0.0.1:0"])
        .args(["--operation", &OPERATION.to_string()])
        .arg("--data")
        .arg(&folder.0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let key = lines.find_map(|line| line.strip_prefix("witness GROUP ").map(str::to_owned)).unwrap();
    let address = lines
        .find_map(|line| Some(line.strip_prefix("Witnessing at http://")?.split_once('/')?.0.to_owned()));
    Running { child, address: address.unwrap(), public: WitnessKey::read(&key).unwrap() }
}

/// Sends a request; `None` if the witness dies on the way.
fn ask(address: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let head = format!(
        "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer.split_once("\r\n\r\n")?.1.to_owned()))
}

/// Two histories of one log, which part after 40 entries.
fn leaves(branch: u8, count: u64) -> Vec<Hash> {
    (0..count).map(|n| entry_id(&[n as u8, if n < 40 { 0 } else { branch }]).0).collect()
}

fn request(old: u64, branch: u8, size: u64) -> (String, Seal) {
    let all = leaves(branch, size);
    let seal = Seal::make(&Key::from_seed(&[1; 32]), OPERATION, size, root(&all));
    let proof = proof::consistency(&all, old).unwrap_or_default();
    (corridor::witness::request(old, &proof, &seal), seal)
}

#[test]
fn a_witness_that_is_killed_never_contradicts_itself() {
    let kills: u64 = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(12);
    let folder = Folder(std::env::temp_dir().join(format!("corridor-witness-kill-{}", std::process::id())));
    let (mut known, mut public, mut cosigned) = (0u64, None, Vec::<(u8, u64)>::new());
    for life in 0..kills {
        let mut running = start(&folder);
        assert_eq!(*public.get_or_insert(running.public.clone()), running.public, "its key is the same");
        let address = running.address.clone();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(life * 7 % 60));
            running.child.kill().unwrap();
            running.child.wait().unwrap();
        });
        // A forked log asks for both of its histories, again and again, until the witness dies.
        for turn in 0.. {
            let branch = (turn % 2) as u8;
            let (body, mut seal) = request(known, branch, known + 1);
            match ask(&address, &body) {
                Some((200, line)) => {
                    seal.add(NoteSignature::read(line.trim_end()).unwrap());
                    assert!(seal.cosigned_by(public.as_ref().unwrap()).is_some());
                    known += 1;
                    cosigned.push((branch, known));
                }
                Some((409, size)) => {
                    known = size.trim().parse().unwrap();
                    let last = cosigned.last().map_or(0, |(_, size)| *size);
                    assert!(known >= last, "it cosigned {last} entries and remembers {known}");
                }
                Some((status, what)) => assert_eq!(status, 422, "{what}"),
                None => break,
            }
            if known >= 200 {
                break;
            }
        }
        killer.join().unwrap();
    }
    assert!(known > 0, "it cosigned nothing at all");
    let branches: std::collections::BTreeSet<u8> =
        cosigned.iter().filter(|(_, size)| *size > 40).map(|(branch, _)| *branch).collect();
    assert!(branches.len() <= 1, "it cosigned two histories: {cosigned:?}");
    println!("{kills} lives, {known} entries cosigned, one history");
}
