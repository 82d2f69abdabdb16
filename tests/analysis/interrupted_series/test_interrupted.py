"""Interrupted series: Boston's Ceasefire, a known effect found again, and what cannot be fitted."""

import json

import numpy as np
import pytest

from tests.analysis.real_data import real_data, rows_of
from vapenvila.analysis.charts import Chart
from vapenvila.analysis.interrupted_series import InterruptedSeries, SeriesError, Terms, interrupted_series
from vapenvila.analysis.interrupted_series.count_regression import Floats
from vapenvila.analysis.interrupted_series.periods import Days
from vapenvila.analysis.interrupted_series.uncertainty import students_t

DAYS = np.arange("2015-01", "2025-01", dtype="datetime64[M]").astype("datetime64[D]")
START = "2022-01-01"
PLAIN = Terms("poisson", trend=False, season="none")


def made_up_counts(ratio: float, seed: int = 1, mean: float = 9.0) -> Floats:
    """Ten years of months with a trend, a season, and `ratio` from 2022 on."""
    month = np.arange(120)
    expected = mean * np.exp(0.03 * month / 12 + 0.2 * np.sin(2 * np.pi * month / 12))
    expected[np.datetime64(START) <= DAYS] *= ratio
    return np.random.default_rng(seed).poisson(expected).astype(float)


def boston(terms: Terms) -> InterruptedSeries:
    rows = rows_of(real_data("C_evaluation", "boston_ceasefire_monthly", "boston_homicide_monthly.csv"))
    days = np.array([row["month"] for row in rows], dtype="datetime64[D]")
    return interrupted_series(
        days, [int(row["homicides"]) for row in rows], "1996-06-01", terms=terms, draws=199
    )


@pytest.mark.published("interrupted-series")
def test_bostons_ceasefire_is_reproduced() -> None:
    """Braga et al. (2001): 3.5 a month before, 1.3 after; rate ratio 0.362, with trend and months 0.328."""
    plain = boston(PLAIN)
    assert plain.mean_before == pytest.approx(3.453, abs=1e-3)
    assert plain.mean_after == pytest.approx(1.250, abs=1e-3)
    assert 100 * (plain.mean_after / plain.mean_before - 1) == pytest.approx(-63.8, abs=0.1)
    assert plain.ratio == pytest.approx(0.362, abs=2e-3)
    assert boston(Terms("poisson")).ratio == pytest.approx(0.328, abs=5e-3)


def test_bostons_standard_errors_are_reproduced() -> None:
    """Self-computed elsewhere: standard error of the logarithm 0.197 plain, 0.270 with trend and months."""
    for terms, freedom, error in ((PLAIN, 75, 0.197), (Terms("poisson"), 63, 0.270)):
        low, high = boston(terms).intervals["model"] or (0.0, 0.0)
        reach = {75: 1.9921, 63: 1.9983}[freedom]
        assert np.log(high / low) / 2 / reach == pytest.approx(error, abs=1e-3)


def test_without_trend_and_season_the_ratio_is_that_of_the_means() -> None:
    counts = made_up_counts(0.6)
    result = interrupted_series(DAYS, counts, START, terms=PLAIN, draws=0)
    assert result.ratio == pytest.approx(result.mean_after / result.mean_before, rel=1e-9)
    after = np.datetime64(START) <= DAYS
    assert result.averted.events == pytest.approx(
        result.mean_before * after.sum() - counts[after].sum(), rel=1e-6
    )
    half = (result.averted.high - result.averted.low) / 2
    spread = np.sqrt((after.sum() / (~after).sum()) ** 2 * counts[~after].sum() + counts[after].sum())
    assert half >= students_t(0.95, 118) * spread * (1 - 1e-9)
    assert half < 3.5 * spread
    assert result.averted.low + half == pytest.approx(result.averted.events)
    assert result.to_dict()["seed"] is None


def test_a_known_effect_lies_in_the_interval_about_as_often_as_promised() -> None:
    held = 0
    for seed in range(200):
        result = interrupted_series(DAYS, made_up_counts(0.7, seed), START, draws=0)
        held += result.low <= 0.7 <= result.high
    assert 184 <= held <= 200


def test_a_comparison_series_takes_out_what_both_share() -> None:
    shared = np.where(np.datetime64("2022-01-01") <= DAYS, 0.5, 1.0)
    rng = np.random.default_rng(4)
    programme, other = rng.poisson(40 * shared), rng.poisson(60 * shared)
    alone = interrupted_series(DAYS, programme, START, draws=0)
    compared = interrupted_series(DAYS, programme, START, comparison=other, draws=0)
    assert alone.high < 0.7
    assert compared.low < 1.0 < compared.high
    assert compared.warnings() == ()


def test_the_start_curve_is_a_curve_and_has_the_stated_start_in_its_middle() -> None:
    result = interrupted_series(DAYS, made_up_counts(0.3, mean=20.0), START, draws=0)
    assert len(result.start_curve) == 25
    assert result.start_curve[12].start == START
    assert result.start_curve[12].ratio == pytest.approx(result.ratio)
    assert result.placebo.as_far == 0
    assert len(result.placebo.starts) == 84 - 2 * 21 + 1


def test_a_slope_change_is_found_when_asked_for() -> None:
    month = np.arange(120)
    expected = 50 * np.exp(np.where(month >= 84, -0.4 * (month - 84) / 12, 0.0))
    counts = np.random.default_rng(2).poisson(expected)
    result = interrupted_series(DAYS, counts, START, terms=Terms(slope_change=True), draws=0)
    assert result.slope_ratio == pytest.approx(np.exp(-0.4), abs=0.12)
    assert result.low < 1.0 < result.high


