"""Answers of a review as people send them: forms, clashes between two editors, and sentences where something is refused."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, NOW, a_held_review, address, at_work, point_about
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import (
    AgendaItem,
    IncidentConflict,
    RetaliationClock,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def incident(city: City) -> Incident:
    return an_incident(city, when=NOW - DAY, dead=1)


@pytest.fixture
def item(city: City, incident: Incident) -> AgendaItem:
    return point_about(a_held_review(city), incident)


def _post(
    client: Client, city: City, item: AgendaItem, question: str, *, htmx: bool = False, **values: str
) -> Any:
    to = address(city, item.meeting_id, "meeting", item.pk, "answer", question)
    return client.post(to, values, headers={"HX-Request": "true"} if htmx else {})


def _token(client: Client, city: City, item: AgendaItem, question: str) -> str:
    page = client.get(address(city, item.meeting_id, "meeting", item.pk))
    return str(page.context["blocks"][question].version)


CONFLICT: dict[str, Any] = {"retaliation_expected": "unknown", "expected_from": "", "expected_against": ""}


def test_an_answer_is_saved_by_a_plain_form_without_javascript(
    client: Client, city: City, item: AgendaItem
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    token = _token(client, city, item, "conflict")
    answer = _post(client, city, item, "conflict", version=token, conflict="A debt", **CONFLICT)
    assert answer.status_code == 302
    assert "A debt" in client.get(answer["Location"]).content.decode()


def test_two_editors_see_both_values_and_the_second_chooses(
    client: Client, city: City, item: AgendaItem, incident: Incident
) -> None:
    other = Client()
    city.sign_in(client, Role.COORDINATOR)
    city.sign_in(other, Role.POLICE_ANALYST)
    mine, theirs = _token(client, city, item, "conflict"), _token(other, city, item, "conflict")
    _post(other, city, item, "conflict", version=theirs, conflict="A woman", **CONFLICT)

    clash = _post(client, city, item, "conflict", htmx=True, version=mine, conflict="A debt", **CONFLICT)
    shown = clash.content.decode()
    assert clash.status_code == 409
    assert "A debt" in shown
    assert "A woman" in shown
    assert "Påhittad police_analyst" in shown

    plain = _post(client, city, item, "conflict", version=mine, conflict="A debt", **CONFLICT)
    assert plain.status_code == 409
    over = plain.context["blocks"]["conflict"].over
    _post(client, city, item, "conflict", version=mine, over=over, conflict="A debt", **CONFLICT)
    with at_work(city):
        assert IncidentConflict.objects.get(incident=incident).conflict == "A debt"


def test_a_change_in_one_block_is_no_clash_in_another_on_the_same_row(
    client: Client, city: City, item: AgendaItem, incident: Incident
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    contacts, stance = _token(client, city, item, "contacts"), _token(client, city, item, "stance")
    first = _post(client, city, item, "contacts", htmx=True, version=contacts, side_a="Kajen", side_b="")
    second = _post(client, city, item, "stance", htmx=True, version=stance, stance="cooling", hours="48")
    assert (first.status_code, second.status_code) == (200, 200)
    with at_work(city):
        clock = RetaliationClock.objects.get(incident=incident)
    assert (clock.side_a, clock.stance, clock.hours) == ("Kajen", "cooling", 48)


@pytest.mark.acceptance("S9")
def test_a_personal_identity_number_never_passes_and_a_doubtful_text_asks_first(
    client: Client, city: City, item: AgendaItem
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    token = _token(client, city, item, "note")
    number = _post(client, city, item, "note", htmx=True, version=token, note="19811218-9876", looked_at="on")
    assert number.status_code == 422
    assert "personal identity number" in number.content.decode()
    doubtful = _post(client, city, item, "note", htmx=True, version=token, note="Ring 070-123 45 67")
    assert doubtful.status_code == 422
    assert "looked_at" in doubtful.content.decode()
    assert (
        _post(
            client, city, item, "note", version=token, note="Ring 070-123 45 67", looked_at="on"
        ).status_code
        == 302
    )


def test_the_motive_is_changed_in_the_register_with_its_history(
    client: Client, city: City, item: AgendaItem, incident: Incident
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    token = _token(client, city, item, "motive")
    assert _post(client, city, item, "motive", htmx=True, version=token, motive="debt").status_code == 200
    with at_work(city):
        incident.refresh_from_db()
        assert incident.motive == "debt"
        assert incident.history.filter(field="motive", new="debt").exists()


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.PROBATION_OFFICER])
def test_who_does_not_keep_the_register_cannot_set_the_motive_and_reads_why(
    client: Client, city: City, item: AgendaItem, incident: Incident, role: Role
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    token = _token(client, city, item, "motive")
    city.sign_in(client, role)
    page = client.get(address(city, item.meeting_id, "meeting", item.pk)).content.decode()
    assert 'aria-describedby="why-not-motive"' in page
    assert "This is a fact of the register." in page
    assert 'aria-describedby="why-not-conflict"' not in page
    assert _post(client, city, item, "motive", htmx=True, version=token, motive="debt").status_code == 403
    with at_work(city):
        incident.refresh_from_db()
        assert incident.motive != "debt"


def test_a_confirmed_link_without_basis_is_refused_with_a_sentence(
    client: Client, city: City, item: AgendaItem
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    token = _token(client, city, item, "victim")
    answer = _post(
        client,
        city,
        item,
        "victim",
        htmx=True,
        version=token,
        status="confirmed",
        group_name="",
        basis_kind="none",
    )
    assert answer.status_code == 422
    assert "Say what it stands on" in answer.content.decode()
