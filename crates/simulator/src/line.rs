//! Control points: who waits, who may enter when. A convoy enters when all its vehicles are there or
//! its patience is at an end, within an open window that is long enough, not while the point is
//! suspended, at least a headway after the last. Who comes late goes with the next convoy.
//!
//! Never here: the plan's times as facts; they are only the earliest at which a convoy goes.

use crate::crowd::Fate;
use crate::world::{Event, World};
use evacuation::place::{Control, PlaceIx};
use evacuation::quantity::{Moment, Span};
use evacuation::statement::{AgeBand, Fact, Pass, Remove, Sex};

/// One control point as it is now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// In order of arrival.
    waiting: Vec<usize>,
    last_enter: Option<Moment>,
    busy_until: Option<Moment>,
    /// When somebody looks again anyway.
    looks_at: Option<Moment>,
}

impl World<'_> {
    pub(crate) fn reach_line(&mut self, now: Moment, place: PlaceIx, ride: usize) {
        self.lines.entry(place).or_default().waiting.push(ride);
        let due = enter(self.rides.get(ride), place);
        if due.is_some_and(|due| due + self.settings.patience < now) {
            self.reports_alone(now, ride);
        }
        self.line(now, place);
    }

    /// Looks whether a convoy may enter now; if not, when to look again.
    pub(crate) fn line(&mut self, now: Moment, place: PlaceIx) {
        let Some(control) = self.operation.places.get(place.0).and_then(|place| place.control.as_ref())
        else {
            return;
        };
        let line = self.lines.entry(place).or_default();
        line.looks_at = line.looks_at.filter(|at| *at > now);
        let Some((due, lead)) =
            line.waiting.iter().map(|ride| (enter(self.rides.get(*ride), place), *ride)).min()
        else {
            return;
        };
        let free =
            line.last_enter.map(|last| last + control.headway).into_iter().chain(line.busy_until).max();
        let earliest = free.into_iter().chain(due).chain([now]).max().unwrap_or(now);
        if earliest > now {
            return self.look_again(earliest, place);
        }
        if let Some(patience_ends) = self.still_expects(now, place, due, lead) {
            return self.look_again(patience_ends, place);
        }
        match self.window(place, control, now, 1) {
            Some((opens, _)) if opens > now => self.look_again(opens, place),
            Some((_, closes)) => self.enter(now, place, control, closes),
            // No window comes that is long enough: they stay before the line.
            None => {}
        }
    }

    /// Who is not with the convoy says where it is from now on.
    fn reports_alone(&mut self, now: Moment, ride: usize) {
        if !std::mem::replace(&mut self.rides[ride].leads, true) {
            self.at(now, Event::Position(ride));
        }
    }

    fn look_again(&mut self, at: Moment, place: PlaceIx) {
        let line = self.lines.entry(place).or_default();
        if line.looks_at.is_none_or(|known| at < known) {
            line.looks_at = Some(at);
            self.at(at, Event::Line(place));
        }
    }

    /// When patience with the missing vehicles of this convoy ends, if that is still to come.
    fn still_expects(&self, now: Moment, place: PlaceIx, due: Option<Moment>, lead: usize) -> Option<Moment> {
        let due = due?;
        let line = self.lines.get(&place)?;
        let group = self.groups.get(&(place, due))?;
        let is_missing =
            |ride: &usize| self.rides[*ride].is_expected && !line.waiting.contains(ride) && *ride != lead;
        let patience_ends = due + self.settings.patience;
        (now < patience_ends && group.iter().any(is_missing)).then_some(patience_ends)
    }

    /// The first time from `from` on at which `vehicles` may enter, and when the window closes.
    pub(crate) fn window(
        &self,
        place: PlaceIx,
        control: &Control,
        from: Moment,
        vehicles: u32,
    ) -> Option<(Moment, Moment)> {
        let needed = control.passage_duration(vehicles);
        let mut at = from;
        // A suspension can push the entry out of a window into a later one.
        for _ in 0..=control.open.as_ref().map_or(1, Vec::len) {
            let (opens, closes) = match &control.open {
                None => (at, Moment(i64::MAX)),
                Some(windows) => {
                    let fits = |opens: Moment, closes: Moment| opens.max(at) + needed <= closes;
                    let window = windows.iter().find(|window| fits(window.opens, window.closes))?;
                    (window.opens.max(at), window.closes)
                }
            };
            match self.mishaps.suspended_until(Some(place), opens) {
                None => return Some((opens, closes)),
                Some(until) => at = until,
            }
        }
        None
    }

    fn enter(&mut self, now: Moment, place: PlaceIx, control: &Control, closes: Moment) {
        let mut ready: Vec<(Option<Moment>, usize)> = self.lines.get(&place).map_or(Vec::new(), |line| {
            line.waiting.iter().map(|ride| (enter(self.rides.get(*ride), place), *ride)).collect()
        });
        ready.retain(|(due, _)| due.is_none_or(|due| due <= now));
        ready.sort_unstable();
        let fits = |vehicles: usize| {
            let vehicles = u32::try_from(vehicles).unwrap_or(u32::MAX);
            control.convoy_max.is_none_or(|max| vehicles <= max.max(1))
                && now + control.passage_duration(vehicles) <= closes
        };
        let vehicles = (1..=ready.len()).take_while(|vehicles| fits(*vehicles)).last().unwrap_or(1);
        let (convoy, left_behind) = ready.split_at(vehicles.min(ready.len()));
        let convoy: Vec<usize> = convoy.iter().map(|(_, ride)| *ride).collect();
        for (_, ride) in left_behind {
            self.reports_alone(now, *ride);
        }
        let planned = control.passage_duration(u32::try_from(convoy.len()).unwrap_or(u32::MAX));
        let takes = Span(self.road.stretched(planned.seconds(), self.settings.inspection_longer_percent));
        // An inspection never runs over the end of the window.
        let out = (now + takes).min(closes).max(now + planned);
        for ride in &convoy {
            self.removal(now, place, *ride);
            self.state_pass(now, place, *ride, false);
        }
        let line = self.lines.entry(place).or_default();
        line.waiting.retain(|ride| !convoy.contains(ride));
        line.last_enter = Some(now);
        line.busy_until = Some(out);
        self.at(out, Event::Through(place, convoy));
        self.look_again(out, place);
    }

    pub(crate) fn through(&mut self, now: Moment, place: PlaceIx, rides: &[usize]) {
        for ride in rides {
            self.state_pass(now, place, *ride, true);
            self.rides[*ride].leg += 1;
            self.drive(now, *ride);
        }
    }

    fn state_pass(&mut self, now: Moment, place: PlaceIx, ride: usize, through: bool) {
        let pass = Pass {
            trip: self.rides[ride].id.clone(),
            place: self.place_id(place),
            through,
            headcount: Some(self.headcount(ride)),
        };
        self.crew.say(self.leader(ride), now, Fact::Pass(pass));
    }

    /// Somebody is taken off: once, where it was chosen, and only where there is a grown man on board.
    fn removal(&mut self, now: Moment, place: PlaceIx, ride: usize) {
        if self.mishaps.removal != Some(ride) {
            return;
        }
        let is_man = |rider: &&usize| {
            let member = self.crowd.persons[**rider].member;
            member.sex == Sex::Male && member.age == AgeBand::Adult
        };
        let Some(taken) = self.rides[ride].riders.iter().find(is_man).copied() else { return };
        self.mishaps.removal = None;
        self.rides[ride].riders.retain(|rider| *rider != taken);
        self.set_fate(&[taken], Fate::Removed);
        let remove = Remove {
            tokens: self.crowd.tokens(&[taken]),
            trip: self.rides[ride].id.clone(),
            place: self.place_id(place),
            by: "armed men at the barrier".to_owned(),
            grade: "B2".to_owned(),
            witness: None,
        };
        self.crew.say(self.leader(ride), now, Fact::Remove(Box::new(remove)));
    }
}

/// When a ride planned to enter; who has no plan (a relief) goes as soon as it can.
fn enter(ride: Option<&crate::world::Ride>, place: PlaceIx) -> Option<Moment> {
    ride.and_then(|ride| ride.enters.get(&place)).copied()
}
