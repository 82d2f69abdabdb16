"""Deciding on an examination, refusing it, and the hand-over: the only way anything passes from room to room (S4)."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.disclosure_decision import is_decided, may_decide, needs_manager
from vapenvila.rules.disclosure_state import DisclosureState as S
from vapenvila.rules.disclosure_state import Restriction, may_move, may_stand
from vapenvila.rules.legal_ground import LegalGround, LegalTest, YesNo
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.examining import SEALED, locked
from vapenvila.web.disclosures.actions.freezing import freeze
from vapenvila.web.disclosures.actions.trail import on_record
from vapenvila.web.disclosures.catalogue import ground_called
from vapenvila.web.disclosures.errors import RefusedError, ask
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureRequest,
    Examination,
    ExaminationVote,
)
from vapenvila.web.disclosures.notifying import tell_room
from vapenvila.web.disclosures.queries.testing import (
    check_ground,
    decision_facts,
    everyday_recipient,
    is_manager,
)
from vapenvila.web.disclosures.sealed_words import examination_words, seal_words
from vapenvila.web.disclosures.vocabulary import Outcome, State


def ground_of(row: Examination) -> LegalGround:
    """The ground that was chosen, in its present wording. Raises when none is, or when its words have changed since."""
    ground = ground_called(row.ground_code)
    if ground is None or ground.fingerprint != row.ground_fingerprint:
        raise RefusedError(say("Choose the legal ground and answer its test first."))
    return ground


@transaction.atomic
def decide(*, examination: Examination, by: User, at: datetime, today: date) -> Examination:
    """One person's decision that this may leave. Enough of them, the manager's among them where asked, and it is decided."""
    row = locked(examination)
    ground = ground_of(row)
    if row.state not in (State.BEING_TESTED, State.AWAITING_SECOND, State.AWAITING_MANAGER):
        ask(may_move(S(row.state), S.DECIDED))
    _check_again(row, ground, today=today)
    ask(_has_something_to_tell(row))
    ask(may_decide(ground, decision_facts(row, today=today), by=by.pk))
    ExaminationVote.objects.create(
        room=row.room,
        examination=row,
        by=by,
        as_manager=is_manager(row.room_id, by.pk, today=today),
        version=row.version,
        at=at,
    )
    facts = decision_facts(row, today=today)
    if is_decided(ground, facts):
        to = State.DECIDED
    elif needs_manager(ground, facts) and not set(facts.deciders) & facts.managers:
        to = State.AWAITING_MANAGER
    else:
        to = State.AWAITING_SECOND
    row.state = to
    row.save(update_fields=["state"])
    on_record(
        "examination.decided", "examination", row.pk, room=row.room, by=by, at=at, details={"state": to}
    )
    return row


@transaction.atomic
def send_to_manager(*, examination: Examination, by: User, at: datetime, today: date) -> Examination:
    """Lay it before the named manager: contact data, an exit client, a stopped request. It waits there (S6)."""
    row = locked(examination)
    ask(may_move(S(row.state), S.AWAITING_MANAGER))
    row.state = State.AWAITING_MANAGER
    row.save(update_fields=["state"])
    on_record("examination.laid_before_manager", "examination", row.pk, room=row.room, by=by, at=at)
    return row


@transaction.atomic
def refuse_request(
    *, examination: Examination, told: str, reasons: str, by: User, at: datetime, today: date
) -> Examination:
    """Refuse. `told` is what the asker may read; the reasons stay in the room. What waits for its manager, only they end."""
    row = locked(examination)
    ask(may_move(S(row.state), S.REFUSED))
    if (row.stopped or row.exit_client) and not is_manager(row.room_id, by.pk, today=today):
        raise RefusedError(say("A named manager decides on this. It waits until the manager has decided."))
    words = examination_words(row.sealed, row=row.pk)
    if not (reasons.strip() or words.reasons.strip()):
        raise RefusedError(say("Write the reasons in a sentence or two."))
    if reasons.strip():
        row.sealed = seal_words(replace(words, reasons=reasons), row=row.pk, purpose=SEALED)
    row.state, row.outcome, row.refusal, row.ended_at = State.REFUSED, Outcome.REFUSED, told, at
    row.save()
    _answer(row.request_id, State.REFUSED, told=told, at=at)
    on_record("examination.refused", "examination", row.pk, room=row.room, by=by, at=at)
    tell_room(row.to_room_id, today=today)
    return row


@transaction.atomic
def hand_over(
    *, examination: Examination, recipient_confirmed: bool, by: User, at: datetime, today: date
) -> Disclosure:
    """Hand over what was decided. Everything is asked once more, because grounds, consents and managers may have changed."""
    row = locked(examination)
    ground = ground_of(row)
    ask(may_move(S(row.state), S.HANDED_OVER))
    _check_again(row, ground, today=today)
    facts = decision_facts(row, today=today)
    ask(is_decided(ground, facts))
    by_manager = bool(set(facts.deciders) & facts.managers)
    ask(may_stand(S.HANDED_OVER, _restriction(row), manager_decided=by_manager))
    if not recipient_confirmed:
        ask(everyday_recipient(row, today=today))
    disclosure = freeze(row, ground, outcome=_outcome(row), by=by, at=at)
    row.state, row.outcome, row.ended_at = State.HANDED_OVER, disclosure.outcome, at
    row.disclosure_id, row.recipient_confirmed = disclosure.pk, recipient_confirmed
    row.save()
    _answer(row.request_id, State.HANDED_OVER, told="", at=at)
    details = {"to_room": str(row.to_room_id), "ground": ground.code, "fields": row.fields,
               "persons": row.person_count, "outcome": disclosure.outcome}  # fmt: skip
    on_record(
        "disclosure.handed_over", "disclosure", disclosure.pk, room=row.room, by=by, at=at, details=details
    )
    tell_room(row.to_room_id, today=timezone.localdate(at))
    return disclosure


def _check_again(row: Examination, ground: LegalGround, *, today: date) -> None:
    answers = {question: YesNo(answer) for question, answer in row.answers.items()}
    reasons = examination_words(row.sealed, row=row.pk).reasons
    check_ground(row, ground, answers=answers, reasons=reasons, consent=_held(row, ground), today=today)


def _held(row: Examination, ground: LegalGround) -> Consent | None:
    """The consent, locked: a withdrawal at the same moment waits for this, or this for the withdrawal (S7)."""
    if ground.test is not LegalTest.CONSENT or row.consent_id is None:
        return None
    return Consent.objects.select_for_update(of=("self",)).get(pk=row.consent_id)


def _has_something_to_tell(row: Examination) -> Decision:
    words = examination_words(row.sealed, row=row.pk)
    if words.facts.strip() or any(value.strip() for p in words.persons for value in p.values.values()):
        return allow(say("There is something to tell."))
    return refuse(say("Write what is to be told first: every field is empty."))


def _restriction(row: Examination) -> Restriction:
    if row.exit_client:
        return Restriction.EXIT_CLIENT
    return Restriction.STOPPED if row.stopped else Restriction.NONE


def _outcome(row: Examination) -> Outcome:
    """In full when every field asked for is told about every person asked about."""
    if row.request is None:
        return Outcome.DISCLOSED
    words = examination_words(row.sealed, row=row.pk)
    asked = {Field(value) for value in row.request.fields}
    told = (
        all(person.values.get(field, "").strip() for person in words.persons for field in asked)
        and row.person_count >= row.request.person_count
    )
    return Outcome.DISCLOSED if asked <= set(row.fields) and told else Outcome.PARTLY


def _answer(request: UUID | None, state: State, *, told: str, at: datetime) -> None:
    if request is None:
        return
    row = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=request)
    ask(may_move(S(row.state), S(state)) if state is State.REFUSED else _answered(row))
    row.state, row.refusal, row.answered_at = state, told, at
    row.save(update_fields=["state", "refusal", "answered_at"])


def _answered(row: DisclosureRequest) -> Decision:
    """A request taken back in the meantime gets no answer."""
    if row.state != State.BEING_TESTED:
        return refuse(say("The request has been withdrawn. Nothing is handed over."))
    return allow(say("The request waits for its answer."))
