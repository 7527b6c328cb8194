"""Tables and the picture of `compare.py`. Never here: a measurement."""

import platform
import subprocess
import time
from importlib import metadata
from math import exp, log
from pathlib import Path

NAMES = {
    "corridor": "Corridor",
    "greedy": "greedy, no solver",
    "highs": "HiGHS, time-expanded flow",
    "cpsat": "OR-Tools CP-SAT",
    "routing": "OR-Tools routing",
    "pyvrp": "PyVRP",
    "vroom": "VROOM",
    "pragmatic": "vrp-pragmatic",
}
PACKAGES = ("highspy", "ortools", "pyvrp", "pyvroom", "vrp-cli")
# A plan of which less than half are the solver's own trips is the greedy's.
OWN_SHARE = 0.5


def value(result):
    """The judged exposure of a result that counts; None for no plan or a broken rule."""
    judged = result and result.get("judged")
    if not judged or not judged.get("keeps_every_rule"):
        return None
    return judged["exposure_person_h"]


def is_own(result):
    return result.get("share", 1.0) >= OWN_SHARE


def short(result):
    """One result in a line of progress."""
    judged = result.get("judged")
    if not judged:
        return f"nothing ({result['said']})"
    verdict = "" if judged["keeps_every_rule"] else f" BREAKS RULES: {judged['findings'][:1]}"
    return f"{judged.get('exposure_person_h', 0):.1f}, own {result.get('share', 1.0):.0%}{verdict}"


def bounds(bench, results):
    """The best bound known for each operation: the planner's own, or the LP's."""
    best = {}
    for key, result in results.items():
        lines = result.get("lines") or []
        if lines:
            best[key[:2]] = max(best.get(key[:2], 0.0), lines[-1]["bound"])
    for key in list(best):
        kept = bench.bound(*key)
        if kept and kept.get("bound"):
            best[key] = max(best[key], kept["bound"] * (1 - 1e-5))
    return best


def gap(seen, bound):
    return (seen - bound) / seen


def cell(result, bound):
    if result is None:
        return ""
    seen = value(result)
    if seen is None:
        judged = result.get("judged")
        return "breaks a rule" if judged else "no plan"
    if not is_own(result):
        return f"({seen:,.0f})"
    return f"{seen:,.0f} · {gap(seen, bound):.2%}" if bound else f"{seen:,.0f}"


def held_table(held, best):
    rows = ["| operation | solver | 1 s | 10 s | 60 s | left behind | own trips |", "|---|---|---:|---:|---:|---:|---:|"]
    for key in dict.fromkeys(k[:2] for k in held):
        solvers = [s for s in NAMES if any(k[:3] == (*key, s) for k in held)]
        for solver in solvers:
            found = {k[3]: r for k, r in held.items() if k[:3] == (*key, solver)}
            last = found[max(found)]
            left = f"{last['judged']['left_behind']:,}" if value(last) is not None else ""
            share = f"{last['share']:.0%}" if "share" in last else ""
            cells = " | ".join(cell(found.get(seconds), best.get(key)) for seconds in (1, 10, 60))
            rows.append(f"| {key[0]}-{key[1]} | {NAMES[solver]} | {cells} | {left} | {share} |")
        rows.append(f"| {key[0]}-{key[1]} | *bound* | | | *{best.get(key, 0):,.0f}* | | |")
    return rows


def ratio_table(held):
    rows = ["| solver | 1 s | 10 s | 60 s | plans of its own |", "|---|---:|---:|---:|---:|"]
    for solver in NAMES:
        if solver == "corridor":
            continue
        cells = []
        for seconds in (1, 10, 60):
            ratios = []
            for key, result in held.items():
                other = held.get((*key[:2], "corridor", seconds))
                if key[2:] in ((solver, seconds), ("greedy", 1)) and key[2] == solver and value(other):
                    if value(result) and is_own(result):
                        ratios.append(value(result) / value(other))
            cells.append(f"{exp(sum(map(log, ratios)) / len(ratios)):.3f} ({len(ratios)})" if ratios else "none")
        mine = [r for k, r in held.items() if k[2] == solver]
        own = sum(value(r) is not None and is_own(r) for r in mine)
        rows.append(f"| {NAMES[solver]} | {' | '.join(cells)} | {own} of {len(mine)} |")
    return rows


def processor_table(held):
    """Processor seconds that each got, on average: on a busy machine far from twice its seconds."""
    rows = ["| processor seconds got, mean | 1 s | 10 s | 60 s |", "|---|---:|---:|---:|"]
    for solver in NAMES:
        cells = []
        for seconds in (1, 10, 60):
            spent = [r.get("cpu", r["processor_s"]) for k, r in held.items() if k[2:] == (solver, seconds)]
            cells.append(f"{sum(spent) / len(spent):.1f}" if spent else "")
        rows.append(f"| {NAMES[solver]} | {' | '.join(cells)} |")
    return rows


