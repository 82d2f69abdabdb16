"""The town reduced to its counts follows the numbers computed for it."""

import numpy as np
import pytest

from vapenvila.analysis.made_up_city.counted_town import counted_town


@pytest.mark.parametrize(("answers", "spread"), [(0.0, 1.0), (0.35, 1 / 0.65**2)])
def test_histories_average_to_the_expected_counts_and_vary_as_chains_do(
    answers: float, spread: float
) -> None:
    town = counted_town(
        months=48, start=36, per_month=4.0, rate_ratio=0.6, branching_ratio=answers, season_amplitude=0.2
    )
    rng = np.random.default_rng(3)
    counts = np.array([town.counts(rng) for _ in range(1500)])
    off = (counts.mean(axis=0) - town.expected_with) / (counts.std(axis=0) / np.sqrt(len(counts)))
    assert np.abs(off).max() < 4.0
    assert abs(off.mean()) < 0.6
    before = counts[:, :36].sum(axis=1)
    assert before.var() / before.mean() == pytest.approx(spread, rel=0.12)


def test_the_effect_is_the_ratio_set_from_the_start_on() -> None:
    town = counted_town(months=36, start=24, per_month=5.0, rate_ratio=0.6, branching_ratio=0.0)
    assert town.expected_with[:24] == pytest.approx(town.expected_without[:24])
    assert town.ratio == pytest.approx(0.6)
    assert town.averted == pytest.approx(0.4 * town.expected_without[24:].sum())
    assert town.expected_without.sum() == pytest.approx(5.0 * 36, rel=1e-3)
    assert str(town.first_days[24]) == "2021-01-01"


def test_chains_begun_before_the_start_die_out_within_months() -> None:
    town = counted_town(months=48, start=24, per_month=5.0, rate_ratio=0.5, branching_ratio=0.35)
    ratio = town.expected_with / town.expected_without
    assert ratio[24] > 0.55
    assert ratio[28:] == pytest.approx(0.5, abs=1e-3)
    assert town.expected_without == pytest.approx(5.0 / 30.4375 * np.diff(town.edges), rel=1e-2)
