"""What comes after a carried disclosure, as signed files both ways: recall and correction out, receipt and confirmation back.

Such a file holds steps and notices and nothing of what was told.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.disclosure_state import DisclosureState, may_move
from vapenvila.web.disclosures.actions.aftercare import tell_recipient
from vapenvila.web.disclosures.actions.freezing import take_step
from vapenvila.web.disclosures.carrying.letter import Letter, NotTakenInError, own_key
from vapenvila.web.disclosures.models import Disclosure, DisclosureContent, DisclosureNotice
from vapenvila.web.disclosures.sealed_words import sha256_of
from vapenvila.web.disclosures.vocabulary import NoticeKind, State
from vapenvila.web.partners.models import Room

KIND = "afterwards"
OF_THE_GIVER = (State.CORRECTED, State.RECALLED)
OVERTAKE_A_RECEIPT = (
    State.CORRECTED,
    State.RECALLED,
)  # a file is slow: the receipt still belongs in the history
OF_THE_RECEIVER = (State.RECEIVED, State.RECALL_CONFIRMED)


def is_about_afterwards(letter: Letter) -> bool:
    """Whether the file tells of what came after, and hands nothing over."""
    return bool(letter.body["document"].get("kind") == KIND)


def body_about(row: Disclosure, *, by_giver: bool, valid_until: datetime, now: datetime) -> dict[str, Any]:
    """The body of the file: the steps of this side, and its notices or when those of the other side were seen."""
    ours, theirs = (row.from_room, row.to_room) if by_giver else (row.to_room, row.from_room)
    steps = row.steps.filter(state__in=OF_THE_GIVER if by_giver else OF_THE_RECEIVER)
    told = row.notices.all() if by_giver else row.notices.exclude(seen_at=None)
    document = {
        "kind": KIND,
        "steps": [
            {"state": s.state, "words": s.words, "by": s.by_name, "at": s.at.isoformat()} for s in steps
        ],
        "notices": [
            {"kind": n.kind, "at": ((n.told_at if by_giver else n.seen_at) or now).isoformat()}
            for n in told.order_by("told_at")
        ],
    }
    if not document["steps"] and not document["notices"]:
        raise NotTakenInError("Nothing has come after this disclosure yet. There is nothing to tell.")
    return {
        "nonce": secrets.token_hex(16),
        "made_at": now.isoformat(),
        "valid_until": valid_until.isoformat(),
        "sender": {"agency": ours.agency.name, "key_id": own_key()[0]},
        "recipient": {"agency": theirs.agency.name},
        "programme": ours.programme.slug,
        "head": {"id": str(row.pk), "sha256": sha256_of(document)},
        "document": document,
    }


def take_in_what_came_after(letter: Letter, sender: Room, *, now: datetime) -> Disclosure:
    """Take the steps that are not here yet, in the sender's name. Runs in the sender's room on this server."""
    rows = Disclosure.objects.select_for_update(of=("self",)).select_related("from_room", "to_room")
    row = rows.filter(pk=UUID(letter.body["head"]["id"])).first()
    if row is None:
        raise NotTakenInError("The disclosure that this file tells of is not on this server.")
    by_giver = row.from_room_id == sender.pk
    known = set(row.steps.values_list("state", flat=True))
    allowed = OF_THE_GIVER if by_giver else OF_THE_RECEIVER
    for step in letter.body["document"]["steps"]:
        if step["state"] not in allowed:
            raise NotTakenInError(
                "The file tells of a step that its sender cannot take. Nothing of it is taken in."
            )
        if step["state"] not in known:
            _step(row, step, sender)
    if by_giver:
        _tell(row, letter.body["document"]["notices"], now=now)
    else:
        kinds = [notice["kind"] for notice in letter.body["document"]["notices"]]
        DisclosureNotice.objects.filter(disclosure=row, kind__in=kinds, seen_at=None).update(seen_at=now)
    return row


def _step(row: Disclosure, step: dict[str, str], sender: Room) -> None:
    to = State(step["state"])
    overtaken = to == State.RECEIVED and row.state in OVERTAKE_A_RECEIPT
    if not overtaken:
        decision = may_move(DisclosureState(row.state), DisclosureState(to))
        if not decision:
            raise NotTakenInError(str(decision.reason))
        row.state = to
        row.save(update_fields=["state"])
    at = datetime.fromisoformat(step["at"])
    take_step(row, to, room=sender, by=str(step["by"])[:120], at=at, words=str(step["words"])[:500])
    if to == State.RECALLED:
        DisclosureContent.objects.filter(disclosure=row).update(closed_to_receiver=True)


def _tell(row: Disclosure, notices: Iterable[dict[str, str]], *, now: datetime) -> None:
    """Each notice once: one told at the same moment or later has been taken in before."""
    for notice in notices:
        kind, told_at = NoticeKind(notice["kind"]), datetime.fromisoformat(notice["at"])
        if not row.notices.filter(kind=kind, told_at__gte=told_at).exists():
            tell_recipient(row, kind, at=told_at, today=timezone.localdate(now))
