"""Counts by calendar month."""

from datetime import date

import numpy as np
import pytest

from vapenvila.analysis.small_counts import CountError, monthly_counts

DAYS = np.array(["2026-01-31", "2026-02-01", "2026-02-28", "2026-04-15", "2026-05-01"], dtype="datetime64[D]")


def test_days_fall_in_their_months_and_empty_months_are_kept() -> None:
    result = monthly_counts(DAYS, date(2026, 1, 1), date(2026, 4, 30))
    assert result.counts.tolist() == [1, 2, 0, 1]
    assert result.covered.tolist() == [1.0, 1.0, 1.0, 1.0]
    assert result.outside == 1
    assert result.summary() == ("4 from 2026-01-01 to 2026-04-30. Outside the period and not counted: 1.")


def test_a_month_begun_is_covered_in_part() -> None:
    result = monthly_counts(DAYS, date(2026, 1, 17), date(2026, 2, 14))
    assert result.covered == pytest.approx([15 / 31, 0.5])
    assert result.counts.tolist() == [1, 1]


def test_victims_are_added_up_instead_of_incidents() -> None:
    result = monthly_counts(DAYS, date(2026, 1, 1), date(2026, 5, 31), weights=[2, 0, 3, 1, 4])
    assert result.counts.tolist() == [2, 3, 0, 1, 4]
    assert result.summary("sv") == "10 från 2026-01-01 till 2026-05-31."


def test_no_days_give_zeros() -> None:
    assert monthly_counts(DAYS[:0], date(2026, 1, 1), date(2026, 2, 28)).counts.tolist() == [0, 0]


def test_unusable_input_is_refused_with_a_sentence() -> None:
    first, last = date(2026, 1, 1), date(2026, 2, 1)
    with pytest.raises(CountError, match="before it begins"):
        monthly_counts(DAYS, last, first)
    with pytest.raises(CountError, match="Day 1 is missing"):
        monthly_counts(np.array(["NaT"], dtype="datetime64[D]"), first, last)
    with pytest.raises(CountError, match="5 days but 1 weights"):
        monthly_counts(DAYS, first, last, weights=[1])
    with pytest.raises(CountError, match="datetime64"):
        monthly_counts(np.array([1.0]), first, last)
