"""Gi*: a slow version, exact chances, false discoveries held down, areas and grids, and what cannot be used."""

import itertools

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.analysis.hot_spots.slow_maps import slow_gi_star, slow_queen
from vapenvila.analysis.charts import ChartError
from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.hot_spots import GiMap, gi_chart, gi_of_areas, gi_of_events
from vapenvila.analysis.hot_spots.local_gi import chance_of_as_many, gi_star
from vapenvila.analysis.hot_spots.neighbours import nearest, queen, within_distance
from vapenvila.analysis.study_window import box
from vapenvila.analysis.wording import Language


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 6), st.integers(4, 6), st.data())
def test_it_computes_as_the_slow_version_does(rows: int, columns: int, data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(0, 9), min_size=rows * columns, max_size=rows * columns))
    assume(len(set(counts)) > 1)
    found = gi_star(np.array(counts, dtype=float), queen(np.ones((rows, columns), dtype=np.bool_)))
    assert found == pytest.approx(slow_gi_star(counts, slow_queen(rows, columns)), abs=1e-9)


def test_neighbours_by_distance_and_nearest_are_those_a_search_finds() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 10, (2, 40))
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    assert (within_distance(x, y, 2.5).toarray() == (apart <= 2.5)).all()
    found = nearest(x, y, 5).toarray()
    for at in range(40):
        assert set(np.flatnonzero(found[at])) == set(np.argsort(apart[at])[:6])
    same = nearest(np.zeros(12), np.zeros(12), 3).toarray()
    assert (same.sum(axis=1) == 4).all()
    assert (np.diag(same) == 1).all()


def test_cells_that_are_not_there_are_no_neighbours() -> None:
    inside = np.array([[True, False, True], [True, True, True]])
    assert queen(inside).toarray().astype(int).tolist() == [
        [1, 0, 1, 1, 0],
        [0, 1, 0, 1, 1],
        [1, 0, 1, 1, 0],
        [1, 1, 1, 1, 1],
        [0, 1, 0, 1, 1],
    ]


def test_chances_are_those_of_all_choices_of_units() -> None:
    counts = np.array([0, 0, 0, 0, 0, 1, 1, 2, 3, 7], dtype=float)
    links = within_distance(np.arange(10.0), np.zeros(10), 1.0)  # ends have one neighbour, others two
    p = chance_of_as_many(counts, links, 40_000, np.random.default_rng(3))
    for at, seen in enumerate(links @ counts):
        k = int(links[[at]].sum())
        every = [sum(chosen) for chosen in itertools.combinations(counts.tolist(), k)]
        assert p[at] == pytest.approx(np.mean([total >= seen for total in every]), abs=0.01)


def test_without_clusters_one_map_in_twenty_at_most_shows_one() -> None:
    rng = np.random.default_rng(2)
    links, shown = queen(np.ones((10, 10), dtype=np.bool_)), 0
    below = []
    for _ in range(150):
        counts = rng.negative_binomial(1, 0.4, 100).astype(float)
        p = chance_of_as_many(counts, links, 99, rng)
        shown += gi_of_grid(p)
        below.append((p <= 0.05).mean())
    assert (
        shown <= 15
    )  # binomial(150, 0.05): more in about 1 of 100 runs; Benjamini and Hochberg keep it at most so
    assert 0.025 <= np.mean(below) <= 0.052  # whole counts: often a little below 5 %


def gi_of_grid(p: np.ndarray) -> bool:
    """Whether any is hot by Benjamini and Hochberg, step by step."""
    return bool((np.sort(p) <= 0.05 * np.arange(1, len(p) + 1) / len(p)).any())


def made(hot: int = 0, n: int = 300, **more: object) -> GiMap:
    """Events over a square kilometre in a year, some in one place."""
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 1000, (2, n))
    x, y = np.append(x, rng.normal(325, 60, hot)), np.append(y, rng.normal(725, 60, hot))
    given = {"cell": 50.0, "window": box(0, 0, 1000, 1000), "permutations": 199, "seed": 1}
    return gi_of_events(x, y, np.linspace(0, 365.25, n + hot), **{**given, **more})  # type: ignore[arg-type]  # a plain dict


