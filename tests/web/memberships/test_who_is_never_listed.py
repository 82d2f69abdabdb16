"""Victims, witnesses, relatives, children and late records: no row of the database makes them a member or ties them."""

import pytest

from tests.cast import City, build_city
from tests.web.memberships.made_up import (
    a_membership,
    a_tie,
    in_police_room,
)
from tests.web.memberships.refusals import refused, sql
from tests.web.people.made_up import a_ground, a_person
from vapenvila.rules.person_mark import NOT_SUSPECTED, Mark
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.wall.identifiers import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.acceptance("S12")
@pytest.mark.parametrize("mark", sorted(NOT_SUSPECTED))
def test_nobody_who_is_not_suspected_is_written_into_a_membership_or_a_tie(city: City, mark: Mark) -> None:
    listed, tied = a_membership(city), a_tie(city)
    victim = a_person(city, ground=a_ground(mark))
    with in_police_room(city):
        values = {f.attname: getattr(listed, f.attname) for f in MembershipStatement._meta.concrete_fields}
        with refused("may not be listed belongs to no group"):
            MembershipStatement.objects.create(**{**values, "id": new_id(), "person_id": victim.pk})
        ends = {f.attname: getattr(tied, f.attname) for f in Tie._meta.concrete_fields}
        a, b = sorted((victim.pk, tied.person_a_id))
        with refused("may not be listed is tied to nobody"):
            Tie.objects.create(**{**ends, "id": new_id(), "person_a_id": a, "person_b_id": b})


@pytest.mark.acceptance("S12")
@pytest.mark.acceptance("S13")
@pytest.mark.parametrize(
    "change",
    ["mark = 'victim'", "protective_track = true", "protective_track = true, adult_from = '2030-01-01'",
     "age_known = false", "state = 'removed'"],
)  # fmt: skip
def test_whoever_may_not_be_listed_any_more_does_not_stay_listed(city: City, change: str) -> None:
    member, tied = a_membership(city).person_id, a_tie(city).person_b_id
    with in_police_room(city):
        for person in (member, tied):
            with refused("would stay listed"):
                sql(f"UPDATE people_person SET {change} WHERE id = %s", person)


@pytest.mark.acceptance("S13")
def test_a_child_an_unknown_age_and_a_late_record_are_refused(city: City) -> None:
    listed = a_membership(city)
    for change in (
        "protective_track = true",
        "protective_track = true, adult_from = '2030-01-01'",
        "age_known = false",
        "review_by = '2026-01-02', reviewed_on = '2026-01-01'",
    ):
        other = a_person(city)
        with in_police_room(city):
            sql(f"UPDATE people_person SET {change} WHERE id = %s", other.pk)
            values = {
                f.attname: getattr(listed, f.attname) for f in MembershipStatement._meta.concrete_fields
            }
            with refused("may not be listed"):
                MembershipStatement.objects.create(**{**values, "id": new_id(), "person_id": other.pk})
