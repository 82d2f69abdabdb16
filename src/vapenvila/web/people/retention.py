"""How long a person's record may be kept in its room, and how it is deleted with all its parts."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.person_listing import PersonState, delete_on
from vapenvila.rules.person_mark import SUSPECTED
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.retention import LastDay, Registration, RetentionFacts, SentencePeriod, last_day
from vapenvila.rules.retention_table import FALLBACK, REGIMES, Clock, Regime
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.people.models import Identity, Person
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.retention.due_days import day_of
from vapenvila.web.retention.models import RecordedEvent
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope


def regime_of(agency: AgencyKind, mark: MarkRule) -> Regime:
    """The row of the law that is the ceiling for a person with this mark in this agency's room."""
    if agency is AgencyKind.POLICE:
        return Regime.POLICE_SHARED if mark in SUSPECTED else Regime.POLICE_NO_FIXED_LIMIT
    return FALLBACK[agency]


def _started(regime: Regime, person: Person, events: list[RecordedEvent]) -> date | None:
    match REGIMES[regime].clock:
        case Clock.REGISTERED:
            return day_of(person.created_at)
        case Clock.CONFIRMED | Clock.LAST_NOTE:
            return person.reviewed_on
        case Clock.SUPERVISION_ENDED:
            ended = [e.first_day for e in events if e.kind == RecordedEvent.Kind.SUPERVISION_ENDED]
            return max(ended, default=None)
        case _:
            return None


def facts_for_retention(person: Person, agency: AgencyKind, events: list[RecordedEvent]) -> RetentionFacts:
    """What the last day is computed from: registration, reviews on new evidence, and recorded events."""
    regime = regime_of(agency, MarkRule(person.mark))
    reviewed = (
        person.reviews.order_by("at").values_list("at", flat=True) if regime is Regime.POLICE_SHARED else ()
    )
    return RetentionFacts(
        regime=regime,
        started=_started(regime, person, events),
        sentences=tuple(
            SentencePeriod(e.first_day, e.last_day) for e in events if e.kind == RecordedEvent.Kind.SENTENCE
        ),
        registrations=tuple(Registration(day_of(at), regime) for at in reviewed),
        preserve=any(e.kind == RecordedEvent.Kind.PRESERVE for e in events),
        erased_on=day_of(person.updated_at) if person.state == PersonState.REMOVED else None,
    )


def events_of(person: UUID) -> list[RecordedEvent]:
    """Recorded events of a person of the room in use."""
    return list(RecordedEvent.objects.filter(person=person).select_related("by"))


def ceiling_of(person: Person, agency: AgencyKind) -> LastDay:
    """The last day the law allows, with its reasons."""
    return last_day(facts_for_retention(person, agency, events_of(person.pk)))


def is_due(person: Person, agency: AgencyKind, *, today: date) -> Due | None:
    """Whether the record is to be deleted today: past the ceiling, removed by decision, or not reviewed in time."""
    facts = facts_for_retention(person, agency, events_of(person.pk))
    if facts.preserve:
        return None
    ceiling = last_day(facts).day
    if facts.erased_on is not None or (ceiling is not None and ceiling < today):
        return Due(person.pk, facts.regime, ceiling or today)
    if today >= delete_on(person.review_by):
        return Due(person.pk, Regime.LISTING_REVIEW, person.review_by)
    return None


def due_persons(scope: Scope, at: datetime) -> Iterator[Due]:
    """Persons of the room that may no longer be kept. A merged record lives and goes with the one it lives in."""
    today, agency = day_of(at), scope.agency
    rows: QuerySet[Person] = Person.objects.filter(room=scope.room_id).exclude(state=PersonState.MERGED)
    for person in rows.order_by("pk").iterator():
        if agency is not None and (due := is_due(person, agency, today=today)):
            yield due


def remove_person(scope: Scope, due: Due, at: datetime) -> Removed:
    """The record, its identity, history, reviews, merges and absorbed records; its words are looked for in the trail."""
    person = Person.objects.get(pk=due.id)
    persons = [person, *Person.objects.filter(merged_into=person)]
    identifying = [
        word for identity in Identity.objects.filter(person__in=persons) for word in _naming(identity)
    ]
    copies = ExportRecord.objects.filter(
        programme=scope.programme_id,
        room=scope.room_id,
        subject__in=[person.pk for person in persons],
        recalled_at__isnull=True,
        destroyed_confirmed_at__isnull=True,
        expires_on__gte=day_of(at),
    ).count()
    events, _parts = RecordedEvent.objects.filter(person__in=[person.pk for person in persons]).delete()
    wordings = sum(person.changes.count() for person in persons)
    gone, _parts = Person.objects.filter(pk__in=[person.pk for person in persons]).delete()
    return Removed(
        records=len(persons),
        wordings=wordings,
        links=gone - len(persons) - wordings + events,
        copies=copies,
        identifying=tuple(identifying),
    )


def _naming(identity: Identity) -> Iterator[str]:
    known = opened(identity, ("given_name", "surname", "personnummer", "phone"))
    full_name = f"{known['given_name']} {known['surname']}".strip()
    yield from (word for word in (full_name, known["personnummer"], known["phone"]) if len(word) > 5)


PERSONS = Retained(
    code="person",
    name=_("Persons of the room"),
    level=Level.ROOM,
    regimes=(Regime.LISTING_REVIEW,),
    due=due_persons,
    remove=remove_person,
)
