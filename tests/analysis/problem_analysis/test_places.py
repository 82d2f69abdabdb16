"""Hot spots: places on a plane, cells of a stated size, and no patch with too few incidents."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.problem_analysis.made import incidents
from vapenvila.analysis.problem_analysis import IncidentTable
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.places import cell_side, flat, hot_spots

EARTH = 6_371_008.8


def on_the_sphere(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in metres."""
    a, b = (tuple(math.radians(v) for v in p) for p in (one, other))
    h = math.sin((b[0] - a[0]) / 2) ** 2 + math.cos(a[0]) * math.cos(b[0]) * math.sin((b[1] - a[1]) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(h))


@settings(deadline=None)
@given(st.floats(-65, 65), st.floats(-175, 175), st.integers(0, 100))
def test_distances_on_the_plane_are_those_on_the_sphere_within_a_city(
    lat: float, lon: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    latitude, longitude = lat + rng.uniform(-0.1, 0.1, 5), lon + rng.uniform(-0.1, 0.1, 5)
    x, y = flat(latitude, longitude)
    for i in range(5):
        for j in range(i):
            true = on_the_sphere((latitude[i], longitude[i]), (latitude[j], longitude[j]))
            assert math.hypot(x[i] - x[j], y[i] - y[j]) == pytest.approx(true, rel=8e-3, abs=0.5)


def test_a_place_that_is_not_known_stays_unknown() -> None:
    x, y = flat(np.array([59.3, np.nan]), np.array([18.0, 18.1]))
    assert np.isfinite([x[0], y[0]]).all()
    assert np.isnan([x[1], y[1]]).all()
    assert np.isnan(flat(np.array([np.nan]), np.array([np.nan]))).all()


def test_a_cell_with_its_neighbours_expects_five_incidents() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 10_000, 500), rng.uniform(0, 10_000, 500)
    side = cell_side(x, y)
    assert side % 50 == 0
    assert 5.0 <= 9 * side**2 / 1e8 * 500 <= 8.0
    assert cell_side(x[:5], y[:5]) == 2_000.0
    assert cell_side(np.repeat(x, 500), np.repeat(y, 500)) == 250.0


def test_patches_with_too_few_incidents_are_counted_and_not_shown() -> None:
    rng = np.random.default_rng(3)
    x = np.concatenate([rng.uniform(0, 12_000, 150), rng.normal(3_000, 300, 60)])
    y = np.concatenate([rng.uniform(0, 12_000, 150), rng.normal(3_000, 300, 60)])
    when = np.datetime64("2024-01-01") + rng.integers(0, 700, 210).astype("timedelta64[D]")
    table = IncidentTable(210, when=when, x=x, y=y)
    found = hot_spots(table, smallest=5, permutations=199, level=0.95, seed=1)
    assert found.patches
    assert any(abs(patch.x - 3_000) < 1_500 and abs(patch.y - 3_000) < 1_500 for patch in found.patches)
    none = hot_spots(table, smallest=1_000, permutations=199, level=0.95, seed=1)
    assert none.patches == ()
    assert none.dropped == len(found.patches) + found.dropped


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (IncidentTable(3), "need the place and the date"),
        (
            IncidentTable(3, x=np.zeros(3), y=np.zeros(3), when=np.full(3, np.datetime64("2025-01-01"))),
            "make no map",
        ),
    ],
)
def test_what_makes_no_map_is_refused(table: IncidentTable, sentence: str) -> None:
    with pytest.raises(ProblemError, match=sentence):
        hot_spots(table, smallest=5, permutations=19, level=0.95, seed=1)


def test_a_place_in_another_country_is_refused_and_not_drawn() -> None:
    rows = incidents()
    assert rows.x is not None
    far = IncidentTable(rows.n, when=rows.when, x=np.append(rows.x[:-1], 900_000.0), y=rows.y)
    with pytest.raises(ProblemError, match="150 km apart"):
        hot_spots(far, smallest=5, permutations=19, level=0.95, seed=1)
