"""The data-protection officer searches the trail of their programme, and reads no casework."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import City, build_city
from tests.web.oversight.copies import a_wish
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.oversight.queries import EVENTS_PER_PAGE
from vapenvila.web.site import texts
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T16"), pytest.mark.acceptance("S18")]

PAGE = "/p/vinterhamn/trail/"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
INCIDENT = new_id()


@pytest.fixture
def city(client: Client) -> City:
    texts.compile_all()
    city = build_city()
    analyst, officer = city.people[Role.POLICE_ANALYST].pk, city.people[Role.POLICE_OFFICER].pk
    here = city.programme.pk
    record(
        act="incident.reclassified",
        by=analyst,
        at=NOON,
        programme=here,
        subject_kind="incident",
        subject=INCIDENT,
        details={"name": "=SUM(A1)"},
    )
    record(act="incident.read", by=officer, at=NOON + timedelta(days=1), programme=here, manner=Manner.READ)
    record(
        act="incident.read",
        by=officer,
        at=NOON,
        programme=new_id(),
        manner=Manner.READ,
        details={"name": "elsewhere"},
    )
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    return city


def _text(client: Client, **search: str | int) -> str:
    answer = client.get(PAGE, search)
    assert answer.status_code == 200
    return answer.content.decode().split('id="lines"')[1]


def test_the_officer_sees_the_programmes_events_and_no_others(client: Client, city: City) -> None:
    lines = _text(client)
    assert "<td>Incident classified anew</td>" in lines
    assert "<td>Incident read</td>" in lines
    assert "incident.read" not in lines  # words, not codes
    assert "Påhittad police_analyst" in lines
    assert "elsewhere" not in lines


@pytest.mark.parametrize(
    ("search", "found", "left_out"),
    [
        ({"act": "incident.read"}, "Incident read", "Incident classified anew"),
        ({"manner": "read"}, "Incident read", "Incident classified anew"),
        ({"subject": str(INCIDENT)}, "Incident classified anew", "Incident read"),
        ({"first_day": "2026-03-03"}, "Incident read", "Incident classified anew"),
        ({"last_day": "2026-03-02"}, "Incident classified anew", "Incident read"),
    ],
)
def test_the_trail_is_searched_by_act_manner_record_and_period(
    client: Client, city: City, search: dict[str, str], found: str, left_out: str
) -> None:
    lines = _text(client, **search)
    assert f"<td>{found}</td>" in lines
    assert f"<td>{left_out}</td>" not in lines


def test_the_trail_is_searched_by_actor(client: Client, city: City) -> None:
    lines = _text(client, actor=str(city.people[Role.POLICE_OFFICER].pk))
    assert "Incident read" in lines
    assert "Incident classified anew" not in lines


def test_searching_leaves_an_event_of_its_own(client: Client, city: City) -> None:
    _text(client, act="incident.read")
    with acting(programmes=[city.programme.pk]):
        event = AuditEvent.objects.get(act="trail.read")
    assert event.details == {"act": "incident.read"}


def test_a_field_with_an_error_says_what_to_do(client: Client, city: City) -> None:
    answer = client.get(
        PAGE, {"subject": "not-an-identifier", "first_day": "2026-03-03", "last_day": "2026-03-01"}
    )
    assert "This is no identifier or pseudonym of your room." in answer.content.decode()
    assert "The period ends before it begins." in answer.content.decode()


def test_pages_follow_on_each_other_without_gap_or_overlap(client: Client, city: City) -> None:
    here = city.programme.pk
    for number in range(EVENTS_PER_PAGE * 2 + 20):  # many at the very same time
        record(act="incident.merged", by=None, at=NOON, programme=here, details={"number": number})
    seen: list[int] = []
    address = f"{PAGE}?act=incident.merged"
    while address:
        answer = client.get(address)
        seen += [line.id for line in answer.context["page"].lines]
        older = answer.context["older"]
        address = f"{PAGE}?{older}" if older else ""
    assert len(seen) == EVENTS_PER_PAGE * 2 + 20
    assert seen == sorted(set(seen), reverse=True)


def test_the_number_of_queries_does_not_grow_with_the_trail(client: Client, city: City) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(PAGE)
        return len(caught)

    queries()
    few = queries()
    for person in city.people.values():
        for _ in range(5):
            record(act="incident.read", by=person.pk, at=NOON, programme=city.programme.pk)
    assert queries() == few


@pytest.mark.acceptance("T7")
@pytest.mark.acceptance("T8")
@pytest.mark.acceptance("T17")
def test_the_export_holds_exactly_the_events_shown_and_is_on_record(client: Client, city: City) -> None:
    shown = client.get(PAGE, {"act": "incident.reclassified"}).context["page"]
    answer = client.post(f"{PAGE}export/?act=incident.reclassified", a_wish())
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [int(row["event"]) for row in rows] == [line.id for line in shown.lines]
    assert rows[0]["who"] == "Påhittad police_analyst"
    assert rows[0]["details"] == "name==SUM(A1)"
    with acting(programmes=[city.programme.pk]):
        event = AuditEvent.objects.get(act="export.made")
    assert (event.manner, event.details["rows"]) == ("export", 1)
    assert event.details["filter"] == "act=incident.reclassified"
    assert rows[0]["copy"] == "E1"


def test_codes_and_identifiers_are_read_in_words_and_stand_beside_them_in_the_file(
    client: Client, city: City
) -> None:
    officer, room = city.people[Role.POLICE_OFFICER], city.rooms[AgencyKind.POLICE]
    details = {
        "roles": ["police_officer"],
        "mission": str(new_id()),
        "room": str(room.pk),
        "user": str(officer.pk),
    }
    record(
        act="mission.given",
        by=None,
        at=NOON,
        programme=city.programme.pk,
        subject_kind="account",
        details=details,
    )
    for language, role in (("en", "Police officer"), ("sv", "Polis")):
        User.objects.update(language=language)
        shown = " ".join(_text(client, act="mission.given").split())
        for told in (role, room.agency.name, officer.name, f"…{details['mission'][-8:]}"):
            assert told in shown.split("trail-details")[1]
        assert "police_officer<" not in shown
    answer = client.post(f"{PAGE}export/?act=mission.given", a_wish())
    (row,) = csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig")))
    assert (row["act"], row["act_in_words"], row["record_in_words"]) == (
        "mission.given",
        "Uppdrag givet",
        "konto",
    )
    assert "roles=['police_officer']" in row["details"]  # the code never changes
    assert "roller: Polis" in row["details_in_words"]
    assert f"rum: {room.agency.name}" in row["details_in_words"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DATA_PROTECTION_OFFICER])
@pytest.mark.parametrize("page", ["", "export/", "seals/"])
def test_nobody_else_reads_the_trail(client: Client, city: City, role: Role, page: str) -> None:
    city.sign_in(client, role)
    assert client.get(PAGE + page).status_code == 403


def test_everybody_sees_what_they_did_themselves_and_nothing_else(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    answer = client.get("/account/trail/")
    lines = answer.context["page"].lines
    assert [line.act for line in lines] == ["incident.read", "incident.read"]  # here and elsewhere
    assert "Incident classified anew" not in answer.content.decode()
