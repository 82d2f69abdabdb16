"""The made-up city's register: areas, counting rule, and incidents with their sources and history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import F, Model

from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.engine import MadeUpCity, words
from vapenvila.web.demo.moments import moments
from vapenvila.web.incidents.history import REGISTERED, STATE
from vapenvila.web.incidents.models import Area, ClassificationEvent, CountRule, Incident, IncidentSource
from vapenvila.web.incidents.vocabulary import Kind, State
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.identifiers import new_id

SOURCE_SYSTEM = "Påhittat händelseregister"
AT_ONCE = 2000
COUNTED = [Kind.SHOOTING, Kind.EXPLOSION, Kind.EXPLOSION_ATTEMPT]

REASONS: dict[str, str] = {
    "forensic_result": "Svar från den tekniska undersökningen.",
    "witness_withdrew": "Vittnet har tagit tillbaka sina uppgifter.",
    "no_traces_found": "Inga spår hittades på platsen.",
    "investigation_linked_group": "Utredningen knyter händelsen till en gruppering.",
    "victim_died_later": "En skadad person har avlidit.",
    "coding_mistake": "Felaktigt registrerad från början.",
}
FIELDS = {
    "state": STATE,
    "event_type": "kind",
    "victims_dead": "dead",
    "victims_serious": "injured_serious",
}
VALUES = {"state": words.STATES, "event_type": words.EVENT_TYPES}

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Register:
    """The rows that were made, in the order of the made-up city's own tables."""

    areas: list[Area]
    incidents: list[Incident]


def make_register(
    city: MadeUpCity, programme: Programme, people: dict[Role, User], *, undecided_since: date
) -> Register:
    """Everything of the register. Incidents reported after `undecided_since` wait for their first review."""
    areas = _areas(city, programme)
    rule = _count_rule(city, programme, people[Role.PROJECT_LEADER])
    incidents = list(_incidents(city, programme, areas, rule, undecided_since))
    store(Incident, incidents)
    Incident.objects.filter(programme=programme).update(
        created_at=F("reported_at"), updated_at=F("reported_at")
    )
    store(IncidentSource, _sources(city, programme, incidents))
    store(ClassificationEvent, _history(city, incidents, people[Role.POLICE_ANALYST], undecided_since))
    return Register(areas, incidents)


def store(kind: type[Row], rows: Iterable[Row]) -> None:
    """Insert many rows, some thousands at a time."""
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        kind._default_manager.bulk_create(batch)


def _areas(city: MadeUpCity, programme: Programme) -> list[Area]:
    areas = [
        Area(
            programme=programme,
            name=name,
            population=int(city.areas.population[i]),
            population_year=city.last_day.year,
            geometry={"type": "Polygon", "coordinates": [[list(point) for point in city.areas.rings[i]]]},
        )
        for i, name in enumerate(city.areas.names)
    ]
    store(Area, areas)
    return areas


def _count_rule(city: MadeUpCity, programme: Programme, owner: User) -> CountRule:
    return CountRule.objects.create(
        programme=programme,
        version=1,
        valid_from=city.first_day,
        kinds=[kind.value for kind in COUNTED],
        incident_rule="En bekräftad skjutning är en händelse där spår, vittnen eller skador visar att skott har"
        " avlossats mot person eller egendom. Flera skott vid samma tillfälle är en händelse.",
        victim_rule="En person räknas som skadad när skott eller splitter har träffat kroppen, och som avliden när"
        " döden följer av skadan inom ett år.",
        answers={"graze": "in", "missed_shot": "in", "shot_in_the_air": "in", "replica": "out"},
        adopted_by=owner,
        adopted_at=datetime.combine(city.first_day, time(9), ZoneInfo(city.time_zone)),
    )


