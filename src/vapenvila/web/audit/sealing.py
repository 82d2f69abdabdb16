"""Sealing the trail and checking the seals. The work is done inside the database (migration 0003)."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, connection, transaction

from vapenvila.web.audit.models import AuditCheck, AuditSeal

ROWS_PER_SEAL = 20_000
ATTEMPTS = 5
PAUSE_SECONDS = 0.5


def _seal_once(at: datetime) -> int | None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT audit_seal(%s, %s)", [at, ROWS_PER_SEAL])
            return int(cursor.fetchone()[0])
    except OperationalError as problem:
        if (
            getattr(problem.__cause__, "sqlstate", None) == "55P03"
        ):  # somebody is writing: lock not given in time
            return None
        raise


def seal_trail(*, at: datetime) -> int:
    """Seal all events that are not sealed yet, in parts of bounded size; the number of seals written.

    While a transaction that has written to the trail is still open, sealing waits a moment, tries again, and otherwise
    leaves it to the next time: it never holds up those who work. The seal itself is the record of this act.
    """
    seals, attempts = 0, 0
    while attempts < ATTEMPTS:
        rows = _seal_once(at)
        if rows == 0:
            break
        if rows is None:
            attempts += 1
            time.sleep(PAUSE_SECONDS)
        else:
            seals += 1
    return seals


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """What a check of the whole trail found. `first_bad` = first event of the first seal that no longer fits."""

    events: int
    seals: int
    unsealed: int
    ok: bool
    first_bad: int | None = None
    last_bad: int | None = None
    sealed_rows: int | None = None
    found_rows: int | None = None
    sealed_at: datetime | None = None

    def summary(self) -> str:
        """The result in one plain sentence."""
        if self.ok:
            counts = f"{self.events} events, {self.seals} seals, {self.unsealed} events not sealed yet"
            return f"The trail is as it was sealed: {counts}."
        where = f"between event {self.first_bad} and event {self.last_bad}, sealed {self.sealed_at}"
        if self.sealed_rows != self.found_rows:
            return f"The trail is broken {where}: {self.sealed_rows} events were sealed, {self.found_rows} are there."
        return f"The trail is broken {where}: what is there is not what was sealed."


def verify_trail() -> TrailCheck:
    """Recompute every seal from the rows. Finds a row changed, removed, slipped in or reordered, and a seal removed.

    Gaps in the numbers are no alarm: a rolled-back transaction leaves them. What counts is the rows and their hash.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT events, seals, unsealed, first_bad, bad_upto, sealed_rows, found_rows, bad_sealed_at"
            " FROM audit_verify()"
        )
        events, seals, unsealed, first_bad, last_bad, sealed, found, sealed_at = cursor.fetchone()
    return TrailCheck(
        events=events,
        seals=seals,
        unsealed=unsealed,
        ok=last_bad is None,
        first_bad=first_bad,
        last_bad=last_bad,
        sealed_rows=sealed,
        found_rows=found,
        sealed_at=sealed_at,
    )


def check_trail(*, at: datetime) -> TrailCheck:
    """Verify the trail and keep the answer, so that the last check can be shown."""
    found = verify_trail()
    AuditCheck.objects.create(
        checked_at=at,
        events=found.events,
        seals=found.seals,
        ok=found.ok,
        first_bad=found.first_bad,
        unsealed=found.unsealed,
    )
    return found


def last_seal() -> AuditSeal | None:
    """The newest seal. Its hash vouches for the whole trail up to it: keep it outside the house."""
    return AuditSeal.objects.order_by("-id").first()


def holds_seal(hash_: str) -> bool:
    """Whether a seal with this hash, kept on paper or in an e-mail, still stands in the chain."""
    try:
        kept = bytes.fromhex(hash_.strip())
    except ValueError:
        return False
    return AuditSeal.objects.filter(hash=kept).exists()
