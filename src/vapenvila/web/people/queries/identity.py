"""Showing who a person is: asks the rule, opens the named fields, and leaves a row on who saw what and why."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from vapenvila.rules.person_access import IdentityFacts, may_see_identity
from vapenvila.rules.reader import Reader
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.people.errors import ask
from vapenvila.web.people.models import BrokenGlass, Identity, Person
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS


def identity_fields(
    person: Person,
    names: Iterable[str] = IDENTITY_FIELDS,
    *,
    reader: Reader,
    purpose: str,
    at: datetime | None = None,
) -> dict[str, str]:
    """The named fields in clear text. Raises RefusedError when the record is protected from this reader."""
    now = at or timezone.now()
    ask(may_see_identity(reader, protection_of(person, reader, now=now), now=now))
    fields = tuple(names)
    found = opened(Identity.objects.get(person=person), fields)
    record(
        act="person.identity_read",
        by=reader.user,
        at=now,
        manner=Manner.READ,
        subject_kind="person",
        subject=person.pk,
        programme=person.room.programme_id,
        room=person.room_id,
        details={"fields": list(fields), "purpose": purpose},
    )
    return found


def protection_of(person: Person, reader: Reader, *, now: datetime) -> IdentityFacts:
    """What decides whether this reader sees the identity."""
    broken = None
    if person.protective_track and person.keeper_id != reader.user:
        broken = (
            BrokenGlass.objects.filter(person=person, opened_by=reader.user, until__gt=now)
            .order_by("-until")
            .first()
        )
    return IdentityFacts(
        protected=person.protective_track,
        keeper=person.keeper_id,
        broken_by=broken.opened_by_id if broken else None,
        broken_until=broken.until if broken else None,
    )
