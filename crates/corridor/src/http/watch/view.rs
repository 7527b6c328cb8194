//! The watch page's data, drawn from the picture.
//!
//! Never here: secrets of trackers, tokens of shares.

use crate::http::app::App;
use crate::tracking::is_on;
use evacuation::account::Picture;
use evacuation::quantity::Moment;
use evacuation::statement::{Fact, Reply};
use evacuation::{aid, clearance, incidents, truce};
use serde_json::{Value, json};

pub(super) fn watch(app: &App, picture: &Picture, now: Moment) -> Value {
    let operation = app.operation();
    let named = |id: &String| {
        let known = operation.parties.iter().find(|party| party.id == *id);
        json!({ "id": id, "name": known.map(|party| party.name.clone()).unwrap_or_default() })
    };
    json!({
        "now": now.seconds(),
        "tracking": is_on(picture),
        "parties": truce::parties(operation, picture).iter().map(named).collect::<Vec<_>>(),
        "clauses": truce::judge(operation, picture, now),
        "lines": truce::lines(operation, picture, now),
        "incidents": incidents::incidents(operation, picture),
        "tracing": incidents::tracing(picture),
        "whole": clearance::whole(picture),
        "decisions": decisions(picture),
        "notifications": notifications(picture, now),
        "requests": aid::requests(picture, now),
        "waybills": aid::waybills(picture, now),
        "trackers": trackers(picture),
        "shares": shares(picture),
    })
}

/// Every decision, newest first.
fn decisions(picture: &Picture) -> Vec<Value> {
    let one = |said: &evacuation::account::Watched| match &said.fact {
        Fact::Decide(f) => Some(json!({ "entry": said.entry, "at": said.at, "decide": f })),
        _ => None,
    };
    picture.watch.iter().rev().filter_map(one).collect()
}

/// Every notification, newest first, with what was answered.
fn notifications(picture: &Picture, now: Moment) -> Vec<Value> {
    let one = |said: &evacuation::account::Watched| {
        let Fact::Notify(notify) = &said.fact else { return None };
        let replies = picture.watch.iter().filter_map(|other| match &other.fact {
            Fact::Acknowledge(f) if f.notification == said.entry => Some((other.at, f.reply, f.by.clone())),
            _ => None,
        });
        let reply = replies.max();
        let state = match &reply {
            _ if notify.until < now => "expired",
            None => "sent",
            Some((_, Reply::Yes, _)) => "acknowledged",
            Some((_, Reply::No, _)) => "rejected",
        };
        Some(json!({
            "entry": said.entry, "at": said.at, "notify": notify, "state": state,
            "answered": reply.as_ref().map(|(at, ..)| *at), "by": reply.map(|(_, _, by)| by),
        }))
    };
    picture.watch.iter().rev().filter_map(one).collect()
}

/// Which tracker rides on which vehicle: the last word on each.
fn trackers(picture: &Picture) -> Vec<Value> {
    let mut last = std::collections::BTreeMap::new();
    for said in &picture.watch {
        if let Fact::Tracker(f) = &said.fact {
            last.insert(f.tracker.as_str(), json!({
                "tracker": f.tracker, "vehicle": f.vehicle, "until": f.until, "at": said.at, "entry": said.entry,
            }));
        }
    }
    last.into_values().collect()
}

/// Every share, newest first; its link was shown once, when it was made.
fn shares(picture: &Picture) -> Vec<Value> {
    let ended = |share: &str| {
        picture.watch.iter().any(|said| matches!(&said.fact, Fact::Unshare(f) if f.share == share))
    };
    let one = |said: &evacuation::account::Watched| match &said.fact {
        Fact::Share(f) => Some(json!({
            "share": f.share, "audience": f.audience, "party": f.party, "until_unix_s": f.until_unix_s,
            "at": said.at, "entry": said.entry, "ended": ended(&f.share),
            "expired": f.until_unix_s <= crate::wall_clock::unix_s(),
        })),
        _ => None,
    };
    picture.watch.iter().rev().filter_map(one).collect()
}
