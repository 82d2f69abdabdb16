"""Solves a programme with SCIP, where this Python has it; run by bench_callin, never by hand.

Stands alone: the Python it runs under has no vapenvila.
"""

import importlib
import json
import sys
import time
from typing import Any

import numpy as np

LIMIT = 60.0


def scip(values: Any) -> float:  # Any: the arrays of the file
    """SCIP through PySCIPOpt."""
    kit = importlib.import_module("pyscipopt")
    model = kit.Model()
    model.hideOutput()
    model.setParam("limits/time", LIMIT)
    gain = values["gain"]
    z = [model.addVar(vtype="C" if g else "B", lb=0, ub=1) for g in gain]
    for i, most in enumerate(values["most"]):
        inside = slice(values["indptr"][i], values["indptr"][i + 1])
        terms = zip(values["indices"][inside], values["data"][inside], strict=True)
        model.addCons(kit.quicksum(float(v) * z[j] for j, v in terms) <= float(most))
    model.setObjective(kit.quicksum(float(g) * z[j] for j, g in enumerate(gain) if g), "maximize")
    model.optimize()
    return float(model.getObjVal())


def main(file: str) -> None:
    """Print what each took."""
    values = dict(np.load(file))
    found = []
    for who, solve in (("SCIP", scip),):
        wall, processor = time.perf_counter(), time.process_time()
        try:
            reached = solve(values)
        except ImportError:
            continue
        spent = time.perf_counter() - wall
        found.append(
            {"who": who, "first": spent, "seconds": spent, "processor": time.process_time() - processor,
             "answer": {"reached": round(reached)}}
        )  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
