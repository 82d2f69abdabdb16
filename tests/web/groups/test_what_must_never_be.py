"""What the database refuses whoever asks: changed statements, review dates moved later, and groups under another code."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.groups.made_up import (
    NOW,
    TODAY,
    a_group,
    a_label,
    a_relation,
    a_split,
    activity,
    an_area,
    says,
)
from vapenvila.web.groups.models import Group, GroupName, LineageEvent, LineagePart, Statement
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@contextmanager
def refused(city: City, *kinds: type[Exception]) -> Iterator[None]:
    """The database refuses what is done inside."""
    with (
        acting(programmes=[city.programme.pk]),
        pytest.raises(kinds or (IntegrityError,)),
        transaction.atomic(),
    ):
        yield


def one_of_each(city: City) -> list[Statement]:
    one, other = a_group(city), a_group(city)
    return [
        a_label(city, one, "Hamngruppen"),
        an_area(city, one),
        activity(city, one),
        a_relation(city, one, other),
        a_split(city, one, other, a_group(city)),
    ]


@pytest.mark.acceptance("S14")
def test_the_application_may_not_move_the_review_date_of_a_group_statement(city: City) -> None:
    for statement in one_of_each(city):
        later = statement.review_by + timedelta(days=1)
        with refused(city, ProgrammingError):
            type(statement)._default_manager.filter(pk=statement.pk).update(review_by=later)


@pytest.mark.acceptance("S14")
def test_not_even_the_owner_of_the_tables_moves_a_review_date_or_changes_what_was_said(city: City) -> None:
    changes: list[dict[str, Any]] = [
        {"review_by": TODAY + timedelta(days=5000)},
        {"source": "Another source"},
        {"recorded_at": NOW},
        {"reliability": "A"},
    ]
    for statement in one_of_each(city):
        for change in changes:
            with as_owner(), refused(city):
                type(statement)._default_manager.filter(pk=statement.pk).update(**change)


@pytest.mark.acceptance("S14")
def test_no_statement_is_written_with_a_review_date_later_than_its_source_allows(city: City) -> None:
    group, other = a_group(city), a_group(city)
    source_on = TODAY - timedelta(days=100)
    too_late = source_on + timedelta(days=367)
    with refused(city):
        a_label(city, group, "Hamngruppen", source_on=source_on, review_by=too_late)
    with refused(city):
        a_relation(
            city,
            group,
            other,
            source_on=source_on,
            reliability="E",
            review_by=source_on + timedelta(days=183),
        )
    five_years = source_on.replace(year=source_on.year + 5)
    with refused(city):
        a_split(city, group, other, source_on=source_on, review_by=five_years + timedelta(days=1))
    assert a_split(city, group, other, source_on=source_on).review_by == five_years


@pytest.mark.acceptance("S14")
def test_what_takes_the_place_of_a_statement_is_in_sight_longer_on_a_newer_source_only(city: City) -> None:
    group = a_group(city)
    weak = a_label(city, group, "Hamngruppen", reliability="D")
    better_grade = {"source_on": weak.source_on, "reliability": "A", "supersedes": weak}
    with refused(city):
        a_label(city, group, "Hamngruppen", **better_grade)
    kept = a_label(city, group, "Hamngruppen", review_by=weak.review_by, **better_grade)
    newer = a_label(city, group, "Hamngruppen", source_on=TODAY, supersedes=kept)
    assert newer.review_by > weak.review_by


def test_a_statement_ends_once_whole_and_for_a_reason_when_it_is_withdrawn(city: City) -> None:
    said = a_label(city, a_group(city), "Hamngruppen")
    rows = GroupName.objects.filter(pk=said.pk)
    with refused(city):
        rows.update(ended_at=NOW, ended_as="withdrawn")
    with refused(city):
        rows.update(ended_as="withdrawn", ended_reason="No ground")
    with acting(programmes=[city.programme.pk]):
        rows.update(ended_at=NOW, ended_as="withdrawn", ended_reason="No ground")
    with refused(city):
        rows.update(ended_reason="Another reason")
    with refused(city):
        rows.update(ended_at=None, ended_as="", ended_reason="")


def test_a_statement_has_a_source_a_grade_and_an_end_after_its_beginning(city: City) -> None:
    group = a_group(city)
    with refused(city):
        a_label(city, group, "Hamngruppen", source="")
    with refused(city):
        a_label(city, group, "Hamngruppen", to_on=TODAY - timedelta(days=900))
    with refused(city):
        a_label(city, group, "")
    with refused(city):
        activity(city, group, size_low=9, size_high=4)


def test_a_pair_of_groups_is_kept_in_one_order_and_is_never_one_group(city: City) -> None:
    one, other = sorted((a_group(city), a_group(city)), key=lambda group: group.pk)
    relation = a_relation(city, other, one)
    assert (relation.a, relation.b) == (one, other)
    with refused(city):
        says(city, type(relation), a=other, b=one, kind="feud", strength="clear")
    with refused(city):
        says(city, type(relation), a=one, b=one, kind="feud", strength="clear")


def test_the_acts_of_a_dissolved_group_stop_and_an_event_is_of_one_day(city: City) -> None:
    with refused(city):
        says(city, LineageEvent, kind="dissolve", count_rule="follow_all")
    with refused(city):
        says(city, LineageEvent, kind="rename", count_rule="stop", to_on=TODAY)


def test_acts_follow_at_most_one_named_successor(city: City) -> None:
    one, other, third = a_group(city), a_group(city), a_group(city)
    event = a_split(city, one, other)
    where = {"programme": city.programme, "event": event, "main": True}
    with refused(city):
        LineagePart.objects.create(group=third, side="before", **where)
    with acting(programmes=[city.programme.pk]):
        LineagePart.objects.create(group=third, side="after", **where)
    with refused(city):
        LineagePart.objects.create(group=one, side="after", **where)


def test_a_group_keeps_its_code_and_never_goes(city: City) -> None:
    group = a_group(city)
    with refused(city, ProgrammingError):
        Group.objects.filter(pk=group.pk).update(code="X1")
    with as_owner(), refused(city):
        Group.objects.filter(pk=group.pk).update(code="X1")
    with refused(city, ProgrammingError):
        Group.objects.filter(pk=group.pk).delete()
    with acting(programmes=[city.programme.pk]):
        Group.objects.filter(pk=group.pk).update(version=2)


def test_no_statement_points_at_a_group_of_another_programme(city: City) -> None:
    elsewhere = a_group(build_city("sommarhamn", "Sommarhamn"))
    with refused(city):
        a_label(city, elsewhere, "Hamngruppen")
