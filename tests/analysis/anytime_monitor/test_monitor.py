"""The monitor: looked at every month it is wrong no more often than it says, and a usual interval is."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import integrate, optimize, stats

from vapenvila.analysis.anytime_monitor import MonitorError, monitor_rate
from vapenvila.analysis.anytime_monitor.gamma_mixture import GammaMixture
from vapenvila.analysis.small_counts import CountError, compare_periods

YEARS = 10 * 12


def test_no_change_looked_at_every_month_for_ten_years_is_seldom_refuted() -> None:
    rng = np.random.default_rng(1)
    false = sum(
        monitor_rate(rng.poisson(4, 60), rng.poisson(4, YEARS)).told_after is not None for _ in range(400)
    )
    assert false <= 0.05 * 400


def test_a_usual_interval_looked_at_every_month_is_refuted_far_too_often() -> None:
    rng = np.random.default_rng(2)
    false = 0
    for _ in range(60):
        before, after = rng.poisson(4, 60).sum(), np.cumsum(rng.poisson(4, YEARS))
        looks = (compare_periods(before, n, 60, k + 1) for k, n in enumerate(after))
        false += any(look.p_value < 0.05 for look in looks)
    assert false > 0.10 * 60


def test_also_counts_that_come_in_bursts_are_seldom_refuted() -> None:
    rng = np.random.default_rng(3)

    def bursts(months: int) -> NDArray[np.int64]:
        return rng.negative_binomial(4, 0.5, months)  # mean 4, variance 8

    false = sum(monitor_rate(bursts(60), bursts(YEARS)).told_after is not None for _ in range(300))
    assert false <= 0.06 * 300


def test_the_sequence_holds_a_true_ratio_at_every_look() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(300):
        found = monitor_rate(rng.poisson(5, 60), rng.poisson(3, 60))
        held += bool(((found.low <= 0.6) & (found.high >= 0.6)).all())
    assert held >= 0.95 * 300


def test_a_real_fall_is_told() -> None:
    rng = np.random.default_rng(5)
    found = [monitor_rate(rng.poisson(8, 60), rng.poisson(4, 48)) for _ in range(50)]
    told = [each.told_after for each in found if each.told_after is not None]
    assert len(told) >= 48
    assert np.median(told) <= 18
    assert "fewer than before" in found[0].summary()
    assert "färre än före" in found[0].summary("sv")


def test_a_rise_is_told_as_a_rise() -> None:
    rng = np.random.default_rng(6)
    found = monitor_rate(rng.poisson(5, 60), rng.poisson(12, 36), smallest_effect=1.5)
    assert "more than before" in found.summary()
    calm = monitor_rate([4] * 24, [4] * 3, smallest_effect=1.5)
    assert "above that before would tell it" in calm.summary()


def test_the_wait_it_tells_is_the_wait_there_is() -> None:
    before = [6, 4, 5, 7, 3, 5] * 8
    so_far = [5, 3, 4]
    found = monitor_rate(before, so_far, smallest_effect=0.5)
    assert found.wait is not None
    later = monitor_rate(before, so_far + [2, 3] * 60, smallest_effect=0.5)  # 2.5 a month: half of 5
    assert later.told_after is not None
    assert abs(later.told_after - len(so_far) - found.wait) <= 3
    assert f"{found.wait} more periods" in found.summary()
    assert "not yet told from chance" in found.summary()
    assert "kan ännu inte skiljas från slumpen" in found.summary("sv")


def test_with_too_few_events_before_it_says_that_it_can_never_be_told() -> None:
    found = monitor_rate([1, 0, 0, 1, 0], [0, 1], smallest_effect=0.9)
    assert found.wait is None
    assert "cannot be told at all" in found.summary()
    assert "kan en förändring på 10 % inte visas alls" in found.summary("sv")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.floats(1, 40), st.floats(0.6, 20), st.floats(0.2, 8))
def test_the_limits_are_where_the_evidence_reaches_its_mark(
    count: int, time: float, shape: float, rate: float
) -> None:
    mixture, alpha = GammaMixture(shape, rate), 0.04
    y, t = np.array([float(count)]), np.array([time])
    low, high = mixture.limits(y, t, alpha)
    assert mixture.log_evidence(y, t, high)[0] == pytest.approx(np.log(1 / alpha), abs=1e-6)
    if count:
        assert mixture.log_evidence(y, t, low)[0] == pytest.approx(np.log(1 / alpha), abs=1e-6)
        slow = optimize.brentq(
            lambda lam: mixture.log_evidence(y, t, np.array([lam]))[0] - np.log(1 / alpha), count / time, 1e4
        )
        assert high[0] == pytest.approx(slow, rel=1e-6)


def test_the_evidence_is_the_mixture_of_likelihood_ratios() -> None:
    mixture, count, time, rate = GammaMixture(3.0, 2.0), 7, 5.0, 1.1

    def at(lam: float) -> float:
        ratio = (lam / rate) ** count * np.exp(-(lam - rate) * time)
        return float(ratio * stats.gamma.pdf(lam, 3.0, scale=1 / 2.0))

    slow = integrate.quad(at, 0, 50)[0]
    said = mixture.log_evidence(np.array(7.0), np.array(time), np.array(rate))
    assert float(np.exp(said)) == pytest.approx(slow, rel=1e-8)


def test_json_has_every_look() -> None:
    found = monitor_rate([4] * 24, [2, 3, 1], kind="month", period=("2020-01", "2022-03"))
    answer = found.to_dict()
    assert answer["method"] == "anytime_monitor"
    assert answer["period"] == ["2020-01", "2022-03"]
    details = answer["details"]
    assert isinstance(details, dict)
    path = details["path"]
    assert isinstance(path, list)
    assert len(path) == 3
    assert "3 months" in found.summary()
    assert "3 månader" in found.summary("sv")


def test_nothing_after_the_start_can_be_looked_at_too() -> None:
    found = monitor_rate([4] * 24, [0] * 24)
    assert found.ratio[-1] == 0
    assert found.low[-1] == 0
    assert found.told_after is not None


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_has_the_same_numbers(language: str) -> None:
    found = monitor_rate([4] * 24, [2, 3, 1])
    chart = found.chart(language)  # type: ignore[arg-type]  # en or sv
    assert [row[0] for row in chart.rows] == [1, 2, 3]
    assert "n = 6" in chart.caption


def test_counts_that_vary_beyond_chance_make_the_limits_wider() -> None:
    even = monitor_rate([4, 5, 3, 4] * 6, [4, 3])
    wild = monitor_rate([0, 12, 1, 3] * 6, [4, 3])
    assert wild.dispersion > 2
    assert wild.high[-1] - wild.low[-1] > even.high[-1] - even.low[-1]
    assert any("varied" in said for said in wild.warnings())
    assert any("Only 3 periods" in said for said in monitor_rate([4, 4, 4], [4]).warnings())


@pytest.mark.parametrize(
    ("said", "error", "before", "after", "more"),
    [
        ("Nothing happened before the start", MonitorError, [0, 0], [1], {}),
        ("The smallest effect is 1", MonitorError, [3], [1], {"smallest_effect": 1}),
        ("The level is 0", MonitorError, [3], [1], {"level": 0}),
        ("a count cannot be negative", CountError, [3, -1], [1], {}),
        ("The counts after holds 0 counts", CountError, [3], [], {}),
    ],
)
def test_what_cannot_be_used_is_said(
    said: str, error: type[Exception], before: list[int], after: list[int], more: dict[str, Any]
) -> None:
    with pytest.raises(error, match=said):
        monitor_rate(before, after, **more)
