"""Drafts of what police may tell partners of a group: the list, one of them, and what it says as a line."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from vapenvila.rules.decision import Decision
from vapenvila.rules.disclosure_ground import may_use_ground
from vapenvila.rules.group_release import grounds_of_release
from vapenvila.rules.group_statement import Says
from vapenvila.rules.legal_ground import LegalGround
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.queries.grounds import setting_of
from vapenvila.web.groups.actions.writing import columns_of
from vapenvila.web.groups.queries.tables import TABLES
from vapenvila.web.groups.sayings import GroundSaid, groups_of, saying_from_data
from vapenvila.web.groups.wording import what_is_said
from vapenvila.web.memberships.models import GroupStatementDraft
from vapenvila.web.partners.models import Programme
from vapenvila.web.retention.due_days import day_of


def drafts_of_room(room: UUID) -> "QuerySet[GroupStatementDraft]":
    """All drafts of the room, newest first."""
    return (
        GroupStatementDraft.objects.filter(room=room)
        .select_related("author", "decided_by")
        .order_by("-number")
    )


def draft_in(room: UUID, draft: UUID) -> GroupStatementDraft | None:
    """One draft of the room."""
    rows = GroupStatementDraft.objects.select_related(
        "author", "decided_by", "room__agency", "room__programme"
    )
    return rows.filter(room=room, pk=draft).first()


def draft_in_words(row: GroupStatementDraft, names: dict[UUID, str]) -> tuple[str, str, GroundSaid]:
    """Which group or groups, what is said of them, and on what ground."""
    saying, ground = saying_from_data(row.payload)
    line = what_is_said(TABLES[Says(row.says)](**columns_of(saying)), names)
    return ", ".join(names.get(group, "–") for group in groups_of(saying)), line, ground


def grounds_to_choose(programme: Programme, *, at: datetime) -> list[tuple[LegalGround, Decision]]:
    """Grounds on which something of a group can be told, each with whether it may be used today."""
    today = day_of(at)
    found = grounds_of_release(catalogue().grounds.values())
    return [(one, may_use_ground(one, setting_of(programme.pk, one), today=today)) for one in found]
