"""Files hold exactly the rows of the filter, cannot run as formulas, say what they are, and can be called back."""

import csv
import io
import json
import re
import tracemalloc
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from vapenvila.rules import exports
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent, ExportRecord, Manner
from vapenvila.web.incidents.models import Incident, IncidentSource
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.row_security import APPLICATION_ROLE

pytestmark = pytest.mark.django_db
REGISTER = "/p/vinterhamn/incidents/"
PERIOD = {"first_day": "2026-03-01", "last_day": "2026-03-31"}


@pytest.fixture
def city(client: Client) -> City:
    """A city with five incidents and its analyst signed in."""
    city = build_city()
    rule = a_count_rule(city)
    for number, kind in enumerate(["shooting", "explosion", "shooting", "arson", "shooting"]):
        an_incident(
            city, kind=kind, when=EVENING + timedelta(days=number * 5), count_rule=rule, place="=cmd|calc"
        )
    with acting(programmes=[city.programme.pk]):
        first = Incident.objects.get(number=1)
        Incident.objects.filter(pk=first.pk).update(latitude=59.3, longitude=-18.0, note="\ufeff\t@SUM(1)")
        IncidentSource.objects.create(
            programme=city.programme,
            incident=first,
            source_system="RAR",
            source_no="+K-1",
            received_at=EVENING,
        )
    city.sign_in(client, Role.POLICE_ANALYST)
    return city


def taken_out(client: Client, query: str = "", **changed: str) -> HttpResponseBase:
    """The answer to asking for a file."""
    wish = {
        "format": "csv",
        "purpose": "Monthly report to the steering group",
        "recipient": "Steering group",
        "expires_on": (date.today() + timedelta(days=30)).isoformat(),  # noqa: DTZ011 - the form takes local days
        **PERIOD,
        **changed,
    }
    return client.post(f"{REGISTER}export/?{query}", wish)


def content(answer: HttpResponseBase) -> bytes:
    """What the file holds."""
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file is streamed


def tables(answer: HttpResponseBase) -> tuple[list[list[str]], dict[str, str]]:
    """The rows of the CSV, line by line, and its cover."""
    together = zipfile.ZipFile(io.BytesIO(content(answer)))
    rows, cover = (
        list(csv.reader(io.StringIO(together.read(name).decode("utf-8-sig"))))
        for name in sorted(together.namelist(), key=len)
    )
    return rows, dict(cover[1:])


def lines(answer: HttpResponseBase) -> list[list[str]]:
    """The CSV, line by line."""
    return tables(answer)[0]


def numbers_of(answer: HttpResponseBase, format: str) -> list[int]:
    """Incident numbers in the file, in its order."""
    if format == "geojson":
        return [feature["id"] for feature in json.loads(content(answer))["features"]]
    if format == "xlsx":
        sheet = zipfile.ZipFile(io.BytesIO(content(answer))).read("xl/worksheets/sheet1.xml").decode()
        return [int(number) for number in re.findall(r'<c r="A\d+"[^>]*><v>(\d+)</v>', sheet)]
    return [int(line[0]) for line in lines(answer)[1:]]


@pytest.mark.acceptance("T8")
@pytest.mark.acceptance("T1")
@pytest.mark.parametrize("format", ["csv", "xlsx", "geojson"])
@pytest.mark.parametrize("query", ["", "kind=shooting", "kind=arson&kind=explosion", "q=%231"])
def test_a_file_holds_exactly_the_rows_on_screen(client: Client, city: City, format: str, query: str) -> None:
    period = f"from={PERIOD['first_day']}&to={PERIOD['last_day']}&{query}"
    screen = client.get(f"{REGISTER}?{period}")
    shown = [incident.number for incident in screen.context["page"]]
    assert numbers_of(taken_out(client, period, format=format), format) == shown
    assert screen.context["totals"].incidents == len(shown)
    with acting(programmes=[city.programme.pk]):
        assert ExportRecord.objects.get().row_count == len(shown)


@pytest.mark.acceptance("T7")
def test_no_cell_can_run_as_a_formula(client: Client, city: City) -> None:
    rows = lines(taken_out(client))
    starts = {cell.lstrip("\ufeff \n")[:1] for line in rows for cell in line}
    assert not starts & {"=", "@", "|", "%", "\t", "\r", "+"}
    assert "'=cmd|calc" in rows[1]
    first = next(line for line in rows if line[0] == "1")
    assert first[rows[0].index("note")] == "'\ufeff\t@SUM(1)"
    assert first[rows[0].index("longitude")] == "-18.0"  # a number, not a text
    assert first[rows[0].index("sources")] == "RAR +K-1"


@pytest.mark.acceptance("T7")
def test_a_spreadsheet_holds_texts_and_no_formulas(client: Client, city: City) -> None:
    book = zipfile.ZipFile(io.BytesIO(content(taken_out(client, format="xlsx"))))
    for name in book.namelist():
        assert b"<f>" not in book.read(name), name


@pytest.mark.acceptance("S21")
@pytest.mark.acceptance("T8")
def test_every_file_says_number_purpose_recipient_filter_rows_and_expiry(client: Client, city: City) -> None:
    answer = taken_out(client, "kind=shooting")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="vapenvila-E1.zip"'
    rows, cover = tables(answer)
    assert {line[-1] for line in rows} == {"copy", "E1"}  # each row says from which copy it is
    assert cover["Watermark"] == "Export E1 from Vinterhamn, for Steering group only"
    assert cover["Purpose"] == "Monthly report to the steering group"
    assert cover["Filter"] == "From: 2026-03-01 · To: 2026-03-31 · Kind: Shooting"
    assert cover["Number of rows"] == "2"
    assert cover["To be destroyed by"]
    assert cover["Handling"]


