"""Ordering the report on what is held, for the person who asked."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.own_room import own_room
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import ExportRefused, number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.partners.models import Room
from vapenvila.web.people.retention import names_the_person
from vapenvila.web.rights_desk.actions import note_report
from vapenvila.web.rights_desk.errors import RefusedError
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.print_report import report_pdf
from vapenvila.web.rights_desk.queries import person_of, request_in
from vapenvila.web.rights_desk.report import SubjectAccessReport, report_on


@requires(Right.HANDLE_RIGHTS_REQUESTS)
def rights_report(request: Request, request_id: UUID) -> HttpResponseBase:
    """The report as a numbered, tagged PDF. Needs a request whose identity is checked."""
    room = own_room(request)
    row = request_in(room, request_id) if room else None
    if room is None or row is None:
        return render(request, "404.html", status=404)
    back = reverse("rights-request", kwargs={"programme": request.programme.slug, "request_id": row.pk})
    person = person_of(room, row.person) if row.identity_checked_at else None
    if person is None:
        messages.error(request, gettext("Check first who is asking, and say which record is theirs."))
        return redirect(back)
    try:
        report = report_on(person, room, reader=request.reader, at=timezone.now())
    except RefusedError as refused:
        return render(request, "403.html", {"reason": gettext(refused.reason)}, status=403)

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        if names_the_person(person, purpose, recipient):
            raise ExportRefused(
                gettext("Write “the person” and not their name: the register of exports outlives the record.")
            )
        return _numbered_print(request, room, row, report, (purpose, recipient, expires))

    return ordered_copy(request, make, holds=gettext("Report on what is held"), rows=report.rows, back=back)


def _numbered_print(
    request: Request, room: Room, row: RightsRequest, report: SubjectAccessReport, wish: tuple[str, str, date]
) -> HttpResponse:
    purpose, recipient, expires = wish
    now = timezone.now()
    export = number_export(
        programme=request.programme.pk,
        room=room.pk,
        kind=ExportKind.PERSON_REPORT,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        rows=report.rows,
        by=request.user.pk,
        at=now,
        subject=row.person,
    )
    note_report(request=row.pk, by=request.user, at=now)
    mark = short_cover(export, room.agency.name)
    answer = HttpResponse(
        report_pdf(report, language=get_language() or "sv", watermark=mark), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer
