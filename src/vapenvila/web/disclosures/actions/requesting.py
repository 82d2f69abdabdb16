"""Asking another agency, and taking a request back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.disclosure_request import RequestFacts, may_ask
from vapenvila.rules.disclosure_state import DisclosureState as S
from vapenvila.rules.disclosure_state import may_move
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.trail import on_record
from vapenvila.web.disclosures.errors import UnusualRecipientError, ask
from vapenvila.web.disclosures.models import DisclosureRequest
from vapenvila.web.disclosures.notifying import tell_room
from vapenvila.web.disclosures.numbering import next_number
from vapenvila.web.disclosures.queries.testing import everyday_to_ask
from vapenvila.web.disclosures.sealed_words import RequestWords, seal_words
from vapenvila.web.disclosures.vocabulary import State, Urgency
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def send_request(
    *,
    from_room: Room,
    to_room: Room,
    words: RequestWords,
    fields: frozenset[Field],
    urgency: Urgency,
    recipient_confirmed: bool,
    by: User,
    at: datetime,
) -> DisclosureRequest:
    """Ask for named fields about named persons. A new or unusual recipient is confirmed first (T23)."""
    ask(may_ask(_facts(words, fields, same_room=from_room.pk == to_room.pk)))
    everyday = everyday_to_ask(from_room, to_room, today=timezone.localdate(at))
    if not everyday and not recipient_confirmed:
        raise UnusualRecipientError(everyday.reason)
    pk = new_id()
    request = DisclosureRequest.objects.create(
        pk=pk,
        from_room=from_room,
        to_room=to_room,
        no=next_number(DisclosureRequest, from_room=from_room.pk, to_room=to_room.pk),
        sealed=seal_words(words, row=pk, purpose="disclosures.request"),
        fields=sorted(fields),
        person_count=len(words.persons),
        urgency=urgency,
        asked_by=by,
        asked_at=at,
    )
    details = {"to_room": str(to_room.pk), "fields": sorted(fields), "persons": len(words.persons),
               "looked_twice": not everyday}  # fmt: skip
    on_record(
        "disclosure_request.sent", "disclosure_request", pk, room=from_room, by=by, at=at, details=details
    )
    tell_room(to_room.pk, today=timezone.localdate(at))
    return request


def _facts(words: RequestWords, fields: frozenset[Field], *, same_room: bool) -> RequestFacts:
    return RequestFacts(persons=len(words.persons), fields=fields, purpose=words.purpose, same_room=same_room)


@transaction.atomic
def withdraw_request(*, request: DisclosureRequest, by: User, at: datetime) -> None:
    """Take back a request that has not been answered."""
    row = (
        DisclosureRequest.objects.select_for_update(of=("self",))
        .select_related("from_room")
        .get(pk=request.pk)
    )
    ask(may_move(S(row.state), S.WITHDRAWN))
    row.state, row.answered_at = State.WITHDRAWN, at
    row.save(update_fields=["state", "answered_at"])
    on_record("disclosure_request.withdrawn", "disclosure_request", row.pk, room=row.from_room, by=by, at=at)
