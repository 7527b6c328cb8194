//! The drill: says what is to be said when its time has come, through the same door as everybody.
//!
//! What has been said is never remembered apart from the ledger itself: after a restart, even after a
//! crash, the number of entries in each device's log says where the script goes on. Entries are
//! signed over the drill's own time, so a drill gives the same entries however often it was
//! interrupted.

use super::clock::Clock;
use super::script::{Script, drill_key};
use crate::founding::Founded;
use crate::intake::{Intake, Trouble, Verdict};
use evacuation::statement::Statement;
use ledger::{Draft, EntryError, Frontier, Head, LogId, OperationId, Signed, Writer};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Between two looks at the clock.
const BEAT: Duration = Duration::from_millis(100);
/// The clock's position is written this often while it runs.
const NOTE_EVERY: Duration = Duration::from_secs(1);
/// After the store failed, it is tried again after this.
const RETRY: Duration = Duration::from_secs(1);
/// Statements submitted together at most.
const GROUP: usize = 2048;
/// Speed of a new drill: an hour in a minute.
const SPEED: u32 = 60;

const NOTE_CLOCK: &str = "drill_clock";
const NOTE_SCRIPT: &str = "drill_script_sha256";

/// Why a drill cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    /// The door is closed or the store fails.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The folder holds another drill.
    #[error(
        "the data folder holds a drill that another version of the simulator began; begin again with --fresh, or name a new data folder"
    )]
    Changed,
    /// A statement of the script cannot be written.
    #[error("the simulator said something that cannot be written: {0}")]
    Entry(#[from] EntryError),
    /// A statement of the script was refused.
    #[error("a statement of the drill was refused ({code}): {what}")]
    Refused {
        /// The code of the refusal.
        code: &'static str,
        /// Why.
        what: String,
    },
}

/// A drill that is ready to run.
#[derive(Debug)]
pub struct Drill {
    intake: Intake,
    clock: Arc<Clock>,
    script: Script,
    /// How much of the script has been said.
    said: usize,
    writers: Vec<Writer>,
    start_unix_ms: i64,
    noted: (Instant, Vec<u8>),
    stopped: Option<Receiver<()>>,
    /// What the script is made from, where it follows the plan in force, and how many plans it follows.
    follows: Option<(Founded, u64, usize)>,
}

/// A drill that runs, as others hold it.
#[derive(Debug)]
pub struct Running {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

/// What a drill needs to know.
#[derive(Clone, Copy, Debug)]
pub struct DrillSettings {
    /// Where the keys grow from.
    pub seed: u64,
    /// Speed, if it is not to be the one that it had.
    pub speed: Option<u32>,
    /// The operation's start in seconds of Unix time.
    pub start_unix_s: i64,
}

impl Drill {
    /// Finds where the script goes on, and says everything up to there that is not said yet: before
    /// the first moment of the operation everybody has been registered.
    pub fn prepare(
        intake: Intake,
        script: Script,
        settings: DrillSettings,
        frontier: &[Frontier],
        heads: &HashMap<LogId, Head>,
    ) -> Result<Drill, DrillError> {
        same_script(&intake, &script)?;
        let operation = intake.operation_id();
        let writers: Vec<Writer> =
            (0..script.devices()).map(|device| writer(operation, settings.seed, device, heads)).collect();
        let said = said_already(&script, &writers, frontier)?;
        let position = Position::read(intake.note_blocking(NOTE_CLOCK)?.as_deref());
        let reached = said.checked_sub(1).and_then(|last| script.at_ms(last)).unwrap_or(0);
        let clock = Clock::drill(
            settings.start_unix_s,
            position.at_ms.max(reached),
            script.end_ms(),
            settings.speed.unwrap_or(position.speed),
            position.paused,
        );
        let mut drill = Drill {
            intake,
            clock: Arc::new(clock),
            script,
            said,
            writers,
            start_unix_ms: settings.start_unix_s.saturating_mul(1000),
            noted: (Instant::now(), Vec::new()),
            stopped: None,
            follows: None,
        };
        drill.say_until(position.at_ms.max(reached))?;
        Ok(drill)
    }

