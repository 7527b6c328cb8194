//! A hub that keeps in touch with another: a talk every few seconds, sooner when there is news here;
//! one that fails is tried again, for as long as the server runs.
//!
//! Never here: what is said (`talk`).

use super::{Talked, ask_hub, sync_with};
use crate::authority::ClientTrust;
use crate::intake::Intake;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// Between two talks without news here.
const REST: Duration = Duration::from_secs(10);
/// Between two talks in any case: what comes meanwhile goes together.
const BREATH: Duration = Duration::from_secs(1);

/// Talks with the hub at `url` until `stopping`. Call it within a runtime.
pub fn keep_in_touch(intake: Intake, trust: ClientTrust, url: String, mut stopping: watch::Receiver<bool>) {
    tokio::spawn(async move {
        let mut news = intake.news();
        let mut reachable = true;
        while !*stopping.borrow_and_update() {
            news.borrow_and_update();
            let talk = talk(intake.clone(), trust.clone(), url.clone()).await;
            match &talk {
                Ok(talked) if talked.tally.new + talked.sent > 0 => {
                    tracing::info!(url, new = talked.tally.new, sent = talked.sent, "synchronised");
                }
                Ok(talked) if !talked.stuck.is_empty() => {
                    tracing::warn!(url, logs = ?talked.stuck, "these logs are not the same on both sides");
                }
                Err(error) if reachable => tracing::warn!(url, error, "not synchronised; tried again"),
                _ => {}
            }
            reachable = talk.is_ok();
            let rest = async {
                sleep(BREATH).await;
                // News while the other cannot be reached change nothing.
                let _ = timeout(REST, async {
                    if reachable { news.changed().await.ok() } else { std::future::pending().await }
                })
                .await;
            };
            tokio::select! {
                () = rest => {}
                _ = stopping.changed() => {}
            }
        }
    });
}

async fn talk(intake: Intake, trust: ClientTrust, url: String) -> Result<Talked, String> {
    let runtime = tokio::runtime::Handle::current();
    let talk = move || sync_with(&intake, |request| ask_hub(&runtime, &trust, &url, request));
    let talked = tokio::task::spawn_blocking(talk).await.map_err(|error| error.to_string())?;
    talked.map_err(|error| error.to_string())
}
