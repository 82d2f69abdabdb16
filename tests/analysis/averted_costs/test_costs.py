"""Averted costs: both uncertainties reach the total, ranges stay ranges, and what cannot be used is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.averted_costs import (
    AvertedEvents,
    CostError,
    UnitCost,
    averted_costs,
    costs_chart,
)

HOURS = UnitCost("Investigation", 300, 900, "police hours", "Made-up study 1")
DAYS = UnitCost("Hospital", 5, 9, "care days", "Made-up study 2", likely=7)
CARE = UnitCost("Care", 60_000, 266_000, "SEK", "Made-up study 3", price_year=2020)
SOCIETY = UnitCost("Society", 10e6, 75e6, "SEK", "Made-up study 4", price_year=2020, contested=True)


def events(estimate: float = 10, low: float = 4, high: float = 18) -> AvertedEvents:
    return AvertedEvents.from_interval(estimate, low, high, rng=np.random.default_rng(1))


def test_the_interval_of_the_events_comes_back_out() -> None:
    costs = averted_costs(events(), [HOURS], seed=1)
    assert costs.events.low == pytest.approx(4, abs=0.2)
    assert costs.events.high == pytest.approx(18, abs=0.3)


def test_a_certain_number_at_a_certain_cost_is_their_product() -> None:
    certain = AvertedEvents.from_draws(np.full(1000, 7.0))
    costs = averted_costs(certain, [UnitCost("Bed", 3, 3, "care days", "x")], seed=1)
    total = costs.totals[0]
    assert (total.low, total.middle, total.high) == (21, 21, 21)


def test_both_uncertainties_reach_the_total() -> None:
    certain = AvertedEvents.from_draws(np.full(20_000, 10.0))
    only_cost = averted_costs(certain, [HOURS], seed=2).totals[0]
    fixed = UnitCost("Investigation", 600, 600, "police hours", "x")
    only_events = averted_costs(events(), [fixed], seed=2).totals[0]
    both = averted_costs(events(), [HOURS], seed=2).totals[0]
    assert (only_cost.low, only_cost.high) == pytest.approx(
        (3150, 8850), rel=0.02
    )  # 95 % of 10 × uniform(300, 900)
    assert both.high - both.low > max(only_cost.high - only_cost.low, only_events.high - only_events.low)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 50), st.floats(0, 20), st.floats(0, 20), st.floats(0, 100), st.floats(0, 100))
def test_a_range_is_never_upside_down_and_grows_with_the_cost(
    estimate: float, below: float, above: float, low: float, wide: float
) -> None:
    found = AvertedEvents.from_interval(
        estimate, estimate - below, estimate + above, rng=np.random.default_rng(3), draws=2000
    )
    one = averted_costs(found, [UnitCost("a", low, low + wide, "SEK", "x", price_year=2020)], seed=1).totals[
        0
    ]
    two = averted_costs(
        found, [UnitCost("a", 2 * low, 2 * (low + wide), "SEK", "x", price_year=2020)], seed=1
    ).totals[0]
    assert one.low <= one.middle <= one.high
    assert (two.low, two.high) == pytest.approx((2 * one.low, 2 * one.high))


def test_what_is_contested_stands_apart() -> None:
    costs = averted_costs(events(), [CARE, SOCIETY, HOURS], seed=1)
    money, agreed = costs.totals[0], costs.agreed[0]
    assert money.contested
    assert not agreed.contested
    assert agreed.high < money.low
    assert [total.unit for total in costs.agreed] == ["SEK", "police hours"]
    assert any("Society" in said for said in costs.warnings())
    only = averted_costs(events(), [SOCIETY], seed=1)
    assert only.agreed == ()


def test_an_effect_that_may_be_nothing_is_said_to_be() -> None:
    costs = averted_costs(events(3, -4, 11), [HOURS], seed=1)
    assert costs.totals[0].low < 0 < costs.totals[0].high
    assert 0.1 < costs.totals[0].nothing_saved < 0.4
    assert any("cannot be told whether anything was averted" in said for said in costs.warnings())
    assert any("förhindrades" in said for said in costs.warnings("sv"))


def test_no_single_number_is_given() -> None:
    costs = averted_costs(events(), [HOURS, CARE], seed=1)
    as_json = costs.to_dict()
    assert as_json["estimate"] is None
    assert as_json["interval"] == [costs.totals[0].low, costs.totals[0].high]
    assert "Between 4" in costs.summary()
    assert " to " in costs.summary()
    assert "Mellan 4" in costs.summary("sv")


def test_the_same_seed_gives_the_same_ranges() -> None:
    assert averted_costs(events(), [HOURS], seed=4).totals == averted_costs(events(), [HOURS], seed=4).totals
    assert averted_costs(events(), [HOURS], seed=4).totals != averted_costs(events(), [HOURS], seed=5).totals


def test_a_likeliest_value_draws_the_range_together() -> None:
    certain = AvertedEvents.from_draws(np.full(20_000, 1.0))
    flat = averted_costs(certain, [UnitCost("Hospital", 5, 9, "care days", "x")], seed=1).totals[0]
    peaked = averted_costs(certain, [DAYS], seed=1).totals[0]
    assert peaked.high - peaked.low < flat.high - flat.low


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_picture_has_bars_and_no_middles(language: str) -> None:
    costs = averted_costs(events(), [CARE, SOCIETY, HOURS], seed=1)
    chart = costs_chart(costs, "SEK", definition="1", language=language)  # type: ignore[arg-type]  # en or sv
    assert [row[0] for row in chart.rows] == ["Care", "Society", "Σ SEK"]
    assert "20000" in chart.caption
    with pytest.raises(CostError, match="No unit cost is given in 'EUR'"):
        costs_chart(costs, "EUR", definition="1")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("at least one unit cost", lambda: averted_costs(events(), [])),
        ("the same name", lambda: averted_costs(events(), [HOURS, HOURS])),
        ("The level is 2", lambda: averted_costs(events(), [HOURS], level=2)),
        (
            r"prices of different years \(2020, 2023\)",
            lambda: averted_costs(events(), [CARE, UnitCost("b", 1, 2, "SEK", "x", price_year=2023)]),
        ),
        ("runs from low to high", lambda: UnitCost("a", 5, 4, "SEK", "x")),
        ("runs from low to high", lambda: UnitCost("a", -1, 4, "SEK", "x")),
        ("with the likeliest between", lambda: UnitCost("a", 1, 4, "SEK", "x", likely=9)),
        ("no source", lambda: UnitCost("a", 1, 4, "SEK", " ")),
        ("estimate inside its interval", lambda: events(3, 4, 5)),
        ("at least 1000 draws", lambda: AvertedEvents.from_draws([1, 2, 3])),
        (
            "5 draws are too few",
            lambda: AvertedEvents.from_interval(1, 0, 2, rng=np.random.default_rng(1), draws=5),
        ),
    ],
)
def test_what_cannot_be_used_is_said(said: str, wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(CostError, match=said):
        wrong()