    /// The drill's clock.
    pub fn clock(&self) -> Arc<Clock> {
        Arc::clone(&self.clock)
    }

    /// From now on the simulated people follow the plan in force. `plans`: how many the script knows.
    pub fn follow(&mut self, founded: Founded, seed: u64, plans: usize) {
        self.follows = Some((founded, seed, plans));
    }

    /// Where another plan has come into force, writes the rest of the script anew.
    fn take_up(&mut self) {
        let Some((founded, seed, known)) = &self.follows else { return };
        let plans = self.intake.read(|book| book.plans_since().to_vec());
        if plans.len() == *known {
            return;
        }
        let script = Script::simulate(founded, *seed, &plans);
        if script.sayings().get(..self.said) == self.script.sayings().get(..self.said) {
            self.clock.ends(script.end_ms());
            self.script = script;
            tracing::info!(plans = plans.len(), "the drill follows the new plan");
        } else {
            tracing::error!("the drill cannot follow the new plan and goes on with the one before");
        }
        if let Some((_, _, known)) = &mut self.follows {
            *known = plans.len();
        }
    }

    /// Lets it run in a thread of its own.
    pub fn run(mut self) -> std::io::Result<Running> {
        let (stop, stopped) = channel();
        self.stopped = Some(stopped);
        let body = move || {
            if let Err(error) = self.go() {
                tracing::error!(%error, "the drill stands still");
                self.clock.set(None, Some(true));
            }
            if let Err(error) = self.note(true) {
                tracing::warn!(%error, "where the drill's clock stood could not be written");
            }
        };
        let thread = std::thread::Builder::new().name("drill".to_owned()).spawn(body)?;
        Ok(Running { stop, thread })
    }

    fn go(&mut self) -> Result<(), DrillError> {
        let mut finished = false;
        while self.rest(BEAT) {
            let clock = Arc::clone(&self.clock);
            let held = clock.hold();
            self.take_up();
            self.say_until(self.clock.should_be_ms())?;
            drop(held);
            self.note(false)?;
            if !finished && self.clock.face().finished {
                finished = true;
                tracing::info!(statements = self.said, "the drill is over: everything has been said");
            }
        }
        Ok(())
    }

    /// Waits; `false` when it is told to stop meanwhile.
    fn rest(&self, time: Duration) -> bool {
        match &self.stopped {
            Some(stopped) => stopped.recv_timeout(time) == Err(RecvTimeoutError::Timeout),
            None => {
                std::thread::sleep(time);
                true
            }
        }
    }

    /// Says everything up to a moment, then lets the clock show it.
    fn say_until(&mut self, until_ms: i64) -> Result<(), DrillError> {
        while let Some(group) = self.next_group(until_ms)? {
            self.submit(&group)?;
            self.said += group.len();
            // While it catches up, the clock shows how far it is.
            let last = self.script.at_ms(self.said - 1).unwrap_or(until_ms);
            self.clock.reached(last.min(until_ms));
        }
        self.clock.reached(until_ms);
        Ok(())
    }

    fn next_group(&mut self, until_ms: i64) -> Result<Option<Vec<Signed>>, EntryError> {
        let rest = self.script.sayings().get(self.said..).unwrap_or_default();
        let due =
            rest.iter().take(GROUP).take_while(|(_, s)| s.at.seconds().saturating_mul(1000) <= until_ms);
        let mut group = Vec::new();
        for (device, statement) in due {
            if let Some(writer) = self.writers.get_mut(*device) {
                group.push(write(writer, statement, self.start_unix_ms)?);
            }
        }
        Ok(Some(group).filter(|group| !group.is_empty()))
    }

    /// Hands a group in; while the store fails it waits, as a device would, and keeps what it has.
    fn submit(&self, group: &[Signed]) -> Result<(), DrillError> {
        loop {
            match self.intake.accept_blocking(group.to_vec()) {
                Ok(verdicts) => return verdicts.into_iter().try_for_each(judge),
                Err(trouble) if trouble.code == "stopping" => return Err(trouble.into()),
                Err(trouble) => {
                    tracing::warn!(%trouble, "the drill waits for the store");
                    if !self.rest(RETRY) {
                        return Err(trouble.into());
                    }
                }
            }
        }
    }

