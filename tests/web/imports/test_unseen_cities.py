"""Cities nobody here has seen: their own file gets in by a TOML file alone, without code."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.imports.files import NOW, adds_up, incidents, real_file, told, write
from vapenvila.web.imports.engine.mapping_reading import mapping_from_toml
from vapenvila.web.imports.engine.preparing import Prepared, prepare
from vapenvila.web.imports.engine.sentences import UnusableMappingError

SWEDISH = """\
Händelseutdrag Sandköping;;;;;;;;;;
;;;;;;;;;;
Diarienr;Händelse;Fr.o.m. datum;Fr.o.m. tid;T.o.m. datum;T.o.m. tid;N;E;Delområde;Döda;Skadade;Fritext
K-1001/24;Skjutning;2024-03-02;22:15;2024-03-02;22:15;6164200;118460;Möllevången;0;2;Tips: 070-123 45 67
K-1002/24;Sprängning;2024-03-30;23:00;2024-03-31;06:30;6164300,5;118400,2;Sofielund;;;Port skadad
K-1003/24;Försök till sprängning;2024-04-01;;2024-04-01;;;;Rosengård;0;0;
K-1004/24;Stöld;2024-04-01;;2024-04-01;;;;Rosengård;0;0;
K-1005/24;Okänt;2024-04-02;;2024-04-02;;;;Rosengård;0;0;Målsägande 850709-9805
K-1006/24;Knivskärning;2024-04-31;;2024-04-31;;;;Rosengård;0;1;
"""
SWEDISH_TOML = """\
name = "Sandköping, polisens utdrag"
source_system = "sandkoping"
reference = ["Diarienr"]
note = ["Fritext"]

[kind]
column = "Händelse"
[kind.values]
"Skjutning" = "shooting"
"Sprängning" = "explosion"
"Försök till sprängning" = "explosion_attempt"
"Knivskärning" = "stabbing"
"Stöld" = "skip"

[when]
date = "Fr.o.m. datum"
time = "Fr.o.m. tid"
to_date = "T.o.m. datum"
to_time = "T.o.m. tid"
time_zone = "Europe/Stockholm"

[where]
x = "E"
y = "N"
epsg = 3008
area = ["Delområde"]

