#!/usr/bin/env python3
"""Draws operations for measuring planners: `generate.py FAMILY --seed N > operation.json`.

The same family, seed and sizes give the same bytes. Standard library only; nothing here knows a planner.

    corridor  one gate with windows, 50-200 vehicles, 10,000-50,000 people; the larger with escorts and cuts
    multi     several gates, side by side and one behind the other, escorts; sizes as corridor
    open      no windows and room to spare: everybody gets out, only waiting counts
    few       at most 15 vehicles, one or two gates
    small     one staging place, one gate, 20-45 vehicles, 5,000-20,000 people
    large     200,000 people, 1,000 vehicles, 12 staging places, 3 gates
    million   1,000,000 people, 5,500 vehicles, 20 staging places, 5 gates
    bep       the bus evacuation problem: full loads from gathering points to shelters, least makespan

How tight an operation is (people over what fleet, gates and bays can bring out, roughly reckoned) goes
by the seed: seeds 1, 4, 7 have room to spare, 2, 5, 8 about enough, 3, 6, 9 leave people behind.
"""

import argparse
import json
import random
import sys

HOUR = 3600
# Shares of persons in parties of 1, 2, 3, 5, 7 and 9 (a household survey's shape, not a figure of one place).
HOUSEHOLDS = ((1, 0.12), (2, 0.12), (3, 0.16), (5, 0.32), (7, 0.20), (9, 0.08))

# family: people, vehicles, staging places, gates, destinations, hours of horizon; (low, high) each
FAMILIES = {
    "corridor": ((10_000, 50_000), (50, 200), (1, 8), (1, 1), (2, 4), (48, 72)),
    "multi": ((10_000, 50_000), (50, 200), (3, 10), (2, 4), (2, 5), (48, 72)),
    "open": ((1_000, 20_000), (11, 150), (1, 8), (1, 2), (2, 4), (48, 72)),
    "few": ((500, 12_000), (3, 15), (1, 4), (1, 2), (1, 3), (48, 72)),
    "small": ((5_000, 20_000), (20, 45), (1, 1), (1, 1), (2, 2), (72, 72)),
    "large": ((200_000, 200_000), (1_000, 1_000), (12, 12), (3, 3), (4, 6), (48, 72)),
    "million": ((1_000_000, 1_000_000), (5_500, 5_500), (20, 20), (5, 5), (6, 9), (72, 72)),
}


def twenties(dice, low, high):
    """A travel time: a multiple of 20 s."""
    return dice.randrange(low, high + 1, 20)


def windows(dice, horizon):
    """Opening hours of a gate: whole hours, half an hour of grace at first."""
    spans, at = [], 1800
    while at < horizon - HOUR:
        end = min(at + dice.choice((2, 3, 4, 5, 6, 8, 8)) * HOUR, horizon)
        spans.append([at, end])
        at = end + dice.choice((1, 1, 2, 3, 6)) * HOUR
    return spans


def gate(dice, family, name, horizon):
    lanes, inspection, convoy_max, headway = {
        "large": ((2, 3), (30, 60), (16, 20), (300, 600)),
        "million": ((3, 4), (30, 45), (20,), (300,)),
    }.get(family, ((1, 2, 3), (30, 60, 90, 120), (8, 12, 16, 20), (300, 600, 900)))
    place = {
        "id": name,
        "kind": "control_point",
        "lanes": dice.choice(lanes),
        "inspection": dice.choice(inspection),
        "convoy_max": dice.choice(convoy_max),
        "headway": dice.choice(headway),
    }
    if family != "open" and (family not in ("multi", "few") or dice.random() < 0.8):
        place["open"] = windows(dice, horizon)
    return place


