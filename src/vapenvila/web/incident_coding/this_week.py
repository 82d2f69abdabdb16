"""What judging past incidents has for "This week": a sample to judge blind, and how far two coders agreed (K05)."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.blind_sample import COUNTED_FOR_DAYS, RED_UNDER
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.incident_coding import engine
from vapenvila.web.incident_coding.agreement import judged_of
from vapenvila.web.incident_coding.queries.blind import latest_finished, pairs_of, waiting_for
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.blind import blind_incidents


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """The panels of those who judge in the review."""
    if not may(reader, Right.TAKE_PART_IN_REVIEW, programme.pk, today=timezone.localdate(now)):
        return []
    waiting = waiting_for(programme, reader.user)
    found = [
        Panel(
            title=_("Incidents to judge blind"),
            urgency=Urgency.NOW,
            template="incident_coding/panels/waiting.html",
            context={"one": one},
            link=reverse("blind-sample", kwargs={"programme": programme.slug, "sample": one.row.pk}),
            link_text=_("Judge blind"),
        )
        for one in waiting
    ]
    return found + ([] if waiting and blind_incidents() else _k05(programme, now))


def _k05(programme: Programme, now: datetime) -> list[Panel]:
    """Kappa of the newest sample of the last half year; red under 0.6."""
    newest = latest_finished(programme, since=now - timedelta(days=COUNTED_FOR_DAYS))
    if newest is None:
        return []
    kappa = engine.kappa_of(judged_of(pairs_of(newest.row)), seed=newest.row.seed)
    if kappa is None or kappa.kappa.value is None:
        return []
    red = kappa.kappa.value < RED_UNDER
    return [
        Panel(
            title=_("Coders do not agree (K05)") if red else _("Coder agreement (K05)"),
            urgency=Urgency.ALARM if red else Urgency.CALM,
            template="incident_coding/panels/k05.html",
            context={"kappa": kappa, "red": red, "newest": newest},
            link=reverse("coding-agreement", kwargs={"programme": programme.slug, "sample": newest.row.pk}),
            link_text=_("Agreement"),
        )
    ]
