"""The engine: goes through every scope and kind, deletes what is past its last day, and certifies it.

A part is one transaction: its records, their earlier wordings and links, the tally and the audit event go together or not
at all. Killed anywhere, nothing is half deleted: the next run takes up what is still due, removes files that are noted,
and the certificate covers all that was deleted since the one before.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from vapenvila.rules.retention_table import Regime
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.retention.certificates import issue_certificate
from vapenvila.web.retention.files import leave_to_removal, remove_files
from vapenvila.web.retention.holding import hold, seeing
from vapenvila.web.retention.models import Part, RetentionDeletion
from vapenvila.web.retention.registry import Due, Removed, Retained, Scope, kinds

log = logging.getLogger(__name__)

PART = 100  # records in one transaction
Progress = Callable[[int], None]


class StuckError(RuntimeError):
    """A kind says that a record is due which it has just deleted."""


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many records of one kind are due under one regime in one scope."""

    scope: Scope
    kind: str
    regime: Regime
    count: int


@dataclass(frozen=True, slots=True)
class KeptCount:
    """How many records of one kind events keep in one scope, and how many of them by a duty."""

    scope: Scope
    kind: str
    count: int
    duties: int


@dataclass(frozen=True, slots=True)
class RunResult:
    """What one run deleted, and the certificates it issued."""

    deleted: Counter[str]
    files: int
    certificates: int


def scopes(*, programme: UUID | None = None) -> Iterator[Scope]:
    """Every place where records lie: the house, each programme, each room. With a programme: it and its rooms."""
    if programme is None:
        yield Scope()
    chosen = Programme.objects.order_by("pk")
    for row in chosen.filter(pk=programme) if programme else chosen:
        yield Scope(row.pk)
        for room in Room.objects.filter(programme=row).select_related("agency").order_by("pk"):
            yield Scope(row.pk, room.pk, AgencyKind(room.agency.kind))


def counts_due(scope: Scope, *, at: datetime) -> list[DueCount]:
    """What would be deleted in this scope now. Must be called where the scope can be seen; changes nothing."""
    return [
        DueCount(scope, kind.code, regime, count)
        for kind in kinds(scope.level)
        for regime, count in sorted(Counter(due.regime for due in kind.due(scope, at)).items())
    ]


def preview(*, at: datetime) -> list[DueCount]:
    """What a run would delete now, everywhere."""
    found = []
    for scope in scopes():
        with seeing(scope):
            found += counts_due(scope, at=at)
    return found


def kept_by_events(*, at: datetime) -> list[KeptCount]:
    """How many records events keep, in each room that has any. Counts alone: no page or command counts by name."""
    found = []
    for scope in scopes():
        with seeing(scope):
            for kind in kinds(scope.level):
                records = list(kind.kept(scope, at)) if kind.kept else []
                if records:
                    found.append(KeptCount(scope, kind.code, len(records), sum(one.duty for one in records)))
    return found


def run(*, at: datetime, progress: Progress = lambda done: None) -> RunResult:
    """Delete what is due everywhere, and certify it."""
    deleted: Counter[str] = Counter()
    files, certificates = remove_files(), 0
    for scope in scopes():
        for kind in kinds(scope.level):
            for count in _delete_kind(scope, kind, at):
                deleted[kind.code] += count
                progress(deleted.total())
        files += remove_files()
        with seeing(scope):
            certificates += issue_certificate(scope, at=at) is not None
    return RunResult(deleted, files, certificates)


def _delete_kind(scope: Scope, kind: Retained, at: datetime) -> Iterator[int]:
    seen: set[UUID | str] = set()
    while True:
        with seeing(scope):
            hold(scope)
            part = list(islice(kind.due(scope, at), PART))
            if any(due.id in seen for due in part):
                raise StuckError(f"{kind.code} gives a record again that it has deleted")
            seen.update(due.id for due in part)
            for regime in sorted({due.regime for due in part}):
                _delete_part(scope, kind, regime, [due for due in part if due.regime == regime], at)
        yield len(part)
        if len(part) < PART:
            return


def _delete_part(scope: Scope, kind: Retained, regime: Regime, part: list[Due], at: datetime) -> None:
    removed = [kind.remove(scope, due, at) for due in part]
    leave_to_removal(tuple(path for one in removed for path in one.files), at=at)
    counts = {
        Part.RECORDS: sum(one.records for one in removed),
        Part.WORDINGS: sum(one.wordings for one in removed),
        Part.LINKS: sum(one.links for one in removed),
        Part.FILES: sum(len(one.files) for one in removed),
        Part.COPIES: max((one.copies for one in removed), default=0),
        Part.RECALLED: sum(one.recalled for one in removed),
        Part.TRAIL_FINDS: finds_on_record(removed),
    }
    if counts[Part.TRAIL_FINDS]:
        log.error(
            "The trail or the register of exports names a person whose record was deleted: %d places.",
            counts[Part.TRAIL_FINDS],
        )
    RetentionDeletion.objects.bulk_create(
        RetentionDeletion(
            programme=scope.programme,
            room=scope.room,
            kind=kind.code,
            regime=regime.value,
            part=name,
            count=count,
            deleted_at=at,
        )
        for name, count in counts.items()
        if count
    )
    record(
        act="retention.deleted",
        by=None,
        at=at,
        programme=scope.programme,
        room=scope.room,
        details={"kind": kind.code, "regime": regime.value, **{k.value: n for k, n in counts.items() if n}},
    )


_EXPORT_WORDS = "concat_ws(' ', purpose, recipient, recall_reason, confirmed_by, filter_words)"


def finds_on_record(removed: list[Removed]) -> int:
    """Events and exports within sight whose words hold one that named a deleted person. There should be none."""
    words = [word for one in removed for word in one.identifying if word.strip()]
    if not words:
        return 0
    patterns = [f"%{_escaped(word)}%" for word in words]
    events = AuditEvent.objects.extra(where=["details::text ILIKE ANY (%s)"], params=[patterns])
    exports = ExportRecord.objects.extra(where=[f"{_EXPORT_WORDS} ILIKE ANY (%s)"], params=[patterns])  # noqa: S610 — fixed text
    return events.count() + exports.count()


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
