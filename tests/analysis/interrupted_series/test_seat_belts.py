"""The seat-belt law of 1983 in Great Britain: the direction and order published, and how the answer hangs on the model."""

from functools import cache

import pytest

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.interrupted_series import InterruptedSeries, Terms, interrupted_series

LAW = "1983-02-01"


@cache
def casualties(name: str, terms: Terms | None = None, comparison: str | None = None) -> InterruptedSeries:
    rows = rows_of_file("C_evaluation", "uk_seatbelts", "seatbelts.csv")
    return interrupted_series(
        [f"{row['month']}-01" for row in rows],
        [int(row[name]) for row in rows],
        LAW,
        terms=terms,
        comparison=None if comparison is None else [int(row[comparison]) for row in rows],
        draws=0,
    )


def test_those_who_had_to_wear_belts_fell_and_those_at_the_back_did_not() -> None:
    drivers, front, rear = (casualties(name) for name in ("drivers", "front", "rear"))
    assert drivers.high < 1.0
    assert front.high < 1.0
    assert front.ratio < drivers.ratio
    assert rear.ratio > 1.0


@pytest.mark.published("interrupted-series")
def test_the_fall_lies_between_the_simple_regression_and_the_structural_model() -> None:
    """Drivers −13.5 % by a log-linear regression with the price of petrol, −23 % by Harvey and Durbin (1986)."""
    assert 0.77 <= casualties("drivers").ratio <= 0.87
    assert 0.70 <= casualties("front").ratio <= 0.81
    assert casualties("drivers", Terms(trend=False)).ratio == pytest.approx(0.77, abs=0.01)


def test_front_against_rear_passengers_falls_by_about_what_was_published() -> None:
    """Harvey and Durbin: front −30 %, rear +3 %, which is 0.68 over and above the change of the rear."""
    against = casualties("front", comparison="rear")
    assert against.ratio == pytest.approx(0.70 / 1.03, abs=0.03)
    assert against.low <= 0.70 / 1.03 <= against.high
