"""The persons' pages: what they show to whom, and what no address and no log ever holds."""

import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.people.made_up import NUMBER, a_ground, a_person, in_room
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.partners.models import Mission
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db

P = "/p/vinterhamn/persons/"


@pytest.fixture
def city() -> City:
    return build_city()


def test_the_list_shows_pseudonyms_and_no_name(client: Client, city: City) -> None:
    person = a_person(city, surname="Hemligsson", at=timezone.now())
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(P)
    assert person.pseudonym in page.content.decode()
    assert "Hemligsson" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_whoever_is_not_suspected_is_marked_so_on_list_and_page(client: Client, city: City) -> None:
    person = a_person(city, ground=a_ground(Mark.WITNESS), at=timezone.now())
    city.sign_in(client, Role.POLICE_ANALYST)
    for address in (P, f"{P}{person.pk}/"):
        assert "witness – not suspected" in client.get(address).content.decode()


@pytest.mark.acceptance("S1")
@pytest.mark.acceptance("T3")
def test_another_agencys_person_is_404_and_in_no_list_or_search(client: Client, city: City) -> None:
    person = a_person(city, AgencyKind.SOCIAL, surname="Hjälpsökande", personnummer=NUMBER, at=timezone.now())
    city.sign_in(client, Role.POLICE_ANALYST)
    for rest in ("", "edit/", "review/", "remove/", "emergency/"):
        assert client.get(f"{P}{person.pk}/{rest}").status_code == 404
    assert client.post(f"{P}{person.pk}/identity/", {"purpose": "casework"}).status_code == 404
    assert person.pseudonym not in client.get(P).content.decode()
    for text in ("Hjälpsökande", NUMBER):
        found = client.post(f"{P}search/", {"text": text, "purpose": "casework"}).content.decode()
        assert person.pseudonym not in found
        assert "Nobody found in this room" in found


def test_social_services_get_a_search_and_no_list(client: Client, city: City) -> None:
    person = a_person(city, AgencyKind.SOCIAL, surname="Påhittsson", at=timezone.now())
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(P).content.decode()
    assert person.pseudonym not in page
    assert "There is no list" in page
    assert client.get(f"{P}duplicates/").status_code == 403
    assert (
        person.pseudonym
        in client.post(f"{P}search/", {"text": "Påhittsson", "purpose": "casework"}).content.decode()
    )


@pytest.mark.acceptance("S16")
def test_what_is_searched_for_stands_in_no_log_but_whom_it_showed_does(client: Client, city: City) -> None:
    person = a_person(city, surname="Påhittsson", personnummer=NUMBER, at=timezone.now())
    user = city.sign_in(client, Role.POLICE_ANALYST)
    for text in ("Påhittsson", "900602-2397"):
        client.post(f"{P}search/", {"text": text, "purpose": "contact"})
    assert client.get(f"{P}search/").status_code == 405
    with acting(user=user.pk, programmes=[city.programme.pk]):
        events = list(AuditEvent.objects.filter(user=user.pk))
    assert [e.subject for e in events if e.act == "person.identity_read"] == [person.pk] * 2
    told = json.dumps([e.details for e in events])
    assert "hittsson" not in told
    assert "2397" not in told


def test_the_identity_shows_on_request_for_a_purpose_only(client: Client, city: City) -> None:
    person = a_person(city, surname="Hemligsson", at=timezone.now())
    city.sign_in(client, Role.POLICE_ANALYST)
    assert "Hemligsson" not in client.get(f"{P}{person.pk}/").content.decode()
    assert client.get(f"{P}{person.pk}/identity/").status_code == 405
    assert client.post(f"{P}{person.pk}/identity/").status_code == 422
    assert "Hemligsson" in client.post(f"{P}{person.pk}/identity/", {"purpose": "casework"}).content.decode()


def _new(**more: str) -> dict[str, str]:
    return {
        "given_name": "Påhittad",
        "surname": "Nysson",
        "birth_date": "1990-06-02",
        "mark": "suspect",
        "need": "Made-up need",
        "source": "Made-up source",
        "source_on": "2026-01-02",
        "reliability": "unsure",
        **more,
    }


def test_a_new_person_that_may_be_known_is_asked_about_first(client: Client, city: City) -> None:
    a_person(city, given_name="Paahittad", surname="Nysson", at=timezone.now())
    a_person(city, given_name="Nysson", surname="Påhittad", birth_date="", at=timezone.now())
    city.sign_in(client, Role.POLICE_ANALYST)
    asked = client.post(f"{P}new/", _new())
    assert asked.status_code == 422
    assert "this room may know the person already" in asked.content.decode()
    assert client.post(f"{P}new/", _new(someone_else="on")).status_code == 302
    with in_room(city):
        assert Person.objects.count() == 3


@pytest.mark.acceptance("S27")
def test_the_project_leader_puts_readiness_on_record(client: Client, city: City) -> None:
    city.sign_in(client, Role.PROJECT_LEADER)
    entry = {"item": "restore_drill", "done_on": "2026-11-01", "reference": "Dnr 7"}
    assert client.post("/p/vinterhamn/readiness/", {**entry, "done_on": "2999-01-01"}).status_code == 422
    assert client.post("/p/vinterhamn/readiness/", entry).status_code == 302
    assert "Dnr 7" in client.get("/p/vinterhamn/readiness/").content.decode()
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.post("/p/vinterhamn/readiness/", entry).status_code == 403


def test_somebody_with_one_room_is_offered_no_choice(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    shown = client.get(P).content.decode()
    assert "/room/" not in shown


def test_somebody_with_two_rooms_chooses_one_before_any_person_shows(client: Client, city: City) -> None:
    inside = a_person(city, at=timezone.now())
    officer = city.sign_in(client, Role.POLICE_OFFICER)
    Mission.objects.create(
        user=officer,
        room=city.rooms[AgencyKind.PROBATION],
        roles=["probation_officer"],
        first_day=date(2020, 1, 1),
    )
    asked = client.get(P)
    assert asked.status_code == 302
    assert asked["Location"].startswith("/p/vinterhamn/room/?next=")
    room = city.rooms[AgencyKind.PROBATION]
    assert "Choose a room" in client.get("/p/vinterhamn/agencies/").content.decode()
    assert client.post("/p/vinterhamn/room/", {"room": str(room.pk), "next": P})["Location"] == P
    assert "You work in the room of probation vinterhamn: change the room" in client.get(P).content.decode()
    assert inside.pseudonym not in client.get(P).content.decode()
    client.post("/p/vinterhamn/room/", {"room": str(city.rooms[AgencyKind.POLICE].pk)})
    assert inside.pseudonym in client.get(P).content.decode()
    foreign = city.rooms[AgencyKind.SOCIAL]
    assert client.post("/p/vinterhamn/room/", {"room": str(foreign.pk)}).status_code == 422
    assert client.post("/p/vinterhamn/room/", {"room": str(room.pk), "next": "https://else.example/"})[
        "Location"
    ].startswith("/p/")


def test_social_services_compare_and_merge_two_that_a_search_found(client: Client, city: City) -> None:
    social = AgencyKind.SOCIAL
    one, other = (
        a_person(city, social, given_name="Anna", surname="Hittepåsson", at=timezone.now()) for _ in range(2)
    )
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert client.get(f"{P}duplicates/").status_code == 403
    found = client.post(f"{P}search/", {"text": "Anna Hittepåsson", "purpose": "casework"}).content.decode()
    assert "Compare the two that are ticked" in found
    pair = client.get(f"{P}compare/", {"person": [str(one.pk), str(other.pk)]})
    assert pair["Location"] == f"{P}duplicates/{one.pk}/{other.pk}/"
    merged = client.post(pair["Location"], {"keep": str(one.pk), "reason": "The same person"}, follow=True)
    assert "The two are one record now" in merged.content.decode()
    assert (
        "Tick two records"
        in client.get(f"{P}compare/", {"person": str(one.pk)}, follow=True).content.decode()
    )
    assert client.get(f"{P}compare/", {"person": ["x", "y"]}).status_code == 404
