"""Missions: given by an administrator, never one's own, only where the role may be held; every refusal is on record."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.accounts.sign_in import trail
from vapenvila.rules.roles import AgencyKind, Role, may_hold_role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.actions.missions import Task, end_mission, give_mission
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Agency, Mission, Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def city() -> City:
    """One city."""
    return build_city()


def task(city: City, kind: AgencyKind, *roles: Role, last_day: date | None = None) -> Task:
    """A mission in the room of this kind of agency."""
    return Task(room=city.rooms[kind], roles=frozenset(roles), first_day=TODAY, last_day=last_day)


def fields(city: City, kind: AgencyKind, *roles: Role) -> dict[str, object]:
    """The same as it is posted."""
    return {"room": city.rooms[kind].pk, "roles": [r.value for r in roles], "first_day": "2026-03-02"}


def give(city: City, to: Role, wanted: Task, *, by: Role = Role.ADMINISTRATOR) -> Mission:
    """Give a mission by the act itself."""
    giver = reader_of(city.people[by].pk)
    return give_mission(task=wanted, to=city.people[to], by=giver, at=timezone.now())


def test_an_administrator_gives_a_mission_and_it_is_on_record(client: Client, city: City) -> None:
    administrator = city.sign_in(client, Role.ADMINISTRATOR)
    person = city.people[Role.EVALUATOR]
    address = reverse("new-mission", args=["vinterhamn", person.pk])
    answer = client.post(address, fields(city, AgencyKind.MUNICIPALITY, Role.STEERING_GROUP_MEMBER))
    assert answer.status_code == 302
    mission = person.missions.get(roles=["steering_group_member"])
    assert mission.given_by == administrator
    (event,) = trail(act="mission.given")
    assert (event.user, event.subject, event.programme) == (administrator.pk, person.pk, city.programme.pk)


@pytest.mark.acceptance("S2")
@pytest.mark.parametrize("role", [Role.POLICE_ANALYST, Role.POLICE_OFFICER])
def test_no_administrator_setting_gives_a_police_role_in_the_room_of_social_services(
    client: Client, city: City, role: Role
) -> None:
    city.sign_in(client, Role.ADMINISTRATOR)
    person = city.people[Role.EVALUATOR]
    address = reverse("new-mission", args=["vinterhamn", person.pk])
    answer = client.post(address, fields(city, AgencyKind.SOCIAL, role), headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "cannot be held in an agency of this kind" in answer.content.decode()
    assert person.missions.count() == 1
    (event,) = trail(act="mission.refused")
    assert (event.manner, event.subject, event.details["roles"]) == ("refused", person.pk, [role.value])


@pytest.mark.acceptance("S2")
def test_nobody_works_for_police_and_social_services_at_once(city: City) -> None:
    for person, kind, role in (
        (Role.POLICE_OFFICER, AgencyKind.SOCIAL, Role.SOCIAL_WORKER),
        (Role.SOCIAL_WORKER, AgencyKind.POLICE, Role.POLICE_OFFICER),
    ):
        with pytest.raises(RefusedError, match="police and for social services"):
            give(city, person, task(city, kind, role))


@pytest.mark.acceptance("S2")
def test_the_database_and_the_rule_agree_on_where_each_role_may_be_held(city: City) -> None:
    for role in Role:
        for kind in AgencyKind:
            nobody = User.objects.create_user(email=f"{role}.{kind}@x.example", name="Påhittad")
            try:
                with transaction.atomic():
                    Mission.objects.create(
                        user=nobody, room=city.rooms[kind], roles=[role.value], first_day=TODAY
                    )
                held = True
            except IntegrityError:
                held = False
            assert held == bool(may_hold_role(role, kind)), (role, kind)


@pytest.mark.acceptance("S2")
def test_the_database_keeps_police_and_social_services_apart_by_itself(city: City) -> None:
    officer = city.people[Role.POLICE_OFFICER]
    with pytest.raises(IntegrityError, match="at the same time"), transaction.atomic():
        Mission.objects.create(
            user=officer, room=city.rooms[AgencyKind.SOCIAL], roles=["social_worker"], first_day=TODAY
        )
    officer.missions.update(last_day=TODAY - timedelta(days=1))
    Mission.objects.create(
        user=officer, room=city.rooms[AgencyKind.SOCIAL], roles=["social_worker"], first_day=TODAY
    )


def test_a_role_nobody_knows_is_refused_by_the_database(city: City) -> None:
    with pytest.raises(IntegrityError, match="sheriff"), transaction.atomic():
        Mission.objects.create(
            user=city.people[Role.EVALUATOR],
            room=city.rooms[AgencyKind.POLICE],
            roles=["sheriff"],
            first_day=TODAY,
        )


def test_the_kind_of_an_agency_and_the_place_of_a_room_never_change(city: City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(kind="social").update(kind="police")
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.filter(pk=city.rooms[AgencyKind.SOCIAL].pk).update(
            agency=city.rooms[AgencyKind.POLICE].agency
        )


@pytest.mark.acceptance("T5")
def test_nobody_gives_changes_or_ends_their_own_missions_by_form(client: Client, city: City) -> None:
    person = city.sign_in(client, Role.ADMINISTRATOR)
    mission = person.missions.get()
    answer = client.post(
        reverse("new-mission", args=["vinterhamn", person.pk]),
        fields(city, AgencyKind.MUNICIPALITY, Role.COORDINATOR),
    )
    assert answer.status_code == 422
    answer = client.post(reverse("end-mission", args=["vinterhamn", mission.pk]), {"last_day": "2026-03-02"})
    assert answer.status_code == 422
    assert list(person.missions.values_list("roles", "last_day")) == [(["administrator"], None)]
    assert len(trail(act="mission.refused")) == 2


@pytest.mark.acceptance("T5")
def test_nobody_gets_a_mission_by_opening_an_account_with_their_own_e_mail(
    client: Client, city: City
) -> None:
    person = city.sign_in(client, Role.ADMINISTRATOR)
    form = {
        **fields(city, AgencyKind.MUNICIPALITY, Role.COORDINATOR),
        "name": "X",
        "email": person.email.upper(),
        "language": "sv",
    }
    assert client.post(reverse("new-person", args=["vinterhamn"]), form).status_code == 422
    assert person.missions.count() == 1


@pytest.mark.acceptance("T5")
def test_the_database_refuses_ones_own_mission_to_any_program(city: City) -> None:
    person = city.people[Role.ADMINISTRATOR]
    room = city.rooms[AgencyKind.MUNICIPALITY]
    own = {"user": person, "room": room, "roles": ["coordinator"], "first_day": TODAY}
    for attempt in (
        lambda: Mission.objects.create(**own),
        lambda: person.missions.update(roles=["project_leader"]),
        lambda: person.missions.all().delete(),
    ):
        with pytest.raises(IntegrityError), acting(user=person.pk, programmes=[city.programme.pk]):
            attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mission.objects.create(**own, given_by=person)


@pytest.mark.acceptance("T5")
def test_one_cannot_hand_oneself_anothers_mission(city: City) -> None:
    person = city.people[Role.COMMUNITY_PARTNER]
    with pytest.raises(IntegrityError), acting(user=person.pk, programmes=[city.programme.pk]):
        city.people[Role.PROJECT_LEADER].missions.update(user=person)


@pytest.mark.acceptance("T5")
@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_only_an_administrator_opens_accounts_and_gives_missions(
    client: Client, city: City, role: Role
) -> None:
    city.sign_in(client, role)
    person = city.people[Role.ADMINISTRATOR]
    for name, what in (("people", []), ("new-person", []), ("person", [person.pk])):
        assert client.get(reverse(name, args=["vinterhamn", *what])).status_code == 403
    with pytest.raises(RefusedError):
        give(city, Role.ADMINISTRATOR, task(city, AgencyKind.MUNICIPALITY, Role.COORDINATOR), by=role)


@pytest.mark.acceptance("T5")
def test_an_administrator_of_one_city_gives_no_mission_in_another(client: Client, city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    city.sign_in(client, Role.ADMINISTRATOR)
    person = city.people[Role.EVALUATOR]
    form = fields(other, AgencyKind.MUNICIPALITY, Role.COORDINATOR)
    assert client.post(reverse("new-mission", args=["vinterhamn", person.pk]), form).status_code == 422
    foreign = other.people[Role.EVALUATOR]
    assert client.get(reverse("person", args=["vinterhamn", foreign.pk])).status_code == 404
    mission = foreign.missions.get()
    ended = client.post(reverse("end-mission", args=["vinterhamn", mission.pk]), {"last_day": "2026-03-02"})
    assert ended.status_code == 404


@pytest.mark.acceptance("T5")
def test_ones_own_page_changes_name_and_language_and_nothing_that_gives_access(
    client: Client, city: City
) -> None:
    person = city.sign_in(client, Role.COMMUNITY_PARTNER)
    form = {
        "name": "Nytt Namn",
        "language": "en",
        "email": "other@vinterhamn.example",
        "roles": ["administrator"],
        "agency_provider": "police",
        "is_active": "false",
        "missions": "x",
    }
    before = list(person.missions.values())
    assert client.post(reverse("own-account"), form).status_code == 302
    changed = User.objects.get(pk=person.pk)
    assert (changed.name, changed.language) == ("Nytt Namn", "en")
    assert (changed.email, changed.agency_provider, changed.is_active) == (person.email, "", True)
    assert list(person.missions.values()) == before


def test_a_mission_ends_on_its_last_day_and_access_with_it(client: Client, city: City) -> None:
    person = city.people[Role.COORDINATOR]
    administrator = reader_of(city.people[Role.ADMINISTRATOR].pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_mission(mission=person.missions.get(), last_day=yesterday, by=administrator, at=timezone.now())
    city.sign_in(client, Role.COORDINATOR)
    assert client.get("/p/vinterhamn/").status_code == 404
    (event,) = trail(act="mission.ended")
    assert (event.details["before"], event.details["after"]) == ("", str(yesterday))


def test_an_ended_mission_is_not_prolonged(city: City) -> None:
    mission = city.people[Role.COORDINATOR].missions.get()
    administrator = reader_of(city.people[Role.ADMINISTRATOR].pk)
    end_mission(mission=mission, last_day=TODAY, by=administrator, at=timezone.now())
    with pytest.raises(RefusedError, match="ends earlier"):
        end_mission(mission=mission, last_day=TODAY + timedelta(days=9), by=administrator, at=timezone.now())
