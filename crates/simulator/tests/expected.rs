//! How honest "four in five come within" is, measured on drills: at each departure and each control point
//! passed an interval is asked for by what is known then, and held against the arrival that came.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::account::{Account, Said, Source};
use evacuation::convoy::trip_ids;
use evacuation::operation::{Operation, read};
use evacuation::plan::{Back, Load, PassageTime, Plan, Trip};
use evacuation::quantity::{Moment, Span};
use evacuation::statement::Fact;
use evacuation::tracking::{expected, samples};
use simulator::{Settings, simulate};

fn operation() -> Operation {
    let text = "[operation]\nname='A'\nstart=2016-12-15T06:00:00+02:00\ntimezone='Asia/Damascus'\nhorizon='24h'\n\
        [[place]]\nid='square'\nkind='staging'\nlat=36.10\nlon=37.10\nturnround={fixed='4min'}\n\
        [[place]]\nid='gate'\nkind='control_point'\nlat=36.10\nlon=37.05\nlanes=2\ninspection='60s'\n\
        [[place]]\nid='camp'\nkind='reception'\nlat=36.10\nlon=36.80\nturnround={fixed='5min'}\n\
        [[road]]\nfrom='square'\nto='gate'\ntravel='15min'\n[[road]]\nfrom='gate'\nto='camp'\ntravel='45min'\n\
        [[fleet]]\nid='bus'\ncount=8\nat='square'\nseats=20\n\
        [[people]]\nid='all'\nat='square'\nparties=[{count=240, other=4}]\n";
    read::read(text.as_bytes(), read::Format::Toml).operation.unwrap()
}

/// A bus every quarter of an hour, eight of them to and fro.
fn plan() -> Plan {
    let trip = |number: i64| {
        let at = |minutes: i64| Moment((number * 15 + minutes) * 60);
        Trip {
            vehicle: format!("bus-{}", number % 8 + 1),
            from: "square".to_owned(),
            to: "camp".to_owned(),
            load: vec![Load { people: "all".to_owned(), party: 0, count: 5 }],
            load_start: at(0),
            load_end: at(4),
            depart: at(4),
            passages: vec![PassageTime { control_point: "gate".to_owned(), enter: at(19), exit: at(20) }],
            arrive: at(65),
            unload_start: at(65),
            unload_end: at(70),
            back: Some(Back { depart: at(70), to: "square".to_owned(), arrive: at(116) }),
        }
    };
    let empty: Plan =
        serde_json::from_value(serde_json::json!({ "operation": "A", "objective": "exposure" })).unwrap();
    Plan { trips: (0..48).map(trip).collect(), ..empty }
}

/// How many trips before it are enough, as `tracking::expected` has it.
const ENOUGH: usize = 9;

/// Of how many intervals, how many held the arrival, and how many had no upper end; those that rest on enough
/// trips apart from those that rest on few.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    asked: u32,
    held: u32,
    open: u32,
    /// Sum of what was promised, in thousandths.
    promised: u32,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        (self.asked, self.held, self.open) =
            (self.asked + other.asked, self.held + other.held, self.open + other.open);
        self.promised += other.promised;
    }
    fn promise(self) -> f64 {
        f64::from(self.promised) / 1000.0 / f64::from(self.asked.max(1))
    }
    fn share(self) -> f64 {
        f64::from(self.held) / f64::from(self.asked.max(1))
    }
}

