"""Who reads the minutes without a seat at the table sees what was done, and nothing the table knows about groups."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given

from tests.rules.invented_readers import FIRST, PROGRAMMES, days, readers
from vapenvila.rules.minutes_fields import MINUTES_FIELDS, readable_minutes_fields
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right, may
from vapenvila.rules.roles import AgencyKind, Role

HERE = PROGRAMMES[0]
ABOUT_GROUPS = {
    "items.answers.links.side",
    "items.answers.links.status",
    "items.answers.links.group_name",
    "items.answers.links.basis_kind",
    "items.answers.conflict",
    "items.answers.retaliation_expected",
    "items.answers.expected_from",
    "items.answers.expected_against",
    "items.answers.side_a",
    "items.answers.side_b",
    "items.incident.motive",
}
FREE_TEXT = {"items.title", "items.note", "items.incident.place", "items.decisions.text"}


def _reader(*roles: Role) -> Reader:
    mission = MissionFacts(UUID(int=11), UUID(int=21), AgencyKind.POLICE, HERE, frozenset(roles), FIRST, None)
    return Reader(UUID(int=99), (mission,))


def test_the_steering_group_reads_all_but_groups_and_free_text() -> None:
    seen = readable_minutes_fields(_reader(Role.STEERING_GROUP_MEMBER), HERE, today=FIRST)
    assert MINUTES_FIELDS.keys() - seen == ABOUT_GROUPS | FREE_TEXT


@pytest.mark.parametrize("role", sorted(ROLES_WITH_RIGHT[Right.READ_PICTURE]))
def test_who_reads_the_picture_reads_every_field(role: Role) -> None:
    assert readable_minutes_fields(_reader(role), HERE, today=FIRST) == MINUTES_FIELDS.keys()


@pytest.mark.parametrize("role", sorted(set(Role) - ROLES_WITH_RIGHT[Right.READ_MINUTES]))
def test_who_may_not_read_minutes_reads_no_field(role: Role) -> None:
    assert readable_minutes_fields(_reader(role), HERE, today=FIRST) == frozenset()


def test_a_member_who_also_works_at_the_table_reads_every_field() -> None:
    both = _reader(Role.STEERING_GROUP_MEMBER, Role.POLICE_OFFICER)
    assert readable_minutes_fields(both, HERE, today=FIRST) == MINUTES_FIELDS.keys()


@given(readers(), days)
def test_no_field_is_read_without_the_right_it_takes(reader: Reader, today: date) -> None:
    for field in readable_minutes_fields(reader, HERE, today=today):
        assert may(reader, MINUTES_FIELDS[field], HERE, today=today)
        assert may(reader, Right.READ_MINUTES, HERE, today=today)