def test_the_same_seed_gives_the_same_result_and_json_holds_the_whole() -> None:
    first, second = (interrupted_series(DAYS, made_up_counts(0.7), START, draws=99, seed=7) for _ in range(2))
    assert json.dumps(first.to_dict(), allow_nan=False) == json.dumps(second.to_dict(), allow_nan=False)
    details = first.to_dict()["details"]
    assert isinstance(details, dict)
    for name in (
        "percent",
        "averted",
        "mean_before",
        "mean_after",
        "start_curve",
        "placebo",
        "residual_checks",
    ):
        assert name in details
    other = interrupted_series(DAYS, made_up_counts(0.7), START, draws=99, seed=8)
    assert other.intervals["bootstrap"] != first.intervals["bootstrap"]


def test_the_band_holds_about_as_many_counts_as_it_says_where_nothing_changed() -> None:
    result = interrupted_series(DAYS, made_up_counts(1.0, 11), START, draws=499)
    low, high = result.counterfactual.low, result.counterfactual.high
    assert low is not None
    assert high is not None
    assert np.mean((low <= result.counts) & (result.counts <= high)) > 0.88


def test_autocorrelation_is_found_and_said() -> None:
    rng = np.random.default_rng(9)
    wave = np.zeros(120)
    for t in range(1, 120):
        wave[t] = 0.85 * wave[t - 1] + rng.normal(0, 0.25)
    counts = rng.poisson(20 * np.exp(wave))
    result = interrupted_series(DAYS, counts, START, draws=0)
    assert result.residuals.ljung_box_p < 0.05
    assert any("Newey" in sentence for sentence in result.warnings())
    model, robust = result.intervals["model"], result.intervals["newey_west"]
    assert model is not None
    assert robust == (result.low, result.high)
    assert result.high / result.low > 1.5 * model[1] / model[0]


def test_a_start_inside_a_month_counts_from_the_next() -> None:
    result = interrupted_series(DAYS, made_up_counts(0.7), "2021-12-15", draws=0)
    assert result.start == START
    assert "inside a period" in " ".join(result.warnings())
    assert "inne i en period" in " ".join(result.warnings("sv"))


def test_the_words_and_the_chart_come_in_both_languages() -> None:
    result = interrupted_series(DAYS, made_up_counts(0.5), START, draws=99)
    assert "fewer than chance alone" in result.summary()
    assert "färre än slumpen" in result.summary("sv")
    for language in ("en", "sv"):
        chart = result.chart(language)
        assert isinstance(chart, Chart)
        assert len(chart.rows) == 120
        assert chart.rows[0][3] is None
        assert chart.rows[-1][3] is not None


@pytest.mark.parametrize(
    ("days", "counts", "start", "sentence"),
    [
        (DAYS, np.zeros(120), START, "no events in the series before"),
        (DAYS, np.where(np.arange(120) < 84, 4, 0), START, "no events in the series after"),
        (DAYS, np.where(np.arange(120) % 12 == 5, 0, 4), START, "holds none"),
        (DAYS, np.full(120, -1), START, "below 0"),
        (DAYS, np.full(120, 0.5), START, "whole number"),
        (DAYS, np.ones(119), START, "119, but there are 120"),
        (DAYS, np.ones(120), "2015-01-01", "leaves 0 of 120 periods"),
        (DAYS, np.ones(120), "2030-01-01", "leaves 120 of 120 periods"),
        (DAYS[:1], np.ones(1), "2015-01-01", "at least four"),
        (DAYS[:10], np.arange(1, 11), "2015-06-01", "leave out the season|leave terms out"),
        (np.delete(DAYS, [5, 9]), np.ones(118), START, "missing: 2015-06, 2015-10"),
        (np.insert(DAYS, 3, DAYS[3]), np.ones(121), START, "2015-04-01 occurs more than once"),
        (DAYS[::-1], np.ones(120), START, "in order of time"),
    ],
)
def test_what_cannot_be_fitted_gets_a_sentence(days: Days, counts: Floats, start: str, sentence: str) -> None:
    with pytest.raises(SeriesError, match=sentence):
        interrupted_series(days, counts, start, draws=0)


def test_exposure_of_nought_is_refused_and_growth_of_it_is_taken_out() -> None:
    people = np.linspace(1000, 3000, 120)
    counts = np.random.default_rng(3).poisson(people / 100)
    result = interrupted_series(DAYS, counts, START, exposure=people, terms=PLAIN, draws=0)
    assert result.low < 1.0 < result.high
    people[3] = 0.0
    with pytest.raises(SeriesError, match="exposure at position 4 is 0"):
        interrupted_series(DAYS, counts, START, exposure=people, draws=0)


@pytest.mark.parametrize(("step", "kind"), [(7, "week"), (1, "day")])
def test_weeks_and_days_have_no_season_by_month(step: int, kind: str) -> None:
    days = np.datetime64("2024-01-01") + np.arange(0, 80 * step, step)
    counts = np.random.default_rng(1).poisson(5.0, 80)
    assert interrupted_series(days, counts, days[40], terms=PLAIN, draws=0).kind == kind
    with pytest.raises(SeriesError, match=f"by {kind} has no season by month"):
        interrupted_series(days, counts, days[40], draws=0)
