//! Small random operations on one road, random plans for them, and settings under which much goes wrong.

use evacuation::fleet::{Escorts, Fleet};
use evacuation::operation::{Objective, Operation};
use evacuation::people::{PartyClass, People};
use evacuation::place::{Control, Place, PlaceIx, PlaceKind, Road, Turnround, Window};
use evacuation::plan::{Back, Load, PassageTime, Plan, Trip};
use evacuation::quantity::{Moment, Persons, Span};
use proptest::prelude::*;
use simulator::Settings;

/// Windows, lanes, inspection, convoy_max, headway of a control point.
type Point = (Option<(i64, i64, i64)>, u32, i64, Option<u32>, i64);

/// A small operation on one road, with 0 to 2 control points.
pub(crate) fn operations() -> impl Strategy<Value = Operation> {
    let windows = proptest::option::of((0i64..40, 1i64..200, 1i64..300));
    let point = (windows, 1u32..3, 0i64..120, proptest::option::of(1u32..4), 0i64..1200);
    let points = proptest::collection::vec(point, 0..3);
    let classes = proptest::collection::vec((1u32..8, 0u32..2, 0u32..2, 0u32..5), 1..4);
    let bays = proptest::option::of(1u32..3);
    let escorts = proptest::option::of(2u32..9);
    (points, bays, classes, escorts, 10i64..60).prop_map(|(points, bays, classes, escorts, minutes)| {
        let (places, roads) = one_road(points, bays, minutes);
        let parties = classes.into_iter().map(|(count, stretcher, wounded, other)| {
            let other = if stretcher + wounded + other == 0 { 1 } else { other };
            PartyClass { count, persons: Persons { stretcher, wounded, other } }
        });
        let parties = parties.collect();
        Operation {
            name: "one road".to_owned(),
            timezone: "UTC".to_owned(),
            start_unix_s: 1_700_000_000,
            horizon: Span(12 * 3600),
            objective: Objective::default(),
            places,
            roads,
            fleets: vec![Fleet {
                id: "bus".to_owned(),
                count: 4,
                at: PlaceIx(0),
                available: Moment(0),
                seats: 20,
                stretchers: 4,
                escorts: 1,
            }],
            escorts: escorts.map(|count| Escorts { count, changes: vec![(Moment(7200), count / 2)] }),
            people: vec![People {
                id: "all".to_owned(),
                at: PlaceIx(0),
                ready: Moment(0),
                to: None,
                parties,
            }],
            claims: vec![],
            alarms: Default::default(),
            parties: Vec::new(),
            clauses: Vec::new(),
        }
    })
}

fn one_road(points: Vec<Point>, bays: Option<u32>, minutes: i64) -> (Vec<Place>, Vec<Road>) {
    let mut places =
        vec![place("school", PlaceKind::Staging, bays), place("camp", PlaceKind::Reception, bays)];
    let mut roads = Vec::new();
    let mut before = PlaceIx(0);
    for (number, (windows, lanes, inspection, convoy_max, headway)) in points.into_iter().enumerate() {
        let mut point = place(&format!("line{number}"), PlaceKind::ControlPoint, None);
        let window =
            |opens: i64, closes: i64| Window { opens: Moment(opens * 60), closes: Moment(closes * 60) };
        let open = windows.map(|(opens, length, gap)| {
            vec![window(opens, opens + length), window(opens + length + gap, opens + 2 * length + gap)]
        });
        let (inspection, headway) = (Span(inspection), Span(headway));
        point.control = Some(Control { open, lanes, inspection, convoy_max, headway });
        let here = PlaceIx(places.len());
        places.push(point);
        roads.push(road(before, here, minutes));
        before = here;
    }
    roads.push(road(before, PlaceIx(1), minutes));
    (places, roads)
}

fn place(id: &str, kind: PlaceKind, bays: Option<u32>) -> Place {
    let turnround = Turnround { fixed: Span(60), seat: Span(5), stretcher: Span(60) };
    Place {
        id: id.to_owned(),
        name: Default::default(),
        kind,
        position: Some((36.0, 37.0 + id.len() as f64 / 100.0)),
        bays,
        turnround,
        capacity: None,
        control: None,
    }
}

fn road(from: PlaceIx, to: PlaceIx, minutes: i64) -> Road {
    Road { from, to, travel: Span(minutes * 60), distance_km: None, one_way: false }
}

/// Trips that may keep no rule at all: the simulated world keeps them itself.
pub(crate) fn plans(operation: Operation) -> impl Strategy<Value = (Operation, Plan)> {
    let trip = (1u32..5, 0usize..4, 1u32..4, 0i64..300, any::<bool>());
    proptest::collection::vec(trip, 0..12).prop_map(move |trips| {
        let points = operation.places.iter().filter(|place| place.kind == PlaceKind::ControlPoint);
        let points: Vec<String> = points.map(|point| point.id.clone()).collect();
        let mut left: Vec<u32> = operation.people[0].parties.iter().map(|class| class.count).collect();
        let mut made = Vec::new();
        for (bus, class, count, start, goes_back) in trips {
            let class = class % left.len();
            let count = count.min(left[class]);
            if count == 0 {
                continue;
            }
            left[class] -= count;
            let at = |minutes: i64| Moment((start + minutes) * 60);
            let passages = points.iter().enumerate().map(|(number, point)| PassageTime {
                control_point: point.clone(),
                enter: at(20 + 20 * number as i64),
                exit: at(25 + 20 * number as i64),
            });
            made.push(Trip {
                vehicle: format!("bus-{bus}"),
                from: "school".to_owned(),
                to: "camp".to_owned(),
                load: vec![Load { people: "all".to_owned(), party: class, count }],
                load_start: at(0),
                load_end: at(5),
                depart: at(5),
                passages: passages.collect(),
                arrive: at(90),
                unload_start: at(90),
                unload_end: at(95),
                back: goes_back.then(|| Back { depart: at(95), to: "school".to_owned(), arrive: at(180) }),
            });
        }
        (operation.clone(), Plan { trips: made, ..Plan::default() })
    })
}

pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    (any::<u64>(), 0u32..300, 0u32..300, any::<bool>(), 0i64..200).prop_map(
        |(seed, no_show, declining, mishaps, long)| Settings {
            no_show_permille: no_show,
            declining_permille: declining,
            loading_longer_percent: 80,
            driving_longer_percent: 80,
            breakdown: mishaps,
            suspension: mishaps.then_some(Span(long * 60)),
            birth_permille: 1000,
            death_permille: 1000,
            removal_permille: 1000,
            ..Settings::new(seed)
        },
    )
}
