"""Whoever may not be listed any more is taken off every list in the same transaction, whatever changed it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.person_listing import may_stay_listed
from vapenvila.web.partners.models import Room
from vapenvila.web.people.facts import facts_of
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import LISTING_ENDS, Unlisted
from vapenvila.web.people.vocabulary import PersonState


def end_listings(persons: Iterable[Person], *, by: UUID, at: datetime) -> None:
    """Look at each of these records as it is now, and end what lists those that may not be listed."""
    today = timezone.localdate(at)
    unlisted = [row for row in persons if not may_stay_listed(facts_of(row), today=today)]
    for gone in (True, False):
        rows = [row for row in unlisted if (row.state == PersonState.REMOVED) == gone]
        if rows:
            _tell(rows, gone=gone, by=by, at=at)


def _tell(rows: list[Person], *, gone: bool, by: UUID, at: datetime) -> None:
    room = Room.objects.get(pk=rows[0].room_id)
    unlisted = Unlisted(
        persons=tuple(row.pk for row in rows),
        room=room.pk,
        programme=room.programme_id,
        gone=gone,
        by=by,
        at=at,
    )
    for ends in LISTING_ENDS:
        ends(unlisted)
