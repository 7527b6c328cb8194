#!/usr/bin/env python3
"""Operations as fluids, solved by the planner and by others on one thread: `./corridor bench plan --linear`.

The same programme for each (minimise cost, x at least 0, rows equal to their limits), to the planner's own tolerance
where a solver has one. Prints seconds, each solver's as a multiple of the planner's, and how far the least costs are
apart. HiGHS is asked for its interior point method without crossover, Clarabel for its own factorisation.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csc_matrix, identity, vstack

TOLERANCE = 1e-4
OPERATIONS = [("corridor", 1), ("few", 3), ("open", 1), ("multi", 1), ("multi", 5), ("large", 1)]
SLOTS = (8, 24, 48)
MOST_COLUMNS = 14_000


def programme(path):
    """Cost, limits, matrix."""
    lines = path.read_text().splitlines()
    cost, limit = (np.array(line.split(), float) for line in lines[:2])
    entries = np.array([line.split() for line in lines[2:]], float)
    places = (entries[:, 1].astype(int), entries[:, 0].astype(int))
    return cost, limit, csc_matrix((entries[:, 2], places), shape=(len(limit), len(cost)))


def highs(cost, limit, matrix):
    import highspy

    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "solver": "ipm",
        "run_crossover": "off",
        "ipm_optimality_tolerance": TOLERANCE,
    }.items():
        solver.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(limit)
    lp.col_cost_, lp.col_lower_ = cost, np.zeros(len(cost))
    lp.col_upper_ = np.full(len(cost), highspy.kHighsInf)
    lp.row_lower_ = lp.row_upper_ = limit
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
    lp.a_matrix_.value_ = matrix.data
    solver.passModel(lp)
    began = time.perf_counter()
    solver.run()
    return time.perf_counter() - began, solver.getInfo().objective_function_value


def clarabel(cost, limit, matrix):
    import clarabel as solver

    rows, columns = matrix.shape
    settings = solver.DefaultSettings()
    settings.verbose, settings.max_threads, settings.presolve_enable = False, 1, False
    settings.direct_solve_method = "qdldl"
    settings.tol_gap_rel = settings.tol_gap_abs = settings.tol_feas = TOLERANCE
    cones = [solver.ZeroConeT(rows), solver.NonnegativeConeT(columns)]
    all_rows = vstack([matrix, -identity(columns)]).tocsc()
    limits = np.concatenate([limit, np.zeros(columns)])
    began = time.perf_counter()
    solved = solver.DefaultSolver(
        csc_matrix((columns, columns)), cost, all_rows, limits, cones, settings
    ).solve()
    return time.perf_counter() - began, solved.obj_val


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    given = parser.parse_args()
    build = ["cargo", "build", "--release", "--quiet", "-p", "planner", "--example", "linear"]
    subprocess.run(build, cwd=given.root, check=True)
    others = {"HiGHS": highs, "Clarabel": clarabel}
    print("operation    slots columns   rows  planner " + " ".join(f"{name:>18}" for name in others))
    ratios = {name: [] for name in others}
    for family, seed in OPERATIONS:
        operation, out = given.cache / f"{family}-{seed}.linear.json", given.cache / "linear.txt"
        generate = [sys.executable, str(Path(__file__).with_name("generate.py")), family, "--seed", str(seed)]
        operation.write_bytes(subprocess.run(generate, check=True, stdout=subprocess.PIPE).stdout)
        for slots in SLOTS:
            program = given.root / "target/release/examples/linear"
            asked = [str(program), str(operation), str(slots), str(out)]
            said = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
            columns, rows, seconds, least = int(said[0]), int(said[1]), float(said[2]), float(said[3])
            if columns > MOST_COLUMNS:
                continue
            cells = []
            for name, solve in others.items():
                took, value = solve(*programme(out))
                ratios[name].append(took / seconds)
                off = abs(value - least) / abs(least)
                cells.append(f"{took / seconds:7.2f} × {100 * off:6.3f} %")
            print(f"{family}-{seed:<8} {slots:4} {columns:7} {rows:6} {seconds:7.3f}s " + " ".join(cells), flush=True)
    for name, list_ in ratios.items():
        print(f"{name}: geometric mean {np.exp(np.mean(np.log(list_))):.2f} times as long, of {len(list_)}")


if __name__ == "__main__":
    main()
