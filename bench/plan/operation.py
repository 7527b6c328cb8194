"""An operation file for the measurements: places, routes, classes of vehicles, sorts of parties.

Reads what `generate.py` writes (JSON, numbers in seconds). Never here: a solver, or a plan.
"""

import json
from dataclasses import dataclass, field

WEIGHT = {"stretcher": 8, "wounded": 4, "other": 1}
KINDS = ("stretcher", "wounded", "other")
DESTINATIONS = ("reception", "hospital")


@dataclass
class Gate:
    id: str
    lanes: int
    inspection: int
    convoy_max: int
    headway: int
    open: list

    def lasts(self, vehicles):
        """Seconds of a passage of so many vehicles."""
        return -(-vehicles // self.lanes) * self.inspection

    def opens(self, moment):
        """The moment itself while open (end excluded), else the next opening; None: never again."""
        for start, end in self.open:
            if moment < end:
                return max(moment, start)
        return None


@dataclass
class Stand:
    """A staging place or destination; `bays` and `capacity` may be None: no limit."""

    id: str
    kind: str
    bays: int | None
    capacity: int | None
    fixed: int
    seat: int
    stretcher: int

    def takes(self, seats, stretchers):
        return self.fixed + self.seat * seats + self.stretcher * stretchers


@dataclass
class Fleet:
    id: str
    count: int
    at: str
    available: int
    seats: int
    stretchers: int
    escorts: int


@dataclass
class Party:
    """A row of `parties`: `count` parties, each of these seats and stretcher places."""

    group: str
    index: int
    at: str
    ready: int
    to: tuple
    count: int
    seats: int
    stretchers: int
    weight: int

    @property
    def persons(self):
        return self.seats + self.stretchers


@dataclass
class Operation:
    name: str
    horizon: int
    makespan: bool
    late: float
    gates: dict
    stages: dict
    safes: dict
    fleets: list
    parties: list
    escorts: list
    raw: dict
    roads: dict = field(default_factory=dict)
    routes: dict = field(default_factory=dict)

    def route(self, start, end):
        """The quickest way as [(seconds, gate), …, (seconds, None)]; None where there is none."""
        if start not in self.routes:
            self.routes[start] = self._search(start)
        return self.routes[start].get(end)

    def drive(self, start, end):
        """Seconds on the road alone; None where there is no way."""
        way = self.route(start, end)
        return None if way is None else sum(seconds for seconds, _ in way)

    def back(self, start, end, moment):
        """When a vehicle without people that leaves then is there; None: never."""
        way = self.route(start, end)
        if way is None:
            return None
        for seconds, gate in way:
            moment += seconds
            if gate is not None:
                moment = self.gates[gate].opens(moment)
                if moment is None:
                    return None
        return moment

    def _search(self, start):
        """Least travel, then fewer control points, then the smaller list of names."""
        import heapq

        heap, done = [(0, 0, (start,), ())], {}
        while heap:
            travel, points, names, legs = heapq.heappop(heap)
            here = names[-1]
            if here in done:
                continue
            done[here] = legs
            if here != start and not self._passable(here):
                continue
            for there, seconds in self.roads.get(here, ()):
                if there not in done:
                    heapq.heappush(
                        heap,
                        (travel + seconds, points + (there in self.gates), names + (there,), legs + ((seconds, there),)),
                    )
        return {place: self._merge(legs) for place, legs in done.items() if place not in self.gates}

    def _passable(self, place):
        return place in self.gates or place in self.junctions

    def _merge(self, legs):
        way, sum_s = [], 0
        for ix, (seconds, place) in enumerate(legs):
            sum_s += seconds
            if place in self.gates or ix == len(legs) - 1:
                way.append((sum_s, place if place in self.gates else None))
                sum_s = 0
        return way or [(0, None)]

    def classes(self):
        """Vehicles that are the same but for where they begin: {(seats, stretchers, escorts): [fleet]}."""
        rows = {}
        for fleet in self.fleets:
            if fleet.count:
                rows.setdefault((fleet.seats, fleet.stretchers, fleet.escorts), []).append(fleet)
        return rows


def read(path):
    with open(path) as file:
        return of(json.load(file))


def of(raw):
    horizon = raw["operation"]["horizon"]
    objective = raw.get("objective", {})
    weight = WEIGHT | objective.get("weight", {})
    gates, stages, safes, junctions = {}, {}, {}, set()
    for place in raw["place"]:
        name, kind = place["id"], place["kind"]
        if kind == "control_point":
            gates[name] = Gate(
                name,
                place.get("lanes", 1),
                place.get("inspection", 0),
                place.get("convoy_max", 10**6),
                place.get("headway", 0),
                place.get("open", [[0, 10 * horizon]]),
            )
        elif kind == "junction":
            junctions.add(name)
        elif kind != "depot":
            turn = place.get("turnround", {})
            stand = Stand(
                name,
                kind,
                place.get("bays"),
                place.get("capacity"),
                turn.get("fixed", 0),
                turn.get("seat", 0),
                turn.get("stretcher", 0),
            )
            (stages if kind == "staging" else safes)[name] = stand
    roads = {}
    for road in raw["road"]:
        roads.setdefault(road["from"], []).append((road["to"], road["travel"]))
        if not road.get("one_way"):
            roads.setdefault(road["to"], []).append((road["from"], road["travel"]))
    fleets = [
        Fleet(f["id"], f["count"], f["at"], f.get("available", 0), f["seats"], f.get("stretchers", 0), f.get("escorts", 1))
        for f in raw["fleet"]
    ]
    parties = []
    for group in raw["people"]:
        to = tuple(sorted(group.get("to", safes)))
        for index, row in enumerate(group["parties"]):
            many = {kind: row.get(kind, 0) for kind in KINDS}
            parties.append(
                Party(
                    group["id"],
                    index,
                    group["at"],
                    group.get("ready", 0),
                    to,
                    row["count"],
                    many["wounded"] + many["other"],
                    many["stretcher"],
                    sum(weight[kind] * many[kind] for kind in KINDS),
                )
            )
    escorts = []
    if "escorts" in raw:
        escorts = [(0, raw["escorts"]["count"]), *map(tuple, raw["escorts"].get("changes", []))]
    operation = Operation(
        raw["operation"]["name"],
        horizon,
        objective.get("minimise", "exposure") == "makespan",
        objective.get("left_behind", 2.0) * horizon,
        gates,
        stages,
        safes,
        fleets,
        parties,
        escorts,
        raw,
        roads,
    )
    operation.junctions = junctions
    return operation
