//! The course of a seed: what happens to whom, and what must hold in the end.

use crate::chance::Chance;
use crate::machine::{Checked, Machine, OPERATION};
use evacuation::account::Account;
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use evacuation::people::Token;
use evacuation::quantity::{Category, Moment};
use evacuation::statement::{
    Admit, AgeBand, AtPlace, Correct, Enrol, Fact, Headcount, Member, OnTrip, Receive, Register, Release,
    Revoke, Role, Sex, Statement,
};
use ledger::crypto::{Key, sha256};
use ledger::{Entry, ForkProof, Signed};
use std::sync::OnceLock;

const DEVICES: usize = 20;
/// The devices that may fork: two that were set back from a copy, and the one that lies.
const FORKING: [usize; 3] = [7, 11, LIAR];
const LIAR: usize = 19;
const EVENTS: usize = 260;
const START_MS: u64 = 1_481_803_200_000;
const TEN_YEARS_MS: u64 = 10 * 365 * 24 * 3600 * 1000;

/// What happened, added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    pub entries: u64,
    pub messages: u64,
    pub lost: u64,
    pub repeated: u64,
    pub crashes: u64,
    pub jumps: u64,
    pub partitions: u64,
    pub forks: u64,
    pub lies: u64,
    pub quarantined: u64,
    pub digest: u64,
}

impl Course {
    pub fn add(&mut self, other: &Course) {
        self.entries += other.entries;
        self.messages += other.messages;
        self.lost += other.lost;
        self.repeated += other.repeated;
        self.crashes += other.crashes;
        self.jumps += other.jumps;
        self.partitions += other.partitions;
        self.forks += other.forks;
        self.lies += other.lies;
        self.quarantined += other.quarantined;
        self.digest ^= other.digest;
    }
    pub fn what_went_wrong(&self) -> [(&'static str, u64); 8] {
        [
            ("loss", self.lost),
            ("repetition", self.repeated),
            ("a crash", self.crashes),
            ("a jump of a clock", self.jumps),
            ("a partition", self.partitions),
            ("a fork", self.forks),
            ("a lie", self.lies),
            ("quarantine", self.quarantined),
        ]
    }
}

struct InTheAir {
    from: usize,
    to: usize,
    bytes: Vec<u8>,
    is_request: bool,
}

pub struct World {
    chance: Chance,
    machines: Vec<Machine>,
    air: Vec<InTheAir>,
    checked: Checked,
    roots: Vec<[u8; 32]>,
    /// Everything that an honest device said and had on disk.
    said: Vec<ledger::EntryId>,
    course: Course,
}

fn operation() -> &'static Operation {
    static OPERATION: OnceLock<Operation> = OnceLock::new();
    OPERATION.get_or_init(|| {
        let text = "[operation]\nname='A'\nstart=2016-12-15T14:00:00+02:00\nhorizon='10h'\ntimezone='Asia/Damascus'\n\
            [[place]]\nid='square'\nkind='staging'\nlat=36.1\nlon=37.1\n\
            [[place]]\nid='camp'\nkind='reception'\nlat=36.1\nlon=37.0\n\
            [[road]]\nfrom='square'\nto='camp'\ntravel='10min'\ndistance_km=3.0\n\
            [[fleet]]\nid='bus'\ncount=3\nat='square'\nseats=50\n\
            [[people]]\nid='all'\nat='square'\nparties=[{count=20, other=4}]\n";
        read(text.as_bytes(), Format::Toml).operation.unwrap()
    })
}

fn seed_of(world: u64, device: usize) -> [u8; 32] {
    sha256(&[b"convergence", &world.to_be_bytes(), &(device as u64).to_be_bytes()])
}

impl World {
    pub fn new(seed: u64) -> World {
        let key = |device| Key::from_seed(&seed_of(seed, device)).log_id().0;
        let roots = vec![key(0), key(1)];
        let empty = Account::closed(operation(), None, &roots);
        let machine = |device| Machine::new(seed_of(seed, device), empty.clone(), START_MS);
        World {
            chance: Chance::new(seed),
            machines: (0..DEVICES).map(machine).collect(),
            air: Vec::new(),
            checked: Checked::default(),
            roots,
            said: Vec::new(),
            course: Course::default(),
        }
    }

    pub fn run(mut self) -> Course {
        self.live();
        self.heal();
        self.compare_all();
        self.course
    }

    /// Everything goes wrong.
    pub fn live(&mut self) {
        for device in 0..DEVICES {
            let role = if device < 2 { Role::Coordinator } else { Role::Gate };
            self.say(device, Fact::Enrol(Enrol { label: format!("Device {device}"), role }));
        }
        for _ in 0..EVENTS {
            let device = self.chance.below(DEVICES);
            match self.chance.below(100) {
                0..30 => {
                    let fact = self.fact();
                    self.say(device, fact);
                }
                30..45 => self.begin_talk(device),
                45..80 => self.deliver(),
                80..84 => self.crash(device),
                84..88 => self.jump(device),
                88..91 => self.part(),
                91..95 => self.fork(),
                _ => self.lie(),
            }
        }
    }

