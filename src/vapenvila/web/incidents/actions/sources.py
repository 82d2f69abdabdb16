"""Adding where an incident is known from."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.actions.checks import hold, save
from vapenvila.web.incidents.actions.record import SourceFacts, refuse_known_reference
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.history import SOURCE, write_history
from vapenvila.web.incidents.models import Incident, IncidentSource
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def add_source(
    *, incident: Incident, source: SourceFacts, looked_at: bool, by: User, at: datetime
) -> IncidentSource:
    """Name one more source of the incident. A reference that already belongs to an incident is refused."""
    current = hold(incident, version=None)
    if current.merged_into is not None:
        raise Refused(
            gettext("The incident is merged into #%(number)d. Change that one, or undo the merge first.")
            % {"number": current.merged_into.number}
        )
    check_texts({"source_system": source.system, "source_no": source.reference}, looked_at=looked_at)
    refuse_known_reference(current.programme, source)
    row = IncidentSource.objects.create(
        programme_id=current.programme_id,
        incident=current,
        source_system=source.system,
        source_no=source.reference,
        received_at=at,
    )
    save(current)
    entry = Change(SOURCE, "", f"{source.system} {source.reference}")
    write_history(current, [entry], reason="", by=by, at=at, together=new_id())
    record(
        act="incident.source_added",
        by=by.pk,
        at=at,
        subject_kind="incident",
        subject=current.pk,
        programme=current.programme_id,
        details={"number": current.number, "source": source.system},
    )
    return row
