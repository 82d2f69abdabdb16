"""This week: every role finds something of use, the most urgent first; an empty programme is led on."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import HELD_IN, City, build_city
from tests.web.disclosures.door import a_request, verify_all
from tests.web.people.made_up import an_emergency_for
from vapenvila.rules.rights import ROLES_WITH_RIGHT
from vapenvila.rules.roles import ROLES, AgencyKind, Role
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.incidents.models import CountRule, Incident
from vapenvila.web.oversight.models import LogReview
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.site import first_steps, this_week
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_told_what_it_may_do(client: Client, role: Role) -> None:
    build_city().sign_in(client, role)
    page = client.get("/p/vinterhamn/").text
    assert ROLES[role].may in page


def _steps_done(city: City, role: Role = Role.PROJECT_LEADER) -> list[bool]:
    reader = reader_of(city.people[role].pk)
    with acting(programmes=[city.programme.pk]):
        panels = first_steps.panels(reader, city.programme, NOW)
        return [line.done for line in panels[0].context["lines"]] if panels else []


def test_an_empty_programme_is_led_through_its_first_steps() -> None:
    city = build_city()
    assert _steps_done(city) == [False, False, True, False, False]


def test_a_step_is_done_when_the_data_say_so() -> None:
    city = build_city()
    leader = city.people[Role.PROJECT_LEADER]
    city.programme.review_weekday = 2
    city.programme.count_owner = leader
    with acting(programmes=[city.programme.pk]):
        rule = {"incident_rule": "Shots with traces", "victim_rule": "Hit by a shot", "kinds": ["shooting"]}
        CountRule.objects.create(
            programme=city.programme,
            version=1,
            valid_from=date(2020, 1, 1),
            adopted_by=leader,
            adopted_at=NOW,
            **rule,
        )
        Incident.objects.create(
            programme=city.programme, number=1, kind="shooting", occurred_from=NOW, occurred_to=NOW
        )
    assert _steps_done(city) == [True, True, True, True, False]


def test_the_first_steps_are_not_shown_to_those_who_cannot_take_any() -> None:
    assert _steps_done(build_city(), Role.SOCIAL_WORKER) == []


def test_the_most_urgent_panel_stands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def panel(title: str, urgency: Urgency) -> Panel:
        return Panel(title=title, urgency=urgency, template="site/panels/first_steps.html")

    offered = [panel("calm", Urgency.CALM), panel("alarm", Urgency.ALARM), panel("now", Urgency.NOW)]
    monkeypatch.setattr(this_week, "ASKED_FIRST", ((lambda *_: [True], lambda *_: offered),))
    monkeypatch.setattr(this_week, "OF_THE_PICTURE", ())
    city = build_city()
    found = this_week.panels_for(reader_of(city.people[Role.EVALUATOR].pk), city.programme, now=NOW)
    assert [p.title for p in found] == ["alarm", "now", "calm"]


@pytest.mark.parametrize("role", list(Role))
def test_asking_first_loses_no_panel(role: Role) -> None:
    city, now = build_city(), timezone.localtime()
    verify_all(city)
    person = city.people[role]
    kind = HELD_IN[role]
    door_open = kind in (AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL)
    if door_open:
        a_request(
            city, asker=AgencyKind.PROBATION if kind is AgencyKind.POLICE else AgencyKind.POLICE, asked=kind
        )
        an_emergency_for(city, person)
    with acting(programmes=[city.programme.pk]):
        LogReview.objects.create(
            programme=city.programme,
            room=city.rooms[kind],
            month=date(2026, 1, 1),
            due_on=date(2026, 2, 15),
            made_at=now,
            seed=1,
            accesses=1,
            looked_at=1,
        )
    reader = reader_of(person.pk)
    with acting(user=person.pk, programmes=[city.programme.pk], room=city.rooms[kind].pk):
        every = [
            str(panel.title)
            for _, source in this_week.ASKED_FIRST
            for panel in source(reader, city.programme, now)
        ]
        shown = [
            str(p.title)
            for source in this_week._with_something(reader, city.programme, now)
            for p in source(reader, city.programme, now)
        ]
    assert shown == every
    assert not door_open or len(shown) >= 2


def test_the_week_is_that_of_the_programmes_own_clock(client: Client) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    Programme.objects.update(time_zone="Pacific/Auckland")
    assert client.get("/p/vinterhamn/").context["now"].tzname() in {"NZDT", "NZST"}


def test_each_first_step_leads_to_a_page_that_its_right_opens(client: Client) -> None:
    city = build_city()
    for step in first_steps.STEPS:
        held = [role for role in Role if role in ROLES_WITH_RIGHT[step.right]]
        city.sign_in(client, held[0])
        assert client.get(reverse(step.url_name, kwargs={"programme": "vinterhamn"})).status_code == 200
