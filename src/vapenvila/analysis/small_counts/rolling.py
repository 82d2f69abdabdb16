"""At what rate do incidents come now? A rate over the last months with its exact interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import CountError, checked_counts, checked_level
from vapenvila.analysis.small_counts.exact_interval import garwood_limits
from vapenvila.analysis.small_counts.sentences import say
from vapenvila.analysis.small_counts.weighted_counts import weighted_limits
from vapenvila.analysis.wording import Language, check_language, number, percent


@dataclass(frozen=True, slots=True, eq=False)
class RollingRate:
    """Rates over `window` months, one for each window that is full; `k` = months − window + 1 of them.

    `position`: (k,) index of each window's last month. `count`: (k,) incidents in the window. `rate`,
    `low`, `high`: (k,) per month, with their interval (pointwise, not for all windows at once). `method`: whose interval.
    """

    method: str
    window: int
    months: int
    level: float
    position: NDArray[np.int64]
    count: NDArray[np.int64]
    rate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def summary(self, language: Language = "en") -> str:
        """The newest rate in one sentence."""
        return say(
            "rolling",
            check_language(language),
            window=self.window,
            n=self.months,
            count=int(self.count[-1]),
            rate=number(float(self.rate[-1]), language),
            level=percent(self.level, language),
            low=number(float(self.low[-1]), language),
            high=number(float(self.high[-1]), language),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the interval."""
        return (say("supposes_independence", check_language(language)),)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The newest rate as the estimate, all of them in the details."""
        return as_json(
            method=self.method,
            estimate=float(self.rate[-1]),
            estimate_name="rate per month",
            interval=(float(self.low[-1]), float(self.high[-1])),
            level=self.level,
            p_value=None,
            n=int(self.count[-1]),
            warnings=self.warnings(language),
            details={
                "window": self.window,
                "position": self.position.tolist(),
                "count": self.count.tolist(),
                "rate": self.rate.tolist(),
                "low": self.low.tolist(),
                "high": self.high.tolist(),
            },
        )


def rolling_rate(
    counts: ArrayLike, window: int, level: float = 0.95, covered: ArrayLike | None = None
) -> RollingRate:
    """Rate per month over the last `window` months, for each month with so many behind it.

    `counts`: (n,) whole numbers per month in order. `covered`: (n,) share of each month observed, above 0
    and up to 1 (default: whole months). The interval is Garwood's for the window's sum; it supposes that
    incidents come independently, and is too narrow where one brings the next. Raises CountError.
    """
    observed = checked_counts(counts, "The counts")
    sums, exposure = _summed(observed, window, covered)
    low, high = garwood_limits(sums, checked_level(level))
    return _result("rolling_rate", window, observed, sums, exposure, level, low, high)


def rolling_victim_rate(
    victims: ArrayLike,
    squares: ArrayLike,
    window: int,
    level: float = 0.95,
    covered: ArrayLike | None = None,
    *,
    largest: float,
) -> RollingRate:
    """Victims per month over the last `window` months, for each month with so many behind it.

    `victims`: (n,) per month in order. `squares`: (n,) the victims of each incident squared, added up by month.
    `largest`: most victims of one incident in all the months. `covered`: as in `rolling_rate`. The interval is Fay and
    Feuer's: incidents come independently, their victims together. Raises CountError.
    """
    observed = checked_counts(victims, "The victims")
    squared = checked_counts(squares, "The squares")
    if len(squared) != len(observed):
        raise CountError(f"There are {len(observed)} months of victims but {len(squared)} sums of squares.")
    sums, exposure = _summed(observed, window, covered)
    of_squares, _ = _summed(squared, window, covered)
    low, high = weighted_limits(sums, of_squares, largest, level)
    return _result("rolling_victim_rate", window, observed, sums, exposure, level, low, high)


def _summed(
    observed: NDArray[np.int64], window: int, covered: ArrayLike | None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Sum and exposure in months of every full window."""
    if window != int(window) or not 1 <= window <= len(observed):
        raise CountError(f"The window is {window} months; give 1 to {len(observed)}, the number of months.")
    shares = checked_covered(covered, len(observed))
    return _windows(observed.astype(np.float64), window).astype(np.int64), _windows(shares, window)


def _result(
    method: str,
    window: int,
    observed: NDArray[np.int64],
    sums: NDArray[np.int64],
    exposure: NDArray[np.float64],
    level: float,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> RollingRate:
    return RollingRate(
        method=method,
        window=int(window),
        months=len(observed),
        level=level,
        position=np.arange(window - 1, len(observed)),
        count=sums,
        rate=sums / exposure,
        low=low / exposure,
        high=high / exposure,
    )


def checked_covered(covered: ArrayLike | None, months: int) -> NDArray[np.float64]:
    """(months,) share of each month observed, above 0 and up to 1."""
    if covered is None:
        return np.ones(months)
    shares = np.asarray(covered, dtype=np.float64)
    if shares.shape != (months,):
        raise CountError(f"There are {months} counts but {shares.size} shares of months covered.")
    wrong = ~((shares > 0.0) & (shares <= 1.0))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise CountError(
            f"The share covered of month {place + 1} is {shares[place]:g}; it must be above 0 and at most 1."
        )
    return shares


def _windows(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    return np.asarray(np.lib.stride_tricks.sliding_window_view(values, window).sum(axis=1))
