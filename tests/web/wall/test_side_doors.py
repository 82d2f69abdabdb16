"""Ids of another programme in filters, forms and addresses; two programmes in one person; a mission that has ended."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.imports.register import an_upload
from tests.web.incidents.made_up import a_count_rule, an_incident
from tests.web.reviews.table import DAY, NOW, a_held_review, a_locked_review, address, point_about
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.imports.models import SavedMapping
from vapenvila.web.incidents.actions.saved_filters import save_filter
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import Area, SavedFilter
from vapenvila.web.partners.models import Mission
from vapenvila.web.reviews.models import IncidentConflict, Presence, ReviewDecision
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
HERE, THERE = "/p/vinterhamn/", "/p/sommarhamn/"


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def other() -> City:
    return build_city("sommarhamn", "Sommarhamn")


def _also_in(city: City, person: Any, role: Role, kind: AgencyKind, **days: Any) -> None:
    days = {"first_day": date(2020, 1, 1), **days}
    Mission.objects.create(user=person, room=city.rooms[kind], roles=[role.value], **days)


def test_a_role_in_one_programme_opens_nothing_in_the_other(client: Client, city: City, other: City) -> None:
    an_incident(city, place="Vinterhamnsgatan")
    an_incident(other, place="Sommarhamnsgatan")
    a_count_rule(other)
    person = city.sign_in(client, Role.COORDINATOR)
    _also_in(other, person, Role.EVALUATOR, AgencyKind.RESEARCH)
    shown = client.get(f"{HERE}incidents/").text
    assert "Vinterhamnsgatan" in shown
    assert "Sommarhamnsgatan" not in shown
    assert [client.get(f"{THERE}incidents/{page}").status_code for page in ("", "1/", "map/data/")] == [
        403
    ] * 3
    assert client.get(f"{THERE}incidents/charts/").status_code == 200
    assert client.post(f"{THERE}incidents/export/").status_code == 403


def test_a_coordinator_of_both_sees_one_at_a_time(client: Client, city: City, other: City) -> None:
    an_incident(city, place="Vinterhamnsgatan")
    an_incident(other, place="Sommarhamnsgatan")
    person = city.sign_in(client, Role.COORDINATOR)
    _also_in(other, person, Role.COORDINATOR, AgencyKind.MUNICIPALITY)
    for address_of, seen, unseen in ((HERE, "Vinter", "Sommar"), (THERE, "Sommar", "Vinter")):
        for page in ("incidents/", "incidents/1/", "incidents/timeline/?from=2026-03-01&to=2026-03-31"):
            assert f"{unseen}hamnsgatan" not in client.get(address_of + page).text
        assert f"{seen}hamnsgatan" in client.get(f"{address_of}incidents/1/").text


@pytest.mark.parametrize("ended", [timedelta(days=1), timedelta(days=400)])
def test_a_mission_that_has_ended_opens_nothing_though_the_session_is_open(
    client: Client, city: City, ended: timedelta
) -> None:
    an_incident(city)
    person = city.sign_in(client, Role.COORDINATOR)
    assert client.get(f"{HERE}incidents/1/").status_code == 200
    with acting(user=city.people[Role.ADMINISTRATOR].pk):
        person.missions.update(last_day=timezone.localdate() - ended)
    assert client.get(f"{HERE}incidents/1/").status_code == 404
    assert client.post(f"{HERE}incidents/1/edit/").status_code == 404
    assert "Vinterhamn" not in client.get("/").text.split("<main")[1]


def test_an_area_of_another_programme_is_neither_named_nor_used(
    client: Client, city: City, other: City
) -> None:
    with acting(programmes=[other.programme.pk]):
        area = Area.objects.create(programme=other.programme, name="Fjärdvik")
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    for page in ("", "map/", "charts/", "calendar/", "timeline/", "export/"):
        assert "Fjärdvik" not in client.get(f"{HERE}incidents/{page}?area={area.pk}").text
    client.post(f"{HERE}incidents/1/edit/", {"version": "1", "area": str(area.pk), "kind": "shooting"})
    assert "Fjärdvik" not in client.get(f"{HERE}incidents/1/").text


def test_anothers_private_filter_is_neither_shown_nor_removed(client: Client, city: City) -> None:
    owner = city.people[Role.COORDINATOR]
    with acting(programmes=[city.programme.pk]):
        row = save_filter(
            programme=city.programme,
            name="Mitt eget",
            chosen=IncidentFilter(),
            shared=False,
            by=owner,
            at=NOW,
        )
    city.sign_in(client, Role.POLICE_ANALYST)
    assert "Mitt eget" not in client.get(f"{HERE}incidents/").text
    assert client.post(f"{HERE}incidents/filters/{row.pk}/remove/").status_code == 404
    with acting(programmes=[city.programme.pk]):
        assert SavedFilter.objects.filter(pk=row.pk).exists()


def test_a_mapping_of_another_programme_reads_no_file(client: Client, city: City, other: City) -> None:
    with acting(programmes=[other.programme.pk]):
        saved = SavedMapping.objects.create(
            programme=other.programme, name="Deras", settings={}, created_by=other.people[Role.POLICE_ANALYST]
        )
    with acting(programmes=[city.programme.pk]):
        batch = an_upload(city, by=city.people[Role.POLICE_ANALYST])
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(f"{HERE}imports/{batch.pk}/mapping/", {"how": f"saved:{saved.pk}"})
    assert answer.status_code == 200
    assert "Deras" not in answer.text


def test_nobody_of_another_programme_gets_a_task_a_chair_a_seat_or_a_mission(
    client: Client, city: City, other: City
) -> None:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    item = point_about(meeting, incident)
    agency, stranger = other.rooms[AgencyKind.POLICE].agency_id, other.people[Role.POLICE_OFFICER].pk
    city.sign_in(client, Role.PROJECT_LEADER)
    owner = {
        "kind": "other",
        "text": "x",
        "owner": f"{agency}:police_officer:{stranger}",
        "due_at": "2030-01-01T10:00",
    }
    assert client.post(address(city, meeting.pk, "meeting", item.pk, "decide"), owner).status_code == 422
    assert (
        client.post(address(city, meeting.pk, "presence"), {"who": f"{agency}:", "present": "1"}).status_code
        == 400
    )
    client.post(address(city, meeting.pk, "chair"), {"chair": str(stranger)})
    client.post(
        f"{HERE}incidents/counting-rules/owner/", {"owner": str(stranger), "count_owner": str(stranger)}
    )
    city.sign_in(client, Role.ADMINISTRATOR)
    room = other.rooms[AgencyKind.POLICE].pk
    evaluator = city.people[Role.EVALUATOR]
    client.post(
        f"{HERE}people/{evaluator.pk}/missions/",
        {"room": str(room), "roles": "police_officer", "first_day": "2026-01-01"},
    )
    with acting(programmes=[city.programme.pk, other.programme.pk]):
        assert not ReviewDecision.objects.exists()
        assert not Presence.objects.filter(agency=agency).exists()
        meeting.refresh_from_db()
        city.programme.refresh_from_db()
    assert stranger not in (meeting.chair_id, city.programme.count_owner_id)
    assert not Mission.objects.filter(room=room, user=evaluator).exists()


def test_an_answer_to_a_locked_review_is_refused(client: Client, city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_locked_review(city)
    item = point_about(meeting, incident)
    city.sign_in(client, Role.SOCIAL_WORKER)
    written = {"conflict": "Late", "retaliation_expected": "yes", "version": "0"}
    for question, values in (("conflict", written), ("motive", {"motive": "dispute", "version": "1"})):
        sent = address(city, meeting.pk, "meeting", item.pk, "answer", question)
        assert client.post(sent, values).status_code == 403
    with acting(programmes=[city.programme.pk]):
        assert not IncidentConflict.objects.filter(incident=incident).exists()
