"""An operation cut into jobs for solvers that know neither people nor gates.

A job is one full load from a staging place to a destination, made before the solver starts: who rides
with what class of vehicle, and where to, is decided here (stretchers first, then shares by seats, each to
the nearest destination agreed to). What a round trip takes includes loading, both drives, unloading and
half a headway at each gate. Windows become allowed moments to begin loading.

Never here: the solvers (`peers.py`), or the plan (`simulate.py`).
"""

from collections import defaultdict
from dataclasses import dataclass


@dataclass
class Job:
    kind: tuple
    stage: str
    safe: str
    load: list
    weight: int
    ready: int
    takes: int
    until_out: int
    starts: list


def pack(operation):
    """Jobs of every class; parties that no class holds are left out."""
    o = operation
    kinds = {kind: sum(f.count for f in rows) for kind, rows in o.classes().items()}
    room = {name: s.capacity if s.capacity is not None else 10**9 for name, s in o.safes.items()}
    left = [p.count for p in o.parties]
    pools = defaultdict(list)
    for ix, p in enumerate(o.parties):
        pools[p.at, p.to, p.ready].append(ix)
    jobs = []
    for (stage, to, ready), rows in sorted(pools.items()):
        ways = sorted((o.drive(stage, safe), safe) for safe in to if o.route(stage, safe) is not None)
        rows.sort(key=lambda ix: (-o.parties[ix].weight / o.parties[ix].persons, -o.parties[ix].persons))

        def fill(kind, rows=rows, ways=ways, stage=stage, ready=ready):
            seats, stretchers, load = kind[0], kind[1], []
            for ix in rows:
                p = o.parties[ix]
                n = min(left[ix], seats // p.seats if p.seats else left[ix])
                n = min(n, stretchers // p.stretchers) if p.stretchers else n
                if n > 0:
                    load.append((ix, n))
                    seats, stretchers = seats - n * p.seats, stretchers - n * p.stretchers
            persons = sum(n * o.parties[ix].persons for ix, n in load)
            safe = next((safe for _, safe in ways if room[safe] >= persons), None)
            if not load or safe is None:
                return False
            room[safe] -= persons
            for ix, n in load:
                left[ix] -= n
            jobs.append(job(o, kind, stage, safe, load, ready))
            return True

        carriers = sorted((k for k in kinds if k[1]), key=lambda k: -k[1])
        sick = [ix for ix in rows if o.parties[ix].stretchers]
        for kind in carriers:
            while any(left[ix] for ix in sick) and fill(kind):
                pass
        sitting = [k for k in kinds if k[0] >= 5] or list(kinds)
        total = sum(k[0] * kinds[k] for k in sitting)
        while any(left[ix] and o.parties[ix].stretchers == 0 for ix in rows):
            waiting = sum(left[ix] * o.parties[ix].seats for ix in rows if o.parties[ix].stretchers == 0)
            made = False
            for kind in sitting:
                share = waiting * kind[0] * kinds[kind] / total
                for _ in range(max(1, int(share / kind[0] / 2))):
                    made |= fill(kind)
            if not made:
                break
    return jobs


def job(o, kind, stage, safe, load, ready):
    seats = sum(n * o.parties[ix].seats for ix, n in load)
    stretchers = sum(n * o.parties[ix].stretchers for ix, n in load)
    loading = o.stages[stage].takes(seats, stretchers)
    way = o.route(stage, safe)
    at_gates = sum(o.gates[g].headway // 2 + o.gates[g].inspection for _, g in way if g)
    until_out = loading + o.drive(stage, safe) + at_gates
    takes = until_out + o.safes[safe].takes(seats, stretchers)
    before = loading + way[0][0]
    starts = [(ready, o.horizon)]
    if way[0][1]:
        starts = [(max(ready, s - before), e - before - 60) for s, e in o.gates[way[0][1]].open]
    last = o.horizon - until_out
    starts = [(max(s, 0), min(e, last)) for s, e in starts if min(e, last) > max(s, 0)]
    weight = sum(n * o.parties[ix].weight for ix, n in load)
    return Job(kind, stage, safe, load, weight, ready, takes, until_out, starts)


def pairs(jobs, operation):
    """Where a vehicle can be: (staging, destination) of jobs, and the fleets' places; drives between."""
    names = sorted({(j.stage, j.safe) for j in jobs}) + [("", at) for at in sorted({f.at for f in operation.fleets})]
    far = 10 * operation.horizon
    matrix = []
    for _, here in names:
        row = []
        for stage, there in names:
            drive = 0 if here == stage else operation.drive(here, stage) if stage else 0
            row.append(far if drive is None else drive)
        matrix.append(row)
    return names, matrix


def least_span(jobs, kinds):
    """No class can be done sooner than its work divided by its vehicles (drives back not counted)."""
    work = defaultdict(int)
    for j in jobs:
        work[j.kind] += j.takes
    return max(work[kind] / kinds[kind] for kind in work)


def by_worth(rows):
    """A vehicle's jobs, most weighted people per second first (Smith 1956); early windows stay early."""
    return sorted(rows, key=lambda j: (j.ready > 0, -j.weight / j.takes))
