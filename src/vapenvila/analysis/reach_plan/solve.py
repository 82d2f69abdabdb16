"""Hands a linear programme to HiGHS and says in plain terms what came back."""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, linprog, milp

from vapenvila.analysis.reach_plan.model import Lines

Floats = NDArray[np.float64]

_LEAST_SECONDS = 0.05


class Clock:
    """How much of the time given is left."""

    def __init__(self, seconds: float) -> None:
        self.began = time.perf_counter()
        self.seconds = seconds

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self.began

    @property
    def left(self) -> float:
        """Seconds left, never quite none, so that every step may at least begin."""
        return max(_LEAST_SECONDS, self.seconds - self.spent)

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.spent >= self.seconds


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """`z`: the best variables found, None when there are none. `bound`: no plan is better. `impossible`: proved that
    no plan keeps all lines."""

    z: Floats | None
    bound: float
    impossible: bool


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The best when people could be invited in part. `z`: variables. `bound`: its value. `loss_in`, `loss_out`: what
    the bound falls at least when a variable that is 0 becomes 1, or one that is 1 becomes 0."""

    z: Floats
    bound: float
    loss_in: Floats
    loss_out: Floats


def best_in_part(gain: Floats, lines: Lines, clock: Clock) -> Relaxed | None:
    """Largest gain·z with variables in parts; None when no z keeps the lines or the time is up."""
    found = linprog(
        -gain,
        A_ub=lines.matrix,
        b_ub=lines.most,
        bounds=(0.0, 1.0),
        method="highs",
        options={"time_limit": clock.left, "presolve": False},  # presolve takes longer than it saves here
    )
    if found.status != 0:
        return None
    return Relaxed(found.x, float(-found.fun), found.lower.marginals, -found.upper.marginals)


def best_in_whole(
    gain: Floats,
    lines: Lines,
    whole: int,
    clock: Clock,
    box: tuple[Floats, Floats] | None = None,
    gap: float = 0.0,
) -> Solved:
    """Largest gain·z where the first `whole` variables are 0 or 1, the others in parts, within `box`."""
    low, high = box or (np.zeros(lines.columns), np.ones(lines.columns))
    found: Any = milp(  # Any: scipy's result has no types
        -gain,
        integrality=(np.arange(lines.columns) < whole).astype(np.int64),
        bounds=Box(low, high),
        constraints=LinearConstraint(lines.matrix, -np.inf, lines.most),
        options={"time_limit": clock.left, "mip_rel_gap": gap},
    )
    bound = found.mip_dual_bound
    known = bound is not None and np.isfinite(bound)
    return Solved(
        z=found.x,
        bound=-float(bound) if known else float("inf"),
        impossible=found.status == 2 or (found.status == 4 and found.x is None and not known),
    )
