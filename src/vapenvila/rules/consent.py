"""A person's consent: what it must name, what it covers, when it ends, and what its withdrawal stops (acceptance S7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vapenvila.rules.age_from_number import twelve_digits
from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.disclosable_fields import DataClass

USUAL_DURATION = timedelta(days=182)  # six months; a convention of the method, not a rule of law
LONGEST_DURATION = timedelta(days=366)
EXPIRES_SOON = timedelta(days=30)
OWN_SAY_FROM = 15  # SoL 21:1–2: from 15 the young person's own word is enough where suitable


class Giver(StrEnum):
    """Who gives the consent."""

    SELF = "self"
    GUARDIAN = "guardian"
    BOTH = "both"


class Form(StrEnum):
    """How it was given."""

    WRITTEN = "written"
    ORAL_NOTED = "oral_noted"


class ConsentState(StrEnum):
    """Where a consent stands; expiring and expired are derived from the day, never stored."""

    DRAFT = "draft"
    GIVEN = "given"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """What a consent says."""

    classes: frozenset[DataClass]
    purpose: str
    form_of_work: str
    giver: Giver
    age: int | None
    first_day: date
    last_day: date
    withdrawn: bool = False


def state_of(facts: ConsentFacts, *, today: date) -> ConsentState:
    """Where the consent stands today."""
    if facts.withdrawn:
        return ConsentState.WITHDRAWN
    if today > facts.last_day:
        return ConsentState.EXPIRED
    if today < facts.first_day:
        return ConsentState.DRAFT
    return ConsentState.EXPIRING if facts.last_day - today <= EXPIRES_SOON else ConsentState.GIVEN


def may_record(facts: ConsentFacts) -> Decision:
    """Whether a consent may be written down: it names data, purpose, form of work and time; there is no blanket waiver."""
    if not facts.classes:
        return refuse(say("Name the kinds of data. A consent to everything is no consent."))
    if facts.classes >= frozenset(DataClass) - {
        DataClass.IDENTITY,
        DataClass.WHOLE_LIST,
        DataClass.GROUP_SEARCH,
    }:
        return refuse(say("Name the kinds of data. A consent to everything is no consent."))
    if not facts.purpose.strip() or not facts.form_of_work.strip():
        return refuse(say("Write for what purpose, and in what form of work, the data are told."))
    if facts.last_day < facts.first_day:
        return refuse(say("The last day is before the first day."))
    if facts.last_day - facts.first_day > LONGEST_DURATION:
        return refuse(say("A consent lasts at most a year. Ask again when it ends."))
    if facts.age is not None and facts.age < OWN_SAY_FROM and facts.giver is Giver.SELF:
        return refuse(say("Under 15 a guardian consents, or both."))
    return allow(say("The consent may be recorded."))


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as they are written down: name, and personal number or nothing."""

    name: str
    personal_number: str


def may_rest_on_consent_of(told: Known, giver: Known, *, today: date) -> Decision:
    """Whether who is told about is who has consented: by number however it is written, by whole name where none is told."""
    if told.personal_number and not giver.personal_number:
        return refuse(
            say(
                "The consent has no personal number and the disclosure has one. Record the consent with the number,"
                " so that it is certain that they are the same person."
            )
        )
    if told.personal_number:
        same = _digits(told, today) == _digits(giver, today)
    else:
        same = " ".join(told.name.split()).casefold() == " ".join(giver.name.split()).casefold()
    if not same:
        return refuse(say("The consent is another person's. Choose the consent of the person named here."))
    return allow(say("The person has consented."))


def _digits(known: Known, today: date) -> str:
    return twelve_digits(known.personal_number, today=today) or known.personal_number


def may_share_on(facts: ConsentFacts, wanted: frozenset[DataClass], *, today: date) -> Decision:
    """Whether something of these classes may be told on this consent today."""
    state = state_of(facts, today=today)
    if state is ConsentState.WITHDRAWN:
        return refuse(say("The consent is withdrawn. Nothing more may be shared on it."))
    if state is ConsentState.EXPIRED:
        return refuse(say("The consent has expired. Ask the person again."))
    if state is ConsentState.DRAFT:
        return refuse(say("The consent does not hold yet."))
    if not wanted <= facts.classes:
        return refuse(say("The consent does not cover all the fields."))
    return allow(say("The consent covers this."))
