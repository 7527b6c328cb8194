//! Sealing, as a running hub or a command does it: the logs whose keys this program holds are sealed,
//! and the newest seals of all logs are passed to the witnesses that were named.
//!
//! A witness that cannot be reached is asked again the next time; nothing waits for it. Never here:
//! whether a seal fits its log (`intake`), or what a witness decides (`witness`).

use crate::intake::{Intake, NOTE_CONSOLE_KEY, Trouble};
use crate::live::drill_keys;
use crate::post::post;
use crate::store::{KeptSeal, Mode};
use crate::wall_clock::unix_s;
use crate::witness::request;
use ledger::LogId;
use ledger::checkpoint::Seal;
use ledger::note::NoteSignature;
use ledger::quorum::Policy;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// Between two rounds of a running hub.
const REST: Duration = Duration::from_secs(60);
/// Bytes of a witness's answer at most.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// Who seals and who is asked to cosign.
#[derive(Clone, Debug)]
pub struct Sealer {
    /// The door.
    pub intake: Intake,
    /// Live or drill: of a drill, the simulated devices' keys are held too.
    pub mode: Mode,
    /// The witnesses' addresses.
    pub witnesses: Vec<String>,
    /// Who must cosign, if that is known: what has enough cosignatures is not passed on again.
    pub policy: Option<Policy>,
    /// When enough witnesses had cosigned a seal for the last time, in seconds of Unix time; 0: never.
    pub last: Arc<AtomicI64>,
    /// What each witness cosigned and was heard to: how many entries of which log.
    pub heard: Arc<Mutex<BTreeMap<(String, LogId), u64>>>,
}

/// What a round came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Logs that were sealed.
    pub sealed: usize,
    /// Cosignatures that came in.
    pub cosigned: usize,
    /// What witnesses answered otherwise, and witnesses that could not be reached.
    pub troubles: Vec<String>,
}

impl Sealer {
    /// Seals and passes on, once.
    pub async fn round(&self) -> Result<Round, Trouble> {
        let seals = self.intake.make_seals(self.keys().await?, unix_s()).await?;
        let mut round = Round { sealed: seals.len(), ..Round::default() };
        let newest = newest(self.intake.seals().await?);
        for witness in &self.witnesses {
            for seal in &newest {
                let answer = self.ask(witness, seal).await;
                match answer {
                    Ok(true) => round.cosigned += 1,
                    Ok(false) => {}
                    Err(what) => {
                        round.troubles.push(format!("{witness}: {what}"));
                        // Most likely nobody is there: the other logs need not wait for the same.
                        break;
                    }
                }
            }
        }
        self.remember(&self.intake.seals().await?);
        Ok(round)
    }

    fn remember(&self, seals: &[KeptSeal]) {
        let Some(policy) = &self.policy else { return };
        let last = seals.iter().filter_map(|kept| policy.judge(&kept.seal).since).max();
        self.last.store(last.and_then(|last| i64::try_from(last).ok()).unwrap_or(0), Ordering::Relaxed);
    }

    /// When enough witnesses had cosigned a seal for the last time, in seconds of Unix time.
    pub fn last_cosigned(&self) -> Option<i64> {
        Some(self.last.load(Ordering::Relaxed)).filter(|last| *last > 0)
    }

    /// Rounds until the server stops.
    pub fn keep_sealing(self, mut stopping: watch::Receiver<bool>) {
        tokio::spawn(async move {
            if let Some(policy) = &self.policy
                && let Err(trouble) = self.intake.trust(policy.clone()).await
            {
                return tracing::warn!(%trouble, "the server is stopping already");
            }
            while !*stopping.borrow_and_update() {
                match self.round().await {
                    Ok(round) => {
                        for trouble in &round.troubles {
                            tracing::warn!(trouble, "a witness did not cosign; it is asked again");
                        }
                    }
                    Err(trouble) => tracing::warn!(%trouble, "nothing was sealed; it is tried again"),
                }
                tokio::select! {
                    () = tokio::time::sleep(REST) => {}
                    _ = stopping.changed() => {}
                }
            }
        });
    }

    /// The keys of logs that this program writes.
    async fn keys(&self) -> Result<Vec<[u8; 32]>, Trouble> {
        let mode = self.mode;
        self.intake
            .errand(move |holdings| {
                let console = holdings.store.note(NOTE_CONSOLE_KEY).ok().flatten();
                let mut keys: Vec<[u8; 32]> =
                    console.and_then(|key| key.try_into().ok()).into_iter().collect();
                if let Mode::Drill { seed } = mode {
                    let known = |log: &LogId| holdings.logs.size(log) > 0;
                    keys.extend(drill_keys(seed).take_while(|(_, log)| known(log)).map(|(key, _)| key));
                }
                keys
            })
            .await
    }

    /// Asks one witness for one seal; `true` when its cosignature was added.
    async fn ask(&self, witness: &str, seal: &Seal) -> Result<bool, String> {
        if self.policy.as_ref().is_some_and(|policy| policy.judge(seal).since.is_some()) {
            return Ok(false);
        }
        let checkpoint = seal.checkpoint();
        let place = (witness.to_owned(), checkpoint.origin.log_id);
        let heard = |place| self.heard.lock().unwrap_or_else(PoisonError::into_inner).get(place).copied();
        if heard(&place) == Some(checkpoint.size) {
            return Ok(false);
        }
        let mut old = heard(&place).unwrap_or(0);
        for _ in 0..2 {
            let proof = self.intake.prove_growth(checkpoint.origin.log_id, old, checkpoint.size).await;
            let proof = proof.map_err(|trouble| trouble.to_string())?;
            let proof = proof.ok_or("entries of a sealed log are missing here")?;
            let body = request(old, &proof, seal).into_bytes();
            let answer = post(witness, "/add-checkpoint", "text/plain", body, ANSWER_BYTES_MAX).await;
            let answer = answer.map_err(|error| error.to_string())?;
            let text = String::from_utf8_lossy(&answer.body);
            match answer.status {
                200 => {
                    let new = self.add(seal, &text).await?;
                    let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
                    heard.insert(place, checkpoint.size);
                    return Ok(new);
                }
                409 => old = text.trim().parse().map_err(|_| "it answered 409 without a size")?,
                status => return Err(format!("it answered {status}: {}", text.trim())),
            }
            if old > checkpoint.size {
                // It has seen more of this log than we have sealed.
                return Ok(false);
            }
            // If it cosigned exactly this already, its answer was lost on the way: it says it once more.
        }
        Err(format!(
            "it says again and again that it knows {old} entries of {}, or another history of them",
            checkpoint.origin.log_id
        ))
    }

    async fn add(&self, seal: &Seal, lines: &str) -> Result<bool, String> {
        let mut cosigned = seal.clone();
        for line in lines.lines() {
            cosigned.add(NoteSignature::read(line).map_err(|error| error.to_string())?);
        }
        let new = cosigned != *seal;
        self.intake.take_seals(vec![cosigned], unix_s()).await.map_err(|trouble| trouble.to_string())?;
        Ok(new)
    }
}

/// The newest seal of every log.
fn newest(seals: Vec<KeptSeal>) -> Vec<Seal> {
    let mut newest: BTreeMap<LogId, Seal> = BTreeMap::new();
    for KeptSeal { seal, .. } in seals {
        // They come in order of size.
        newest.insert(seal.checkpoint().origin.log_id, seal);
    }
    newest.into_values().collect()
}