    /// Writes where the clock stands, when it has moved and it is time.
    fn note(&mut self, now: bool) -> Result<(), Trouble> {
        let face = self.clock.face();
        let position = Position {
            at_ms: self.clock.reached_ms(),
            speed: face.speed,
            paused: face.paused && !face.finished,
        };
        let (at, last) = &self.noted;
        let value = position.write();
        if (now || at.elapsed() >= NOTE_EVERY) && *last != value {
            self.intake.set_note_blocking(NOTE_CLOCK, value.clone())?;
            self.noted = (Instant::now(), value);
        }
        Ok(())
    }
}

impl Running {
    /// Ends it; where its clock stood is written. Blocks until then.
    pub fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

fn judge(verdict: Verdict) -> Result<(), DrillError> {
    match verdict {
        Verdict::Taken { .. } | Verdict::Known { .. } => Ok(()),
        Verdict::Refused { code, what, .. } => Err(DrillError::Refused { code, what }),
    }
}

fn same_script(intake: &Intake, script: &Script) -> Result<(), DrillError> {
    let digest = script.digest();
    match intake.note_blocking(NOTE_SCRIPT)? {
        Some(known) if known == digest => Ok(()),
        Some(_) => Err(DrillError::Changed),
        None => Ok(intake.set_note_blocking(NOTE_SCRIPT, digest.to_vec())?),
    }
}

fn writer(operation: OperationId, seed: u64, device: usize, heads: &HashMap<LogId, Head>) -> Writer {
    let key = drill_key(seed, device);
    let log_id = Writer::new(operation, &key, None).log_id();
    Writer::new(operation, &key, heads.get(&log_id).copied())
}

/// How much of the script is in the logs. Groups are stored whole or not at all and in order, so
/// what is stored is a beginning of the script.
fn said_already(script: &Script, writers: &[Writer], frontier: &[Frontier]) -> Result<usize, DrillError> {
    let sizes: BTreeMap<LogId, u64> = frontier.iter().map(|log| (log.log_id, log.size)).collect();
    let mut left: Vec<u64> = writers.iter().map(|w| sizes.get(&w.log_id()).copied().unwrap_or(0)).collect();
    let mut said = 0;
    for (device, _) in script.sayings() {
        match left.get_mut(*device) {
            Some(count) if *count > 0 => *count -= 1,
            _ => break,
        }
        said += 1;
    }
    if left.iter().all(|count| *count == 0) { Ok(said) } else { Err(DrillError::Changed) }
}

fn write(writer: &mut Writer, statement: &Statement, start_unix_ms: i64) -> Result<Signed, EntryError> {
    let at_ms = start_unix_ms.saturating_add(statement.at.seconds().saturating_mul(1000));
    let draft = Draft {
        kind: statement.fact.kind().to_owned(),
        place: statement.fact.place().map(str::to_owned),
        body: statement.encode(),
        ..Draft::default()
    };
    writer.write(draft, u64::try_from(at_ms).unwrap_or(0))
}

/// Where a drill's clock stood.
struct Position {
    at_ms: i64,
    speed: u32,
    paused: bool,
}

impl Position {
    fn read(note: Option<&[u8]>) -> Position {
        let read = || {
            let (at_ms, rest) = note?.split_first_chunk::<8>()?;
            let (speed, rest) = rest.split_first_chunk::<4>()?;
            let position = Position {
                at_ms: i64::from_be_bytes(*at_ms),
                speed: u32::from_be_bytes(*speed),
                paused: rest == [1],
            };
            Some(position)
        };
        read().unwrap_or(Position { at_ms: 0, speed: SPEED, paused: false })
    }
    fn write(&self) -> Vec<u8> {
        [&self.at_ms.to_be_bytes()[..], &self.speed.to_be_bytes(), &[u8::from(self.paused)]].concat()
    }
}
