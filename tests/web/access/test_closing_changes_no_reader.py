"""Pausing or ending a programme, and closing or reopening an incident, changes nothing in who may read it."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T12")]


ROLES = (Role.COORDINATOR, Role.SOCIAL_WORKER, Role.EVALUATOR, Role.DATA_PROTECTION_OFFICER)


def _answers(client: Client, city: City, number: int) -> dict[Role, int]:
    """What the incident's page answers two roles that read the picture and two that do not."""
    answers = {}
    for role in ROLES:
        city.sign_in(client, role)
        answers[role] = client.get(f"/p/vinterhamn/incidents/{number}/").status_code
    return answers


def test_the_status_of_the_programme_changes_no_reader(client: Client) -> None:
    city = build_city()
    number = an_incident(city).number
    before = _answers(client, city, number)
    assert set(before.values()) == {200, 403}
    for status in Programme.Status:
        Programme.objects.filter(pk=city.programme.pk).update(status=status)
        assert _answers(client, city, number) == before, status


def test_the_state_of_an_incident_changes_no_reader(client: Client) -> None:
    city = build_city()
    incident = an_incident(city)
    before = _answers(client, city, incident.number)
    for state in State:
        with acting(programmes=[city.programme.pk]):
            Incident.objects.filter(pk=incident.pk).update(
                state=state, state_reason="Made up", hold_review_on=date(2026, 5, 1)
            )
        assert _answers(client, city, incident.number) == before, state
