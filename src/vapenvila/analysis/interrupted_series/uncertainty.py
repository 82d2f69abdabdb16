"""How sure an estimate of a segmented model is: errors by the model and with periods going together, interval, p-value."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from vapenvila.analysis.interrupted_series.count_regression import CountFits, Floats, information_inverse
from vapenvila.analysis.interrupted_series.serial_errors import serial_errors


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Standard errors of one combination of coefficients.

    `model`: where the model holds, with `freedom` degrees of freedom. `least`: were the counts Poisson, below which
    counts of single events hardly vary. `serial`: where neighbouring periods go together, with `serial_freedom`.
    """

    model: float
    least: float
    freedom: int
    serial: float
    serial_freedom: float

    def half_width(self, level: float) -> float:
        """What to go to each side of the estimate: by `serial`, held above what `least` gives at its lower level."""
        return max(self.serial_half_width(level), least_quantile(level, self.freedom) * self.least)

    def serial_half_width(self, level: float) -> float:
        """The same by `serial` alone."""
        return students_t(level, self.serial_freedom) * self.serial

    def p_value(self, estimate: float) -> float:
        """Two-sided chance of an estimate as far from 0 where there is nothing: 1 − level of the interval that reaches 0."""
        return no_less_sure(estimate, (self.serial, self.serial_freedom), (self.least, self.freedom))


def uncertainty(
    X: Floats, counts: Floats, fit: CountFits, mean: Floats, direction: Floats, *, series: int
) -> Uncertainty:
    """Of `direction` (p,) in the coefficients of the one fit. `X`: (n, p). `counts`, `mean`: (n,), so many `series`."""
    spread = float(fit.dispersion[0])
    serial, freedom = serial_errors(
        X, counts[None, :], mean[None, :], fit.dispersion, direction[None, :], series=series
    )

    def error(dispersion: float) -> float:
        return float(np.sqrt(direction @ information_inverse(X, mean, dispersion) @ direction))

    return Uncertainty(
        model=error(spread),
        least=error(0.0),
        freedom=len(X) - X.shape[1],
        serial=float(serial[0, 0]),
        serial_freedom=float(freedom[0, 0]),
    )


def students_t(level: float, freedom: float) -> float:
    """Student's t that holds the share `level` between −t and t."""
    return float(special.stdtrit(freedom, 0.5 + level / 2.0))


def least_quantile(level: float, freedom: float) -> float:
    """Student's t of the interval that counts of single events are never narrower than: the Poisson one at 1 − 2(1 − level).

    The wider of two intervals at one level holds the truth more often than either, 97 to 98 % at 95 where counts are Poisson
    and their variance is known by five to nine degrees of freedom; with this bound 96 to 97, and no less than 95 where they
    vary more. For levels below a half: none.
    """
    return students_t(max(0.0, 2.0 * level - 1.0), freedom)


def no_less_sure(estimate: float, seen: tuple[float, float], least: tuple[float, float]) -> float:
    """The p-value that goes with the wider of `seen` and `least`, pairs of error and degrees of freedom."""
    chances = [
        weight * float(special.stdtr(freedom, -abs(estimate) / error))
        for weight, (error, freedom) in ((2.0, seen), (1.0, least))
        if error > 0.0
    ]
    return max(chances)
