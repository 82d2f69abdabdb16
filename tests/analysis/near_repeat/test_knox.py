"""Knox's table: published tables, a slow version, what cannot be used, and chance when there is nothing."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.analysis.near_repeat.slow_knox import slow_counts
from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.near_repeat import Closed, KnoxTable, Metric, knox_chart, knox_table
from vapenvila.analysis.near_repeat.knox import poisson_p_value
from vapenvila.analysis.near_repeat.margins import pairs_by_days
from vapenvila.analysis.wording import Language


def real(*parts: str) -> list[dict[str, str]]:
    return rows_of_file("A_incidents", *parts)


@pytest.fixture(scope="module")
def burglaries() -> KnoxTable:
    rows = real("nearrepeat_chicago_benchmark", "chicago_be_month1.csv")
    return knox_table(
        [float(r["x"]) for r in rows],
        [float(r["y"]) for r in rows],
        np.array([r["date"] for r in rows], dtype="datetime64[D]"),
        distances=[0, 0.1, 200, 400, 600],
        days=[0, 7, 14, 21],
        metric="manhattan",
        permutations=999,
        seed=7,
    )


@pytest.mark.published("near-repeats")
def test_the_published_table_of_chicagos_burglaries_comes_out(burglaries: KnoxTable) -> None:
    published = real("nearrepeat_chicago_benchmark", "published_NearRepeat_be_month1.csv")
    assert [cell.observed for cell in burglaries.cells] == [int(row["observed"]) for row in published]
    for cell, row in zip(burglaries.cells, published, strict=True):
        assert cell.ratio == pytest.approx(float(row["knox_ratio_mean"]), abs=0.08)
        assert cell.p_value == pytest.approx(float(row["p_value"]), abs=0.06)
    first = burglaries.cells[0]
    assert first.observed == 28
    assert first.p_value == pytest.approx(0.001, abs=0.004)
    assert burglaries.cells[3].ratio == pytest.approx(1.412, abs=0.03)


def test_knoxs_own_table_of_burkitts_lymphoma_comes_out() -> None:
    rows = real("burkitt_knox_reference", "burkitt.csv")
    x, y, t = ([float(row[name]) for row in rows] for name in ("X", "Y", "T"))
    table = knox_table(x, y, t, distances=[0, 20], days=[0, 5], closed="right", seed=1)
    everywhere = knox_table(x, y, t, distances=[0, 1e6], days=[0, 5], closed="right", permutations=19, seed=1)
    whenever = knox_table(x, y, t, distances=[0, 20], days=[0, 1e6], closed="right", permutations=19, seed=1)
    assert (table.cells[0].observed, everywhere.cells[0].observed, whenever.cells[0].observed) == (
        13,
        52,
        3429,
    )
    pairs = len(rows) * (len(rows) - 1) // 2
    assert pairs == 17578
    more_than_seen = poisson_p_value(
        14, 3429, 52, pairs
    )  # what the reference calls its p: it leaves the 13 seen out
    assert more_than_seen == pytest.approx(0.146246, abs=1e-5)
    assert poisson_p_value(13, 3429, 52, pairs) == pytest.approx(0.222267, abs=1e-5)
    assert table.cells[0].p_value == pytest.approx(0.21, abs=0.06)


def test_the_margins_of_burkitts_lymphoma_stand_in_the_table() -> None:
    rows = real("burkitt_knox_reference", "burkitt.csv")
    x, y, t = ([float(row[name]) for row in rows] for name in ("X", "Y", "T"))
    told = knox_table(x, y, t, distances=[0, 20], days=[0, 5], closed="right", seed=1).to_dict()["details"]
    assert isinstance(told, dict)
    assert (told["pairs"], told["close_in_space"], told["close_in_time"]) == (17578, [3429], [52])
    assert isinstance(told["table"], list)
    cell = told["table"][0]
    assert isinstance(cell, dict)
    assert cell["expected_by_margins"] == pytest.approx(10.1438, abs=1e-4)
    assert cell["poisson_p"] == pytest.approx(0.222267, abs=1e-5)
    assert cell["median"] == 10.0  # of 999 whole numbers, so a whole number; their mean is none
    assert cell["expected"] == pytest.approx(cell["expected_by_margins"], abs=0.5)
    assert cell["ratio_to_median"] == pytest.approx(1.3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0, 40), min_size=2, max_size=30),
    st.lists(st.integers(0, 30), min_size=2, max_size=4, unique=True),
    st.booleans(),
)
def test_pairs_by_days_are_those_that_one_counts_by_hand(
    days: list[float], edges: list[int], right: bool
) -> None:
    bands = sorted(edges)
    start = min(days)
    apart = [abs((a - start) - (b - start)) for a, b in combinations(days, 2)]
    by_hand = tuple(
        sum((low < d <= high or (low == 0 == d)) if right else low <= d < high for d in apart)
        for low, high in pairwise(bands)
    )
    assert pairs_by_days(np.array(days), np.array(bands, dtype=float), right=right) == by_hand


places = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 40)), min_size=2, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(places, st.sampled_from(["manhattan", "euclidean"]), st.sampled_from(["left", "right"]), st.booleans())
def test_it_counts_as_the_slow_version_does(
    events: list[tuple[int, int, int]], metric: Metric, closed: Closed, halves: bool
) -> None:
    times = [t + 0.5 * (k % 2) if halves else float(t) for k, (_, _, t) in enumerate(events)]
    distances, days = [0.0, 1.0, 5.0, 20.0], [0.0, 1.0, 7.0, 14.0]
    table = knox_table(
        [e[0] for e in events],
        [e[1] for e in events],
        times,
        distances=distances,
        days=days,
        metric=metric,
        closed=closed,
        permutations=19,
        seed=3,
    )
    expected = slow_counts(
        [(e[0], e[1]) for e in events],
        times,
        distances,
        days,
        manhattan=metric == "manhattan",
        right=closed == "right",
    )
    assert [cell.observed for cell in table.cells] == [c for row in expected for c in row]


@settings(max_examples=20, deadline=None)
@given(places, st.integers(0, 2**31))
def test_dealing_the_days_out_keeps_all_pairs_near_in_space(
    events: list[tuple[int, int, int]], seed: int
) -> None:
    x, y, t = zip(*events, strict=True)
    table = knox_table(x, y, t, distances=[0, 9], days=[0, 1000], permutations=19, seed=seed)
    cell = table.cells[0]
    assert cell.chance == (
        cell.observed,
        cell.observed,
    )  # every pair is within 1,000 days however they are dealt
    assert cell.p_value == 1.0


def test_bands_from_above_zero_leave_the_nearest_out() -> None:
    table = knox_table(
        [0, 0, 3], [0, 0, 0], [0, 1, 2], distances=[1, 5], days=[1, 5], permutations=19, seed=1
    )
    assert table.cells[0].observed == 2


def test_without_near_repeats_one_p_value_in_twenty_is_below_5_percent() -> None:
    rng = np.random.default_rng(11)
    below = 0
    for _ in range(200):
        x, y, t = rng.uniform(0, 100, 80), rng.uniform(0, 100, 80), rng.integers(0, 200, 80)
        table = knox_table(x, y, t, distances=[0, 15], days=[0, 20], permutations=99, rng=rng)
        below += table.cells[0].p_value <= 0.05
    assert 3 <= below <= 18  # binomial(200, 0.05): outside in about 1 of 100 runs, and the seed is fixed


def test_the_same_seed_gives_the_same_table_and_another_seed_another() -> None:
    rng = np.random.default_rng(2)
    x, y, t = rng.uniform(0, 50, 200), rng.uniform(0, 50, 200), rng.integers(0, 100, 200)
    tables = [knox_table(x, y, t, distances=[0, 5, 10], days=[0, 7], seed=s).to_dict() for s in (4, 4, 5)]
    assert tables[0] == tables[1]
    assert tables[0] != tables[2]


def test_very_long_and_fractional_times_are_counted_alike() -> None:
    rng = np.random.default_rng(5)
    x, y, t = rng.uniform(0, 50, 100), rng.uniform(0, 50, 100), rng.integers(0, 100, 100)
    near = knox_table(x, y, t, distances=[0, 5, 10], days=[0, 7, 14], seed=1)
    far = knox_table(x, y, t + 1_000_000.0, distances=[0, 5, 10], days=[0, 7, 14], seed=1)
    wide = knox_table(x, y, t, distances=[0, 5, 10], days=[0, 7, 14, 90_000], seed=1)
    assert near.cells == far.cells
    assert [c.observed for c in near.cells] == [c.observed for c in wide.cells if c.days[0] < 14]


def test_what_happened_at_the_same_place_and_time_is_pointed_out() -> None:
    table = knox_table([1, 1, 1, 9], [1, 1, 1, 9], [5, 5, 5, 9], distances=[0, 2], days=[0, 2], seed=1)
    assert table.same_moment == 3
    assert any("3 pairs have the same place and time" in said for said in table.warnings())
    assert any("3 par har samma plats" in said for said in table.warnings("sv"))


def test_nothing_near_is_said_and_gives_no_ratio() -> None:
    table = knox_table([0, 500, 1000], [0, 0, 0], [0, 1, 2], distances=[0, 10], days=[0, 7], seed=1)
    assert table.cells[0].ratio is None
    assert "No two of the 3 events" in table.summary()
    assert table.to_dict()["estimate"] is None


def test_the_summary_tells_what_can_be_told(burglaries: KnoxTable) -> None:
    assert "incidents follow each other here" in burglaries.summary()
    assert "händelser följer på varandra här" in burglaries.summary("sv")
    dull = knox_table([0, 1, 2, 3], [0, 0, 0, 0], [0, 9, 3, 6], distances=[0, 2], days=[0, 4], seed=1)
    assert "cannot be told from chance" in dull.summary()


NONE: list[float] = []


@pytest.mark.parametrize(
    ("x", "y", "t", "more", "said"),
    [
        ([1.0], [1.0], [1.0], {}, "1 event gives no pair; at least two are needed."),
        (NONE, NONE, NONE, {}, "0 event gives no pair; at least two are needed."),
        ([1.0, 2.0], [1.0], [1.0, 2.0], {}, "There are 2 x, 1 y and 2 times; there must be as many of each."),
        ([1.0, np.nan], [1.0, 2.0], [1.0, 2.0], {}, "x, position 2 is missing or not a number."),
        ([1.0, 2.0], [1.0, 2.0], [1.0, np.inf], {}, "times, position 2 is missing or not a number."),
        ([1.0, 2.0], [1.0, 2.0], [1.0, 2.0], {"days": [0]}, "days needs at least two edges, such as 0, 100."),
        (
            [1.0, 2.0],
            [1.0, 2.0],
            [1.0, 2.0],
            {"distances": [0, 5, 5]},
            "distances must rise from 0 or more: 0, 5, 5 does not.",
        ),
        (
            [1.0, 2.0],
            [1.0, 2.0],
            [1.0, 2.0],
            {"permutations": 5},
            "5 permutations cannot tell 5 %; give at least 19, better 999.",
        ),
        (
            [1.0, 2.0],
            [1.0, 2.0],
            [1.0, 2.0],
            {"metric": "degrees"},
            "The metric is manhattan or euclidean and the closed side left or right, not degrees, left.",
        ),
    ],
)
def test_what_cannot_be_used_is_said(
    x: list[float], y: list[float], t: list[float], more: dict[str, object], said: str
) -> None:
    with pytest.raises(EventError) as refused:
        knox_table(x, y, t, **{"distances": [0, 5], "days": [0, 5], "seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value) == said


def test_no_pairs_cannot_be_judged() -> None:
    with pytest.raises(EventError, match="There is no pair to judge"):
        poisson_p_value(0, 0, 0, 0)


def test_a_missing_date_is_named() -> None:
    days = np.array(["2024-01-01", "NaT"], dtype="datetime64[D]")
    with pytest.raises(EventError, match="times, position 2 is missing"):
        knox_table([1, 2], [1, 2], days, distances=[0, 5], days=[0, 5])


def test_events_that_hardly_fill_their_squares_take_no_memory() -> None:
    x = np.array([0.0, 1e9, 1e9 + 1])
    table = knox_table(x, x, [0, 0, 1], distances=[0, 2], days=[0, 5], permutations=19, seed=1)
    assert table.cells[0].observed == 1


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_shows_each_cell_with_chance_beside_it(language: Language) -> None:
    rng = np.random.default_rng(8)
    x, y, t = rng.uniform(0, 50, 60), rng.uniform(0, 50, 60), rng.integers(0, 60, 60)
    table = knox_table(x, y, t, distances=[0, 10, 20], days=[0, 7, 14], permutations=99, seed=1)
    chart = knox_chart(table, definition="2", language=language)
    spec = {
        key: value for key, value in chart.spec.items() if key != "background"
    }  # null there is Vega-Lite's own
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert [row[2] for row in chart.rows] == [cell.observed for cell in table.cells]
    assert [row[4:6] for row in chart.rows] == [cell.chance for cell in table.cells]
    assert "n = 60" in chart.caption
    assert "99" in chart.caption
