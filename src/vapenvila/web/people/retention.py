"""How long a person's record may be kept in its room, and how it is deleted with all its parts."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.person_listing import PersonState, delete_on
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.person_retention import PersonRecord, retention_facts
from vapenvila.rules.retention import LastDay, RetentionFacts, last_day
from vapenvila.rules.retention_event import Event, EventKind
from vapenvila.rules.retention_table import Regime
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.audit.exports import recall_copies_of_deleted
from vapenvila.web.people.models import Identity, Person, PersonReview
from vapenvila.web.people.removed_persons import mark_removed
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.people.vocabulary import WhyRemoved
from vapenvila.web.retention.due_days import day_of
from vapenvila.web.retention.models import RecordedEvent
from vapenvila.web.retention.registry import Due, KeptRecord, Level, Removed, Retained, Scope


def events_of(person: UUID) -> list[RecordedEvent]:
    """All events noted on a person and on the records that live in it, those replaced too, in the order they happened."""
    absorbed = Person.objects.filter(merged_into=person).values("pk")
    rows = RecordedEvent.objects.filter(Q(person=person) | Q(person__in=absorbed))
    return list(rows.select_related("by", "replaced_by").order_by("first_day", "at", "pk"))


def in_force(rows: list[RecordedEvent]) -> list[RecordedEvent]:
    """Events that count: not replaced by another, and not themselves a taking back."""
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.pk not in replaced and row.kind != RecordedEvent.Kind.WITHDRAWN]


def as_events(rows: list[RecordedEvent]) -> tuple[Event, ...]:
    """Rows as the rules see them."""
    return tuple(Event(EventKind(row.kind), row.first_day, row.last_day) for row in rows)


def reviews_of(person: UUID) -> tuple[date, ...]:
    """Days on which new evidence kept the record."""
    return tuple(
        day_of(at)
        for at in PersonReview.objects.filter(person=person).order_by("at").values_list("at", flat=True)
    )


def record_of(
    person: Person, agency: AgencyKind, events: tuple[Event, ...], reviews: tuple[date, ...]
) -> PersonRecord:
    """A person's record as the law of deletion sees it, with these events."""
    erased = person.state == PersonState.REMOVED
    return PersonRecord(
        agency=agency,
        mark=MarkRule(person.mark),
        registered_on=day_of(person.created_at),
        reviewed_on=person.reviewed_on,
        reviews=reviews,
        events=events,
        erased_on=day_of(person.updated_at) if erased else None,
    )


def facts_of_record(person: Person, agency: AgencyKind) -> RetentionFacts:
    """What the last day of this record is computed from."""
    events = as_events(in_force(events_of(person.pk)))
    return retention_facts(record_of(person, agency, events, reviews_of(person.pk)))


def ceiling_of(person: Person, agency: AgencyKind) -> LastDay:
    """The last day the law allows, with its reasons."""
    return last_day(facts_of_record(person, agency))


def duty_lasts(facts: RetentionFacts, *, today: date) -> bool:
    """Whether a recorded duty to keep lasts today."""
    return facts.preserve or (facts.preserve_until is not None and facts.preserve_until >= today)


def is_due(person: Person, facts: RetentionFacts, *, today: date) -> Due | None:
    """Whether the record is to be deleted today: past the ceiling, removed by decision, or not reviewed in time."""
    if duty_lasts(facts, today=today):
        return None
    ceiling = last_day(facts).day
    if facts.erased_on is not None or (ceiling is not None and ceiling < today):
        return Due(person.pk, facts.regime, ceiling or today)
    if today >= delete_on(person.review_by):
        return Due(person.pk, Regime.LISTING_REVIEW, person.review_by)
    return None


