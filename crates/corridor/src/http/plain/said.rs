//! What can be said on the plain page: a household, boarding, counts, departure, passing, arrival,
//! receiving, handing over, a removal. Each becomes the same statement as from a phone, signed by the post.
//!
//! Never here: whether it is true, or may be said by this post (`enrolment`).

use super::super::app::App;
use super::Fields;
use super::departure;
use super::page::{Lang, Page};
use super::post::Post;
use crate::http::markup::escape;
use evacuation::convoy::TripId;
use evacuation::people::Token;
use evacuation::place::PlaceKind;
use evacuation::quantity::Category;
use evacuation::statement::{
    Accompany, AgeBand, Agree, Answer, AtPlace, Depart, Fact, HandOver, Headcount, Member, OnTrip, Pass,
    Receive, Register, Remove, Sex, Statement,
};

/// Who can be counted into a household, and how they are registered.
const WHO: [(&str, Sex, AgeBand); 7] = [
    ("who-woman", Sex::Female, AgeBand::Adult),
    ("who-man", Sex::Male, AgeBand::Adult),
    ("who-girl", Sex::Female, AgeBand::Child),
    ("who-boy", Sex::Male, AgeBand::Child),
    ("who-infant", Sex::Unknown, AgeBand::Infant),
    ("who-older", Sex::Unknown, AgeBand::Older),
    ("who-anybody", Sex::Unknown, AgeBand::Unknown),
];
/// Persons of one kind in a household at most.
const MANY: u32 = 40;

/// The messages that are used here.
#[cfg(test)]
pub(super) const KEYS: [&str; 37] = [
    "plain-title",
    "plain-intro",
    "plain-kept",
    "plain-photo",
    "plain-photo-none",
    "plain-photo-kind",
    "plain-photo-unread",
    "plain-numbers",
    "phone-alone",
    "phone-alone-from",
    "phone-alone-to",
    "phone-differs",
    "plain-alone-ends",
    "task-register",
    "task-board",
    "task-gate",
    "task-pass",
    "task-arrive",
    "task-remove",
    "task-hand",
    "phone-code",
    "phone-look",
    "phone-to",
    "phone-told",
    "phone-asks",
    "phone-words-aloud",
    "phone-headcount",
    "phone-depart",
    "phone-in",
    "phone-out",
    "phone-arrive",
    "plain-vehicle",
    "plain-escorts",
    "plain-receive",
    "phone-by",
    "phone-hand-to",
    "phone-print",
];

/// The places of the operation with their names.
pub(super) fn places(app: &App, lang: Lang, fits: impl Fn(PlaceKind) -> bool) -> Vec<(String, String)> {
    let named = app.operation().places.iter().filter(|place| fits(place.kind)).map(|place| {
        let name = place.name.get(lang.code()).or_else(|| place.name.get("en"));
        (place.id.clone(), name.unwrap_or(&place.id).clone())
    });
    named.collect()
}

/// Takes what a form says; shows what was kept or why not.
pub(super) async fn take(page: &mut Page, app: &App, post: &Post, fields: &Fields) {
    if fields.get("say").is_some_and(|say| say == "depart") && !may_depart(page, app, fields).await {
        return;
    }
    let read = facts(page, app, post, fields);
    let (facts, card) = match read {
        Ok(read) => read,
        Err(why) => return page.trouble(&why),
    };
    let now = app.clock().now();
    let statements: Vec<Statement> = facts.into_iter().map(|fact| Statement { at: now, fact }).collect();
    if let Some(error) = statements.iter().find_map(|statement| statement.check().err()) {
        return page.trouble(&error.to_string());
    }
    let (saying, voice) = (app.clone(), std::sync::Arc::clone(&post.voice));
    let said = tokio::task::spawn_blocking(move || {
        let _still = saying.clock().hold();
        voice.say(statements)
    });
    match said.await {
        Ok(Ok(_)) => {
            let kept = page.t("plain-kept");
            page.done(&kept);
            if let Some((party, members)) = card {
                show_card(page, party, &members);
            }
        }
        Ok(Err(trouble)) => page.trouble(&trouble.to_string()),
        Err(_) => page.trouble("the hub failed; try again"),
    }
}

/// Whether a departure may be recorded; shows what it lacks where it may not.
async fn may_depart(page: &mut Page, app: &App, fields: &Fields) -> bool {
    let text = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default().trim();
    let number = |name: &str| text(name).parse::<u32>().unwrap_or(0);
    let (Ok(trip), Ok(drawn)) = (text("trip").parse::<TripId>(), app.drawn().await) else { return true };
    if fields.contains_key("anyway") {
        return true;
    }
    let counts = (number("count"), number("escorts"));
    let lacking = departure::lacks(app, &drawn.reckoned.picture, &trip, counts);
    if !lacking.is_empty() {
        departure::refuse(page, &trip, text("to"), counts.1, &lacking);
    }
    lacking.is_empty()
}

