"""A mapping is suggested for a file nobody has seen, and proves itself by importing."""

from pathlib import Path

import pytest

from tests.web.imports.files import adds_up, prepared, write
from tests.web.imports.test_unseen_cities import AMERICAN, SWEDISH
from vapenvila.web.imports.engine.sampling import sample_file
from vapenvila.web.imports.engine.sentences import UnreadableFileError
from vapenvila.web.imports.engine.suggestion import suggest

BOSTON_LIKE = """\
incident_num,shooting_date,district,shooting_type_v2,victim_gender,multi_victim
I1,2015-01-03 05:49:00+00,B2,Non-Fatal,Male,f
I2,2015-01-05 01:20:00+00,C11,Fatal,Male,f
I2,2015-01-05 01:20:00+00,C11,Non-Fatal,Female,t
"""
TORONTO_LIKE = """\
X,Y,EVENT_UNIQUE_ID,OCC_DATE,OCC_TIME_RANGE,DEATH,INJURIES,LONG_WGS84,LAT_WGS84
-8841000.1,5420000.2,GO-2004-1,2004/01/01 05:00:00+00,Night,0,1,-79.41,43.71
-8842000.1,5421000.2,GO-2004-2,2004/01/02 05:00:00+00,Morning,1,2,-79.42,43.72
"""


@pytest.mark.parametrize(
    ("content", "zone", "incidents", "held"),
    [
        (SWEDISH, "Europe/Stockholm", 3, 1),
        (AMERICAN, "America/New_York", 4, 0),
        (BOSTON_LIKE, "America/New_York", 2, 0),
        (TORONTO_LIKE, "America/Toronto", 2, 0),
    ],
    ids=["Swedish", "American", "Boston-like", "Toronto-like"],
)
def test_the_suggestion_alone_imports_the_file(
    tmp_path: Path, content: str, zone: str, incidents: int, held: int
) -> None:
    path = write(tmp_path, content)
    settings = suggest(sample_file(path), time_zone=zone, source_system="new-city")
    result = prepared(path, settings)
    assert (result.report.incidents, result.report.held) == (incidents, held), result.report.issues
    assert adds_up(result)


def test_fatal_and_non_fatal_are_not_mixed_up(tmp_path: Path) -> None:
    settings = suggest(
        sample_file(write(tmp_path, BOSTON_LIKE)), time_zone="America/New_York", source_system="b"
    )
    assert settings["victims"]["injury"]["values"] == {"Non-Fatal": "unknown", "Fatal": "dead"}


def test_columns_about_persons_are_never_suggested(tmp_path: Path) -> None:
    path = write(tmp_path, "id,date,victim name,victim age,text\n1,2024-01-05,A B,19,x\n")
    settings = suggest(sample_file(path), time_zone="Europe/Stockholm", source_system="x")
    assert "victim name" not in str(settings)
    assert "victim age" not in str(settings)


@pytest.mark.parametrize("content", ["pseudonym;typ;datum\n", "pseudonym;typ;datum\n\n;;\n"])
def test_a_heading_alone_is_said_before_anybody_maps_its_columns(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableFileError, match="holds a header but no rows"):
        sample_file(write(tmp_path, content))
