"""A city alone, and cities together: as if they were one, and as cities whose effects may differ."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.power.designs import BeforeAfter
from vapenvila.analysis.power.pooled_cities import PooledPower, pooled_power
from vapenvila.analysis.power.searches import months_needed
from vapenvila.analysis.power.study import Study


@dataclass(frozen=True, slots=True)
class Together:
    """What cities gain together.

    `pooled`: the random-effects mean; `months_limits`: its months where the rate before is as high or as low as it may be.
    `one_power`,
    `one_months`: all counts added up, which supposes the same ratio in every city; None where they are said to differ.
    """

    pooled: PooledPower
    months_limits: tuple[int | None, int | None]
    one_power: float | None
    one_months: int | None


def together(
    study: Study, per_month: Sequence[float], *, between: float, histories: int, seed: int
) -> Together:
    """Reckon cities with `per_month` (k,) events a month, the first of them the study's own. Raises PowerError."""
    pooled, high, low = (
        pooled_power(
            study, [rate * factor for rate in per_month], between=between, histories=histories, seed=seed
        )
        for factor in (
            1.0,
            study.rate_limits()[1] / study.per_month,
            study.rate_limits()[0] / study.per_month,
        )
    )
    one = None if between > 0.0 else _as_one(study, np.asarray(per_month, dtype=np.float64))
    return Together(
        pooled=pooled,
        months_limits=(high.months, low.months),
        one_power=None if one is None else BeforeAfter().at(one, one.effect, one.months_after),
        one_months=None if one is None else months_needed(BeforeAfter(), one),
    )


def _as_one(study: Study, rates: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Study:
    """All cities' months added up: variance of the sum Σμ + α Σμ², so its dispersion is α Σμ²/(Σμ)²."""
    shared = study.overdispersion * float((rates**2).sum() / rates.sum() ** 2)
    return dataclasses.replace(study, per_month=float(rates.sum()), overdispersion=shared)
