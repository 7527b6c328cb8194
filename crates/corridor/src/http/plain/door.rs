//! The door on the plain page: a code in, go or stop, and what can be done about it.
//!
//! Never here: the decision (`evacuation::boarding`).

use super::super::app::App;
use super::Fields;
use super::page::Page;
use crate::http::markup::escape;
use evacuation::account::{FieldMember, FieldParty, Whereabouts};
use evacuation::boarding::{DoorMember, DoorParty, DoorTrip, Seen, Stop, Verdict, decide};
use evacuation::convoy::TripId;
use evacuation::people::Token;
use evacuation::quantity::{Category, Moment};
use std::fmt::Write;

/// The messages that are used here.
#[cfg(test)]
pub(super) const KEYS: [&str; 18] = [
    "phone-go",
    "phone-stop",
    "phone-close",
    "plain-board",
    "plain-all-here",
    "phone-agree-now",
    "stop-unknown",
    "stop-departed",
    "stop-here",
    "stop-elsewhere",
    "stop-not_agreed",
    "stop-later",
    "stop-wrong_vehicle",
    "stop-child_alone",
    "stop-incomplete",
    "stop-companion",
    "stop-escort",
    "stop-full",
];

/// Shows the answer about a code at the vehicle that the form names.
pub(super) async fn look(page: &mut Page, app: &App, code: Token, fields: &Fields) {
    let trip: Option<TripId> = fields.get("trip").and_then(|trip| trip.parse().ok());
    let escorts = fields.get("escorts").and_then(|count| count.parse().ok()).unwrap_or(0);
    let whole = fields.contains_key("whole");
    let asked = app.clone();
    let decided =
        tokio::task::spawn_blocking(move || decided(&asked, code, whole, trip.as_ref(), escorts)).await;
    match decided.ok().flatten() {
        Some((verdict, door)) => show(page, code, &verdict, &door),
        None => {
            let what = page.t("phone-trip-none");
            page.trouble(&what);
        }
    }
}

/// Blocks: it goes through everybody.
fn decided(
    app: &App,
    code: Token,
    whole: bool,
    trip: Option<&TripId>,
    escorts: u32,
) -> Option<(Verdict, DoorTrip)> {
    let trip = trip?;
    let planned = |id: &TripId| {
        let ix = app.convoys().iter().flat_map(|convoy| &convoy.trips).find(|(known, _)| known == id)?.1;
        app.plan().trips.get(ix)
    };
    let own = planned(trip)?;
    let fleet = own
        .vehicle
        .rsplit_once('-')
        .and_then(|(fleet, _)| app.operation().fleets.iter().find(|known| known.id == fleet))?;
    let (parties, departed) =
        app.intake().read(|book| (book.account().field_parties(), book.account().has_departed(trip)));
    let aboard = |member: &&FieldMember| member.at == Whereabouts::Aboard(trip.clone());
    let everybody = || parties.iter().flat_map(|party| &party.members).filter(aboard);
    let lying = everybody().filter(|member| member.category == Category::Stretcher).count() as u32;
    let door = DoorTrip {
        id: trip.to_string(),
        to: own.to.clone(),
        depart: own.depart,
        seats: fleet.seats,
        stretchers: fleet.stretchers,
        escorts: fleet.escorts,
        departed,
        seated: everybody().count() as u32 - lying,
        lying,
        escorts_here: escorts,
    };
    let named =
        |party: &&FieldParty| party.token == code || party.members.iter().any(|member| member.token == code);
    let here: Vec<Token> = everybody().map(|member| member.token).collect();
    let depart = |id: &TripId| planned(id).map(|planned| planned.depart);
    let party = parties.iter().find(named).map(|party| at_door(party, trip, &here, depart));
    Some((decide(code, whole, party.as_ref(), &door), door))
}

fn at_door(
    party: &FieldParty,
    trip: &TripId,
    here: &[Token],
    depart: impl Fn(&TripId) -> Option<Moment>,
) -> DoorParty {
    let seen = |at: &Whereabouts| match at {
        Whereabouts::Waiting(_) | Whereabouts::Declined => Seen::Waiting,
        Whereabouts::Aboard(on) if on == trip => Seen::Here,
        _ => Seen::Elsewhere,
    };
    let member = |member: &FieldMember| DoorMember {
        token: member.token,
        category: member.category,
        age: member.age,
        at: seen(&member.at),
        companion: member.care.companion,
        companion_here: member.care.companion.is_some_and(|companion| here.contains(&companion)),
        accompanied: member.care.accompanied.is_some(),
    };
    DoorParty {
        token: party.token,
        answer: party.answer,
        destinations: party.destinations.clone(),
        place_on: party.trip.as_ref().and_then(|id| Some((id.to_string(), depart(id)?))),
        apart: party.apart.clone(),
        members: party.members.iter().map(member).collect(),
    }
}

fn show(page: &mut Page, code: Token, verdict: &Verdict, door: &DoorTrip) {
    let is_go = verdict.stop.is_empty();
    let (kind, word) = if is_go { ("go", page.t("phone-go")) } else { ("stop", page.t("phone-stop")) };
    let sign = if is_go { "✓" } else { "■" };
    let mut markup = format!(
        "<div class=\"verdict {kind}\" role=\"alert\"><p class=\"word\">{sign} {}</p>",
        escape(&word)
    );
    let _ = write!(markup, "<p class=\"code\">{code}</p><ul>");
    for stop in &verdict.stop {
        let _ = write!(markup, "<li>{}</li>", escape(page.lang().say(key(*stop))));
    }
    page.raw(&markup);
    page.raw("</ul></div>");
    let tokens: Vec<String> = verdict.board.iter().map(ToString::to_string).collect();
    let (tokens, escorts, code) = (tokens.join(" "), door.escorts_here.to_string(), code.to_string());
    let known: [(&str, &str); 3] = [("trip", &door.id), ("escorts", &escorts), ("code", &code)];
    if is_go {
        let text = page.with("plain-board", "n", &verdict.board.len().to_string());
        page.form("/plain/say", &[("trip", &door.id), ("escorts", &escorts), ("tokens", &tokens)], false);
        page.button("say", "board", &text);
        page.end_form();
    }
    if verdict.stop.contains(&Stop::Incomplete) {
        let everybody = verdict.board.len() + verdict.missing.len();
        let text = page.with("plain-all-here", "n", &everybody.to_string());
        page.form("/plain/door", &known, false);
        page.button("whole", "1", &text);
        page.end_form();
    }
    if verdict.stop.contains(&Stop::NotAgreed) {
        let text = page.with("phone-agree-now", "place", &door.to);
        page.form("/plain/say", &known, false);
        page.button("say", "agree", &text);
        page.end_form();
    }
    let (close, back) = (
        page.t("phone-close"),
        format!("/plain?lang={}&trip={}&escorts={escorts}", page.lang().code(), door.id),
    );
    page.raw(&format!("<p><a class=\"as-button\" href=\"{}\">{}</a></p>", escape(&back), escape(&close)));
}

fn key(stop: Stop) -> &'static str {
    match stop {
        Stop::Unknown => "stop-unknown",
        Stop::Departed => "stop-departed",
        Stop::Here => "stop-here",
        Stop::Elsewhere => "stop-elsewhere",
        Stop::NotAgreed => "stop-not_agreed",
        Stop::Later => "stop-later",
        Stop::WrongVehicle => "stop-wrong_vehicle",
        Stop::ChildAlone => "stop-child_alone",
        Stop::Incomplete => "stop-incomplete",
        Stop::Companion => "stop-companion",
        Stop::Escort => "stop-escort",
        Stop::Full => "stop-full",
    }
}
