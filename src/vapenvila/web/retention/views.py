"""The page of deletion: a dry count of what the next night deletes, and the certificates of what was deleted."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from vapenvila.rules.person_access import PersonRoom, may_list_persons
from vapenvila.rules.retention_table import FALLBACK, GRACE_DAYS, REGIMES, Regime, RegimeRow
from vapenvila.rules.rights import Right
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.own_room import own_room
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import Manner
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.partners.models import Room
from vapenvila.web.retention.certificate_words import certificate_lines, place_of
from vapenvila.web.retention.certificates import is_unchanged
from vapenvila.web.retention.models import RetentionCertificate
from vapenvila.web.retention.print_certificate import certificate_pdf
from vapenvila.web.retention.queries import (
    KeptHere,
    certificate_in_sight,
    certificates_in_sight,
    due_part,
    kept_here,
    scopes_in_sight,
)
from vapenvila.web.retention.registry import Scope


def _regimes_here(room: Room | None) -> list[tuple[Regime, RegimeRow]]:
    held_in = AgencyKind(room.agency.kind) if room else None
    return [(regime, row) for regime, row in REGIMES.items() if row.held_in in (None, held_in)]


def _read(request: Request, act: str, subject: UUID | None = None) -> None:
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="certificate" if subject else "",
        subject=subject,
        programme=request.programme.pk,
    )


def _kept(request: Request, room: Room | None, now: datetime) -> KeptHere | None:
    if room is None:
        return None
    scope = Scope(request.programme.pk, room.pk, AgencyKind(room.agency.kind))
    here = PersonRoom(room.pk, AgencyKind(room.agency.kind))
    by_name = bool(may_list_persons(request.reader, here, today=timezone.localdate(now)))
    return kept_here(scope, at=now, by_name=by_name)


@require_GET
@requires(Right.SEE_RETENTION)
def retention(request: Request) -> HttpResponse:
    """What is past its last day, what will be within a month, the rules it follows, and the certificates."""
    _read(request, "retention.listed")
    room, now = own_room(request), timezone.now()
    parts = [due_part(scope, at=now) for scope in scopes_in_sight(request.programme.pk, room)]
    lines = [line for part in parts for line in part.lines]
    certificates = certificates_in_sight(request.programme.pk, room)
    context = {
        "room": room,
        "waiting": [line for line in lines if line.now or line.soon],
        "idle": [line for line in lines if not line.now and not line.soon],
        "due": sum(part.now for part in parts),
        "kept": _kept(request, room, now),
        "certificates": [
            (row, place_of(row, request.programme, room), certificate_lines(row), is_unchanged(row))
            for row in certificates
        ],
        "regimes": _regimes_here(room),
        "ceiling": REGIMES[FALLBACK[AgencyKind(room.agency.kind)]] if room else None,
        "grace": GRACE_DAYS,
    }
    return render(request, "retention/retention.html", context)


@requires(Right.SEE_RETENTION)
def certificate(request: Request, certificate: UUID) -> HttpResponseBase:
    """Order a certificate as a numbered PDF in the reader's language."""
    room = own_room(request)
    row = certificate_in_sight(certificate)
    if row is None:
        return render(request, "404.html", status=404)
    _read(request, "retention.certificate_read", row.pk)
    title = gettext("Certificate of deletion no. %(number)d") % {"number": row.number}

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        return _numbered_print(request, row, room, title, (purpose, recipient, expires))

    back = reverse("retention", kwargs={"programme": request.programme.slug})
    return ordered_copy(request, make, holds=title, rows=len(row.body["deleted"]), back=back)


def _numbered_print(
    request: Request, row: RetentionCertificate, room: Room | None, title: str, wish: tuple[str, str, date]
) -> HttpResponse:
    purpose, recipient, expires = wish
    export = number_export(
        programme=request.programme.pk,
        room=row.room,
        kind=ExportKind.FIGURES,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        rows=len(row.body["deleted"]),
        by=request.user.pk,
        at=timezone.now(),
        filter_words=title,
        subject=row.pk,
    )
    pdf = certificate_pdf(
        row,
        programme=request.programme,
        room=room,
        language=get_language() or "sv",
        watermark=short_cover(export, request.programme.name),
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer
