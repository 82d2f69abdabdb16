"""The space-time K-function: a slow version, its exact mean, calibration, Burkitt's lymphoma, New York, and refusals."""

import csv
import gzip
import itertools

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.analysis.real_data import real_data, rows_of_file
from tests.analysis.space_time_k.slow_k import slow_k
from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.near_repeat import knox_table
from vapenvila.analysis.space_time_k import SpaceTimeK, k_chart, space_time_k
from vapenvila.analysis.space_time_k.pair_sums import SpaceEdge, TimeEdge
from vapenvila.analysis.study_window import StudyWindow, box, polygon
from vapenvila.analysis.wording import Language

SQUARE = [(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0)]
CORNER = [(0.0, 0.0), (30.0, 0.0), (30.0, 10.0), (12.0, 10.0), (12.0, 30.0), (0.0, 30.0)]
ways = st.sampled_from(
    [(s, t, w) for s in ("none", "border", "translation") for t in ("none", "translation") for w in (0, 1)
     if (s, w) != ("translation", 1)]
)  # fmt: skip
events = st.lists(
    st.tuples(st.integers(1, 11), st.integers(1, 29), st.integers(0, 40)), min_size=3, max_size=25
)


def window(which: int) -> StudyWindow:
    return box(0, 0, 30, 30) if which == 0 else polygon(*zip(*CORNER, strict=True))


@settings(max_examples=80, deadline=None)
@given(events, ways)
def test_it_sums_as_the_slow_version_does(
    drawn: list[tuple[int, int, int]], way: tuple[SpaceEdge, TimeEdge, int]
) -> None:
    space_edge, time_edge, which = way
    times = [float(e[2]) for e in drawn]
    assume(max(times) - min(times) >= 15)
    places = [(e[0] + 0.03, e[1] + 0.01) for e in drawn]
    assume(any(4.1 < x < 7.9 and 4.1 < y < 25.9 for x, y in places))  # farther than 4 from both edges
    found = space_time_k(
        [x for x, _ in places], [y for _, y in places], times, distances=[2, 4], days=[3, 14], window=window(which), seed=1,
        space_edge=space_edge, time_edge=time_edge, permutations=19,
    )  # fmt: skip
    for cell in found.cells:
        slow = slow_k(
            places, times, cell.distance, cell.days, corners=SQUARE if which == 0 else CORNER,
            length=max(times) - min(times) + 1, space_edge=space_edge, time_edge=time_edge,
        )  # fmt: skip
        assert (cell.space, cell.time, cell.both) == pytest.approx((slow.space, slow.time, slow.both))
        assert cell.difference == pytest.approx(
            slow.both - slow.space * slow.time, abs=1e-6 * slow.both + 1e-9
        )


@pytest.mark.parametrize(
    ("space_edge", "time_edge"), [("none", "none"), ("border", "none"), ("translation", "translation")]
)
def test_over_all_orders_of_the_times_d_is_nothing_on_average(space_edge: str, time_edge: str) -> None:
    places, times = [(4.0, 9.0), (6.0, 8.0), (7.0, 12.0), (14.0, 9.0), (1.0, 2.0)], [0.0, 1.0, 2.0, 9.0, 11.0]
    kinds = {"corners": SQUARE, "length": 12.0, "space_edge": space_edge, "time_edge": time_edge}
    orders = [slow_k(places, order, 4.0, 3.0, **kinds) for order in itertools.permutations(times)]  # type: ignore[arg-type]  # a plain dict
    assert np.mean([k.both for k in orders]) == pytest.approx(orders[0].space * orders[0].time)


def test_without_interaction_one_p_value_in_twenty_is_below_5_percent() -> None:
    rng = np.random.default_rng(5)
    sums = largest = 0
    for _ in range(200):
        x, y, t = rng.gamma(2, 20, 60), rng.uniform(0, 100, 60), rng.integers(0, 200, 60)
        found = space_time_k(x, y, t, distances=[8, 16], days=[10, 20], permutations=99, rng=rng)
        assert found.p_value is not None
        assert found.p_largest is not None
        sums += found.p_value <= 0.05
        largest += found.p_largest <= 0.05
    assert 3 <= sums <= 18  # binomial(200, 0.05): outside in about 1 of 100 runs, and the seed is fixed
    assert 3 <= largest <= 18


