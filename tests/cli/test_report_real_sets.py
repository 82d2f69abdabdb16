"""`vapenvila report problem-analysis` on the real sets beside the project, read by a mapping alone: the published figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.real_data import real_data
from tests.cli import problem_files
from vapenvila.cli.__main__ import run


def found(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], mapping: str, *options: str
) -> dict[str, Any]:  # JSON
    """What the command answers."""
    file = tmp_path / "mapping.toml"
    file.write_text(mapping, encoding="utf-8")
    assert run(["report", "problem-analysis", "--mapping", str(file), *options, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capfd.readouterr().out)
    return answer


def network(*parts: str) -> str:
    """A file of the real networks."""
    return str(real_data("B_networks", *parts))


def test_st_louis_has_the_roles_of_its_codebook_and_the_suspects_of_its_derived_network(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    details = found(
        tmp_path,
        capfd,
        problem_files.ST_LOUIS,
        "--persons",
        network("stlouis_crime", "edges.csv"),
        "--people",
        network("stlouis_crime", "nodes.csv"),
    )["details"]
    assert details["roles"]["rows"] == {
        "victim": 569,
        "suspect": 682,
        "witness": 195,
        "victim_and_suspect": 41,
    }
    tied = details["people_network"]["details"]
    assert (tied["people"], tied["ties"], tied["component_sizes"][0]) == (442, 694, 48)
    assert details["lacking"]["involvement"] == {"missing": ["link"]}
    assert details["lacking"]["near_repeats"] == {"missing": ["place", "date"]}


def test_the_london_gang_is_that_of_grund_and_densley(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = found(
        tmp_path,
        capfd,
        problem_files.LONDON,
        "--people",
        network("london_gang", "nodes.csv"),
        "--ties",
        network("london_gang", "edges.csv"),
        "--population",
        "7500000",
        "--population-date",
        "2008-06-30",
    )
    tied = answer["details"]["people_network"]["details"]
    assert (tied["people"], tied["ties"], tied["components"]) == (54, 315, 1)
    assert answer["details"]["population"]["members"] == [54, 54]
    assert answer["details"]["population"]["population_on"] == "2008-06-30"


def test_montreals_35_gangs_hang_together_in_four_parts(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    details = found(
        tmp_path,
        capfd,
        problem_files.MONTREAL,
        "--groups",
        network("montreal_street_gangs", "nodes.csv"),
        "--relations",
        network("montreal_street_gangs", "edges.csv"),
    )["details"]
    assert details["groups"]["groups"] == [35, 35]
    tied = details["group_network"]["details"]
    assert (tied["people"], tied["ties"], tied["components"], tied["component_sizes"][0]) == (35, 78, 4, 29)
    assert details["lacking"]["members"] == {"missing": ["sizes"]}


@pytest.mark.parametrize(("year", "incidents"), [(2020, 1531), (2021, 1562)])
def test_new_york_has_as_many_incidents_as_its_police_say(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], year: int, incidents: int
) -> None:
    file = str(real_data("A_incidents", "nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz"))
    options = ["--incidents", file, "--first", f"{year}-01-01", "--last", f"{year}-12-31"]
    answer = found(tmp_path, capfd, problem_files.NEW_YORK, *options)
    assert answer["n"] == incidents
    assert answer["period"][0].startswith(f"{year}-01")
    assert answer["estimate"] is None
    assert answer["details"]["left_out"]["dates"] == 21_903 - incidents
    assert answer["details"]["hot_spots"]["details"]["patches"]


def test_chicagos_arsons_are_read_by_three_columns(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = str(real_data("A_incidents", "nearrepeat_chicago_benchmark", "chicago_arson.csv"))
    answer = found(tmp_path, capfd, problem_files.CHICAGO, "--incidents", file)
    assert (answer["n"], answer["period"]) == (522, ["2016-01-01", "2016-12-29"])
    assert answer["details"]["near_repeats"]["n"] == 522
    assert answer["details"]["near_repeats"]["details"]["same_place_and_time"] >= 0
