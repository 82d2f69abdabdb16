"""Writing to the audit trail. Every act of the house ends with one call of `record`."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from vapenvila.web.audit.models import Manner

current_request: ContextVar[UUID | None] = ContextVar("current_request", default=None)


@dataclass(frozen=True, slots=True)
class Noted:
    """An event of a page that is kept, to be recorded again for each person it is shown to."""

    act: str
    manner: Manner
    subject_kind: str
    subject: UUID | None
    programme: UUID | None
    room: UUID | None
    details: Mapping[str, Any]  # as given to `record`

    def record_again(self, *, by: UUID | None, at: datetime, **more: Any) -> None:
        """The same event, by this person, now, with more details."""
        record(
            act=self.act,
            by=by,
            at=at,
            manner=self.manner,
            subject_kind=self.subject_kind,
            subject=self.subject,
            programme=self.programme,
            room=self.room,
            details={**self.details, **more},
        )


_noting: ContextVar[list[Noted] | None] = ContextVar("noting", default=None)


@contextmanager
def noted_events() -> Iterator[list[Noted]]:
    """Every event recorded meanwhile, besides being recorded."""
    events: list[Noted] = []
    token = _noting.set(events)
    try:
        yield events
    finally:
        _noting.reset(token)


_holding: ContextVar[list[Noted] | None] = ContextVar("holding", default=None)


@contextmanager
def held_events() -> Iterator[list[Noted]]:
    """Every event recorded meanwhile, held back: whoever opened this records them, or refuses what was done."""
    events: list[Noted] = []
    token = _holding.set(events)
    try:
        yield events
    finally:
        _holding.reset(token)


_APPEND = """
INSERT INTO audit_auditevent (at, request, "user", programme, room, manner, act, subject_kind, subject, details)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb)
"""


def record(
    *,
    act: str,
    by: UUID | None,
    at: datetime,
    manner: Manner = Manner.WRITE,
    subject_kind: str = "",
    subject: UUID | None = None,
    programme: UUID | None = None,
    room: UUID | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append one event. `act` is "noun.verb" ("incident.reclassified"); `details` holds before and after, no person data.

    Plain SQL because the row is not read back: whoever writes to the trail may not always read it.
    """
    for events in (_noting.get(), held := _holding.get()):
        if events is not None:
            events.append(Noted(act, manner, subject_kind, subject, programme, room, dict(details or {})))
    if held is not None:
        return
    what = json.dumps(dict(details or {}), cls=DjangoJSONEncoder, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(
            _APPEND,
            [at, current_request.get(), by, programme, room, str(manner), act, subject_kind, subject, what],
        )