    fn say(&mut self, device: usize, fact: Fact) {
        let machine = &mut self.machines[device];
        machine.clock_ms += 1000;
        let statement = Statement { at: Moment(self.chance.below(36_000) as i64), fact };
        let signed = machine.sign(&statement);
        // Power fails before it is on disk: nobody has seen it, and the device goes on from its disk.
        if self.chance.one_in(25) {
            return self.crash(device);
        }
        let entry = self.checked.check(std::slice::from_ref(&signed)).remove(0).unwrap();
        assert!(self.machines[device].take(&entry), "a device takes what it says itself");
        self.course.entries += 1;
        if !FORKING.contains(&device) {
            self.said.push(entry.id());
        }
    }

    fn crash(&mut self, device: usize) {
        self.machines[device].crash(operation(), &self.roots);
        self.course.crashes += 1;
    }

    fn jump(&mut self, device: usize) {
        let clock = &mut self.machines[device].clock_ms;
        *clock =
            if self.chance.one_in(2) { *clock + TEN_YEARS_MS } else { clock.saturating_sub(TEN_YEARS_MS) };
        self.course.jumps += 1;
    }

    fn part(&mut self) {
        let parts = 1 + self.chance.below(4);
        for machine in &mut self.machines {
            machine.partition = self.chance.below(parts);
        }
        self.course.partitions += 1;
    }

    fn begin_talk(&mut self, from: usize) {
        let to = self.chance.below(DEVICES);
        if to != from {
            let bytes = self.machines[from].hello();
            self.air.push(InTheAir { from, to, bytes, is_request: true });
        }
    }

    /// Some message arrives, not the oldest; or is lost; or arrives and will arrive again.
    fn deliver(&mut self) {
        if self.air.is_empty() {
            return;
        }
        let at = self.chance.below(self.air.len());
        let message = self.air.swap_remove(at);
        let apart = self.machines[message.from].partition != self.machines[message.to].partition;
        if apart || self.chance.one_in(6) {
            self.course.lost += 1;
            return;
        }
        self.hand_over(&message);
        if self.chance.one_in(5) {
            self.course.repeated += 1;
            self.air.push(message);
        }
    }

    fn hand_over(&mut self, message: &InTheAir) {
        self.course.messages += 1;
        let machine = &mut self.machines[message.to];
        let answer = if message.is_request {
            machine.hear(&message.bytes, true, &mut self.checked)
        } else {
            machine.ask_again(&message.bytes, &mut self.checked)
        };
        // A request is always answered; the one who asked sees whether there is more to say.
        if let Some((bytes, has_more)) = answer
            && (has_more || message.is_request)
        {
            let (from, to, is_request) = (message.to, message.from, !message.is_request);
            self.air.push(InTheAir { from, to, bytes, is_request });
        }
    }

    /// A device that was set back signs a number a second time, and tells one other.
    fn fork(&mut self) {
        let device = FORKING[self.chance.below(FORKING.len())];
        let own = self.machines[device].writer.log_id();
        let size = self.machines[device].logs().size(&own);
        if size < 3 {
            return;
        }
        let at = 1 + self.chance.below(size as usize - 2) as u64;
        let before = self.machines[device].logs().at(&own, at - 1)[0];
        let before = self.machines[device].entry(&before).clone();
        let before = self.checked.check(&[before]).remove(0).unwrap();
        let statement = Statement { at: Moment(0), fact: self.fact() };
        let head = Some(ledger::Head::of(&before));
        let second = self.machines[device].sign_from(head, &statement);
        let Some(second) = self.checked.check(&[second]).remove(0) else { return };
        for _ in 0..8 {
            let to = self.chance.below(DEVICES);
            if self.machines[to].take(&second) {
                self.course.forks += 1;
                return;
            }
        }
    }

    /// The liar sends what is damaged, forged, or not its to say.
    fn lie(&mut self) {
        self.course.lies += 1;
        let to = self.chance.below(DEVICES - 1);
        match self.chance.below(4) {
            0 => {
                let mut bytes = self.machines[LIAR].hello();
                let bit = self.chance.below(bytes.len() * 8);
                bytes[bit / 8] ^= 1 << (bit % 8);
                self.air.push(InTheAir { from: LIAR, to, bytes, is_request: true });
            }
            1 => {
                // Another device's entry, altered, with the signature of the original or its own.
                let stored: Vec<Signed> = self.machines[LIAR].stored().cloned().collect();
                let Some(victim) = stored.get(self.chance.below(stored.len())) else { return };
                let mut entry = Entry::decode(&victim.bytes).unwrap();
                entry.body = Statement { at: Moment(1), fact: self.fact() }.encode();
                let key = Key::from_seed(&[99; 32]);
                let bytes = entry.encode();
                let signature = match self.chance.one_in(2) {
                    true => victim.signature,
                    false => key.sign_entry(&OPERATION, &bytes),
                };
                let verdict = self.checked.check(&[Signed { bytes: bytes.into(), signature }]).remove(0);
                assert!(verdict.is_none() || entry.log_id == key.log_id(), "a forgery was taken for good");
            }
            2 => {
                let device = self.roots[self.chance.below(2)];
                self.say(LIAR, Fact::Revoke(Revoke { device, from: 0, why: "a lie".to_owned() }));
            }
            _ => {
                let device = self.machines[LIAR].writer.log_id().0;
                let admit = Admit { device, role: Role::Coordinator, place: None, until: None };
                self.say(LIAR, Fact::Admit(admit));
            }
        }
    }

