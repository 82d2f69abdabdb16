"""How sure is one count? The exact interval for a Poisson count and its rate.

Source: F. Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28(3/4), 437–442.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import (
    checked_count,
    checked_counts,
    checked_exposure,
    checked_level,
)
from vapenvila.analysis.small_counts.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, percent


@dataclass(frozen=True, slots=True)
class ExactInterval:
    """A count over an exposure, its rate and the exact interval of the rate (per unit of exposure)."""

    count: int
    exposure: float
    rate: float
    low: float
    high: float
    level: float

    def summary(self, language: Language = "en") -> str:
        """The rate with its interval, in one sentence."""
        return say(
            "rate",
            check_language(language),
            count=self.count,
            exposure=number(self.exposure, language),
            rate=number(self.rate, language),
            level=percent(self.level, language),
            low=number(self.low, language),
            high=number(self.high, language),
        )

    def to_dict(self) -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="garwood_interval",
            estimate=self.rate,
            estimate_name="rate",
            interval=(self.low, self.high),
            level=self.level,
            p_value=None,
            n=self.count,
            warnings=(),
            details={"exposure": self.exposure},
        )


def exact_interval(count: float, exposure: float = 1.0, level: float = 0.95) -> ExactInterval:
    """Exact (Garwood) interval for the rate of a Poisson count.

    `count`: whole number of at least 0. `exposure`: time or population the count was taken over, above 0.
    Covers the true rate in at least `level` of cases. Raises CountError for input it cannot use.
    """
    whole = checked_count(count, "The count")
    over = checked_exposure(exposure, "The exposure")
    low, high = garwood_limits([whole], checked_level(level))
    return ExactInterval(whole, over, whole / over, float(low[0]) / over, float(high[0]) / over, level)


def garwood_limits(counts: ArrayLike, level: float = 0.95) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper exact limits for the means behind counts; (n,) each, 0 below a count of 0."""
    observed = checked_counts(counts, "The counts", at_least=0)
    tail = (1.0 - checked_level(level)) / 2.0
    low = np.zeros(len(observed))
    some = observed > 0
    low[some] = special.gammaincinv(observed[some], tail)
    return low, np.asarray(special.gammainccinv(observed + 1, tail))
