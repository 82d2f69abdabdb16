"""Certificates: what was deleted since the one before, by kind and ground, with a hash over it and over the chain."""

import hashlib
import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vapenvila.rules.retention_table import REGIMES, Regime
from vapenvila.web.audit.actions import record
from vapenvila.web.retention.holding import hold
from vapenvila.web.retention.models import Part, RetentionCertificate, RetentionDeletion
from vapenvila.web.retention.registry import Scope


def certificates_of(scope: Scope) -> QuerySet[RetentionCertificate]:
    """Certificates of exactly this scope, the newest first."""
    return RetentionCertificate.objects.filter(programme=scope.programme, room=scope.room).order_by("-number")


def issue_certificate(scope: Scope, *, at: datetime) -> RetentionCertificate | None:
    """Certify what the tally holds since the last certificate; None when nothing was deleted. Runs in the scope's sight."""
    hold(scope)
    before = certificates_of(scope).first()
    rows = list(
        RetentionDeletion.objects.filter(
            programme=scope.programme, room=scope.room, pk__gt=before.upto if before else 0
        ).order_by("pk")
    )
    if not rows:
        return None
    body = _body(rows, number=(before.number + 1) if before else 1, scope=scope, at=at)
    previous = before.sha256 if before else ""
    certificate = RetentionCertificate.objects.create(
        programme=scope.programme,
        room=scope.room,
        number=body["number"],
        issued_at=at,
        body=body,
        upto=rows[-1].pk,
        sha256=certificate_hash(body, previous),
        previous_sha256=previous,
    )
    record(
        act="retention.certified",
        by=None,
        at=at,
        subject_kind="certificate",
        subject=certificate.pk,
        programme=scope.programme,
        room=scope.room,
        details={"number": certificate.number, "sha256": certificate.sha256},
    )
    return certificate


def _body(rows: list[RetentionDeletion], *, number: int, scope: Scope, at: datetime) -> dict[str, Any]:
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        counts = sums[row.kind, row.regime]
        # copies are the same exports counted part by part: the largest count stands, never their sum
        counts[row.part] = (
            max(counts[row.part], row.count) if row.part == Part.COPIES else counts[row.part] + row.count
        )
    return {
        "number": number,
        "level": scope.level.value,
        "first_deleted_at": rows[0].deleted_at.isoformat(),
        "last_deleted_at": rows[-1].deleted_at.isoformat(),
        "issued_at": at.isoformat(),
        "deleted": [
            {"kind": kind, "regime": regime, "rule": REGIMES[Regime(regime)].lagrum, "counts": dict(counts)}
            for (kind, regime), counts in sorted(sums.items())
        ],
    }


def certificate_hash(body: dict[str, Any], previous: str) -> str:
    """SHA-256 over the certificate before and this one's content in one fixed form."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


def is_unchanged(certificate: RetentionCertificate) -> bool:
    """Whether the certificate still has the hash it was issued with."""
    return certificate_hash(certificate.body, certificate.previous_sha256) == certificate.sha256
