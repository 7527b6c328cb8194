//! What each fact is called in an entry, and the place that it is about.
//!
//! Never here: what a fact says (`facts` and its neighbours).

use super::Fact;

impl Fact {
    /// The entry's `kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            Fact::Enrol(_) => "enrol",
            Fact::Adopt(_) => "adopt",
            Fact::Register(_) => "register",
            Fact::Agree(_) => "agree",
            Fact::Assign(_) => "assign",
            Fact::Board(_) => "board",
            Fact::Depart(_) => "depart",
            Fact::Pass(_) => "pass",
            Fact::Arrive(_) => "arrive",
            Fact::Receive(_) => "receive",
            Fact::HandOver(_) => "hand_over",
            Fact::Remove(_) => "remove",
            Fact::Alight(_) => "alight",
            Fact::Die(_) => "die",
            Fact::Born(_) => "born",
            Fact::BreakDown(_) => "break_down",
            Fact::Suspend(_) => "suspend",
            Fact::Reopen(_) => "reopen",
            Fact::Position(_) => "position",
            Fact::Headcount(_) => "headcount",
            Fact::Claim(_) => "claim",
            Fact::Correct(_) => "correct",
            Fact::PlanPart(_) => "plan_part",
            Fact::Admit(_) => "admit",
            Fact::Revoke(_) => "revoke",
            Fact::Release(_) => "release",
            Fact::Entrust(_) => "entrust",
            Fact::Unseal(_) => "unseal",
            Fact::Shred(_) => "shredded",
            Fact::Needs(_) => "needs",
            Fact::Accompany(_) => "accompany",
            Fact::Split(_) => "split",
            Fact::Clear(_) => "clear",
            Fact::Countersign(_) => "countersign",
            Fact::NoteKey(_) => "note_key",
            Fact::Note(_) => "note",
            Fact::ReadNote(_) => "read_note",
            Fact::Ticket(_) => "ticket",
            Fact::Close(_) => "close",
            Fact::Twin(_) => "twin",
            Fact::Attend(_) => "attend",
            Fact::Transcribe(_) => "transcribe",
            Fact::Incident(_) => "incident",
            Fact::Link(_) => "link",
            Fact::Evidence(_) => "evidence",
            Fact::Clause(_) => "clause",
            Fact::ClauseWord(_) => "clause_word",
            Fact::Notify(_) => "notify",
            Fact::Acknowledge(_) => "acknowledge",
            Fact::Decide(_) => "decide",
            Fact::AidRequest(_) => "aid_request",
            Fact::AidAnswer(_) => "aid_answer",
            Fact::AidMove(_) => "aid_move",
            Fact::Tracking(_) => "tracking",
            Fact::Tracker(_) => "tracker",
            Fact::Share(_) => "share",
            Fact::Unshare(_) => "unshare",
        }
    }

    /// The place that it is about, for the entry's `place`.
    pub fn place(&self) -> Option<&str> {
        match self {
            Fact::Register(f) => Some(&f.place),
            Fact::Board(f) | Fact::Alight(f) => Some(&f.place),
            Fact::Depart(f) => Some(&f.place),
            Fact::Pass(f) => Some(&f.place),
            Fact::Arrive(f) => Some(&f.place),
            Fact::Receive(f) => Some(&f.place),
            Fact::HandOver(f) => Some(&f.place),
            Fact::Remove(f) => Some(&f.place),
            Fact::Die(f) => Some(&f.place),
            Fact::Born(f) => Some(&f.place),
            Fact::BreakDown(f) => Some(&f.place),
            Fact::Headcount(f) => Some(&f.place),
            Fact::Clear(f) => Some(&f.place),
            Fact::Ticket(f) => Some(&f.place),
            Fact::Close(_) | Fact::Twin(_) | Fact::Attend(_) | Fact::Transcribe(_) => None,
            Fact::Needs(_) | Fact::Accompany(_) | Fact::Split(_) | Fact::Countersign(_) => None,
            Fact::NoteKey(_) | Fact::Note(_) | Fact::ReadNote(_) => None,
            Fact::Suspend(f) | Fact::Reopen(f) => f.control_point.as_deref(),
            Fact::Enrol(_) | Fact::Adopt(_) | Fact::Agree(_) | Fact::Assign(_) => None,
            Fact::Position(_) | Fact::Claim(_) | Fact::Correct(_) | Fact::PlanPart(_) => None,
            Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_) => None,
            Fact::Entrust(_) | Fact::Unseal(_) | Fact::Shred(_) => None,
            Fact::Incident(_) | Fact::Link(_) | Fact::Evidence(_) | Fact::Clause(_) | Fact::ClauseWord(_) => {
                None
            }
            Fact::Notify(_) | Fact::Acknowledge(_) | Fact::Decide(_) | Fact::AidRequest(_) => None,
            Fact::AidAnswer(_) | Fact::AidMove(_) | Fact::Tracking(_) | Fact::Tracker(_) => None,
            Fact::Share(_) | Fact::Unshare(_) => None,
        }
    }

    /// Whether it is about the truce, the road, aid or what is shown of them.
    pub fn is_watch(&self) -> bool {
        matches!(
            self,
            Fact::Incident(_)
                | Fact::Link(_)
                | Fact::Evidence(_)
                | Fact::Clause(_)
                | Fact::ClauseWord(_)
                | Fact::Notify(_)
                | Fact::Acknowledge(_)
                | Fact::Decide(_)
                | Fact::AidRequest(_)
                | Fact::AidAnswer(_)
                | Fact::AidMove(_)
                | Fact::Tracking(_)
                | Fact::Tracker(_)
                | Fact::Share(_)
                | Fact::Unshare(_)
        )
    }
}
