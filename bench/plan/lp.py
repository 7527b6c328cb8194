#!/usr/bin/env python3
"""The time-expanded flow: vehicles of a class counted, not named, on a grid of time, in HiGHS.

`lp.py FILE [--step S] [--until S] [--seconds S]` prints the LP's value in person-hours.

Variables for each slot: vehicles that begin to load (class, staging place, how full), passages of each
length at each control point, vehicles and people through them to each destination or to the next
control point, vehicles sent back. Control points are hubs: people are mixed anew there by what they
need and where they agreed to go, vehicles by class.

What is relaxed, with `rounding="down"` (the value is then a bound on every plan, up to the solver's
tolerance):

- Every leg (loading and drive; passage, drive and unloading; way back) is rounded down to slots; an
  event counts with the earliest moment of its slot. Each place's grid is shifted so that the
  commonest leg loses nothing; about one part of a slot is lost per round trip.
- Vehicles and parties are divisible; seats of different vehicles that enter together are pooled.
- A load is one of two: at least 80 % full, or less (with the time of an empty one). Bays are exact in
  sum over time but not in every moment; passages have at most eight lengths, each rounded down.
- Escorts are counted from the first control point less the shortest drive to it; after a cut those
  out may come back in their own time, barring departures meanwhile in proportion only.
- With `until` before the horizon whoever is not out by then counts `until`, not more.

With `rounding="nearest"` and whole vehicles it is the model whose flow `simulate.py` turns into a plan.
"""

import argparse
import json
import time
from collections import defaultdict

import numpy as np

import operation as op

FULL = 0.8
LEVELS = 8


class Rows:
    """A linear program put together from arrays."""

    def __init__(self):
        self.cost, self.low, self.high, self.whole = [], [], [], []
        self.row_low, self.row_high = [], []
        self.entries = []
        self.n_cols = self.n_rows = 0

    def columns(self, n, high=np.inf, cost=0.0, whole=False):
        ix = np.arange(self.n_cols, self.n_cols + n)
        self.n_cols += n
        self.cost.append(np.broadcast_to(cost, n).astype(float))
        self.low.append(np.zeros(n))
        self.high.append(np.broadcast_to(high, n).astype(float))
        self.whole.append(np.full(n, whole))
        return ix

    def rows(self, n, low, high):
        ix = np.arange(self.n_rows, self.n_rows + n)
        self.n_rows += n
        self.row_low.append(np.broadcast_to(low, n).astype(float))
        self.row_high.append(np.broadcast_to(high, n).astype(float))
        return ix

    def put(self, rows, columns, values):
        rows, columns, values = np.broadcast_arrays(rows, columns, np.asarray(values, float))
        keep = rows >= 0
        self.entries.append((rows[keep], columns[keep], values[keep]))

    def solve(self, seconds, whole, log=False, threads=2, gap=1e-4, on_solution=None):
        """(status, objective, best bound, values or None)."""
        import highspy
        from scipy.sparse import coo_matrix

        rows, columns, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        matrix = coo_matrix((values, (rows, columns)), shape=(self.n_rows, self.n_cols)).tocsc()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.n_cols, self.n_rows
        lp.col_cost_ = np.concatenate(self.cost)
        lp.col_lower_, lp.col_upper_ = np.concatenate(self.low), np.concatenate(self.high)
        lp.row_lower_, lp.row_upper_ = np.concatenate(self.row_low), np.concatenate(self.row_high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = matrix.indptr
        lp.a_matrix_.index_ = matrix.indices
        lp.a_matrix_.value_ = matrix.data
        if whole:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(w)] for w in np.concatenate(self.whole)]
        highs = highspy.Highs()
        highs.silent() if not log else None
        highs.setOptionValue("threads", threads)
        highs.setOptionValue("time_limit", float(seconds))
        if whole:
            highs.setOptionValue("mip_rel_gap", gap)
        else:
            highs.setOptionValue("solver", "ipm")
            highs.setOptionValue("run_crossover", "off")
        highs.passModel(lp)
        highs.run()
        status = highs.modelStatusToString(highs.getModelStatus())
        info = highs.getInfo()
        solution = highs.getSolution()
        usable = status == "Optimal" or (whole and info.primal_solution_status == 2)
        values = np.array(solution.col_value) if usable else None
        return status, info.objective_function_value, info.mip_dual_bound if whole else None, values


