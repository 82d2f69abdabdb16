"""One made-up city of a known effect, looked at as a study would look at it."""

import dataclasses
import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from vapenvila.analysis.interrupted_series.count_regression import SeriesError
from vapenvila.analysis.interrupted_series.interrupted import interrupted_series
from vapenvila.analysis.interrupted_series.model import Terms
from vapenvila.analysis.made_up_city import Effect, MadeUpCity, Settings, Size, make_city, settings_for
from vapenvila.analysis.place_based import displacement_difference
from vapenvila.analysis.power.boundary import conditional_boundary
from vapenvila.analysis.power.study import PowerError, Study, Whole
from vapenvila.analysis.small_counts import monthly_counts

Design = Literal["before-after", "wdd", "its"]
LAST_DAY = date(2026, 11, 30)
_GAP = 2  # the month the programme starts in, and the last month, of which reports are still to come


@dataclass(frozen=True, slots=True)
class CityTask:
    """Cities to make: one for each of `seeds`, with the study's effect and again without any."""

    study: Study
    design: Design
    size: Size
    retaliation_ratio: float
    seeds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a fall was told in a city with the programme, and in the same city without one; the ratios seen."""

    told: bool
    told_without: bool
    ratio: float | None


def settings_of(study: Study, size: Size, rate_ratio: float, retaliation_ratio: float) -> Settings:
    """The made-up city in which, without a programme, as many group incidents happen a month as the study says.

    A comparison is the city's incidents without groups, which the programme does not touch.
    """
    usual = settings_for(size)
    months = study.months_before + study.months_after + _GAP
    years = math.ceil((months + 1) / 12)
    founded = 1.0 - usual.unfounded_share
    share = usual.group_share
    if study.comparison_per_month is not None:
        share = founded * study.per_month / (study.per_month + study.comparison_per_month)
    return dataclasses.replace(
        usual,
        years=years,
        expected_incidents=12.0 * years * study.per_month / share,
        group_share=share,
        effect=Effect(
            rate_ratio=rate_ratio,
            retaliation_ratio=retaliation_ratio,
            years_before_end=(study.months_after + _GAP) / 12.0,
            equal_dose=True,
        ),
    )


def verdicts(task: CityTask) -> list[Verdict]:
    """One verdict a seed."""
    study = task.study
    with_it = settings_of(study, task.size, study.effect, task.retaliation_ratio)
    without = settings_of(study, task.size, 1.0, 1.0)
    found = []
    for seed in task.seeds:
        told, ratio = _judged(task, make_city(task.size, seed, until=LAST_DAY, settings=with_it))
        told_without, _ = _judged(task, make_city(task.size, seed, until=LAST_DAY, settings=without))
        found.append(Verdict(told, told_without, ratio))
    return found


def _judged(task: CityTask, city: MadeUpCity) -> tuple[bool, float | None]:
    """Whether a fall is told, and the ratio of monthly means."""
    study = task.study
    truth = city.truth.incidents
    series = _months(study, city, truth.group_related & truth.real)
    elsewhere = _months(study, city, ~truth.group_related & truth.real)
    n, h = study.months_before, study.months_after
    x, y = int(series[:n].sum()), int(series[n:].sum())
    ratio = (y / h) / (x / n) if x else None
    if task.design == "before-after":
        told = bool(y <= conditional_boundary(x, n, h, study.overdispersion, study.tail)[x])
        return told, ratio
    if task.design == "wdd":
        away = float(elsewhere[:n].sum()), float(elsewhere[n:].sum())
        return displacement_difference((x, y), away, time_weights=(n, h), level=study.level).high < 0.0, ratio
    return _series_tells(study, series, elsewhere), ratio


def _series_tells(study: Study, series: Whole, elsewhere: Whole) -> bool:
    days = np.arange(len(series)).astype("datetime64[M]").astype("datetime64[D]")
    comparison = None if study.comparison_per_month is None else elsewhere
    terms, start = Terms(season="none"), days[study.months_before]
    try:
        fitted = interrupted_series(
            days, series, start, terms=terms, comparison=comparison, level=study.level, draws=0
        )
    except SeriesError:
        return False
    return fitted.high < 1.0


def _months(study: Study, city: MadeUpCity, which: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Whole:
    """(n + h,) counts of whole months: those before the month of the start, and those up to the month before the last."""
    found = monthly_counts(city.truth.incidents.occurred_at[which], city.first_day, city.last_day)
    start = int(np.searchsorted(found.month, np.datetime64(city.truth.start, "M").astype("datetime64[D]")))
    before, after = found.counts[:start], found.counts[:-1]
    if len(before) < study.months_before + 1 or len(after) - start - 1 < study.months_after:
        raise PowerError(f"The made-up city shows {start} months before its start, too few for this study.")
    return np.concatenate([before[-study.months_before :], after[-study.months_after :]])
