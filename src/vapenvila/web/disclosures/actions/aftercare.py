"""After the hand-over: receipt, the receiver's note, recall, correction, notices, review of emergencies."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.disclosure_emergency import may_review_emergency
from vapenvila.rules.disclosure_state import DisclosureState as S
from vapenvila.rules.disclosure_state import may_move
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.examining import SEALED, locked
from vapenvila.web.disclosures.actions.freezing import take_step
from vapenvila.web.disclosures.actions.trail import on_record
from vapenvila.web.disclosures.errors import RefusedError, ask
from vapenvila.web.disclosures.models import (
    Disclosure,
    DisclosureContent,
    DisclosureNotice,
    Examination,
    LettingGo,
    ReceivedNote,
)
from vapenvila.web.disclosures.notifying import tell_room
from vapenvila.web.disclosures.numbering import next_number
from vapenvila.web.disclosures.queries.testing import made_by
from vapenvila.web.disclosures.sealed_words import NamedPerson, examination_words, seal_words
from vapenvila.web.disclosures.vocabulary import NoticeKind, State
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.identifiers import new_id

WORDS_NEEDED = say("Say why: the receiver reads it.")


def _held(disclosure: Disclosure) -> Disclosure:
    rows = Disclosure.objects.select_for_update(of=("self",)).select_related(
        "from_room__agency", "to_room__agency", "from_room__programme"
    )
    return rows.get(pk=disclosure.pk)


def _only(room: Room, wanted: object, sentence: Sentence) -> None:
    if room.pk != wanted:
        raise RefusedError(sentence)


def _move(row: Disclosure, to: State, *, room: Room, by: User, at: datetime, words: str = "") -> None:
    ask(may_move(S(row.state), S(to)))
    row.state = to
    row.save(update_fields=["state"])
    take_step(row, to, room=room, by=by.name, at=at, words=words)


@transaction.atomic
def receive(*, disclosure: Disclosure, room: Room, by: User, at: datetime) -> Disclosure:
    """The receiver takes it in; the sender gets the receipt."""
    row = _held(disclosure)
    _only(room, row.to_room_id, say("Only the agency it was handed to can do this."))
    _move(row, State.RECEIVED, room=room, by=by, at=at)
    on_record("disclosure.received", "disclosure", row.pk, room=room, by=by, at=at)
    return row


@transaction.atomic
def note_received(
    *, disclosure: Disclosure, room: Room, diary_no: str, note: str, by: User, at: datetime
) -> ReceivedNote:
    """The receiver's own register number and note. It lies in the receiver's room and the sender never sees it (T35)."""
    _only(room, disclosure.to_room_id, say("Only the agency it was handed to can do this."))
    kept = ReceivedNote.objects.filter(disclosure=disclosure).first()
    row = kept or ReceivedNote(pk=new_id(), room=room, disclosure=disclosure)
    row.diary_no, row.by, row.at = diary_no, by, at
    row.sealed = seal_words({"note": note}, row=row.pk, purpose="disclosures.note")
    row.save()
    on_record("disclosure.noted", "disclosure", disclosure.pk, room=room, by=by, at=at)
    return row


@transaction.atomic
def recall(
    *, disclosure: Disclosure, room: Room, words: str, by: User, at: datetime, today: date
) -> Disclosure:
    """The sender calls it back: the wall closes the content to the receiver in the same transaction."""
    row = _held(disclosure)
    _only(room, row.from_room_id, say("Only the agency that handed it over can do this."))
    if not words.strip():
        raise RefusedError(WORDS_NEEDED)
    _move(row, State.RECALLED, room=room, by=by, at=at, words=words)
    DisclosureContent.objects.filter(disclosure=row).update(closed_to_receiver=True)
    tell_recipient(row, NoticeKind.RECALLED, at=at, today=today)
    on_record("disclosure.recalled", "disclosure", row.pk, room=room, by=by, at=at)
    return row


@transaction.atomic
def confirm_recall(*, disclosure: Disclosure, room: Room, words: str, by: User, at: datetime) -> Disclosure:
    """The receiver confirms what became of every copy."""
    row = _held(disclosure)
    _only(room, row.to_room_id, say("Only the agency it was handed to can do this."))
    if not words.strip():
        raise RefusedError(say("Write what was done with each copy."))
    _move(row, State.RECALL_CONFIRMED, room=room, by=by, at=at, words=words)
    DisclosureNotice.objects.filter(disclosure=row, seen_at=None).update(seen_at=at, seen_by=by)
    on_record("disclosure.recall_confirmed", "disclosure", row.pk, room=room, by=by, at=at)
    return row


@transaction.atomic
def begin_correction(
    *, disclosure: Disclosure, room: Room, persons: tuple[NamedPerson, ...], facts: str, words: str,
    by: User, at: datetime, today: date,
) -> Examination:  # fmt: skip
    """Something told was wrong. The recipient is told the same moment; the right values follow as a new disclosure."""
    row = _held(disclosure)
    _only(room, row.from_room_id, say("Only the agency that handed it over can do this."))
    if not words.strip():
        raise RefusedError(WORDS_NEEDED)
    _move(row, State.CORRECTED, room=room, by=by, at=at, words=words)
    tell_recipient(row, NoticeKind.CORRECTED, at=at, today=today)
    first = Examination.objects.get(pk=row.examination_id)
    told = replace(examination_words(first.sealed, row=first.pk), persons=persons, facts=facts)
    pk = new_id()
    new = Examination.objects.create(
        pk=pk, room=row.from_room, to_room=row.to_room, no=next_number(Examination, room=room.pk),
        sealed=seal_words(told, row=pk, purpose=SEALED), fields=first.fields, person_count=len(persons),
        stopped=first.stopped, exit_client=first.exit_client, corrects=row, opened_by=by, opened_at=at,
    )  # fmt: skip
    on_record("disclosure.corrected", "disclosure", row.pk, room=room, by=by, at=at)
    return new


def tell_recipient(row: Disclosure, kind: NoticeKind, *, at: datetime, today: date) -> None:
    """Leave a notice in the recipient's room, one until it is seen. A copy that is deleted needs none."""
    if LettingGo.objects.filter(paper_id=row.pk, room=row.to_room_id).exists():
        return  # its copy is deleted; there is nothing left to confirm
    DisclosureNotice.objects.get_or_create(
        disclosure=row,
        kind=kind,
        seen_at=None,
        defaults={"from_room_id": row.from_room_id, "to_room_id": row.to_room_id, "told_at": at},
    )
    tell_room(row.to_room_id, today=today)


@transaction.atomic
def see_notices(*, disclosure: Disclosure, room: Room, by: User, at: datetime) -> int:
    """The recipient has seen what it was told; the number newly seen."""
    waiting = DisclosureNotice.objects.filter(disclosure=disclosure, to_room=room, seen_at=None)
    seen = waiting.update(seen_at=at, seen_by=by)
    if seen:
        on_record("disclosure.notice_seen", "disclosure", disclosure.pk, room=room, by=by, at=at)
    return seen


@transaction.atomic
def review_emergency(*, examination: Examination, words: str, by: User, at: datetime) -> Examination:
    """Sign the review of a hand-over at danger to life."""
    row = locked(examination)
    if row.state != State.HANDED_OVER or not row.emergency or row.reviewed_at:
        raise RefusedError(say("There is no emergency here that waits for its review."))
    ask(may_review_emergency(made_by_same_person=made_by(row, by.pk), words=words))
    row.reviewed_at, row.reviewed_by, row.review_words = at, by, words
    row.save(update_fields=["reviewed_at", "reviewed_by", "review_words"])
    on_record("examination.emergency_reviewed", "examination", row.pk, room=row.room, by=by, at=at)
    return row
