#!/usr/bin/env python3
"""Runs the planner and its peers on drawn operations, judges every plan, writes RESULTS.md and gap.svg
(the planner alone: GOALS.md).

Every measurement is kept in the cache folder under what it was made with, so a stopped run goes on where
it was. No timing here is a test.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import generate
import report

HERE = Path(__file__).parent
CORRIDOR = os.environ["CORRIDOR"]
PEERS = ("greedy", "highs", "cpsat", "routing", "pyvrp", "vroom", "pragmatic")
# Seconds for each, and the operations in the order of how much they tell.
FIRST = (("corridor", 1), ("open", 1), ("few", 3), ("multi", 1), ("small", 2))
SECOND = (("corridor", 3), ("open", 2), ("few", 1), ("multi", 3), ("small", 3))
HELD = ((FIRST, (1, 10, 60)), (SECOND, (1, 10)))
# The planner alone: family, seeds, seconds.
OWN = (
    ("corridor", (1, 2, 3), (1, 10)),
    ("multi", (1, 2, 3), (1, 10)),
    ("few", (1, 2, 3), (10,)),
    ("open", (1, 2, 3), (1,)),
    ("large", (1, 2, 3), (5,)),
    ("million", (1, 2, 3), (10,)),
)
GRACE_S = 90


def children():
    """Processor seconds of all child processes so far, and the memory of the largest in MiB."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Bench:
    def __init__(self, cache, kept_only=False):
        self.cache, self.kept_only = Path(cache), kept_only
        self.files = self.cache / "operations"
        self.files.mkdir(parents=True, exist_ok=True)
        with open(CORRIDOR, "rb") as file:
            self.own = hashlib.sha256(file.read()).hexdigest()[:12]
        self.code = hashlib.sha256(
            b"".join((HERE / name).read_bytes() for name in ("peers.py", "jobs.py", "lp.py", "simulate.py", "operation.py"))
        ).hexdigest()[:12]

    def operation(self, family, seed):
        """The operation's file, drawn anew and checked."""
        path = self.files / f"{family}-{seed}.json"
        drawn = json.dumps(generate.generate(family, seed), separators=(",", ":")) + "\n"
        if not path.exists() or path.read_text() != drawn:
            path.write_text(drawn)
            subprocess.run([CORRIDOR, "check", str(path)], check=True, stdout=subprocess.DEVNULL)
        return path

    def measure(self, family, seed, solver, seconds):
        """One solver on one operation for so long, judged; from the cache where it was done already."""
        file = self.operation(family, seed)
        drawn = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        made_with = self.own if solver == "corridor" else self.code
        kept = self.cache / f"{family}-{seed}-{solver}-{seconds}-{drawn}-{made_with}.json"
        if kept.exists():
            return json.loads(kept.read_text())
        if self.kept_only and solver != "corridor":
            return None
        print(f"{time.strftime('%H:%M:%S')} {family}-{seed} {solver} {seconds} s …", end=" ", flush=True)
        plan, lines = self.cache / "plan.json", self.cache / "lines.jsonl"
        plan.unlink(missing_ok=True)
        lines.unlink(missing_ok=True)
        if solver == "corridor":
            command = [CORRIDOR, "plan", file, "--seconds", seconds, "--json", plan, "--progress", lines]
        else:
            command = [sys.executable, HERE / "peers.py", solver, file, seconds, plan]
        result = self.call([str(word) for word in command], seconds, solver)
        result["load"] = float(Path("/proc/loadavg").read_text().split()[0])
        result["judged"] = self.judge(file, plan) if plan.exists() else None
        if lines.exists():
            result["lines"] = [json.loads(line) for line in lines.read_text().splitlines()]
        kept.write_text(json.dumps(result))
        print(report.short(result), flush=True)
        return result

    def call(self, command, seconds, solver):
        # What other children used before, the judge or a build, is not the solver's.
        before, began = children()[0], time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        out, limit = "", began + seconds * 2 + GRACE_S
        try:
            out, _ = process.communicate(timeout=limit - began)
            said = "answered" if process.returncode == 0 else "failed"
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            said = "out of time"
        result = {"said": said, "wall": round(time.monotonic() - began, 2)}
        if solver != "corridor" and said == "answered":
            result |= json.loads(out.splitlines()[-1])
        spent, memory = children()
        return result | {"processor_s": round(spent - before, 2), "memory_mib": memory}

    def judge(self, file, plan):
        done = subprocess.run([CORRIDOR, "judge", str(file), str(plan), "--json"], capture_output=True, text=True)
        try:
            verdict = json.loads(done.stdout)
        except ValueError:
            return {"keeps_every_rule": False, "findings": [done.stderr[:200]]}
        verdict["findings"] = verdict["findings"][:3]
        return verdict

    def memory(self, family, seed, seconds):
        """Peak memory of the planner alone, in a fresh process so that no other child counts."""
        file = self.operation(family, seed)
        kept = self.cache / f"memory-{family}-{seed}-{self.own}.json"
        if not kept.exists():
            code = (
                "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
            )
            words = [sys.executable, "-c", code, CORRIDOR, "plan", str(file), "--seconds", str(seconds), "--json", "/dev/null"]
            kept.write_text(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        return float(kept.read_text())

    def bound(self, family, seed):
        """The LP's value where `--lp` has computed it: {"bound", "step", …} or None."""
        kept = self.cache / f"lp-{family}-{seed}.json"
        return json.loads(kept.read_text()) if kept.exists() else None

    def relax(self, family, seed):
        """Computes the LP's value, minutes long, over the time that a greedy plan needs."""
        kept = self.cache / f"lp-{family}-{seed}.json"
        if kept.exists():
            return
        print(f"{time.strftime('%H:%M:%S')} {family}-{seed} LP …", end=" ", flush=True)
        words = [sys.executable, HERE / "lp.py", self.operation(family, seed), "--json", kept, "--seconds", "1200"]
        judged = self.measure(family, seed, "greedy", 1)["judged"]
        if judged["left_behind"] == 0:
            words += ["--until", judged["makespan_s"] * 23 // 20]
        subprocess.run([str(word) for word in words], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--quick", action="store_true", help="one operation a family, 1 s, without slow peers")
    parser.add_argument("--own", action="store_true", help="the planner alone, for its goals")
    parser.add_argument("--peers", action="store_true", help="the peers alone; writes no results")
    parser.add_argument("--kept", action="store_true", help="of the peers only what is measured already")
    parser.add_argument("--lp", action="store_true", help="first compute the time-expanded LP of each, minutes long")
    args = parser.parse_args()
    bench = Bench(args.cache, args.kept)
    if args.lp:
        for family, seed in (*FIRST, *SECOND):
            bench.relax(family, seed)
    held, own = {}, {}
    quick = args.quick
    rounds = [(FIRST, (1,))] if quick else () if args.own else HELD
    if not args.own:
        for operations, spans in rounds:
            for seconds in spans:
                for family, seed in operations:
                    for solver in ("greedy", "highs", "vroom") if quick else PEERS:
                        if solver == "greedy" and seconds > 1:
                            continue
                        result = bench.measure(family, seed, solver, seconds)
                        if result:
                            held[family, seed, solver, seconds] = result
    if args.peers:
        return
    for operations, spans in rounds:
        for family, seed in operations:
            for seconds in spans:
                if args.kept and not any((key[:2], key[3]) == ((family, seed), seconds) for key in held):
                    continue
                held[family, seed, "corridor", seconds] = bench.measure(family, seed, "corridor", seconds)
    for family, seeds, spans in OWN:
        for seed in seeds[: 1 if args.quick else None]:
            for seconds in spans:
                own[family, seed, seconds] = bench.measure(family, seed, "corridor", seconds)
    memory = bench.memory("million", 1, 10)
    text = report.results(bench, held, own, memory)
    print(text)
    if args.own and not args.quick:
        (HERE / "GOALS.md").write_text(text)
        print(f"written to {HERE / 'GOALS.md'}", file=sys.stderr)
    elif not args.quick:
        (HERE / "RESULTS.md").write_text(text)
        report.picture(held, bench, HERE / "gap.svg")
        print(f"written to {HERE / 'RESULTS.md'} and gap.svg", file=sys.stderr)


if __name__ == "__main__":
    main()