def _incidents(
    city: MadeUpCity, programme: Programme, areas: list[Area], rule: CountRule, undecided_since: date
) -> Iterator[Incident]:
    told, zone = city.incidents, ZoneInfo(city.time_zone)
    starts, ends = moments(told.occurred_from, zone), moments(told.occurred_to, zone)
    reports = moments(told.reported_at, zone)
    numbers = np.argsort(np.argsort(np.array(told.references))) + 1  # in the order they were reported
    for i in range(len(told)):
        known = not np.isnan(told.latitude[i])
        state = words.STATES[told.state[i]]
        if state == "confirmed" and reports[i].date() > undecided_since:
            state = State.REPORTED.value
        reason = "" if told.state_reason[i] < 0 else REASONS[words.CHANGE_REASONS[told.state_reason[i]]]
        yield Incident(
            programme=programme,
            number=int(numbers[i]),
            kind=words.EVENT_TYPES[told.event_type[i]],
            occurred_from=starts[i],
            occurred_to=max(starts[i], ends[i]),
            reported_at=reports[i],
            latitude=round(float(told.latitude[i]), 6) if known else None,
            longitude=round(float(told.longitude[i]), 6) if known else None,
            precision=words.PRECISIONS[told.precision[i]],
            area=areas[told.area[i]],
            state=state,
            state_reason=reason,
            hold_review_on=city.last_day + timedelta(days=3) if state == "hold" else None,
            weapon=words.WEAPONS[told.weapon[i]],
            outcome=words.OUTCOMES[told.outcome[i]],
            motive=words.MOTIVES[told.motive[i]],
            dead=int(told.dead[i]),
            injured_serious=int(told.serious[i]),
            injured_slight=int(told.slight[i]),
            count_rule=rule,
        )


def _sources(city: MadeUpCity, programme: Programme, incidents: list[Incident]) -> Iterator[IncidentSource]:
    for incident, reference in zip(incidents, city.incidents.references, strict=True):
        assert incident.reported_at is not None  # noqa: S101 — every made-up incident was reported
        yield IncidentSource(
            programme=programme,
            incident=incident,
            source_system=SOURCE_SYSTEM,
            source_no=reference,
            received_at=incident.reported_at,
        )


def _history(
    city: MadeUpCity, incidents: list[Incident], analyst: User, undecided_since: date
) -> Iterator[ClassificationEvent]:
    """Registration, first decision, then every re-classification with what it was before."""
    zone, changed = ZoneInfo(city.time_zone), city.classification_events
    decided_at = moments(changed.decided_at, zone)
    at_first: dict[tuple[int, str], str] = {}
    later_rows = []
    for i in range(len(changed)):
        name = words.CHANGED_FIELDS[changed.field[i]]
        if name not in FIELDS:
            continue  # the link to a group is judged in the review, not in the register
        which, vocabulary = int(changed.incident[i]), VALUES.get(name)
        old, new = (
            vocabulary[code] if vocabulary else str(code)
            for code in (int(changed.old[i]), int(changed.new[i]))
        )
        at_first[which, name] = old
        reason = REASONS[words.CHANGE_REASONS[changed.reason[i]]]
        later_rows.append((which, FIELDS[name], old, new, reason, decided_at[i]))
    for which, incident in enumerate(incidents):
        reported = incident.reported_at
        assert reported is not None  # noqa: S101 — every made-up incident was reported
        kind = at_first.get((which, "event_type"), incident.kind)
        yield _event(incident, REGISTERED, "", kind, "", analyst, reported)
        first = at_first.get((which, "state"), incident.state)
        if first != State.REPORTED:
            decided = reported + timedelta(minutes=20)
            yield _event(
                incident, STATE, State.REPORTED.value, first, incident.state_reason, analyst, decided
            )
    for which, field, old, new, reason, when in later_rows:
        yield _event(incidents[which], field, old, new, reason, analyst, when)


def _event(
    incident: Incident, field: str, old: str, new: str, reason: str, by: User, at: datetime
) -> ClassificationEvent:
    return ClassificationEvent(
        programme_id=incident.programme_id,
        incident=incident,
        field=field,
        old=old,
        new=new,
        reason=reason,
        decided_by=by,
        decided_at=at,
        request=new_id(),
    )
