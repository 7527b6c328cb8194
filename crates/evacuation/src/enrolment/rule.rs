//! Which role may say what, and which roles take two enrollers.
//!
//! Never here: who has which role.

use crate::statement::{Decision, Fact, Likeness, Role};

/// Roles that take two enrollers: who runs the operation, opens sealed names, or decides disputes.
pub const PRIVILEGED: [Role; 3] = [Role::Coordinator, Role::Custodian, Role::Adjudicator];

/// What a device may say. Those who run the operation say anything, those who only read or witness
/// say nothing, and only a coordinator admits, revokes and releases, or adopts a plan.
pub fn may_say(role: Role, fact: &Fact) -> bool {
    match (role, fact) {
        // Whoever runs the operation opens no sealed names: that takes custodians.
        (role, Fact::Unseal(_)) => role == Role::Custodian,
        (Role::Custodian, Fact::Shred(_)) => true,
        // Nor does anybody but a clinician read notes, or have them sealed to themselves (protection rule 6).
        (role, Fact::NoteKey(_) | Fact::ReadNote(_)) => role == Role::Clinician,
        (role, Fact::Note(_)) => {
            matches!(role, Role::Registrar | Role::Clinician | Role::Receiver | Role::Coordinator)
        }
        (Role::Coordinator, _) | (_, Fact::Enrol(_)) => true,
        // What is let in or out, and who may look, is the coordinator's; so is a go. Whoever is on the road
        // may hold or stop, and cut off every position.
        (role, Fact::Decide(f)) => role == Role::ConvoyLeader && f.decision != Decision::Go,
        (role, Fact::Tracking(f)) => !f.on && matches!(role, Role::ConvoyLeader | Role::Monitor),
        (_, Fact::Tracker(_) | Fact::Share(_) | Fact::Unshare(_) | Fact::Clause(_) | Fact::Notify(_)) => {
            false
        }
        (Role::Viewer | Role::Witness, _) | (_, Fact::Adopt(_) | Fact::PlanPart(_)) => false,
        (_, Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_)) => false,
        (_, Fact::Entrust(_) | Fact::Shred(_)) => false,
        // Whoever opened names may say that two parties look alike, never that they are one.
        (Role::Custodian, Fact::Twin(f)) => f.likeness == Likeness::Suspected,
        (Role::Adjudicator, Fact::Twin(_) | Fact::Attend(_)) => true,
        (Role::Adjudicator | Role::Custodian, fact) => matches!(fact, Fact::Correct(_)),
        (role, Fact::Twin(f)) => role == Role::Registrar && f.likeness == Likeness::Suspected,
        (role, Fact::Ticket(_)) => role == Role::Registrar,
        (role, Fact::Close(_)) => role == Role::Receiver,
        (Role::Registrar, Fact::Pass(_) | Fact::Depart(_) | Fact::Arrive(_)) => false,
        (role, Fact::Suspend(_) | Fact::Reopen(_)) => matches!(role, Role::Monitor | Role::ConvoyLeader),
        (role, Fact::Clear(_)) => matches!(role, Role::Gate | Role::ConvoyLeader),
        (role, Fact::Split(_) | Fact::Accompany(_)) => matches!(role, Role::Registrar | Role::Gate),
        (role, Fact::Countersign(_)) => matches!(role, Role::Receiver | Role::Clinician),
        _ => true,
    }
}

/// Statements about devices, which no release brings back: their author's standing decides.
pub(super) fn is_about_devices(fact: &Fact) -> bool {
    matches!(fact, Fact::Enrol(_) | Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_) | Fact::Correct(_))
}