def test_a_cluster_is_found_and_its_false_discoveries_are_adjusted_for() -> None:
    found = made(hot=80)
    patch = max(found.patches, key=lambda one: one.events)
    assert (patch.x, patch.y) == pytest.approx((325, 725), abs=60)
    order = np.argsort(found.test.p_value, kind="stable")
    steps = found.test.p_value[order] * 400 / np.arange(1, 401)
    by_hand = np.minimum.accumulate(steps[::-1])[::-1]
    assert found.test.adjusted[order] == pytest.approx(np.minimum(by_hand, 1.0))
    assert found.test.hot.sum() == (by_hand <= 0.05).sum() > 5
    assert "at most 5 % of these can be expected to be false" in found.summary()
    assert "högst 5 % av dem" in found.summary("sv")


def test_what_is_small_is_said() -> None:
    said = " ".join(made(n=20).warnings())
    assert "Hot spots of 20 events are weak" in said
    assert "0.5 events on average, fewer than five" in said
    assert "none has a neighbourhood" in made().summary()
    alone = made(neighbours="distance", reach=20.0)
    assert "400 of 400 have no neighbour within reach" in " ".join(alone.warnings())


def test_areas_are_compared_by_their_middles() -> None:
    x, y = (axis.ravel().astype(float) for axis in np.meshgrid(range(8), range(8)))
    counts = np.where((x < 3) & (y < 3), 9, 1) + (x + y) % 2
    found = gi_of_areas(x, y, counts, neighbours="distance", reach=1.5, seed=1)
    assert found.test.hot.reshape(8, 8)[:2, :2].all()
    assert not found.test.hot.reshape(8, 8)[5:, 5:].any()
    answer = found.to_dict()
    assert (answer["n"], answer["period"]) == (int(counts.sum()), None)
    with pytest.raises(ChartError, match="have no grid to draw"):
        gi_chart(found, definition="1")


TWELVE = (np.arange(12.0), np.arange(12.0) % 5, np.arange(12.0) % 3)


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        ((TWELVE[0], TWELVE[1], np.ones(12)), {}, "All 12 cells or areas have the same count, 1"),
        ((TWELVE[0], TWELVE[1], np.zeros(12)), {}, "All 12 cells or areas have the same count, 0"),
        ((TWELVE[0][:4], TWELVE[1][:4], TWELVE[2][:4]), {}, "4 cells or areas are too few"),
        ((TWELVE[0], TWELVE[1], TWELVE[2] - 1), {}, "counts, position 1 is -1; a count is a whole number"),
        ((TWELVE[0], TWELVE[1], TWELVE[2] / 2), {}, "counts, position 2 is 0.5; a count is a whole number"),
        ((TWELVE[0], TWELVE[1], TWELVE[2][:9]), {}, "There are 12 x, 12 y and 9 counts"),
        (TWELVE, {"reach": None}, "Neighbours by nearest need a reach"),
        (TWELVE, {"reach": 12}, "12 nearest of 12 units cannot be taken; give from 1 to 11"),
        (TWELVE, {"reach": 1.5}, "The nearest 1.5 cannot be taken"),
        (TWELVE, {"reach": 11}, "Cell or area 1 has all others as neighbours"),
        (TWELVE, {"neighbours": "distance", "reach": 0}, "The reach of neighbours is 0"),
        (
            TWELVE,
            {"neighbours": "queen"},
            "Neighbours are distance or nearest, on a grid also queen, not queen",
        ),
        (TWELVE, {"permutations": 3}, "3 permutations cannot tell 5 %"),
        (TWELVE, {"level": 1.2}, "The level is 1.2"),
    ],
)
def test_what_cannot_be_used_is_said(
    data: tuple[np.ndarray, np.ndarray, np.ndarray], more: dict[str, object], said: str
) -> None:
    with pytest.raises(EventError) as refused:
        gi_of_areas(*data, **{"reach": 3, "seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert said in str(refused.value)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_shows_each_cell(language: Language) -> None:
    found = made(hot=80)
    chart = gi_chart(found, definition="2", language=language)
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert [row[2] for row in chart.rows] == found.test.counts.tolist()
    assert sum(row[5] == "●" for row in chart.rows) == found.test.hot.sum()
    assert "n = 380" in chart.caption
