"""Exact power: the slow version, the library's own tests, published numbers, and another project's formula."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.analysis.power.slow_power import chance, difference_tells, tells
from vapenvila.analysis.power.before_after import before_after_power
from vapenvila.analysis.power.boundary import conditional_boundary, e_test_boundary
from vapenvila.analysis.power.counts import chances, chances_up_to
from vapenvila.analysis.power.difference import difference_power
from vapenvila.analysis.power.running_chances import up_to_each
from vapenvila.analysis.power.study import PowerError, Study
from vapenvila.analysis.small_counts import compare_periods

months = st.integers(1, 30)
dispersions = st.sampled_from([0.0, 0.1, 0.5, 2.0])


@settings(max_examples=40, deadline=None)
@given(months, months, dispersions, st.sampled_from([0.005, 0.025, 0.05]))
@example(2, 26, 2.0, 0.025)  # 1 of 3 has a chance of 0.025 exactly
def test_the_boundary_is_where_the_slow_test_begins_to_tell(
    before: int, after: int, alpha: float, tail: float
) -> None:
    for x, most in enumerate(conditional_boundary(25, before, after, alpha, tail).tolist()):
        assert most < 0 or tells(x, most, before, after, alpha, tail)
        assert not tells(x, most + 1, before, after, alpha, tail)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), months, months)
def test_it_tells_what_the_exact_interval_tells(x: int, before: int, after: int) -> None:
    most = int(conditional_boundary(x, before, after, 0.0, 0.025)[x])
    for y in range(max(0, most - 1), most + 3):
        high = compare_periods(x, y, before, after).high
        assert (high is not None and high < 1) == (y <= most)


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 20), st.integers(1, 12), st.integers(1, 12))
def test_the_e_test_tells_at_its_boundary_and_not_beyond(x: int, before: int, after: int) -> None:
    most = int(e_test_boundary(x, before, after, 0.95)[x])
    for y, told in ((most, True), (most + 1, False)):
        if y >= 0:
            p = compare_periods(x, y, before, after).e_test_p_value
            assert p is not None
            assert (p <= 0.05 and y * before < x * after) == told


@pytest.mark.parametrize(("alpha", "mean", "sum_months"), [(0.0, 6.0, 4), (0.3, 6.0, 4), (1.5, 2.0, 7)])
def test_sums_of_months_are_what_adding_months_up_gives(alpha: float, mean: float, sum_months: int) -> None:
    counts = np.arange(12)
    slow = [chance(k, mean, sum_months, alpha) for k in range(12)]
    assert chances(counts, mean, sum_months, alpha) == pytest.approx(slow, rel=1e-9)
    assert chances_up_to(counts, mean, sum_months, alpha) == pytest.approx(np.cumsum(slow), rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(
    st.floats(0.3, 1.5), st.integers(1, 4), st.integers(1, 4), dispersions, st.sampled_from([0.2, 0.6, 0.95])
)
def test_power_is_the_sum_over_every_pair_of_counts(
    rate: float, before: int, after: int, alpha: float, ratio: float
) -> None:
    study = Study(rate, before, after, overdispersion=alpha)
    counts = np.arange(40)
    p_x = chances(counts, rate * before, before, alpha)
    p_y = chances(counts, ratio * rate * after, after, alpha)
    slow = math.fsum(
        p_x[x] * p_y[y]
        for x in range(40)
        for y in range(40)
        if p_x[x] * p_y[y] > 1e-9 and tells(x, y, before, after, alpha, study.tail)
    )
    left = 2 - float(p_x.sum()) - float(p_y.sum()) + 40**2 * 1e-9
    assert before_after_power(study, ratio, np.array([after]))[0] == pytest.approx(slow, abs=left + 1e-9)


@settings(max_examples=6, deadline=None)
@given(st.floats(0.5, 1.2), st.sampled_from([0.0, 0.4]), st.integers(1, 4), st.sampled_from([0.1, 0.7]))
def test_the_difference_is_the_sum_over_every_quadruple(
    rate: float, alpha: float, after: int, ratio: float
) -> None:
    before, most = 3, 13
    study = Study(rate, before, after, comparison_per_month=0.8, overdispersion=alpha, level=0.8)
    counts = np.arange(most)
    p = [
        chances(counts, mean, m, alpha)
        for mean, m in (
            (rate * before, before),
            (ratio * rate * after, after),
            (0.8 * before, before),
            (0.8 * after, after),
        )
    ]
    slow = math.fsum(
        p[0][a] * p[1][b] * p[2][c] * p[3][d]
        for a in range(most)
        for b in range(most)
        for c in range(most)
        for d in range(most)
        if p[0][a] * p[1][b] * p[2][c] * p[3][d] > 1e-9
        and difference_tells((a, b), (c, d), before, after, 0.8)
    )
    left = sum(1 - float(one.sum()) for one in p) + most**4 * 1e-9
    assert difference_power(study, ratio, np.array([after]))[0] == pytest.approx(slow, abs=left + 1e-5)


def test_the_projects_own_numbers_of_months_come_out() -> None:
    """−25 %, power 80 %, level 5 %: about 55 months a side at 4 events a month, 218 at 1, 437 at 0.5 (design, section 12)."""
    for rate, side in ((4.0, 55), (1.0, 218), (0.5, 437)):
        power = before_after_power(Study(rate, side, side, most_months=600), 0.75, np.array([side]))[0]
        assert power == pytest.approx(0.8, abs=0.025)


def test_the_difference_agrees_with_four_hundred_thousand_draws_of_another_program() -> None:
    """Mean 6 and 8 a month, α 0.2, 36 months before, −25 %, one-sided 5 %; 0.0008 is one standard error."""
    study = Study(6, 36, 36, comparison_per_month=8, overdispersion=0.2, level=0.9)
    drawn = [0.3959475, 0.4788875, 0.5262175]
    assert difference_power(study, 0.75, np.array([12, 24, 36])) == pytest.approx(drawn, abs=0.0025)


def test_it_is_near_the_normal_approximation_where_counts_are_large() -> None:
    study = Study(60, 48, 36, overdispersion=0.3)
    error = math.sqrt(1 / 2880 + 1 / (0.85 * 2160) + 0.3 * (1 / 48 + 1 / 36))
    normal = stats.norm.cdf(-math.log(0.85) / error - stats.norm.isf(0.025))
    assert before_after_power(study, 0.85, np.array([36]))[0] == pytest.approx(normal, abs=0.03)


def test_where_nothing_changes_no_more_is_told_than_the_level_allows() -> None:
    for alpha in (0.0, 0.4):
        study = Study(3, 18, 12, overdispersion=alpha)
        size = before_after_power(study, 1.0, np.arange(1, 60))
        assert (size <= study.tail).all()
        assert size.max() > 0.5 * study.tail


def test_statsmodels_reckons_much_the_same() -> None:
    rates = pytest.importorskip("statsmodels.stats.rates", reason="statsmodels is not installed here")
    for rate, ratio, alpha in ((4.0, 0.6, 0.0), (6.0, 0.7, 0.2)):
        theirs = rates.power_negbin_ratio_2indep(
            rate * ratio, rate, 36, 1.0, dispersion=alpha, alpha=0.05, return_results=False
        )
        ours = before_after_power(Study(rate, 36, 36, overdispersion=alpha), ratio, np.array([36]))[0]
        assert ours == pytest.approx(float(np.ravel(theirs)[0]), abs=0.03)


def test_the_limits_of_the_rate_are_garwoods_and_wider_where_months_vary_more() -> None:
    low, high = Study(4, 24, 24).rate_limits()
    assert (low * 24, high * 24) == pytest.approx(
        (stats.chi2.ppf(0.025, 192) / 2, stats.chi2.isf(0.025, 194) / 2)
    )
    nearly = Study(4, 24, 24, overdispersion=1e-4).rate_limits()
    wide = Study(4, 24, 24, overdispersion=0.5)
    assert nearly == pytest.approx((low, high), rel=1e-3)
    size = 24 / 0.5
    for limit, count, side in ((wide.rate_limits()[0], 95, "above"), (wide.rate_limits()[1], 96, "below")):
        at_most = stats.nbinom.cdf(count, size, size / (size + 24 * limit))
        assert (1 - at_most if side == "above" else at_most) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (
            {"per_month": 0.0},
            "The number a month is 0; it must be above 0, since nothing can fall from none.",
        ),
        (
            {"per_month": math.nan},
            "The number a month is missing or not a number; it must be above 0, since nothing can fall from none.",
        ),
        (
            {"comparison_per_month": -1.0},
            "The comparison's number a month is -1; it must be above 0, since nothing can fall from none.",
        ),
        ({"months_before": 0}, "The months before are 0; give 1 to 600."),
        ({"months_after": 241}, "The months after are 241, more than the 240 one looks ahead."),
        (
            {"effect": 1.0},
            "The effect is 1; give the rate ratio of a fall, above 0 and below 1, such as 0.75.",
        ),
        ({"overdispersion": -0.1}, "The overdispersion is -0.1; give 0 to 10."),
        ({"power": 0.4}, "The power is 0.4; give a share from 0.5 to below 1, such as 0.8."),
        ({"level": 1.0}, "The level is 1; give a share between 0 and 1, such as 0.95."),
        (
            {"per_month": 1000.0},
            "That makes 240000 events in 240 months; at most 100000 can be reckoned. Look less far ahead.",
        ),
    ],
)
def test_what_cannot_be_reckoned_is_said(given_: dict[str, float], said: str) -> None:
    with pytest.raises(PowerError) as refused:
        Study(**{"per_month": 4.0, "months_before": 24, "months_after": 24, **given_})  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value) == said


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 400),
    st.floats(0.01, 2_000.0),
    st.integers(1, 60),
    st.sampled_from([0.0, 1e-4, 0.01, 0.2, 1.0, 8.0]),
)
def test_the_walk_along_the_counts_gives_what_the_incomplete_functions_do(
    most: int, mean: float, months: int, alpha: float
) -> None:
    walked = up_to_each(most, mean, months, alpha)
    np.testing.assert_allclose(
        walked, chances_up_to(np.arange(most + 1), mean, months, alpha), atol=1e-10, rtol=1e-7
    )
