#!/usr/bin/env python3
"""One peer on one operation: `peers.py SOLVER FILE SECONDS PLAN.json` prints a line of JSON.

Each is fed with the best encoding found (see RESULTS.md), answers within the seconds, and its answer is
run forward by `simulate.py`; times of making the model and of the forward run are reported, not counted.
"""

import argparse
import heapq
import importlib
import json
import os
import sys
import time
from collections import defaultdict
from datetime import timedelta

import jobs as cut
import lp
import operation as op
import simulate


def vehicles(o):
    return [(f"{f.id}-{n + 1}", f) for f in o.fleets for n in range(f.count)]


def kind_of(fleet):
    return (fleet.seats, fleet.stretchers, fleet.escorts)


def orders_of(routes, weighted):
    """Dispatch from {vehicle id: [job, …]}."""
    order = {}
    for vehicle, rows in routes.items():
        rows = cut.by_worth(rows) if weighted else rows
        order[vehicle] = [(j.stage, j.safe, j.load) for j in rows]
    return lambda: simulate.Orders(order)


# ---------------------------------------------------------------- the reference


def greedy(o, seconds):
    """No solver: the greedy dispatch that also finishes what others leave undone."""
    return simulate.Dispatch, "answered"


def highs(o, seconds):
    """The time-expanded flow: the grid as fine as the time allows, as long as a greedy plan needs it.

    The LP first; its flow is taken if no whole one near it is found.
    """
    columns = {1: 3_000, 10: 9_000}.get(seconds, 30_000)
    known = simulate.best_run(o, simulate.Dispatch)
    _, makespan, left = known.value()
    until = None if left else min(o.horizon, makespan * 23 // 20)
    step = lp.step_for(o, columns, until)
    flow = lp.Flow(o, step, until, rounding="nearest")
    status, value, _, values = flow.rows.solve(seconds * 0.4, False)
    what = "LP"
    whole = flow.rows.solve(seconds * 0.6, True, gap=1e-3)
    if whole[3] is not None and (values is None or whole[1] < 1.1 * value):
        what, values = "whole", whole[3]
    if values is None:
        return None, f"no answer: {status}"
    flows = flow_rows(flow, values)
    return lambda: simulate.Counts(flows), f"answered ({what}, slots of {step} s)"


def flow_rows(flow, values):
    """The flow's loads joined with its departures at gates, first in first out."""
    tokens = defaultdict(list)
    for kind, stage, gate, _, columns in flow.loads:
        for slot in values[columns].nonzero()[0]:
            many = values[columns[slot]]
            if many > 1e-3:
                tokens[kind, gate].append((int(slot), int(flow.moment(stage)[slot]), stage, many))
    leaves = defaultdict(list)
    for kind, gate, there, columns in flow.leaves:
        for slot in values[columns].nonzero()[0]:
            many = values[columns[slot]]
            if many > 1e-3:
                leaves[kind, gate].append((int(slot), there, many))
    rows = defaultdict(list)
    entries = [g for g in flow.used if any(g in f for f in flow.first.values())]
    for gate in entries + [g for g in flow.used if g not in entries]:
        for kind in flow.kinds:
            queue = sorted(tokens[kind, gate])
            ix = 0
            for slot, there, many in sorted(leaves[kind, gate], key=lambda row: row[0]):
                while many > 1e-6 and ix < len(queue):
                    at, moment, stage, here = queue[ix]
                    take = min(many, here)
                    if there in flow.o.safes:
                        rows[kind].append((moment, stage, there, take))
                    else:
                        tokens[kind, there].append((slot, moment, stage, take))
                    many -= take
                    if here - take <= 1e-6:
                        ix += 1
                    else:
                        queue[ix] = (at, moment, stage, here - take)
    return rows


# ---------------------------------------------------------------- OR-Tools


def cpsat(o, seconds):
    """CP-SAT: one optional trip for each job; classes, bays, escorts and gates as cumulative resources."""
    from ortools.sat.python import cp_model

    jobs = cut.pack(o)
    kinds = {kind: sum(f.count for f in rows) for kind, rows in o.classes().items()}
    model = cp_model.CpModel()
    use, bays, gates, held = defaultdict(list), defaultdict(list), defaultdict(list), []
    cost, starts, made = [], [], []
    for ix, j in enumerate(jobs):
        done = model.new_bool_var(f"d{ix}")
        if not j.starts:
            model.add(done == 0)
        domain = cp_model.Domain.from_intervals([list(s) for s in j.starts] or [[0, 0]])
        start = model.new_int_var_from_domain(domain, f"s{ix}")
        back = o.drive(j.safe, j.stage) or 0
        use[j.kind].append(model.new_optional_fixed_size_interval_var(start, j.takes + back, done, f"u{ix}"))
        stand = o.stages[j.stage]
        seats = sum(n * o.parties[p].seats for p, n in j.load)
        loading = stand.takes(seats, sum(n * o.parties[p].stretchers for p, n in j.load))
        if stand.bays is not None and loading:
            bays[j.stage].append(model.new_optional_fixed_size_interval_var(start, loading, done, f"b{ix}"))
        way = o.route(j.stage, j.safe)
        if way[0][1]:
            gate = o.gates[way[0][1]]
            span = max(gate.headway, gate.lasts(gate.convoy_max), 1)
            at = start + loading + way[0][0]
            gates[gate.id].append(model.new_optional_fixed_size_interval_var(at, span, done, f"g{ix}"))
        if j.kind[2] and o.escorts:
            away = model.new_optional_fixed_size_interval_var(start + loading, j.takes - loading + back, done, f"e{ix}")
            held.append((away, j.kind[2]))
        cost.append(j.weight * start)
        cost.append(j.weight * int(o.late) * (1 - done))
        starts.append(start)
        made.append(done)
    for kind, rows in use.items():
        model.add_cumulative(rows, [1] * len(rows), kinds[kind])
    for stage, rows in bays.items():
        model.add_cumulative(rows, [1] * len(rows), o.stages[stage].bays)
    for gate, rows in gates.items():
        model.add_cumulative(rows, [1] * len(rows), o.gates[gate].convoy_max)
    if held:
        most = max(many for _, many in o.escorts)
        rows, demands = [r for r, _ in held], [d for _, d in held]
        for ix, (at, many) in enumerate(o.escorts):
            end = o.escorts[ix + 1][0] if ix + 1 < len(o.escorts) else 2 * o.horizon
            if many < most:
                rows.append(model.new_fixed_size_interval_var(at, end - at, f"cut{ix}"))
                demands.append(most - many)
        model.add_cumulative(rows, demands, most)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, f"no answer: {solver.status_name(status)}"
    flows = defaultdict(list)
    for j, start, done in zip(jobs, starts, made, strict=True):
        if solver.value(done):
            flows[j.kind].append((solver.value(start), j.stage, j.safe, 1.0))
    return lambda: simulate.Counts(flows), f"answered ({len(jobs)} jobs)"


def routing(o, seconds):
    """OR-Tools routing: jobs as visits, each delay priced by the weight of who rides."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    jobs, fleet = cut.pack(o), vehicles(o)
    names, drives = cut.pairs(jobs, o)
    spot = {name: ix for ix, name in enumerate(names)}
    where = [spot[j.stage, j.safe] for j in jobs] + [spot["", f.at] for _, f in fleet]
    n = len(jobs)
    end = n + len(fleet)
    manager = pywrapcp.RoutingIndexManager(end + 1, len(fleet), list(range(n, end)), [end] * len(fleet))
    model = pywrapcp.RoutingModel(manager)

    def transit(a, b):
        a, b = manager.IndexToNode(a), manager.IndexToNode(b)
        if b == end:
            return 0
        return (jobs[a].takes if a < n else 0) + (drives[where[a]][where[b]] if b < n else 0)

    index = model.RegisterTransitCallback(transit)
    model.SetArcCostEvaluatorOfAllVehicles(index)
    model.AddDimension(index, o.horizon, o.horizon, False, "time")
    clock = model.GetDimensionOrDie("time")
    for ix, (_, f) in enumerate(fleet):
        clock.CumulVar(model.Start(ix)).SetMin(f.available)
    able = defaultdict(list)
    for ix, (_, f) in enumerate(fleet):
        able[kind_of(f)].append(ix)
    for ix, j in enumerate(jobs):
        node = manager.NodeToIndex(ix)
        model.AddDisjunction([node], int(j.weight * o.late))
        model.VehicleVar(node).SetValues([-1, *able[j.kind]])
        at = clock.CumulVar(node)
        if j.starts:
            at.SetRange(j.starts[0][0], j.starts[-1][1])
            for (_, closes), (opens, _) in zip(j.starts, j.starts[1:], strict=False):
                at.RemoveInterval(closes + 1, opens - 1)
        clock.SetCumulVarSoftUpperBound(node, 0, j.weight)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(int(seconds * 1000))
    solution = model.SolveWithParameters(parameters)
    if solution is None:
        return None, "no answer: no first solution in time"
    routes = {}
    for ix, (name, _) in enumerate(fleet):
        at, rows = solution.Value(model.NextVar(model.Start(ix))), []
        while not model.IsEnd(at):
            rows.append(jobs[manager.IndexToNode(at)])
            at = solution.Value(model.NextVar(at))
        routes[name] = rows
    return orders_of(routes, False), f"answered ({n} jobs)"


# ---------------------------------------------------------------- routing libraries without waiting as a goal


def spans(o, jobs, kinds, seconds, attempt):
    """Spans from the shortest possible on, until everything is served; the run that turns out best.

    Waiting is no goal of theirs: a short span balances the vehicles. The forward runs that compare the
    answers are not counted.
    """
    low, found, left = cut.least_span(jobs, kinds), [], seconds
    factors = (1.05, 1.15, 1.3, 1.6, 2.5, 5.0)
    for ix, factor in enumerate(factors):
        span = min(int(low * factor), o.horizon)
        began = time.time()
        served, routes = attempt(span, left / (len(factors) - ix))
        left -= time.time() - began
        if served:
            found.append((served, routes))
        if served == len(jobs) or span == o.horizon or left <= 0:
            break
    if not found:
        return None, "no answer: nothing served in time"
    tried = [(simulate.best_run(o, orders_of(routes, True)), served, routes) for served, routes in found]
    tried = [(run.value()[0], served, routes) for run, served, routes in tried if run]
    if not tried:
        return None, "no answer that can be driven"
    _, served, routes = min(tried, key=lambda row: row[0])
    return orders_of(routes, True), f"answered ({served} of {len(jobs)} jobs)"


def pyvrp(o, seconds):
    """PyVRP: jobs as clients with prizes, the span of the day tried from short to long; then each route by worth."""
    import pyvrp as library
    from pyvrp.stop import MaxRuntime

    jobs, kinds = cut.pack(o), {k: sum(f.count for f in r) for k, r in o.classes().items()}
    names, drives = cut.pairs(jobs, o)
    spot = {name: ix for ix, name in enumerate(names)}

    def listed(model, types, span, own):
        """Routes to begin with, as it finds none feasible when time is short: jobs by worth to the first free."""
        free = [(f.available, n, ix) for ix, f in enumerate(types) for n in range(f.count)]
        heapq.heapify(free)
        rows, at = defaultdict(list), {}
        for ix, j in sorted(enumerate(jobs), key=lambda row: -row[1].weight / row[1].takes):
            wrong = []
            while free:
                moment, n, type_ix = heapq.heappop(free)
                here = at.get((type_ix, n), spot["", types[type_ix].at])
                there = spot[j.stage, j.safe]
                drive = 0 if here == there else max(0, drives[here][there] - own[here])
                end = max(moment + drive, j.ready) + j.takes + own[there]
                if kind_of(types[type_ix]) == j.kind:
                    if end <= span:
                        rows[type_ix, n].append(ix)
                        at[type_ix, n] = there
                        heapq.heappush(free, (end, n, type_ix))
                    else:
                        heapq.heappush(free, (moment, n, type_ix))
                    break
                wrong.append((moment, n, type_ix))
            for row in wrong:
                heapq.heappush(free, row)
        data = model.data()
        return [library.Route(data, visits, type_ix) for (type_ix, _), visits in sorted(rows.items())]

    def attempt(span, most):
        model = library.Model()
        places = [model.add_location(ix, 0) for ix in range(len(names))]
        depots = {at: model.add_depot(places[spot["", at]]) for at in {f.at for f in o.fleets}}
        own = {ix: drives[ix][ix] for ix in range(len(names))}
        for ix, (stage, safe) in enumerate(names):
            if stage:
                own[ix] = o.drive(safe, stage) or 0
        for a, row in enumerate(drives):
            for b, drive in enumerate(row):
                if a != b:
                    # A client's service holds the way back to its own staging place.
                    model.add_edge(places[a], places[b], distance=0, duration=max(0, drive - own[a]))
        order = list(kinds)
        types = []
        for f in o.fleets:
            if f.count:
                at = depots[f.at]
                mine = [0] * len(kinds)
                mine[order.index(kind_of(f))] = 10**6
                model.add_vehicle_type(
                    f.count,
                    mine,
                    at,
                    at,
                    tw_early=f.available,
                    tw_late=max(span, f.available),
                    unit_distance_cost=0,
                    unit_duration_cost=1,
                )
                types.append(f)
        for j in jobs:
            need = [0] * len(kinds)
            need[order.index(j.kind)] = 1
            model.add_client(
                places[spot[j.stage, j.safe]],
                delivery=need,
                service_duration=j.takes + own[spot[j.stage, j.safe]],
                tw_early=j.ready,
                prize=int(j.weight * 10_000),
                required=False,
            )
        begin = library.Solution(model.data(), listed(model, types, span, own))
        result = model.solve(MaxRuntime(most), seed=1, display=False, collect_stats=False, initial_solution=begin)
        used, routes, served = defaultdict(int), {}, 0
        if not result.is_feasible():
            return 0, {}
        for route in result.best.routes():
            f = types[route.vehicle_type()]
            used[f.id] += 1
            rows = [jobs[a.idx] for a in route if a.is_client()]
            served += len(rows)
            routes[f"{f.id}-{used[f.id]}"] = rows
        return served, routes

    return spans(o, jobs, kinds, seconds, attempt)


def vroom(o, seconds):
    """VROOM: jobs with skills and windows, the span of the day tried from short to long; then each route by worth."""
    import vroom as library

    jobs, fleet = cut.pack(o), vehicles(o)
    kinds = {k: sum(f.count for f in r) for k, r in o.classes().items()}
    names, drives = cut.pairs(jobs, o)
    spot = {name: ix for ix, name in enumerate(names)}
    skill = {kind: ix + 1 for ix, kind in enumerate(kinds)}

    def attempt(span, most):
        import numpy as np

        task = library.Input()
        task.set_durations_matrix("car", np.array(drives, dtype=np.uint32))
        for ix, (_, f) in enumerate(fleet):
            window = library.TimeWindow(f.available, max(span, f.available + 1))
            start = spot["", f.at]
            task.add_vehicle(library.Vehicle(ix, start=start, skills={skill[kind_of(f)]}, time_window=window))
        for ix, j in enumerate(jobs):
            # Opening hours make it leave jobs out that the forward run gets through: only readiness is told.
            windows = [library.TimeWindow(j.ready, o.horizon)]
            task.add_job(
                library.Job(
                    ix,
                    location=spot[j.stage, j.safe],
                    default_service=j.takes,
                    skills={skill[j.kind]},
                    priority=min(100, j.weight),
                    time_windows=windows,
                )
            )
        solution = task.solve(exploration_level=3, nb_threads=2, timeout=timedelta(seconds=most))
        routes, served = defaultdict(list), 0
        for _, step in solution.routes.iterrows():
            if step["type"] == "job":
                routes[fleet[int(step["vehicle_id"])][0]].append(jobs[int(step["id"])])
                served += 1
        return served, routes

    return spans(o, jobs, kinds, seconds, attempt)


def pragmatic(o, seconds):
    """vrp-pragmatic: services with skills and windows; all served, then early arrivals."""
    import vrp_cli

    jobs, fleet = cut.pack(o), vehicles(o)
    names, drives = cut.pairs(jobs, o)
    spot = {name: ix for ix, name in enumerate(names)}

    def clock(moment):
        day, rest = divmod(int(moment), 86400)
        return f"2026-01-{1 + day:02}T{rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}Z"

    plan, types = [], []
    for ix, j in enumerate(jobs):
        place = {"location": {"index": spot[j.stage, j.safe]}, "duration": j.takes}
        if j.starts:
            # With a window for each opening it stops after the first few; so one from first to last.
            place["times"] = [[clock(j.starts[0][0]), clock(j.starts[-1][1])]]
        skills = {"allOf": [str(j.kind)]}
        plan.append({"id": str(ix), "services": [{"places": [place]}], "skills": skills})
    for f in o.fleets:
        if f.count:
            shift = {"start": {"earliest": clock(f.available), "location": {"index": spot["", f.at]}}}
            types.append(
                {
                    "typeId": f.id,
                    "vehicleIds": [f"{f.id}-{n + 1}" for n in range(f.count)],
                    "profile": {"matrix": "car"},
                    "costs": {"fixed": 0, "distance": 0, "time": 1},
                    "shifts": [shift],
                    "capacity": [10**6],
                    "skills": [str(kind_of(f))],
                }
            )
    goals = [[{"type": "minimize-unassigned"}], [{"type": "minimize-arrival-time"}], [{"type": "minimize-cost"}]]
    problem = {"plan": {"jobs": plan}, "fleet": {"vehicles": types, "profiles": [{"name": "car"}]}, "objectives": goals}
    flat = [drive for row in drives for drive in row]
    matrix = {"profile": "car", "travelTimes": flat, "distances": flat}
    config = {
        "termination": {"maxTime": max(1, int(seconds)), "maxGenerations": 10**6},
        "environment": {"parallelism": {"numThreadPools": 1, "threadsPerPool": 2}, "logging": {"enabled": False}},
        "telemetry": {"progress": {"enabled": False}},
    }
    answer = json.loads(vrp_cli.solve_pragmatic(json.dumps(problem), [json.dumps(matrix)], json.dumps(config)))
    routes, served = defaultdict(list), 0
    for tour in answer["tours"]:
        for stop in tour["stops"]:
            for activity in stop["activities"]:
                if activity["jobId"].isdigit():
                    routes[tour["vehicleId"]].append(jobs[int(activity["jobId"])])
                    served += 1
    if not served:
        return None, "no answer: nothing served"
    return orders_of(routes, False), f"answered ({served} of {len(jobs)} jobs)"


SOLVERS = {
    "greedy": greedy,
    "highs": highs,
    "cpsat": cpsat,
    "routing": routing,
    "pyvrp": pyvrp,
    "vroom": vroom,
    "pragmatic": pragmatic,
}


LIBRARIES = {
    "highs": ("highspy", "scipy.sparse"),
    "cpsat": ("ortools.sat.python.cp_model",),
    "routing": ("ortools.constraint_solver.pywrapcp",),
    "pyvrp": ("pyvrp",),
    "vroom": ("vroom", "numpy"),
    "pragmatic": ("vrp_cli",),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("solver", choices=SOLVERS)
    parser.add_argument("file")
    parser.add_argument("seconds", type=int)
    parser.add_argument("plan")
    args = parser.parse_args()
    # Solvers print banners; the answer is the last line.
    answer = os.dup(1)
    os.dup2(2, 1)
    o = op.read(args.file)
    for name in LIBRARIES.get(args.solver, ()):
        importlib.import_module(name)
    began, cpu = time.time(), time.process_time()
    try:
        dispatch, said = SOLVERS[args.solver](o, args.seconds)
    except Exception as error:  # A peer that fails is a result, not an end.
        dispatch, said = None, f"failed: {type(error).__name__}: {str(error)[:200]}"
    took = {"wall": round(time.time() - began, 2), "cpu": round(time.process_time() - cpu, 2)}
    if dispatch is not None:
        run = simulate.best_run(o, dispatch)
        if run is None:
            dispatch, said = None, said + ", but no run of it arrives in time"
        else:
            if args.solver != "greedy":
                took["share"] = round(run.dispatch.share(), 3)
            with open(args.plan, "w") as file:
                json.dump(run.plan(), file)
    report = {"said": said, "plan": dispatch is not None, **took}
    os.write(answer, (json.dumps(report) + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
