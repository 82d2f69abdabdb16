"""Making two incidents one, taking that back, and settling that two are different."""

from datetime import datetime

from django.db import transaction

from vapenvila.rules.incident_merge import MergeFacts, may_merge, may_undo_merge
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.actions.checks import hold, save
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.history import MERGED_INTO, TOOK_UP, write_history
from vapenvila.web.incidents.models import DifferentIncidents, Incident, IncidentMerge, IncidentSource
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.wall.identifiers import new_id


def _facts(incident: Incident) -> MergeFacts:
    return MergeFacts(incident.pk, incident.programme_id, incident.merged_into_id is not None)


def _hold_both(first: Incident, second: Incident) -> tuple[Incident, Incident]:
    """Both rows locked, always in the same order, so that two mergers never wait for each other."""
    rows = {i.pk: hold(i, version=None) for i in sorted({first, second}, key=lambda i: i.pk)}
    return rows[first.pk], rows[second.pk]


@transaction.atomic
def merge_incidents(
    *, kept: Incident, absorbed: Incident, reason: str, looked_at: bool, by: User, at: datetime
) -> IncidentMerge:
    """Take the second incident into the first. Its sources move; its facts and history stay with it, out of lists."""
    kept, absorbed = _hold_both(kept, absorbed)
    insist(may_merge(_facts(kept), _facts(absorbed), reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    moved = list(IncidentSource.objects.filter(incident=absorbed).values_list("pk", flat=True))
    IncidentSource.objects.filter(pk__in=moved).update(incident=kept)
    absorbed.merged_into = kept
    save(absorbed, "merged_into")
    save(kept)
    merge = IncidentMerge.objects.create(
        programme_id=kept.programme_id,
        kept=kept,
        absorbed=absorbed,
        moved_sources=moved,
        reason=reason.strip(),
        merged_by=by,
        merged_at=at,
    )
    _tell_both(
        merge,
        Change(MERGED_INTO, "", str(kept.number)),
        Change(TOOK_UP, "", str(absorbed.number)),
        reason,
        by,
        at,
    )
    _audit("incident.merged", merge, by, at)
    return merge


@transaction.atomic
def undo_merge(*, merge: IncidentMerge, reason: str, by: User, at: datetime) -> IncidentMerge:
    """Make them two again: the sources that moved go back, and both histories say so."""
    kept, absorbed = _hold_both(merge.kept, merge.absorbed)
    merge = IncidentMerge.objects.select_for_update().get(pk=merge.pk)
    insist(may_undo_merge(kept=_facts(kept), undone=merge.undone_at is not None))
    check_texts({"reason": reason}, looked_at=True)
    IncidentSource.objects.filter(pk__in=merge.moved_sources, incident=kept).update(incident=absorbed)
    absorbed.merged_into = None
    save(absorbed, "merged_into")
    save(kept)
    merge.undone_by, merge.undone_at = by, at
    merge.save(update_fields=["undone_by", "undone_at"])
    merge.kept, merge.absorbed = kept, absorbed
    _tell_both(
        merge,
        Change(MERGED_INTO, str(kept.number), ""),
        Change(TOOK_UP, str(absorbed.number), ""),
        reason,
        by,
        at,
    )
    _audit("incident.merge_undone", merge, by, at)
    return merge


@transaction.atomic
def settle_as_different(*, first: Incident, second: Incident, by: User, at: datetime) -> DifferentIncidents:
    """Remember that the two are not the same incident; they are not suggested again."""
    insist(may_merge(_facts(first), _facts(second), reason="different"))
    low, high = sorted((first, second), key=lambda i: i.pk)
    pair, _ = DifferentIncidents.objects.get_or_create(
        first=low,
        second=high,
        defaults={"programme_id": low.programme_id, "decided_by": by, "decided_at": at},
    )
    _audit_pair("incident.settled_as_different", pair, by, at)
    return pair


@transaction.atomic
def reopen_pair(*, pair: DifferentIncidents, by: User, at: datetime) -> None:
    """Take back that two incidents are different; they may be suggested again."""
    _audit_pair("incident.pair_reopened", pair, by, at)
    pair.delete()


def _tell_both(
    merge: IncidentMerge, absorbed: Change, kept: Change, reason: str, by: User, at: datetime
) -> None:
    together = new_id()
    write_history(merge.absorbed, [absorbed], reason=reason.strip(), by=by, at=at, together=together)
    write_history(merge.kept, [kept], reason=reason.strip(), by=by, at=at, together=together)


def _audit(act: str, merge: IncidentMerge, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="incident",
        subject=merge.kept_id,
        programme=merge.programme_id,
        details={"kept": merge.kept.number, "absorbed": merge.absorbed.number, "merge": str(merge.pk)},
    )


def _audit_pair(act: str, pair: DifferentIncidents, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="incident",
        subject=pair.first_id,
        programme=pair.programme_id,
        details={"first": pair.first.number, "second": pair.second.number},
    )
