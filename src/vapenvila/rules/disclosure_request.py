"""What a request must say before it is sent, and what stops it at once."""

from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.disclosable_fields import FIELDS, STOPPED_CLASSES, DataClass, Field, classes_of

MOST_PERSONS = 20


class Urgency(StrEnum):
    """How soon an answer is needed."""

    NORMAL = "normal"
    SOON = "soon"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What a request says: how many named persons, which fields, what for."""

    persons: int
    fields: frozenset[Field]
    purpose: str
    same_room: bool


def is_stopped(fields: frozenset[Field]) -> bool:
    """Whether the request asks for what no agency may ask for: it waits for the named manager, and the asker is not told."""
    return bool(classes_of(fields) & STOPPED_CLASSES)


def may_ask(facts: RequestFacts) -> Decision:
    """Whether the request may be sent as it is."""
    if facts.same_room:
        return refuse(say("Ask another agency: what lies in your own room you can read there."))
    if not facts.fields:
        return refuse(say("Choose which fields you ask for."))
    if not facts.purpose.strip():
        return refuse(say("Write what you need it for. The other agency judges by it."))
    if facts.persons == 0 and not _about_no_person(facts.fields):
        return refuse(say("Name the persons the request is about."))
    if facts.persons > MOST_PERSONS:
        return refuse(say("A request names at most 20 persons."))
    return allow(say("The request may be sent."))


def _about_no_person(fields: frozenset[Field]) -> bool:
    return {FIELDS[field].data_class for field in fields} <= STOPPED_CLASSES | {DataClass.GROUP_LEVEL}
