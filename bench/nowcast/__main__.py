"""Nowcasts of months with many delays beside a plain loop and chainladder, and how often their interval held.

python -m bench.nowcast     (VAPENVILA_PEERS=…/bin/python with chainladder for that peer)
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
from tests.analysis.nowcast.made_up_reports import made_up_reports

from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.made_up_city import Size
from vapenvila.analysis.nowcast import ReportingTriangle, nowcast, triangle_of_reports
from vapenvila.analysis.nowcast.back_test import limits
from vapenvila.analysis.nowcast.delays import learn_delays
from vapenvila.analysis.nowcast.future import draw_finals, usual_level

DELAYS, DRAWS, WINDOW = 36, 2000, 24
CITIES = 40


def reports(months: int, a_month: int) -> tuple[np.ndarray, np.ndarray]:
    """Days it happened and was reported: half within a week, the others weeks to years later."""
    rng = np.random.default_rng(1)
    first = np.datetime64("2000-01-01")
    last = (np.datetime64("2000-01", "M") + months).astype("datetime64[D]") - 1
    span = int((last - first).astype(int)) + 1
    happened = first + rng.integers(0, span, a_month * months)
    late = np.where(
        rng.random(len(happened)) < 0.5,
        rng.exponential(3, len(happened)),
        rng.exponential(150, len(happened)),
    )
    reported = happened + late.astype(np.int64)
    seen = reported <= last
    seen[np.argmax(happened)] = True
    return happened[seen], np.minimum(reported[seen], last)


def triangle(months: int, a_month: int) -> ReportingTriangle:
    """The triangle of all reports."""
    happened, reported = reports(months, a_month)
    today: date = reported.max().astype(object)
    return triangle_of_reports(happened, reported, today=today, max_delay=DELAYS)


def whole(months: int, a_month: int) -> Mapping[str, object]:
    """From reports to all sentences, the test on the past included."""
    result = nowcast(triangle(months, a_month), window=WINDOW, draws=DRAWS, seed=1)
    return {"newest": f"{result.newest.likely} ({result.newest.low}–{result.newest.high})"}


def finals(given: ReportingTriangle) -> Mapping[str, object]:
    """Delays and draws alone."""
    rows = np.arange(len(given.numbers) - DELAYS, len(given.numbers))
    drawn = draw_finals(given, learn_delays(given, WINDOW), rows, DRAWS, np.random.default_rng(1))
    low, likely, high = limits(drawn, 0.95)
    return {"newest": f"{likely[-1]:.0f} ({low[-1]:.0f}–{high[-1]:.0f})"}


def loop(given: ReportingTriangle, draws: int) -> Mapping[str, object]:
    """The same distribution drawn one period, draw and delay after another."""
    rng = np.random.default_rng(1)
    delays = learn_delays(given, WINDOW)
    late, level = delays.late, usual_level(given, delays)
    each = 1.0 / (DELAYS + 1)
    newest: list[int] = []
    for _ in range(draws):
        share = [
            rng.beta(late.moved[j] / late.spread[j] + each, late.exposed[j] / late.spread[j] + each * (j + 1))
            for j in range(DELAYS)
        ]
        by = [float(np.prod([1 - share[i] for i in range(k, DELAYS)])) for k in range(DELAYS + 1)]
        spread = [
            1.0 if s == 1.0 else max(1.0, s * f / rng.chisquare(f))
            for s, f in zip(late.spread, late.freedom, strict=True)
        ]
        for age in range(DELAYS):
            row = len(given.numbers) - 1 - age
            came = given.came_in[row, age] if age == 0 else given.known[row, age]
            rate = rng.gamma(level.shape + came) / (level.rate + by[age])
            more = 0
            for j in range(age, DELAYS):
                mean = rate * share[j] * by[j + 1]
                more += rng.poisson(
                    mean if spread[j] == 1.0 else rng.gamma(mean / (spread[j] - 1)) * (spread[j] - 1)
                )
            if age == 0:
                newest.append(int(came) + more)
    low, likely, high = np.quantile(newest, [0.025, 0.5, 0.975], method="inverted_cdf")
    return {"newest": f"{likely:.0f} ({low:.0f}–{high:.0f})"}


def coverage(size: Size, expected: float | None) -> str:
    """How often the intervals of past nowcasts held what became, over many made-up cities."""
    tested = [
        nowcast(
            made_up_reports(size, seed, expected).triangle(today=date(2026, 10, 31), max_delay=3), seed=seed
        ).tested[0]
        for seed in range(100, 100 + CITIES)
    ]
    looks = sum(one.looks for one in tested)
    covered = sum(one.covered for one in tested) / looks
    mean = {
        key: np.mean([getattr(one, key) for one in tested])
        for key in ("error", "error_of_reported", "bias", "bias_of_reported")
    }
    return (
        f"{size}, {expected or 'its own'} incidents: {looks} months of {CITIES} cities, 95 % interval held {covered:.1%}; "
        f"mean distance {mean['error']:.2f} (reported {mean['error_of_reported']:.2f}), bias {mean['bias']:.2f} "
        f"(reported {mean['bias_of_reported']:.2f})."
    )


def main() -> None:
    """Measure every size, test the intervals, and write the table."""
    found: list[Measured] = []
    for months in (120, 1_200):
        given = triangle(months, 30)
        job = f"finals of 36 months, {months:,} months × {DELAYS} delays, {DRAWS:,} draws"
        found.append(measure(job, "vapenvila", lambda g=given: finals(g)))  # type: ignore[misc]  # bound at once
        if months == 120:
            found.append(measure(job, "plain loop", lambda g=given: loop(g, DRAWS), 1))  # type: ignore[misc]
            found += measure_elsewhere(job, "nowcast", known=given.known[-DELAYS - 1 :])
        whole_job = f"whole result with 24 tests on the past, {months:,} months × {DELAYS} delays, {months * 30:,} reports"
        found.append(measure(whole_job, "vapenvila", lambda m=months: whole(m, 30)))  # type: ignore[misc]
    notes = [
        "chainladder: the chain ladder of 200 bootstraps of the over-dispersed Poisson, counted ten-fold; the newest 37 "
        "months alone, as a full triangle.",
        *(
            coverage(size, expected)
            for size, expected in ((Size.CITY, 22_500), (Size.CITY, None), (Size.TOWN, None))
        ),
        f"Peak memory {peak_mb():.0f} MB.",
    ]
    write("nowcast", "Nowcast of delayed reports", found, notes)


if __name__ == "__main__":
    main()
