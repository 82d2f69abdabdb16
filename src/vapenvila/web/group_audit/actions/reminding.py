"""The quarterly letter: to those who lead audits, when the quarter is over and when the light turns."""

from datetime import date, datetime, time, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext

from vapenvila.rules.group_audit import reminder_due
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.group_audit.models import GroupAudit
from vapenvila.web.group_audit.queries.standing import audit_age
from vapenvila.web.partners.models import Mission, Programme
from vapenvila.web.wall.acting import acting


def remind_of_audits(*, now: datetime) -> int:
    """Go through every programme; how many letters were written. Asked once a day."""
    letters = 0
    for programme in Programme.objects.order_by("pk"):
        with acting(programmes=[programme.pk]):
            letters += remind_of_audit(programme, now=now)
    return letters


def remind_of_audit(programme: Programme, *, now: datetime) -> int:
    """Write to those who lead, once for each day of a letter that has come, on the day or later if nothing ran on it.

    A programme that never froze an audit is reminded on its start page.
    """
    today = timezone.localdate(now)
    age = audit_age(programme, today=today)
    due = None if age.days is None else reminder_due(age.days)
    if age.newest is None or age.days is None or due is None:
        return 0
    if _written_since(today - timedelta(days=age.days - due), programme, age.newest):
        return 0
    leads = [(person.language, person.email) for person in _leads(programme, now)]
    record(
        act="group_audit.reminded",
        by=None,
        at=now,
        subject_kind="group_audit",
        subject=age.newest.pk,
        programme=programme.pk,
        details={"letters": len(leads)},
    )
    transaction.on_commit(lambda: _send(leads))
    return len(leads)


def _written_since(day: date, programme: Programme, audit: GroupAudit) -> bool:
    events = AuditEvent.objects.filter(act="group_audit.reminded", programme=programme.pk, subject=audit.pk)
    return events.filter(at__gte=timezone.make_aware(datetime.combine(day, time.min))).exists()


def _leads(programme: Programme, now: datetime) -> list[User]:
    today = timezone.localdate(now)
    roles = [role.value for role in ROLES_WITH_RIGHT[Right.LEAD_GROUP_AUDIT]]
    missions = Mission.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        room__programme=programme,
        first_day__lte=today,
        roles__overlap=roles,
        user__is_active=True,
    )
    return list(User.objects.filter(pk__in=missions.values("user")).order_by("pk"))


def _send(letters: list[tuple[str, str]]) -> None:
    """They name no group, place or programme: what it is about is read after signing in (acceptance T42)."""
    messages = []
    for language, address in letters:
        with translation.override(language):
            subject = gettext("A quarterly session is due")
            body = gettext(
                "A quarterly session in a programme you lead is due. Sign in to see when the last one was."
            )
        messages.append(EmailMessage(subject, body, to=[address]))
    get_connection().send_messages(messages)
