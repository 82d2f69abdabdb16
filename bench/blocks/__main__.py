"""Weights of matched blocks beside a plain quadratic programme (quadprog) and SciPy on the dual, 1,000 to 10,000 blocks.

    python -m bench.blocks          (VAPENVILA_PEERS=…/bin/python with quadprog and SciPy)

quadprog needs the N × N matrix of the programme, so that it is run at 1,000 blocks only.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.matched_blocks import calibrated
from vapenvila.analysis.matched_blocks.compare import matched

SIZES = (1_000, 3_000, 10_000)
LARGEST_FOR_QUADPROG = 1_000
FIGURES, TREATED = 57, 39
Floats = NDArray[np.float64]


def made_up(blocks: int) -> tuple[Floats, Floats]:
    """Sparse counts of blocks (n, 57), and the sums of 39 chosen by their level."""
    rng = np.random.default_rng(1)
    level = rng.gamma(1.0, 1.0, blocks)
    figures = rng.poisson(level[:, None] * rng.gamma(2.0, 0.4, FIGURES)).astype(np.float64)
    chosen = np.zeros(blocks, np.bool_)
    chosen[rng.choice(blocks, TREATED, replace=False, p=level / level.sum())] = True
    return figures[~chosen], figures[chosen].sum(axis=0)


def ours(controls: Floats, sums: Floats) -> Mapping[str, object]:
    """The weights, and what they miss."""
    found = calibrated(controls, sums, TREATED)
    return _answer(controls, sums, found.weights)


def plain_dual(controls: Floats, sums: Floats) -> Mapping[str, object]:
    """The same dual by SciPy's L-BFGS-B, without curvature."""
    N = len(controls)
    spread, centre = controls.std(axis=0), controls.mean(axis=0)
    Z = np.column_stack([np.ones(N), (controls - centre) / spread])
    asked = np.append(1.0, (sums / TREATED - centre) / spread)

    def value(u: Floats) -> tuple[float, Floats]:
        w = np.maximum(1.0 + Z @ u, 0.0)
        return float(0.5 * (w @ w) / N - asked @ u), np.asarray(Z.T @ w / N - asked)

    options = {"maxiter": 3_000, "maxfun": 4_000, "ftol": 1e-15, "gtol": 1e-8}
    found = optimize.minimize(value, np.zeros(Z.shape[1]), jac=True, method="L-BFGS-B", options=options)
    return _answer(controls, sums, np.maximum(1.0 + Z @ found.x, 0.0) * (TREATED / N))


def _answer(controls: Floats, sums: Floats, weights: Floats) -> dict[str, object]:
    return {
        "Σw²": round(float(weights @ weights), 5),
        "farthest from a sum": f"{np.abs(weights @ controls - sums).max():.0e}",
    }


def jobs(blocks: int) -> list[Measured]:
    """One size with its peers."""
    controls, sums = made_up(blocks)
    job = f"weights, {blocks:,} blocks, {FIGURES} figures"
    return [
        measure(job, "vapenvila", lambda: ours(controls, sums)),
        measure(job, "SciPy L-BFGS-B on the dual", lambda: plain_dual(controls, sums), 1),
        *(
            measure_elsewhere(job, "blocks", controls=controls, sums=sums, blocks=TREATED)
            if blocks <= LARGEST_FOR_QUADPROG
            else []
        ),
    ]


def placebo(blocks: int) -> Measured:
    """One placebo area: weights and difference."""
    controls, _ = made_up(blocks)
    chosen = np.arange(len(controls)) < TREATED
    return measure(
        f"one placebo area, {blocks:,} blocks",
        "vapenvila",
        lambda: {"exact": matched(controls, controls[:, :4], chosen)[0].exact},
    )


def main() -> None:
    """Measure every size and write the table."""
    found = [one for blocks in SIZES for one in jobs(blocks)] + [placebo(10_000)]
    notes = [
        "57 figures of sparse counts; the sums are those of 39 blocks. Σw² is the same for all that are at the optimum.",
        "Ratios are of processor time: how many times ours the peer took. quadprog needs all N × N: not beyond 1,000.",
        f"Peak memory {peak_mb():.0f} MB.",
    ]
    write("blocks", "Matched blocks", found, notes)


if __name__ == "__main__":
    main()
