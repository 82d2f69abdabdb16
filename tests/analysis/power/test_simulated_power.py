"""Simulated power: equal to the exact, to the library's own estimators, and the same for one process, two, or a cluster."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.analysis.power.slow_power import difference_tells
from vapenvila.analysis.interrupted_series import Terms, interrupted_series
from vapenvila.analysis.interrupted_series.count_regression import SeriesError, simulated_counts
from vapenvila.analysis.made_up_city import Size
from vapenvila.analysis.meta_analysis import combine_effects
from vapenvila.analysis.place_based import displacement_difference
from vapenvila.analysis.power import PowerError, Study, made_up_cities, made_up_power
from vapenvila.analysis.power.difference import difference_power
from vapenvila.analysis.power.fan_out import Pool
from vapenvila.analysis.power.histories import _table, drawn, simulated_difference
from vapenvila.analysis.power.pooled_cities import pooled_power
from vapenvila.analysis.power.pooled_kernel import pooled_scores
from vapenvila.analysis.power.series import simulated_series

WITH_COMPARISON = Study(5, 24, 24, comparison_per_month=7, overdispersion=0.15)


def test_the_histories_tell_as_often_as_the_exact_sum() -> None:
    told = simulated_difference(WITH_COMPARISON, 0.6, 24, 40_000, seed=4)
    months = np.array([1, 6, 12, 24])
    exact = difference_power(WITH_COMPARISON, 0.6, months)
    error = np.sqrt(exact * (1 - exact) / 40_000)
    assert (np.abs(told[months - 1] / 40_000 - exact) < 4 * error + 1e-5).all()


def test_one_pass_tells_what_the_librarys_comparison_tells_of_every_history_after_every_month() -> None:
    study = Study(3, 6, 12, comparison_per_month=2.0, level=0.8)
    rng = np.random.default_rng(9)
    before, elsewhere = rng.poisson(18, 50), rng.poisson(12, 50)
    table, guide = _table(0.5 * 3, 0.0)
    other, other_guide = _table(2.0, 0.0)
    told = np.zeros(12, dtype=np.int64)
    for x, c in zip(before, elsewhere, strict=True):
        y = z = 0
        for month in range(12):
            y += drawn(rng.random(), table, guide)
            z += drawn(rng.random(), other, other_guide)
            told[month] += difference_tells((x, y), (c, z), 6, month + 1, study.level)
    assert simulated_difference(study, 0.5, 12, 50, seed=9).tolist() == told.tolist()


def test_the_formula_of_these_tests_is_the_librarys_comparison() -> None:
    rng = np.random.default_rng(3)
    told = 0
    for _ in range(150):
        x, y, c, z = rng.poisson([9, 4, 6, 6]).tolist()
        low = displacement_difference((x, y), (c, z), time_weights=(4, 3), level=0.7).high < 0
        assert difference_tells((x, y), (c, z), 4, 3, 0.7) == low
        told += low
    assert 10 < told < 140


@pytest.mark.parametrize(("rate", "alpha"), [(0.2, 0.0), (6.0, 0.3), (40.0, 0.0)])
def test_months_are_drawn_from_their_distribution(rate: float, alpha: float) -> None:
    table, guide = _table(rate, alpha)
    counts = np.array([drawn(u, table, guide) for u in (np.arange(20_000) + 0.5) / 20_000])
    known = stats.poisson(rate) if alpha == 0 else stats.nbinom(1 / alpha, 1 / (1 + alpha * rate))
    seen = np.array([(counts <= k).mean() for k in range(60)])
    assert seen == pytest.approx(known.cdf(np.arange(60)), abs=1e-4)


@pytest.mark.parametrize(("trend", "elsewhere"), [(True, None), (False, None), (False, 3.0)])
def test_a_series_is_told_where_the_interrupted_series_tells_it(trend: bool, elsewhere: float | None) -> None:
    study = Study(2, 24, 18, comparison_per_month=elsewhere)
    rng = np.random.default_rng(5)
    rows = simulated_counts(np.where(np.arange(42) < 24, 2.0, 0.8), 0.0, rng, 40)
    others = None if elsewhere is None else simulated_counts(np.full(42, elsewhere), 0.0, rng, 40)
    days = np.arange(42).astype("datetime64[M]").astype("datetime64[D]")
    told = 0
    terms = Terms("negbin", trend, False, "none")
    for at, row in enumerate(rows):
        beside = None if others is None else others[at]
        try:
            fitted = interrupted_series(days, row, days[24], terms=terms, comparison=beside, draws=0)
        except SeriesError:
            continue
        told += fitted.high < 1
    assert 0 < told < 40
    assert simulated_series(study, 0.4, np.array([18]), 40, seed=5, trend=trend).tolist() == [told]


def test_a_series_without_events_is_not_told() -> None:
    assert simulated_series(Study(2, 24, 6), 1e-9, np.array([1, 6]), 30, seed=1).tolist() == [0, 0]


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 7), st.integers(0, 2**20), st.floats(0.0, 0.6))
def test_the_compiled_mean_is_the_meta_analysis(k: int, seed: int, spread: float) -> None:
    rng = np.random.default_rng(seed)
    variances = rng.uniform(0.01, 0.3, k)
    effects = -0.2 + rng.normal(0, 1, k) * np.sqrt(variances + spread**2)
    score = np.zeros(1)
    pooled_scores(effects[None], variances[None], score)
    one = combine_effects([str(i) for i in range(k)], effects.tolist(), np.sqrt(variances).tolist())
    assert score[0] == pytest.approx(one.effect / one.error, rel=1e-3, abs=1e-3)


def test_cities_that_differ_tell_less_and_more_cities_tell_sooner() -> None:
    study = Study(4, 24, 24)
    six, ten = (pooled_power(study, [4.0] * k, histories=1500, seed=2) for k in (6, 10))
    differing = pooled_power(study, [4.0] * 6, between=0.2, histories=1500, seed=2)
    assert six.low > differing.high
    assert six.months is not None
    assert ten.months is not None
    assert ten.months < six.months
    assert six.low < six.power < six.high


def test_one_city_or_a_wrong_one_cannot_be_put_together() -> None:
    study = Study(4, 24, 24)
    for rates, between, said in (
        ([4.0], 0.0, "There are 1 cities; give 2 to 100 to put together."),
        ([4.0, 0.0], 0.0, "City 2 has 0 events a month; it must be above 0."),
        ([4.0, 4.0], -1.0, "The spread between cities is -1; give 0 to 2, on the scale of logarithms."),
    ):
        with pytest.raises(PowerError) as refused:
            pooled_power(study, rates, between=between)
        assert str(refused.value) == said


def test_who_shares_the_work_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    study, heard = Study(4, 18, 12, effect=0.4), list[int]()
    alone = made_up_power(study, cities=12, seed=7, tell=lambda done, of: heard.append(done * 100 + of))
    assert heard == [512, 1012, 1212]
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two, ThreadPoolExecutor(3) as three:
        for pool in (one, two, three):
            assert made_up_power(study, cities=12, seed=7, pool=pool) == alone
    monkeypatch.setattr(made_up_cities, "AT_ONCE", 7)
    assert made_up_power(study, cities=12, seed=7) == alone
    assert made_up_power(study, cities=12, seed=8).ratio != alone.ratio


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_dask_cluster_changes_nothing() -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed here (extra: cluster)")
    study = Study(4, 18, 12, effect=0.4)
    alone = made_up_power(study, cities=10, seed=7)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert made_up_power(study, cities=10, seed=7, pool=cast("Pool", client)) == alone


@pytest.mark.parametrize("design", ["before-after", "wdd", "its"])
def test_made_up_cities_show_their_effect(design: str) -> None:
    comparison = None if design == "before-after" else 8.0
    study = Study(10, 24, 24, effect=0.25, comparison_per_month=comparison)
    found = made_up_power(study, design=design, cities=10, seed=1, size=Size.TOWN)  # type: ignore[arg-type]  # one of three
    assert found.told >= 7
    assert found.told_without <= 4
    assert found.ratio == pytest.approx(0.25, abs=0.12)
    assert found.limits[0] <= found.told / 10 <= found.limits[1]
    assert found.to_dict()["n"] == 10
    assert "made-up cities" in found.summary()
    assert "påhittade städer" in found.summary("sv")


def test_what_no_made_up_city_can_show_is_said() -> None:
    with pytest.raises(PowerError, match="There are 0 made-up cities; give at least 1"):
        made_up_power(Study(4, 18, 12), cities=0)
    with pytest.raises(PowerError, match="needs a comparison"):
        made_up_power(Study(4, 18, 12), design="wdd")
    with pytest.raises(PowerError, match="The design is 'guess'"):
        made_up_power(Study(4, 18, 12), design="guess")  # type: ignore[arg-type]  # wrong on purpose