class Flow:
    """The model of one operation on one grid; `people`, `loads` … are columns for the decoder."""

    def __init__(self, operation, step, until=None, rounding="down"):
        self.o, self.step, self.rounding = operation, step, rounding
        self.until = min(until or operation.horizon, operation.horizon)
        self.n = self.until // step + 2
        self.slots = np.arange(self.n)
        self.late = operation.late if self.until >= operation.horizon else self.until
        self.rows = Rows()
        self.classes = operation.classes()
        self.kinds = list(self.classes)
        self.big = max(self.kinds, key=lambda kind: kind[0] * sum(f.count for f in self.classes[kind]))
        self._network()
        self._offsets()
        self._commodities()
        self._stocks()
        self._loads()
        self._passages()
        self._backs()
        self._first_moves()
        self._balance()

    # ------------------------------------------------------------ the network

    def _network(self):
        """Which first gates a staging place has, and which outlets a gate: destinations or next gates.

        A destination without a gate on the way gets one that is always open.
        """
        o = self.o
        self.first = defaultdict(dict)
        self.outlets = defaultdict(dict)
        self.reach = defaultdict(set)
        self.gates = dict(o.gates)
        wanted = {(p.at, to) for p in o.parties for to in p.to}
        for stage, safe in sorted(wanted):
            way = o.route(stage, safe)
            if way is None:
                continue
            points = [gate for _, gate in way if gate is not None]
            legs = [seconds for seconds, _ in way]
            if not points:
                points, legs = ["free " + stage], [0, legs[0]]
                self.gates[points[0]] = op.Gate(points[0], 1, 0, 10**6, 0, [[0, 10 * o.horizon]])
            self.first[stage][points[0]] = legs[0]
            for ix, gate in enumerate(points):
                there = points[ix + 1] if ix + 1 < len(points) else safe
                self.outlets[gate][there] = legs[ix + 1]
                self.reach[gate, there].add(safe)
        self.used = list(self.outlets)
        self.stages = list(self.first)
        self.safes = sorted({safe for reach in self.reach.values() for safe in reach})

    def _offsets(self):
        """Each place's grid, shifted so that the commonest leg into or out of it is whole slots."""
        o, step = self.o, self.step
        seats, stretchers, _ = self.big
        full = int(FULL * seats)
        self.offset = dict.fromkeys(self.used, 0)
        for gate in self.used:
            size = self.gates[gate]
            usual = size.lasts(min(size.convoy_max, 10**4)) if size.inspection else 0
            for there, travel in self.outlets[gate].items():
                lasts = usual + travel
                if there in self.safes:
                    lasts += o.safes[there].takes(full, 0)
                self.offset.setdefault(there, 0)
                self.offset[there] = (self.offset[gate] + lasts) % step
        for stage in self.stages:
            gate, travel = next(iter(self.first[stage].items()))
            lasts = o.stages[stage].takes(full, 0) + travel
            self.offset[stage] = (self.offset[gate] - lasts) % step - step

    def moment(self, place):
        """The earliest moment of each slot at a place."""
        return np.maximum(self.slots * self.step + self.offset[place], 0)

    def slot(self, place, moments):
        """The slot of moments at a place; −1 beyond the grid."""
        half = {"down": 0.0, "nearest": 0.5, "up": 1.0 - 1e-9}[self.rounding]
        slots = np.floor((moments - self.offset[place]) / self.step + half).astype(int)
        return np.where(slots < self.n, slots, -1)

    def _commodities(self):
        """People by what they need: at a staging place also by where and when, at gates no more."""
        self.waiting = defaultdict(float)
        for p in self.o.parties:
            to = tuple(t for t in p.to if self.o.route(p.at, t) is not None)
            if p.seats == 0 or p.stretchers == 0 and p.weight == p.seats:
                many = p.persons
            else:
                many = 1
            what = (p.stretchers / many, p.seats / many, p.weight / many, to)
            self.waiting[p.at, p.ready, what] += p.count * many
        self.sorts = sorted({what for _, _, what in self.waiting}, key=str)

    # ------------------------------------------------------------ variables and rows

    def _stocks(self):
        """What may wait where: one column and one balance row for each slot."""
        r, n = self.rows, self.n
        nothing = defaultdict(lambda: 0)
        self.stock, self.row = {}, {}
        keys = [("idle", k, s) for k in self.kinds for s in self.stages]
        keys += [("line", k, g) for k in self.kinds for g in self.used]
        keys += [("there", k, h) for k in self.kinds for h in self.safes]
        keys += [("people", c, g) for c in self.sorts for g in self.used if self._may(c, g)]
        for key in keys:
            if key[0] == "people" and nothing[key]:
                continue
            self.stock[key] = r.columns(n)
            self.row[key] = r.rows(n, 0, 0)
            r.put(self.row[key], self.stock[key], 1)
            r.put(self.row[key][1:], self.stock[key][:-1], -1)

    def _may(self, sort, gate):
        return any(self.reach[gate, there] & set(sort[3]) for there in self.outlets[gate])

    def _at(self, key, slots):
        """Rows of a stock at those slots; −1 where the slot is beyond the grid."""
        return np.where(slots >= 0, self.row[key][np.maximum(slots, 0)], -1)

    def _levels(self, seats, stretchers):
        """(share of the places, seats reckoned for the time): nearly full, or less."""
        return ((1.0, int(np.ceil(FULL * seats))), (FULL, 0)) if seats > 5 else ((1.0, 1 if stretchers == 0 else 0),)

    def _room(self, columns_people, columns_vehicles):
        """Seats, stretcher places, and seats beside stretchers: three rows for each slot."""
        r, n = self.rows, self.n
        rows = [r.rows(n, -np.inf, 0) for _ in range(3)]
        for (stretchers, seats, _, _), columns in columns_people:
            for row, many in zip(rows, (seats, stretchers, seats if stretchers else 0), strict=True):
                if many:
                    r.put(row, columns, many)
        for (seats, stretchers, _), share, columns in columns_vehicles:
            for row, many in zip(rows, (seats, stretchers, seats if stretchers else 0), strict=True):
                if many:
                    r.put(row, columns, -many * share)

    def _bucket(self, work, free, high):
        """Σ work − time: what began in any stretch of slots takes no more than the stretch and `high`."""
        r, n = self.rows, self.n
        level = r.columns(n, high=high)
        rows = r.rows(n, -np.inf, free)
        for columns, amount in work:
            r.put(rows, columns, amount)
        r.put(rows, level, -1)
        r.put(rows[1:], level[:-1], 1)

    def _loads(self):
        """Vehicles that begin to load, and people who board them."""
        o, r, n = self.o, self.rows, self.n
        self.loads, self.boards = [], []
        for stage, firsts in self.first.items():
            stand, now = o.stages[stage], self.moment(stage)
            for gate, travel in firsts.items():
                vehicles, people = [], []
                for kind in self.kinds:
                    for share, seats in self._levels(kind[0], kind[1]):
                        columns = r.columns(n, whole=True)
                        takes = stand.takes(seats, 0)
                        r.put(self.row["idle", kind, stage], columns, 1)
                        r.put(self._at(("line", kind, gate), self.slot(gate, now + takes + travel)), columns, -1)
                        vehicles.append((kind, share, columns))
                        self.loads.append((kind, stage, gate, share, columns))
                for (at, ready, sort), many in self.waiting.items():
                    if at != stage or not self._may(sort, gate):
                        continue
                    high = np.where(now + self.step > ready, many, 0)
                    columns = r.columns(n, high=high)
                    takes = stand.takes(*( (sort[1], sort[0]) ))
                    slots = self.slot(gate, np.maximum(now, ready) + takes + travel)
                    r.put(self._at(("people", sort, gate), slots), columns, -1)
                    people.append((sort, columns))
                    self.boards.append(((at, ready, sort), gate, columns))
                self._room(people, vehicles)
            if stand.bays is not None:
                work = [(c, stand.fixed) for _, s, _, _, c in self.loads if s == stage]
                work += [
                    (c, stand.takes(key[2][1], key[2][0]) - stand.fixed) for key, _, c in self.boards if key[0] == stage
                ]
                longest = max(stand.takes(k[0], k[1]) for k in self.kinds)
                self._bucket(work, stand.bays * self.step, stand.bays * longest)
        for key, many in self.waiting.items():
            row = r.rows(1, -np.inf, many)
            for other, _, columns in self.boards:
                if other == key:
                    r.put(row[0], columns, 1)

    def _lengths(self, gate):
        """Passages by length: (vehicles at most, seconds at least); the longest exact."""
        point = self.gates[gate]
        most = min(point.convoy_max, 10**5)
        if point.inspection == 0:
            return [(most, 0)]
        sizes = [*range(point.lanes, most, point.lanes), most]
        # Neighbours whose times differ by less than this are one kind, with the time of the shortest.
        wide = max(self.step, point.lasts(most) / LEVELS)
        lengths, first = [], 0
        for ix, size in enumerate(sizes):
            last = ix == len(sizes) - 1
            if last or point.lasts(sizes[ix + 1]) - point.lasts(sizes[first]) > wide:
                at = first if self.rounding == "down" else ix
                lengths.append((size, point.lasts(sizes[at])))
                first = ix + 1
        return lengths

    def _enter(self, gate, lasts):
        """Earliest moment to enter in each slot, and whether a passage fits at all."""
        now = self.moment(gate)
        enter = np.full(self.n, np.inf)
        for start, end in self.gates[gate].open:
            at = np.maximum(now, start)
            fits = (at < self.slots * self.step + self.offset[gate] + self.step) & (at + lasts <= end)
            enter = np.where(fits, np.minimum(enter, at), enter)
        return enter

    def _passages(self):
        o, r, n = self.o, self.rows, self.n
        self.leaves, self.served, self.passes = [], [], []
        out = defaultdict(list)
        for gate in self.used:
            point = self.gates[gate]
            starts, through = [], []
            for size, lasts in self._lengths(gate):
                enter = self._enter(gate, lasts)
                may = np.isfinite(enter)
                enter = np.where(may, enter, 0)
                passages = r.columns(n, high=np.where(may, np.inf, 0), whole=True)
                limit = r.rows(n, -np.inf, 0)
                r.put(limit, passages, -size)
                starts.append((passages, max(point.headway, lasts), size, lasts))
                self.passes.append((gate, size, passages))
                for there, travel in self.outlets[gate].items():
                    people, vehicles = [], []
                    arrive = enter + lasts + travel
                    to_safe = there in o.safes
                    may_go = may & (arrive <= self.until) if to_safe else may
                    for kind in self.kinds:
                        for share, seats in self._levels(kind[0], kind[1]) if to_safe else ((1.0, 0),):
                            columns = r.columns(n, high=np.where(may_go, np.inf, 0), whole=True)
                            vehicles.append((kind, share, columns))
                            r.put(limit, columns, 1)
                            through.append(columns)
                            r.put(self.row["line", kind, gate], columns, 1)
                            if to_safe:
                                free = arrive + o.safes[there].takes(seats, 0)
                                r.put(self._at(("there", kind, there), self.slot(there, free)), columns, -1)
                            else:
                                r.put(self._at(("line", kind, there), self.slot(there, arrive)), columns, -1)
                            self.leaves.append((kind, gate, there, columns))
                    for sort in self.sorts:
                        if not self.reach[gate, there] & set(sort[3]):
                            continue
                        cost = sort[2] * arrive / 3600 if to_safe else 0.0
                        columns = r.columns(n, high=np.where(may_go, np.inf, 0), cost=cost)
                        r.put(self.row["people", sort, gate], columns, 1)
                        people.append((sort, columns))
                        if to_safe:
                            out[there].append((sort, columns))
                            self.served.append((sort, gate, there, columns))
                        else:
                            slots = self.slot(there, arrive)
                            r.put(self._at(("people", sort, there), slots), columns, -1)
                    self._room(people, vehicles)
            self._spacing(gate, starts, through)
        for safe, columns in out.items():
            self._destination(safe, columns)
        for sort in self.sorts:
            many = sum(m for (_, _, s), m in self.waiting.items() if s == sort)
            left = r.columns(1, cost=sort[2] * self.late / 3600)
            row = r.rows(1, many, many)
            r.put(row[0], left, 1)
            for s, _, _, columns in self.served:
                if s == sort:
                    r.put(row[0], columns, 1)

    def _spacing(self, gate, starts, through):
        """Headway and inspection: exactly in sum, and slot by slot as far as slots tell."""
        point, step, n, r = self.gates[gate], self.step, self.n, self.rows
        if point.headway == 0 and point.inspection == 0:
            return
        now = self.slots * step + self.offset[gate]
        free, left = np.zeros(n), np.zeros(n)
        for start, end in point.open:
            free += np.clip(np.minimum(now + step, end) - np.maximum(now, start), 0, None)
            left = np.maximum(left, np.where(now + step > start, np.clip(end - now - step, 0, None), 0))
        longest = max(sep for _, sep, _, _ in starts)
        tail = max(0, point.headway - point.inspection)
        self._bucket([(c, sep) for c, sep, _, _ in starts], free, np.minimum(longest, left + tail))
        if point.inspection:
            lasts = point.lasts(min(point.convoy_max, 10**5))
            self._bucket([(c, point.inspection / point.lanes) for c in through], free, np.minimum(lasts, left))
        for reach in sorted({int(sep // step) for _, sep, _, _ in starts}):
            if reach < 1:
                continue
            rows = r.rows(n, -np.inf, 1)
            for columns, sep, _, _ in starts:
                for back in range(min(int(sep // step), reach)):
                    r.put(rows[back:], columns[: n - back], 1)

    def _destination(self, safe, columns):
        stand, r = self.o.safes[safe], self.rows
        if stand.capacity is not None:
            row = r.rows(1, -np.inf, stand.capacity)
            for sort, ix in columns:
                r.put(row[0], ix, sort[0] + sort[1])
        if stand.bays is not None:
            work = [(ix, stand.takes(sort[1], sort[0]) - stand.fixed) for sort, ix in columns]
            work += [(ix, stand.fixed) for _, _, there, ix in self.leaves if there == safe]
            # Several gates may lead here with their drives: the slot of entering stands for arrival.
            longest = max(stand.takes(k[0], k[1]) for k in self.kinds)
            spread = [travel for gate in self.used for there, travel in self.outlets[gate].items() if there == safe]
            slack = longest + max(spread) - min(spread) + max(self.gates[g].lasts(min(self.gates[g].convoy_max, 10**4)) for g in self.used)
            self._bucket(work, stand.bays * self.step, stand.bays * slack)

    def _backs(self):
        """Vehicles sent back without people, through gates when they are open."""
        o, r, n = self.o, self.rows, self.n
        self.backs = []
        for safe in self.safes:
            now = self.moment(safe)
            for stage in self.stages:
                if o.route(safe, stage) is None:
                    continue
                at = np.array([o.back(safe, stage, int(m)) or 10 * o.horizon for m in now])
                slots = self.slot(stage, at)
                for kind in self.kinds:
                    columns = r.columns(n, high=np.where(slots >= 0, np.inf, 0), whole=True)
                    r.put(self.row["there", kind, safe], columns, 1)
                    r.put(self._at(("idle", kind, stage), slots), columns, -1)
                    self.backs.append((kind, safe, stage, slots, columns))

    def _first_moves(self):
        """Each fleet from where it stands to its first staging places, at once."""
        o, r = self.o, self.rows
        self.moves = []
        for kind, rows in self.classes.items():
            for fleet in rows:
                limit = r.rows(1, -np.inf, fleet.count)
                for stage in self.stages:
                    at = fleet.available if stage == fleet.at else o.back(fleet.at, stage, fleet.available)
                    if at is None:
                        continue
                    slot = int(self.slot(stage, np.array([at]))[0])
                    if slot < 0:
                        continue
                    column = r.columns(1, whole=True)
                    r.put(limit[0], column, 1)
                    r.put(self.row["idle", kind, stage][slot], column, -1)
                    self.moves.append((fleet, stage, column))

    def _balance(self):
        """Escorts: those gone out and not yet back."""
        o, r, n, step = self.o, self.rows, self.n, self.step
        if not o.escorts or not any(kind[2] for kind in self.kinds):
            return
        now = self.slots * step
        count = np.zeros(n)
        for at, many in o.escorts:
            count = np.where(now + step > at, many, count)
        most = np.zeros(n)
        for ix, (at, many) in enumerate(o.escorts):
            end = o.escorts[ix + 1][0] if ix + 1 < len(o.escorts) else 10 * o.horizon
            most = np.where((now < end) & (now + step > at), np.maximum(most, many), most)
        out = r.columns(n)
        rows = r.rows(n, 0, 0)
        r.put(rows, out, 1)
        r.put(rows[1:], out[:-1], -1)
        entry = {g for firsts in self.first.values() for g in firsts}
        near = {g: min(f[g] for f in self.first.values() if g in f) for g in entry}
        inner = {t for g in self.used for t in self.outlets[g] if t in self.gates}
        if entry & inner:
            return  # A gate both first and second: who enters it may be out already. Not counted.
        for kind, gate, _, columns in self.leaves:
            if gate in entry and kind[2]:
                early = near[gate] // step
                r.put(rows[: n - early], columns[early:], -kind[2])
                if early:
                    r.put(rows[0], columns[:early], -kind[2])
        for kind, _, _, slots, columns in self.backs:
            if kind[2]:
                r.put(np.where(slots >= 0, rows[np.maximum(slots, 0)], -1), columns, kind[2])
        over = np.maximum(np.maximum.accumulate(most[::1]) - most, 0)
        limit = r.rows(n, -np.inf, most)
        r.put(limit, out, 1)
        if over.max() > 0:
            extra = r.columns(n, high=over)
            r.put(limit, extra, -1)
            falls = r.rows(n - 1, -np.inf, np.where(most[1:] < most[:-1], np.inf, 0))
            r.put(falls, extra[1:], 1)
            r.put(falls, extra[:-1], -1)
            self._bar(extra, over, near, entry)

    def _bar(self, extra, over, near, entry):
        """While more escorts are out than there are, nothing departs: in parts, extra / over + departures / most ≤ 1."""
        r, n = self.rows, self.n
        fleet = sum(f.count for rows in self.classes.values() for f in rows)
        most = 0
        for gate in entry:
            point = self.gates[gate]
            spans = -(-self.step // max(point.headway, point.inspection)) + 1 if point.headway or point.inspection else fleet
            most += min(point.convoy_max, fleet) * spans
        most = min(most, fleet)
        begun = over > 0
        begun &= np.concatenate(([False], begun[:-1]))
        rows = np.where(begun, r.rows(n, -np.inf, 1), -1)
        r.put(rows, extra, np.where(begun, 1 / np.maximum(over, 1), 0))
        for kind, gate, _, columns in self.leaves:
            if gate in entry and kind[2]:
                early = near[gate] // self.step
                r.put(rows[: n - early], columns[early:], 1 / most)


def step_for(operation, columns=120_000, until=None):
    """The finest step (a divisor of the windows' hours) with at most so many columns."""
    probe = Flow(operation, 3600, until)
    for step in (20, 60, 100, 150, 300, 450, 600, 900, 1200, 1800, 3600):
        n = (until or operation.horizon) / step
        if probe.rows.n_cols / probe.n * n <= columns:
            return step
    return 3600


def bound(operation, step=None, until=None, seconds=600, log=False, rounding="down"):
    """The LP's value: {"bound", "step", "columns", "rows", "seconds", "status"}."""
    began = time.time()
    step = step or step_for(operation, until=until)
    flow = Flow(operation, step, until, rounding)
    status, value, _, _ = flow.rows.solve(seconds, False, log)
    return {
        "bound": value if status == "Optimal" else None,
        "step": step,
        "columns": flow.rows.n_cols,
        "rows": flow.rows.n_rows,
        "seconds": time.time() - began,
        "status": status,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--step", type=int)
    parser.add_argument("--until", type=int, help="a moment by which a known plan has everybody out")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--rounding", choices=("down", "nearest", "up"), default="down")
    parser.add_argument("--log", action="store_true")
    parser.add_argument("--json", help="write the answer to this file")
    args = parser.parse_args()
    answer = bound(op.read(args.file), args.step, args.until, args.seconds, args.log, args.rounding)
    print(answer)
    if args.json:
        with open(args.json, "w") as file:
            json.dump(answer, file)
