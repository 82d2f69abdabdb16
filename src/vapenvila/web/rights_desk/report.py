"""Everything one room holds on one person, for the person: the subject access report. No word on other rooms.

Recipients stand by name because the room itself told them; what they did with it is theirs to tell.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.person_listing import delete_on
from vapenvila.rules.reader import Reader
from vapenvila.rules.retention import last_day
from vapenvila.rules.retention_table import REGIMES
from vapenvila.rules.rights_request import law_of
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.audit.words_of_the_trail import act_name
from vapenvila.web.partners.models import Room
from vapenvila.web.people.errors import RefusedError as IdentityRefusedError
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.identity import identity_fields
from vapenvila.web.people.registry import records_about
from vapenvila.web.people.retention import events_of, facts_of_record
from vapenvila.web.people.vocabulary import FIELD_NAMES, Mark
from vapenvila.web.retention.models import RecordedEvent
from vapenvila.web.rights_desk.errors import RefusedError, ask
from vapenvila.web.rights_desk.vocabulary import LEGAL_GROUNDS

READS_SHOWN = 500

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report: its heading, the names of its columns, its rows, and what to say when it is empty."""

    heading: str
    head: Row
    rows: tuple[Row, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class SubjectAccessReport:
    """The report of one room on one person."""

    agency: str
    made_at: datetime
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many rows it holds in all."""
        return sum(len(part.rows) for part in self.parts)


def report_on(person: Person, room: Room, *, reader: Reader, at: datetime) -> SubjectAccessReport:
    """Gather the report. Reads leave their events; a protected identity is opened by its keeper alone."""
    today = timezone.localdate(at)
    ask(may_work_with_persons(reader, PersonRoom(room.pk, AgencyKind(room.agency.kind)), today=today))
    if person.room_id != room.pk:
        ask(refuse(say("This record does not lie in this room.")))
    try:
        identity = identity_fields(person, reader=reader, purpose="rights", at=at)
    except IdentityRefusedError as refused:
        raise RefusedError(refused.reason) from None
    parts = (
        _identity(identity),
        _record(person, room),
        _history(person),
        _held_elsewhere_in_the_room(person),
        _recipients(person, room),
        _readers(person, room),
        _retention(person, room),
    )
    return SubjectAccessReport(room.agency.name, at, parts)


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _identity(fields: dict[str, str]) -> Part:
    rows = tuple((capfirst(str(FIELD_NAMES[name])), text) for name, text in fields.items() if text)
    return Part(
        gettext("Your identity"),
        (gettext("What"), pgettext("data on a person", "Held")),
        rows,
        gettext("Nothing."),
    )


def _record(person: Person, room: Room) -> Part:
    rows = (
        (gettext("Controller"), room.agency.name),
        (gettext("Legal ground"), str(LEGAL_GROUNDS[law_of(AgencyKind(room.agency.kind))])),
        (gettext("Mark"), str(Mark(person.mark).label)),
        (gettext("What the record is needed for"), person.need),
        (gettext("Source"), f"{person.source}, {person.source_on:%Y-%m-%d}"),
        (gettext("Reliability of the source"), str(person.get_reliability_display())),
        (gettext("Protective track"), gettext("yes") if person.protective_track else gettext("no")),
        (gettext("Registered"), _day(person.created_at)),
        (gettext("Need last looked at"), f"{person.reviewed_on:%Y-%m-%d}"),
    )
    return Part(gettext("The record"), (gettext("What"), pgettext("data on a person", "Held")), rows, "")


def _names(fields: list[str]) -> str:
    return ", ".join(str(FIELD_NAMES.get(field, field)) for field in fields)


def _history(person: Person) -> Part:
    changes = [
        (
            _day(change.at),
            pgettext("a record", "Changed"),
            f"{', '.join(str(FIELD_NAMES.get(f, f)) for f in change.fields)}: {change.reason}",
        )
        for change in person.changes.all()
        if change.fields
    ]
    reviews = [
        (_day(review.at), gettext("Reviewed"), f"{review.evidence}. {review.need}")
        for review in person.reviews.all()
    ]
    events = [(_day(event.at), gettext("Noted"), _event_words(event)) for event in events_of(person.pk)]
    rows = tuple(sorted([*changes, *reviews, *events], reverse=True))
    head = (gettext("When"), gettext("What"), gettext("Words"))
    return Part(
        gettext("Statements, changes and reviews"),
        head,
        rows,
        gettext("Nothing has been changed or reviewed."),
    )


def _event_words(event: RecordedEvent) -> str:
    days = f"{event.first_day:%Y-%m-%d}" + (f" – {event.last_day:%Y-%m-%d}" if event.last_day else "")
    parts = (
        f"{event.get_kind_display()} {days}",
        event.source,
        event.get_ground_display(),
        event.decided_by,
        event.reason,
    )
    return ". ".join(part for part in parts if part)


def _held_elsewhere_in_the_room(person: Person) -> Part:
    rows = tuple((_day(one.at), str(one.what), one.recipient) for one in records_about(person.pk))
    head = (gettext("When"), gettext("What"), gettext("To whom"))
    return Part(gettext("Other records on you, and whom they went to"), head, rows, gettext("None."))


def _recipients(person: Person, room: Room) -> Part:
    copies = ExportRecord.objects.filter(room=room.pk, subject=person.pk).order_by("-made_at", "-pk")
    rows = tuple((_day(copy.made_at), copy.recipient, copy.purpose) for copy in copies)
    head = (gettext("When"), gettext("To whom"), gettext("Purpose"))
    return Part(gettext("Copies of the record that left this agency"), head, rows, gettext("None."))


def _readers(person: Person, room: Room) -> Part:
    events = AuditEvent.objects.filter(subject=person.pk, room=room.pk).order_by("-at", "-id")[:READS_SHOWN]
    found = list(events)
    names = {
        user.pk: user.name
        for user in User.objects.filter(pk__in={event.user for event in found if event.user})
    }
    rows = tuple(
        (_day(event.at), names.get(event.user, gettext("The system")) if event.user else gettext("The system"),
         act_name(event.act))
        for event in found
    )  # fmt: skip
    head = (gettext("When"), gettext("Who"), gettext("What"))
    return Part(gettext("Who has read or changed it"), head, rows, gettext("Nobody."))


def _retention(person: Person, room: Room) -> Part:
    facts = facts_of_record(person, AgencyKind(room.agency.kind))
    ceiling, row = last_day(facts), REGIMES[facts.regime]
    rows = [
        (gettext("Out of every list unless reviewed before"), f"{person.review_by:%Y-%m-%d}"),
        (gettext("Deleted unless reviewed before"), f"{delete_on(person.review_by):%Y-%m-%d}"),
        (
            gettext("Never kept longer than"),
            f"{ceiling.day:%Y-%m-%d}" if ceiling.day else gettext("no day is set yet"),
        ),
        (gettext("Rule"), f"{gettext(row.data)} ({gettext(row.lagrum)})"),
        *((gettext("Because"), gettext(reason)) for reason in ceiling.reasons),
    ]
    return Part(gettext("How long it is kept"), (gettext("What"), gettext("Day or rule")), tuple(rows), "")
