"""Testing what is asked, or what the room means to tell unasked: draft, ground, answers. All inside the giving room."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.disclosure_emergency import may_take_short_path
from vapenvila.rules.disclosure_request import is_stopped
from vapenvila.rules.disclosure_state import DisclosureState as S
from vapenvila.rules.disclosure_state import may_move
from vapenvila.rules.legal_ground import LegalGround, YesNo
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.trail import on_record
from vapenvila.web.disclosures.errors import ask
from vapenvila.web.disclosures.exit_clients import any_exit_client
from vapenvila.web.disclosures.models import Consent, DisclosureRequest, Examination
from vapenvila.web.disclosures.numbering import next_number
from vapenvila.web.disclosures.queries.testing import check_ground
from vapenvila.web.disclosures.sealed_words import (
    ExaminationWords,
    NamedPerson,
    examination_words,
    request_words,
    seal_words,
)
from vapenvila.web.disclosures.vocabulary import State
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.identifiers import new_id

SEALED = "disclosures.examination"


@transaction.atomic
def open_examination(*, request: DisclosureRequest, by: User, at: datetime) -> Examination:
    """Take up a request. The asker sees "being examined" from now on, and nothing more until it is answered."""
    asked = (
        DisclosureRequest.objects.select_for_update(of=("self",)).select_related("to_room").get(pk=request.pk)
    )
    ask(may_move(S(asked.state), S.BEING_TESTED))
    told = request_words(asked.sealed, row=asked.pk)
    fields = frozenset(Field(value) for value in asked.fields)
    row = _new(
        room=asked.to_room,
        to_room=asked.from_room,
        words=ExaminationWords(persons=told.persons, purpose=told.purpose),
        fields=fields,
        request=asked,
        by=by,
        at=at,
    )
    asked.state = State.BEING_TESTED
    asked.save(update_fields=["state"])
    on_record("examination.opened", "examination", row.pk, room=asked.to_room, by=by, at=at)
    return row


@transaction.atomic
def begin_unasked(
    *, room: Room, to_room: Room, words: ExaminationWords, fields: frozenset[Field], by: User, at: datetime
) -> Examination:
    """Begin to test something the room means to tell without having been asked."""
    row = _new(room=room, to_room=to_room, words=words, fields=fields, request=None, by=by, at=at)
    on_record("examination.begun", "examination", row.pk, room=room, by=by, at=at)
    return row


@transaction.atomic
def begin_emergency(
    *, room: Room, to_room: Room, words: ExaminationWords, fields: frozenset[Field], by: User, at: datetime
) -> Examination:
    """Begin the short path at danger to life. It is on record from this moment."""
    ask(may_take_short_path(danger=words.danger, persons=len(words.persons)))
    row = _new(
        room=room, to_room=to_room, words=words, fields=fields, request=None, by=by, at=at, emergency=True
    )
    on_record("examination.emergency_begun", "examination", row.pk, room=room, by=by, at=at)
    return row


def _new(
    *,
    room: Room,
    to_room: Room,
    words: ExaminationWords,
    fields: frozenset[Field],
    request: DisclosureRequest | None,
    by: User,
    at: datetime,
    emergency: bool = False,
) -> Examination:
    pk = new_id()
    return Examination.objects.create(
        pk=pk,
        room=room,
        to_room=to_room,
        request=request,
        no=next_number(Examination, room=room.pk),
        sealed=seal_words(words, row=pk, purpose=SEALED),
        fields=sorted(fields),
        person_count=len(words.persons),
        stopped=is_stopped(fields),
        exit_client=any_exit_client(room.pk, words.persons),
        emergency=emergency,
        opened_by=by,
        opened_at=at,
    )


@transaction.atomic
def write_draft(
    *,
    examination: Examination,
    fields: frozenset[Field],
    persons: tuple[NamedPerson, ...],
    facts: str,
    reservation: str,
    exit_client: bool,
    by: User,
    at: datetime,
) -> Examination:
    """Write what would leave, field by field. Decisions already given count no more: they were on other words.

    A mark as exit client stays once it is set: nobody takes it off to get past the manager.
    """
    row = locked(examination)
    _back_to_testing(row)
    words = replace(_words(row), persons=persons, facts=facts, reservation=reservation)
    row.sealed = seal_words(words, row=row.pk, purpose=SEALED)
    row.fields, row.person_count = sorted(fields), len(persons)
    row.stopped = row.stopped or is_stopped(fields)
    row.exit_client = row.exit_client or exit_client or any_exit_client(row.room_id, persons)
    row.version += 1
    row.save()
    on_record("examination.draft_written", "examination", row.pk, room=row.room, by=by, at=at,
              details={"fields": sorted(fields), "persons": len(persons)})  # fmt: skip
    return row


@transaction.atomic
def answer_test(
    *,
    examination: Examination,
    ground: LegalGround,
    answers: Mapping[str, YesNo],
    reasons: str,
    consent: Consent | None,
    by: User,
    at: datetime,
    today: date,
) -> Examination:
    """Choose the ground and answer its questions. Only answers that pass the test are kept as passed; see `refuse`."""
    row = locked(examination)
    if consent is not None:  # as it stands now: it may have been withdrawn since the page was opened
        consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    check_ground(row, ground, answers=answers, reasons=reasons, consent=consent, today=today)
    _back_to_testing(row)
    row.ground_code, row.ground_fingerprint = ground.code, ground.fingerprint
    row.answers = {question: str(answer) for question, answer in answers.items()}
    row.consent = consent
    row.sealed = seal_words(replace(_words(row), reasons=reasons), row=row.pk, purpose=SEALED)
    row.version += 1
    row.save()
    on_record("examination.tested", "examination", row.pk, room=row.room, by=by, at=at,
              details={"ground": ground.code})  # fmt: skip
    return row


def locked(examination: Examination) -> Examination:
    """The examination as it stands now, held until the transaction ends."""
    rows = Examination.objects.select_for_update(of=("self",)).select_related(
        "room", "to_room__agency", "room__agency"
    )
    return rows.get(pk=examination.pk)


def _words(row: Examination) -> ExaminationWords:
    return examination_words(row.sealed, row=row.pk)


def _back_to_testing(row: Examination) -> None:
    if row.state != State.BEING_TESTED:
        ask(may_move(S(row.state), S.BEING_TESTED))
        row.state = State.BEING_TESTED
