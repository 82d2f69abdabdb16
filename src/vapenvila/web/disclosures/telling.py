"""A person's record is corrected or erased: everybody who was told of the person is told at once (S22, BDF 2:1)."""

from django.utils import timezone

from vapenvila.rules.decision import say
from vapenvila.rules.disclosure_state import DisclosureState, may_move
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.aftercare import recall, tell_recipient
from vapenvila.web.disclosures.models import Disclosure
from vapenvila.web.disclosures.queries.about_person import documents_naming
from vapenvila.web.disclosures.vocabulary import NoticeKind
from vapenvila.web.people.registry import Change

# Not the desk's own reasons: they are the person's and the room's, and may say more than the receiver was ever told.
GONE = say("The record of somebody named here has been erased. Destroy every copy and confirm.")


def tell_of_change(change: Change) -> int:
    """Recall what named an erased person, and tell of a correction; how many documents' recipients were told."""
    told, by = 0, User.objects.get(pk=change.by)
    named = documents_naming(change.person).filter(from_room=change.room)
    for row in named.select_related("from_room").order_by("pk"):
        told += _call_back(row, change, by) if change.gone else _correct(row, change)
    return told


def _call_back(row: Disclosure, change: Change, by: User) -> int:
    if not may_move(DisclosureState(row.state), DisclosureState.RECALLED):
        return 0  # called back before
    today = timezone.localdate(change.at)
    recall(disclosure=row, room=row.from_room, words=str(GONE), by=by, at=change.at, today=today)
    return 1


def _correct(row: Disclosure, change: Change) -> int:
    if row.state in (DisclosureState.RECALLED, DisclosureState.RECALL_CONFIRMED):
        return 0
    tell_recipient(row, NoticeKind.RECORD_CHANGED, at=change.at, today=timezone.localdate(change.at))
    return 1
