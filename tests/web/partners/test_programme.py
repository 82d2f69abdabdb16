"""Setting up the programme, its road from idea to line work, its agencies, and the page of roles."""

from datetime import time
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.accounts.sign_in import trail
from vapenvila.rules.programme_status import NEXT_STATES, ProgrammeStatus
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.partners.actions.programme import change_status
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Programme, ProgrammeStatusChange
from vapenvila.web.partners.role_names import RIGHT_NAMES
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
SETTINGS = "/p/vinterhamn/settings/"


@pytest.fixture
def city() -> City:
    """One city, operating."""
    return build_city()


def settings_of(city: City, **other: object) -> dict[str, object]:
    """The form of the settings."""
    return {
        "name": "Vinterhamn",
        "municipalities": "Vinterhamn\n Sommarhamn \n\n",
        "police_districts": "Polisområde Nord",
        "time_zone": "Europe/Stockholm",
        "review_weekday": "1",
        "review_time": "09:30",
        "counted_kinds": ["shooting", "explosion"],
        "count_owner": city.people[Role.POLICE_ANALYST].pk,
        "south": "57.1",
        "west": "11.9",
        "north": "57.3",
        "east": "12.2",
        **other,
    }


def test_the_project_leader_sets_up_the_programme_and_before_and_after_are_on_record(
    client: Client, city: City
) -> None:
    city.sign_in(client, Role.PROJECT_LEADER)
    assert client.post(SETTINGS, settings_of(city)).status_code == 302
    programme = Programme.objects.get(pk=city.programme.pk)
    assert programme.municipalities == ["Vinterhamn", "Sommarhamn"]
    assert (programme.review_weekday, programme.review_time) == (1, time(9, 30))
    assert programme.counted_kinds == ["shooting", "explosion"]
    assert programme.count_owner == city.people[Role.POLICE_ANALYST]
    (event,) = trail(act="programme.set_up")
    assert event.details["review_weekday"] == [None, 1]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"south": ""}, "all four sides"),
        ({"south": "58"}, "Are two of them exchanged"),
        ({"west": "12.3"}, "Are two of them exchanged"),
        ({"south": "91"}, "90"),
        ({"time_zone": "Mars/North"}, "Mars/North"),
        ({"counted_kinds": ["quarrel"]}, "quarrel"),
        ({"municipalities": "x" * 81}, "longer than 80"),
        ({"name": ""}, "required"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_saved(
    client: Client, city: City, wrong: dict[str, object], sentence: str
) -> None:
    city.sign_in(client, Role.PROJECT_LEADER)
    answer = client.post(SETTINGS, settings_of(city, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Programme.objects.get(pk=city.programme.pk).review_weekday is None


def test_the_owner_of_the_count_is_somebody_of_this_programme(client: Client, city: City) -> None:
    stranger = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    city.sign_in(client, Role.PROJECT_LEADER)
    assert client.post(SETTINGS, settings_of(city, count_owner=stranger.pk)).status_code == 422


def test_each_step_of_the_road_needs_its_reason_and_stays_in_the_history(client: Client, city: City) -> None:
    city.sign_in(client, Role.PROJECT_LEADER)
    address = reverse("programme-status", args=["vinterhamn"])
    assert client.post(address, {"status": "line_work", "reason": ""}).status_code == 422
    answer = client.post(address, {"status": "line_work", "reason": "Beslut KS 2026/12"}, follow=True)
    assert "Beslut KS 2026/12" in answer.content.decode()
    with acting(programmes=[city.programme.pk]):
        change = ProgrammeStatusChange.objects.get()
    assert (change.old, change.new, change.by) == (
        "operating",
        "line_work",
        city.people[Role.PROJECT_LEADER],
    )


def test_only_what_may_follow_follows_and_a_pause_leads_back(city: City) -> None:
    programme, by = city.programme, city.people[Role.PROJECT_LEADER].pk

    def step(new: str) -> None:
        change_status(
            programme=programme, new=ProgrammeStatus(new), reason="Beslut", by=by, at=timezone.now()
        )

    with acting(programmes=[programme.pk]):
        for wrong in ("exploring", "preparing", "operating"):
            with pytest.raises(RefusedError, match="cannot follow"):
                step(wrong)
        step("paused")
        with pytest.raises(RefusedError):
            step("line_work")
        step("operating")
        step("ended")
        with pytest.raises(RefusedError):
            step("operating")


def test_the_history_is_never_rewritten(city: City) -> None:
    with acting(programmes=[city.programme.pk]):
        change_status(
            programme=city.programme,
            new=ProgrammeStatus.ENDED,
            reason="Beslut",
            by=city.people[Role.PROJECT_LEADER].pk,
            at=timezone.now(),
        )
        rows = ProgrammeStatusChange.objects.all()
        for rewrite in (partial(rows.update, reason="x"), rows.delete):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                rewrite()


def test_every_status_of_the_tables_stands_in_the_rule() -> None:
    assert set(NEXT_STATES) == set(ProgrammeStatus) == {ProgrammeStatus(s) for s in Programme.Status}


def test_an_administrator_opens_a_room_and_others_only_see_the_list(client: Client, city: City) -> None:
    address = reverse("agencies", args=["vinterhamn"])
    form = {"name": "Föreningen Ny väg", "kind": "civil"}
    city.sign_in(client, Role.COORDINATOR)
    assert client.get(address).status_code == 200
    assert client.post(address, form).status_code == 403
    city.sign_in(client, Role.ADMINISTRATOR)
    assert client.post(address, form).status_code == 302
    assert city.programme.rooms.filter(agency__name="Föreningen Ny väg").exists()
    assert len(trail(act="room.opened")) == 1
    assert client.post(address, form).status_code == 422
    assert client.post(address, {"name": "police vinterhamn", "kind": "social"}).status_code == 422


def test_the_page_of_roles_shows_each_sentence_and_each_right_as_the_rules_have_it(
    client: Client, city: City
) -> None:
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    answer = client.get(reverse("roles", args=["vinterhamn"]))
    text = answer.content.decode()
    assert all(facts.may in text for facts in ROLES.values())
    for right, row in zip(Right, answer.context["rows"], strict=True):
        assert row.name == str(RIGHT_NAMES[right])
        assert [role for role, has in zip(Role, row.has, strict=True) if has] == [
            role for role in Role if role in ROLES_WITH_RIGHT[right]
        ]
