"""The agenda: builds itself from data until it is frozen, and is put in order, added to and noted by hand."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Max
from django.db.models.functions import Greatest

from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_build_agenda, may_edit_meeting
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.reviews.actions.meeting import locked_for_change
from vapenvila.web.reviews.errors import EditedMeanwhileError, ask
from vapenvila.web.reviews.models import AgendaItem, ReviewMeeting
from vapenvila.web.reviews.queries.wanted_items import STANDARD_ORDER, WantedItem, wanted_items
from vapenvila.web.reviews.vocabulary import ItemSource

LONGEST_ITEM_SECONDS = 4 * 3600  # a screen left on over night does not become a night's discussion


def build_agenda(*, meeting: UUID, by: User | None, at: datetime) -> list[AgendaItem]:
    """Put everything on the agenda that the data ask for. Doing it again changes nothing that people did by hand."""
    row = locked_for_change(meeting)
    ask(may_build_agenda(State(row.state)))
    wanted = {item.key: item for item in wanted_items(row, now=at)}
    present = {_key(item): item for item in row.items.prefetch_related("decisions")}
    gone = [item for key, item in present.items() if key not in wanted and _may_go(item)]
    AgendaItem.objects.filter(pk__in=[item.pk for item in gone]).delete()
    new = [_new_item(row, item) for key, item in wanted.items() if key not in present]
    kept = [item for item in present.values() if item not in gone]
    _refresh_sources(kept, wanted)
    _put_in_order(kept, new)
    AgendaItem.objects.bulk_create(new)
    if new or gone:
        record(
            act="review.agenda_built",
            by=by.pk if by else None,
            at=at,
            subject_kind="review",
            subject=row.pk,
            programme=row.programme_id,
            details={"added": len(new), "removed": len(gone)},
        )
    return list(row.items.all())


def _key(item: AgendaItem) -> tuple[str, UUID]:
    """What an item is about. An item about an incident is the same item whatever the reason it is there."""
    if item.incident_id:
        return ("incident", item.incident_id)
    if item.follows_id:
        return ("decision", item.follows_id)
    return ("point", item.carried_from_id or item.pk)


def _may_go(item: AgendaItem) -> bool:
    touched = item.note or item.by_hand or item.seconds_spent or item.decisions.all()
    return item.source != ItemSource.ADDED and not touched


def _new_item(row: ReviewMeeting, wanted: WantedItem) -> AgendaItem:
    return AgendaItem(
        programme_id=row.programme_id,
        meeting=row,
        source=wanted.source,
        incident_id=wanted.incident,
        follows_id=wanted.follows,
        carried_from_id=wanted.carried_from,
        title=wanted.title,
        minutes_allotted=wanted.minutes,
        position=0,
    )


def _refresh_sources(kept: list[AgendaItem], wanted: dict[tuple[str, UUID], WantedItem]) -> None:
    """An item may be wanted for another reason than before: a hold that became a running clock."""
    for item in kept:
        now_wanted = wanted.get(_key(item))
        if now_wanted and item.source not in (now_wanted.source, ItemSource.ADDED):
            item.source, item.carried_from_id = now_wanted.source, now_wanted.carried_from
            item.save(update_fields=["source", "carried_from"])


def _put_in_order(kept: list[AgendaItem], new: list[AgendaItem]) -> None:
    """Standard order until somebody moves an item; from then on new items come last."""
    kept.sort(key=lambda item: (item.position, item.pk))
    order = [*kept, *new]
    if not any(item.by_hand for item in kept):
        order.sort(key=lambda item: STANDARD_ORDER[ItemSource(item.source)])
    for position, item in enumerate(order, start=1):
        item.position = position
    AgendaItem.objects.bulk_update(kept, ["position"])


def add_point(*, meeting: UUID, title: str, minutes: int, by: User, at: datetime) -> AgendaItem:
    """Add a point by hand, last on the agenda."""
    row = locked_for_change(meeting)
    ask(may_edit_meeting(State(row.state)))
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        programme_id=row.programme_id,
        meeting=row,
        source=ItemSource.ADDED,
        title=title,
        minutes_allotted=minutes,
        position=last + 1,
    )
    _record(item, "agenda_item.added", by=by, at=at)
    return item


def add_incident(*, meeting: UUID, incident: UUID, by: User, at: datetime) -> AgendaItem:
    """Put an incident on the agenda by hand, last; if it is there already, nothing changes."""
    row = locked_for_change(meeting)
    ask(may_edit_meeting(State(row.state)))
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    item, made = AgendaItem.objects.get_or_create(
        meeting=row,
        incident_id=incident,
        defaults={"programme_id": row.programme_id, "source": ItemSource.ADDED, "position": last + 1},
    )
    if made:
        _record(item, "agenda_item.added", by=by, at=at)
    return item


def remove_item(*, item: UUID, by: User, at: datetime) -> None:
    """Take an item off the agenda, as long as nothing has been decided on it."""
    row = AgendaItem.objects.select_related("meeting").get(pk=item)
    ask(may_edit_meeting(State(row.meeting.state)))
    _record(row, "agenda_item.removed", by=by, at=at)
    row.delete()


def move_item(*, item: UUID, steps: int, by: User, at: datetime) -> None:
    """Move an item up (negative) or down the agenda. From then on rebuilding keeps the order."""
    moved = AgendaItem.objects.get(pk=item)
    row = locked_for_change(moved.meeting_id)
    ask(may_edit_meeting(State(row.state)))
    order = list(row.items.all())
    old = next(place for place, other in enumerate(order) if other.pk == item)
    new = min(max(old + steps, 0), len(order) - 1)
    order.insert(new, order.pop(old))
    for position, other in enumerate(order, start=1):
        other.position = position
        other.by_hand = other.by_hand or other.pk == item
    AgendaItem.objects.bulk_update(order, ["position", "by_hand"])
    _record(moved, "agenda_item.moved", by=by, at=at)


def write_note(*, item: UUID, note: str, version: int, by: User, at: datetime) -> AgendaItem:
    """Write the note of an item, unless somebody else has written it since `version` was read."""
    row = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item)
    ask(may_edit_meeting(State(row.meeting.state)))
    if row.note == note:
        return row
    if row.version != version:
        raise EditedMeanwhileError(row)
    row.note, row.version = note, row.version + 1
    row.save(update_fields=["note", "version"])
    _record(row, "agenda_item.noted", by=by, at=at)
    return row


def record_seconds(*, item: UUID, seconds: int) -> None:
    """Store how long the item has been on the screen. Two screens showing it count once: the longer time stands.

    The timer ticks every few seconds and tells nothing about anybody; it is no act and leaves no audit row.
    """
    row = AgendaItem.objects.select_related("meeting").get(pk=item)
    if may_edit_meeting(State(row.meeting.state)):
        AgendaItem.objects.filter(pk=item).update(
            seconds_spent=Greatest(F("seconds_spent"), min(max(seconds, 0), LONGEST_ITEM_SECONDS))
        )


def _record(item: AgendaItem, act: str, *, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="agenda_item",
        subject=item.pk,
        programme=item.programme_id,
        details={"review": str(item.meeting_id)},
    )
