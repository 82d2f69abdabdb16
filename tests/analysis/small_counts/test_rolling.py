"""The rolling rate equals its definition, window by window."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.analysis.small_counts import CountError, exact_interval, rolling_rate

counts = st.lists(st.integers(0, 40), min_size=1, max_size=40)


@given(counts, st.data())
def test_every_window_has_the_exact_interval_of_its_sum(months: list[int], data: st.DataObject) -> None:
    window = data.draw(st.integers(1, len(months)))
    result = rolling_rate(months, window)
    assert len(result.rate) == len(months) - window + 1
    for place, position in enumerate(result.position.tolist()):
        alone = exact_interval(sum(months[position - window + 1 : position + 1]), window)
        assert result.rate[place] == pytest.approx(alone.rate)
        assert result.low[place] == pytest.approx(alone.low)
        assert result.high[place] == pytest.approx(alone.high)


def test_a_half_month_counts_as_half() -> None:
    result = rolling_rate([4, 2, 1], 3, covered=[1.0, 1.0, 0.5])
    assert result.rate.tolist() == [2.8]


@pytest.mark.published("rolling-rate")
def test_months_without_incidents_still_have_an_upper_limit() -> None:
    result = rolling_rate(np.zeros(12), 12)
    assert result.rate[0] == 0.0
    assert result.low[0] == 0.0
    assert result.high[0] == pytest.approx(3.689 / 12, abs=1e-4)
    assert result.summary().startswith("Last 12 of 12 months: 0, which is 0 a month")
    assert "0,31" in result.summary("sv")
    assert result.to_dict()["interval"] == [0.0, result.high[0]]


@pytest.mark.parametrize(
    ("months", "window", "covered", "sentence"),
    [
        ([], 1, None, "at least one count"),
        ([1, 2], 3, None, "give 1 to 2"),
        ([1, 2], 0, None, "give 1 to 2"),
        ([1, -2], 1, None, "position 2: -2 is below 0"),
        ([1, float("nan")], 1, None, "position 2 is missing"),
        ([1, 2], 1, [1.0], "2 counts but 1 shares"),
        ([1, 2], 1, [1.0, 0.0], "month 2 is 0"),
        ([[1, 2]], 1, None, "2 dimensions"),
        (["a"], 1, None, "must hold numbers"),
    ],
)
def test_unusable_input_is_refused_with_a_sentence(
    months: list[float], window: int, covered: list[float] | None, sentence: str
) -> None:
    with pytest.raises(CountError, match=sentence):
        rolling_rate(months, window, covered=covered)


def test_the_supposed_independence_is_said() -> None:
    result = rolling_rate([3, 4], 2)
    assert result.to_dict()["warnings"] == list(result.warnings())
    assert "oberoende" in result.warnings("sv")[0]
