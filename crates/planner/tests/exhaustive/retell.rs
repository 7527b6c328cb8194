//! A plan from the decisions that led to the optimum, so that the judge can look at it.

use super::moves::Step;
use super::world::World;
use evacuation::check::score;
use evacuation::plan::{Back, Load, PassageTime, Plan, Trip};
use evacuation::quantity::Moment;

/// The plan, with the score as the judge counts it and without a bound.
pub fn plan(world: &World, steps: &[Step]) -> Plan {
    let moment = |ticks: i64| Moment(ticks * world.tick);
    let id = |place| world.operation.place(place).id.clone();
    let mut trips: Vec<Trip> = Vec::new();
    let mut latest = vec![usize::MAX; world.vehicles.len()];
    // Trips unloaded in the search; the others are unloaded when all is over.
    let mut unloaded = Vec::new();
    for step in steps {
        match step {
            Step::Load { vehicle, load, at, until } => {
                let it = &world.vehicles[*vehicle];
                latest[*vehicle] = trips.len();
                let parts = load.counts.iter().zip(&world.parties).filter(|(count, _)| **count > 0);
                trips.push(Trip {
                    vehicle: world.operation.fleets[it.fleet].vehicle_id(it.number),
                    from: id(world.stages[load.stage].place),
                    to: id(world.goals[load.goal].place),
                    load: parts
                        .map(|(count, party)| Load {
                            people: world.operation.people[party.people].id.clone(),
                            party: party.class,
                            count: u32::from(*count),
                        })
                        .collect(),
                    load_start: moment(*at),
                    load_end: moment(*until),
                    depart: moment(*until),
                    passages: Vec::new(),
                    arrive: Moment(0),
                    unload_start: Moment(0),
                    unload_end: Moment(0),
                    back: None,
                });
                unloaded.push(false);
            }
            Step::Depart { vehicle, at } => trips[latest[*vehicle]].depart = moment(*at),
            Step::Enter { gate, vehicles, at, exit } => {
                for vehicle in vehicles {
                    trips[latest[*vehicle]].passages.push(PassageTime {
                        control_point: id(world.gates[*gate].place),
                        enter: moment(*at),
                        exit: moment(*exit),
                    });
                }
            }
            Step::Unload { vehicle, at, until } => {
                let trip = latest[*vehicle];
                (trips[trip].unload_start, trips[trip].unload_end) = (moment(*at), moment(*until));
                unloaded[trip] = true;
            }
            Step::Back { vehicle, stage, at, arrive } => {
                trips[latest[*vehicle]].back = Some(Back {
                    depart: moment(*at),
                    to: id(world.stages[*stage].place),
                    arrive: moment(*arrive),
                });
            }
            Step::Stay => {}
        }
    }
    finish(world, &mut trips, &unloaded);
    let mut plan = Plan { trips, ..Plan::default() };
    let found = score(world.operation, &plan);
    plan.exposure_person_h = found.exposure_person_h;
    plan.makespan_s = found.makespan_s;
    (plan.delivered, plan.left_behind) = (found.delivered, found.left_behind);
    plan
}

/// Arrivals, and unloading one after another at the very end where the search had no need of it.
fn finish(world: &World, trips: &mut [Trip], unloaded: &[bool]) {
    let mut free = 1_000_000 * world.tick;
    for (trip, unloaded) in trips.iter_mut().zip(unloaded) {
        let stage = world.stages.iter().position(|stage| world.operation.place(stage.place).id == trip.from);
        let goal =
            world.goals.iter().position(|goal| world.operation.place(goal.place).id == trip.to).unwrap();
        let way = world.ways[stage.unwrap()][goal].as_ref().unwrap();
        let from = trip.passages.last().map_or(trip.depart, |passage| passage.exit);
        trip.arrive = Moment(from.0 + way.last * world.tick);
        let persons = evacuation::convoy::persons_of(world.operation, trip);
        let lasting = World::lasting(&world.goals[goal].turnround, persons) * world.tick;
        if !unloaded && lasting == 0 {
            (trip.unload_start, trip.unload_end) = (trip.arrive, trip.arrive);
        } else if !unloaded {
            (trip.unload_start, trip.unload_end) = (Moment(free), Moment(free + lasting));
            free += lasting;
        }
    }
}
