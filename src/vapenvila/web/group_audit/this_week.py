"""What the group audit has for "This week": the quarter is over, and audits that are under way."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_audit import Light
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.group_audit.queries.standing import audit_age, running
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.partners.models import Programme

URGENCY = {Light.GREEN: Urgency.SOON, Light.AMBER: Urgency.NOW, Light.RED: Urgency.NOW}


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """For those who lead: the reminder of the quarter. For those who answer: what is open for answers."""
    today = timezone.localdate(now)
    leads = bool(may(reader, Right.LEAD_GROUP_AUDIT, programme.pk, today=today))
    if not leads and not may(reader, Right.ANSWER_GROUP_AUDIT, programme.pk, today=today):
        return []
    under_way = running(programme)
    if not leads:
        under_way = [audit for audit in under_way if audit.state in (State.ANSWERING, State.SETTLING)]
    age = audit_age(programme, today=today)
    reminds = leads and age.reminds
    if not under_way and not reminds:
        return []
    return [
        Panel(
            title=_("The group audit of this quarter is due") if reminds else _("A group audit is under way"),
            urgency=URGENCY[age.light] if reminds else Urgency.SOON,
            template="group_audit/panels/due.html",
            context={"age": age if leads else None, "running": under_way},
            link=reverse("group-audits", kwargs={"programme": programme.slug}),
            link_text=_("The group audits"),
        )
    ]
