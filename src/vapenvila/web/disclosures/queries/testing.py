"""The facts of an examination as the rules want them, and the rules asked in order: who, ground, test, consent."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from vapenvila.rules.age_from_number import age_on
from vapenvila.rules.consent import ConsentFacts, Giver, Known, may_rest_on_consent_of, may_share_on
from vapenvila.rules.decision import Decision, refuse, say
from vapenvila.rules.disclosable_fields import DataClass, Field, classes_of
from vapenvila.rules.disclosure_decision import DecisionFacts
from vapenvila.rules.disclosure_ground import Wish, fits, fitting, may_use_ground
from vapenvila.rules.disclosure_recipient import (
    AskedFacts,
    RecipientFacts,
    asks_without_a_second_look,
    goes_without_a_second_look,
)
from vapenvila.rules.disclosure_test import passes_test
from vapenvila.rules.legal_ground import LegalGround, LegalTest, YesNo
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.errors import ask
from vapenvila.web.disclosures.models import Consent, Disclosure, DisclosureRequest, Examination
from vapenvila.web.disclosures.queries.grounds import setting_of
from vapenvila.web.disclosures.queries.rooms import managers_of
from vapenvila.web.disclosures.sealed_words import consent_words, examination_words
from vapenvila.web.partners.models import Room


def wish_of(row: Examination, *, today: date) -> Wish:
    """What the examination wishes to tell."""
    words = examination_words(row.sealed, row=row.pk)
    return Wish(
        from_kind=AgencyKind(row.room.agency.kind),
        to_kind=AgencyKind(row.to_room.agency.kind),
        classes=classes_of(frozenset(Field(value) for value in row.fields)),
        ages=tuple(age_on(today, person.personal_number) for person in words.persons),
        asked=row.request_id is not None or _corrects_an_answer(row),
        emergency=row.emergency,
    )


def _corrects_an_answer(row: Examination) -> bool:
    return row.corrects is not None and row.corrects.request_id is not None


def grounds_for(row: Examination, *, today: date) -> list[tuple[LegalGround, Decision]]:
    """Grounds that reach the wish, each with whether it may be used today."""
    found = fitting(catalogue().grounds.values(), wish_of(row, today=today))
    programme = row.room.programme_id
    return [(g, may_use_ground(g, setting_of(programme, g), today=today)) for g in found]


def check_ground(
    row: Examination,
    ground: LegalGround,
    *,
    answers: Mapping[str, YesNo],
    reasons: str,
    consent: Consent | None,
    today: date,
) -> None:
    """Ask every rule of the ground. Raises the first refusal."""
    wish = wish_of(row, today=today)
    ask(may_use_ground(ground, setting_of(row.room.programme_id, ground), today=today))
    ask(fits(ground, wish))
    ask(passes_test(ground, answers, reasons=reasons))
    if ground.test is LegalTest.CONSENT:
        ask(may_use_consent(row, consent, wish.classes, today=today))


def may_use_consent(
    row: Examination, consent: Consent | None, classes: frozenset[DataClass], *, today: date
) -> Decision:
    """Whether this consent carries the disclosure: given to this receiver, about this one person, covering the fields."""
    if consent is None or consent.room_id != row.room_id:
        return refuse(say("Choose the consent that this rests on."))
    if consent.to_room_id != row.to_room_id:
        return refuse(say("The consent names another receiver."))
    given = consent_words(consent.sealed, row=consent.pk)
    persons = examination_words(row.sealed, row=row.pk).persons
    if len(persons) != 1:
        return refuse(say("A consent is one person's: tell about that person alone."))
    told, giver = (Known(one.name, one.personal_number) for one in (persons[0], given))
    same = may_rest_on_consent_of(told, giver, today=today)
    if not same:
        return same
    return may_share_on(consent_facts(consent), classes, today=today)


def consent_facts(consent: Consent) -> ConsentFacts:
    """The consent as the rules want it."""
    words = consent_words(consent.sealed, row=consent.pk)
    return ConsentFacts(
        classes=frozenset(DataClass(value) for value in consent.classes),
        purpose=words.purpose,
        form_of_work=words.form_of_work,
        giver=Giver(consent.giver),
        age=age_on(consent.first_day, words.personal_number),
        first_day=consent.first_day,
        last_day=consent.last_day,
        withdrawn=consent.withdrawn_at is not None,
    )


def decision_facts(row: Examination, *, today: date) -> DecisionFacts:
    """Who has decided on the examination as it is worded now."""
    votes = row.votes.filter(version=row.version).values_list("by", flat=True)
    return DecisionFacts(
        classes=classes_of(frozenset(Field(value) for value in row.fields)),
        exit_client=row.exit_client,
        stopped=row.stopped,
        emergency=row.emergency,
        deciders=tuple(votes),
        managers=managers_of(row.room_id, today=today),
    )


def everyday_recipient(row: Examination, *, today: date) -> Decision:
    """Whether the receiver is an everyday one for this room (T23)."""
    before = Disclosure.objects.filter(from_room=row.room_id, to_room=row.to_room_id)
    last = before.order_by("-handed_over_at").values_list("handed_over_at", flat=True).first()
    facts = RecipientFacts(
        times_before=before.count(),
        times_on_this_ground=before.filter(ground_code=row.ground_code).count(),
        last_on=last.date() if last else None,
    )
    return goes_without_a_second_look(facts, today=today)


def everyday_to_ask(room: Room, asked: Room, *, today: date) -> Decision:
    """Whether the asked agency is an everyday one for this room (T23)."""
    before = DisclosureRequest.objects.filter(from_room=room, to_room=asked)
    last = before.order_by("-asked_at").values_list("asked_at", flat=True).first()
    facts = AskedFacts(times_before=before.count(), last_on=last.date() if last else None)
    return asks_without_a_second_look(facts, today=today)


def is_manager(room: UUID, user: UUID, *, today: date) -> bool:
    """Whether this person is a named manager of the room today."""
    return user in managers_of(room, today=today)


def made_by(row: Examination, user: UUID) -> bool:
    """Whether this person began the examination or decided on it, in whatever wording."""
    return row.opened_by_id == user or row.votes.filter(by=user).exists()
