"""The fast process equals the slow one and the theory, in distribution."""

import dataclasses

import numpy as np
import pytest

from vapenvila.analysis.made_up_city.drive import Drive
from vapenvila.analysis.made_up_city.expected_counts import expected_until
from vapenvila.analysis.made_up_city.retaliation_process import Happenings, Process, simulate
from vapenvila.analysis.made_up_city.settings import Effect
from vapenvila.analysis.made_up_city.slow_reference import simulate_slowly

HORIZON = 210.0


def process(effect: Effect | None = None, branching: float = 0.4) -> Process:
    """Three groups, four directed pairs, thirty weeks; the third pair sleeps in the first half."""
    share = np.tile([0.5, 0.2, 0.0, 0.3], (30, 1))
    share[15:] = [0.3, 0.2, 0.4, 0.1]
    drive = Drive(
        yearly_trend=-0.2,
        season_amplitude=0.3,
        peak_at=100.0,
        start_at=105.0,
        effect=effect or Effect(rate_ratio=0.5, retaliation_ratio=0.7, half_life_days=200.0),
    )
    return Process(
        attacker=np.array([0, 1, 1, 2]),
        target=np.array([1, 0, 2, 1]),
        share=share,
        dose=np.array([1.0, 0.5, 0.5, 1.5]),
        rate=0.15,
        branching=branching,
        mean_delay=10.0,
        horizon=HORIZON,
        drive=drive,
    )


EVEN = dataclasses.replace(
    process(),
    drive=Drive(0.0, 0.0, 0.0, 1e9, Effect(rate_ratio=1.0)),
    horizon=200_000.0,
    share=np.full((1, 4), 0.25),
)
"""The same groups at an even rate for a very long time, without a programme."""


def counts_by_pair(happenings: Happenings) -> list[int]:
    """Incidents of 0→1, 1→0, 1→2, 2→1, then the number of answers, then incidents in the second half."""
    pairs = [(0, 1), (1, 0), (1, 2), (2, 1)]
    by_pair = [int(np.sum((happenings.attacker == a) & (happenings.target == b))) for a, b in pairs]
    return [*by_pair, int(np.sum(happenings.parent >= 0)), int(np.sum(happenings.time >= 105.0))]


def test_the_fast_process_equals_the_slow_one_in_mean_and_spread() -> None:
    rng = np.random.default_rng(20_261_115)
    slow = np.array([counts_by_pair(simulate_slowly(process(), rng)) for _ in range(250)])
    fast = np.array([counts_by_pair(simulate(process(), rng)) for _ in range(4_000)])
    error = np.sqrt(slow.var(axis=0) / len(slow) + fast.var(axis=0) / len(fast))
    assert np.all(np.abs(slow.mean(axis=0) - fast.mean(axis=0)) < 3.5 * error)
    spread = slow.std(axis=0) / fast.std(axis=0)
    assert np.all((spread > 0.8) & (spread < 1.25))


@pytest.mark.parametrize("programme", [True, False])
def test_mean_counts_equal_those_computed_from_theory(programme: bool) -> None:
    rng = np.random.default_rng(5)
    made = process() if programme else process(Effect(rate_ratio=1.0, equal_dose=True))
    times = [simulate(made, rng).time for _ in range(4_000)]
    halves = np.array([[np.sum(time < 105.0), np.sum(time >= 105.0)] for time in times])
    until = expected_until(process(), np.array([105.0, HORIZON]), programme=programme)
    error = halves.std(axis=0) / np.sqrt(len(halves))
    assert np.all(np.abs(halves.mean(axis=0) - np.diff(until, prepend=0.0)) < 4.0 * error)


def test_the_share_of_retaliation_equals_the_branching_ratio_in_a_long_run() -> None:
    happenings = simulate(EVEN, np.random.default_rng(11))
    share = np.mean(happenings.parent >= 0)
    assert abs(share - 0.4) < 4.0 * np.sqrt(0.24 / len(happenings.time)) + 0.001
    assert len(happenings.time) == pytest.approx(0.15 * 200_000 / (1 - 0.4), rel=0.02)


def test_answers_come_after_an_exponential_delay_with_the_stated_mean() -> None:
    happenings = simulate(EVEN, np.random.default_rng(2))
    answers = np.flatnonzero(happenings.parent >= 0)
    delay = happenings.time[answers] - happenings.time[happenings.parent[answers]]
    assert delay.min() > 0.0
    assert delay.mean() == pytest.approx(10.0, rel=0.05)
    assert delay.std() == pytest.approx(10.0, rel=0.08)


def test_without_answers_every_incident_is_a_spark() -> None:
    happenings = simulate(process(branching=0.0), np.random.default_rng(1))
    assert np.all(happenings.parent == -1)


def test_an_effect_that_raises_violence_is_simulated_too() -> None:
    rng = np.random.default_rng(9)
    made = process(Effect(rate_ratio=2.0, retaliation_ratio=1.4))
    total = np.array([len(simulate(made, rng).time) for _ in range(2_000)])
    expected = expected_until(made, np.array([HORIZON]), programme=True)[0]
    assert abs(total.mean() - expected) < 4.0 * total.std() / np.sqrt(len(total))
