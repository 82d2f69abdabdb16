"""Writing to the audit trail. Every act of the house ends with one call of `record`."""

import json
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from vapenvila.web.audit.models import Manner

current_request: ContextVar[UUID | None] = ContextVar("current_request", default=None)

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
    what = json.dumps(dict(details or {}), cls=DjangoJSONEncoder, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(
            _APPEND,
            [at, current_request.get(), by, programme, room, str(manner), act, subject_kind, subject, what],
        )
