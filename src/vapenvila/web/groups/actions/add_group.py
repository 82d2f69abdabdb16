"""Giving a group its code. Nothing is said of it yet."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Max

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.groups.models import Group
from vapenvila.web.partners.models import Programme


@transaction.atomic
def add_group(*, programme: Programme, by: User, at: datetime) -> Group:
    """A new group under the next code."""
    group = next_group(programme, by=by, at=at)
    record(
        act="group.added",
        by=by.pk,
        at=at,
        subject_kind="group",
        subject=group.pk,
        programme=programme.pk,
    )
    return group


def next_group(programme: Programme, *, by: User | None, at: datetime) -> Group:
    """The row of the next group; whoever asks holds the counter until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"group code {programme.pk}"]
        )
    last = Group.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    return Group.objects.create(
        programme=programme, number=number, code=f"G{number:02d}", created_by=by, created_at=at
    )


def spoken_of(groups: Iterable[UUID]) -> None:
    """Count the groups' versions up: something was said of them or taken back."""
    Group.objects.filter(pk__in=list(groups)).update(version=F("version") + 1)
