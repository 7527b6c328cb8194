"""An operation run forward in Python: whatever a solver answers becomes a plan that keeps every rule.

A solver's answer is a `Dispatch`: which staging place and destination a vehicle goes to next. Here the
rest is done with exact durations: whole parties are chosen and packed, bays and escorts waited for,
vehicles gathered to passages, nothing departs that cannot arrive. What a dispatch leaves undone is done
by the greedy one, so a peer's plan is never worse for having stopped early.

Never here: a solver. `corridor judge` has the last word on every plan made here.
"""

import heapq
from collections import defaultdict
from dataclasses import dataclass, field

FAR = 10**9


@dataclass
class Vehicle:
    ix: int
    id: str
    seats: int
    stretchers: int
    escorts: int
    at: str
    free: int
    holds: bool = False
    trips: int = 0

    @property
    def kind(self):
        return (self.seats, self.stretchers, self.escorts)


@dataclass
class Trip:
    vehicle: Vehicle
    stage: str
    safe: str
    load: list
    way: list
    worth: int = 0
    load_start: int = 0
    load_end: int = 0
    depart: int = 0
    passages: list = field(default_factory=list)
    arrive: int = 0
    unload_start: int = 0
    unload_end: int = 0
    back: tuple | None = None
    leg: int = 0
    done: bool = False

    @property
    def seats(self):
        return sum(p.seats * n for p, n in self.load)

    @property
    def stretchers(self):
        return sum(p.stretchers * n for p, n in self.load)


class Dispatch:
    """Says where a vehicle goes next; this one is greedy: most weighted people an hour of round trip."""

    fills = False

    def next(self, run, vehicle, now):
        best = None
        for stage, safe in run.pairs:
            if vehicle.trips and vehicle.at in run.o.stages and vehicle.at != stage:
                continue
            there = now if vehicle.at == stage else run.back(vehicle.at, stage, now)
            if there is None or there > run.o.horizon:
                continue
            gain = run.gain(vehicle, stage, safe, there)
            if gain <= 0:
                continue
            takes = there - now + run.round_trip(vehicle, stage, safe)
            if best is None or gain / takes > best[0]:
                best = (gain / takes, stage, safe)
        return best and (best[1], best[2], None)


class Answer(Dispatch):
    """A solver's answer: what it says first, then greedy if `fills`; counts which was which."""

    own = filled = 0
    fills = True

    def next(self, run, vehicle, now):
        choice = self.said(run, vehicle, now)
        if choice:
            self.own += 1
            return choice
        if not self.fills or self.pending():
            return None
        choice = super().next(run, vehicle, now)
        if choice:
            self.filled += 1
        return choice

    def pending(self):
        """Whether the answer still has trips to come: then nobody else takes their people."""
        return False

    def share(self):
        """How much of the plan is the solver's."""
        return self.own / max(1, self.own + self.filled)


class Orders(Answer):
    """Trips named for each vehicle: {vehicle id: [(stage, safe, load or None), …]}; then greedy."""

    def __init__(self, orders):
        self.orders = {vehicle: list(reversed(trips)) for vehicle, trips in orders.items()}

    def pending(self):
        return any(self.orders.values())

    def said(self, run, vehicle, now):
        left = self.orders.get(vehicle.id, [])
        while left:
            stage, safe, load = left.pop()
            if vehicle.at in run.o.stages and vehicle.at != stage and vehicle.trips:
                continue
            if run.gain(vehicle, stage, safe, FAR) > 0:
                return stage, safe, load
        return None


class Counts(Answer):
    """Trips by class and time, as a flow gives them: {kind: [(load moment, stage, safe, how many), …]}.

    A vehicle takes what is most overdue where it can be; the flow says how many, not who.
    """

    def __init__(self, flows):
        self.flows = {kind: sorted(rows) for kind, rows in flows.items()}
        self.taken = defaultdict(float)

    def said(self, run, vehicle, now):
        best, due = None, defaultdict(float)
        for moment, stage, safe, many in self.flows.get(vehicle.kind, ()):
            key = (vehicle.kind, stage, safe)
            due[key] += many
            if due[key] - self.taken[key] < 0.5 or best and key == best[1]:
                continue
            there = now if vehicle.at == stage else run.back(vehicle.at, stage, now)
            if there is None or run.gain(vehicle, stage, safe, FAR) <= 0:
                continue
            slack = max(moment, there) - min(moment, there) * 1e-3
            if best is None or slack < best[0]:
                best = (slack, key)
            elif moment > best[0] + 4 * 3600:
                break
        if best:
            self.taken[best[1]] += 1
            return best[1][1], best[1][2], None
        return None


