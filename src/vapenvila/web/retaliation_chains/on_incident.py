"""What an incident answers and what answers it, on its own page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retaliation_chains.queries.pairs import pairs_with
from vapenvila.web.wall.blind import blind_incidents


def on_incident(incident: Incident, reader: Reader, now: datetime) -> Mapping[str, Any]:
    """What the template `retaliation_chains/on_incident.html` shows. Two queries; nothing to whoever judges it blind."""
    if incident.pk in blind_incidents():
        return {"judged_blind": True}
    today = timezone.localdate(now)
    rows = pairs_with(incident.pk)
    return {
        "answers": [row for row in rows if row.later_id == incident.pk],
        "answered_by": [row for row in rows if row.earlier_id == incident.pk],
        "may_see": may(reader, Right.TAKE_PART_IN_REVIEW, incident.programme_id, today=today),
        "may_link_pairs": may(reader, Right.LINK_RETALIATION, incident.programme_id, today=today),
    }
