"""Coordinates: projections, swapped, zero, outside, in one text column."""

from pathlib import Path

import numpy as np
import pytest

from tests.web.imports.files import MALMO, incidents, of_rows, real_file, settings, told
from vapenvila.web.imports.engine.projections import PROJECTIONS
from vapenvila.web.imports.engine.reading import open_table

ROW = "{n},2024-01-05 21:30,{lat},{lon},shot,0,1,"


def _rows(*places: tuple[object, object]) -> list[str]:
    return [ROW.format(n=n, lat=lat, lon=lon) for n, (lat, lon) in enumerate(places, start=1)]


def test_swapped_coordinates_are_told_as_such(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows((55.6, 13.0), (13.0, 55.6)), bounds=MALMO)
    assert (3, "coordinates_swapped") in told(result)
    sentence = next(i for i in result.report.issues if i.row == 3).sentence()
    assert "Latitude and longitude look swapped" in sentence
    assert (result.report.incidents, result.report.held) == (1, 1)


def test_swapped_coordinates_are_seen_without_stated_bounds_by_the_time_zone(tmp_path: Path) -> None:
    mapping = settings(when__time_zone="America/New_York")
    result = of_rows(tmp_path, *_rows((-73.95, 40.71)), mapping=mapping)
    assert (2, "coordinates_swapped") in told(result)


def test_the_mapping_may_swap_them_back(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows((13.0, 55.6)), mapping=settings(where__swap=True), bounds=MALMO)
    assert incidents(result).select("lat", "lon").row(0) == (55.6, 13.0)


@pytest.mark.parametrize(
    ("place", "code", "held"),
    [
        ((0, 0), "coordinate_zero", 0),
        ((59.33, 18.06), "outside_bounds", 1),
        ((155.6, 13.0), "not_on_earth", 1),
        (("north", 13.0), "coordinate_unreadable", 1),
        ((55.6, ""), "coordinate_incomplete", 0),
        (("", ""), "point_missing", 0),
    ],
)
def test_a_doubtful_point_is_told_and_never_kept(
    tmp_path: Path, place: tuple[object, object], code: str, held: int
) -> None:
    result = of_rows(tmp_path, *_rows(place, (55.6, 13.0), (55.6, 13.1)), bounds=MALMO)
    assert (2, code) in told(result)
    assert result.report.held == held
    if not held:
        assert incidents(result)["lat"][0] is None
        assert incidents(result)["precision"][0] == "unknown"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("POINT (13.0 55.6)", "lat lon"),
        ("(55.6, 13.0)", "lat lon"),
        ("13.0 55.6", "lon lat"),
        ("{'type': 'Point', 'coordinates': [13.0, 55.6]}", "lat lon"),
        ("100 BLOCK N MAIN ST (55.6, 13.0)", "lat lon"),
    ],
)
def test_both_coordinates_in_one_column(tmp_path: Path, text: str, order: str) -> None:
    mapping = settings(where={"point": "text", "point_order": order})
    result = of_rows(tmp_path, f'1,2024-01-05 21:30,,,shot,0,1,"{text}"', mapping=mapping)
    assert incidents(result).select("lat", "lon").row(0) == (55.6, 13.0)


def test_decimal_commas_are_read(tmp_path: Path) -> None:
    result = of_rows(tmp_path, '1,2024-01-05 21:30,"55,6","13,0",shot,0,1,')
    assert incidents(result).select("lat", "lon").row(0) == (55.6, 13.0)


def test_sweref_coordinates_become_latitude_and_longitude(tmp_path: Path) -> None:
    mapping = settings(where={"x": "lon", "y": "lat", "epsg": 3006})
    result = of_rows(tmp_path, *_rows((6580822.0, 674032.357)), mapping=mapping)
    lat, lon = incidents(result).select("lat", "lon").row(0)
    assert lat == pytest.approx(59.33023108, abs=1e-7)
    assert lon == pytest.approx(18.05919600, abs=1e-7)


def test_lantmateriets_control_point_in_sweref_99_tm() -> None:
    # Lantmäteriet, "Gauss Conformal Projection": latitude 66°0'0", longitude 24°0'0" in SWEREF 99 TM.
    lat, lon = PROJECTIONS[3006].to_geographic(np.array([908_137.0]), np.array([7_353_750.0]))
    assert lat[0] == pytest.approx(66.0, abs=0.2)
    assert lon[0] == pytest.approx(24.0, abs=0.2)


def test_the_state_plane_agrees_with_the_latitudes_nypd_publishes() -> None:
    table = open_table(real_file("nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz"))
    frame = next(table.batches).frame.drop_nulls("Latitude")
    x, y, lat, lon = (
        frame[c].cast(float).to_numpy() for c in ("X_COORD_CD", "Y_COORD_CD", "Latitude", "Longitude")
    )
    ours = PROJECTIONS[2263].to_geographic(x, y)
    assert np.max(np.abs(ours[0] - lat)) * 111_000 < 1.5  # metres: the datums differ by about one
    assert np.max(np.abs(ours[1] - lon)) * 85_000 < 1.5


@pytest.mark.parametrize(
    ("epsg", "x", "y", "lat", "lon"),
    [
        (3857, 1_447_153, 7_494_206, 55.676, 13.000),
        (3008, 118_460, 6_164_200, 55.6005, 12.9996),
        (3435, 1_176_000, 1_900_000, 41.8810, -87.6292),
        (26971, 359_192.3, 570_510.9, 41.8034, -87.6211),
        (2272, 2_694_000, 236_000, 39.9520, -75.1619),
        (3735, 1_400_000, 410_000, 39.1084, -84.5036),
        (32633, 500_000, 6_200_000, 55.945, 15.0),
    ],
)
def test_known_places_in_other_systems(epsg: int, x: float, y: float, lat: float, lon: float) -> None:
    got = PROJECTIONS[epsg].to_geographic(np.array([float(x)]), np.array([float(y)]))
    assert got[0][0] == pytest.approx(lat, abs=2e-3)
    assert got[1][0] == pytest.approx(lon, abs=2e-3)


def test_a_file_about_another_city_is_told_and_not_held_back(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows((40.7, -74.0), (40.8, -73.9), (55.6, 13.0)), bounds=MALMO)
    assert (0, "another_area") in told(result)
    assert (result.report.incidents, result.report.held) == (3, 0)


def test_the_area_a_mapping_states_goes_before_the_programmes(tmp_path: Path) -> None:
    mapping = settings(where__bounds=[40.0, -75.0, 41.0, -73.0])
    result = of_rows(tmp_path, *_rows((40.7, -74.0), (55.6, 13.0)), mapping=mapping, bounds=MALMO)
    assert (3, "outside_bounds") in told(result)
    assert result.report.incidents == 1
