"""Made-up counts, reports, answers and costs whose truth is known."""

from datetime import date
from functools import cache, partial

import numpy as np

from bench.coverage.told import Case, Told, of_difference, of_level, of_ratio
from vapenvila.analysis.averted_costs import AvertedEvents, UnitCost, averted_costs
from vapenvila.analysis.concentration import Concentration, concentration, spread_of_counts
from vapenvila.analysis.nowcast import nowcast, triangle_of_reports
from vapenvila.analysis.safety_survey import Wave, area_shares, compare_waves, survey_share
from vapenvila.analysis.small_counts import compare_periods, exact_interval

YES = (1.0,)
UNITS, PER_UNIT, SHAPE = 400, 0.5, 0.4
DAYS, MONTHS_SHOWN = 1461, 3
TODAY = date(2023, 1, 1)


def rate(expected: float, rng: np.random.Generator) -> Told:
    """A count alone."""
    found = exact_interval(int(rng.poisson(expected)))
    return of_level(found.rate, found.low, found.high, expected)


def ratio_of_counts(before: float, ratio: float, rng: np.random.Generator) -> Told:
    """The exact ratio of two Poisson counts."""
    found = compare_periods(int(rng.poisson(before)), int(rng.poisson(before * ratio)), 1.0, 1.0)
    return of_ratio(found.ratio or 0.0, found.low, found.high, ratio)


