"""Pages of the compartment: outreach workers tell, a named person lets out, an administrator names that person."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.group_audit.at_the_desk import address
from tests.web.group_audit.made_up import (
    a_colleague,
    a_keeper,
    answering,
    at,
    known,
    lines,
    planned,
    told,
)
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.group_audit.models import AuditAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def test_an_outreach_worker_tells_and_the_named_person_lets_out(client: Client, city: City) -> None:
    audit = answering(city, AgencyKind.POLICE, AgencyKind.SOCIAL, AgencyKind.CIVIL)
    first = lines(city, audit)[0]
    worker, lead = a_colleague(city, AgencyKind.CIVIL, "worker"), a_colleague(city, AgencyKind.CIVIL, "lead")
    a_keeper(city, AgencyKind.CIVIL, lead)
    told(city, AgencyKind.CIVIL, worker, first, size=known(low=10, high=12))
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    assert "Kajen" in client.get(address(city, "outreach")).text
    page = address(city, audit.pk, "outreach", first.pk)
    sent = {"size_low": "11", "size_high": "15", "size_reliability": "B", "size_credibility": "2"}
    assert client.post(page, sent).status_code == 302
    assert client.get(address(city, audit.pk, "outreach", first.pk, "release")).status_code == 403
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    release = address(city, audit.pk, "outreach", first.pk, "release")
    shown = client.get(release).text
    assert "10–12" in shown
    assert "11–15" in shown
    assert worker.name not in shown
    sent = {
        "question": "size",
        "size_low": "10",
        "size_high": "15",
        "size_reliability": "C",
        "size_credibility": "3",
    }
    assert client.post(release, sent).status_code == 302
    with at(city, AgencyKind.CIVIL, lead):
        assert AuditAnswer.objects.get().outreach_workers == 2
    assert (
        client.post(address(city, audit.pk, "outreach-hand-in"), {"attendees": "Manager"}).status_code == 302
    )


def test_police_find_no_compartment_and_an_association_finds_no_audit(client: Client, city: City) -> None:
    audit = planned(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(address(city, "outreach")).status_code == 403
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    assert client.get(address(city, audit.pk)).status_code == 403


def test_an_administrator_names_the_reader_and_never_themselves(client: Client, city: City) -> None:
    admin = city.sign_in(client, Role.ADMINISTRATOR)
    page = client.get(address(city, "keepers")).text
    assert admin.name not in page.split("<select")[1].split("</select>")[0]
    who = f"{city.rooms[AgencyKind.SOCIAL].pk}:{city.people[Role.SOCIAL_WORKER].pk}"
    assert client.post(address(city, "keepers"), {"who": who, "first_day": "2026-11-30"}).status_code == 302
    assert city.people[Role.SOCIAL_WORKER].name in client.get(address(city, "keepers")).text
