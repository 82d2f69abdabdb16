"""Kernel density: a slow version, limits that cover, chance that is chance, bandwidths, and what cannot be used."""

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from scipy import stats

from tests.analysis.hot_spots.slow_maps import slow_density
from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.hot_spots import DensityMap, density_chart, density_map
from vapenvila.analysis.hot_spots.bandwidth import chosen_bandwidth
from vapenvila.analysis.hot_spots.grid import grid_over
from vapenvila.analysis.hot_spots.kernel_sums import even_spread, kernel_sums
from vapenvila.analysis.study_window import box, polygon
from vapenvila.analysis.wording import Language

BOX = (0.0, 0.0, 100.0, 60.0)
places = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 60)), min_size=5, max_size=30)


@settings(max_examples=40, deadline=None)
@given(places, st.floats(6, 40))
def test_it_sums_as_the_slow_version_does(drawn: list[tuple[float, float]], h: float) -> None:
    x, y = (np.array(axis) for axis in zip(*drawn, strict=True))
    window = box(*BOX)
    grid = grid_over(window, 20.0, x, y)
    even = even_spread(window, grid, h)
    first, second = kernel_sums(x, y, grid, h) / even.mass, kernel_sums(x, y, grid, h, 2) / even.mass**2
    for at, middle in enumerate(zip(*grid.centres, strict=True)):
        total, squares, _ = slow_density(drawn, middle, h, BOX)
        assert first[at] == pytest.approx(total, rel=0.006)  # the lattice knows the edge to half a percent
        assert second[at] == pytest.approx(squares, rel=0.012, abs=1e-300)


def test_far_from_every_edge_the_sums_are_exact_and_equal_to_scipys() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(500, 20, 200), rng.normal(500, 20, 200)
    window, h = box(0, 0, 1000, 1000), 15.0
    grid = grid_over(window, 20.0, x, y)
    even = even_spread(window, grid, h)
    near = np.hypot(*(axis - 500 for axis in grid.centres)) < 100
    assert even.mass[near] == pytest.approx(np.ones(near.sum()), abs=1e-9)
    ours = kernel_sums(x, y, grid, h)[near] / 200
    direct = [
        np.mean(stats.multivariate_normal([cx, cy], h * h).pdf(np.stack([x, y], axis=1)))
        for cx, cy in zip(*(axis[near] for axis in grid.centres), strict=True)
    ]
    assert ours == pytest.approx(np.array(direct), rel=1e-10)


def made(n: int = 400, hot: int = 0, **more: object) -> DensityMap:
    """Events over a kilometre square in a year, some of them in one place."""
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 1000, (2, n))
    x, y = np.append(x, rng.normal(300, 30, hot)), np.append(y, rng.normal(700, 30, hot))
    days = np.datetime64("2025-01-01") + rng.integers(0, 365, n + hot)
    days[:2] = [np.datetime64("2025-01-01"), np.datetime64("2025-12-31")]
    given = {"cell": 50.0, "bandwidth": 80.0, "window": box(0, 0, 1000, 1000), "simulations": 199, "seed": 1}
    return density_map(x, y, days, **{**given, **more})  # type: ignore[arg-type]  # a plain dict


def test_a_cluster_is_found_where_it_is_and_counted() -> None:
    found = made(hot=60)
    assert found.hot.any()
    patch = found.patches[0]
    assert (patch.x, patch.y) == pytest.approx((300, 700), abs=40)
    assert len(found.patches) == 1
    assert patch.low < patch.rate < patch.high
    assert patch.events == sum(
        found.grid.counts(np.array([x]), np.array([y]))[list(patch.cells)].sum() for x, y in _events(60)
    )
    assert "Hot spots with more than chance brings: 1, together" in found.summary()
    assert "Hot spots med mer än slumpen ger: 1" in found.summary("sv")


def _events(hot: int) -> list[tuple[float, float]]:
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 1000, (2, 400))
    x, y = np.append(x, rng.normal(300, 30, hot)), np.append(y, rng.normal(700, 30, hot))
    return list(zip(x.tolist(), y.tolist(), strict=True))


