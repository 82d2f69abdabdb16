"""Recording a person's consent, and its withdrawal, which stops all further sharing in the same transaction (S7)."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.age_from_number import age_on
from vapenvila.rules.consent import ConsentFacts, Giver, may_record
from vapenvila.rules.decision import say
from vapenvila.rules.disclosable_fields import DataClass
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.aftercare import tell_recipient
from vapenvila.web.disclosures.actions.examining import SEALED
from vapenvila.web.disclosures.actions.trail import on_record
from vapenvila.web.disclosures.errors import RefusedError, ask
from vapenvila.web.disclosures.models import Consent, Disclosure, Examination
from vapenvila.web.disclosures.numbering import next_number
from vapenvila.web.disclosures.sealed_words import ConsentWords, examination_words, seal_words
from vapenvila.web.disclosures.vocabulary import ConsentForm, ConsentGiver, NoticeKind, State
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.identifiers import new_id

OPEN = (State.DRAFT, State.BEING_TESTED, State.AWAITING_SECOND, State.AWAITING_MANAGER, State.DECIDED)


@transaction.atomic
def record_consent(
    *,
    room: Room,
    to_room: Room,
    words: ConsentWords,
    classes: frozenset[DataClass],
    giver: ConsentGiver,
    form: ConsentForm,
    first_day: date,
    last_day: date,
    by: User,
    at: datetime,
) -> Consent:
    """Write down a consent that the room's own agency has obtained."""
    ask(may_record(_facts(words, classes, giver, first_day, last_day)))
    pk = new_id()
    row = Consent.objects.create(
        pk=pk,
        room=room,
        to_room=to_room,
        no=next_number(Consent, room=room.pk),
        sealed=seal_words(words, row=pk, purpose="disclosures.consent"),
        classes=sorted(classes),
        giver=giver,
        form=form,
        first_day=first_day,
        last_day=last_day,
        recorded_by=by,
        recorded_at=at,
    )
    on_record(
        "consent.recorded", "consent", pk, room=room, by=by, at=at, details={"classes": sorted(classes)}
    )
    return row


def _facts(
    words: ConsentWords, classes: frozenset[DataClass], giver: ConsentGiver, first_day: date, last_day: date
) -> ConsentFacts:
    return ConsentFacts(
        classes=classes,
        purpose=words.purpose,
        form_of_work=words.form_of_work,
        giver=Giver(giver),
        age=age_on(first_day, words.personal_number),
        first_day=first_day,
        last_day=last_day,
    )


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User, at: datetime, today: date) -> int:
    """Note the withdrawal, take every unfinished sharing on it apart, and tell all recipients; how many were told."""
    row = Consent.objects.select_for_update(of=("self",)).select_related("room__agency").get(pk=consent.pk)
    if row.withdrawn_at is not None:
        raise RefusedError(say("The consent is withdrawn already."))
    row.withdrawn_at, row.withdrawn_by = at, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    for examination in Examination.objects.select_for_update(of=("self",)).filter(
        consent=row, state__in=OPEN
    ):
        _take_apart(examination)
    made = Examination.objects.filter(consent=row, state=State.HANDED_OVER).values("disclosure_id")
    told = list(Disclosure.objects.filter(pk__in=made).exclude(state=State.RECALL_CONFIRMED))
    for disclosure in told:
        tell_recipient(disclosure, NoticeKind.CONSENT_WITHDRAWN, at=at, today=today)
    on_record(
        "consent.withdrawn", "consent", row.pk, room=row.room, by=by, at=at, details={"told": len(told)}
    )
    return len(told)


def _take_apart(examination: Examination) -> None:
    """Back to the start of the test: no ground, no answers, and decisions that count no more."""
    words = examination_words(examination.sealed, row=examination.pk)
    examination.sealed = seal_words(replace(words, reasons=""), row=examination.pk, purpose=SEALED)
    examination.state, examination.consent = State.BEING_TESTED, None
    examination.ground_code = examination.ground_fingerprint = ""
    examination.answers, examination.version = {}, examination.version + 1
    examination.save()