class Run:
    """One run of an operation under a dispatch.

    `patience`: how much of a headway a gate waits for those it knows to come; `short`: passages no longer
    than a headway where inspection is what limits; `banned`: trips found too late by an earlier run.
    """

    def __init__(self, operation, dispatch, patience=0.5, short=False, banned=()):
        self.o, self.dispatch, self.patience, self.short = operation, dispatch, patience, short
        self.banned = set(banned)
        self.left = [p.count for p in operation.parties]
        self.at = defaultdict(list)
        for ix, p in enumerate(operation.parties):
            self.at[p.at].append(ix)
        self.pairs = sorted(
            {(p.at, safe) for p in operation.parties for safe in p.to if operation.route(p.at, safe) is not None}
        )
        self.order = {}
        self.room = {name: s.capacity if s.capacity is not None else FAR for name, s in operation.safes.items()}
        self.bays = defaultdict(int)
        self.waiting_bay = defaultdict(list)
        self.queue = defaultdict(list)
        self.expected = defaultdict(dict)
        self.gate_free = defaultdict(int)
        self.gate_next = defaultdict(int)
        self.ready = []
        self.parked = []
        self.held = 0
        self.trips, self.late = [], []
        self.events, self.serial = [], 0
        self.backs = {}
        self.rounds = {}
        self.vehicles = []
        for fleet in operation.fleets:
            for n in range(fleet.count):
                self.vehicles.append(
                    Vehicle(
                        len(self.vehicles),
                        f"{fleet.id}-{n + 1}",
                        fleet.seats,
                        fleet.stretchers,
                        fleet.escorts,
                        fleet.at,
                        fleet.available,
                    )
                )

    # ------------------------------------------------------------ what a dispatch may ask

    def back(self, start, end, moment):
        """As `Operation.back`, and `moment` itself from a place to itself."""
        if start == end:
            return moment
        return self.o.back(start, end, moment)

    def round_trip(self, vehicle, stage, safe):
        key = (vehicle.kind, stage, safe)
        if key not in self.rounds:
            o = self.o
            load = o.stages[stage].takes(vehicle.seats, vehicle.stretchers)
            unload = o.safes[safe].takes(vehicle.seats, vehicle.stretchers)
            self.rounds[key] = load + unload + 2 * o.drive(stage, safe) + 60
        return self.rounds[key]

    def gain(self, vehicle, stage, safe, moment):
        """Weighted people that could ride; a rough figure."""
        return sum(self.o.parties[ix].weight * n for ix, n in self.choose(vehicle, stage, safe, moment))

    def choose(self, vehicle, stage, safe, moment):
        """Whole parties for a vehicle: heaviest weight for its place first, the large before the small."""
        key = (stage, safe, vehicle.stretchers > 0)
        if key not in self.order:
            rows = [ix for ix in self.at[stage] if safe in self.o.parties[ix].to]
            parties = self.o.parties
            rows.sort(
                key=lambda ix: (
                    -(parties[ix].stretchers > 0),
                    -parties[ix].weight / parties[ix].persons,
                    len(parties[ix].to),
                    -parties[ix].persons,
                )
            )
            self.order[key] = rows
        seats, stretchers, room, load = vehicle.seats, vehicle.stretchers, self.room[safe], []
        for ix in self.order[key]:
            p = self.o.parties[ix]
            if self.left[ix] == 0 or p.ready > moment:
                continue
            n = min(self.left[ix], room // p.persons)
            if p.seats:
                n = min(n, seats // p.seats)
            if p.stretchers:
                n = min(n, stretchers // p.stretchers)
            if n > 0:
                load.append((ix, n))
                seats -= n * p.seats
                stretchers -= n * p.stretchers
                room -= n * p.persons
                if seats == 0 and stretchers == 0:
                    break
        return load

    # ------------------------------------------------------------ the run

    def push(self, moment, what, item):
        self.serial += 1
        heapq.heappush(self.events, (moment, self.serial, what, item))

    def run(self):
        for vehicle in self.vehicles:
            self.push(vehicle.free, self.on_free, vehicle)
        while self.events:
            now, _, what, item = heapq.heappop(self.events)
            what(now, item)
        return self

    def on_free(self, now, vehicle):
        if now > self.o.horizon:
            return
        if now < vehicle.free:
            self.push(vehicle.free, self.on_free, vehicle)
            return
        choice = self.dispatch.next(self, vehicle, now)
        if choice is None:
            self.rest(now, vehicle)
            if self.dispatch.fills and self.dispatch.pending():
                self.parked.append(vehicle)
            return
        if self.parked and not self.dispatch.pending():
            for other in self.parked:
                self.push(now, self.on_free, other)
            self.parked = []
        stage, safe, wish = choice
        there = now if vehicle.at == stage else self.back(vehicle.at, stage, now)
        if there is None or there + self.o.drive(stage, safe) > self.o.horizon:
            self.rest(now, vehicle)
            return
        load = self.wished(vehicle, stage, safe, wish, there) or self.choose(vehicle, stage, safe, there)
        load = load or self.choose(vehicle, stage, safe, FAR)
        if not load:
            self.rest(now, vehicle)
            return
        if (vehicle.id, vehicle.trips) in self.banned:
            self.rest(now, vehicle)
            return
        for ix, n in load:
            self.left[ix] -= n
            self.room[safe] -= n * self.o.parties[ix].persons
        parties = [(self.o.parties[ix], n) for ix, n in load]
        trip = Trip(vehicle, stage, safe, parties, self.o.route(stage, safe))
        trip.worth = sum(p.weight * n for p, n in parties)
        vehicle.trips += 1
        self.leave_for(now, vehicle, stage, there)
        there = max(there, max(p.ready for p, _ in parties))
        self.push(there, self.on_stage, trip)

    def wished(self, vehicle, stage, safe, wish, moment):
        """The load that the solver named, as far as it is still there."""
        load, seats, stretchers, room = [], vehicle.seats, vehicle.stretchers, self.room[safe]
        for ix, many in wish or ():
            p = self.o.parties[ix]
            n = min(many, self.left[ix], room // p.persons)
            n = min(n, seats // p.seats) if p.seats else n
            n = min(n, stretchers // p.stretchers) if p.stretchers else n
            if n > 0 and p.at == stage and safe in p.to:
                load.append((ix, n))
                seats, stretchers, room = seats - n * p.seats, stretchers - n * p.stretchers, room - n * p.persons
        return load

    def leave_for(self, now, vehicle, stage, there):
        """Drives empty to a staging place; escorts come home with it."""
        if vehicle.at != stage:
            last = getattr(vehicle, "last", None)
            if last is not None:
                last.back = (now, stage, there)
            vehicle.at = stage
        if vehicle.holds:
            self.push(there, self.on_home, vehicle)

    def rest(self, now, vehicle):
        """Nothing more to do: home to the nearest staging place, so that its escorts are free."""
        if vehicle.holds and vehicle.at in self.o.safes:
            homes = [(self.back(vehicle.at, s, now), s) for s in self.o.stages if self.o.route(vehicle.at, s)]
            homes = [h for h in homes if h[0] is not None]
            if homes:
                there, stage = min(homes)
                self.leave_for(now, vehicle, stage, there)
                vehicle.free = there

    def on_home(self, now, vehicle):
        if vehicle.holds:
            vehicle.holds = False
            self.held -= vehicle.escorts
        self.depart_ready(now)

    def on_stage(self, now, trip):
        self.take_bay(now, trip.stage, self.begin_load, trip)

    def take_bay(self, now, place, begin, trip):
        stand = self.o.stages.get(place) or self.o.safes[place]
        if stand.bays is not None and self.bays[place] >= stand.bays:
            heapq.heappush(self.waiting_bay[place], (-trip.worth, self.serial, begin, trip))
            self.serial += 1
            return
        self.bays[place] += 1
        begin(now, trip)

    def free_bay(self, now, place):
        self.bays[place] -= 1
        if self.waiting_bay[place]:
            _, _, begin, trip = heapq.heappop(self.waiting_bay[place])
            self.bays[place] += 1
            begin(now, trip)

    def begin_load(self, now, trip):
        trip.load_start = now
        trip.load_end = now + self.o.stages[trip.stage].takes(trip.seats, trip.stretchers)
        gate = trip.way[0][1]
        if gate:
            self.expected[gate][id(trip)] = trip.load_end + trip.way[0][0]
        self.push(trip.load_end, self.on_loaded, trip)

    def on_loaded(self, now, trip):
        self.free_bay(now, trip.stage)
        heapq.heappush(self.ready, (-trip.worth, self.serial, trip))
        self.serial += 1
        self.depart_ready(now)

    def escorts_at(self, now):
        count = None
        for at, many in self.o.escorts:
            if now >= at:
                count = many
        return count

    def depart_ready(self, now):
        most, wait = self.escorts_at(now), []
        while self.ready:
            item = heapq.heappop(self.ready)
            trip = item[2]
            if most is not None and self.held + trip.vehicle.escorts > most:
                wait.append(item)
                if self.held >= most:
                    break
                continue
            self.depart(now, trip)
        for item in wait:
            heapq.heappush(self.ready, item)
            gate = item[2].way[0][1]
            if gate:
                self.expected[gate].pop(id(item[2]), None)

    def depart(self, now, trip):
        trip.depart = now
        self.held += trip.vehicle.escorts
        trip.vehicle.holds = True
        gate = trip.way[0][1]
        if gate:
            self.expected[gate][id(trip)] = now + trip.way[0][0]
        self.drive(now, trip)

    def drive(self, now, trip):
        seconds, gate = trip.way[trip.leg]
        self.push(now + seconds, self.on_gate if gate else self.on_arrive, trip)

    def on_gate(self, now, trip):
        gate = trip.way[trip.leg][1]
        self.expected[gate].pop(id(trip), None)
        self.queue[gate].append(trip)
        self.push(now, self.on_look, gate)

    def on_look(self, now, name):
        """A gate looks whether a passage begins now."""
        queue, gate = self.queue[name], self.o.gates[name]
        if not queue:
            return
        begin = gate.opens(max(now, self.gate_free[name], self.gate_next[name]))
        if begin is None:
            return
        if begin > now:
            self.push(begin, self.on_look, name)
            return
        end = next(e for s, e in gate.open if s <= now < e)
        most = gate.convoy_max
        if self.short and gate.inspection:
            most = min(most, max(1, gate.headway // gate.inspection) * gate.lanes)
        fits = (end - now) // gate.inspection * gate.lanes if gate.inspection else most
        most = min(most, fits)
        if most <= 0:
            following = gate.opens(end)
            if following is not None:
                self.push(following, self.on_look, name)
            return
        if len(queue) < most:
            coming = min((t for t in self.expected[name].values() if t > now), default=None)
            if coming is not None and coming <= now + self.patience * max(gate.headway, 60):
                more = gate.lasts(min(len(queue) + 1, most))
                if coming + more <= end:
                    self.push(coming, self.on_look, name)
                    return
        self.passage(now, name, gate, most)

    def passage(self, now, name, gate, most):
        queue = self.queue[name]
        queue.sort(key=lambda trip: -trip.worth)
        going = queue[:most]
        while going:
            exit_at = now + gate.lasts(len(going))
            late = [t for t in going if exit_at + self.rest_of_way(t) > self.o.horizon]
            if not late:
                break
            going = [t for t in going if t not in late]
            for trip in late:
                queue.remove(trip)
                self.cancel(trip)
        if not going:
            if queue:
                self.push(now, self.on_look, name)
            return
        self.queue[name] = [t for t in queue if t not in going]
        self.gate_free[name], self.gate_next[name] = exit_at, now + gate.headway
        for trip in going:
            trip.passages.append((name, now, exit_at))
            trip.leg += 1
            following = trip.way[trip.leg][1]
            if following:
                self.expected[following][id(trip)] = exit_at + trip.way[trip.leg][0]
            self.push(exit_at, self.drive, trip)
        self.push(max(exit_at, now + gate.headway), self.on_look, name)

    def rest_of_way(self, trip):
        return sum(seconds for seconds, _ in trip.way[trip.leg + 1 :])

    def cancel(self, trip):
        """It cannot arrive: the trip is not made. One that has passed a gate already needs another run."""
        for p, n in trip.load:
            self.left[self.o.parties.index(p)] += n
        if trip.passages:
            self.late.append((trip.vehicle.id, trip.vehicle.trips - 1))

    def on_arrive(self, now, trip):
        trip.arrive = now
        if now > self.o.horizon:
            self.cancel(trip)
            return
        trip.done = True
        self.trips.append(trip)
        self.take_bay(now, trip.safe, self.begin_unload, trip)

    def begin_unload(self, now, trip):
        trip.unload_start = now
        trip.unload_end = now + self.o.safes[trip.safe].takes(trip.seats, trip.stretchers)
        self.push(trip.unload_end, self.on_unloaded, trip)

    def on_unloaded(self, now, trip):
        self.free_bay(now, trip.safe)
        vehicle = trip.vehicle
        vehicle.at, vehicle.free, vehicle.last = trip.safe, now, trip
        self.on_free(now, vehicle)

    # ------------------------------------------------------------ the plan

    def value(self):
        """(exposure in weighted seconds, makespan, persons left behind)."""
        o = self.o
        carried = defaultdict(int)
        exposure = makespan = 0
        for trip in self.trips:
            makespan = max(makespan, trip.arrive)
            for p, n in trip.load:
                exposure += p.weight * n * trip.arrive
                carried[p.group, p.index] += n
        left = 0
        for p in o.parties:
            n = p.count - carried[p.group, p.index]
            exposure += p.weight * n * o.late
            left += n * p.persons
        return exposure, makespan, left

    def plan(self):
        """The plan in the shape of the contract."""
        exposure, makespan, left = self.value()
        trips = []
        for trip in sorted(self.trips, key=lambda t: (t.load_start, t.vehicle.ix)):
            row = {
                "vehicle": trip.vehicle.id,
                "from": trip.stage,
                "to": trip.safe,
                "load": [{"people": p.group, "party": p.index, "count": n} for p, n in trip.load],
                "load_start": trip.load_start,
                "load_end": trip.load_end,
                "depart": trip.depart,
                "passages": [{"control_point": g, "enter": a, "exit": b} for g, a, b in trip.passages],
                "arrive": trip.arrive,
                "unload_start": trip.unload_start,
                "unload_end": trip.unload_end,
            }
            if trip.back:
                depart, to, arrive = trip.back
                row["back"] = {"depart": depart, "to": to, "arrive": arrive}
            trips.append(row)
        everybody = sum(p.count * p.persons for p in self.o.parties)
        return {
            "operation": self.o.name,
            "objective": "makespan" if self.o.makespan else "exposure",
            "exposure_person_h": exposure / 3600,
            "makespan_s": makespan,
            "delivered": everybody - left,
            "left_behind": left,
            "trips": trips,
            "left": [],
        }


def ways(dispatch_of, patiences, shorts):
    """Ways to run an answer: how passages gather, and whether the greedy dispatch helps."""
    for short in shorts:
        for patience in patiences:
            for fills in (True, False) if isinstance(dispatch_of(), Answer) else (True,):
                yield short, patience, fills


def best_run(operation, dispatch_of, patiences=(0.0, 0.5, 1.0), shorts=(False, True)):
    """The best of a few ways to run it; one that is mostly the solver's own goes before one that is not.

    `dispatch_of()` makes the dispatch anew for each run.
    """
    best = None
    for short, patience, fills in ways(dispatch_of, patiences, shorts):
        banned = set()
        for _ in range(12):
            dispatch = dispatch_of()
            if isinstance(dispatch, Answer):
                dispatch.fills = fills
            run = Run(operation, dispatch, patience, short, banned).run()
            if not run.late:
                break
            banned.update(run.late)
        else:
            continue
        exposure, makespan, left = run.value()
        foreign = isinstance(dispatch, Answer) and dispatch.own * 2 < dispatch.own + dispatch.filled
        foreign |= not run.trips
        key = (foreign, left, makespan) if operation.makespan else (foreign, exposure)
        if best is None or key < best[0]:
            best = (key, run)
    return best and best[1]


if __name__ == "__main__":
    import json
    import sys

    import operation as op

    found = best_run(op.read(sys.argv[1]), Dispatch)
    json.dump(found.plan(), sys.stdout)