type Read = (Vec<Fact>, Option<(Token, Vec<Token>)>);

fn facts(page: &Page, app: &App, post: &Post, fields: &Fields) -> Result<Read, String> {
    let text = |name: &str| fields.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let number = |name: &str| text(name).parse::<u32>().unwrap_or(0);
    let trip = || text("trip").parse::<TripId>().map_err(|error| error.to_string());
    let tokens = |name: &str| -> Result<Vec<Token>, String> {
        text(name)
            .split([' ', ',', ';'])
            .filter(|code| !code.is_empty())
            .map(|code| code.parse::<Token>().map_err(|e| e.to_string()))
            .collect()
    };
    let (place, to) = (post.place.clone(), text("to"));
    let fact = match text("say").as_str() {
        "register" => return household(page, app, post, fields, &to),
        "agree" => {
            let code: Token =
                text("code").parse().map_err(|error: evacuation::people::TokenError| error.to_string())?;
            let party = app.intake().read(|book| book.account().party_of(&code)).unwrap_or(code);
            let trip = trip()?;
            let planned = app.convoys().iter().flat_map(|convoy| &convoy.trips).find(|(id, _)| *id == trip);
            let to = planned
                .and_then(|(_, ix)| app.plan().trips.get(*ix))
                .map(|trip| trip.to.clone())
                .unwrap_or_default();
            agreed(page, party, Answer::Yes, &to)
        }
        "board" => Fact::Board(OnTrip { tokens: tokens("tokens")?, trip: trip()?, place }),
        "clear" => Fact::Clear(departure::clear(app, trip()?, place, number("count"), text("reason"))),
        "headcount" => Fact::Headcount(Headcount { trip: trip()?, place, count: number("count") }),
        "depart" => Fact::Depart(Depart { trip: trip()?, place, to, escorts: number("escorts") }),
        said @ ("in" | "out") => {
            let headcount = Some(number("count"));
            Fact::Pass(Pass { trip: trip()?, place: text("point"), through: said == "out", headcount })
        }
        "arrive" => Fact::Arrive(AtPlace { trip: trip()?, place }),
        "receive" => {
            let tokens = everybody(app, &tokens("tokens")?);
            Fact::Receive(Receive { tokens, trip: trip().ok(), place })
        }
        "hand" => {
            let tokens = everybody(app, &tokens("tokens")?);
            Fact::HandOver(Box::new(HandOver { tokens, trip: trip().ok(), place, to: text("taker") }))
        }
        "remove" => {
            let (trip, place, by, grade) = (trip()?, text("point"), text("by"), "B2".to_owned());
            Fact::Remove(Box::new(Remove {
                tokens: tokens("tokens")?,
                trip,
                place,
                by,
                grade,
                witness: None,
            }))
        }
        _ => return Err("nothing was said".to_owned()),
    };
    Ok((vec![fact], None))
}

/// The codes of persons: a party's code stands for everybody in it.
fn everybody(app: &App, codes: &[Token]) -> Vec<Token> {
    let members = |code: &Token| {
        let members = app.intake().read(|book| book.account().members_of(code));
        if members.is_empty() { vec![*code] } else { members }
    };
    let mut all: Vec<Token> = codes.iter().flat_map(members).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn agreed(page: &Page, party: Token, answer: Answer, to: &str) -> Fact {
    let told = page.with("phone-told", "place", to);
    Fact::Agree(Agree {
        party,
        answer,
        destinations: vec![to.to_owned()],
        language: page.lang().code().to_owned(),
        told,
    })
}

fn household(page: &Page, app: &App, post: &Post, fields: &Fields, to: &str) -> Result<Read, String> {
    let number =
        |name: &str| fields.get(name).and_then(|text| text.trim().parse::<u32>().ok()).unwrap_or(0).min(MANY);
    let (mut stretchers, mut wounded) = (number("need-stretcher"), number("need-wounded"));
    let (party, mut members) = (draw(app)?, Vec::new());
    for (name, sex, age) in WHO {
        for _ in 0..number(name) {
            let category = match (stretchers, wounded) {
                (0, 0) => Category::Other,
                (0, _) => {
                    wounded -= 1;
                    Category::Wounded
                }
                _ => {
                    stretchers -= 1;
                    Category::Stretcher
                }
            };
            members.push(Member { token: draw(app)?, category, sex, age });
        }
    }
    if members.is_empty() {
        return Err(page.t("phone-who-first"));
    }
    let ends =
        ["alone-from", "alone-to"].map(|end| fields.get(end).map(|text| text.trim()).unwrap_or_default());
    let alone = members.iter().all(|member| matches!(member.age, AgeBand::Child | AgeBand::Infant));
    if alone && ends.iter().any(|end| end.is_empty()) {
        return Err(page.t("plain-alone-ends"));
    }
    let answer = match fields.get("answer").map(String::as_str) {
        Some("declined") => Answer::Declined,
        Some("stays") => Answer::Stays,
        _ => Answer::Yes,
    };
    let tokens: Vec<Token> = members.iter().map(|member| member.token).collect();
    let register = Register { party, members, place: post.place.clone(), people: None, class: None };
    let mut facts = vec![Fact::Register(register), agreed(page, party, answer, to)];
    // Somebody answers for children alone at both ends (protection rule 5).
    let [from, to] = ends.map(str::to_owned);
    let accompany =
        |child: &Token| Fact::Accompany(Accompany { child: *child, from: from.clone(), to: to.clone() });
    facts.extend(tokens.iter().filter(|_| alone).map(accompany));
    Ok((facts, Some((party, tokens))))
}

/// A code that nobody here has.
fn draw(app: &App) -> Result<Token, String> {
    loop {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
        let token = Token::from_number(u64::from_le_bytes(bytes));
        if app.intake().read(|book| book.account().person(&token)).is_none() {
            return Ok(token);
        }
    }
}

fn show_card(page: &mut Page, party: Token, members: &[Token]) {
    if let Ok(code) = qrcode::QrCode::new(party.as_str()) {
        let svg = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).build();
        page.raw(svg.split_once("?>").map_or(svg.as_str(), |(_, svg)| svg));
    }
    page.raw(&format!("<p class=\"code big\">{}</p>", escape(party.as_str())));
    for member in members {
        page.raw(&format!("<p class=\"code\">{}</p>", escape(member.as_str())));
    }
}