def test_followers_close_by_are_found_and_the_nearest_cell_shows_it() -> None:
    rng = np.random.default_rng(9)
    x, y, t = rng.uniform(0, 1000, 150), rng.uniform(0, 1000, 150), rng.integers(0, 365, 150)
    more = rng.integers(0, 150, 40)
    found = space_time_k(
        np.append(x, x[more] + 5), np.append(y, y[more]), np.append(t, t[more] + rng.integers(1, 6, 40)),
        distances=[25, 100, 300], days=[7, 30], seed=1,
    )  # fmt: skip
    near, far = found.cells[0], found.cells[-1]
    assert near.excess is not None
    assert far.excess is not None
    assert near.everywhere is not None
    assert near.excess > near.everywhere
    assert near.excess > 5 * far.excess
    assert found.p_value == found.p_largest == 0.001
    assert "events gather in space and time together (p = 0.001)" in found.summary()
    assert "samlas händelserna i rum och tid tillsammans (p = 0,001)" in found.summary("sv")


@pytest.mark.published("space-time-k")
def test_pairs_are_knoxs_pairs() -> None:
    rows = rows_of_file("A_incidents", "burkitt_knox_reference", "burkitt.csv")
    x, y, t = ([float(row[name]) for row in rows] for name in ("X", "Y", "T"))
    found = space_time_k(x, y, t, distances=[5, 20], days=[5, 60], seed=1)
    table = knox_table(x, y, t, distances=[0, 5, 20], days=[0, 5, 60], closed="right", seed=1)
    pairs = sum(cell.observed for cell in table.cells)
    last, first = found.cells[-1], found.cells[0]
    assert last.both * 188 * 187 / (2 * found.area * found.length) == pytest.approx(pairs)
    assert found.cells[2].both * 188 * 187 / (2 * found.area * found.length) == pytest.approx(13)
    assert found.cells[2].space * 188 * 187 / (2 * found.area) == pytest.approx(3429)
    assert found.cells[2].time * 188 * 187 / (2 * found.length) == pytest.approx(52)
    assert first.excess == pytest.approx(table.cells[0].observed * 17578 / (first_pairs(x, y) * 52) - 1)


def first_pairs(x: list[float], y: list[float]) -> int:
    """Pairs of Burkitt's cases within 5."""
    return sum(np.hypot(x[i] - x[j], y[i] - y[j]) <= 5 for i in range(len(x)) for j in range(i))


@pytest.mark.parametrize("space_edge", ["none", "border", "translation"])
def test_burkitts_lymphoma_gathers_whatever_the_correction(space_edge: SpaceEdge) -> None:
    rows = rows_of_file("A_incidents", "burkitt_knox_reference", "burkitt.csv")
    x, y, t = ([float(row[name]) for row in rows] for name in ("X", "Y", "T"))
    found = space_time_k(x, y, t, distances=[5, 10, 20], days=[30, 90, 180], space_edge=space_edge, seed=1)
    assert found.p_value is not None
    assert found.p_value <= 0.01
    assert found.cells[0].excess == pytest.approx(0.55, abs=0.1)
    if space_edge == "border":
        assert any("75 of 188 at the largest" in said for said in found.warnings())


