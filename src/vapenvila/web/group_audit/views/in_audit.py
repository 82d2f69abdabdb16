"""What every page of an audit begins with: the audit, the room in use, what this person may do, and a line in the trail."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.group_audit.models import AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.audits import audit_in, line_in
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import rooms_of


def audit_or_404(request: Request, audit: UUID) -> GroupAudit:
    """The audit of this programme."""
    found = audit_in(request.programme, audit)
    if found is None:
        raise Http404
    return found


def line_or_404(audit: GroupAudit, line: UUID) -> AuditLine:
    """A group of the audit that the room in use may see."""
    found = line_in(audit, line)
    if found is None:
        raise Http404
    return found


def room_in_use(request: Request) -> Room | None:
    """The room this person works in just now."""
    return next((room for room in rooms_of(request.programme) if room.pk == request.asked_room), None)


def choose_first(request: Request) -> HttpResponseBase:
    """To the choice of a room, and back here."""
    there = reverse("choose-room", kwargs={"programme": request.programme.slug})
    return redirect(f"{there}?{urlencode({'next': request.path})}")


def may_here(request: Request, right: Right) -> Decision:
    """Whether the reader has this right in the programme today."""
    return may(request.reader, right, request.programme.pk, today=timezone.localdate())


def on_record(
    request: Request, act: str, audit: GroupAudit | None = None, *, room: UUID | None = None
) -> None:
    """One audit event: who has seen what."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="group_audit" if audit else "",
        subject=audit.pk if audit else None,
        programme=request.programme.pk,
        room=room,
    )


def tell(
    request: Request, stopped: Refused | TextNeedsALook, form: Form | None = None
) -> list[dict[str, Any]]:
    """Put the sentence where it belongs; gives the warnings of a text that needs a look."""
    if isinstance(stopped, TextNeedsALook):
        return text_warnings(stopped, form.data if form is not None else request.POST)
    if form is None:
        messages.error(request, stopped.sentence)
    else:
        form.add_error(stopped.field if stopped.field in form.fields else None, stopped.sentence)
    return []


def to_audit(request: Request, audit: GroupAudit) -> HttpResponseBase:
    """Back to the audit's own page."""
    return redirect("group-audit", programme=request.programme.slug, audit=audit.pk)