/// Everything that can be said, by forms.
pub(super) async fn forms(page: &mut Page, app: &App, post: &Post, fields: &Fields) {
    if post.role.is_none() {
        let lang = if page.lang() == Lang::Ar {
            ledger::words::Letters::Arabic
        } else {
            ledger::words::Letters::Latin
        };
        let (asks, aloud) = (page.t("phone-asks"), page.t("phone-words-aloud"));
        page.trouble(&asks);
        let words = ledger::words::words(&app.intake().operation_id(), &post.log, lang).join(" ");
        page.raw(&format!("<p class=\"big\">{}</p>", escape(&words)));
        page.line(&aloud);
    }
    let trip = fields.get("trip").cloned().unwrap_or_default();
    let trips: Vec<(String, String)> = app
        .convoys()
        .iter()
        .flat_map(|convoy| &convoy.trips)
        .map(|(id, _)| (id.to_string(), id.to_string()))
        .collect();
    register_form(page, app);
    door_form(page, &trips, &trip, fields);
    vehicle_form(page, app, &trips, &trip);
    people_form(page, app, &trips, &trip);
}

fn register_form(page: &mut Page, app: &App) {
    page.heading("task-register");
    let numbers = page.t("plain-numbers");
    page.line(&numbers);
    page.form("/plain/say", &[("say", "register")], false);
    for key in WHO.iter().map(|(key, ..)| *key).chain(["need-stretcher", "need-wounded"]) {
        let label = page.t(key);
        page.field(key, &label, "number", "0");
    }
    let alone = page.t("phone-alone");
    page.line(&alone);
    for (name, key) in [("alone-from", "phone-alone-from"), ("alone-to", "phone-alone-to")] {
        let label = page.t(key);
        page.field(name, &label, "text", "");
    }
    let (lang, to) = (page.lang(), page.t("phone-to"));
    let places = places(app, lang, PlaceKind::is_destination);
    page.choice("to", &to, &places, "");
    let told = page.with("phone-told", "place", places.first().map_or("…", |(_, name)| name));
    page.line(&told);
    for answer in ["yes", "declined", "stays"] {
        let text = page.t(&format!("answer-{answer}"));
        page.button("answer", answer, &text);
    }
    page.end_form();
}

fn door_form(page: &mut Page, trips: &[(String, String)], trip: &str, fields: &Fields) {
    page.heading("task-board");
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

fn vehicle_form(page: &mut Page, app: &App, trips: &[(String, String)], trip: &str) {
    page.heading("task-gate");
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

fn people_form(page: &mut Page, app: &App, trips: &[(String, String)], trip: &str) {
    page.heading("task-arrive");
    let lang = page.lang();
    let labels =
        ["plain-vehicle", "phone-code", "phone-hand-to", "phone-where", "phone-by"].map(|key| page.t(key));
    page.form("/plain/say", &[], false);
    page.choice("trip", &labels[0], trips, trip);
    page.field("tokens", &labels[1], "text", "");
    page.field("taker", &labels[2], "text", "");
    page.choice("point", &labels[3], &places(app, lang, |_| true), "");
    page.field("by", &labels[4], "text", "");
    for (say, key) in [("receive", "plain-receive"), ("hand", "task-hand"), ("remove", "task-remove")] {
        let text = page.t(key);
        page.button("say", say, &text);
    }
    page.end_form();
}
