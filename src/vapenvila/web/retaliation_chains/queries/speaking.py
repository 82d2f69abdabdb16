"""What speaks for a pair by groups and feuds, whatever lies between the two in time and place."""

from datetime import datetime

from vapenvila.rules.retaliation_suggestion import reason_for
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retaliation_chains.queries.facts import facts_of, feuds_of
from vapenvila.web.retaliation_chains.vocabulary import Speaks


def speaks_for(earlier: Incident, later: Incident, *, now: datetime) -> Speaks | None:
    """The reason by which the pair is or would be suggested; None where nothing but a person's knowledge speaks for it."""
    rows = Incident.objects.filter(pk__in=[earlier.pk, later.pk])
    facts = {one.id: one for one in facts_of(earlier.programme, rows, at=now)}
    if earlier.pk not in facts or later.pk not in facts or earlier.pk == later.pk:
        return None
    why = reason_for(facts[earlier.pk], facts[later.pk], feuds_of(earlier.programme, at=now))
    return Speaks(why.value) if why else None
