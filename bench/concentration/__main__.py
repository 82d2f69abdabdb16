"""Gini for sparse data with 999 bootstraps beside a loop that draws units one by one with NumPy.

python -m bench.concentration
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bench.side_by_side import Measured, measure, peak_mb, write
from vapenvila.analysis.concentration import concentration, spread_of_counts

SIZES = (10_000, 100_000, 1_000_000)
DRAWS = 999
Counts = NDArray[np.int64]


def counts_of(units: int) -> Counts:
    """A tenth as many events as units, with a long tail of rates."""
    rng = np.random.default_rng(1)
    rate = rng.pareto(1.1, units) + 0.01
    return rng.multinomial(units // 10, rate / rate.sum())


def ours(counts: Counts) -> Mapping[str, object]:
    """From raw counts to every number of the result, not G' alone."""
    found = concentration(spread_of_counts(counts), np.random.default_rng(1), draws=DRAWS)
    return _answer(found.gini_sparse, *found.sparse_limits)


def loop(counts: Counts, draws: int) -> Mapping[str, object]:
    """Draw units one by one, sort, add up."""
    rng = np.random.default_rng(1)
    n = len(counts)
    again = [_sparse(counts[rng.integers(0, n, n)]) for _ in range(draws)]
    low, high = np.quantile(again, [0.025, 0.975])
    return _answer(_sparse(counts), float(low), float(high)) | {"draws": draws}


def _sparse(counts: Counts) -> float:
    x, n = np.sort(counts), len(counts)
    plain = float((2 * np.arange(1, n + 1) - n - 1) @ x / (n * x.sum()))
    return max(1.0, n / float(x.sum())) * (plain - 1.0) + 1.0


def _answer(sparse: float, low: float, high: float) -> dict[str, object]:
    return {"G'": round(sparse, 4), "low": round(low, 3), "high": round(high, 3)}


def jobs(units: int) -> list[Measured]:
    """One size; the loop with 99 draws where 999 would take minutes, its time then counted eleven-fold and said so."""
    counts = counts_of(units)
    job = f"999 draws, {units:,} units, {units // 10:,} events"
    found = [measure(job, "vapenvila", lambda: ours(counts))]
    if units <= SIZES[0]:
        return [*found, measure(job, "NumPy loop", lambda: loop(counts, DRAWS), 1)]
    draws = 99 if units <= SIZES[1] else 9
    slow = measure(job, f"NumPy loop, {draws} draws × {DRAWS // draws}", lambda: loop(counts, draws), 1)
    slow.seconds, slow.processor = (value * DRAWS / draws for value in (slow.seconds, slow.processor))
    return [*found, slow]


def main() -> None:
    """Measure every size and write the table."""
    found = [one for units in SIZES for one in jobs(units)]
    notes = [
        "Ours: every number of the result (Gini plain and sparse, four top shares, rates, curve), the loop: G' alone.",
        "Ratios are of processor time: how many times ours the loop took.",
        f"Peak memory {peak_mb():.0f} MB.",
    ]
    write("concentration", "Concentration", found, notes)


if __name__ == "__main__":
    main()
