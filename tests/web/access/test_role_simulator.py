"""See it as …: another role's pages with nothing of any room in them, nothing sent, nothing taken out, all on record."""

from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.access.looking import WHY, look_as
from tests.web.access.test_remembered import Versions, versions
from tests.web.accounts.sign_in import trail
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.access.role_simulator.simulation import kept
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.models import Mission
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S18")]
OFFICER = Role.DATA_PROTECTION_OFFICER
__all__ = ["versions"]  # a fixture


@pytest.fixture
def city() -> City:
    return build_city()


def _to(name: str, **parts: object) -> str:
    return reverse(name, kwargs={"programme": "vinterhamn", **parts})


def _page(client: Client, name: str, **parts: object) -> str:
    answer = client.get(_to(name, **parts))
    assert answer.status_code == 200
    return answer.content.decode()


def _begun_earlier(client: Client, by: timedelta) -> None:
    session = client.session
    began = datetime.fromisoformat(session["role_simulator"]["began_at"]) - by
    session["role_simulator"] |= {"began_at": began.isoformat()}
    session.save()


def test_the_pages_are_those_of_the_role_under_a_banner_that_says_so(client: Client, city: City) -> None:
    an_incident(city, place="Norra kajen")
    city.sign_in(client, OFFICER)
    assert client.get(_to("incidents")).status_code == 403
    assert look_as(client, city, Role.COORDINATOR) == 302
    shown = _page(client, "incidents")
    assert "Norra kajen" in shown
    assert "You see Vinterhamn as: Coordinator, municipality vinterhamn." in shown
    assert client.get(_to("trail")).status_code == 403  # the officer's own rights do not count
    assert "You see Vinterhamn as: Coordinator" in client.get(reverse("own-account")).content.decode()


def test_without_purpose_or_in_the_wrong_room_nothing_begins(client: Client, city: City) -> None:
    assert look_as(client, city, Role.COORDINATOR, purpose="look") == 422
    assert look_as(client, city, Role.COORDINATOR, purpose="about 19900602-2397 please") == 422
    wrong = {"role": "social_worker", "room": str(city.rooms[AgencyKind.POLICE].pk), "purpose": WHY}
    answer = client.post(_to("role-simulator"), wrong)
    assert answer.status_code == 422
    assert "This role cannot be held in an agency of this kind." in answer.content.decode()
    assert client.get(_to("incidents")).status_code == 403


def test_a_room_of_another_city_cannot_be_chosen(client: Client, city: City) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn")
    city.sign_in(client, OFFICER)
    room = str(elsewhere.rooms[AgencyKind.POLICE].pk)
    sent = {"role": "police_analyst", "room": room, "purpose": WHY}
    assert client.post(_to("role-simulator"), sent).status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role is not OFFICER])
def test_no_other_role_may_begin(client: Client, city: City, role: Role) -> None:
    city.sign_in(client, role)
    sent = {"role": "coordinator", "room": str(city.rooms[AgencyKind.MUNICIPALITY].pk), "purpose": WHY}
    assert client.get(_to("role-simulator")).status_code == 403
    assert client.post(_to("role-simulator"), sent).status_code == 403


def test_whatever_is_sent_is_refused_with_a_sentence_and_changes_nothing(client: Client, city: City) -> None:
    incident = an_incident(city, place="Norra kajen")
    look_as(client, city, Role.COORDINATOR)
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(_to("incident-edit", number=incident.number), {"place": "Elsewhere"})
        assert answer.status_code == 403
        assert "Nothing was changed. Stop first to work." in answer.content.decode()
    with acting(programmes=[city.programme.pk]):
        incident.refresh_from_db()
    assert incident.place == "Norra kajen"


