//! How much goes wrong in a drill. Rates are in thousandths, lengthenings in percent, so that a drill
//! is the same on every machine.
//!
//! Never here: what happens (that is the world's).

use evacuation::quantity::Span;

/// What a drill is made with. [`Settings::new`] gives the defaults for a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The same seed gives the same drill.
    pub seed: u64,
    /// Parties that do not want to go, stay for now, or take back their yes. Default 12 ‰.
    pub declining_permille: u32,
    /// Parties that are not there when their bus loads; they come back later. Default 20 ‰.
    pub no_show_permille: u32,
    /// Loading and unloading take up to so much longer. Default 15 %.
    pub loading_longer_percent: u32,
    /// Driving takes up to so much longer, on each leg, but never more than 20 minutes. Default 8 %.
    pub driving_longer_percent: u32,
    /// Inspections take up to so much longer. Default 5 %.
    pub inspection_longer_percent: u32,
    /// A convoy waits for its vehicles at a control point so long after its planned passage. Default 5 min.
    pub patience: Span,
    /// One vehicle breaks down on the road and another fetches its people. Default: yes.
    pub breakdown: bool,
    /// The corridor is suspended once for about so long. Default 1 h; `None`: never.
    pub suspension: Option<Span>,
    /// One person boards and does not arrive. Default: yes.
    pub missing: bool,
    /// One count at a door is wrong by one. Default: yes.
    pub miscount: bool,
    /// How likely it is that a child is born on the road. Default 500 ‰.
    pub birth_permille: u32,
    /// How likely it is that somebody dies on the road. Default 300 ‰.
    pub death_permille: u32,
    /// How likely it is that somebody is taken off at a control point. Default 500 ‰.
    pub removal_permille: u32,
    /// The first vehicle of each convoy states its position so often. Default 5 min.
    pub position_every: Span,
    /// The truce is watched, convoys are notified and decided on, aid is asked for. Default: yes.
    pub watch: bool,
}

impl Settings {
    /// The defaults.
    pub fn new(seed: u64) -> Settings {
        Settings {
            seed,
            declining_permille: 12,
            no_show_permille: 20,
            loading_longer_percent: 15,
            driving_longer_percent: 8,
            inspection_longer_percent: 5,
            patience: Span(5 * 60),
            breakdown: true,
            suspension: Some(Span(60 * 60)),
            missing: true,
            miscount: true,
            birth_permille: 500,
            death_permille: 300,
            removal_permille: 500,
            position_every: Span(5 * 60),
            watch: true,
        }
    }

    /// Everything goes as planned.
    pub fn undisturbed(seed: u64) -> Settings {
        Settings {
            declining_permille: 0,
            no_show_permille: 0,
            loading_longer_percent: 0,
            driving_longer_percent: 0,
            inspection_longer_percent: 0,
            breakdown: false,
            suspension: None,
            missing: false,
            miscount: false,
            birth_permille: 0,
            death_permille: 0,
            removal_permille: 0,
            watch: false,
            ..Settings::new(seed)
        }
    }
}
