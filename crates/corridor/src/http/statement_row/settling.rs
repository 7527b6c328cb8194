//! The fields of what settles an account.

use super::Fields;
use evacuation::people::Token;
use evacuation::statement::{Fact, Likeness};

/// A likeness as it stands in JSON.
pub(in crate::http) fn likeness_name(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Suspected => "suspected",
        Likeness::Same => "same",
        Likeness::Apart => "apart",
    }
}

pub(super) fn values(f: Fields, fact: &Fact) -> Fields {
    match fact {
        Fact::Ticket(t) => f
            .text("party", t.party)
            .text("trip", &t.trip)
            .text("to", &t.to)
            .number("depart", t.depart.seconds())
            .number("persons", t.persons),
        Fact::Close(c) => f.text("convoy", &c.convoy).list("trips", &c.trips),
        Fact::Twin(t) => {
            let f = f.list("parties", t.parties).text("likeness", likeness_name(t.likeness));
            let common: Vec<String> =
                t.pairs.iter().map(|[a, b]: &[Token; 2]| format!("{a} = {b}")).collect();
            f.list("persons_in_common", common).text("why", &t.why)
        }
        Fact::Attend(a) => {
            let f = f.text("matter", &a.matter).text("who", &a.who).text("step", &a.step);
            if a.done { f.text("done", "yes") } else { f }
        }
        Fact::Transcribe(t) => {
            f.text("sheet", &t.sheet).text("written_by", &t.written_by).number("count", t.count)
        }
        _ => f,
    }
}
