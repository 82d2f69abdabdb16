"""Every route × every role: what the rule says is what the page answers. A stranger gets 404 everywhere."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from tests.cast import City, build_city
from tests.guards.route_examples import EXAMPLES
from tests.guards.routes import Route, all_routes, programme_routes
from vapenvila.rules.rights import may
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.wall.acting import acting

DONE = {200, 204, 302, 400, 409, 422}  # 4xx here: an empty form was sent
SIGN_IN = "/account/sign-in/"
STRANGERS = (Role.PROJECT_LEADER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR)  # who may most, elsewhere


def _unmarked(routes: list[Route]) -> list[str]:
    return [
        r.pattern for r in routes if r.right is None and not r.for_signed_in and not r.public_because.strip()
    ]


def test_every_view_says_who_may_open_it() -> None:
    assert _unmarked(all_routes()) == []


def test_a_view_without_a_mark_fails_the_guard() -> None:
    def careless(_: object) -> HttpResponse:
        return HttpResponse()

    route = path("careless/", careless, name="careless")
    assert _unmarked([Route("careless", str(route.pattern), (), careless)]) == ["careless/"]


def test_what_lies_under_a_programme_asks_for_a_right() -> None:
    without = [r.pattern for r in all_routes() if r.pattern.startswith("/p/") and r.right is None]
    assert without == []


def test_each_route_has_one_name() -> None:
    names = [route.name for route in all_routes()]
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_each_route_that_names_an_object_has_an_example() -> None:
    missing = [r.name for r in programme_routes() if r.of_objects and r.name not in EXAMPLES]
    assert missing == [], (
        "give each an example object in the file of its part of the house, tests/guards/examples/"
    )
    gone = set(EXAMPLES) - {r.name for r in programme_routes()}
    assert gone == set()


def _address(route: Route, city: City, person: User, slug: str) -> str:
    if not route.of_objects:
        return route.address(programme=slug)
    with acting(user=person.pk, programmes=[city.programme.pk]):
        return route.address(programme=slug, **EXAMPLES[route.name](city, person))


def _answer(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    if answer.streaming:
        list(answer)  # a file is read to its end and closed
    return answer.status_code


@pytest.mark.django_db
@pytest.mark.acceptance("S1")
@pytest.mark.acceptance("S18")
@pytest.mark.acceptance("T2")
@pytest.mark.parametrize("route", programme_routes(), ids=lambda route: route.name)
def test_each_role_gets_what_the_rule_says(client: Client, route: Route) -> None:
    city = build_city()
    today = timezone.localdate()
    wrong = []
    for role, person in city.people.items():
        address = _address(route, city, person, city.programme.slug)
        city.sign_in(client, role)
        assert route.right is not None
        allowed = may(reader_of(person.pk), route.right, city.programme.pk, today=today)
        status = _answer(client, address)
        if status not in (DONE if allowed else {403}):
            wrong.append(
                f"{role.value}: the rule {'allows' if allowed else 'refuses'}, the page answers {status}"
            )
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.acceptance("S1")
@pytest.mark.acceptance("T6")
@pytest.mark.parametrize("route", programme_routes(), ids=lambda route: route.name)
def test_a_stranger_gets_404_and_somebody_unknown_is_sent_to_sign_in(client: Client, route: Route) -> None:
    city, elsewhere = build_city(), build_city("sommarhamn", "Sommarhamn")
    address = _address(route, city, city.people[Role.PROJECT_LEADER], city.programme.slug)
    answer = client.get(address)
    answer = client.post(address) if answer.status_code == 405 else answer
    assert (answer.status_code, answer["Location"][: len(SIGN_IN)]) == (302, SIGN_IN)
    for role in STRANGERS:
        elsewhere.sign_in(client, role)
        assert _answer(client, address) == 404, role


OF_EVERY_CITY = {"import-feed-switch"}  # names a source on the web, the same in every programme


@pytest.mark.django_db
@pytest.mark.acceptance("S1")
@pytest.mark.parametrize(
    "route",
    [route for route in programme_routes() if route.of_objects and route.name not in OF_EVERY_CITY],
    ids=lambda route: route.name,
)
def test_another_citys_object_is_unknown_under_ones_own_programme(client: Client, route: Route) -> None:
    city, elsewhere = build_city(), build_city("sommarhamn", "Sommarhamn")
    today = timezone.localdate()
    for role in (*STRANGERS, Role.POLICE_ANALYST, Role.STEERING_GROUP_MEMBER):
        person = elsewhere.people[role]
        address = _address(route, city, city.people[role], elsewhere.programme.slug)
        elsewhere.sign_in(client, role)
        assert route.right is not None
        allowed = may(reader_of(person.pk), route.right, elsewhere.programme.pk, today=today)
        assert _answer(client, address) == (404 if allowed else 403), role


@pytest.mark.django_db
@pytest.mark.acceptance("T21")
def test_a_programme_one_is_no_part_of_looks_like_one_that_does_not_exist(client: Client) -> None:
    build_city()
    build_city("sommarhamn", "Sommarhamn").sign_in(client, Role.COORDINATOR)

    def page(slug: str) -> str:
        text = client.get(f"/p/{slug}/").content.decode().replace(slug, "…")
        return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}", "…", text)  # request identity, form token

    assert page("vinterhamn") == page("nowhere-at-all")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [route for route in all_routes() if route.for_signed_in], ids=lambda route: route.name
)
def test_somebody_unknown_is_sent_to_sign_in(client: Client, route: Route) -> None:
    answer = client.get(route.address_of_nothing())
    answer = client.post(route.address_of_nothing()) if answer.status_code == 405 else answer
    assert answer.status_code in {302, 401}
    assert answer.status_code == 401 or answer["Location"].startswith(SIGN_IN)