    /// All can talk again, nobody lies any more; each with the first, to and fro, until nothing moves.
    pub fn heal(&mut self) {
        self.air.clear();
        for _ in 0..2 {
            for other in 1..DEVICES {
                self.talk(other, 0);
            }
        }
    }

    fn talk(&mut self, one: usize, other: usize) {
        let bytes = self.machines[one].hello();
        self.air.push(InTheAir { from: one, to: other, bytes, is_request: true });
        for _ in 0..200 {
            let Some(message) = self.air.pop() else { return };
            self.hand_over(&message);
        }
        panic!("two devices never came to an end");
    }

    /// Everybody has the same entries and the same picture, nothing that was said is lost, every fork can
    /// be proved to anybody, and the balance holds.
    pub fn compare_all(&mut self) {
        let first = &self.machines[0];
        let (held, picture, frontier) = (first.held(), first.account.picture(), forks(first));
        assert!(picture.account.balances());
        for (device, machine) in self.machines.iter().enumerate() {
            assert!(machine.held() == held, "device {device} holds other entries");
            assert!(machine.account.picture() == picture, "device {device} shows another picture");
            assert_eq!(forks(machine), frontier, "device {device} knows other forks");
        }
        for id in &self.said {
            assert!(held.binary_search(id).is_ok(), "an entry that was on disk is lost: {id}");
        }
        for (log_id, at) in frontier {
            let ids = first.logs().at(&log_id, at);
            let proof = ForkProof::new(first.entry(&ids[0]).clone(), first.entry(&ids[1]).clone());
            assert_eq!(proof.check(&OPERATION), Ok((log_id, at)));
        }
        let text = format!("{picture:?}");
        let digest = sha256(&[text.as_bytes()]);
        self.course.digest = u64::from_be_bytes(*digest.first_chunk().unwrap());
        self.course.quarantined = picture.quarantined.statements;
    }

    pub fn forget_one(&mut self, device: usize) {
        self.machines[device].drop_one();
    }

    /// Something to say; who says it may not be the one who may.
    fn fact(&mut self) -> Fact {
        let party = 1 + self.chance.below(20) as u64;
        let token = |n: u64| Token::from_number(party * 10 + n);
        let tokens = || (1..=4).map(token).collect();
        let trip = || ["bus-1.1", "bus-2.1", "bus-3.1"][(party % 3) as usize].parse().unwrap();
        let device = self.machines[self.chance.below(DEVICES)].writer.log_id().0;
        let role = [Role::Gate, Role::Registrar, Role::Viewer, Role::Coordinator][self.chance.below(4)];
        let until = self.chance.one_in(3).then_some(Moment(7200));
        let why = "by chance".to_owned();
        let entry = self.some_entry();
        match self.chance.below(14) {
            0..3 => {
                let member = |n| Member {
                    token: token(n),
                    category: Category::Other,
                    sex: Sex::Unknown,
                    age: AgeBand::Unknown,
                };
                let (people, class) = (Some("all".to_owned()), Some(0));
                let members = (1..=4).map(member).collect();
                Fact::Register(Register {
                    party: token(0),
                    members,
                    place: "square".to_owned(),
                    people,
                    class,
                })
            }
            3..5 => Fact::Board(OnTrip { tokens: tokens(), trip: trip(), place: "square".to_owned() }),
            5 => Fact::Receive(Receive { tokens: tokens(), trip: Some(trip()), place: "camp".to_owned() }),
            6 => Fact::Arrive(AtPlace { trip: trip(), place: "camp".to_owned() }),
            7 => Fact::Headcount(Headcount { trip: trip(), place: "square".to_owned(), count: 4 }),
            8..11 => Fact::Admit(Admit { device, role, place: None, until }),
            11 => Fact::Revoke(Revoke { device, from: self.chance.below(6) as u64, why }),
            12 => Fact::Release(Release { entries: vec![entry.into()], why }),
            _ => Fact::Correct(Correct { entry, why }),
        }
    }

    fn some_entry(&mut self) -> [u8; 32] {
        let at = self.chance.below(self.said.len().max(1));
        self.said.get(at).map_or([0; 32], |id| id.0)
    }
}

fn forks(machine: &Machine) -> Vec<(ledger::LogId, u64)> {
    let forked = |log: ledger::Frontier| Some((log.log_id, log.forked_at?));
    machine.frontier().into_iter().filter_map(forked).collect()
}
