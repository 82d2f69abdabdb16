"""Freezing an audit: a snapshot of everything in it, with its hash. Nothing of it goes to the group picture by itself."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from vapenvila.rules.group_audit import AuditState, may_freeze, may_go_on
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.actions.trail import held, note
from vapenvila.web.group_audit.models import AnswerColumns, AuditAnswer, AuditFinding, AuditLine, GroupAudit
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.incidents.refusals import insist


@transaction.atomic
def freeze(*, audit: UUID, by: User, at: datetime) -> GroupAudit:
    """Freeze it. From now on it never changes, and the next audit is compared with it."""
    row = held(audit)
    insist(may_go_on(row.stands, AuditState.FROZEN))
    insist(may_freeze(unsettled=row.findings.filter(outcome="").count()))
    row.snapshot = json.dumps(_snapshot(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row.snapshot_hash = sha256(row.snapshot.encode()).hexdigest()
    row.state, row.frozen_at, row.frozen_by = State.FROZEN, at, by
    row.save(update_fields=["state", "frozen_at", "frozen_by", "snapshot", "snapshot_hash"])
    note("group_audit.frozen", row, by=by, at=at, sha256=row.snapshot_hash)
    return row


def _snapshot(audit: GroupAudit) -> dict[str, Any]:
    rooms = audit.rooms.select_related("room__agency").order_by("room__agency__name", "pk")
    return {
        "no": audit.no,
        "held_on": audit.held_on.isoformat() if audit.held_on else "",
        "area": audit.area.name if audit.area else "",
        "takes": audit.takes,
        "questionnaire": audit.questionnaire,
        "agencies": [
            {
                "agency": one.room.agency.name,
                "attendees": one.attendees,
                "handed_in": one.handed_in_at is not None,
            }
            for one in rooms
        ],
        "lines": _lines(audit),
    }


def _lines(audit: GroupAudit) -> list[dict[str, Any]]:
    """Every group with what the agencies answered and what the room made of it. Four queries whatever their number."""
    findings: dict[UUID, list[AuditFinding]] = defaultdict(list)
    for finding in audit.findings.order_by("question"):
        findings[finding.line_id].append(finding)
    answers: dict[UUID, list[AuditAnswer]] = defaultdict(list)
    for answer in audit.answers.order_by("question", "room__agency__name", "pk"):
        answers[answer.line_id].append(answer)
    lines = audit.lines.select_related("group", "room__agency").order_by("no", "pk")
    agencies = {part.room_id: part.room.agency.name for part in audit.rooms.select_related("room__agency")}
    return [_line(line, findings[line.pk], answers[line.pk], agencies) for line in lines]


def _line(
    line: AuditLine,
    findings: Sequence[AuditFinding],
    answers: Sequence[AuditAnswer],
    agencies: Mapping[UUID, str],
) -> dict[str, Any]:
    return {
        "line": str(line.pk),
        "group": str(line.group_id or ""),
        "code": line.group.code if line.group else "",
        "called": line.called,
        "proposed_by": line.room.agency.name if line.room else "",
        "findings": [
            _answer(one)
            | {"disagreement": one.disagreement, "outcome": one.outcome, "follow_up": one.follow_up}
            for one in findings
        ],
        "answers": [
            _answer(one) | {"agency": agencies[one.room_id], "outreach_workers": one.outreach_workers}
            for one in answers
        ],
    }


def _answer(row: AnswerColumns) -> dict[str, Any]:
    return {
        "question": row.question,
        "known": row.known,
        "text": row.text,
        "low": row.low,
        "high": row.high,
        "chosen": list(row.chosen),
        "grade": str(row.grade() or ""),
    }
