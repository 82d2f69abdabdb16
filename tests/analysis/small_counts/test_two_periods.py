"""Two Poisson counts compared: published examples, a slow E-test, and the edges."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vapenvila.analysis.small_counts import CountError, compare_periods


@pytest.mark.published("two-periods")
def test_the_example_of_r_poisson_test_is_reproduced() -> None:
    """R's help page of poisson.test: 11 in 800 against 21 in 3011."""
    result = compare_periods(21, 11, 3011, 800)
    assert result.ratio == pytest.approx(1.971488, abs=1e-6)
    assert result.low == pytest.approx(0.8584264, abs=1e-7)
    assert result.high == pytest.approx(4.2772659, abs=1e-7)
    assert result.p_value == pytest.approx(0.07967, abs=1e-5)


def test_the_dodder_seeds_of_krishnamoorthy_and_thomson_are_reproduced() -> None:
    """Krishnamoorthy and Thomson (2004), example: 0 against 3 dodder seeds in 100 g each, E-test p = 0.088."""
    result = compare_periods(0, 3, 100, 100)
    assert result.e_test_p_value == pytest.approx(0.088, abs=5e-4)
    assert result.p_value == pytest.approx(0.25)


def slow_e_test(x: int, y: int, s: float, t: float) -> float:
    """The E-test by its definition: chance, at the pooled rate, of a pivot at least as far from 0."""

    def pivot(a: int, b: int) -> float:
        spread = a / s**2 + b / t**2
        return 0.0 if spread == 0 else abs(a / s - b / t) / math.sqrt(spread)

    pooled, seen = (x + y) / (s + t), pivot(x, y)
    chance_a = stats.poisson.pmf(range(80), pooled * s).tolist()
    chance_b = stats.poisson.pmf(range(80), pooled * t).tolist()
    return float(
        sum(chance_a[a] * chance_b[b] for a in range(80) for b in range(80) if pivot(a, b) >= seen - 1e-9)
    )


@pytest.mark.parametrize(("s", "t"), [(1.0, 1.0), (0.1, 0.3), (0.7, 2.1), (3.0, 2.5)])
def test_the_e_test_equals_its_definition(s: float, t: float) -> None:
    for x, y in itertools.product((0, 1, 3, 4, 9, 12), (0, 2, 3, 9)):
        if x + y > 0:
            assert compare_periods(x, y, s, t).e_test_p_value == pytest.approx(
                slow_e_test(x, y, s, t), abs=1e-9
            )


def test_the_e_test_is_near_scipys_where_both_are_exact() -> None:
    for x, y, s, t in [(1, 6, 1.0, 1.0), (40, 22, 3.0, 2.0), (300, 361, 5.0, 5.0)]:
        scipys = stats.poisson_means_test(y, t, x, s).pvalue
        assert compare_periods(x, y, s, t).e_test_p_value == pytest.approx(scipys, abs=1e-3)


@given(st.integers(1, 80), st.integers(1, 80), st.floats(0.1, 50), st.floats(0.1, 50))
def test_turning_the_periods_around_turns_the_ratio_around(x: int, y: int, s: float, t: float) -> None:
    forward, back = compare_periods(x, y, s, t), compare_periods(y, x, t, s)
    assert forward.ratio is not None
    assert back.ratio == pytest.approx(1 / forward.ratio)
    assert back.high == pytest.approx(1 / forward.low)  # type: ignore[operator]
    assert back.p_value == pytest.approx(forward.p_value)
    assert forward.low < forward.ratio < forward.high  # type: ignore[operator]


def test_none_before_gives_a_lower_limit_only() -> None:
    result = compare_periods(0, 8, 12, 12)
    assert (result.ratio, result.high) == (None, None)
    assert result.low is not None
    assert result.low > 1
    assert "at least 1.71" in result.summary()
    assert "minst 1,71" in result.summary("sv")
    assert result.to_dict()["interval"] == [result.low, None]


def test_none_after_gives_a_ratio_of_nothing_with_an_upper_limit() -> None:
    result = compare_periods(8, 0, 12, 12)
    assert (result.ratio, result.low) == (0.0, 0.0)
    assert "larger than chance alone" in result.summary()


def test_none_at_all_gives_a_sentence() -> None:
    result = compare_periods(0, 0, 12, 3)
    assert result.summary() == "None in 12 before and none in 3 after: nothing can be compared."
    assert result.summary("sv").endswith("det finns inget att jämföra.")
    assert result.to_dict()["estimate"] is None


def test_a_difference_that_chance_explains_is_called_so() -> None:
    assert compare_periods(10, 8, 12, 12).summary().endswith("This cannot be told from chance yet.")
    assert compare_periods(10, 8, 12, 12).summary("sv").endswith("inte att skilja från slumpen.")


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((-1, 2, 1, 1), "before is -1"),
        ((1, float("nan"), 1, 1), "after is missing"),
        ((1, 1, 0, 1), "exposure before is 0"),
        ((1, 1, 1, float("nan")), "exposure after is missing or not a number"),
        ((0.5, 1, 1, 1), "whole number"),
    ],
)
def test_unusable_input_is_refused_with_a_sentence(
    numbers: tuple[float, float, float, float], sentence: str
) -> None:
    with pytest.raises(CountError, match=sentence):
        compare_periods(*numbers)


def test_the_supposed_independence_is_said() -> None:
    result = compare_periods(3, 4)
    assert result.to_dict()["warnings"] == list(result.warnings())
    assert "oberoende" in result.warnings("sv")[0]
