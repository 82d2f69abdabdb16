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
        """What to go to each side of the estimate: by `serial`, or by `least` where that is wider."""
        return max(self.serial_half_width(level), students_t(level, self.freedom) * self.least)

    def serial_half_width(self, level: float) -> float:
        """The same by `serial` alone."""
        return students_t(level, self.serial_freedom) * self.serial

    def p_value(self, estimate: float) -> float:
        """Two-sided chance of an estimate as far from 0 where there is nothing: 1 − level of the interval that reaches 0."""
        errors = (self.serial, self.serial_freedom), (self.least, self.freedom)
        return max(
            2.0 * float(special.stdtr(df, -abs(estimate) / error)) for error, df in errors if error > 0.0
        )


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
