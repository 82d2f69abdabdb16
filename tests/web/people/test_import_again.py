"""A file of persons that comes again: what it changes, what it leaves, and what it never lengthens or overwrites."""

import pytest

from tests.cast import City, build_city
from tests.web.people.files import (
    SETTINGS,
    a_row,
    identity_of,
    imported,
    persons_in,
    sentences,
)
from tests.web.people.made_up import NOW, NUMBER, TODAY, in_room
from vapenvila.rules.roles import Role
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.actions.merge import merge_persons
from vapenvila.web.people.importing import problems
from vapenvila.web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.acceptance("T28")
def test_the_same_file_again_changes_nothing(city: City) -> None:
    rows = a_row(pnr=NUMBER), a_row(ref="A2", given="Annan")
    imported(city, *rows)
    again = imported(city, *rows)
    assert (again.created, again.updated, again.unchanged, again.held) == (0, 0, 2, 0)
    assert len(persons_in(city)) == 2


@pytest.mark.acceptance("T29")
def test_an_empty_cell_changes_nothing_and_only_the_clear_marker_takes_away(city: City) -> None:
    imported(city, a_row(phone="00-00"))
    assert imported(city, a_row(phone="", given="Annan")).updated == 1
    who = identity_of(city, persons_in(city)[0])
    assert (who["phone"], who["given_name"]) == ("00-00", "Annan")
    imported(city, a_row(phone="[töm]", given="Annan"))
    assert identity_of(city, persons_in(city)[0])["phone"] == ""


def test_an_update_keeps_what_stood_before_and_never_lengthens_a_records_life(city: City) -> None:
    imported(city, a_row())
    before = persons_in(city)[0]
    imported(city, a_row(phone="11-11", need="Another need", source="Another source", day="2026-11-20"))
    after = persons_in(city)[0]
    assert (after.version, after.need, after.source_on, after.review_by) == (
        2, before.need, before.source_on, before.review_by,
    )  # fmt: skip
    with in_room(city):
        assert after.changes.first().fields == ["phone"]  # type: ignore[union-attr]


def test_what_somebody_has_changed_by_hand_is_not_overwritten(city: City) -> None:
    imported(city, a_row(phone="00-00"))
    person = persons_in(city)[0]
    with in_room(city):
        amend_person(
            person=person, version=1, identity={"phone": "22-22"}, facts={}, reason="Told us", looked_at=False,
            by=city.people[Role.POLICE_ANALYST], at=NOW, today=TODAY,
        )  # fmt: skip
    assert imported(city, a_row(phone="00-00")).unchanged == 1
    assert imported(city, a_row(phone="33-33")).held == 1
    assert identity_of(city, person)["phone"] == "22-22"


def test_a_protected_record_is_changed_by_its_keeper_alone(city: City) -> None:
    protecting = {**SETTINGS, "children": "protect"}
    row = a_row(born="2012-01-02", mark="victim", child="Hurt")
    imported(city, row, settings=protecting)
    with in_room(city):
        Person.objects.update(keeper=city.people[Role.POLICE_OFFICER])
    assert imported(city, {**row, "phone": "44-44"}, settings=protecting).held == 1


def test_a_record_that_is_out_of_use_is_neither_changed_nor_made_again(city: City) -> None:
    imported(city, a_row(), a_row(ref="A2", given="Annan"))
    first, second = persons_in(city)
    with in_room(city):
        merge_persons(kept=first, absorbed=second, reason="Same", by=city.people[Role.POLICE_ANALYST], at=NOW)
    batch = imported(city, a_row(ref="A2", given="Annan", phone="55-55"))
    assert (batch.created, batch.updated, batch.held) == (0, 0, 1)


@pytest.mark.acceptance("T33")
def test_one_reference_with_two_contents_is_held_back_and_a_copy_is_left_out(city: City) -> None:
    batch = imported(city, a_row(), a_row(), a_row(phone="66-66"))
    assert (batch.created, batch.copies, batch.held) == (1, 1, 1)
    assert sentences(batch) == [(4, "ref", problems.REFERENCE_TWICE)]