@pytest.mark.acceptance("S16")
@pytest.mark.acceptance("T17")
def test_every_file_is_on_record(client: Client, city: City) -> None:
    content(taken_out(client, "kind=shooting"))
    event = AuditEvent.objects.get(manner=Manner.EXPORT)
    assert (event.act, event.details["rows"], event.details["format"]) == ("export.made", 2, "csv")
    assert event.details["filter"] == "from=2026-03-01&to=2026-03-31&kind=shooting"


@pytest.mark.acceptance("S21")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"first_day": ""}, "This field is required."),
        ({"first_day": "2010-01-01"}, "An export covers at most five years. Choose a shorter period."),
        ({"purpose": "Report"}, "Write what the file is for, so that somebody else can understand it."),
        ({"recipient": " "}, "This field is required."),
        ({"expires_on": "2020-01-01"}, "Choose a coming day by which the file is destroyed."),
    ],
)
def test_no_file_without_purpose_recipient_period_and_end(
    client: Client, city: City, changed: dict[str, str], sentence: str
) -> None:
    answer = taken_out(client, **changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()  # type: ignore[attr-defined]  # a page, not a file
    with acting(programmes=[city.programme.pk]):
        assert not ExportRecord.objects.exists()


def test_no_file_while_a_part_of_the_filter_is_not_understood(client: Client, city: City) -> None:
    assert taken_out(client, "kind=tank").status_code == 422


@pytest.mark.parametrize("role", [Role.POLICE_OFFICER, Role.SOCIAL_WORKER, Role.STEERING_GROUP_MEMBER])
def test_roles_without_the_right_get_no_file(client: Client, city: City, role: Role) -> None:
    city.sign_in(client, role)
    assert taken_out(client).status_code == 403
    assert client.get("/p/vinterhamn/exports/").status_code == 403


MANY = """
WITH made AS (
  INSERT INTO incidents_incident (id, programme_id, number, kind, occurred_from, occurred_to, place, precision, state,
    state_reason, weapon, outcome, motive, dead, injured_serious, injured_slight, injured_unknown, note, version,
    created_at, updated_at)
  SELECT gen_random_uuid(), %(programme)s, 1000 + i, 'shooting', %(at)s, %(at)s, 'Gatan ' || i, 'unknown', 'reported', '',
    'unknown', 'unknown', 'unknown', 0, 0, 0, 0, '', 1, %(at)s, %(at)s
  FROM generate_series(1, %(amount)s) i RETURNING id, number
)
INSERT INTO incidents_incidentsource (id, programme_id, incident_id, source_system, source_no, received_at)
SELECT gen_random_uuid(), %(programme)s, id, 'RAR', number::text, %(at)s FROM made
"""


def many(city: City, amount: int) -> None:
    """Many incidents at once, instead of those made before. The server learns of them, as it does by itself in time."""
    with acting(programmes=[city.programme.pk]), connection.cursor() as cursor:
        IncidentSource.objects.filter(incident__number__gt=1000).delete()
        Incident.objects.filter(number__gt=1000).delete()
        cursor.execute(MANY, {"programme": city.programme.pk, "amount": amount, "at": EVENING})
        cursor.execute("RESET ROLE")
        cursor.execute("ANALYZE incidents_incident, incidents_incidentsource")
        cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")


@pytest.fixture
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every size were approved: these tests measure, they do not decide."""
    monkeypatch.setattr(exports, "ROWS_ALONE", 10**9)
    monkeypatch.setattr(exports, "SMALL_REGISTER", 10**9)


@pytest.mark.acceptance("T9")
def test_a_file_costs_the_same_number_of_queries_at_any_length(
    client: Client, city: City, any_size: None, django_assert_max_num_queries: Any
) -> None:
    many(city, 10)
    content(taken_out(client))
    with django_assert_max_num_queries(60) as few:
        content(taken_out(client))
    many(city, 200)
    with django_assert_max_num_queries(len(few)):
        content(taken_out(client))


def memory_needed(client: Client, format: str) -> int:
    """Most bytes that Python held while the file was made."""
    tracemalloc.start()
    answer = taken_out(client, format=format)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 200
    assert sum(len(part) for part in answer.streaming_content) > 20_000  # type: ignore[attr-defined, misc]
    return peak


@pytest.mark.acceptance("T9")
@pytest.mark.parametrize("format", ["csv", "xlsx", "geojson"])
def test_three_times_the_rows_need_no_more_memory(
    client: Client, city: City, any_size: None, format: str
) -> None:
    many(city, 2_500)
    few = memory_needed(client, format)
    many(city, 7_500)
    assert memory_needed(client, format) < few * 1.3 + 1_000_000


@pytest.mark.acceptance("T9")
def test_fifty_thousand_rows_leave_in_bounded_memory(client: Client, city: City, any_size: None) -> None:
    many(city, 50_000)
    content(taken_out(client, "kind=arson"))
    assert memory_needed(client, "csv") < 60 * 1024 * 1024
