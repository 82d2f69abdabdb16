"""What one estimator says of one made-up history whose truth is known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class World:
    """How events come: `answers` to each on average, and the ratio the programme brings."""

    answers: float
    ratio: float

    @property
    def said(self) -> str:
        """For the table."""
        return f"{'chains' if self.answers else 'no chains'}, ratio {self.ratio:g}"


@dataclass(frozen=True, slots=True)
class Told:
    """`off`: estimate less truth, of logarithms for ratios; nan where nothing is estimated. `held`: share of the intervals
    of this history that hold the truth, None for a test without one. `refused`: it leaves out no effect; None where no
    effect is asked for. `half`: as `held` where a truth that is a whole number and lies on a limit counts half; None where
    the truth is none."""

    off: float
    held: float | None
    refused: bool | None
    half: float | None = None


Judge = Callable[[np.random.Generator], Told]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table: an estimator in a setting, and how it judges one history. `world`: of made-up towns."""

    estimator: str
    setting: str
    judge: Judge
    world: World | None = None


def of_ratio(estimate: float, low: float | None, high: float | None, truth: float) -> Told:
    """A ratio with its limits; a limit that does not exist lies as far out as can be."""
    least, most = low or 0.0, np.inf if high is None else high
    off = float(np.log(estimate / truth)) if estimate > 0.0 else -np.inf
    return Told(off, float(least <= truth <= most), bool(most < 1.0 or least > 1.0))


def of_difference(estimate: float, low: float, high: float, truth: float) -> Told:
    """A difference, or a share of which 0 is no effect, with its limits."""
    return Told(estimate - truth, float(low <= truth <= high), bool(high < 0.0 or low > 0.0))


def of_level(estimate: float, low: float, high: float, truth: float) -> Told:
    """A level of which no value is no effect."""
    return Told(estimate - truth, float(low <= truth <= high), None)
