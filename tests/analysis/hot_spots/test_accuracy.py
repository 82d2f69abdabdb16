"""Was the map right: by hand, on chance, on New York's later shootings, and what cannot be judged."""

import csv
import gzip

import numpy as np
import pytest
from scipy import stats

from tests.analysis.real_data import real_data
from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.hot_spots import (
    accuracy,
    accuracy_said,
    density_map,
    gi_of_areas,
    gi_of_events,
    judged_on,
)


def test_by_hand() -> None:
    values, later = np.array([5.0, 1, 4, 3, 2, 0, 0, 0, 0, 0]), np.array([4.0, 8, 2, 0, 0, 0, 0, 6, 0, 0])
    one, two = accuracy(values, later, areas=(0.1, 0.25))
    assert (one.cells, one.hits, one.events, one.index) == pytest.approx((1, 4, 20, 2.0))
    assert one.efficiency == 0.5
    assert (two.cells, two.area, two.hits, two.index) == pytest.approx((2, 0.2, 6, 1.5))
    assert two.efficiency == pytest.approx(6 / 14)
    exact = stats.binomtest(4, 20).proportion_ci(0.95, method="exact")
    assert one.index_limits == pytest.approx((exact.low / 0.1, exact.high / 0.1))
    assert one.efficiency_limits == pytest.approx((exact.low * 20 / 8, min(1.0, exact.high * 20 / 8)))
    assert "The 1 highest cells (10 % of the area) had 4 of 20 later events: PAI 2" in accuracy_said(
        one, "en"
    )
    assert "50 % av vad det bästa valet" in accuracy_said(one, "sv")


def test_a_map_of_nothing_has_index_1_within_its_limits() -> None:
    rng = np.random.default_rng(5)
    covered = []
    for _ in range(300):
        found = accuracy(rng.random(400), rng.poisson(0.2, 400).astype(float), areas=(0.1,))[0]
        covered.append(found.index_limits[0] <= 1 <= found.index_limits[1])
    assert np.mean(covered) >= 0.94


def test_what_cannot_be_judged_is_said() -> None:
    with pytest.raises(EventError, match="No later event falls in the area of the map"):
        accuracy(np.arange(5.0), np.zeros(5))
    with pytest.raises(EventError, match="A share of the area is above 0 and below 1, not 1"):
        accuracy(np.arange(5.0), np.ones(5), areas=(1.0,))
    areas = gi_of_areas(np.arange(12.0), np.arange(12.0), np.arange(12.0), reach=3, permutations=19, seed=1)
    with pytest.raises(EventError, match="have no grid"):
        judged_on(areas, [1.0], [1.0])


Coordinates = dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]


@pytest.fixture(scope="module")
def new_york() -> Coordinates:
    """Incidents of 2018–2020 and those after."""
    path = real_data("A_incidents", "nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = {
            row["INCIDENT_KEY"]: row for row in csv.DictReader(file) if row["OCCUR_DATE"] >= "2018"
        }.values()
    x, y = (np.array([float(row[f"{axis}_COORD_CD"]) for row in rows]) for axis in "XY")
    days = np.array([row["OCCUR_DATE"] for row in rows], dtype="datetime64[D]")
    early = days < np.datetime64("2021-01-01")
    return {"early": (x[early], y[early], days[early]), "late": (x[~early], y[~early], days[~early])}


def test_a_map_of_new_york_foretells_its_later_shootings(new_york: Coordinates) -> None:
    made = density_map(*new_york["early"], cell=1640, bandwidth=1240, metres=0.3048, simulations=99, seed=1)
    found = judged_on(made, *new_york["late"][:2]).accuracy
    assert (made.n, len(made.density)) == (3062, 7290)
    assert made.hot.mean() < 0.1
    assert sum(patch.events for patch in made.patches) > 0.7 * made.n
    assert [one.cells for one in found] == [72, 364, 729]
    assert found[0].index == pytest.approx(18.7, abs=0.2)
    assert found[0].efficiency == pytest.approx(0.70, abs=0.02)
    local = judged_on(
        gi_of_events(*new_york["early"], cell=1640, metres=0.3048, seed=1), *new_york["late"][:2]
    )
    assert local.test.hot.sum() > 200
    assert local.accuracy[0].index > 10
