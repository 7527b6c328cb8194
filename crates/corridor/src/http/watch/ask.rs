//! Reading what is to be said, and whether what it names is there.
//!
//! Never here: whether it is true.

use crate::http::app::App;
use crate::http::trouble::ApiError;
use crate::proposals::past_moment_of;
use evacuation::account::Picture;
use evacuation::quantity::Moment;
use evacuation::statement::{
    Acknowledge, AidAnswer, AidMove, AidRequest, Clause, ClauseWord, Decide, EntryRef, Evidence, Fact,
    Incident, Link, LinkKind, Notify, Tracking, Unshare,
};
use evacuation::truce;
use serde::Deserialize;
use serde_json::Value;

/// The kinds that can be said here. Trackers and shares have addresses of their own, for they have secrets.
#[derive(Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
enum Asked {
    Incident(Incident),
    Link(Link),
    Evidence(Evidence),
    Clause(Clause),
    ClauseWord(ClauseWord),
    Notify(Notify),
    Acknowledge(Acknowledge),
    Decide(Decide),
    AidRequest(AidRequest),
    AidAnswer(AidAnswer),
    AidMove(AidMove),
    Tracking(Tracking),
    Unshare(Unshare),
}

pub(super) fn read(fact: Value) -> Result<Fact, ApiError> {
    let asked: Asked = serde_json::from_value(fact).map_err(|error| {
        let remedy = "see docs/watch.md for the kinds and their fields";
        ApiError::bad_request("fact", error.to_string(), remedy).at("fact")
    })?;
    Ok(match asked {
        Asked::Incident(f) => Fact::Incident(Box::new(f)),
        Asked::Link(f) => Fact::Link(f),
        Asked::Evidence(f) => Fact::Evidence(f),
        Asked::Clause(f) => Fact::Clause(f),
        Asked::ClauseWord(f) => Fact::ClauseWord(f),
        Asked::Notify(f) => Fact::Notify(f),
        Asked::Acknowledge(f) => Fact::Acknowledge(f),
        Asked::Decide(f) => Fact::Decide(f),
        Asked::AidRequest(f) => Fact::AidRequest(f),
        Asked::AidAnswer(f) => Fact::AidAnswer(f),
        Asked::AidMove(f) => Fact::AidMove(Box::new(f)),
        Asked::Tracking(f) => Fact::Tracking(f),
        Asked::Unshare(f) => Fact::Unshare(f),
    })
}

/// When it happened, as a person or a report writes it.
pub(super) fn moment(app: &App, when: &str, now: Moment) -> Result<Moment, ApiError> {
    past_moment_of(app.operation(), when, now).map_err(|what| {
        let remedy = "say when it happened, in local time or with a Z for GMT";
        ApiError::bad_request("when", what, remedy).at("when")
    })
}

/// Whether the convoys, clauses, requests and statements that it names are known here.
pub(super) fn check(app: &App, picture: &Picture, fact: &Fact) -> Result<(), ApiError> {
    let unknown = |what: String, place: &str| {
        Err(ApiError::bad_request("unknown", what, "name one that is there").at(format!("fact.{place}")))
    };
    let convoy = |id: &str| app.convoys().iter().any(|convoy| convoy.id == id);
    let entry = |id: &EntryRef| app.intake().read(|book| book.account().said(&id.0).is_some());
    match fact {
        Fact::Decide(f) => match &f.convoy {
            Some(id) if !convoy(id) => unknown(format!("there is no convoy '{id}' in the plan"), "convoy"),
            _ => Ok(()),
        },
        Fact::Notify(f) if !convoy(&f.convoy) => {
            unknown(format!("there is no convoy '{}' in the plan", f.convoy), "convoy")
        }
        Fact::ClauseWord(f) => {
            let known = truce::clauses(app.operation(), picture);
            match known.iter().any(|(clause, _)| clause.clause == f.clause) {
                true => Ok(()),
                false => unknown(format!("there is no clause '{}'", f.clause), "clause"),
            }
        }
        Fact::AidAnswer(f) => {
            let asked = |fact: &Fact| matches!(fact, Fact::AidRequest(known) if known.request == f.request);
            match picture.watch.iter().any(|said| asked(&said.fact)) {
                true => Ok(()),
                false => unknown(format!("nobody has made the request '{}'", f.request), "request"),
            }
        }
        Fact::Acknowledge(f) => {
            let sent = |said: &evacuation::account::Watched| {
                said.entry == f.notification && matches!(said.fact, Fact::Notify(_))
            };
            match picture.watch.iter().any(sent) {
                true => Ok(()),
                false => unknown("there is no such notification".to_owned(), "notification"),
            }
        }
        Fact::Link(f) if !entry(&f.from) => unknown("there is no such statement".to_owned(), "from"),
        Fact::Link(f) if !entry(&f.to) => unknown("there is no such statement".to_owned(), "to"),
        Fact::Link(f) if f.from == f.to => {
            unknown("a statement hangs together with another one, not with itself".to_owned(), "to")
        }
        Fact::Link(f) if f.kind == LinkKind::Supersedes => {
            let claim = |id: &EntryRef| picture.claims.iter().any(|known| known.entry == id.0);
            match (claim(&f.from), claim(&f.to)) {
                (true, true) => Ok(()),
                (false, _) => unknown("only a claim supersedes another".to_owned(), "from"),
                (true, false) => unknown("only a claim is superseded".to_owned(), "to"),
            }
        }
        Fact::Evidence(f) if !entry(&f.about) => unknown("there is no such statement".to_owned(), "about"),
        Fact::Clause(f) => match &f.place {
            Some(place) if app.operation().place_ix(place).is_none() => {
                unknown(format!("there is no place '{place}'"), "place")
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}
