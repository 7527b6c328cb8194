//! What can be said on the plain page: a household, an answer, boarding, counts, departure, a hold, passing,
//! arrival, receiving, handing over, a removal, births and deaths. Each becomes the same statement as from a phone,
//! signed by the post.
//!
//! Never here: whether it is true, or may be said by this post (`enrolment`).

use super::super::app::App;
use super::Fields;
use super::page::{Lang, Page};
use super::post::Post;
use super::{departure, note};
use crate::markup::escape;
use evacuation::convoy::TripId;
use evacuation::enrolment::may_say;
use evacuation::people::{Token, TokenError};
use evacuation::place::PlaceKind;
use evacuation::quantity::Category;
use evacuation::statement::{
    Accompany, AgeBand, Agree, Answer, Assign, AtPlace, Born, Decide, Decision, Depart, Die, Fact, HandOver,
    Headcount, Member, OnTrip, Pass, Receive, Register, Remove, Sex, Statement,
};

/// Who can be counted into a household, and how they are registered.
pub(super) const WHO: [(&str, Sex, AgeBand); 7] = [
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
pub(super) const KEYS: [&str; 13] = [
    "plain-not-yours",
    "plain-title",
    "plain-intro",
    "plain-kept",
    "plain-photo-none",
    "plain-photo-kind",
    "plain-photo-unread",
    "plain-alone-ends",
    "phone-who-first",
    "phone-told",
    "code-length",
    "code-sign",
    "code-check",
];

/// The places of the operation with their names.
pub(super) fn places(app: &App, lang: Lang, fits: impl Fn(PlaceKind) -> bool) -> Vec<(String, String)> {
    let named = app
        .operation()
        .places
        .iter()
        .filter(|place| fits(place.kind))
        .map(|place| (place.id.clone(), place.called(lang.code()).to_owned()));
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
    // Kept all the same, so that a coordinator can let it count; whoever said it must know that it does not yet.
    let counts = post.role.is_none_or(|role| statements.iter().all(|said| may_say(role, &said.fact)));
    let (saying, voice) = (app.clone(), std::sync::Arc::clone(&post.voice));
    let said = tokio::task::spawn_blocking(move || {
        let _still = saying.clock().hold();
        voice.say(statements)
    });
    match said.await {
        Ok(Ok(_)) => {
            let kept = page.t("plain-kept");
            page.done(&kept);
            if !counts {
                let not = page.t("plain-not-yours");
                page.trouble(&not);
            }
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
            .split([' ', ',', ';', '،', '؛'])
            .filter(|code| !code.is_empty())
            .map(|code| read_code(page, code))
            .collect()
    };
    let code = || read_code(page, &text("code"));
    let (place, to) = (post.place.clone(), text("to"));
    let fact = match text("say").as_str() {
        "register" => return household(page, app, post, fields, &to),
        "agree" => {
            let code = code()?;
            let party = party_of(app, code);
            let planned = trip().ok().and_then(|trip| super::door::planned(app, &trip).map(|t| t.to.clone()));
            agreed(page, app, party, answer(fields), &planned.unwrap_or(to))
        }
        "move" => {
            let code = code()?;
            let party = party_of(app, code);
            Fact::Assign(Assign { parties: vec![party], trip: trip()? })
        }
        "note" => note::sealed(page, app, post, code()?, &text("note"))?,
        said @ ("hold" | "stop") => held(page, app, post, (said, &trip()?), text("why"))?,
        "off" => {
            let place = Some(text("point")).filter(|point| !point.is_empty()).unwrap_or(place);
            Fact::Alight(OnTrip { tokens: everybody(app, &tokens("tokens")?), trip: trip()?, place })
        }
        "birth" => return born(app, tokens("tokens")?.first().copied(), trip().ok(), place),
        "death" => match tokens("tokens")?.as_slice() {
            [token] => Fact::Die(Die { token: *token, trip: trip().ok(), place }),
            _ => return Err(page.t("phone-one-person")),
        },
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

/// The party of a person's code; a party's own code stands for itself.
fn party_of(app: &App, code: Token) -> Token {
    app.intake().read(|book| book.account().party_of(&code)).unwrap_or(code)
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

/// A code as it was typed; what is wrong with it, in the reader's language.
pub(super) fn read_code(page: &Page, text: &str) -> Result<Token, String> {
    Token::typed(text).map_err(|error| match error {
        TokenError::Length => page.t("code-length"),
        TokenError::Sign(sign) => page.with("code-sign", "sign", &sign.to_string()),
        TokenError::Check => page.t("code-check"),
    })
}

/// A hold or stop of the trip's convoy; never of all convoys for want of one.
fn held(
    page: &Page,
    app: &App,
    post: &Post,
    (said, trip): (&str, &TripId),
    why: String,
) -> Result<Fact, String> {
    let has_it = |convoy: &&evacuation::convoy::Convoy| convoy.trips.iter().any(|(id, _)| id == trip);
    let convoy = app.convoys().iter().find(has_it).map(|convoy| convoy.id.clone());
    let convoy = Some(convoy.ok_or_else(|| page.t("phone-trip-none"))?);
    let decision = if said == "stop" { Decision::Stop } else { Decision::Hold };
    Ok(Fact::Decide(Decide { convoy, decision, why, by: post.label.clone(), on: Vec::new() }))
}

fn born(app: &App, code: Option<Token>, trip: Option<TripId>, place: String) -> Result<Read, String> {
    let party = code.map(|code| party_of(app, code));
    let (category, sex, age) = (Category::Other, Sex::Unknown, AgeBand::Infant);
    let child = Member { token: draw(app)?, category, sex, age };
    Ok((vec![Fact::Born(Born { child, party, trip, place })], Some((child.token, Vec::new()))))
}

fn answer(fields: &Fields) -> Answer {
    match fields.get("answer").map(String::as_str) {
        Some("declined") => Answer::Declined,
        Some("stays") => Answer::Stays,
        Some("withdrawn") => Answer::Withdrawn,
        _ => Answer::Yes,
    }
}

/// What a place is called in the reader's language.
pub(super) fn named(page: &Page, app: &App, place: &str) -> String {
    let known = app.operation().places.iter().find(|known| known.id == place);
    known.map_or(place, |known| known.called(page.lang().code())).to_owned()
}

fn agreed(page: &Page, app: &App, party: Token, answer: Answer, to: &str) -> Fact {
    let told = page.with("phone-told", "place", &named(page, app, to));
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
    let tokens: Vec<Token> = members.iter().map(|member| member.token).collect();
    let register = Register { party, members, place: post.place.clone(), people: None, class: None };
    let mut facts = vec![Fact::Register(register), agreed(page, app, party, answer(fields), to)];
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
