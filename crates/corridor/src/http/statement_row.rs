//! A statement as a row: who said it, when, and its own fields. Tokens only, never names; there are
//! none in the data.

mod settling;
pub(super) use settling::likeness_name;
mod watch;

use crate::intake::Book;
use evacuation::account::{Said, hex};
use evacuation::enrolment::Held;
use evacuation::people::Token;
use evacuation::quantity::Moment;
use evacuation::statement::{Answer, Claim, Corridor, Fact, Role};
use minicbor::bytes::ByteArray;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A statement as a row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct StatementRow {
    entry: String,
    kind: &'static str,
    at: i64,
    recorded_unix_ms: u64,
    device: String,
    label: String,
    role: &'static str,
    seq: u64,
    place: Option<String>,
    values: BTreeMap<&'static str, Value>,
    stands: bool,
    /// Why it is in quarantine, where it is.
    held: Option<&'static str>,
}

/// A field of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum Value {
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// Codes or ids.
    List(Vec<String>),
}

/// The row of a statement.
pub(super) fn row(book: &Book, said: &Said) -> StatementRow {
    let (source, statement) = (&said.source, &said.statement);
    let enrol = book.device(&source.device);
    let mut values = values(&statement.fact);
    if let Some((sheet, by)) = book.account().copied_from(source) {
        values.insert("sheet", Value::Text(sheet.to_owned()));
        values.insert("written_by", Value::Text(by.to_owned()));
    }
    StatementRow {
        entry: hex(&source.entry),
        kind: statement.fact.kind(),
        at: statement.at.seconds(),
        recorded_unix_ms: source.recorded_ms,
        device: hex(&source.device),
        label: enrol.map(|enrol| enrol.label.clone()).unwrap_or_default(),
        role: book.account().role(&source.device).map_or("unknown", role_name),
        seq: source.seq,
        place: statement.fact.place().map(str::to_owned),
        values,
        stands: book.account().stands(&source.entry),
        held: book.account().held(&source.entry).map(Held::code),
    }
}

/// A role as it stands in JSON.
pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Coordinator => "coordinator",
        Role::Registrar => "registrar",
        Role::Gate => "gate",
        Role::ConvoyLeader => "convoy_leader",
        Role::Receiver => "receiver",
        Role::Clinician => "clinician",
        Role::Monitor => "monitor",
        Role::Viewer => "viewer",
        Role::Custodian => "custodian",
        Role::Adjudicator => "adjudicator",
        Role::Witness => "witness",
    }
}

/// The role with this name.
pub(super) fn role_of(name: &str) -> Option<Role> {
    super::devices::roles().find(|role| role_name(*role) == name)
}

fn answer_name(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::Declined => "declined",
        Answer::Stays => "stays",
        Answer::Withdrawn => "withdrawn",
    }
}