def test_the_limits_are_fay_and_feuers_for_the_sums_of_the_slow_version() -> None:
    found = made(n=60)
    rng = np.random.default_rng(3)
    drawn = [(float(x), float(y)) for x, y in zip(*rng.uniform(0, 1000, (2, 60)), strict=True)]
    per = 1e-6 * 365 / 365.25
    for at, middle in enumerate(zip(*found.grid.centres, strict=True)):
        y, v, top = slow_density(drawn, middle, 80.0, (0.0, 0.0, 1000.0, 1000.0))
        low = stats.chi2.ppf(0.025, 2 * y * y / v) * v / (2 * y)
        over, spread = y + top, v + top * top
        high = stats.chi2.ppf(0.975, 2 * over * over / spread) * spread / (2 * over)
        assert (found.density[at] * per, found.high[at] * per) == pytest.approx((y, high), rel=0.01)
        assert found.low[at] * per == pytest.approx(low, rel=0.02, abs=1e-12)


def test_what_an_even_spread_gives_is_what_throws_give_edges_and_corners_too() -> None:
    rng = np.random.default_rng(9)
    window, h = box(*BOX), 15.0
    x, y = rng.uniform(0, 100, 40_000), rng.uniform(0, 60, 40_000)
    grid = grid_over(window, 20.0, x, y)
    even = even_spread(window, grid, h)
    each = [kernel_sums(x[[at]], y[[at]], grid, h) / even.mass for at in range(8_000)]
    assert even.mean == pytest.approx(np.full(15, 1 / 6000), rel=0.001)
    assert even.spread == pytest.approx(np.std(each, axis=0), rel=0.05)
    assert np.abs(even.studentised(kernel_sums(x, y, grid, h) / even.mass, 40_000)).max() < 4


def test_densities_are_by_square_kilometre_and_year() -> None:
    found = made()
    assert found.even == pytest.approx(400 * 365.25 / 365)
    assert float(found.density.mean()) == pytest.approx(found.even, rel=0.03)
    feet = made(metres=0.3048)
    assert feet.density == pytest.approx(found.density / 0.3048**2)
    assert feet.hot.tolist() == found.hot.tolist()


def test_without_hot_spots_one_map_in_twenty_at_most_shows_one() -> None:
    rng = np.random.default_rng(6)
    shown = 0
    for _ in range(120):
        x, y, t = rng.uniform(0, 1000, 60), rng.uniform(0, 1000, 60), np.arange(60.0)
        found = density_map(
            x, y, t, cell=100, bandwidth=120, window=box(0, 0, 1000, 1000), simulations=99, rng=rng
        )
        shown += bool(found.hot.any())
    assert 1 <= shown <= 13  # binomial(120, 0.05): outside in about 1 of 100 runs, and the seed is fixed


def test_limits_cover_the_smoothed_density_as_often_as_they_promise() -> None:
    rng = np.random.default_rng(7)
    window, covered = box(0, 0, 1000, 1000), []
    for _ in range(200):  # expected 40 events spread evenly: the smoothed density is 40 everywhere
        n = max(5, rng.poisson(40))
        x, y = rng.uniform(0, 1000, (2, n))
        found = density_map(x, y, np.linspace(0, 365.25, n) + 0.001, cell=250, bandwidth=150, window=window,
                            simulations=19, rng=rng)  # fmt: skip
        covered.append((found.low <= 40) & (found.high >= 40))
    assert np.mean(covered) >= 0.945  # the mean of 200 maps of 16 cells that go together


def test_where_nothing_happened_the_upper_limit_is_not_nothing() -> None:
    t = np.linspace(0, 365.25, 6)
    found = density_map(
        [1, 2, 3, 1, 2, 3], [1, 1, 1, 2, 2, 2], t, cell=100, bandwidth=5, window=box(0, 0, 1000, 1000),
        simulations=19, seed=1,
    )  # fmt: skip
    assert float(found.density[-1]) == 0.0
    assert float(found.low[-1]) == 0.0
    assert float(found.high[-1]) > 1000  # three events would have had to be missed on 25 m² in a year


def test_an_outline_keeps_what_lies_outside_out() -> None:
    corner = polygon([0, 1000, 1000, 500, 500, 0], [0, 0, 500, 500, 1000, 1000])
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0, 1000, (2, 400))
    kept = corner.holds(x, y)
    found = density_map(
        x[kept], y[kept], np.linspace(0, 365.25, kept.sum()), cell=50, bandwidth=70, window=corner,
        simulations=99, seed=1,
    )  # fmt: skip
    assert len(found.density) == 300
    assert found.even == pytest.approx(kept.sum() / 0.75, rel=0.01)
    assert float(found.density.mean()) == pytest.approx(found.even, rel=0.03)
    assert "outline" in " ".join(found.warnings())
    assert not found.hot.any()
    assert "no hot spot can be told" in found.summary()


