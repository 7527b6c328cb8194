//! What statements about the truce, the road and aid must keep.
//!
//! Never here: whether they are true.

use super::{COUNT_MAX, Sound, absurd, grade, id, text, trip};
use crate::operation::limits;
use crate::statement::{AidMove, AidStep, Decide, Fact, Goods, Incident, Notify, TOKENS_MAX};
use crate::truce::Clause;

/// Goods, places of a route, lines of a check, or parties in one statement at most.
const ROWS_MAX: usize = 64;
/// Units of goods in one statement at most.
const QUANTITY_MAX: u32 = 1_000_000_000;

pub(super) fn check(fact: &Fact) -> Sound {
    match fact {
        Fact::Incident(f) => incident(f),
        Fact::Link(f) if f.from == f.to => absurd("a statement is not linked with itself"),
        Fact::Link(f) => text("why", &f.why),
        Fact::Evidence(f) => {
            id("media type", &f.media).and(id("holder", &f.holder)).and(text("note", &f.note))
        }
        Fact::Clause(f) => clause(f),
        Fact::ClauseWord(f) => {
            id("clause", &f.clause)?;
            id("by whom", &f.by)?;
            maybe("party", f.party.as_ref())?;
            text("words", &f.words)?;
            admiralty(&f.reliability, f.credibility)
        }
        Fact::Notify(f) => notify(f),
        Fact::Acknowledge(f) => id("by whom", &f.by).and(text("words", &f.words)),
        Fact::Decide(f) => decide(f),
        fact => carriage(fact),
    }
}

fn carriage(fact: &Fact) -> Sound {
    match fact {
        Fact::AidRequest(f) => {
            id("request", &f.request)?;
            id("party", &f.party)?;
            id("place", &f.from).and(id("place", &f.to))?;
            if f.trucks > COUNT_MAX {
                return absurd(format!("{} trucks are more than there are", f.trucks));
            }
            goods(&f.goods)
        }
        Fact::AidAnswer(f) => {
            id("request", &f.request).and(id("by whom", &f.by)).and(text("words", &f.words))
        }
        Fact::AidMove(f) => moved(f),
        Fact::Tracking(f) => text("why", &f.why),
        Fact::Tracker(f) => id("tracker", &f.tracker).and(maybe("vehicle", f.vehicle.as_ref())),
        Fact::Share(f) => {
            id("share", &f.share).and(id("audience", &f.audience)).and(maybe("party", f.party.as_ref()))
        }
        Fact::Unshare(f) => id("share", &f.share).and(text("why", &f.why)),
        _ => Ok(()),
    }
}

fn notify(f: &Notify) -> Sound {
    id("convoy", &f.convoy)?;
    id("party", &f.party)?;
    rows("places", f.route.len())?;
    f.route.iter().try_for_each(|place| id("place", place))?;
    text("markings", &f.markings).and(text("contact", &f.contact))?;
    if f.until <= f.from {
        return absurd("the notification ends before it begins");
    }
    if f.vehicles == 0 || f.vehicles > COUNT_MAX {
        return absurd(format!("a convoy has 1 to {COUNT_MAX} vehicles"));
    }
    Ok(())
}

fn decide(f: &Decide) -> Sound {
    maybe("convoy", f.convoy.as_ref())?;
    id("by whom", &f.by)?;
    if f.why.trim().is_empty() {
        return absurd("a decision says why");
    }
    text("why", &f.why)?;
    rows("lines", f.on.len())?;
    f.on.iter().try_for_each(|line| text("line", line))
}

fn incident(f: &Incident) -> Sound {
    id("by whom", &f.by)?;
    for (name, value) in [("place", &f.place), ("words", &f.words), ("source", &f.source)] {
        text(name, value)?;
    }
    maybe("party", f.party.as_ref())?;
    f.trip.as_ref().map_or(Ok(()), trip)?;
    if f.lat_e6.is_some() != f.lon_e6.is_some() {
        return absurd("a position has a latitude and a longitude, or neither");
    }
    let (lat, lon) = (f.lat_e6.unwrap_or(0), f.lon_e6.unwrap_or(0));
    if lat.unsigned_abs() > 90_000_000 || lon.unsigned_abs() > 180_000_000 {
        return absurd("the position is not on Earth");
    }
    if f.tokens.len() > TOKENS_MAX {
        return absurd(format!("at most {TOKENS_MAX} persons are named"));
    }
    admiralty(&f.reliability, f.credibility)
}

fn moved(f: &AidMove) -> Sound {
    id("waybill", &f.waybill).and(id("place", &f.place))?;
    for (name, value) in [("request", &f.request), ("vehicle", &f.vehicle), ("destination", &f.to)] {
        maybe(name, value.as_ref())?;
    }
    f.trip.as_ref().map_or(Ok(()), trip)?;
    text("by whom", &f.by).and(text("words", &f.words))?;
    if f.step == AidStep::Loaded && f.goods.is_empty() {
        return absurd("a waybill names its goods");
    }
    goods(&f.goods)
}

fn goods(all: &[Goods]) -> Sound {
    rows("goods", all.len())?;
    for goods in all {
        id("commodity", &goods.commodity).and(id("unit", &goods.unit)).and(text("batch", &goods.batch))?;
        if goods.quantity > QUANTITY_MAX {
            return absurd(format!("no waybill has {} of anything", goods.quantity));
        }
    }
    Ok(())
}

fn clause(f: &Clause) -> Sound {
    id("clause", &f.clause)?;
    rows("parties", f.parties.len())?;
    f.parties.iter().try_for_each(|party| id("party", party))?;
    maybe("place", f.place.as_ref())?;
    let far = |seconds: i64| seconds.unsigned_abs() > limits::SPAN_S_MAX.unsigned_abs();
    if far(f.until.seconds()) || far(f.from.seconds()) {
        return absurd("the clause is of another age");
    }
    f.fault().map_or(Ok(()), absurd)
}

fn maybe(name: &str, value: Option<&String>) -> Sound {
    value.map_or(Ok(()), |value| id(name, value))
}

fn rows(name: &str, count: usize) -> Sound {
    if count > ROWS_MAX {
        absurd(format!("it lists {count} {name}; at most {ROWS_MAX} are taken"))
    } else {
        Ok(())
    }
}

/// The Admiralty code, both halves apart.
fn admiralty(reliability: &str, credibility: u8) -> Sound {
    grade(&format!("{reliability}{credibility}"))
}
