//! The forms of the plain page. What a post is for stands open, the rest is folded.
//!
//! Never here: what becomes of what is filled in (`said`, `door`, `note`).

use super::super::app::App;
use super::Fields;
use super::note;
use super::page::{Lang, Page};
use super::post::Post;
use super::said::{WHO, named, places};
use crate::markup::escape;
use crate::printing::local_time;
use evacuation::place::PlaceKind;
use evacuation::statement::Role;

/// The messages that are used here.
#[cfg(test)]
pub(super) const KEYS: [&str; 49] = [
    "plain-photo",
    "plain-numbers",
    "plain-vehicle",
    "plain-escorts",
    "plain-receive",
    "plain-confirm",
    "plain-people",
    "phone-alone",
    "phone-alone-from",
    "phone-alone-to",
    "phone-differs",
    "phone-code",
    "plain-codes",
    "phone-look",
    "phone-to",
    "phone-told",
    "phone-asks",
    "phone-words-aloud",
    "phone-headcount",
    "phone-point",
    "phone-where",
    "phone-depart",
    "phone-in",
    "phone-out",
    "phone-arrive",
    "phone-by",
    "phone-hand-to",
    "phone-off",
    "phone-off-what",
    "phone-birth",
    "phone-death",
    "phone-one-person",
    "phone-answer",
    "task-register",
    "task-needs",
    "task-board",
    "task-gate",
    "task-hold",
    "task-remove",
    "task-hand",
    "task-notes",
    "hold-what",
    "hold-why",
    "hold-hold",
    "hold-stop",
    "answer-yes",
    "answer-declined",
    "answer-stays",
    "answer-withdrawn",
];

type Trips = Vec<(String, String)>;

/// Everything that can be said, by forms.
pub(super) async fn forms(page: &mut Page, app: &App, post: &Post, fields: &Fields) {
    if post.role.is_none() {
        await_admission(page, app, post);
    }
    let chosen = fields.get("trip").cloned().unwrap_or_default();
    let (waiting, all) = match app.drawn().await {
        Ok(drawn) => trips(page, app, &drawn.reckoned.picture),
        Err(_) => (Vec::new(), Vec::new()),
    };
    let role = post.role.unwrap_or(post.asks);
    let is_for = |roles: &[Role]| roles.contains(&role) || role == Role::Coordinator;
    let desk = is_for(&[Role::Registrar]);
    page.section("task-register", desk, |page| register_form(page, app));
    page.section("task-needs", desk, |page| answer_form(page, app));
    page.section("task-board", is_for(&[Role::Gate]), |page| door_form(page, &waiting, &chosen, fields));
    let road = is_for(&[Role::Gate, Role::ConvoyLeader]);
    page.section("task-gate", road, |page| vehicle_form(page, app, &all, &chosen));
    page.section("task-hold", is_for(&[Role::ConvoyLeader]), |page| hold_form(page, &all, &chosen));
    let people = is_for(&[Role::Receiver, Role::ConvoyLeader, Role::Clinician]);
    page.section("plain-people", people, |page| people_form(page, app, &all, &chosen));
    page.section("task-notes", is_for(&[Role::Clinician, Role::Registrar]), |page| {
        note::form(page, app, post)
    });
}

fn await_admission(page: &mut Page, app: &App, post: &Post) {
    use ledger::words::Letters;
    let letters = if page.lang() == Lang::Ar { Letters::Arabic } else { Letters::Latin };
    let (asks, aloud) = (page.t("phone-asks"), page.t("phone-words-aloud"));
    page.trouble(&asks);
    let words = ledger::words::words(&app.intake().operation_id(), &post.log, letters).join(" ");
    page.raw(&format!("<p class=\"big\">{}</p>", escape(&words)));
    page.line(&aloud);
}

/// Trips that have not left, and all that have not arrived, soonest first: vehicle, time, destination.
fn trips(page: &Page, app: &App, picture: &evacuation::account::Picture) -> (Trips, Trips) {
    let all = app.convoys().iter().flat_map(|convoy| &convoy.trips);
    let mut known: Vec<_> = all.filter_map(|(id, ix)| Some((id, app.plan().trips.get(*ix)?))).collect();
    known.sort_by_key(|(_, planned)| planned.depart);
    let real = |id: &evacuation::convoy::TripId| picture.trips.iter().find(|trip| trip.id == *id);
    let arrow = if page.lang() == Lang::Ar { "←" } else { "→" };
    let (mut waiting, mut under_way) = (Vec::new(), Vec::new());
    for (id, planned) in known {
        if real(id).is_some_and(|trip| trip.arrived.is_some() && trip.emptied) {
            continue;
        }
        let time = local_time(app.operation(), planned.depart);
        let time = time.rsplit_once(' ').map_or(time.as_str(), |(_, clock)| clock);
        let to = named(page, app, &planned.to);
        let row = (id.to_string(), format!("{} · {time} {arrow} {to}", planned.vehicle));
        if real(id).is_none_or(|trip| trip.departed.is_none()) {
            waiting.push(row.clone());
        }
        under_way.push(row);
    }
    (waiting, under_way)
}

