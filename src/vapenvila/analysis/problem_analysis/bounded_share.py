"""A share when some are not known: between all of those not counting and all of them counting, with the chance of few
numbers.

Bounds: C. F. Manski (1989), "Anatomy of the selection problem", Journal of Human Resources 24, 343–360. Limits: Clopper
and Pearson's lower limit of the smallest share and upper limit of the largest, so that the whole range between the bounds
is held in at least `level` of cases (J. L. Horowitz and C. F. Manski (2000), "Nonparametric analysis of randomized
experiments with missing covariate and outcome data", Journal of the American Statistical Association 95, 77–84).
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.link import NOT_KNOWN, YES, Codes
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits


@dataclass(frozen=True, slots=True)
class BoundedShare:
    """`yes` of `n` count, `unknown` could. `limits`: of the whole range between `lowest` and `highest`."""

    yes: int
    unknown: int
    n: int
    limits: tuple[float, float]
    level: float

    @property
    def lowest(self) -> float:
        """The share if nothing unknown counts."""
        return self.yes / self.n

    @property
    def highest(self) -> float:
        """The share if everything unknown counts."""
        return (self.yes + self.unknown) / self.n

    @property
    def unknown_share(self) -> float:
        """How much is not known."""
        return self.unknown / self.n

    @property
    def among_known(self) -> float | None:
        """The share among those known: right only if the unknown are like them. None where nothing is known."""
        known = self.n - self.unknown
        return self.yes / known if known else None

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "n": self.n,
            "yes": self.yes,
            "unknown": self.unknown,
            "share": self.lowest,
            "bounds": [self.lowest, self.highest],
            "interval": list(self.limits),
            "among_known": self.among_known,
        }


def bounded_share(yes: int, unknown: int, n: int, level: float) -> BoundedShare:
    """Raises ProblemError for numbers that cannot be."""
    if n < 1 or yes < 0 or unknown < 0 or yes + unknown > n:
        raise ProblemError(f"{yes} that count and {unknown} unknown cannot be of {n}.")
    if not 0.0 < level < 1.0:
        raise ProblemError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    low, _ = binomial_limits(yes, n, level)
    _, high = binomial_limits(yes + unknown, n, level)
    return BoundedShare(yes, unknown, n, (float(low), float(high)), level)


def share_of_answers(answers: Codes, level: float) -> BoundedShare:
    """Of (n,) answers yes, no, not known. Raises ProblemError where there are none."""
    yes, unknown = int((answers == YES).sum()), int((answers == NOT_KNOWN).sum())
    return bounded_share(yes, unknown, len(answers), level)


def plain_limits(count: int, n: int, level: float) -> tuple[float, float]:
    """Clopper and Pearson's limits of a share of which everything is known."""
    low, high = binomial_limits(np.array(count), np.array(n), level)
    return float(low), float(high)
