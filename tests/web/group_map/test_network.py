"""The network of ties: properties of the whole, no number of a person, everything read on record and inside the room."""

import re
from datetime import timedelta
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.memberships.made_up import a_tie, in_police_room
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.group_map.engine import whole_network
from vapenvila.web.group_map.network import Pair, packed
from vapenvila.web.group_map.network_drawing import draw_people
from vapenvila.web.group_map.queries.network import ties_of_room
from vapenvila.web.people.models import Person

NETWORK = "/p/vinterhamn/memberships/network/"
PEOPLE = [uuid4() for _ in range(12)]


def two_triangles() -> list[Pair]:
    """Two triangles joined by one tie, and a pair apart from them."""
    first, second, apart = PEOPLE[:3], PEOPLE[3:6], (PEOPLE[6], PEOPLE[7])
    return [*combinations(first, 2), *combinations(second, 2), (PEOPLE[2], PEOPLE[3]), apart]


def test_parts_communities_and_joining_places_are_those_of_the_whole() -> None:
    found = whole_network(packed(two_triangles()))
    assert found is not None
    assert (found.components, found.largest) == (2, 6)
    together = {frozenset(found.ids(found.members(number))) for number in range(3)}
    assert together == {frozenset(PEOPLE[:3]), frozenset(PEOPLE[3:6]), frozenset(PEOPLE[6:8])}
    assert set(found.ids(found.joins)) == {PEOPLE[2], PEOPLE[3]}
    assert found.between(3) == {(0, 1): 1}
    assert found.between(1) == {}
    assert whole_network(b"") is None


def test_two_records_of_one_pair_are_one_line_in_whichever_order_they_name_it() -> None:
    one, other = sorted(PEOPLE[:2])
    found = whole_network(packed([(one, other), (other, one)]))
    assert found is not None
    assert found.among(np.array([0, 1])) == {(one, other): 2}
    assert (found.pairs, found.records) == (1, 2)
    assert [found.place_of(person) for person in (one, other, PEOPLE[2])] == [0, 1, None]


pairs = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda p: p[0] != p[1]))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pairs, st.sampled_from(PEOPLE), st.integers(0, 4))
def test_a_neighbourhood_is_whoever_is_reached_step_by_step(
    ties: list[Pair], start: UUID, steps: int
) -> None:
    slowly = {start}
    for _ in range(steps):
        slowly |= {b for a, b in ties if a in slowly} | {a for a, b in ties if b in slowly}
    found = whole_network(packed(ties))
    place = found.place_of(start) if found else None
    if found is None or place is None:
        assert slowly == {start}
        return
    assert list(found.people) == sorted({person for pair in ties for person in pair})
    assert set(found.ids(found.around(place, steps))) == slowly
    assert sum(found.among(found.around(place, steps)).values()) == sum(set(pair) <= slowly for pair in ties)


@pytest.fixture
def city(db: None) -> City:
    return build_city()


def chain(city: City) -> list[Person]:
    """Four people, each tied to the next."""
    now = timezone.now()
    people = [a_person(city, at=now) for _ in range(4)]
    for one, other in pairwise(people):
        a_tie(city, one, other, on=now.date() - timedelta(days=100), at=now)
    return people


def test_the_whole_is_shown_as_communities_and_names_nobody(client: Client, city: City) -> None:
    people = chain(city)
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(NETWORK)
    assert page.status_code == 200
    assert "people with a tie" in page.text
    assert "part that hangs together" in page.text  # there is one
    assert not any(person.pseudonym in page.text for person in people)
    with in_police_room(city):
        events = AuditEvent.objects.filter(act="network.read")
        assert events.get().details["rows"] == 4


def test_a_room_that_was_just_filled_is_read_once_and_not_once_for_each_tie(city: City) -> None:
    chain(city)
    plans: list[str] = []

    def explained(execute: Any, sql: str, *rest: Any) -> Any:
        if "string_agg" in sql:
            with connection.connection.cursor() as beside:
                plans.extend(str(line) for line in beside.execute(f"EXPLAIN {sql}", rest[0]))
        return execute(sql, *rest)

    with in_police_room(city), connection.execute_wrapper(explained):
        found = ties_of_room(city.rooms[AgencyKind.POLICE].pk, today=timezone.localdate(), years=2)
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_nestloop")
            after = cursor.fetchone()
    assert len(found) == 3 * 32
    assert any("Hash" in line for line in plans)
    assert not any("Nested Loop" in line for line in plans)
    assert after == ("on",)


def test_a_neighbourhood_grows_with_the_steps_and_each_line_opens_its_records(
    client: Client, city: City
) -> None:
    people = chain(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    around = f"{NETWORK}around/{people[0].pk}/"
    seen = []
    for steps in (1, 2, 3):
        page = client.get(f"{around}?steps={steps}").text
        seen.append(sum(person.pseudonym in page for person in people))
    assert seen == [2, 3, 4]
    line = re.search(rf'href="({NETWORK}records/[^"]+)"', page)
    assert line is not None
    assert re.search(r"K \d+-26", client.get(line.group(1)).text)
    with in_police_room(city):
        read = AuditEvent.objects.filter(act="network.people_read", subject=people[0].pk)
        assert read.count() >= 3


@pytest.mark.acceptance("S8")
def test_no_person_of_the_network_has_a_number(client: Client, city: City) -> None:
    people = chain(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(f"{NETWORK}around/{people[1].pk}/?steps=3")
    drawn = page.context["drawing"].people
    assert [one.name for one in drawn] == sorted(one.name for one in drawn)
    facts = {name for one in drawn for name in one.__slots__}
    assert facts == {"id", "name", "groups", "x", "y", "start", "joins"}


def test_a_stranger_to_the_room_finds_nobody_there(client: Client, city: City) -> None:
    people = chain(city)
    for role in (Role.COORDINATOR, Role.PROBATION_OFFICER, Role.STEERING_GROUP_MEMBER):
        city.sign_in(client, role)
        for address in (NETWORK, f"{NETWORK}around/{people[0].pk}/"):
            answer = client.get(address)
            assert answer.status_code == 403
            assert people[0].pseudonym not in answer.text
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(f"{NETWORK}around/{uuid4()}/").status_code == 404
    assert client.get(f"{NETWORK}records/{people[0].pk}/{people[3].pk}/").status_code == 404


def test_thousands_are_drawn_one_by_one_in_the_discs_of_their_communities() -> None:
    people = sorted(uuid4() for _ in range(600))
    ties = [(people[n], people[n + k]) for n in range(600) for k in (1, 2) if n // 60 == (n + k) // 60]
    found = whole_network(packed(ties))
    assert found is not None
    names = {person: f"P-{place}" for place, person in enumerate(found.people)}
    drawing = draw_people(found, np.arange(600), names=names, groups={}, start=None)
    assert len({(one.x, one.y) for one in drawing.people}) == 600
    assert all(0 < one.x < drawing.width and 0 < one.y < drawing.height for one in drawing.people)
    assert drawing.crowded
    assert drawing.lines.count("M") == len(drawing.links) == found.pairs
