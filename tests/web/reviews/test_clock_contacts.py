"""Contacts of a retaliation clock are noted between reviews: by whom, when, and never over somebody else's words."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, HOUR, NOW, a_locked_review, address, at_work, minutes_as_locked
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.actions.incident_answers import start_clock, take_stance
from vapenvila.web.reviews.models import RetaliationClock
from vapenvila.web.reviews.vocabulary import Stance

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def incident(city: City) -> Incident:
    return an_incident(city, when=NOW - DAY)


@pytest.fixture
def clock(city: City, incident: Incident) -> RetaliationClock:
    with at_work(city):
        return start_clock(incident=incident, by=city.people[Role.COORDINATOR], at=NOW)


def _page(city: City, clock: RetaliationClock) -> str:
    return address(city, "retaliation", clock.pk)


def _token(client: Client, city: City, clock: RetaliationClock) -> str:
    return str(client.get(_page(city, clock)).context["asked"].version)


def _now_in_db(city: City, clock: RetaliationClock) -> RetaliationClock:
    with at_work(city):
        return RetaliationClock.objects.get(pk=clock.pk)


def _local(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def _post(client: Client, city: City, clock: RetaliationClock, **values: str) -> Any:
    return client.post(_page(city, clock), {"version": _token(client, city, clock), **values})


def test_a_contact_is_noted_at_a_time_and_by_an_agency_without_javascript(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    civil = city.rooms[AgencyKind.CIVIL].agency
    answer = _post(
        client,
        city,
        clock,
        side_a="Kajen",
        side_a_contact_at=_local(NOW - HOUR),
        side_a_contact_by_id=str(civil.pk),
    )
    assert answer.status_code == 302
    row = _now_in_db(city, clock)
    assert (row.side_a, row.side_a_contact_by_id) == ("Kajen", civil.pk)
    assert row.side_a_contact_at == (NOW - HOUR).replace(second=0)
    assert civil.name in client.get(address(city, "retaliation")).content.decode()


def test_reached_now_notes_this_minute_and_the_persons_own_agency(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert _post(client, city, clock, now="services_told_at").status_code == 302
    row = _now_in_db(city, clock)
    assert row.services_told_at is not None
    assert timedelta(0) <= timezone.now() - row.services_told_at < timedelta(minutes=2)
    assert row.services_told_by_id == city.rooms[AgencyKind.SOCIAL].agency_id


def test_the_trail_keeps_what_stood_before_and_after_but_no_group_names(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    first, second = NOW - 2 * HOUR, NOW - HOUR
    for at in (first, second):
        assert _post(client, city, clock, side_b="Kajen", family_contact_at=_local(at)).status_code == 302
    with at_work(city):
        event = AuditEvent.objects.filter(act="retaliation_clock.contacts_written").latest("pk")
    whole = [at.replace(second=0) for at in (first, second)]
    assert event.details["fields"] == ["family_contact_at"]
    assert [
        datetime.fromisoformat(event.details[when]["family_contact_at"]) for when in ("before", "after")
    ] == whole
    assert "Kajen" not in str(event.details)


def test_a_stale_edit_shows_both_and_loses_neither(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    other = Client()
    city.sign_in(client, Role.COORDINATOR)
    city.sign_in(other, Role.SOCIAL_WORKER)
    mine = _token(client, city, clock)
    assert _post(other, city, clock, side_a="Kajen").status_code == 302
    clash = client.post(_page(city, clock), {"version": mine, "side_a": "Torget"})
    shown = clash.content.decode()
    assert clash.status_code == 409
    for part in ("Kajen", "Torget", "Påhittad social_worker", "Nothing has been overwritten"):
        assert part in shown
    assert _now_in_db(city, clock).side_a == "Kajen"
    over = clash.context["asked"].over
    again = client.post(_page(city, clock), {"version": mine, "over": over, "side_a": "Torget"})
    assert again.status_code == 302
    assert _now_in_db(city, clock).side_a == "Torget"


def test_a_changed_stance_is_no_clash_with_a_contact(
    client: Client, city: City, incident: Incident, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    token = _token(client, city, clock)
    with at_work(city):
        take_stance(
            incident=incident, stance=Stance.COOLING, reason="", hours=48, version=clock.version,
            by=city.people[Role.POLICE_ANALYST], at=NOW,
        )  # fmt: skip
    answer = client.post(_page(city, clock), {"version": token, "now": "hospital_contact_at"})
    assert answer.status_code == 302
    row = _now_in_db(city, clock)
    assert row.stance == Stance.COOLING
    assert row.hospital_contact_at is not None


@pytest.mark.parametrize(
    ("at", "sentence"), [(NOW + DAY, "The time lies ahead"), (NOW - 2 * DAY, "before the incident itself")]
)
def test_a_time_ahead_or_before_the_incident_is_refused_with_the_name_of_its_field(
    client: Client, city: City, clock: RetaliationClock, at: datetime, sentence: str
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    answer = _post(client, city, clock, side_b="Torget", hospital_contact_at=_local(at))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Hospital contacted: The time lies" in shown
    assert sentence in shown
    assert 'value="Torget"' in shown
    assert _now_in_db(city, clock).version == clock.version


def test_an_agency_without_a_time_is_refused(client: Client, city: City, clock: RetaliationClock) -> None:
    city.sign_in(client, Role.COORDINATOR)
    agency = str(city.rooms[AgencyKind.CIVIL].agency_id)
    answer = _post(client, city, clock, family_contact_by_id=agency)
    assert answer.status_code == 422
    assert "Family contacted: say when" in answer.content.decode()


@pytest.mark.acceptance("S9")
def test_a_personal_identity_number_as_group_name_is_refused(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    answer = _post(client, city, clock, side_a="19811218-9876", looked_at="on")
    assert answer.status_code == 422
    assert _now_in_db(city, clock).side_a == ""


def test_an_agency_of_another_programme_cannot_be_chosen(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn").rooms[AgencyKind.CIVIL].agency_id
    city.sign_in(client, Role.COORDINATOR)
    answer = _post(
        client, city, clock, side_a_contact_at=_local(NOW - HOUR), side_a_contact_by_id=str(elsewhere)
    )
    assert answer.status_code == 422


def test_a_role_without_the_right_can_neither_see_nor_note_contacts(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    assert client.get(_page(city, clock)).status_code == 403
    assert client.post(_page(city, clock), {"now": "side_a_contact_at"}).status_code == 403
    assert _now_in_db(city, clock).side_a_contact_at is None


@pytest.mark.acceptance("S1")
def test_another_programmes_clock_is_not_found(client: Client, city: City, clock: RetaliationClock) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    other.sign_in(client, Role.COORDINATOR)
    assert client.get(_page(other, clock)).status_code == 404
    assert client.post(_page(other, clock), {"now": "side_a_contact_at"}).status_code == 404
    assert _now_in_db(city, clock).side_a_contact_at is None


def test_a_closed_clock_is_shown_with_the_rules_sentence_and_takes_nothing(
    client: Client, city: City, incident: Incident, clock: RetaliationClock
) -> None:
    with at_work(city):
        take_stance(
            incident=incident, stance=Stance.CLOSED, reason="Calm", hours=72, version=clock.version,
            by=city.people[Role.COORDINATOR], at=NOW,
        )  # fmt: skip
    city.sign_in(client, Role.COORDINATOR)
    assert "The retaliation clock is closed." in client.get(_page(city, clock)).content.decode()
    assert _post(client, city, clock, now="side_a_contact_at").status_code == 403
    assert _now_in_db(city, clock).side_a_contact_at is None


def test_locked_minutes_stay_as_they_are_when_a_contact_is_noted_later(
    client: Client, city: City, clock: RetaliationClock
) -> None:
    meeting = a_locked_review(city, held_at=NOW - 2 * HOUR)
    city.sign_in(client, Role.COORDINATOR)
    assert _post(client, city, clock, now="side_a_contact_at").status_code == 302
    before = minutes_as_locked(city, meeting), meeting.minutes_hash
    with at_work(city):
        meeting.refresh_from_db()
    assert (minutes_as_locked(city, meeting), meeting.minutes_hash) == before


def test_the_page_is_reached_from_the_clocks_the_incident_and_this_week(
    client: Client, city: City, incident: Incident, clock: RetaliationClock
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    home = f"/p/{city.programme.slug}/"
    for page in (address(city, "retaliation"), f"{home}incidents/{incident.number}/", home):
        assert f'href="{_page(city, clock)}"' in client.get(page).content.decode(), page
