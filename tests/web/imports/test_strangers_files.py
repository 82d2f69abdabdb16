"""Made-up files as strangers bring them: what is suggested from columns and values alone gets them in, without code."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from tests.web.imports.files import NOW, adds_up, incidents, told, write
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.preparing import Prepared, prepare
from vapenvila.web.imports.engine.sampling import sample_file
from vapenvila.web.imports.engine.suggestion import suggest

SWEDEN = "Europe/Stockholm"


def _in(path: Path, zone: str = SWEDEN) -> tuple[Prepared, dict[str, Any]]:
    """The file as the page would read it when nobody changes what it suggests."""
    suggested = suggest(sample_file(path), time_zone=zone, source_system="made-up")
    done = prepare(path, mapping_from(suggested), now=NOW, workspace=path.parent / "work")
    assert adds_up(done)
    return done, suggested


def _row(done: Prepared, reference: str) -> dict[str, Any]:
    return incidents(done).filter(pl.col("source_no") == reference).row(0, named=True)


def _at(*parts: int) -> datetime:
    return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], tzinfo=UTC)


def test_semicolons_latin_1_decimal_commas_and_a_separate_clock(tmp_path: Path) -> None:
    text = (
        "Ärendenr;Datum;Tid;Brottstyp;Latitud;Longitud;Döda;Skadade;Område\n"
        "K1;05.01.2024;21.30;Skottlossning;55,6051;13,0012;0;2;Möllevången\n"
        "K2;17.01.2024;kl 23.30;Sprängning;55,6151;13,0112;1;0;Sofielund\n"
        "K3;18.01.2024;okänd;Skottlossning;55,61;13,02;;;Rosengård\n"
    )
    done, _ = _in(write(tmp_path, text.encode("latin-1")))
    first, last = _row(done, "K1"), _row(done, "K3")
    assert (first["occurred_from"], first["lat"], first["area_name"]) == (
        _at(2024, 1, 5, 20, 30),
        55.6051,
        "Möllevången",
    )
    assert _row(done, "K2")["occurred_from"] == _at(2024, 1, 17, 22, 30)
    assert (last["occurred_from"], last["occurred_to"].hour) == (_at(2024, 1, 17, 23, 0), 22)  # the whole day
    assert (4, "time_missing") in told(done)


def test_a_workbook_with_merged_titles_and_dates_as_serial_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:F1", "Händelser 2024")
        sheet.merge_range("A2:F2", "Uttag 2024-06-01")
        rows = (
            ("Nr", "Datum", "Tid", "Typ", "Område", "Skadade"),
            ("X1", 45296, 0.8958333, "Skjutning", "Centrum", 1),
            ("X2", 45297, 0.5, "Sprängning", "Hamnen", 0),
        )
        for number, row in enumerate(rows, start=3):
            sheet.write_row(number, 0, row)
    done, _ = _in(path)
    assert _row(done, "X1")["occurred_from"] == _at(2024, 1, 5, 20, 30)
    assert _row(done, "X2")["occurred_from"] == _at(2024, 1, 6, 11, 0)


def test_a_serial_number_with_its_time_in_one_column(tmp_path: Path) -> None:
    done, _ = _in(write(tmp_path, "Nr,Datum,Typ\nA,45296.8958333,Skjutning\nB,45297,Skjutning\n"))
    assert _row(done, "A")["occurred_from"] == _at(2024, 1, 5, 20, 30)
    assert _row(done, "B")["occurred_from"] == _at(2024, 1, 5, 23, 0)


def test_numbers_that_are_no_dates_stay_unreadable(tmp_path: Path) -> None:
    done, _ = _in(
        write(tmp_path, "Nr,Datum,Typ\nA,2024-01-05,Skjutning\nB,2024-01-06,Skjutning\nC,45296,Skjutning\n")
    )
    assert (4, "date_unreadable") in told(done)


def test_sweref_99_tm_instead_of_degrees(tmp_path: Path) -> None:
    text = "Dnr,Händelsedatum,Typ,N,E,Avlidna,Skadade\n1,2024-01-05 21:30,Skjutning,6163500,374100,0,1\n"
    done, suggested = _in(write(tmp_path, text))
    assert suggested["where"]["epsg"] == 3006
    assert _row(done, "1")["lat"] == pytest.approx(55.6011, abs=1e-3)


def test_one_row_a_victim_with_the_case_number_repeated(tmp_path: Path) -> None:
    text = (
        "Case Number,Date,Crime,Latitude,Longitude,Victim Injury\n"
        "C1,2024-01-05 21:30,SHOOTING,55.6,13.0,FATAL\nC1,2024-01-05 21:30,SHOOTING,55.6,13.0,NON-FATAL\n"
        "C2,2024-02-05 21:30,SHOOTING,55.61,13.0,NON-FATAL\n"
    )
    done, _ = _in(write(tmp_path, text))
    assert (done.report.incidents, done.report.victims, done.report.fatal_victims) == (2, 3, 1)


def test_geojson_with_several_points_and_none(tmp_path: Path) -> None:
    def feature(number: int, geometry: object) -> dict[str, object]:
        facts = {
            "id": f"g{number}",
            "date": f"2024-01-0{number}T21:30:00Z",
            "type": "shooting",
            "killed": None,
        }
        return {"type": "Feature", "properties": facts, "geometry": geometry}

    places = (
        {"type": "MultiPoint", "coordinates": [[13.0, 55.6]]},
        None,
        {"type": "MultiPoint", "coordinates": [[13.0, 55.6], [13.01, 55.61]]},
        {"type": "Polygon", "coordinates": [[[13.0, 55.6], [13.1, 55.6], [13.1, 55.7], [13.0, 55.6]]]},
    )
    whole = {"type": "FeatureCollection", "features": [feature(n, g) for n, g in enumerate(places, start=1)]}
    done, _ = _in(write(tmp_path, json.dumps(whole), "x.geojson"))
    assert incidents(done)["lat"].to_list() == [55.6, None, None, None]
    assert [row for row, code in told(done) if code == "point_missing"] == [2, 3, 4]


def test_the_night_to_a_day_and_clocks_with_words(tmp_path: Path) -> None:
    text = (
        "Diarienr;Datum;Klockslag;Händelse;Plats\nA1;2024-02-03;kl 23.30;Skjutning;Centrum\n"
        "A2;natten mot 2024-02-04;;Skjutning;Centrum\nA3;natten mot måndagen den 5 februari 2024;;Sprängning;Hamnen\n"
        "A4;2024-02-06;ca 21.15;Skjutning;Centrum\nA6;natten till 2024-02-08;kl. 02:15;Skjutning;Y\n"
        "A7;Natten mot 2024-02-09;23:40;Skjutning;Y\nA8;2024-02-10;sent;Skjutning;Y\n"
    )
    done, _ = _in(write(tmp_path, text))
    assert _row(done, "A1")["occurred_from"] == _at(2024, 2, 3, 22, 30)
    assert (_row(done, "A2")["occurred_from"], _row(done, "A2")["occurred_to"]) == (
        _at(2024, 2, 3, 20, 0), _at(2024, 2, 4, 5, 0),
    )  # fmt: skip
    assert _row(done, "A3")["occurred_from"] == _at(2024, 2, 4, 20, 0)
    assert _row(done, "A4")["occurred_from"] == _at(2024, 2, 6, 20, 15)
    assert _row(done, "A6")["occurred_from"] == _at(2024, 2, 8, 1, 15)
    assert _row(done, "A7")["occurred_from"] == _at(2024, 2, 8, 22, 40)  # the evening before
    assert (8, "time_unreadable") in told(done)


def test_american_columns_with_yes_and_no_counts_and_feet(tmp_path: Path) -> None:
    text = (
        "Incident Number,Occurred On,Offense,X_COORD,Y_COORD,Fatal?,# Injured,Block\n"
        "24-1,Jan 5 2024  9:30PM,Shooting,1402000,415000,N,2,12XX VINE ST\n"
        "24-2,Feb 15 2024 11:05AM,Shooting,1403000,416000,Y,0,13XX ELM ST\n"
    )
    done, suggested = _in(write(tmp_path, text), "America/New_York")
    assert (
        "epsg" not in suggested["where"]
    )  # feet of some state: a person chooses, a guess would be silently wrong
    first, second = _row(done, "24-1"), _row(done, "24-2")
    assert (first["dead"], first["injured_unknown"], second["dead"]) == (0, 2, 1)
    assert first["occurred_from"] == _at(2024, 1, 6, 2, 30)


HOMICIDE_OR_BATTERY = """\
CASE_NUMBER,DATE,BLOCK,VICTIMIZATION_PRIMARY,GUNSHOT_INJURY_I,UNIQUE_ID,AGE,SEX,COMMUNITY_AREA,LATITUDE,LONGITUDE
J1,01/05/2024 09:30:00 PM,1200 W MADEUP ST,HOMICIDE,YES,H-1,20-29,M,EAST,41.88,-87.75
J1,01/05/2024 09:30:00 PM,1200 W MADEUP ST,BATTERY,YES,S-1,20-29,M,EAST,41.88,-87.75
J2,01/15/2024 01:05:00 AM,100 S MADEUP AVE,BATTERY,YES,S-2,20-29,F,LOOP,41.87,-87.63
"""
HOURS_APART_FROM_DAYS = """\
OBJECTID,EVENT_UNIQUE_ID,OCC_DATE,OCC_YEAR,OCC_HOUR,DIVISION,DEATH,INJURIES,NEIGHBOURHOOD_158,LONG_WGS84,LAT_WGS84,x,y
1,J1,2024/01/05 05:00:00+00,2024,22,D31,1,1,Madeup Hill (25),-79.5,43.7,-8849899.5,5419000.1
2,J2,2024/02/06 05:00:00+00,2024,2,D42,0,1,Other (130),-79.2,43.8,-8816503.7,5434400.2
"""
YEAR_FIRST_WITH_A_NAME = """\
RMS_NO,DATE_OCCURRED,ADDRESS_X,LONGITUDE_X,LATITUDE_X,AGE,TYPE,INJURY,AREA
J1,2024 Jan 05 10:30:00 PM,12XX MADEUP ST,-84.5,39.1,20,FATAL,HEAD,EAST
J1,2024 Jan 05 10:30:00 PM,12XX MADEUP ST,-84.5,39.1,30,NON-FATAL,LEG,EAST
J2,2024 Feb 05 01:30:00 AM,13XX MADEUP ST,-84.51,39.12,20,NON-FATAL,LEG,WEST
"""
FLAGS_AND_TYPES = """\
incident_num,shooting_date,district,shooting_type_v2,victim_gender,multi_victim
J1,2024-01-05 22:30:00,B3,Fatal,Male,t
J1,2024-01-05 22:30:00,B3,Non-Fatal,Male,t
J2,2024-02-05 01:30:00,B2,Non-Fatal,Female,f
"""


@pytest.mark.parametrize(
    ("text", "zone", "first"),
    [
        (HOMICIDE_OR_BATTERY, "America/Chicago", _at(2024, 1, 6, 3, 30)),
        (HOURS_APART_FROM_DAYS, "America/Toronto", _at(2024, 1, 6, 3, 0)),
        (YEAR_FIRST_WITH_A_NAME, "America/New_York", _at(2024, 1, 6, 3, 30)),
        (FLAGS_AND_TYPES, "America/New_York", _at(2024, 1, 6, 3, 30)),
    ],
)
def test_layouts_of_american_open_data(tmp_path: Path, text: str, zone: str, first: datetime) -> None:
    done, _ = _in(write(tmp_path, text), zone)
    report = done.report
    assert (report.incidents, report.victims, report.fatal_victims, report.held) == (2, 3, 1, 0)
    assert _row(done, "J1")["occurred_from"] == first
