"""How often each interval holds the known truth of made-up histories, and how often an effect is found where none is.

python -m bench.coverage [--histories N] [--processes N] [--seed N] [--only WORDS]

Results go to bench/results/coverage.md and coverage.json; with --only the other rows stay as they were. A row depends on the
seed and on its own case alone, so that a table measured in pieces is the one measured at once.
"""

import argparse
import os
import platform
import time

from bench.coverage.measured import CASES, kept, measured, table, with_new, write


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="words of the estimator, several parted by ;")
    options = parser.parse_args()
    begun = time.perf_counter()
    words = options.only.split(";")
    cases = [case for case in CASES if any(one in f"{case.estimator}, {case.setting}" for one in words)]
    rows = measured(cases, histories=options.histories, seed=options.seed, processes=options.processes)
    took = (
        f"{options.histories} histories each, seed {options.seed}; {len(rows)} rows last measured in "
        f"{time.perf_counter() - begun:.0f} s with {options.processes} processes (load {os.getloadavg()[0]:.1f}), Python "
        f"{platform.python_version()}."
    )
    write(with_new(kept() if options.only else [], rows), took)
    print(took, *table(rows), sep="\n")


if __name__ == "__main__":
    main()
