"""One click to another role: in a demo, among made-up people, and nowhere else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import City, build_city
from tests.web.accounts.sign_in import trail
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.partners.models import Mission

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    """One made-up city."""
    return build_city()


def to(client: Client, city: City, role: Role) -> int:
    """Click; the status."""
    return client.post(reverse("switch-to", args=[city.people[role].pk])).status_code


def test_in_a_demo_every_role_is_one_click_away(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    assert [p.role for p in client.get(reverse("switch-role")).context["people"]][:2] == [
        "Coordinator",
        "Project leader",
    ]
    for role in Role:
        assert to(client, city, role) == 302
        assert client.session["_auth_user_id"] == str(city.people[role].pk)
        assert client.get("/p/vinterhamn/").status_code == 200
    assert len(trail(act="demo.role_switched")) == len(Role)


def test_elsewhere_there_is_no_such_page(client: Client, city: City, settings: Any) -> None:
    settings.DEMO = False
    city.programme.made_up = True
    city.sign_in(client, Role.COORDINATOR)
    session = client.session
    session["second_factor_proved"], session["limits_asked_at"] = True, 9_999_999_999
    session["idle_minutes"] = 15
    session.save()
    assert client.get(reverse("switch-role")).status_code == 404
    assert to(client, city, Role.PROJECT_LEADER) == 404


def test_nobody_becomes_somebody_who_works_in_a_real_city(client: Client, city: City) -> None:
    real = build_city("sommarhamn", "Sommarhamn")
    real.programme.made_up = False
    real.programme.save()
    city.sign_in(client, Role.COORDINATOR)
    assert to(client, real, Role.EVALUATOR) == 404
    Mission.objects.create(
        user=city.people[Role.EVALUATOR],
        room=real.rooms[AgencyKind.RESEARCH],
        roles=["evaluator"],
        first_day="2020-01-01",
    )
    assert to(client, city, Role.EVALUATOR) == 404


def test_somebody_who_works_in_a_real_city_does_not_slip_into_a_made_up_one(
    client: Client, city: City
) -> None:
    real = build_city("sommarhamn", "Sommarhamn")
    real.programme.made_up = False
    real.programme.save()
    real.sign_in(client, Role.COORDINATOR)
    assert to(client, city, Role.COORDINATOR) in {302, 404}
    assert client.session["_auth_user_id"] == str(real.people[Role.COORDINATOR].pk)


def test_a_link_alone_switches_nothing(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    assert client.get(reverse("switch-to", args=[city.people[Role.EVALUATOR].pk])).status_code == 405


def test_the_sign_in_page_names_made_up_people_in_a_demo_only(
    client: Client, city: City, settings: Any
) -> None:
    page = reverse("account_login")
    assert "vinterhamn-finns-inte" in client.get(page).content.decode()
    settings.DEMO = False
    text = client.get(page).content.decode()
    assert "finns-inte" not in text
    assert "@vinterhamn" not in text
