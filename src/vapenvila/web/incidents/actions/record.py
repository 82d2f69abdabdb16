"""Recording a new incident."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.actions.checks import check_time_and_place, check_victims
from vapenvila.web.incidents.facts import FACTS, TEXTS, Change
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.history import REGISTERED, write_history
from vapenvila.web.incidents.models import Incident, IncidentSource
from vapenvila.web.incidents.numbering import next_incident_number
from vapenvila.web.incidents.queries.counting import rule_in_force
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.identifiers import new_id


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Where an incident is known from: the source's name and its own reference number."""

    system: str
    reference: str


@transaction.atomic
def record_incident(
    *,
    programme: Programme,
    facts: Mapping[str, Any],
    source: SourceFacts | None,
    looked_at: bool,
    by: User,
    at: datetime,
) -> Incident:
    """Put one incident into the register, as reported, under the counting rule in force on its day.

    `facts` holds values by the names in `FACTS`; what is left out keeps the model's default. `looked_at` = the writer
    has seen the warning about free text and says that it may stay.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"not facts of an incident: {sorted(unknown)}")
    incident = Incident(programme=programme, **facts)
    check_time_and_place(incident, programme, now=at)
    check_victims(incident)
    check_texts({name: getattr(incident, name) for name in TEXTS}, looked_at=looked_at)
    if source is not None:
        refuse_known_reference(programme, source)
    day = incident.occurred_from.astimezone(ZoneInfo(programme.time_zone)).date()
    incident.count_rule = rule_in_force(programme, on=day)
    incident.number = next_incident_number(programme.pk)
    incident.save(force_insert=True)
    if source is not None:
        _name_source(incident, source, at)
    registered = [Change(REGISTERED, "", incident.kind)]
    write_history(incident, registered, reason="", by=by, at=at, together=new_id())
    record(
        act="incident.recorded",
        by=by.pk,
        at=at,
        subject_kind="incident",
        subject=incident.pk,
        programme=programme.pk,
        details={"number": incident.number, "kind": incident.kind},
    )
    return incident


def _name_source(incident: Incident, source: SourceFacts, at: datetime) -> None:
    IncidentSource.objects.create(
        programme=incident.programme,
        incident=incident,
        source_system=source.system,
        source_no=source.reference,
        received_at=at,
    )


def refuse_known_reference(programme: Programme, source: SourceFacts) -> None:
    """The same reference of the same source never becomes two incidents (acceptance T33)."""
    known = (
        IncidentSource.objects.filter(
            programme=programme, source_system=source.system, source_no=source.reference
        )
        .select_related("incident")
        .first()
    )
    if known is not None:
        raise Refused(
            gettext("The reference %(reference)s of %(source)s already belongs to incident #%(number)d.")
            % {"reference": source.reference, "source": source.system, "number": known.incident.number},
            field="source_no",
        )
