"""Made-up blocks with a known ratio after the start, and the quadratic programme solved slowly."""

import numpy as np
from scipy import optimize

from vapenvila.analysis.matched_blocks import BlockPanel
from vapenvila.analysis.panel_rows import Floats


def made_up_blocks(
    seed: int, *, ratio: float = 1.0, n: int = 400, treated: int = 30, before: int = 6, after: int = 4
) -> BlockPanel:
    """Two kinds of events. Blocks keep their own level; those with more residents have more and are treated more often."""
    rng = np.random.default_rng(seed)
    residents = rng.gamma(3.0, 1.0, n)
    level = residents * rng.gamma(4.0, 0.25, n)
    chosen = np.zeros(n, np.bool_)
    chosen[rng.choice(n, treated, replace=False, p=level / level.sum())] = True
    wave = 1.0 + 0.3 * np.sin(np.arange(before + after))
    mean = level[:, None] * wave
    mean[chosen, before:] *= ratio
    Y = np.stack([rng.poisson(0.6 * mean), rng.poisson(0.3 * mean)], axis=2).astype(np.float64)
    times = np.arange(1, before + after + 1)
    return BlockPanel(Y, residents[:, None], chosen, ("shots", "robberies"), ("residents",), times, before)


def slow_weights(controls: Floats, sums: Floats, blocks: int) -> Floats:
    """(N,) the weights of the definition, by a general solver."""
    N = len(controls)
    even = blocks / N
    asked = np.append(sums, blocks)
    columns = np.column_stack([controls, np.ones(N)])
    found = optimize.minimize(
        lambda w: float(((w - even) ** 2).sum()) / even**2,
        np.full(N, even),
        jac=lambda w: 2.0 * (w - even) / even**2,
        bounds=[(0.0, None)] * N,
        constraints=[{"type": "eq", "fun": lambda w: columns.T @ w - asked, "jac": lambda w: columns.T}],
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    return np.asarray(found.x)
