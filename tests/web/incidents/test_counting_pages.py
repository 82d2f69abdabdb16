"""The counting rules in the pages: adopted by the project leader, read by those who see figures."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import build_city
from tests.web.incidents.made_up import a_count_rule
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
RULES = "/p/vinterhamn/incidents/counting-rules/"


def test_the_project_leader_adopts_the_next_version_for_a_coming_day(client: Client) -> None:
    city = build_city()
    a_count_rule(city)
    city.sign_in(client, Role.PROJECT_LEADER)
    text = {"kinds": ["shooting"], "incident_rule": "Traces.", "victim_rule": "All hit.", "case_graze": "in"}
    today = timezone.localdate()
    refused = client.post(f"{RULES}adopt/", {**text, "valid_from": today.isoformat()})
    assert "A new version holds from a coming day" in refused.content.decode()
    coming = today + timedelta(days=10)
    assert client.post(f"{RULES}adopt/", {**text, "valid_from": coming.isoformat()}).status_code == 302
    with acting(programmes=[city.programme.pk]):
        newest = CountRule.objects.get(version=2)
    assert newest.answers == {"graze": "in"}
    page = client.get(RULES).content.decode()
    assert "Graze wound: <strong>Counts</strong>" in page


def test_the_owner_of_the_count_is_named_in_the_page(client: Client) -> None:
    city = build_city()
    city.sign_in(client, Role.PROJECT_LEADER)
    owner = city.people[Role.POLICE_ANALYST]
    client.post(f"{RULES}owner/", {"owner": str(owner.pk)})
    assert "Påhittad police_analyst answers for the official count." in client.get(RULES).content.decode()
    told = client.post(f"{RULES}owner/", {"owner": str(city.people[Role.SOCIAL_WORKER].pk)}, follow=True)
    assert "Choose somebody who may classify incidents in this programme." in told.content.decode()


def test_nobody_else_adopts_a_version(client: Client) -> None:
    city = build_city()
    city.sign_in(client, Role.COORDINATOR)
    assert client.post(f"{RULES}adopt/", {}).status_code == 403
