//! Where positions come in and are kept for a while: in memory, by tracker.
//!
//! Never here: a disk. Whoever takes the machine finds no track on it.

use super::{Sent, secret_sha256};
use evacuation::account::{Picture, TripPicture, TripState};
use evacuation::convoy::TripId;
use evacuation::operation::Operation;
use evacuation::quantity::{Moment, Span};
use evacuation::route::Routes;
use evacuation::statement::{Fact, Tracker};
use evacuation::tracking::{Course, Doubt, Fix, Stop, doubt, follow};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Raw positions are kept so long, then thrown away.
pub const KEPT: Span = Span(3 * 3600);
/// Fixes of one tracker at most; the oldest go first.
const FIXES_MAX: usize = 5_000;
/// Trackers at most.
const TRACKERS_MAX: usize = 2_000;

/// Tracks by tracker, and those read from files by vehicle: a vehicle may have both.
#[derive(Debug, Default)]
pub struct Desk(Mutex<Tracks>);

#[derive(Debug, Default)]
struct Tracks {
    sent: BTreeMap<String, Track>,
    uploaded: BTreeMap<String, Track>,
}

impl Tracks {
    fn clear(&mut self) {
        self.sent.clear();
        self.uploaded.clear();
    }
    /// Everything known of where this tracker and its vehicle were.
    fn joined(&self, tracker: Option<&str>, vehicle: &str) -> BTreeSet<Fix> {
        let sent = tracker.and_then(|tracker| self.sent.get(tracker));
        let both = sent.into_iter().chain(self.uploaded.get(vehicle));
        both.flat_map(|track| track.fixes.iter().copied()).collect()
    }
}

/// What stands where a tracker's name would, for a vehicle that is known from a file alone.
pub const FROM_A_FILE: &str = "gpx";

#[derive(Debug, Default)]
struct Track {
    fixes: BTreeSet<Fix>,
    heard: Moment,
    doubted: Option<(Doubt, Moment)>,
}

/// What became of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It counts.
    Kept,
    /// It was here already.
    Known,
    /// It is not believed.
    Doubted(Doubt),
    /// All positions are cut off: it was thrown away.
    CutOff,
    /// The tracker is not enrolled, or its secret is another.
    Stranger,
}

/// How one vehicle's track reads.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The tracker.
    pub tracker: String,
    /// The vehicle.
    pub vehicle: String,
    /// The trip that it is on, or will be next.
    pub trip: Option<TripId>,
    /// What the track says; `None` where the way is not known on the ground.
    pub course: Option<Course>,
    /// When it was last heard of.
    pub heard: Option<Moment>,
    /// Its last position was not believed.
    pub doubted: Option<(Doubt, Moment)>,
}

/// The tracker's statement that counts at `now`: the last one about it, unless it has ended.
fn enrolled<'p>(picture: &'p Picture, tracker: &str, now: Moment) -> Option<&'p Tracker> {
    let mut last = None;
    for said in picture.watch.iter().filter(|said| said.at <= now) {
        if let Fact::Tracker(f) = &said.fact
            && f.tracker == tracker
        {
            last = Some(f);
        }
    }
    last.filter(|f| f.until.is_none_or(|until| now <= until))
}

/// Whether positions are taken and shown at all: the last word on it.
pub fn is_on(picture: &Picture) -> bool {
    let words = picture.watch.iter().filter_map(|said| match &said.fact {
        // Of two words for one moment the one that cuts off counts.
        Fact::Tracking(f) => Some((said.at, !f.on)),
        _ => None,
    });
    words.max().is_none_or(|(_, off)| !off)
}

impl Desk {
    fn tracks(&self) -> MutexGuard<'_, Tracks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this tracker may report at all, with this secret.
    pub fn knows(picture: &Picture, tracker: &str, secret: &str, now: Moment) -> bool {
        let known = enrolled(picture, tracker, now);
        known.is_some_and(|f| f.vehicle.is_some() && f.secret_sha256.0 == secret_sha256(tracker, secret))
    }

    /// Takes a position in from a tracker that proved who it is.
    pub fn take(&self, picture: &Picture, tracker: &str, sent: &Sent, at: Moment, now: Moment) -> Taken {
        if !is_on(picture) {
            self.tracks().clear();
            return Taken::CutOff;
        }
        let e6 = |degrees: f64| (degrees * 1e6).round().clamp(-2e9, 2e9) as i32;
        let fix = Fix {
            at,
            lat_e6: e6(sent.lat),
            lon_e6: e6(sent.lon),
            accuracy_m: sent.accuracy_m.map(|metres| metres.round().clamp(0.0, 1e9) as u32),
        };
        let mut tracks = self.tracks();
        if !tracks.sent.contains_key(tracker) && tracks.sent.len() >= TRACKERS_MAX {
            return Taken::Stranger;
        }
        let track = tracks.sent.entry(tracker.to_owned()).or_default();
        track.heard = track.heard.max(now);
        if let Some(doubt) = doubt(&fix, now) {
            track.doubted = Some((doubt, now));
            return Taken::Doubted(doubt);
        }
        track.doubted = None;
        let new = track.fixes.insert(fix);
        while track.fixes.len() > FIXES_MAX {
            track.fixes.pop_first();
        }
        if new { Taken::Kept } else { Taken::Known }
    }