@pytest.fixture(scope="module")
def new_york() -> SpaceTimeK:
    path = real_data("A_incidents", "nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = {row["INCIDENT_KEY"]: row for row in csv.DictReader(file) if row["OCCUR_DATE"] >= "2021"}
    x, y = ([float(row[f"{axis}_COORD_CD"]) for row in rows.values()] for axis in "XY")
    days = np.array([row["OCCUR_DATE"] for row in rows.values()], dtype="datetime64[D]")
    return space_time_k(
        x, y, days, distances=[250, 500, 1000, 2000], days=[7, 14, 28], permutations=199, seed=1
    )


def test_new_yorks_shootings_gather_most_at_the_shortest_distance(new_york: SpaceTimeK) -> None:
    excess = [new_york.cells[3 * s].excess for s in range(4)]
    assert new_york.n == 3339
    assert excess[0] == pytest.approx(0.8166, abs=1e-4)
    assert all(a is not None and b is not None and a > b for a, b in itertools.pairwise(excess))
    assert new_york.p_largest == 0.005
    assert new_york.p_value is not None
    assert new_york.p_value <= 0.05
    assert new_york.period == ("2021-01-01", "2023-06-30")


def test_the_same_seed_gives_the_same_and_corrections_deal_alike() -> None:
    rng = np.random.default_rng(3)
    x, y, t = rng.uniform(0, 50, 70), rng.uniform(0, 50, 70), rng.integers(0, 90, 70)
    bands = {"distances": [3.0, 9.0], "days": [5.0, 20.0], "permutations": 99}
    one, two, other = (space_time_k(x, y, t, seed=s, **bands) for s in (1, 1, 2))  # type: ignore[arg-type]  # a plain dict
    assert one == two
    assert one.cells != other.cells
    inner = space_time_k(x, y, t, seed=1, space_edge="border", window=box(-100, -100, 150, 150), **bands)  # type: ignore[arg-type]
    assert [c.excess for c in inner.cells] == pytest.approx([c.excess for c in one.cells])
    assert (
        inner.p_value == one.p_value
    )  # every event is far from the edge: the two kernels see the same orders


def test_nothing_near_is_said() -> None:
    found = space_time_k([0, 500, 0], [0, 0, 900], [0, 50, 99], distances=[10], days=[7], seed=1)
    assert found.p_value is None
    assert found.cells[0].excess is None
    assert "No two of the 3 events" in found.summary()
    assert found.to_dict()["estimate"] is None
    everything = space_time_k([0, 500, 0], [0, 0, 900], [0, 50, 99], distances=[5000], days=[700], seed=1)
    assert everything.p_value is None
    assert everything.cells[0].excess == pytest.approx(0)


THREE = ([1.0, 9.0, 5.0], [1.0, 9.0, 2.0], [1.0, 4.0, 6.0])


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        (([1.0, 2.0], [1.0, 2.0], [1.0, 2.0]), {}, "2 events are too few; at least three are needed"),
        (([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 1.0, 1.0]), {}, "All events have the same time"),
        (([1.0, 1.0, 1.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]), {}, "All events have the same x"),
        (([1.0, 2.0], [1.0], [1.0]), {}, "There are 2 x, 1 y and 1 times"),
        (([1.0, np.nan, 2.0], [1.0, 1.0, 2.0], [1.0, 2.0, 3.0]), {}, "x, position 2 is missing"),
        (THREE, {"distances": []}, "distances needs at least two edges"),
        (THREE, {"days": [7, 7]}, "days must rise from 0 or more: 0, 7, 7 does not"),
        (THREE, {"permutations": 9}, "9 permutations cannot tell 5 %"),
        (THREE, {"level": 1.0}, "The level is 1;"),
        (THREE, {"window": box(0, 0, 8, 20)}, "Event 2 at 9, 9 lies outside the window; 1 of 3 do"),
        (THREE, {"space_edge": "border"}, "No event lies farther than 5 from the edge"),
        (THREE, {"space_edge": "ripley"}, "not ripley, none"),
        (THREE, {"space_edge": "translation", "distances": [8]}, "not below the shorter side of the box, 8"),
        (THREE, {"time_edge": "translation", "days": [6]}, "6 days are not below the length of the period, 6"),
        (
            THREE,
            {"space_edge": "translation", "window": polygon([0, 40, 0], [0, 0, 40])},
            "The translation correction is for a box",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said(
    data: tuple[list[float], list[float], list[float]], more: dict[str, object], said: str
) -> None:
    with pytest.raises(EventError) as refused:
        space_time_k(*data, **{"distances": [5], "days": [3], "seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert said in str(refused.value)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_shows_each_cell_with_chance_beside_it(language: Language) -> None:
    rng = np.random.default_rng(8)
    x, y, t = rng.uniform(0, 50, 60), rng.uniform(0, 50, 60), rng.integers(0, 60, 60)
    found = space_time_k(x, y, t, distances=[5, 10, 20], days=[7, 14], permutations=99, seed=1)
    chart = k_chart(found, definition="2", language=language)
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert [row[0] for row in chart.rows] == [5, 5, 10, 10, 20, 20]
    assert [row[2] for row in chart.rows] == [round(cell.excess or 0, 4) for cell in found.cells]
    assert "n = 60" in chart.caption
    assert "99" in chart.caption
