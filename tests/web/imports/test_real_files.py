"""The three ready profiles on the real files: exact counts, every row accounted for."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.web.imports.files import NOW, adds_up, incidents, real_file
from vapenvila.web.imports.engine.preparing import Prepared, prepare
from vapenvila.web.imports.engine.profiles import profile_named, recognised_profile


def _with_profile(path: Path, name: str, workspace: Path) -> Prepared:
    return prepare(path, profile_named(name), now=NOW, workspace=workspace / "work")


@pytest.mark.acceptance("T34")
def test_nypd_rows_are_victims_and_fold_into_incidents(tmp_path: Path) -> None:
    result = _with_profile(
        real_file("nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz"), "nypd", tmp_path
    )
    report = result.report
    assert (report.rows, report.incidents, report.victims) == (27_939, 21_903, 27_939)
    assert report.fatal_victims == 5_266 + 153  # "true" and "Y": the flag is written in two ways
    assert (report.held, report.skipped) == (0, 0)
    assert adds_up(result)
    year = incidents(result)["occurred_from"].dt.convert_time_zone("America/New_York").dt.year()
    assert (year == 2020).sum() == 1_531
    assert (year == 2021).sum() == 1_562
    assert recognised_profile(report.columns) == "nypd"


def test_the_nypd_rows_without_latitude_get_their_point_from_the_state_plane(tmp_path: Path) -> None:
    result = _with_profile(
        real_file("nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz"), "nypd", tmp_path
    )
    counts = {c.code: c.rows for c in result.report.issue_counts}
    assert counts["point_from_fallback"] == 41
    assert incidents(result)["lat"].null_count() == 0


def test_philadelphia_victims_of_one_event_fold_though_their_numbers_differ(tmp_path: Path) -> None:
    path = real_file("philadelphia_shooting_victims", "philly_shooting_victims_2015_2019.csv.gz")
    result = _with_profile(path, "philadelphia", tmp_path)
    report = result.report
    assert (report.rows, report.victims, report.fatal_victims) == (6_822, 6_822, 1_367)
    assert (report.incidents, report.held, report.skipped) == (5_787, 0, 0)
    assert adds_up(result)
    counts = {c.code: c.rows for c in report.issue_counts}
    assert counts["identical_victims"] == 11  # equal in every column, yet counted: they are different people
    assert counts["point_missing"] == 15
    table = incidents(result)
    # 201715027955 was given to two shootings two months apart: they stay two.
    assert set(table.filter(pl.col("source_no").str.starts_with("201715027955"))["source_no"]) == {
        "201715027955",
        "201715027955 (2)",
    }


def test_the_polisen_archive_gives_no_points_no_confirmed_shootings_and_no_night_summaries(
    tmp_path: Path,
) -> None:
    path = real_file("sweden_polisen_events", "polisen_events_2022_2025.csv.gz")
    result = _with_profile(path, "polisen", tmp_path)
    report = result.report
    assert report.rows == 70_289
    assert report.by_kind == {
        "shooting": 166 + 52,
        "explosion": 116 + 190,  # Detonation until 2024, Explosion after
        "serious_assault": 896 + 364 + 729,
        "arson": 26,
        "threat_with_weapon": 54,
    }
    assert (report.held, report.incidents, report.from_feed) == (0, 2_593, True)
    assert adds_up(result)
    summaries = [s for s in report.skipped_rows if s.value.startswith("Sammanfattning")]
    assert sum(s.rows for s in summaries) == 11_796
    assert all(s.reason["sv"] for s in summaries)
    table = incidents(result)
    assert set(table["state"]) == {"reported"}
    assert table["lat"].null_count() == table.height
    assert set(table["precision"]) == {"municipality", "county"}


def test_the_polisen_interface_as_json_takes_the_municipality_from_the_title(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text(
        """[{"id": 900001, "datetime": "2026-02-14 3:02:15 +01:00",
             "name": "13 februari 23.40, Skottlossning, Malmö", "summary": "Skott mot en port.",
             "url": "/x/", "type": "Skottlossning", "location": {"name": "Skåne län", "gps": "55.9,13.5"}},
            {"id": 900002, "datetime": "2026-02-14 7:00:00 +01:00",
             "name": "14 februari 07.00, Sammanfattning natt, Skåne län", "summary": "Natten.",
             "url": "/y/", "type": "Sammanfattning natt", "location": {"name": "Skåne län", "gps":
             "55.9,13.5"}},
            {"id": 900003, "datetime": "2026-01-01 2:00:15 +01:00",
             "name": "31 december 23.50, Explosion, Uppsala län", "summary": "Smäll.",
             "url": "/z/", "type": "Explosion", "location": {"name": "Uppsala län", "gps": "60.0,17.7"}}]""",
        encoding="utf-8",
    )
    result = _with_profile(path, "polisen", tmp_path)
    table = incidents(result).sort("source_no")
    assert (result.report.incidents, result.report.skipped) == (2, 1)
    assert table["area_name"].to_list() == ["Malmö", "Uppsala län"]
    assert table["precision"].to_list() == ["municipality", "county"]
    assert table["occurred_from"].to_list() == [
        datetime(2026, 2, 13, 22, 40, tzinfo=UTC),
        datetime(2025, 12, 31, 22, 50, tzinfo=UTC),  # told in January about December
    ]


def test_every_profile_says_what_it_cannot_know_in_both_languages() -> None:
    for name in ("nypd", "philadelphia", "polisen"):
        cannot = profile_named(name).cannot_know
        assert len(cannot["en"]) == len(cannot["sv"]) >= 5