@dataclass(frozen=True, slots=True)
class RoomRecords:
    """Events in force and reviews of a whole room, by the record they count for: two questions however many persons."""

    events: dict[UUID, list[RecordedEvent]]
    reviews: dict[UUID, list[date]]

    def facts(self, person: Person, agency: AgencyKind) -> RetentionFacts:
        """What the last day of one of the room's records is computed from."""
        events = as_events(self.events.get(person.pk, []))
        reviews = tuple(self.reviews.get(person.pk, []))
        return retention_facts(record_of(person, agency, events, reviews))


def records_of_room(room: UUID) -> RoomRecords:
    """Everything that moves a last day in this room."""
    lives_in = dict(
        Person.objects.filter(room=room, merged_into__isnull=False).values_list("pk", "merged_into")
    )
    events: dict[UUID, list[RecordedEvent]] = defaultdict(list)
    for row in in_force(list(RecordedEvent.objects.filter(room=room).order_by("first_day", "at", "pk"))):
        events[lives_in.get(row.person) or row.person].append(row)
    reviews: dict[UUID, list[date]] = defaultdict(list)
    for person, at in (
        PersonReview.objects.filter(room=room).order_by("at", "pk").values_list("person_id", "at")
    ):
        reviews[person].append(day_of(at))
    return RoomRecords(events, reviews)


def due_persons(scope: Scope, at: datetime) -> Iterator[Due]:
    """Persons of the room that may no longer be kept. A merged record lives and goes with the one it lives in."""
    today, agency = day_of(at), scope.agency
    if agency is None:
        return
    records = records_of_room(scope.room_id)
    rows: QuerySet[Person] = Person.objects.filter(room=scope.room_id).exclude(state=PersonState.MERGED)
    for person in rows.order_by("pk").iterator():
        if due := is_due(person, records.facts(person, agency), today=today):
            yield due


def kept_persons(scope: Scope, at: datetime) -> Iterator[KeptRecord]:
    """Persons of the room whose last day recorded events have moved, with the day and its reasons."""
    if scope.agency is None:
        return
    records, today = records_of_room(scope.room_id), day_of(at)
    for person in Person.objects.filter(room=scope.room_id, pk__in=list(records.events)).order_by(
        "pseudonym"
    ):
        facts = records.facts(person, scope.agency)
        ceiling = last_day(facts)
        yield KeptRecord(
            id=person.pk,
            name=person.pseudonym,
            until=ceiling.day,
            reasons=ceiling.reasons,
            duty=duty_lasts(facts, today=today),
        )


def remove_person(scope: Scope, due: Due, at: datetime) -> Removed:
    """The record, its identity, history, reviews, merges and absorbed records; its words are looked for in the trail."""
    person = Person.objects.get(pk=due.id)
    persons = [person, *Person.objects.filter(merged_into=person)]
    identifying = [
        word for identity in Identity.objects.filter(person__in=persons) for word in _naming(identity)
    ]
    if person.state != PersonState.REMOVED:  # by decision: its mark was made then
        mark_removed(person, WhyRemoved.RAN_OUT, on=day_of(at))
    recalled = recall_copies_of_deleted([person.pk for person in persons], at=at)
    events, _parts = RecordedEvent.objects.filter(person__in=[person.pk for person in persons]).delete()
    wordings = sum(person.changes.count() for person in persons)
    gone, _parts = Person.objects.filter(pk__in=[person.pk for person in persons]).delete()
    return Removed(
        records=len(persons),
        wordings=wordings,
        links=gone - len(persons) - wordings + events,
        recalled=recalled,
        identifying=tuple(identifying),
    )


def names_the_person(person: Person, *texts: str) -> bool:
    """Whether a text names the person, by surname or number as whole words. For words that outlive the record."""
    known = opened(Identity.objects.get(person=person), ("given_name", "surname", "personnummer", "phone"))
    words = [*_naming(person.identity), known["surname"]]
    named = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words if word), re.IGNORECASE)
    return bool(named.pattern) and any(named.search(text) for text in texts)


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
    kept=kept_persons,
)
