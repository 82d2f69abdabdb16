"""The review's part of an incident's own page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from vapenvila.rules.reader import Reader
from vapenvila.rules.retaliation import is_running
from vapenvila.rules.rights import Right, may
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import AgendaItem
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.queries.clocks import face_of
from vapenvila.web.reviews.queries.decisions import as_rows
from vapenvila.web.reviews.vocabulary import DecisionKind, MeetingState
from vapenvila.web.wall.blind import blind_incidents


def on_incident(incident: Incident, reader: Reader, now: datetime) -> Mapping[str, Any]:
    """What the template `reviews/on_incident.html` shows. A constant number of queries.

    Whoever judges the incident blind sees nothing of it: decisions and notes tell of judgements as well.
    """
    if incident.pk in blind_incidents():
        return {"judged_blind": True}
    answers = answers_for([incident])[incident.pk]
    latest = {link.pk for link in answers.links.values()}
    made = [decision for decision in answers.decisions if decision.kind != DecisionKind.NONE]
    items = (
        AgendaItem.objects.filter(incident=incident)
        .exclude(meeting__state=MeetingState.MISSED)
        .select_related("meeting")
        .order_by("meeting__planned_at", "pk")
    )
    clock, today = answers.clock, timezone.localdate(now)
    return {
        "answers": answers,
        "superseded": [link for link in answers.history if link.pk not in latest],
        "face": face_of(incident, answers.clock, now=now),
        "decisions": as_rows(made, reader, incident.programme, now=now, today=today),
        "items": list(items),
        "note_on": clock if clock and is_running(clock.facts()) else None,
        "may_note": may(reader, Right.TAKE_PART_IN_REVIEW, incident.programme_id, today=today),
    }