def gate_per_hour(place, horizon):
    """About how many vehicles an hour of the horizon a gate lets through."""
    length = -(-place["convoy_max"] // place["lanes"]) * place["inspection"]
    rate = place["convoy_max"] * HOUR / max(length, place["headway"])
    spans = place.get("open", [[0, horizon]])
    return rate * sum(end - start for start, end in spans) / horizon


def stand(dice, family, name, kind):
    """A staging place, reception or hospital."""
    loading = kind == "staging"
    busy = family in ("large", "million")
    return {
        "id": name,
        "kind": kind,
        "bays": dice.choice((12, 16)) if busy else dice.choice((4, 6, 8, 12, 16)),
        "turnround": {
            "fixed": dice.choice((180, 300)) if loading else 120,
            "seat": dice.choice((5, 8)) if loading else dice.choice((3, 5)),
            "stretcher": dice.choice((120, 180)) if loading else 120,
        },
    }


def network(dice, gates, stages, safes):
    """Roads so that every staging place reaches every destination through at least one gate.

    Gates stand in a front row (each staging place by one or two of them) and, with three or more,
    the last one or two stand behind the others, in front of some destinations: in series.
    """
    behind = [] if len(gates) < 3 else gates[-(1 if len(gates) < 5 else 2) :]
    if len(gates) == 2 and dice.random() < 0.4:
        behind = gates[-1:]
    front = [g for g in gates if g not in behind]
    near = safes[: max(1, len(safes) // 2)] if behind else safes
    roads = []

    def road(a, b, low, high):
        roads.append({"from": a["id"], "to": b["id"], "travel": twenties(dice, low, high)})

    for ix, stage in enumerate(stages):
        first = front[ix % len(front)]
        road(stage, first, 600, 1800)
        others = [g for g in front if g is not first]
        if others and dice.random() < 0.5:
            road(stage, dice.choice(others), 600, 2400)
    for g in front:
        for safe in near:
            road(g, safe, 900, 3300)
        for other in behind:
            road(g, other, 600, 1800)
    for g in behind:
        for safe in safes:
            if safe not in near:
                road(g, safe, 600, 2400)
    return roads


def fleets(dice, vehicles, stages, safes, horizon):
    """Buses where people are, ambulances and minibuses mostly where they are brought to."""
    ambulances = max(1, round(vehicles * dice.uniform(0.12, 0.34))) if vehicles > 2 else 0
    minis = round(vehicles * dice.uniform(0.0, 0.18))
    buses = vehicles - ambulances - minis
    seats, stretchers = dice.choice((45, 50)), dice.choice((1, 2))
    rows = []
    yards = dice.sample(stages, min(len(stages), 1 + buses // 40))
    for ix, yard in enumerate(yards):
        count = buses // len(yards) + (1 if ix < buses % len(yards) else 0)
        name = "bus" if len(yards) == 1 else f"bus{ix}"
        rows.append({"id": name, "count": count, "at": yard["id"], "seats": seats, "stretchers": 0})
    if ambulances:
        at = dice.choice(safes)["id"]
        rows.append({"id": "amb", "count": ambulances, "at": at, "seats": stretchers, "stretchers": stretchers})
        if vehicles >= 50 and dice.random() < 0.3:
            rows[-1]["escorts"] = 2
    if minis:
        at = dice.choice(safes)["id"]
        row = {"id": "mini", "count": minis, "at": at, "seats": 18, "stretchers": 0}
        rows.append(row | {"available": dice.choice((0, 7200, min(21600, horizon // 4)))})
    return rows


def parties(dice, persons):
    """The make-up of a place's people: stretchers with or without company, wounded, households."""
    sick = max(1, round(persons * dice.uniform(0.005, 0.015)))
    wounded = max(1, round(persons * dice.uniform(0.01, 0.03)))
    beside = dice.choice((0, 1))
    rows = [{"count": sick, "stretcher": 1, "other": beside}, {"count": wounded, "wounded": 1, "other": 2}]
    rest = max(persons - sick * (1 + beside) - wounded * 3, 1)
    rows += [{"count": round(rest * share / size), "other": size} for size, share in HOUSEHOLDS]
    return [row for row in rows if row["count"]]


def groups(dice, persons, stages, safes, horizon, family):
    shares = [dice.uniform(0.5, 2.0) for _ in stages]
    capped = {safe["id"] for safe in safes if "capacity" in safe}
    hospitals = [safe["id"] for safe in safes if safe["kind"] == "hospital"]
    rows = []
    for ix, stage in enumerate(stages):
        row = {"id": f"people{ix}", "at": stage["id"]}
        row["parties"] = parties(dice, round(persons * shares[ix] / sum(shares)))
        if len(safes) > 2 and dice.random() < 0.35:
            to = sorted(dice.sample([s["id"] for s in safes], len(safes) - 1))
            if not capped.issuperset(to) and set(hospitals) & set(to):
                row["to"] = to
        if family in ("corridor", "multi") and dice.random() < 0.15:
            row["ready"] = dice.choice((2, 6, 12)) * HOUR
        rows.append(row)
    return rows


def reach_hours(roads, gates):
    """A typical drive from staging place to destination, one way, in hours: the mean of the parts."""
    ids = {g["id"] for g in gates}
    first = [r["travel"] for r in roads if r["from"] not in ids]
    last = [r["travel"] for r in roads if r["from"] in ids and r["to"] not in ids]
    return (sum(first) / len(first) + sum(last) / len(last)) / HOUR


def capacity(rows, gates, stages, roads, horizon):
    """About how many persons can be brought out until the horizon."""
    hours = horizon / HOUR
    drive = reach_hours(roads, gates)
    seats = sum(row["count"] * row["seats"] for row in rows)
    vehicles = sum(row["count"] for row in rows)
    share = min(sum(e - s for s, e in g.get("open", [[0, horizon]])) / horizon for g in gates)
    by_fleet = seats * share * (hours - drive) / (2 * drive + 0.6)
    front = gates if len(gates) < 3 else gates[:-1]
    by_gates = seats / vehicles * hours * sum(gate_per_hour(g, horizon) for g in front)
    load = 600
    by_bays = seats / vehicles * sum(s["bays"] for s in stages) * horizon / load
    return min(by_fleet, by_gates, by_bays)


def tightness(dice, family, seed):
    """People over capacity: by turns room to spare, about enough, too many."""
    if family == "open":
        return dice.uniform(0.05, 0.25)
    return dice.uniform(*((1.3, 1.8), (0.4, 0.8), (0.9, 1.2))[seed % 3])


def draw(dice, family, people, vehicles, tight):
    """One draw; the caller takes it if its size is within the family's."""
    size = FAMILIES[family]
    horizon = dice.randrange(size[5][0], size[5][1] + 1, 12) * HOUR
    n_stages, n_gates, n_safes = (dice.randint(*size[ix]) for ix in (2, 3, 4))
    vehicles = vehicles or dice.randint(*size[1])
    gates = [gate(dice, family, f"line{ix}", horizon) for ix in range(n_gates)]
    stages = [stand(dice, family, f"stage{ix}", "staging") for ix in range(n_stages)]
    safes = [stand(dice, family, f"safe{ix}", "reception") for ix in range(n_safes)]
    safes[-1]["kind"] = "hospital"
    roads = network(dice, gates, stages, safes)
    rows = fleets(dice, vehicles, stages, safes, horizon)
    most = capacity(rows, gates, stages, roads, horizon)
    persons = people or round(most * tight)
    fits = size[0][0] <= persons <= size[0][1] if not people else tight * 0.8 < people / most < tight * 1.25
    if family in ("large", "million"):
        fits = 0.4 < persons / most < 1.3
    if family in ("corridor", "multi", "few") and n_safes > 2 and dice.random() < 0.3:
        safes[0]["capacity"] = round(persons * dice.uniform(0.2, 0.5))
    escorts = None
    if family in ("corridor", "multi", "few", "large", "million") and dice.random() < 0.6:
        count = max(3, round(vehicles * dice.uniform(0.6, 1.0)))
        escorts = {"count": count}
        if vehicles > 60 and dice.random() < 0.5:
            escorts["changes"] = [[dice.randrange(8, horizon // HOUR // 2) * HOUR, round(count * 0.7)]]
    people_rows = groups(dice, persons, stages, safes, horizon, family)
    return fits, {
        "operation": {"name": "", "timezone": "UTC", "start": "2026-01-01T00:00:00Z", "horizon": horizon},
        "objective": {"minimise": "exposure"},
        "place": gates + stages + safes,
        "road": roads,
        "fleet": rows,
        **({"escorts": escorts} if escorts else {}),
        "people": people_rows,
    }


def bep(dice, vehicles):
    """Gathering points and shelters on a plane, buses from one depot, parties of a full bus."""
    points, shelters, buses = dice.choice(((2, 2, 2), (4, 3, 2), (6, 4, 3), (8, 5, 4), (10, 10, 6), (15, 6, 5)))
    buses = vehicles or buses
    loads = [dice.randint(1, 6) for _ in range(points)]
    spare = [dice.uniform(0.5, 1.5) for _ in range(shelters)]
    rooms = [max(1, -(-round(sum(loads) * 1.3 * s) // round(sum(spare)))) for s in spare]
    while sum(rooms) < sum(loads):
        rooms[dice.randrange(shelters)] += 1
    spots = [(dice.uniform(0, 100), dice.uniform(0, 100)) for _ in range(1 + points + shelters)]

    def travel(a, b):
        (ax, ay), (bx, by) = spots[a], spots[b]
        return max(1, round(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)) * 60

    roads = []
    for p in range(points):
        roads.append({"from": "depot", "to": f"g{p}", "travel": travel(0, 1 + p), "one_way": True})
    for p in range(points):
        for s in range(shelters):
            roads.append({"from": f"g{p}", "to": f"s{s}", "travel": travel(1 + p, 1 + points + s)})
    places = [{"id": "depot", "kind": "depot"}]
    places += [{"id": f"g{p}", "kind": "staging"} for p in range(points)]
    places += [{"id": f"s{s}", "kind": "reception", "capacity": 50 * r} for s, r in enumerate(rooms)]
    longest = max(r["travel"] for r in roads)
    return {
        "operation": {
            "name": "",
            "timezone": "UTC",
            "start": "2026-01-01T00:00:00Z",
            "horizon": 2 * longest * (sum(loads) + 1),
        },
        "objective": {"minimise": "makespan"},
        "place": places,
        "road": roads,
        "fleet": [{"id": "bus", "count": buses, "at": "depot", "seats": 50, "stretchers": 0, "escorts": 0}],
        "people": [
            {"id": f"p{p}", "at": f"g{p}", "parties": [{"count": n, "other": 50}]} for p, n in enumerate(loads)
        ],
    }


def generate(family, seed, people=None, vehicles=None):
    """The operation as a dictionary in the shape of the operation file."""
    dice = random.Random(f"{family} {seed}")
    if family == "bep":
        operation = bep(dice, vehicles)
    else:
        size = FAMILIES[family]
        if size[0][0] == size[0][1]:
            people = people or size[0][0]
        tight = tightness(dice, family, seed)
        for _ in range(2000):
            fits, operation = draw(dice, family, people, vehicles, tight)
            if fits:
                break
        else:
            sys.exit(f"generate: no {family} with people={people} vehicles={vehicles}: the sizes do not go together")
    operation["operation"]["name"] = f"{family}-{seed}"
    return operation


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("family", choices=[*FAMILIES, "bep"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, help="persons, instead of a number from the family's range")
    parser.add_argument("--vehicles", type=int, help="vehicles, instead of a number from the family's range")
    args = parser.parse_args()
    json.dump(generate(args.family, args.seed, args.people, args.vehicles), sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