def gaps(own, family, seconds):
    """Each operation's own gap (its plan against its own bound) after so long."""
    found = [r["lines"][-1]["gap"] for k, r in own.items() if k[0] == family and k[2] == seconds and r.get("lines")]
    return ", ".join(f"{100 * g:.2f}" for g in found) + " %" if found else "not measured"


def moment(result, enough):
    """Seconds until a line says enough; None if none does."""
    return next((line["seconds"] for line in result.get("lines") or [] if enough(line)), None)


def goals_table(own, best, memory):
    rows = ["| goal | seen (one figure an operation) |", "|---|---|"]

    def add(goal, seen):
        rows.append(f"| {goal} | {seen} |")

    for seconds, most in ((1, "1"), (10, "0.3")):
        seen = "; ".join(f"{f} {gaps(own, f, seconds)}" for f in ("corridor", "multi"))
        add(f"50-200 vehicles, 10,000-50,000 people: gap at most {most} % in {seconds} s", seen)
    add("at most 15 vehicles: gap at most 1.5 % in 10 s", gaps(own, "few", 10))
    add("ample capacity: gap at most 2 % in 1 s", gaps(own, "open", 1))
    add("200,000 people, 1,000 vehicles: gap at most 1 % in 5 s", gaps(own, "large", 5))
    million = [r for k, r in own.items() if k[0] == "million"]
    firsts = ", ".join(f"{moment(r, lambda _: True) or 0:.1f}" for r in million)
    add("1,000,000 people, 5,500 vehicles: first plan in 2 s", f"{firsts} s")
    add("the same: gap at most 1 % in 10 s", gaps(own, "million", 10))
    add("the same: peak memory at most 2 GiB", f"{memory / 1024:.2f} GiB")
    first, tight = [], []
    for key, result in own.items():
        if key[0] in ("corridor", "multi") and key[2] == 10:
            first.append(moment(result, lambda _: True))
            reference = best.get(key[:2], 0)
            tight.append(moment(result, lambda line, r=reference: line["bound"] >= 0.997 * r))
    add("50-200 vehicles: first bound in 5 ms", ", ".join(f"{1000 * t:.1f}" for t in first if t is not None) + " ms")
    late = ", ".join(f"{1000 * t:.0f}" if t is not None else "over 10,000" for t in tight)
    add("the same: bound within 0.3 % of the best bound known in 300 ms", f"{late} ms")
    add("least makespan (bus evacuation problem)", "`./corridor bench bep`")
    add("planning anew from a moment", "`./corridor bench replan`")
    return rows


def machine(held, own):
    model = next((x.split(":")[1].strip() for x in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in x), "")
    loads = sorted(r["load"] for r in [*held.values(), *own.values()])
    busy = f"load while measuring: median {loads[len(loads) // 2]:.1f}, most {loads[-1]:.1f}" if loads else ""
    cores = len(__import__("os").sched_getaffinity(0))
    return f"{cores} cores ({model or platform.machine()}), {busy}"


def results(bench, held, own, memory):
    best = bounds(bench, {**{k: r for k, r in held.items() if k[2] == "corridor"}, **own})
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=Path(__file__).parent)
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    broken = [k for k, r in {**held, **own}.items() if r.get("judged") and not r["judged"]["keeps_every_rule"]]
    judged = sum(bool(r.get("judged")) for r in [*held.values(), *own.values()])
    lines = [
        "# The planner and its peers" if held else "# The planner and its goals",
        "",
        f"Written by `./corridor bench plan{'' if held else ' --own'}`; do not edit. Exposure in weighted person-hours, less is better.",
        "",
        f"- {time.strftime('%Y-%m-%d', time.gmtime())}, Corridor at {commit.stdout.strip()}, {packages}",
        f"- {machine(held, own)}. A load above 2 means that others used the cores too: then",
        "  every solver got less than its seconds, in no equal parts (see the processor seconds), and what is seen",
        "  after so many seconds is worse than on a machine of its own.",
        f"- {judged} plans judged by `corridor judge`, {len(broken)} break a rule" + (f": {broken}." if broken else "."),
        "",
        "## Goals",
        "",
        *goals_table(own, best, memory),
        "",
        "Gaps here are proven by the planner itself: its plan against its own bound at that moment.",
    ]
    if held:
        lines += [
            "",
            "## Against its peers",
            "",
            "Cells: value · gap to the best bound known for the operation. In brackets: the answer covers less than",
            "half of the trips, the rest is the greedy dispatch's; it does not count as the solver's plan.",
            "",
            *held_table(held, best),
            "",
            "Peer's value over Corridor's, geometric mean over operations where both have a plan (how many); above 1 Corridor is better.",
            "The greedy dispatch needs no seconds; it stands against Corridor's 1 s, 10 s and 60 s.",
            "",
            *ratio_table(held),
            "",
            *processor_table(held),
            "",
            "![Gap over time](gap.svg)",
        ]
    return "\n".join([*lines, "", *HOW.splitlines(), ""])