/// A statement's fields under their own names; what is absent is left out.
#[derive(Default)]
struct Fields(BTreeMap<&'static str, Value>);

impl Fields {
    fn text(mut self, name: &'static str, text: impl ToString) -> Fields {
        self.0.insert(name, Value::Text(text.to_string()));
        self
    }
    fn number(mut self, name: &'static str, number: impl Into<i64>) -> Fields {
        self.0.insert(name, Value::Number(number.into()));
        self
    }
    fn list<T: ToString>(mut self, name: &'static str, list: impl IntoIterator<Item = T>) -> Fields {
        self.0.insert(name, Value::List(list.into_iter().map(|item| item.to_string()).collect()));
        self
    }
    fn maybe(self, name: &'static str, text: Option<impl ToString>) -> Fields {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }
    fn maybe_number(self, name: &'static str, number: Option<u32>) -> Fields {
        match number {
            Some(number) => self.number(name, number),
            None => self,
        }
    }
    fn tokens(self, tokens: &[Token]) -> Fields {
        self.list("tokens", tokens)
    }
}

fn claim(f: Fields, c: &Claim) -> Fields {
    f.text("claimant", &c.claimant)
        .text("figure", &c.figure)
        .number("low", c.low)
        .number("high", c.high)
        .text("unit", &c.unit)
        .text("scope", &c.scope)
        .text("qualifier", &c.qualifier)
        .text("as_of", &c.as_of)
        .text("grade", &c.grade)
        .text("source", &c.source)
        .maybe("words", c.said.as_ref().map(|said| &said.words))
        .maybe("place", c.said.as_ref().map(|said| &said.place))
}

fn values(fact: &Fact) -> BTreeMap<&'static str, Value> {
    let f = Fields::default();
    match fact {
        Fact::Enrol(e) => f.text("label", &e.label).text("role", role_name(e.role)),
        Fact::Adopt(a) => f.text("plan_sha256", hex(&a.plan_sha256)).text("summary", &a.summary),
        Fact::Register(r) => f
            .text("party", r.party)
            .list("tokens", r.members.iter().map(|member| member.token))
            .maybe("people", r.people.as_ref())
            .maybe_number("class", r.class),
        Fact::Agree(a) => f
            .text("party", a.party)
            .text("answer", answer_name(a.answer))
            .list("destinations", &a.destinations)
            .text("language", &a.language)
            .text("told", &a.told),
        Fact::Assign(a) => f.list("parties", &a.parties).text("trip", &a.trip),
        Fact::Board(b) | Fact::Alight(b) => f.tokens(&b.tokens).text("trip", &b.trip),
        Fact::Depart(d) => f.text("trip", &d.trip).text("to", &d.to).number("escorts", d.escorts),
        Fact::Pass(p) => {
            let through = if p.through { "through" } else { "enters" };
            f.text("trip", &p.trip).text("passage", through).maybe_number("headcount", p.headcount)
        }
        Fact::Arrive(a) => f.text("trip", &a.trip),
        Fact::Receive(r) => f.tokens(&r.tokens).maybe("trip", r.trip.as_ref()),
        Fact::HandOver(h) => f.tokens(&h.tokens).maybe("trip", h.trip.as_ref()).text("to", &h.to),
        Fact::Remove(r) => {
            let f = f.tokens(&r.tokens).text("trip", &r.trip).text("by", &r.by).text("grade", &r.grade);
            f.maybe("witness", r.witness.as_ref())
        }
        Fact::Die(d) => f.tokens(&[d.token]).maybe("trip", d.trip.as_ref()),
        Fact::Born(b) => f.tokens(&[b.child.token]).maybe("party", b.party).maybe("trip", b.trip.as_ref()),
        Fact::BreakDown(b) => f.text("vehicle", &b.vehicle).maybe("trip", b.trip.as_ref()),
        Fact::Suspend(c) | Fact::Reopen(c) => suspension(f, c),
        Fact::Position(p) => {
            f.text("vehicle", &p.vehicle).number("lat_e6", p.lat_e6).number("lon_e6", p.lon_e6)
        }
        Fact::Headcount(h) => f.text("trip", &h.trip).number("count", h.count),
        Fact::Claim(c) => claim(f, c),
        Fact::Admit(a) => {
            let f = f.text("device", hex(&a.device)).text("role", role_name(a.role));
            f.maybe("place", a.place.as_ref()).maybe("until", a.until.map(Moment::seconds))
        }
        Fact::Revoke(r) => f.text("device", hex(&r.device)).text("from", r.from).text("why", &r.why),
        Fact::Release(r) => f.list("entries", hexes(&r.entries)).text("why", &r.why),
        Fact::Entrust(e) => {
            f.text("group", &e.group).number("threshold", e.threshold).list("keys", hexes(&e.keys))
        }
        Fact::Unseal(u) => {
            f.list("blobs", hexes(&u.blobs)).text("purpose", &u.purpose).text("reader", hex(&u.reader))
        }
        Fact::Shred(s) => f.list("blobs", hexes(&s.blobs)).text("why", &s.why),
        Fact::Needs(_) | Fact::Accompany(_) | Fact::Split(_) | Fact::Clear(_) | Fact::Countersign(_) => {
            care_values(fact)
        }
        Fact::NoteKey(_) | Fact::Note(_) | Fact::ReadNote(_) => note_values(f, fact),
        Fact::Ticket(_) | Fact::Close(_) | Fact::Twin(_) => settling::values(f, fact),
        Fact::Attend(_) | Fact::Transcribe(_) => settling::values(f, fact),
        Fact::Correct(c) => f.text("entry", hex(&c.entry)).text("why", &c.why),
        Fact::PlanPart(p) => {
            f.text("plan_sha256", hex(&p.plan_sha256)).number("part", p.part + 1).number("parts", p.parts)
        }
        fact => Fields(watch::values(fact)),
    }
    .0
}

fn care_values(fact: &Fact) -> Fields {
    let f = Fields::default();
    match fact {
        Fact::Needs(n) => f
            .tokens(&[n.token])
            .text("oxygen", if n.oxygen { "yes" } else { "no" })
            .maybe("companion", n.companion.as_ref()),
        Fact::Accompany(a) => f.tokens(&[a.child]).text("from", &a.from).text("to", &a.to),
        Fact::Split(s) => f.text("party", s.party).tokens(&s.members).text("by", s.by),
        Fact::Clear(c) => {
            let f = f.text("trip", &c.trip).number("count", c.counted).number("scanned", c.scanned);
            f.maybe("reason", c.reason.as_ref())
        }
        Fact::Countersign(c) => f.text("entry", hex(&c.entry)),
        _ => f,
    }
}

/// Of a note only whom it is about and how many can open it.
fn note_values(f: Fields, fact: &Fact) -> Fields {
    match fact {
        Fact::NoteKey(k) => f.text("key", hex(&k.key)),
        Fact::Note(n) => {
            f.tokens(&[n.token]).number("readers", i64::try_from(n.to.len()).unwrap_or(i64::MAX))
        }
        Fact::ReadNote(r) => f.tokens(&[r.token]).text("why", &r.why),
        _ => f,
    }
}

fn suspension(f: Fields, c: &Corridor) -> Fields {
    f.maybe("control_point", c.control_point.as_ref()).text("reason", &c.reason)
}

fn hexes(ids: &[ByteArray<32>]) -> Vec<String> {
    ids.iter().map(|id| hex(id)).collect()
}