fn measure(operation: &Operation, plan: &Plan, settings: &Settings) -> [Tally; 2] {
    let drill = simulate(operation, plan, [7; 32], settings);
    let ids = trip_ids(plan);
    let arrived = |id: &evacuation::convoy::TripId| {
        drill.sayings.iter().find_map(|saying| match &saying.statement.fact {
            Fact::Arrive(f) if f.trip == *id && f.place == "camp" => Some(saying.statement.at),
            _ => None,
        })
    };
    let mut account = Account::new(operation, Some(plan));
    let mut tallies = [Tally::default(); 2];
    for (number, saying) in drill.sayings.iter().enumerate() {
        let mut entry = [0; 32];
        entry[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let source = Source { entry, device: [saying.device as u8; 32], seq: number as u64, recorded_ms: 0 };
        account.insert(Said { source, statement: saying.statement.clone() });
        let id = match &saying.statement.fact {
            Fact::Depart(f) => &f.trip,
            Fact::Pass(f) if f.through => &f.trip,
            _ => continue,
        };
        let Some(ix) = ids.iter().position(|known| known == id) else { continue };
        let (picture, now) = (account.picture(), saying.statement.at);
        let seen = samples(plan, &picture);
        let (Some(interval), Some(came)) = (expected(&plan.trips[ix], id, &picture, &seen, now), arrived(id))
        else {
            continue;
        };
        tallies[usize::from(interval.rests_on >= ENOUGH)].add(Tally {
            asked: 1,
            promised: u32::from(interval.within),
            open: u32::from(interval.late.is_none()),
            held: u32::from(interval.early <= came && interval.late.is_none_or(|late| came <= late)),
        });
    }
    tallies
}

/// The shares within and what was promised: resting on few trips, on enough.
fn coverage(name: &str, settings: impl Fn(u64) -> Settings) -> [(f64, f64); 2] {
    let (operation, plan) = (operation(), plan());
    let mut all = [Tally::default(); 2];
    for seed in 0..16 {
        let measured = measure(&operation, &plan, &settings(seed));
        all.iter_mut().zip(measured).for_each(|(sum, one)| sum.add(one));
    }
    for (tally, on) in all.iter().zip(["few trips before it", "nine or more"]) {
        println!(
            "{name}, on {on}: {} of {} arrivals within: {:.1} %, promised {:.1} % ({} without an upper end)",
            tally.held,
            tally.asked,
            tally.share() * 100.0,
            tally.promise() * 100.0,
            tally.open
        );
    }
    assert!(all[0].asked + all[1].asked > 1_000, "{all:?}");
    all.map(|tally| (tally.share(), tally.promise()))
}

#[test]
fn four_in_five_come_within() {
    let calm = coverage("roads as usual", |seed| Settings { suspension: None, ..Settings::new(seed) });
    let rough = coverage("the corridor suspended for an hour", Settings::new);
    let slow = coverage("twice the delays, suspended for two hours", |seed| Settings {
        driving_longer_percent: 30,
        inspection_longer_percent: 100,
        suspension: Some(Span(7200)),
        ..Settings::new(seed)
    });
    for [(few, promised), (enough, _)] in [calm, rough, slow] {
        assert!((0.76..=0.86).contains(&enough), "{enough}");
        // With few to go by it promises less, and keeps what it promises.
        assert!(promised < 0.8 && few >= promised, "{few} within, {promised} promised");
    }
}

/// Trips as alike as order asks, of three shapes: what an interval on two to nine of them promises is kept.
#[test]
fn an_interval_on_few_trips_keeps_what_it_promises() {
    use evacuation::tracking::Sample;
    let plan = plan();
    let ids = trip_ids(&plan);
    let (operation, mut dice) = (operation(), 88_172_645_463_325_252u64);
    let mut draw = move || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice >> 11) as f64 / (1u64 << 53) as f64
    };
    let mut account = Account::new(&operation, Some(&plan));
    let source = Source { entry: [1; 32], device: [1; 32], seq: 0, recorded_ms: 0 };
    let left = evacuation::statement::Statement {
        at: plan.trips[40].depart,
        fact: Fact::Depart(evacuation::statement::Depart {
            trip: ids[40].clone(),
            place: "square".to_owned(),
            to: "camp".to_owned(),
            escorts: 0,
        }),
    };
    account.insert(Said { source, statement: left });
    let picture = account.picture();
    // Thousandths of the planned hour: even, with a long tail, and in two clumps (held at the gate or not).
    let shapes: [fn(f64) -> f64; 3] = [
        |u| 800.0 + 900.0 * u,
        |u| 900.0 - 400.0 * (1.0 - u).ln(),
        |u| if u < 0.7 { 1000.0 + 100.0 * u } else { 3000.0 + 500.0 * u },
    ];
    for (shape, of) in shapes.iter().enumerate() {
        for known in 0..=9 {
            let (mut held, mut promise) = (0u32, 0u16);
            const TRIALS: u32 = 2_000;
            for _ in 0..TRIALS {
                let samples: Vec<Sample> = (0..known)
                    .map(|ix| Sample {
                        from: ("square".to_owned(), true),
                        to: "camp".to_owned(),
                        known: Moment(ix),
                        permille: of(draw()) as i64,
                    })
                    .collect();
                let depart = plan.trips[40].depart;
                let interval = expected(&plan.trips[40], &ids[40], &picture, &samples, depart).unwrap();
                let planned = plan.trips[40].arrive - depart;
                let came = depart + Span(planned.seconds() * of(draw()) as i64 / 1000);
                promise = interval.within;
                held += u32::from(interval.early <= came && interval.late.is_none_or(|late| came <= late));
            }
            let share = f64::from(held) / f64::from(TRIALS);
            println!(
                "shape {shape}, on {known} trips: {:.1} % within, {:.1} % promised",
                share * 100.0,
                f64::from(promise) / 10.0
            );
            // Three standard errors of the trials.
            assert!(
                share + 0.03 >= f64::from(promise) / 1000.0,
                "shape {shape}, {known}: {share} of {promise}"
            );
            assert_eq!(promise == 0, known < 2);
        }
    }
}
