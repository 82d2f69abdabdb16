"""A session ends when it lies idle or grows old, for each role in its time; pages that refresh themselves do not keep it."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.accounts.sign_in import by_password, trail
from vapenvila.rules.idle_time import idle_minutes_by_role
from vapenvila.rules.roles import Role

pytestmark = pytest.mark.django_db
WEEK = "/p/vinterhamn/"
QUARTER = [Role.POLICE_ANALYST, Role.POLICE_OFFICER, Role.PROBATION_OFFICER, Role.SOCIAL_WORKER]


@pytest.fixture
def city() -> City:
    """One city."""
    return build_city()


START = timezone.now()


def get(client: Client, *, after: timedelta, address: str = WEEK, **headers: str) -> int:
    """Ask for a page so much later; the status, 200 when still signed in."""
    with patch("vapenvila.web.access.session_limits.timezone.now", return_value=START + after):
        return client.get(address, headers=headers).status_code


@pytest.mark.acceptance("T41")
@pytest.mark.parametrize("role", QUARTER)
def test_after_a_quarter_of_an_hour_police_probation_and_social_services_are_signed_out(
    client: Client, city: City, role: Role
) -> None:
    city.sign_in(client, role)
    assert get(client, after=timedelta(0)) == 200
    assert get(client, after=timedelta(minutes=14, seconds=58)) == 200
    assert get(client, after=timedelta(minutes=29, seconds=59)) == 302
    assert [event.act for event in trail(act="sign_in.timed_out")] == ["sign_in.timed_out"]


def test_the_page_one_wanted_is_kept_and_the_reason_is_told(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    get(client, after=timedelta(0))
    with patch(
        "vapenvila.web.access.session_limits.timezone.now",
        return_value=START + timedelta(minutes=16),
    ):
        answer = client.get(f"{WEEK}roles/", headers={"accept-language": "en"})
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fp%2Fvinterhamn%2Froles%2F"
    assert (
        "lay untouched" in client.get(answer["Location"], headers={"accept-language": "en"}).content.decode()
    )


def test_roles_with_half_an_hour_stay_longer(client: Client, city: City) -> None:
    city.sign_in(client, Role.EVALUATOR)
    get(client, after=timedelta(0))
    assert get(client, after=timedelta(minutes=29)) == 200


def test_the_city_can_shorten_the_time(client: Client, city: City, settings: object) -> None:
    settings.IDLE_MINUTES = idle_minutes_by_role({"evaluator": 5})  # type: ignore[attr-defined]
    city.sign_in(client, Role.EVALUATOR)
    get(client, after=timedelta(0))
    assert get(client, after=timedelta(minutes=6)) == 302


@pytest.mark.acceptance("T41")
def test_a_page_that_refreshes_itself_keeps_nobody_signed_in(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    get(client, after=timedelta(0))
    itself = {"x-not-by-hand": "1"}
    for minutes in range(1, 15):
        assert get(client, after=timedelta(minutes=minutes), **itself) == 200
    assert get(client, after=timedelta(minutes=15), **itself) == 204


def test_nobody_stays_signed_in_longer_than_twelve_hours(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    for minutes in range(0, 12 * 60, 10):
        assert get(client, after=timedelta(minutes=minutes)) == 200
    assert get(client, after=timedelta(hours=12)) == 302


def test_the_time_left_is_told_and_asking_does_not_prolong_it(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    get(client, after=timedelta(0))
    later = START + timedelta(minutes=14)
    with patch("vapenvila.web.access.session_limits.timezone.now", return_value=later):
        left = client.get(reverse("time-left"), headers={"x-not-by-hand": "1"}).json()["seconds"]
        assert left == 60
        kept = client.post(reverse("stay-signed-in"), headers={"x-requested-by-page": "1"}).json()["seconds"]
    assert kept == 15 * 60


def test_every_page_carries_the_warning(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(WEEK).content.decode()
    assert 'id="idle-warning"' in page
    assert 'data-warning="120"' in page


def test_the_list_of_own_sessions_shows_no_exact_address(client: Client, city: City) -> None:
    person = city.people[Role.POLICE_OFFICER]
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    by_password(client, person)
    page = client.get(reverse("own-account")).content.decode()
    assert "192.0.2.0/24" in page
    assert "192.0.2.77" not in page


def test_one_session_can_be_ended_and_all_at_once(city: City) -> None:
    person = city.people[Role.POLICE_OFFICER]
    first, second, third = Client(), Client(), Client()
    for client in (first, second, third):
        by_password(client, person)
        assert client.get(WEEK).status_code == 200
    row = UserSession.objects.get(session_key=second.session.session_key)
    first.post(reverse("end-session", args=[row.pk]))
    assert second.get(WEEK).status_code == 302
    assert third.get(WEEK).status_code == 200
    first.post(reverse("sign-out-everywhere"))
    assert [client.get(WEEK).status_code for client in (first, third)] == [302, 302]


def test_nobody_ends_anothers_session(city: City) -> None:
    mine, other = Client(), Client()
    by_password(mine, city.people[Role.POLICE_OFFICER])
    by_password(other, city.people[Role.COORDINATOR])
    row = UserSession.objects.get(session_key=other.session.session_key)
    assert mine.post(reverse("end-session", args=[row.pk])).status_code == 404
    assert other.get(WEEK).status_code == 200


def test_a_new_password_ends_the_other_sessions(city: City) -> None:
    person = city.people[Role.POLICE_OFFICER]
    here, elsewhere = Client(), Client()
    by_password(here, person)
    by_password(elsewhere, person)
    new = "another-long-password"
    old = {"oldpassword": "made-up-and-long-enough", "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), old).status_code == 302
    assert here.get(WEEK).status_code == 200
    assert elsewhere.get(WEEK).status_code == 302