def test_a_refused_part_draws_the_page_anew_with_the_sentence(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    answer = client.post(_to("incident-new"), {}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (403, "true")
    assert "Nothing was changed. Stop first to work." in _page(client, "incidents")


def test_ones_own_account_is_not_changed_meanwhile_either(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    for name in ("account_change_password", "mfa_activate_totp", "sign-out-everywhere"):
        assert client.post(reverse(name), {}).status_code == 403, name


def test_another_city_is_not_opened_meanwhile_and_nothing_is_told_of_it(client: Client, city: City) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn")
    Mission.objects.create(
        user=city.people[OFFICER],
        room=elsewhere.rooms[AgencyKind.MUNICIPALITY],
        roles=["coordinator"],
        first_day=date(2020, 1, 1),
    )
    look_as(client, city, Role.EVALUATOR)
    answers = [client.get(f"/p/{slug}/incidents/") for slug in ("sommarhamn", "no-such-city")]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all("Stop first to open something else." in answer.content.decode() for answer in answers)


@pytest.mark.acceptance("S16")
def test_every_page_seen_is_on_record_as_such(client: Client, city: City) -> None:
    look_as(client, city, Role.POLICE_ANALYST)
    _page(client, "incidents")
    client.get(_to("wall"))
    begun, seen = trail(act="role_simulator.begun"), trail(act="role_simulator.page_seen")
    officer = city.people[OFFICER].pk
    assert [(event.user, event.details["purpose"]) for event in begun] == [(officer, WHY)]
    (page,) = seen
    assert (page.user, page.subject, page.programme) == (officer, begun[0].subject, city.programme.pk)
    assert {"role": "police_analyst", "purpose": WHY, "route": "incidents", "status": 200}.items() <= (
        page.details.items()
    )
    (listed,) = trail(act="incident.listed", user=officer)
    assert listed.details["seen_as"] == "police_analyst"
    (refused,) = trail(act="page.refused", user=officer)
    assert (refused.details["seen_as"], refused.details["route"]) == ("police_analyst", "wall")
    own = city.rooms[AgencyKind.MUNICIPALITY].pk
    assert {event.acting_room for event in (*begun, *seen, listed, refused)} == {own}


def test_stopping_makes_one_oneself_again(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    answer = client.post(reverse("role-simulator-stop"), follow=True)
    assert "You are yourself again." in answer.content.decode()
    assert client.get(_to("incidents")).status_code == 403
    assert client.get(_to("trail")).status_code == 200
    assert [event.details["why"] for event in trail(act="role_simulator.ended")] == ["stopped"]


def test_after_half_an_hour_one_is_oneself_again(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    _begun_earlier(client, timedelta(minutes=29))
    _page(client, "incidents")
    _begun_earlier(client, timedelta(minutes=1))
    answer = client.get(_to("incidents"), follow=True)
    assert "the thirty minutes are over" in answer.content.decode()
    assert client.get(_to("incidents")).status_code == 403
    assert [event.details["why"] for event in trail(act="role_simulator.ended")] == ["time"]


def test_after_half_an_hour_a_part_leads_the_whole_page_away(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    _begun_earlier(client, timedelta(minutes=30))
    answer = client.get(_to("incidents"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == _to("this-week")


def test_signing_out_ends_it_on_record(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    client.post(reverse("account_logout"))
    assert [event.details["why"] for event in trail(act="role_simulator.ended")] == ["sign_out"]
    city.sign_in(client, OFFICER)
    assert client.get(_to("incidents")).status_code == 403


def test_a_page_that_lies_untouched_ends_it_with_the_session(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    with patch(
        "vapenvila.web.access.session_limits.timezone.now",
        return_value=timezone.now() + timedelta(minutes=16),
    ):
        assert client.get(_to("incidents")).status_code == 302
    assert [event.details["why"] for event in trail(act="role_simulator.ended")] == ["sign_out"]


def test_it_ends_when_the_officers_own_role_does(client: Client, city: City) -> None:
    look_as(client, city, Role.COORDINATOR)
    mission = city.people[OFFICER].missions.get()
    with acting():
        mission.roles = ["evaluator"]
        mission.save()
    answer = client.get(_to("incidents"), follow=True)
    assert "your own role no longer includes" in answer.content.decode()
    assert [event.details["why"] for event in trail(act="role_simulator.ended")] == ["role"]


@pytest.mark.parametrize("first_real", [True, False])
def test_kept_pages_never_pass_between_looking_and_working(
    client: Client, city: City, versions: Versions, first_real: bool
) -> None:
    officer_client, real_client = client, Client()
    city.sign_in(real_client, Role.COORDINATOR)
    look_as(officer_client, city, Role.COORDINATOR)
    order = [real_client, officer_client] if first_real else [officer_client, real_client]
    pages = {one: _page(one, "incidents") for one in order}
    assert "You see Vinterhamn as" in pages[officer_client]
    assert "You see Vinterhamn as" not in pages[real_client]
    assert "You see Vinterhamn as" not in _page(real_client, "incidents")
    kept_here = len(versions.shelf._pages)
    _page(officer_client, "incident-charts")
    assert len(versions.shelf._pages) == kept_here == 1


@pytest.mark.acceptance("T17")
def test_nothing_is_taken_out(client: Client, city: City) -> None:
    look_as(client, city, OFFICER)
    assert client.post(_to("trail-export"), {"purpose": WHY}).status_code == 403
    before = len(trail(manner=Manner.EXPORT))
    look_as(Client(), city, Role.COORDINATOR)
    assert client.post(_to("incident-export"), {"purpose": WHY}).status_code == 403
    assert len(trail(manner=Manner.EXPORT)) == before


# The page itself, whatever it tries: in its transaction nothing can be written and no room is open.


def test_a_session_without_a_simulation_has_none(client: Client, city: City) -> None:
    city.sign_in(client, OFFICER)
    request = HttpRequest()
    request.session = client.session
    assert kept(request) is None


def test_what_was_looked_at_is_found_in_the_trail_and_nothing_before_anybody_looked(
    client: Client, city: City
) -> None:
    city.sign_in(client, OFFICER)
    address = f"{_to('trail')}?act=role_simulator.page_seen"
    assert "Nothing in the trail matches this search." in client.get(address).content.decode()
    look_as(client, city, Role.COORDINATOR)
    _page(client, "incidents")
    client.post(reverse("role-simulator-stop"))
    assert "1 event matches." in client.get(address).content.decode()
