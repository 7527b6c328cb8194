//! The door on the plain page: a code in, go or stop, and what can be done about it.
//!
//! Never here: the decision (`evacuation::boarding`).

use super::super::app::App;
use super::Fields;
use super::page::Page;
use crate::markup::escape;
use evacuation::account::{Account, FieldMember, FieldParty, TripFigure, Whereabouts};
use evacuation::boarding::{DoorMember, DoorParty, DoorTrip, Seen, Stop, Verdict, decide};
use evacuation::convoy::TripId;
use evacuation::manifest::ManifestRow;
use evacuation::people::Token;
use evacuation::plan::Trip;
use evacuation::quantity::{Category, Moment};
use std::fmt::Write;

/// The messages that are used here.
#[cfg(test)]
pub(super) const KEYS: [&str; 19] = [
    "phone-move-here",
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
        Some((verdict, door)) => show(page, app, code, &verdict, &door),
        None => {
            let what = page.t("phone-trip-none");
            page.trouble(&what);
        }
    }
}

fn decided(
    app: &App,
    code: Token,
    whole: bool,
    trip: Option<&TripId>,
    escorts: u32,
) -> Option<(Verdict, DoorTrip)> {
    let trip = trip?;
    let own = planned(app, trip)?;
    app.intake().read(|book| {
        let account = book.account();
        let door = door_trip(app, account, trip, escorts)?;
        let here = aboard(account, trip);
        let here: Vec<Token> = here.iter().map(|row| row.token).collect();
        let depart = |id: &TripId| planned(app, id).map(|planned| planned.depart);
        let party = account.field_party_with(&code).map(|party| at_door(&party, trip, &here, depart));
        Some((decide(code, whole, party.as_ref(), &door), DoorTrip { to: own.to.clone(), ..door }))
    })
}

/// A trip of the plan in force.
pub(super) fn planned<'a>(app: &'a App, id: &TripId) -> Option<&'a Trip> {
    let ix = app.convoys().iter().flat_map(|convoy| &convoy.trips).find(|(known, _)| known == id)?.1;
    app.plan().trips.get(ix)
}

/// Who is on board.
pub(super) fn aboard(account: &Account, trip: &TripId) -> Vec<ManifestRow> {
    let rows = account.manifest(trip).rows;
    rows.into_iter().filter(|row| row.state == TripFigure::Aboard).collect()
}

/// A vehicle at its door.
pub(super) fn door_trip(app: &App, account: &Account, trip: &TripId, escorts: u32) -> Option<DoorTrip> {
    let own = planned(app, trip)?;
    let (fleet, _) = own.vehicle.rsplit_once('-')?;
    let fleet = app.operation().fleets.iter().find(|known| known.id == fleet)?;
    let here = aboard(account, trip);
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let lying = count(here.iter().filter(|row| row.category == Category::Stretcher).count());
    Some(DoorTrip {
        id: trip.to_string(),
        to: own.to.clone(),
        depart: own.depart,
        seats: fleet.seats,
        stretchers: fleet.stretchers,
        escorts: fleet.escorts,
        departed: account.has_departed(trip),
        seated: count(here.len()) - lying,
        lying,
        escorts_here: escorts,
    })
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

fn show(page: &mut Page, app: &App, code: Token, verdict: &Verdict, door: &DoorTrip) {
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
    if verdict.stop.contains(&Stop::WrongVehicle) {
        let text = page.t("phone-move-here");
        page.form("/plain/say", &known, false);
        page.button("say", "move", &text);
        page.end_form();
    }
    if verdict.stop.contains(&Stop::NotAgreed) {
        let place = super::said::named(page, app, &door.to);
        let (told, text) =
            (page.with("phone-told", "place", &place), page.with("phone-agree-now", "place", &place));
        page.line(&told);
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
