//! Putting a proposal in force: while nothing is said, it is seen whether it still stands; then the plan
//! and its adoption become statements.

use super::{Job, Replanner};
use crate::intake::{Intake, Trouble};
use crate::live::Clock;
use evacuation::adopted::Adopted;
use evacuation::standing::{Overtaken, still_stands};
use evacuation::statement::{Adopt, Fact, PLAN_PART_BYTES_MAX, PLAN_PARTS_MAX, PlanPart, Statement};
use ledger::crypto::sha256;

/// Why a proposal is not put in force.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// There is none, or it is not ready.
    #[error("nothing is proposed, or it is still being sought")]
    Nothing,
    /// Another one is proposed now.
    #[error("another plan is proposed now")]
    Superseded,
    /// More has happened since.
    #[error("it no longer fits what has happened since: {}", overtaken(.0))]
    Overtaken(Overtaken),
    /// It is too large to be said.
    #[error("the plan is too large to be put into statements")]
    TooLarge,
    /// It could not be said.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

fn overtaken(why: &Overtaken) -> String {
    match why {
        Overtaken::Plan => "another plan was put in force".to_owned(),
        Overtaken::Trip(trip) => format!("trip {trip} has begun otherwise"),
        Overtaken::Vehicle(vehicle) => format!("{vehicle} broke down or is at work again"),
        Overtaken::Corridor => "the corridor was suspended or opened".to_owned(),
    }
}

impl Replanner {
    /// Puts the proposal with this number in force. Blocks until that is on disk.
    pub fn accept(&self, number: u64, intake: &Intake, clock: &Clock) -> Result<(), AcceptError> {
        let job = self.job().ok_or(AcceptError::Nothing)?;
        if job.number != number {
            return Err(AcceptError::Superseded);
        }
        let Some(Ok(proposal)) = job.outcome() else { return Err(AcceptError::Nothing) };
        // A drill says nothing meanwhile.
        let _still = clock.hold();
        let now = intake.read(|book| book.account().picture());
        still_stands(&proposal.plan, &proposal.picture, &now).map_err(AcceptError::Overtaken)?;
        let document = Adopted {
            at: proposal.standing.at,
            amendment: proposal.standing.amendment.clone(),
            plan: proposal.plan.clone(),
        };
        let statements = statements(&document.write(), &summary(&job), clock)?;
        self.voice.say(statements)?;
        let mut table = self.table();
        if table.1.as_ref().is_some_and(|current| current.number == number) {
            table.1 = None;
        }
        Ok(())
    }
}

fn summary(job: &Job) -> String {
    let Some(Ok(proposal)) = job.outcome() else { return String::new() };
    let plan = &proposal.plan;
    format!(
        "planned anew: {} trips, {} persons, {:.0} person-hours; {} parties told a new departure",
        plan.trips.len(),
        plan.delivered,
        plan.exposure_person_h,
        plan.changed_parties.unwrap_or_default()
    )
}

/// First the pieces, then the adoption: whoever reads the last has the plan.
fn statements(document: &[u8], summary: &str, clock: &Clock) -> Result<Vec<Statement>, AcceptError> {
    let (at, plan_sha256) = (clock.now(), sha256(&[document]));
    let pieces: Vec<&[u8]> = document.chunks(PLAN_PART_BYTES_MAX).collect();
    let parts = u32::try_from(pieces.len()).ok().filter(|parts| *parts <= PLAN_PARTS_MAX);
    let parts = parts.ok_or(AcceptError::TooLarge)?;
    let piece = |(part, bytes): (u32, &[u8])| {
        Fact::PlanPart(PlanPart { plan_sha256, part, parts, bytes: bytes.to_vec() })
    };
    let adopt = Fact::Adopt(Adopt { plan_sha256, summary: summary.to_owned() });
    let facts = (0..).zip(pieces).map(piece).chain([adopt]);
    Ok(facts.map(|fact| Statement { at, fact }).collect())
}
