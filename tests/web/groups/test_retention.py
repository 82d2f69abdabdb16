"""A statement on a group that nobody renewed is deleted after its grace with the earlier ones, and that is certified."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.groups.made_up import TODAY, a_group, a_label, a_relation, a_split, activity, an_area
from vapenvila.rules.group_statement import delete_on
from vapenvila.web.groups.models import (
    Group,
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    LineagePart,
)
from vapenvila.web.retention.certificates import certificates_of
from vapenvila.web.retention.models import RetentionDeletion
from vapenvila.web.retention.registry import Scope
from vapenvila.web.retention.running import run
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def run_on(day: date) -> None:
    run(at=timezone.make_aware(datetime.combine(day, time(3))))


@pytest.mark.acceptance("S14")
@pytest.mark.acceptance("S15")
def test_every_kind_of_late_statement_is_deleted_after_its_grace_and_certified(city: City) -> None:
    one, other = a_group(city), a_group(city)
    label = a_label(city, one, "Hamngruppen")
    an_area(city, one)
    activity(city, one)
    a_relation(city, one, other)
    event = a_split(city, one, other, a_group(city))
    due = delete_on(label.review_by)
    run_on(due - timedelta(days=1))
    with acting(programmes=[city.programme.pk]):
        assert GroupName.objects.count() == 1
    run_on(due)
    with acting(programmes=[city.programme.pk]):
        for table in (GroupName, GroupArea, GroupActivity, GroupRelation):
            assert not table._default_manager.exists()
        assert (LineageEvent.objects.count(), LineagePart.objects.count()) == (1, 3)
        assert certificates_of(Scope(city.programme.pk)).count() == 1
    run_on(delete_on(event.review_by))
    with acting(programmes=[city.programme.pk]):
        assert not LineageEvent.objects.exists()
        assert not LineagePart.objects.exists()
        assert Group.objects.count() == 3
        links = RetentionDeletion.objects.get(kind="group_lineage", part="links")
        assert links.count == 3


def test_a_renewed_statement_keeps_its_history_and_takes_it_along_when_it_goes(city: City) -> None:
    group = a_group(city)
    first = a_label(city, group, "Kajen", source_on=TODAY - timedelta(days=300))
    second = a_label(city, group, "Kajen", source_on=TODAY - timedelta(days=200), supersedes=first)
    third = a_label(city, group, "Hamngruppen", source_on=TODAY, supersedes=second)
    run_on(delete_on(second.review_by))
    with acting(programmes=[city.programme.pk]):
        assert GroupName.objects.count() == 3
    run_on(delete_on(third.review_by))
    with acting(programmes=[city.programme.pk]):
        assert not GroupName.objects.exists()
        assert RetentionDeletion.objects.get(kind="group_name", part="records").count == 1
        assert RetentionDeletion.objects.get(kind="group_name", part="wordings").count == 2
