//! The bounds of what settles an account: tickets, closings, twins, matters, copies from paper.
//!
//! Never here: whether it holds (`account`, `closing`).

use super::{Sound, absurd, count, id, text, tokens, trip};
use crate::convoy::TripId;
use crate::operation::limits;
use crate::people::Token;
use crate::statement::{Fact, Likeness, TOKENS_MAX, Twin};
use std::collections::BTreeSet;

pub(super) fn check(fact: &Fact) -> Sound {
    match fact {
        Fact::Ticket(f) => {
            trip(&f.trip)?;
            id("destination", &f.to)?;
            count("number of persons", f.persons)?;
            if f.depart.seconds().unsigned_abs() > limits::SPAN_S_MAX.unsigned_abs() {
                return absurd("the trip departs more than ten years from the start of the operation");
            }
            Ok(())
        }
        Fact::Close(f) => {
            id("convoy", &f.convoy)?;
            let different: BTreeSet<&TripId> = f.trips.iter().collect();
            if f.trips.is_empty() || f.trips.len() > TOKENS_MAX || different.len() < f.trips.len() {
                return absurd(format!("a closing names 1 to {TOKENS_MAX} different trips"));
            }
            f.trips.iter().try_for_each(trip)
        }
        Fact::Twin(f) => twin(f),
        Fact::Attend(f) => {
            id("matter", &f.matter)?;
            id("one who has it", &f.who)?;
            text("next step", &f.step)
        }
        Fact::Transcribe(f) => {
            id("sheet", &f.sheet)?;
            id("writer", &f.written_by)?;
            if f.count == 0 || f.count as usize > TOKENS_MAX {
                return absurd(format!("a sheet holds 1 to {TOKENS_MAX} statements"));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn twin(twin: &Twin) -> Sound {
    tokens("parties", &twin.parties)?;
    text("why", &twin.why)?;
    if twin.likeness != Likeness::Same {
        return if twin.pairs.is_empty() {
            Ok(())
        } else {
            absurd("only parties that are one have persons in common")
        };
    }
    let persons: Vec<Token> = twin.pairs.iter().flatten().copied().collect();
    tokens("persons in common", &persons)
}