HOW = """## How each is fed

Operations are drawn by `generate.py`; the number is the seed. None of the libraries knows people, gates with
passages, escorts and bays together, so each gets the best encoding we found, and its answer is run forward by
`simulate.py`, which chooses and packs whole parties, gathers passages (six ways, the best is kept) and does
greedily whatever the answer leaves undone. Making the model and running it forward are not counted.

- **HiGHS** solves the time-expanded flow of `lp.py` with whole vehicles, durations rounded to the nearest slot, on the
  finest grid of 3,000, 9,000 or 30,000 columns (1, 10, 60 s); if it has no whole solution, the LP's.
- **CP-SAT** schedules full loads as optional trips with each class of vehicles, bays, escorts and gates as cumulative resources.
- **OR-Tools routing** visits full loads, each delay priced by the weight of who rides; windows as forbidden moments.
- **PyVRP, VROOM** know no waiting as a goal: the shortest span in which everything is served is looked for, then each
  vehicle's trips are put in order of worth. **vrp-pragmatic** minimises what is unserved, then arrival times.
- `bench/plan/lp.py` says what the LP relaxes; its value, where kept, and the planner's own bound: the greater counts."""


def picture(held, bench, path):
    """Gap over time, one panel for each of the first five operations."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams.update({"svg.fonttype": "none", "font.size": 9, "font.family": "sans-serif", "font.weight": "light"})
    best = bounds(bench, {k: r for k, r in held.items() if k[2] == "corridor"})
    keys = list(dict.fromkeys(k[:2] for k in held))[:5]
    figure, axes = plt.subplots(1, len(keys), figsize=(2.3 * len(keys) + 0.6, 3.0), sharey=True, squeeze=False)
    looks = dict(zip(NAMES, ("#0b5fa5", "#888888", "#c8553d", "#588157", "#9a6fb0", "#d4a017", "#3d9e9e", "#b56576"), strict=True))
    for axis, key in zip(axes[0], keys, strict=True):
        for solver, name in NAMES.items():
            points = []
            for seconds in (1, 10, 60):
                result = held.get((*key, solver, seconds))
                if result and value(result) and is_own(result):
                    points.append((seconds, 100 * gap(value(result), best[key])))
            if solver == "corridor":
                longest = max((k[3] for k in held if k[:3] == (*key, solver)), default=0)
                curve = held.get((*key, solver, longest), {}).get("lines") or []
                line = [(max(x["seconds"], 0.02), 100 * gap(x["value"], best[key])) for x in curve]
                axis.step(*zip(*line, strict=True), where="post", color=looks[solver], lw=1.8, label=name)
            elif solver == "greedy" and points:
                axis.axhline(points[0][1], color=looks[solver], lw=1, ls=":", label=name)
            elif points:
                axis.plot(*zip(*points, strict=True), "o-", ms=3.5, lw=0.8, color=looks[solver], label=name)
        axis.set_xscale("log")
        axis.set_yscale("symlog", linthresh=1)
        axis.set_xticks([0.1, 1, 10, 60], ["0.1", "1", "10", "60"])
        axis.set_yticks([0, 0.5, 1, 2, 5, 10, 20, 50, 100], ["0", "0.5", "1", "2", "5", "10", "20", "50", "100"])
        axis.set_xlim(0.02, 90)
        axis.set_ylim(0, 100)
        axis.minorticks_off()
        axis.set_title(f"{key[0]}-{key[1]}", fontsize=9)
        axis.set_xlabel("seconds")
        axis.grid(axis="y", lw=0.3)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0][0].set_ylabel("gap to the best bound known, %")
    seen = {label: handle for axis in axes[0] for handle, label in zip(*axis.get_legend_handles_labels(), strict=True)}
    figure.legend(seen.values(), seen.keys(), ncols=4, loc="lower center", frameon=False)
    figure.tight_layout(rect=(0, 0.13, 1, 1))
    figure.savefig(path, metadata={"Date": None})