fn register_form(page: &mut Page, app: &App) {
    let numbers = page.t("plain-numbers");
    page.line(&numbers);
    page.form("/plain/say", &[("say", "register")], false);
    page.raw("<div class=\"two\">");
    for key in WHO.iter().map(|(key, ..)| *key).chain(["need-stretcher", "need-wounded"]) {
        let label = page.t(key);
        page.field(key, &label, "number", "0");
    }
    page.raw("</div>");
    let alone = page.t("phone-alone");
    page.line(&alone);
    for (name, key) in [("alone-from", "phone-alone-from"), ("alone-to", "phone-alone-to")] {
        let label = page.t(key);
        page.field(name, &label, "text", "");
    }
    destination(page, app);
    answers(page, &["yes", "declined", "stays"]);
    page.end_form();
}

fn answer_form(page: &mut Page, app: &App) {
    page.form("/plain/say", &[("say", "agree")], false);
    let code = page.t("phone-code");
    page.field("code", &code, "text", "");
    destination(page, app);
    answers(page, &["yes", "declined", "stays", "withdrawn"]);
    page.end_form();
}

fn destination(page: &mut Page, app: &App) {
    let (lang, to) = (page.lang(), page.t("phone-to"));
    let places = places(app, lang, PlaceKind::is_destination);
    page.choice("to", &to, &places, "");
    let told = page.with("phone-told", "place", places.first().map_or("…", |(_, name)| name));
    page.line(&told);
}

fn answers(page: &mut Page, all: &[&str]) {
    for answer in all {
        let text = page.t(&format!("answer-{answer}"));
        page.button("answer", answer, &text);
    }
}

fn door_form(page: &mut Page, trips: &Trips, trip: &str, fields: &Fields) {
    let labels =
        ["plain-vehicle", "plain-escorts", "phone-code", "phone-look", "plain-photo"].map(|key| page.t(key));
    let escorts = fields.get("escorts").map_or("0", String::as_str);
    for is_photo in [false, true] {
        page.form(if is_photo { "/plain/photo" } else { "/plain/door" }, &[], is_photo);
        page.choice("trip", &labels[0], trips, trip);
        page.field("escorts", &labels[1], "number", escorts);
        match is_photo {
            true => page.field("photo", &labels[4], "file", ""),
            false => page.field("code", &labels[2], "text", ""),
        }
        page.button("look", "1", &labels[3]);
        page.end_form();
    }
}

fn vehicle_form(page: &mut Page, app: &App, trips: &Trips, trip: &str) {
    let lang = page.lang();
    let labels = ["plain-vehicle", "phone-headcount", "plain-escorts", "phone-to", "phone-point"]
        .map(|key| page.t(key));
    page.form("/plain/say", &[], false);
    page.choice("trip", &labels[0], trips, trip);
    page.field("count", &labels[1], "number", "0");
    page.field("escorts", &labels[2], "number", "0");
    let differs = page.t("phone-differs");
    page.field("reason", &differs, "text", "");
    page.choice("to", &labels[3], &places(app, lang, PlaceKind::is_destination), "");
    page.choice("point", &labels[4], &places(app, lang, |kind| kind == PlaceKind::ControlPoint), "");
    for (say, key) in [
        ("headcount", "phone-headcount"),
        ("clear", "plain-confirm"),
        ("depart", "phone-depart"),
        ("in", "phone-in"),
        ("out", "phone-out"),
        ("arrive", "phone-arrive"),
    ] {
        let text = page.t(key);
        page.button("say", say, &text);
    }
    page.end_form();
}

fn hold_form(page: &mut Page, trips: &Trips, trip: &str) {
    let labels = ["hold-what", "plain-vehicle", "hold-why", "hold-hold", "hold-stop"].map(|key| page.t(key));
    page.line(&labels[0]);
    page.form("/plain/say", &[], false);
    page.choice("trip", &labels[1], trips, trip);
    page.field("why", &labels[2], "text", "");
    page.button("say", "hold", &labels[3]);
    page.button("say", "stop", &labels[4]);
    page.end_form();
}

fn people_form(page: &mut Page, app: &App, trips: &Trips, trip: &str) {
    let lang = page.lang();
    let labels =
        ["plain-vehicle", "plain-codes", "phone-hand-to", "phone-where", "phone-by"].map(|key| page.t(key));
    page.form("/plain/say", &[], false);
    page.choice("trip", &labels[0], trips, trip);
    page.field("tokens", &labels[1], "text", "");
    page.button("say", "receive", &page.t("plain-receive"));
    page.field("taker", &labels[2], "text", "");
    page.button("say", "hand", &page.t("task-hand"));
    page.choice("point", &labels[3], &places(app, lang, |_| true), "");
    page.button("say", "off", &page.t("phone-off"));
    page.field("by", &labels[4], "text", "");
    page.button("say", "remove", &page.t("task-remove"));
    page.button("say", "birth", &page.t("phone-birth"));
    page.button("say", "death", &page.t("phone-death"));
    page.end_form();
}
