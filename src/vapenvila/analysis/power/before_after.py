"""The chance that a fall from before to after is told, exactly: every pair of counts, each with its chance."""

from functools import lru_cache

import numpy as np

from vapenvila.analysis.power.boundary import conditional_boundary, e_test_boundary
from vapenvila.analysis.power.counts import chances, likely
from vapenvila.analysis.power.running_chances import chance_within, up_to_each
from vapenvila.analysis.power.study import Floats, Study, Whole


def before_after_power(study: Study, ratio: float, months: Whole) -> Floats:
    """(m,) chance that the exact interval of the rate ratio lies below 1 after each of `months` (m,), at the true `ratio`."""
    return np.array(
        [power_of_boundary(study, ratio, after, _boundary(study, after)) for after in months.tolist()]
    )


def e_test_boundary_of(study: Study) -> Whole:
    """What the E-test, which is less conservative, calls a fall after the study's months, by count before."""
    _, most = likely(study.expected_before, study.months_before, 0.0)
    return e_test_boundary(most, study.months_before, study.months_after, study.level)


def power_of_boundary(study: Study, ratio: float, after: int, boundary: Whole) -> float:
    """Chance that the count in `after` months is at most the `boundary` of the count before."""
    fewest, before = _before(study)
    mean = ratio * study.per_month * after
    highest = boundary[fewest : fewest + len(before)]
    up_to = up_to_each(max(int(highest.max()), 0), mean, after, study.overdispersion)
    return float(chance_within(before, highest, up_to))


@lru_cache(maxsize=16)
def _before(study: Study) -> tuple[int, Floats]:
    """The fewest events before that are not left out, and the chance of so many, one more, …"""
    fewest, most = likely(study.expected_before, study.months_before, study.overdispersion)
    counts = np.arange(fewest, most + 1)
    return fewest, chances(counts, study.expected_before, study.months_before, study.overdispersion)


def _boundary(study: Study, after: int) -> Whole:
    fewest, before = _before(study)
    most = fewest + len(before) - 1
    return conditional_boundary(most, study.months_before, after, study.overdispersion, study.tail)
