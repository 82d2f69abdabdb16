"""Whether a month is unusual: against theory, against simulation, and in plain words."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from vapenvila.analysis.small_counts import CountError, unusual_count

OCTOBER = date(2026, 10, 1)
past_months = st.lists(st.integers(0, 30), min_size=1, max_size=36)


def test_an_ordinary_month_is_said_to_be_ordinary() -> None:
    result = unusual_count([2, 1, 3, 0, 2, 2, 1, 3, 1, 2, 2, 1], 3, what="shootings", month=OCTOBER)
    assert result.summary() == (
        "Three shootings in October 2026 is within what chance alone gives (usually 0 to 5). Not unusual."
    )
    assert result.summary("sv") == (
        "Tre skjutningar i oktober 2026 ligger inom vad slumpen ensam ger (vanligen 0 till 5). Inte ovanligt."
    )
    assert not result.unusual


def test_far_too_many_and_far_too_few_are_said_to_be_so() -> None:
    past = [10, 12, 9, 11, 8, 10, 12, 9, 11, 10, 9, 10]
    many, few = unusual_count(past, 25, month=OCTOBER), unusual_count(past, 1, month=OCTOBER)
    assert many.summary().endswith("Unusually many.")
    assert many.summary("sv").endswith("Ovanligt många.")
    assert few.summary().startswith("One incident in October 2026 is fewer than")
    assert few.summary("sv").endswith("Ovanligt få.")
    assert few.p_value < 0.05


def test_no_answer_ever_speaks_of_percent_change() -> None:
    for current in (0, 3, 40):
        result = unusual_count([3, 2, 4, 1], current)
        for text in (result.summary(), result.summary("sv"), *result.warnings(), *result.warnings("sv")):
            assert "%" not in text
            assert "percent" not in text


@given(past_months, st.integers(0, 60), st.floats(0.05, 1.0))
def test_outside_the_limits_and_a_small_p_are_the_same_thing(
    past: list[int], current: int, covered: float
) -> None:
    result = unusual_count(past, current, covered=covered)
    assert result.unusual == (result.p_value < 0.05)
    assert 0.0 < result.p_value <= 1.0
    assert 0 <= result.low <= result.high
    assert all(result.summary(language) for language in ("en", "sv"))
    assert result.to_dict()["n"] == sum(past) + current


def test_the_predictive_equals_the_integral_over_the_posterior() -> None:
    past, covered = [3, 1, 2, 4], 0.6
    result = unusual_count(past, 5, covered=covered)
    posterior = stats.gamma(sum(past) + 0.5, scale=1 / len(past))
    above, _ = integrate.quad(lambda rate: stats.poisson.sf(4, covered * rate) * posterior.pdf(rate), 0, 40)
    assert result.p_value == pytest.approx(2 * above, rel=1e-6)
    assert result.expected == pytest.approx(covered * posterior.mean())


@pytest.mark.parametrize(("mean", "size"), [(0.5, None), (3.0, None), (12.0, None), (4.0, 2.0), (2.0, 1.0)])
def test_false_alarms_stay_below_one_month_in_twenty(mean: float, size: float | None) -> None:
    rng = np.random.default_rng(4)
    rates = np.full((1_200, 25), mean) if size is None else rng.gamma(size, mean / size, (1_200, 25))
    months = rng.poisson(rates)
    alarms = np.mean([unusual_count(row[:24], row[24]).unusual for row in months])
    assert alarms < 0.05 + 2 * np.sqrt(0.05 * 0.95 / len(months))


def test_a_month_three_times_as_high_is_noticed() -> None:
    rng = np.random.default_rng(4)
    months = rng.poisson(5.0, (400, 24))
    assert np.mean([unusual_count(row, rng.poisson(15.0)).unusual for row in months]) > 0.85


def test_spread_beyond_chance_widens_the_limits_and_is_told() -> None:
    even, uneven = [4, 5, 4, 5, 4, 5, 4, 5], [0, 11, 0, 9, 1, 0, 12, 3]
    narrow, wide = unusual_count(even, 5), unusual_count(uneven, 5)
    assert narrow.past_total == wide.past_total
    assert wide.high > narrow.high
    assert "vary more than chance" in wide.warnings()[0]
    assert "varierar mer" in wide.warnings("sv")[0]
    assert narrow.warnings() == ()


def test_a_part_of_a_month_is_compared_with_a_part_of_a_month() -> None:
    past = [8, 9, 7, 10, 8, 9, 8, 8]
    result = unusual_count(past, 9, covered=0.25, month=OCTOBER)
    assert result.unusual
    assert "so far in October 2026" in result.summary()
    assert "hittills i oktober 2026" in result.summary("sv")
    assert not unusual_count(past, 9).unusual


def test_months_without_any_incident_and_a_single_month_still_give_an_answer() -> None:
    none = unusual_count([0] * 24, 0)
    assert none.summary() == (
        "No incidents in the month is within what chance alone gives (usually 0 to 0). Not unusual."
    )
    assert unusual_count([0] * 24, 2).unusual
    one = unusual_count([3], 4)
    assert not one.unusual
    assert one.warnings() == ("Only one past month to compare with: spread beyond chance cannot be judged.",)
    assert "3 tidigare månader" in unusual_count([1, 2, 3], 4).warnings("sv")[0]


@pytest.mark.parametrize(
    ("past", "current", "changes", "sentence"),
    [
        ([], 1, {}, "at least one count is needed"),
        ([1, -1], 1, {}, "cannot be negative"),
        ([1, float("nan")], 1, {}, "position 2"),
        ([1, 1.5], 1, {}, "not a whole number"),
        ([1], -1, {}, "cannot be negative"),
        ([1], float("nan"), {}, "missing"),
        ([1], 1, {"covered": 0.0}, "passed is 0"),
        ([1], 1, {"covered": float("nan")}, "passed is nan"),
        ([1], 1, {"level": 1.0}, "between 0 and 1"),
        ([1], 1, {"what": "cats"}, "no word for 'cats'"),
    ],
)
def test_unusable_input_is_refused_with_a_sentence(
    past: list[float], current: float, changes: dict[str, float], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence) as refused:
        unusual_count(past, current, **changes)  # type: ignore[arg-type]
    assert isinstance(refused.value, CountError) or "word" in sentence


def test_an_unknown_language_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="no sentences in 'fi'"):
        unusual_count([1], 1).summary("fi")  # type: ignore[arg-type]
