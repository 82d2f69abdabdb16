"""Copies of a part of the network: exactly what is shown, numbered, on record in the room, and never all ties at once."""

import csv
import io
import zipfile
from datetime import timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.memberships.made_up import a_tie, in_police_room
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.people.models import Person

pytestmark = pytest.mark.django_db
NETWORK = "/p/vinterhamn/memberships/network/"


@pytest.fixture
def city() -> City:
    return build_city()


def tied(city: City, n: int) -> list[Person]:
    """Everybody tied to everybody."""
    now = timezone.now()
    people = [a_person(city, at=now) for _ in range(n)]
    for one, other in combinations(people, 2):
        a_tie(city, one, other, on=now.date() - timedelta(days=100), at=now)
    return people


def order() -> dict[str, str]:
    last = timezone.localdate() + timedelta(days=30)
    return {"purpose": "For the made-up meeting", "recipient": "Made-up unit", "expires_on": last.isoformat()}


def test_the_copy_holds_what_the_page_shows_and_says_its_number(client: Client, city: City) -> None:
    people, apart = tied(city, 3), tied(city, 2)
    city.sign_in(client, Role.POLICE_ANALYST)
    here = f"{NETWORK}around/{people[0].pk}/"
    assert f"{here}export/?years=3&amp;steps=1" in client.get(here).text
    assert "graphml" in client.get(f"{here}export/?steps=1").text
    answer = client.post(
        f"{here}export/?steps=1&form=csv", order() | {"purpose": "=1+1 for the made-up meeting"}
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as together:
        files = {
            name.rsplit("-", 1)[-1]: together.read(name).decode("utf-8-sig") for name in together.namelist()
        }
    rows = list(
        csv.reader(io.StringIO(files["people.csv"]), delimiter=";" if ";" in files["people.csv"] else ",")
    )
    assert {row[0] for row in rows[1:]} == {person.pseudonym for person in people}
    assert not any(person.pseudonym in "".join(files.values()) for person in apart)
    assert len(files["ties.csv"].strip().splitlines()) == 1 + 3
    with in_police_room(city):
        copy = ExportRecord.objects.get(kind="network")
        assert (copy.room, copy.row_count, copy.subject) == (
            city.rooms[AgencyKind.POLICE].pk,
            3,
            people[0].pk,
        )
        assert str(copy) in files["people.csv"]
        assert AuditEvent.objects.filter(act="export.made", subject=copy.pk).count() == 1
        read = AuditEvent.objects.filter(act="network.people_read", subject=people[0].pk)
        assert [event.details["rows"] for event in read] == [3, 3, 3]  # the page, the form, the copy
    assert "Made-up unit" in files["cover.csv"]
    assert "'=1+1 for the made-up meeting" in files["cover.csv"]


def test_drawing_picture_and_graph_carry_the_watermark(client: Client, city: City) -> None:
    people = tied(city, 3)
    tied(city, 2)
    city.sign_in(client, Role.POLICE_ANALYST)
    address = f"{NETWORK}around/{people[0].pk}/export/?community=1&form="
    drawn = client.post(f"{address}svg", order()).content.decode()
    assert "Made-up unit" in drawn
    assert all(person.pseudonym in drawn for person in people)
    assert drawn.rstrip().endswith("</svg>")
    assert client.post(f"{address}png", order()).content.startswith(b"\x89PNG")
    with zipfile.ZipFile(io.BytesIO(client.post(f"{address}graphml", order()).content)) as together:
        written = together.read(next(n for n in together.namelist() if n.endswith(".graphml")))
    graph = ET.fromstring(written)  # noqa: S314 - our own
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(graph.findall(f".//{space}node")) == 3
    assert len(graph.findall(f".//{space}edge")) == 3
    assert "Made-up unit" in str(graph.findtext(f".//{space}desc"))


def a_line(city: City, n: int) -> list[Person]:
    """Each tied to the next."""
    now = timezone.now()
    people = [a_person(city, at=now) for _ in range(n)]
    for one, other in pairwise(people):
        a_tie(city, one, other, on=now.date() - timedelta(days=100), at=now)
    return people


def test_more_than_half_of_the_room_is_refused_with_a_sentence_and_others_get_nothing(
    client: Client, city: City
) -> None:
    people = a_line(city, 12)
    city.sign_in(client, Role.POLICE_ANALYST)
    around = f"{NETWORK}around/{people[3].pk}/"
    for steps, refused in ((2, False), (3, True)):  # 5 and 7 of 12
        page = client.get(f"{around}?steps={steps}").text
        assert ("more than half of everybody with a tie" in page) is refused
        assert (f"export/?years=3&amp;steps={steps}" in page) is not refused
    address = f"{around}export/?form=csv&steps="
    answer = client.post(f"{address}3", order())
    assert answer.status_code == 422
    assert "more than half of everybody with a tie" in answer.text
    with in_police_room(city):
        assert not ExportRecord.objects.filter(kind="network").exists()
    for role in (Role.PROBATION_OFFICER, Role.COORDINATOR):
        city.sign_in(client, role)
        assert client.post(f"{address}2", order()).status_code == 403
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.post(f"{address}2", order()).status_code == 200


def test_the_refusal_of_a_copy_reads_in_swedish(client: Client, city: City) -> None:
    people = a_line(city, 11)
    city.sign_in(client, Role.POLICE_ANALYST)
    client.post(reverse("set-language"), {"language": "sv"})
    page = client.get(f"{NETWORK}around/{people[5].pk}/?steps=3").text
    assert "Det här är mer än hälften av alla i rummet som har en koppling" in page