def survey(clusters: int, rng: np.random.Generator) -> Told:
    """600 answers with weights; in clusters people answer alike (a fifth of the variance)."""
    n, share = 600, 0.7
    if clusters:
        cluster = np.repeat(np.arange(clusters), n // clusters)
        own = rng.beta(share * 4.0, (1.0 - share) * 4.0, clusters)[cluster]
    else:
        cluster, own = np.arange(n), np.full(n, share)
    answers = (rng.random(n) < own).astype(np.float64)
    found = survey_share(answers, yes=YES, weights=rng.uniform(0.5, 2.0, n), clusters=cluster)
    return of_level(found.share, found.low, found.high, share)


def waves(change: float, rng: np.random.Generator) -> Told:
    """Two samples of 500."""
    made = [
        Wave(name, "the same", survey_share((rng.random(500) < share).astype(np.float64), yes=YES))
        for name, share in (("one", 0.7), ("two", 0.7 + change))
    ]
    found = compare_waves(made).overall
    assert found.difference is not None
    assert found.low is not None
    assert found.high is not None
    return of_difference(found.difference, found.low, found.high, change)


def areas(number: int, worth: float, rng: np.random.Generator) -> Told:
    """Areas of 5 to 60 answers each; their true shares are spread round 70 % as a beta distribution."""
    truth = rng.beta(0.7 * worth, 0.3 * worth, number)
    size = np.linspace(5, 60, number).astype(np.int64)
    where = np.repeat(np.arange(number), size)
    answers = (rng.random(len(where)) < truth[where]).astype(np.float64)
    found = area_shares(answers, [f"{w:03d}" for w in where], yes=YES)
    low, high, own = (np.array([getattr(one, of) for one in found.areas]) for of in ("low", "high", "share"))
    return Told(float((own - truth).mean()), float(((low <= truth) & (truth <= high)).mean()), None)


def reports(a_month: float, rng: np.random.Generator) -> Told:
    """The three newest months; three quarters of the reports come at once, the others 40 days late in the mean."""
    happened = np.sort(rng.integers(0, DAYS, rng.poisson(a_month * DAYS / 30.44)))
    late = np.where(rng.random(len(happened)) < 0.75, 0.0, rng.exponential(40.0, len(happened)))
    start = np.datetime64("2019-01-01")
    day = start + happened.astype("timedelta64[D]")
    reported = day + np.floor(late).astype("timedelta64[D]")
    month = day.astype("datetime64[M]")
    known = reported <= np.datetime64(TODAY)
    triangle = triangle_of_reports(day[known], reported[known], today=TODAY, max_delay=6)
    newest = nowcast(triangle, draws=1000, rng=rng).periods[-MONTHS_SHOWN:]
    first = [np.datetime64(one.first_day).astype("datetime64[M]") for one in newest]
    delay = (reported.astype("datetime64[M]") - month).astype(np.int64)
    final = np.array([int(np.sum((month == m) & (delay <= 6))) for m in first])
    off = float(np.mean([one.expected for one in newest] - final))
    pairs = list(zip(newest, final.tolist(), strict=True))
    held = float(np.mean([one.low <= count <= one.high for one, count in pairs]))
    within = float(np.mean([one.low < count < one.high for one, count in pairs]))
    return Told(off, held, None, half=(held + within) / 2.0)


def unequal(which: str, rng: np.random.Generator) -> Told:
    """400 units with rates of a gamma distribution. Of the coefficients of counts the truth is their mean over histories."""
    found = _concentrated(rng)
    if which == "rates":
        return of_difference(found.rates, *found.rates_limits, _of_gamma())
    if which == "sparse":
        return of_level(found.gini_sparse, *found.sparse_limits, _mean_of_counts()[1])
    return of_level(found.gini, *found.gini_limits, _mean_of_counts()[0])


def _concentrated(rng: np.random.Generator, draws: int = 499) -> Concentration:
    counts = rng.poisson(PER_UNIT * rng.gamma(SHAPE, 1.0 / SHAPE, UNITS))
    return concentration(spread_of_counts(counts, UNITS), rng, draws=draws)


@cache
def _of_gamma() -> float:
    """By numbers: mean difference of two rates over twice their mean."""
    rng = np.random.default_rng(3)
    one, other = rng.gamma(SHAPE, 1.0 / SHAPE, (2, 4_000_000))
    return float(np.abs(one - other).mean() / 2.0)


@cache
def _mean_of_counts() -> tuple[float, float]:
    rng = np.random.default_rng(4)
    found = [_concentrated(rng, draws=1) for _ in range(4000)]
    return float(np.mean([one.gini for one in found])), float(np.mean([one.gini_sparse for one in found]))


def costs(averted: float, rng: np.random.Generator) -> Told:
    """Averted events known with a standard error of 10, and what one costs anywhere in its range."""
    estimate = averted + 10.0 * rng.standard_normal()
    true_cost = rng.uniform(5.0, 12.0)
    events = AvertedEvents.from_interval(estimate, estimate - 19.6, estimate + 19.6, rng=rng, draws=4000)
    found = averted_costs(events, [UnitCost("care", 5.0, 12.0, "care days", "made up")], rng=rng).totals[0]
    return of_difference(found.middle, found.low, found.high, averted * true_cost)


CASES = [
    *(Case("exact interval of a count", f"{m:g} expected", partial(rate, m)) for m in (3.0, 30.0)),
    *(
        Case("exact ratio of two counts", f"{m:g} expected, ratio {r:g}", partial(ratio_of_counts, m, r))
        for m in (12.0, 150.0)
        for r in (1.0, 0.65)
    ),
    Case("survey, share", "600 people", partial(survey, 0)),
    Case("survey, share", "30 clusters of 20, alike", partial(survey, 30)),
    *(Case("survey, change between waves", f"change {c:g}", partial(waves, c)) for c in (0.0, 0.08)),
    *(
        Case("survey, small areas", f"{a} areas, spread as {w:g} answers", partial(areas, a, w))
        for a in (8, 30)
        for w in (10.0, 60.0)
    ),
    *(
        Case("nowcast, three newest months", f"{m:g} a month", partial(reports, m))
        for m in (5.0, 30.0, 300.0)
    ),
    Case("concentration, Gini of the rates", "400 units, 200 events", partial(unequal, "rates")),
    Case("concentration, Gini corrected", "400 units, 200 events", partial(unequal, "sparse")),
    Case("concentration, Gini of the counts", "400 units, 200 events", partial(unequal, "plain")),
    *(Case("averted costs, total", f"{a:g} averted", partial(costs, a)) for a in (0.0, 40.0)),
]
