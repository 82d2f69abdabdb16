"""What the group picture has for "This week": statements that leave it within a fortnight unless they are renewed."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_statement import TOLD_BEFORE_IT_RUNS_OUT
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.groups.queries.running_out import running_out
from vapenvila.web.partners.models import Programme

LINES = 6


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """The panel of those who state things of groups."""
    today = timezone.localdate(now)
    if not may(reader, Right.STATE_GROUPS, programme.pk, today=today):
        return []
    found = running_out(programme, until=today + TOLD_BEFORE_IT_RUNS_OUT, now=now)
    if not found:
        return []
    address = reverse("groups", kwargs={"programme": programme.slug})
    return [
        Panel(
            title=_("What is said of groups and runs out soon"),
            urgency=Urgency.SOON,
            template="groups/panels/running_out.html",
            context={"rows": found[:LINES], "count": len(found), "more": len(found) - LINES},
            link=f"{address}?soon=1",
            link_text=_("The groups"),
        )
    ]
