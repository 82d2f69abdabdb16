"""Rule and database show the same: nobody is listed, drawn, found or counted who may not be, and nothing late is."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.memberships.made_up import a_draft, a_group, a_membership, a_tie, at_the_end, in_police_room
from tests.web.people.made_up import NOW, TODAY, a_person
from vapenvila.rules.membership import in_sight
from vapenvila.rules.membership_state import MembershipState
from vapenvila.rules.person_listing import PersonState, may_be_listed
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.tie import WINDOWS
from vapenvila.web.memberships.facts import person_facts
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.memberships.queries.in_sight import (
    memberships_in_sight,
    memberships_waiting,
    ties_in_sight,
)
from vapenvila.web.memberships.queries.statements import Chosen, listed, members_by_group
from vapenvila.web.people.actions.merge import merge_persons, undo_merge
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def city() -> City:
    return build_city()


def without_triggers() -> None:
    """Let this transaction write what no act could, so that the gate is tried on rows that must not be."""
    at_the_end()
    with as_owner(), connection.cursor() as cursor:
        for table in ("people_person", "memberships_membershipstatement"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


states = st.sampled_from(["draft", "reviewed", "current", "disputed", "withdrawn"])
persons = st.fixed_dictionaries(
    {
        "mark": st.sampled_from(Mark),
        "protective_track": st.booleans(),
        "adult_from": st.sampled_from([None, TODAY, TOMORROW, TODAY - timedelta(days=1)]),
        "age_known": st.booleans(),
        "state": st.sampled_from([PersonState.ACTIVE, PersonState.ACTIVE, PersonState.REMOVED]),
        "review_by": st.sampled_from([TODAY, TOMORROW, TODAY - timedelta(days=1)]),
    }
)


@pytest.mark.acceptance("S12")
@pytest.mark.acceptance("S13")
@pytest.mark.acceptance("S14")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=states,
    review_by=st.sampled_from([TODAY, TODAY - timedelta(days=1)]),
    one=persons,
    kept=st.none() | persons,
)
def test_the_gate_of_the_database_is_the_rule(
    city: City, state: str, review_by: date, one: dict[str, object], kept: dict[str, object] | None
) -> None:
    with in_police_room(city):
        row = MembershipStatement.objects.filter(room=city.rooms[AgencyKind.POLICE]).first()
    row = row or a_membership(city)
    with in_police_room(city):
        other = Person.objects.exclude(pk=row.person_id).first() or a_person(city)
        without_triggers()
        merged = {"state": PersonState.MERGED, "merged_into": other} if kept else {"merged_into": None}
        _put(other, kept or {})
        _put(
            row.person,
            {**one, **merged, "protective_track": bool(one["protective_track"] or one["adult_from"])},
        )
        MembershipStatement.objects.filter(pk=row.pk).update(
            state=state, review_by=review_by, ended_at=NOW if state == "withdrawn" else None,
            ended_reason="x" if state == "withdrawn" else "",
        )  # fmt: skip
        row = MembershipStatement.objects.select_related("person__merged_into").get(pk=row.pk)
        facts = person_facts(row.person)
        expected = in_sight(state=MembershipState(state), review_by=review_by, person=facts, today=TODAY)
        assert memberships_in_sight(row.room_id, today=TODAY).filter(pk=row.pk).exists() == expected
        waits = (
            state in ("draft", "reviewed") and review_by >= TODAY and bool(may_be_listed(facts, today=TODAY))
        )
        assert memberships_waiting(row.room_id, today=TODAY).filter(pk=row.pk).exists() == waits


def _put(person: Person, values: dict[str, object]) -> None:
    """Write these facts whatever they are; what the constraint on children asks is added."""
    told: dict[str, object] = {
        "mark": Mark.SUSPECT, "state": PersonState.ACTIVE, "age_known": True, "protective_track": False,
        "adult_from": None, "review_by": TODAY, "merged_into": None, "reviewed_on": date(2026, 1, 1), **values,
    }  # fmt: skip
    told["protective_track"] = bool(told["protective_track"] or told["adult_from"])
    Person.objects.filter(pk=person.pk).update(**told)


@pytest.mark.acceptance("S14")
@pytest.mark.acceptance("T36")
def test_what_is_late_leaves_list_search_and_counts_the_same_day(city: City) -> None:
    row = a_membership(city)
    room = row.room_id
    with in_police_room(city):
        Person.objects.filter(pk=row.person_id).update(
            review_by=date(2028, 1, 1), reviewed_on=date(2027, 11, 1)
        )
        last = row.review_by
        for day, shown in ((last, 1), (last + timedelta(days=1), 0)):
            assert memberships_in_sight(room, today=day).count() == shown
            assert members_by_group(room, today=day) == ({row.group_id: 1} if shown else {})


def test_a_membership_counts_from_its_first_to_its_last_day(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city):
        MembershipStatement.objects.filter(pk=row.pk).update(to_on=date(2026, 6, 30))
        for day, count in (
            (date(2024, 12, 31), 0),
            (date(2025, 1, 1), 1),
            (date(2026, 6, 30), 1),
            (date(2026, 7, 1), 0),
        ):
            assert members_by_group(row.room_id, today=TODAY, on=day).get(row.group_id, 0) == count


@pytest.mark.acceptance("T25")
def test_merged_persons_keep_their_memberships_and_ties_and_count_once(city: City) -> None:
    kept, absorbed, third = a_person(city), a_person(city), a_person(city)
    group, room = a_group(city), city.rooms[AgencyKind.POLICE].pk
    a_membership(city, kept, group)
    a_membership(city, absorbed, group)
    a_tie(city, absorbed, third)
    a_tie(city, kept, absorbed)
    by = city.people[next(iter(city.people))]
    with in_police_room(city):
        assert members_by_group(room, today=TODAY) == {group.pk: 2}
        merge = merge_persons(kept=kept, absorbed=absorbed, reason="Same.", by=by, at=NOW)
        rows = memberships_in_sight(room, today=TODAY)
        assert [(row.person.merged_into or row.person).pk for row in rows] == [kept.pk, kept.pk]
        assert members_by_group(room, today=TODAY) == {group.pk: 1}
        ties = ties_in_sight(room, today=TODAY)
        ends = [{(end.merged_into or end).pk for end in (tie.person_a, tie.person_b)} for tie in ties]
        assert ends == [{kept.pk, third.pk}]  # nobody is tied to themselves
        assert Tie.objects.count() == 2
        undo_merge(merge=merge, by=by, at=NOW)
        assert members_by_group(room, today=TODAY) == {group.pk: 2}
        assert ties_in_sight(room, today=TODAY).count() == 2


def test_a_window_shows_the_ties_of_its_years_and_no_others(city: City) -> None:
    old, new = a_tie(city, on=date(2022, 5, 1)), a_tie(city, on=date(2026, 5, 1))
    with in_police_room(city):
        shown = {
            years: list(ties_in_sight(old.room_id, today=TODAY, years=years).order_by("on"))
            for years in WINDOWS
        }
        assert shown == {1: [new], 2: [new], 3: [new], 5: [old, new]}


def test_nothing_is_seen_from_another_room(city: City) -> None:
    a_membership(city)
    a_tie(city)
    for kind in set(AgencyKind) - {AgencyKind.POLICE}:
        with acting(programmes=[city.programme.pk], room=city.rooms[kind].pk):
            assert not MembershipStatement.objects.exists()
            assert not Tie.objects.exists()


@pytest.mark.parametrize(("role", "soon"), list(product(["", "member", "core"], [False, True])))
def test_the_list_is_filtered_by_what_is_chosen(city: City, role: str, *, soon: bool) -> None:
    row = a_membership(city)
    a_draft(city)
    with in_police_room(city):
        chosen = Chosen(group=row.group_id, role=role, soon=soon)
        day = row.review_by - timedelta(days=30) if soon else TODAY
        Person.objects.filter(pk=row.person_id).update(
            review_by=date(2027, 11, 1), reviewed_on=date(2027, 10, 1)
        )
        assert list(listed(row.room_id, chosen, today=day)) == ([row] if role in ("", "member") else [])
