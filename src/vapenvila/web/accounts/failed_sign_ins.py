"""Failed sign-ins: each one counted, the audit trail told of the first and of the sum of every minute."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from vapenvila.web.accounts.models import FailedSignIn, User
from vapenvila.web.accounts.queries import programmes_told
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner

_COUNT = """
INSERT INTO accounts_failedsignin (minute, kind, account_hash, address_hash, "user", count, recorded)
VALUES (%s, %s, %s, %s, %s, 1, 1)
ON CONFLICT (minute, kind, account_hash, address_hash) DO UPDATE SET count = accounts_failedsignin.count + 1
RETURNING count
"""


def _hash(purpose: str, text: str) -> str:
    return salted_hmac(f"vapenvila.failed-sign-in.{purpose}", text.lower(), algorithm="sha256").hexdigest()[
        :32
    ]


def record_failed_sign_in(
    *, kind: FailedSignIn.Kind, email: str, address: str, at: datetime, user: UUID | None = None
) -> None:
    """Count one failure; the first of its minute, account and address becomes an audit event at once.

    Once an address is held back for too many attempts it is one group, whatever accounts it tries.
    """
    too_many = kind == FailedSignIn.Kind.TOO_MANY
    if user is None and email and not too_many:
        user = User.objects.filter(email=email.lower()).values_list("pk", flat=True).first()
    minute = at.replace(second=0, microsecond=0)
    account_hash = "" if too_many else _hash("account", email or str(user or ""))
    address_hash = _hash("address", address)
    values: list[Any] = [minute, kind.value, account_hash, address_hash, None if too_many else user]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        (count,) = cursor.fetchone()
    if count == 1:
        details = {"kind": kind.value, "account": account_hash, "address": address_hash, "count": 1}
        _tell("sign_in.failed", None if too_many else user, at, details)
    record_finished_minutes(at=at)


def record_finished_minutes(*, at: datetime) -> int:
    """Tell the audit trail how many more failures each finished minute had; the number of groups told."""
    finished = (
        FailedSignIn.objects.select_for_update(skip_locked=True)
        .filter(minute__lt=at.replace(second=0, microsecond=0), count__gt=F("recorded"))
        .order_by("minute", "pk")[:200]
    )
    groups = list(finished)
    for group in groups:
        details: dict[str, Any] = {
            "kind": group.kind,
            "account": group.account_hash,
            "address": group.address_hash,
            "count": group.count - group.recorded,
            "minute": group.minute.isoformat(),
        }
        _tell("sign_in.failed_again", group.user, at, details)
        FailedSignIn.objects.filter(pk=group.pk).update(recorded=group.count)
    return len(groups)


def _tell(act: str, user: UUID | None, at: datetime, details: dict[str, Any]) -> None:
    for programme in programmes_told(user):
        record(
            act=act,
            by=None,
            at=at,
            manner=Manner.REFUSED,
            subject_kind="account" if user else "",
            subject=user,
            programme=programme,
            details=details,
        )
