"""What the data-protection officer finds on "This week": whether the trail is whole, and what was refused or taken out."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.wall_check import may_trust_wall
from vapenvila.web.access.panel import Condition, Panel, Urgency
from vapenvila.web.audit.models import Manner
from vapenvila.web.audit.queries import (
    Wanted,
    count_up_to,
    events_of_programme,
    last_check,
    newest_seals,
    out_past_their_day,
)
from vapenvila.web.oversight.export_lines import approval_lines, called_back_lines
from vapenvila.web.oversight.log_review_lines import late_lines, open_in
from vapenvila.web.oversight.self_test import last_wall_check
from vapenvila.web.partners.models import Programme

LATE_AFTER = timedelta(days=1, hours=12)


def waiting(reader: Reader, programme: Programme, now: datetime) -> list[Condition]:
    """Who reads the trail always has panels of it."""
    return [bool(may(reader, Right.READ_AUDIT_TRAIL, programme.pk, today=timezone.localdate(now)))]


def shared_panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """Copies called back, late log reviews, copies past their day and large exports that wait: shared rows and no others."""
    return [
        *_called_back(reader, programme, now),
        *_log_reviews(reader, programme, now),
        *_copies(reader, programme, now),
    ]


def _called_back(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """Whoever may hold such a copy is told; nobody is told who else got one (acceptance T24)."""
    lines = called_back_lines(reader, programme.pk, today=timezone.localdate(now))
    if not lines:
        return []
    follows = bool(may(reader, Right.FOLLOW_EXPORTS, programme.pk, today=timezone.localdate(now)))
    return [
        Panel(
            title=_("Copies that are called back"),
            urgency=Urgency.NOW,
            template="oversight/panels/called_back.html",
            context={"lines": lines},
            link=reverse("exports", kwargs={"programme": programme.slug}) if follows else "",
            link_text=_("What left the house") if follows else "",
        )
    ]


def _log_reviews(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    today = timezone.localdate(now)
    if not may(reader, Right.SEE_LOG_REVIEWS, programme.pk, today=today):
        return []
    late = late_lines(programme.pk, today=today)
    rooms = frozenset(mission.room for mission in reader.missions_in(programme.pk, today=today))
    waiting = open_in(rooms) if may(reader, Right.REVIEW_LOG, programme.pk, today=today) else False
    if not late and not waiting:
        return []
    return [
        Panel(
            title=_("Log reviews are late") if late else _("Log review"),
            urgency=Urgency.ALARM if late else Urgency.SOON,
            template="oversight/panels/log_reviews.html",
            context={"late": late},
            link=reverse("log-reviews", kwargs={"programme": programme.slug}),
            link_text=_("All log reviews"),
        )
    ]


def _copies(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    if not may(reader, Right.FOLLOW_EXPORTS, programme.pk, today=timezone.localdate(now)):
        return []
    late = count_up_to(out_past_their_day(programme.pk, today=timezone.localdate(now)), most=999)
    waiting = [
        line for line in approval_lines(reader, programme.pk, today=timezone.localdate(now)) if line.decide
    ]
    if not late and not waiting:
        return []
    return [
        Panel(
            title=_("What left the house"),
            urgency=Urgency.NOW,
            template="oversight/panels/exports.html",
            context={"late": late, "waiting": len(waiting)},
            link=reverse("exports", kwargs={"programme": programme.slug}) + ("?state=late" if late else ""),
            link_text=_("See which"),
        )
    ]


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """The state of the wall and of the trail."""
    if not may(reader, Right.READ_AUDIT_TRAIL, programme.pk, today=timezone.localdate(now)):
        return []
    check, week = last_check(), now - timedelta(days=7)
    late = check is not None and now - check.checked_at > LATE_AFTER
    refused = count_up_to(
        events_of_programme(programme.pk, Wanted(manner=Manner.REFUSED, since=week)), most=999
    )
    taken_out = count_up_to(
        events_of_programme(programme.pk, Wanted(manner=Manner.EXPORT, since=week)), most=999
    )
    broken = check is not None and not check.ok
    urgency = Urgency.ALARM if broken else Urgency.NOW if late else Urgency.CALM
    seals = newest_seals(1)
    return [
        _wall_panel(programme, now),
        Panel(
            title=_("Audit trail"),
            urgency=urgency,
            template="oversight/panel.html",
            context={
                "check": check,
                "late": late,
                "seal": seals[0] if seals else None,
                "refused": refused,
                "taken_out": taken_out,
            },
            link=reverse("trail", kwargs={"programme": programme.slug}),
            link_text=_("Search in the trail"),
        ),
    ]


def _wall_panel(programme: Programme, now: datetime) -> Panel:
    check = last_wall_check()
    trusted = may_trust_wall(check.checked_at if check else None, leaks=check.leaks if check else 0, now=now)
    return Panel(
        title=_("The wall"),
        urgency=Urgency.CALM if trusted else Urgency.ALARM if check else Urgency.NOW,
        template="oversight/wall_panel.html",
        context={"check": check, "trusted": trusted, "why": gettext(trusted.reason)},
        link=reverse("wall", kwargs={"programme": programme.slug}),
        link_text=_("What was tried"),
    )
