"""`study_power`: the one way in."""

from collections.abc import Callable, Sequence
from typing import TypeVar, get_args

import numpy as np

from vapenvila.analysis.power.before_after import e_test_boundary_of
from vapenvila.analysis.power.designs import ByETest, Compared, compared_by
from vapenvila.analysis.power.one_city import Design
from vapenvila.analysis.power.result import Line, Ranged, StudyPower
from vapenvila.analysis.power.searches import months_needed, smallest_fall
from vapenvila.analysis.power.study import PowerError, Study, Whole
from vapenvila.analysis.power.together import together

USUAL_RATIOS = (0.8, 0.65, 0.5)
HISTORIES_TOGETHER = 4000
MOST_FOR_E_TEST = 1000
"""Guard: beyond so many events before the two tests agree, and the E-test's sums are long."""

Made = TypeVar("Made")


def study_power(
    study: Study,
    design: Design = "before-after",
    *,
    cities: Sequence[float] = (),
    between: float = 0.0,
    trend: bool = True,
    histories: int | None = None,
    seed: int = 1,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> StudyPower:
    """Reckon what the study can tell, and when.

    `design`: before-after (exact), wdd (weighted displacement difference; exact after the study's months, simulated over
    all), its (interrupted series with or without a `trend`, simulated). `cities`: (k,) events a month of cities whose
    results are told together, the study's own first; `between` the standard deviation of the logarithms of their true
    ratios. `histories`: simulated, the design's own number when left out. `tell` hears how many parts are done. Raises
    PowerError.
    """
    _refuse(design, cities)
    compared = compared_by(study, design, histories=histories, seed=seed, trend=trend)
    ratios = sorted({study.effect, *USUAL_RATIOS}, reverse=True)
    low, high = study.rate_limits()
    at_rates = [study, study.at_rate(low), study.at_rate(high)]
    done = _Counted(tell, 3 * len(at_rates) + len(ratios) + bool(cities))
    smallest = Ranged(*(done(smallest_fall(compared, one)) for one in at_rates))
    power = Ranged(*(done(compared.at(one, study.effect, study.months_after)) for one in at_rates))
    months = Ranged(*(done(months_needed(compared, one)) for one in at_rates))
    lines = tuple(done(_line(compared, at_rates, ratio)) for ratio in ratios)
    joined = None
    if cities:
        many = histories or HISTORIES_TOGETHER
        joined = done(together(study, cities, between=between, histories=many, seed=seed))
    return StudyPower(
        study=study,
        design=design,
        smallest=smallest,
        power=power,
        months=months,
        rate_limits=(low, high),
        chance_limits=compared.chance_limits(study, power.value or 0.0),
        false_alarm=compared.at(study, 1.0, study.months_after),
        e_test=_by_e_test(study) if design == "before-after" else None,
        lines=lines,
        together=joined,
        histories=compared.histories,
        seed=seed if compared.histories is not None or joined is not None else None,
    )


class _Counted:
    """Tells, of parts that are done, how many there were so far."""

    def __init__(self, tell: Callable[[int, int], None], parts: int) -> None:
        self.tell, self.parts, self.so_far = tell, parts, 0

    def __call__(self, made: Made) -> Made:
        self.so_far += 1
        self.tell(self.so_far, self.parts)
        return made


def _refuse(design: Design, cities: Sequence[float]) -> None:
    if design not in get_args(Design):
        raise PowerError(f"The design is {design!r}; choose one of {', '.join(get_args(Design))}.")
    if cities and design != "before-after":
        raise PowerError("Cities are put together by before and after; leave the design out.")


def _line(compared: Compared, at_rates: Sequence[Study], ratio: float) -> Line:
    months = _shown(compared.horizons(at_rates[0]), at_rates[0].months_after)
    power = np.array([compared.over(one, ratio, months) for one in at_rates])
    return Line(ratio, months, power[0], power.min(axis=0), power.max(axis=0))


def _shown(horizons: Whole, asked: int) -> Whole:
    """The nearer, the more months are shown."""
    step = np.select([horizons <= 24, horizons <= 60, horizons <= 240], [1, 3, 12], 24)
    shown = (horizons % step == 0) | (horizons == asked) | (horizons == horizons[-1])
    return np.asarray(horizons[shown])


def _by_e_test(study: Study) -> tuple[float, float | None] | None:
    """Power and smallest ratio."""
    if study.overdispersion > 0.0 or study.expected_before > MOST_FOR_E_TEST:
        return None
    by_e_test = ByETest(boundary=e_test_boundary_of(study))
    return by_e_test.at(study, study.effect, study.months_after), smallest_fall(by_e_test, study)