[victims]
dead = "Döda"
injured_unknown = "Skadade"
"""

AMERICAN = """\
RowID,Incident No,Offense,Occurred,Block Location,Victim Status,District
1,24-0001,SHOOTING - NONFATAL,03/04/2024 11:05:00 PM,"1200 BLOCK VINE ST (39.108388, -84.503634)",WOUNDED,1
2,24-0001,SHOOTING - FATAL,03/04/2024 11:05:00 PM,"1200 BLOCK VINE ST (39.108388, -84.503634)",DECEASED,1
3,24-0002,SHOOTING - NONFATAL,03/10/2024 02:30:00 AM,"800 BLOCK ELM ST (39.11, -84.51)",GRAZED,2
4,24-0003,SHOOTING - NONFATAL,12/25/2023 12:00:00 AM,,WOUNDED,(null)
5,24-0004,ASSAULT - STABBING,01/15/2024 08:00:00 AM,"(39.12, -84.52)",WOUNDED,3
"""
AMERICAN_TOML = """\
source_system = "queen-city"
reference = ["Incident No"]
state = "confirmed"
[kind]
column = "Offense"
otherwise = "skip"
values = { "shooting - nonfatal" = "shooting", "shooting - fatal" = "shooting" }
[when]
datetime = "Occurred"
time_zone = "America/New_York"
[where]
point = "Block Location"
precision = "block"
area = ["District"]
bounds = [39.0, -84.8, 39.3, -84.3]
[victims]
rows = true
[victims.injury]
column = "Victim Status"
values = { deceased = "dead", wounded = "unknown", grazed = "slight" }
"""


def _imported(folder: Path, content: bytes | str, toml: str) -> Prepared:
    mapping = mapping_from_toml(write(folder, toml, "mapping.toml"))
    return prepare(write(folder, content), mapping, now=NOW, workspace=folder / "work")


def test_a_swedish_file_with_semicolons_intervals_and_a_local_grid(tmp_path: Path) -> None:
    result = _imported(tmp_path, SWEDISH.encode("cp1252"), SWEDISH_TOML)
    report = result.report
    assert (report.encoding, report.separator, report.header_row) == ("Windows-1252", ";", 3)
    assert (report.rows, report.incidents, report.skipped, report.held) == (6, 3, 1, 2)
    assert adds_up(result)
    shooting, blast, attempt = incidents(result).iter_rows(named=True)
    assert shooting["lat"] == pytest.approx(55.6005, abs=1e-3)
    assert shooting["injured_unknown"] == 2
    assert blast["occurred_from"] == datetime(2024, 3, 30, 22, 0, tzinfo=UTC)
    assert blast["occurred_to"] == datetime(2024, 3, 31, 4, 30, tzinfo=UTC)
    assert blast["dead"] is None  # an empty cell says nothing, not zero
    assert (attempt["precision"], attempt["area_name"]) == ("area", "Rosengård")
    assert (8, "category_unknown") in told(result)
    assert (9, "date_impossible") in told(result)


def test_numbers_of_persons_and_phones_are_masked_and_told(tmp_path: Path) -> None:
    toml = SWEDISH_TOML.replace('"Stöld" = "skip"', '"Stöld" = "skip"\n"Okänt" = "other"')
    result = _imported(tmp_path, SWEDISH.encode("cp1252"), toml)
    notes = incidents(result)["note"].drop_nulls().to_list()
    assert not any("070" in note or "850709" in note for note in notes)
    assert (4, "phone_number") in told(result)
    assert (8, "personal_number") in told(result)
    spooled = b"".join(p.read_bytes() for p in result.spool.folder.glob("incidents*"))
    assert b"850709" not in spooled


def test_an_american_victim_file_with_am_pm_and_the_point_inside_the_address(tmp_path: Path) -> None:
    result = _imported(tmp_path, AMERICAN, AMERICAN_TOML)
    report = result.report
    assert (report.rows, report.incidents, report.victims, report.fatal_victims) == (5, 3, 4, 1)
    assert report.date_orders == {"Occurred": "mdy"}
    first, second, third = incidents(result).iter_rows(named=True)
    assert first["occurred_from"] == datetime(2024, 3, 5, 4, 5, tzinfo=UTC)
    assert (first["lat"], first["outcome"]) == (39.108388, "fatal")
    assert second["injured_slight"] == 1
    assert (4, "time_in_gap") in told(result)  # 02:30 on the night when the clock was moved forward
    assert third["area_name"] is None


def test_a_file_without_any_number_gets_in_row_by_row(tmp_path: Path) -> None:
    toml = """
source_system = "london"
kind = "other"
outcome = "fatal"
[when]
date = "date"
time_zone = "Europe/London"
[where]
area = ["borough"]
[victims]
rows = true
fatal = { column = "year", yes = ["2006", "2007", "2008", "2009", "2010", "2011"] }
"""
    path = real_file("london_murders_2006_2011", "london_murders.csv")
    result = _imported(tmp_path, path.read_bytes(), toml)
    assert (result.report.incidents, result.report.fatal_victims, result.report.held) == (838, 838, 0)
    assert incidents(result)["source_no"].n_unique() == 838


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("epsg = 3008", "epsg = 9999"), "9999"),
        (('"shooting"', '"shootin"'), "shootin"),
        (("Europe/Stockholm", "Europe/Malmö"), "Europe/Malmö"),
        (('date = "Fr.o.m. datum"', ""), "when.datetime"),
        (("[victims]", "[victim]"), "victim"),
        (('source_system = "sandkoping"', ""), "source_system"),
        (('x = "E"', ""), "coordinates"),
        (("[kind]", "[kind"), "TOML"),
    ],
)
def test_a_slip_in_the_mapping_is_named(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    with pytest.raises(UnusableMappingError) as problem:
        _imported(tmp_path, SWEDISH.encode("cp1252"), SWEDISH_TOML.replace(*change))
    assert words in str(problem.value)