@pytest.mark.parametrize("choice", ["likelihood", "least-squares"])
def test_the_bandwidth_is_near_the_best_for_events_from_one_bell(choice: str) -> None:
    rng = np.random.default_rng(4)
    x, y = rng.normal(500, 60, (2, 500))
    h = chosen_bandwidth(x, y, box(0, 0, 1000, 1000), choice, rng)  # type: ignore[arg-type]  # one of two
    best = 60 * 500 ** (-1 / 6)  # Silverman (1986), section 4.3: two dimensions
    assert best * 0.6 < h < best * 1.5


def test_events_at_the_same_place_do_not_make_the_kernel_vanish() -> None:
    rng = np.random.default_rng(4)
    x, y = rng.normal(500, 60, (2, 300))
    window = box(0, 0, 1000, 1000)
    once = chosen_bandwidth(x, y, window, "likelihood", rng)
    thrice = chosen_bandwidth(np.tile(x, 3), np.tile(y, 3), window, "likelihood", rng)
    assert thrice == pytest.approx(once, rel=0.02)


def test_few_events_are_told_to_be_weak_and_the_same_seed_gives_the_same() -> None:
    few = made(n=20)
    assert any("Hot spots of 20 events are weak" in said for said in few.warnings())
    assert any("Hot spots av 20 händelser är svaga" in said for said in few.warnings("sv"))
    assert not any("weak" in said for said in made().warnings())
    assert few.to_dict() == made(n=20).to_dict()
    assert few.to_dict() != made(n=20, seed=2).to_dict()


FIVE = ([1.0, 9.0, 5.0, 3.0, 2.0], [1.0, 9.0, 2.0, 4.0, 8.0], [1.0, 4.0, 6.0, 7.0, 9.0])
ONES = [1.0] * 5


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        (([1.0, 2.0], [1.0, 2.0], [1.0, 2.0]), {}, "2 events make no map; at least 5 are needed"),
        ((ONES, ONES, FIVE[2]), {}, "All events have the same x"),
        (
            (ONES, ONES, FIVE[2]),
            {"window": box(0, 0, 9, 9), "bandwidth": "likelihood"},
            "1 different places cannot",
        ),
        ((FIVE[0], FIVE[1], [1.5] * 5), {}, "All events have the same time"),
        (([1.0, np.nan, 5.0, 3.0, 2.0], FIVE[1], FIVE[2]), {}, "x, position 2 is missing"),
        (FIVE, {"cell": 0}, "The side of a cell is 0; it must be above 0"),
        (FIVE, {"cell": 0.001}, "more than 250,000 of them"),
        (FIVE, {"cell": 90}, "leave fewer than four"),
        (FIVE, {"bandwidth": 0.001}, "The bandwidth is 0.001; give one from 0.02 to 8"),
        (FIVE, {"bandwidth": float("nan")}, "The bandwidth is nan; give one"),
        (FIVE, {"bandwidth": "wide"}, "The bandwidth is a length, likelihood or least-squares, not wide"),
        (FIVE, {"metres": -1}, "A unit is -1 metres long"),
        (FIVE, {"simulations": 5}, "5 simulations cannot tell 5 %"),
        (FIVE, {"level": 0}, "The level is 0;"),
        (FIVE, {"window": box(0, 0, 5, 5)}, "Event 2 at 9, 9 lies outside the window; 2 of 5 do"),
    ],
)
def test_what_cannot_be_used_is_said(
    data: tuple[list[float], list[float], list[float]], more: dict[str, object], said: str
) -> None:
    with pytest.raises(EventError) as refused:
        density_map(*data, **{"cell": 2, "bandwidth": 2, "simulations": 19, "seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert said in str(refused.value)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_shows_each_cell(language: Language) -> None:
    found = made(hot=60)
    chart = density_chart(found, definition="2", language=language)
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert [row[2] for row in chart.rows] == [round(float(d), 4) for d in found.density]
    assert sum(row[5] == "●" for row in chart.rows) == found.hot.sum()
    assert "n = 460" in chart.caption
