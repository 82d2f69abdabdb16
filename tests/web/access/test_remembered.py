"""A page made once is shown to all who may see the same, and to nobody else; each showing is on record."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import City, build_city
from tests.web.accounts.sign_in import trail
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.access import remembered as module
from vapenvila.web.access.kept_pages import KeptPage, Shelf
from vapenvila.web.access.late_parts import TOKEN_MARK, _mark
from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.actions.saved_filters import save_filter
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.partners.models import Mission
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = pytest.mark.django_db


class Versions:
    """The version of the picture as the tests say it: their own rows are never committed."""

    def __init__(self) -> None:
        self.now: int | None = 1
        self.shelf = Shelf()


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> Versions:
    said = Versions()
    monkeypatch.setattr(module, "picture_version", lambda _programme: said.now)
    monkeypatch.setattr(module, "SHELF", said.shelf)
    return said


@pytest.fixture
def city() -> City:
    return build_city()


def _list(city: City) -> str:
    return reverse("incidents", kwargs={"programme": city.programme.slug})


def _get(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def _colleague(city: City, role: Role, kind: AgencyKind) -> User:
    person = User.objects.create_user(
        email="second@vinterhamn.example",
        password="made-up-and-long-enough",
        name="Andra Påhitt",
        language="en",
    )
    Mission.objects.create(user=person, room=city.rooms[kind], roles=[role.value], first_day=date(2020, 1, 1))
    return person


def test_a_page_is_kept_until_the_picture_changes(client: Client, city: City, versions: Versions) -> None:
    city.sign_in(client, Role.COORDINATOR)
    an_incident(city, place="Hamngatan 3")
    assert "Hamngatan 3" in _get(client, _list(city))
    an_incident(city, place="Storgatan 9")
    assert "Storgatan 9" not in _get(
        client, _list(city)
    )  # no new version was said, so the kept page is shown
    versions.now = 2
    assert "Storgatan 9" in _get(client, _list(city))


def test_a_transaction_that_has_changed_something_is_shown_its_own_change(
    client: Client, city: City, versions: Versions
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    _get(client, _list(city))
    an_incident(city, place="Storgatan 9")
    versions.now = None
    assert "Storgatan 9" in _get(client, _list(city))


def test_each_showing_is_on_record_as_a_read_by_the_person_who_saw(
    client: Client, city: City, versions: Versions
) -> None:
    an_incident(city)
    first = city.sign_in(client, Role.COORDINATOR)
    _get(client, _list(city))
    second = _colleague(city, Role.COORDINATOR, AgencyKind.MUNICIPALITY)
    client.force_login(second, backend="allauth.account.auth_backends.AuthenticationBackend")
    _get(client, _list(city))
    with acting(programmes=[city.programme.pk]):
        shown = [event for event in trail() if event.act == "incident.listed"]
    assert {event.user for event in shown} == {first.pk, second.pk}
    assert len({event.request for event in shown}) == 2
    assert shown[0].details == shown[1].details


def test_two_people_of_one_room_share_a_page_and_each_sees_their_own_name_and_filters(
    client: Client, city: City, versions: Versions
) -> None:
    first = city.sign_in(client, Role.COORDINATOR)
    with acting(programmes=[city.programme.pk], user=first.pk):
        save_filter(
            programme=city.programme,
            name="Only mine",
            chosen=IncidentFilter(kinds=("shooting",)),
            shared=False,
            by=first,
            at=city.programme.created_at,
        )
    own = _get(client, _list(city))
    assert first.name in own
    assert "Only mine" in own
    second = _colleague(city, Role.COORDINATOR, AgencyKind.MUNICIPALITY)
    client.force_login(second, backend="allauth.account.auth_backends.AuthenticationBackend")
    other = _get(client, _list(city))
    assert "Andra Påhitt" in other
    assert first.name not in other
    assert "Only mine" not in other
    assert len(versions.shelf._pages) == 1


def test_another_role_or_room_never_gets_a_page_made_for_this_one(
    client: Client, city: City, versions: Versions
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    assert "New incident" in _get(client, _list(city))
    city.sign_in(client, Role.PROBATION_OFFICER)
    assert "New incident" not in _get(client, _list(city))
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    assert client.get(_list(city)).status_code == 403
    stranger = build_city("sommarhamn", "Sommarhamn")
    stranger.sign_in(client, Role.COORDINATOR)
    assert client.get(_list(city)).status_code == 404


def test_language_filter_and_part_are_pages_of_their_own(
    client: Client, city: City, versions: Versions
) -> None:
    person = city.sign_in(client, Role.COORDINATOR)
    an_incident(city, kind="explosion")
    assert "Explosion" in _get(client, _list(city))
    assert "No incident matches" in _get(client, f"{_list(city)}?kind=arson")
    assert "<html" not in _get(client, _list(city), **{"HX-Request": "true"})
    User.objects.filter(pk=person.pk).update(language="sv")
    assert 'lang="sv"' in _get(client, _list(city))


def test_no_mark_ever_reaches_a_browser_and_each_showing_has_a_token_that_works(
    client: Client, city: City, versions: Versions
) -> None:
    strict = Client(enforce_csrf_checks=True)
    city.sign_in(strict, Role.COORDINATOR)
    found = an_incident(city)
    address = reverse("incident", kwargs={"programme": city.programme.slug, "number": found.number})
    for path in (_list(city), _list(city), address, address):
        text = _get(strict, path)
        assert TOKEN_MARK not in text
        assert _mark("") not in text
    token = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = strict.post(
        reverse("set-language"), {"csrfmiddlewaretoken": token, "language": "sv", "next": "/"}
    )
    assert answer.status_code == 302


def test_a_message_is_shown_once_and_to_its_receiver_alone(
    client: Client, city: City, versions: Versions
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    _get(client, _list(city))
    client.post(
        reverse("incident-filters", kwargs={"programme": city.programme.slug}),
        {"name": "", "query": "kind=arson"},
    )
    assert "Give the filter a name." in _get(client, _list(city))
    assert "Give the filter a name." not in _get(client, _list(city))


def test_a_refused_or_changed_answer_is_not_kept(client: Client, city: City, versions: Versions) -> None:
    city.sign_in(client, Role.COORDINATOR)
    grid = reverse("incident-grid", kwargs={"programme": city.programme.slug})
    assert client.post(grid, {}).status_code == 422
    assert client.get(f"{_list(city)}999999/").status_code == 404
    assert not versions.shelf._pages


def test_the_shelf_holds_no_more_than_it_may_and_drops_what_is_old() -> None:
    shelf, here, elsewhere = Shelf(most_bytes=100), new_id(), new_id()

    def page(size: int) -> KeptPage:
        return KeptPage(b"x" * size, (), ())

    shelf.keep(here, 1, "too large", page(11))
    assert shelf.find(here, 1, "too large") is None
    for number in range(12):
        shelf.keep(here, 1, number, page(10))
    assert shelf.bytes == 100
    assert shelf.find(here, 1, 1) is None  # the least lately used went first
    shelf.keep(elsewhere, 7, "theirs", page(10))
    shelf.keep(here, 2, "new", page(10))
    assert shelf.bytes == 20
    assert shelf.find(elsewhere, 7, "theirs") is not None
    shelf.keep(here, 1, "late", page(10))  # made of rows that are older than what is known
    assert shelf.find(here, 1, "late") is None
    shelf.keep(here, 2, "new", page(5))
    assert shelf.bytes == 15