    /// Lays the track of a file beside what the vehicle's tracker sent; gives how many positions are new.
    /// What is not believed, or older than [`KEPT`], is left out.
    pub fn join(
        &self,
        picture: &Picture,
        vehicle: &str,
        fixes: impl IntoIterator<Item = Fix>,
        now: Moment,
    ) -> usize {
        if !is_on(picture) {
            self.tracks().clear();
            return 0;
        }
        let mut tracks = self.tracks();
        if !tracks.uploaded.contains_key(vehicle) && tracks.uploaded.len() >= TRACKERS_MAX {
            return 0;
        }
        let track = tracks.uploaded.entry(vehicle.to_owned()).or_default();
        track.heard = now;
        let believed = fixes
            .into_iter()
            .filter(|fix| doubt(fix, now).is_none() && fix.at <= now && now - fix.at <= KEPT);
        let before = track.fixes.len();
        track.fixes.extend(believed);
        let new = track.fixes.len() - before;
        while track.fixes.len() > FIXES_MAX {
            track.fixes.pop_first();
        }
        new
    }

    /// Throws away what is older than [`KEPT`], and everything while positions are cut off.
    pub fn forget(&self, picture: &Picture, now: Moment) {
        let mut tracks = self.tracks();
        if !is_on(picture) {
            tracks.clear();
            return;
        }
        let Tracks { sent, uploaded } = &mut *tracks;
        for all in [sent, uploaded] {
            all.values_mut().for_each(|track| track.fixes.retain(|fix| now - fix.at <= KEPT));
            all.retain(|_, track| now - track.heard <= KEPT);
        }
    }

    /// How every enrolled tracker's track reads at `now`.
    pub fn read(&self, operation: &Operation, picture: &Picture, now: Moment) -> Vec<Reading> {
        self.forget(picture, now);
        if !is_on(picture) {
            return Vec::new();
        }
        let mut last: BTreeMap<&str, &Tracker> = BTreeMap::new();
        for said in picture.watch.iter().filter(|said| said.at <= now) {
            if let Fact::Tracker(f) = &said.fact {
                last.insert(&f.tracker, f);
            }
        }
        let mut routes = Routes::new(operation);
        let tracks = self.tracks();
        let rides = last.into_iter().filter_map(|(name, f)| {
            let vehicle = f.vehicle.clone().filter(|_| f.until.is_none_or(|until| now <= until))?;
            Some((Some(name), vehicle))
        });
        let mut known: Vec<(Option<&str>, String)> = rides.collect();
        let from_files: Vec<String> = tracks
            .uploaded
            .keys()
            .filter(|vehicle| !known.iter().any(|(_, tracked)| tracked == *vehicle))
            .cloned()
            .collect();
        known.extend(from_files.into_iter().map(|vehicle| (None, vehicle)));
        let one = |(name, vehicle): (Option<&str>, String)| {
            let trip = current_trip(picture, &vehicle);
            let track = name.map_or_else(|| tracks.uploaded.get(&vehicle), |name| tracks.sent.get(name));
            let course = trip.and_then(|trip| {
                let way = way(operation, &mut routes, trip)?;
                let from = trip.departed.or(trip.first_boarded).unwrap_or(now - KEPT);
                Some(follow(&way, &tracks.joined(name, &vehicle), from, now))
            });
            Reading {
                tracker: name.unwrap_or(FROM_A_FILE).to_owned(),
                trip: trip.map(|trip| trip.id.clone()),
                course,
                heard: track.map(|track| track.heard),
                doubted: track.and_then(|track| track.doubted),
                vehicle,
            }
        };
        known.into_iter().map(one).collect()
    }

    /// Where every tracked vehicle was at the latest before `until`, for those who see it later.
    pub fn before(&self, picture: &Picture, until: Moment, now: Moment) -> Vec<(Moment, f64, f64)> {
        self.forget(picture, now);
        let tracks = self.tracks();
        let mut fixes: BTreeMap<String, BTreeSet<Fix>> = BTreeMap::new();
        for name in tracks.sent.keys() {
            let ride = enrolled(picture, name, now).and_then(|f| f.vehicle.clone());
            if let Some(vehicle) = ride {
                let joined = tracks.joined(Some(name), &vehicle);
                fixes.entry(vehicle).or_default().extend(joined);
            }
        }
        for vehicle in tracks.uploaded.keys() {
            let joined = tracks.joined(None, vehicle);
            fixes.entry(vehicle.clone()).or_default().extend(joined);
        }
        let last = fixes.values().filter_map(|track| track.iter().rev().find(|fix| fix.at <= until));
        last.map(|fix| (fix.at, fix.degrees().0, fix.degrees().1)).collect()
    }
}

/// The trip that a vehicle is on; else the next one.
fn current_trip<'p>(picture: &'p Picture, vehicle: &str) -> Option<&'p TripPicture> {
    let own = || picture.trips.iter().filter(|trip| trip.id.vehicle == vehicle);
    let under_way = own().find(|trip| matches!(trip.state, TripState::OnTheWay | TripState::BrokenDown));
    under_way
        .or_else(|| own().find(|trip| matches!(trip.state, TripState::Boarding | TripState::Planned)))
        .or_else(|| own().next_back())
}

/// The places of a trip's way that have coordinates.
pub(crate) fn way(operation: &Operation, routes: &mut Routes<'_>, trip: &TripPicture) -> Option<Vec<Stop>> {
    let (from, to) = (trip.from.as_deref()?, trip.to.as_deref()?);
    let route = routes.get(operation.place_ix(from)?, operation.place_ix(to)?)?;
    let stops: Vec<Stop> = route
        .places
        .iter()
        .filter_map(|ix| {
            let place = operation.place(*ix);
            let position = place.position?;
            Some(Stop { place: place.id.clone(), position, is_control: place.control.is_some() })
        })
        .collect();
    (stops.len() >= 2).then_some(stops)
}
