"""`vapenvila import incidents | undo`: exit codes, one JSON object, the same file twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cast import build_city
from tests.web.imports.files import HEADER, real_file, write
from vapenvila.cli.__main__ import run
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db

TOML = """
source_system = "test"
reference = ["id"]
[kind]
column = "type"
values = { shot = "shooting" }
[when]
datetime = "when"
time_zone = "Europe/Stockholm"
[where]
lat = "lat"
lon = "lon"
[victims]
dead = "dead"
injured_unknown = "wounded"
"""
ROWS = HEADER + "1,2024-01-05 21:30,55.6,13.0,shot,1,0,x\n2,2024-02-30,55.6,13.0,shot,0,1,x\n"


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["import", *arguments, "--json"]) == code
    printed = capsys.readouterr()
    result: dict[str, Any] = json.loads(printed.out)
    return result


def test_the_same_file_twice_creates_nothing_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = build_city()
    file = str(write(tmp_path, ROWS))
    how = (
        "incidents",
        file,
        "--profile",
        str(write(tmp_path, TOML, "map.toml")),
        "--programme",
        "vinterhamn",
    )
    first = _json(capsys, *how)
    wanted = {
        "rows": 2, "incidents": 1, "victims": 1, "fatal_victims": 1, "created": 1, "updated": 0, "unchanged": 0, "held": 1,
    }  # fmt: skip
    assert {name: first[name] for name in wanted} == wanted
    assert first["errors"] == [
        {"row": 3, "column": "when", "message": "“2024-02-30” in when is not a day in the calendar."}
    ]
    again = _json(capsys, *how)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    undone = _json(capsys, "undo", first["batch"])
    assert (undone["removed"], undone["restored"]) == (1, 0)
    with acting(programmes=[city.programme.pk]):
        assert not Incident.objects.exists()


def test_a_dry_run_counts_everything_and_keeps_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = build_city()
    how = ("--profile", str(write(tmp_path, TOML, "map.toml")), "--programme", "vinterhamn", "--dry-run")
    result = _json(capsys, "incidents", str(write(tmp_path, ROWS)), *how)
    assert (result["created"], result["batch"], result["dry_run"]) == (1, None, True)
    with acting(programmes=[city.programme.pk]):
        assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("incidents", "{folder}/none.csv", "--profile", "nypd", "--programme", "vinterhamn"),
            "no file none.csv",
        ),
        (
            ("incidents", "{folder}/file.csv", "--profile", "nypdd", "--programme", "vinterhamn"),
            "nypd, philadelphia",
        ),
        (("incidents", "{folder}/file.csv", "--profile", "nypd", "--programme", "nowhere"), "vinterhamn"),
        (
            ("incidents", "{folder}/file.csv", "--profile", "nypd", "--programme", "vinterhamn"),
            "INCIDENT_KEY",
        ),
        (("undo", "I99"), "no batch called I99"),
    ],
)
def test_a_users_error_is_one_sentence_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    build_city()
    write(tmp_path, ROWS)
    capsys.readouterr()
    assert run(["import", *(a.format(folder=tmp_path) for a in arguments)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert len(printed.err.strip().splitlines()) == 1


def test_the_real_nypd_file_goes_in_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    city = build_city()
    file = str(real_file("nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz"))
    result = _json(capsys, "incidents", file, "--profile", "nypd", "--programme", "vinterhamn")
    assert (result["rows"], result["created"], result["held"]) == (27_939, 21_903, 0)
    assert (result["victims"], result["fatal_victims"]) == (27_939, 5_419)
    with acting(programmes=[city.programme.pk]):
        assert Incident.objects.count() == 21_903
    again = _json(capsys, "incidents", file, "--profile", "nypd", "--programme", "vinterhamn")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 21_903)
