"""The paper form: one page a group, numbered as every print that leaves the house; of a large audit a page of its list."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.group_audit.print_form import form_pdf
from vapenvila.web.group_audit.queries.audits import lines_of
from vapenvila.web.group_audit.views.in_audit import audit_or_404, choose_first, on_record, room_in_use
from vapenvila.web.group_audit.views.lines_shown import shown_lines

MOST_PRINTED = 200  # sheets of one order; more than that nobody carries to a meeting


@requires(Right.ANSWER_GROUP_AUDIT)
def paper(request: Request, audit: UUID) -> HttpResponseBase:
    """Ask for purpose and recipient, then give the form. It holds the questions and the groups, and no answer.

    With more groups than are printed at once it is the form of those on the page of the list it was ordered on.
    """
    found, room = audit_or_404(request, audit), room_in_use(request)
    if room is None:
        return choose_first(request)
    on_record(request, "group_audit.print_asked", found)
    lines = [line for line in lines_of(found) if line.room_id is None]
    asked, title = lines, gettext("Paper form of group audit no. %(number)d") % {"number": found.no}
    if len(lines) > MOST_PRINTED:
        page = shown_lines(request, found, room)["page"]
        asked = [one.line for one in page if one.line.room_id is None]
        title = gettext("%(title)s, %(n)d of its groups") % {"title": title, "n": len(asked)}
    back = reverse("group-audit", kwargs={"programme": request.programme.slug, "audit": found.pk})

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        export = number_export(
            programme=request.programme.pk, room=None, kind=ExportKind.AUDIT_FORM, purpose=purpose,
            recipient=recipient, expires=expires, rows=len(asked), by=request.user.pk, at=timezone.now(),
            filter_words=title, subject=found.pk,
        )  # fmt: skip
        pdf = form_pdf(
            found, asked, every=lines, agency=room.agency.name, programme=request.programme.name,
            language=get_language() or "sv", watermark=short_cover(export, request.programme.name),
        )  # fmt: skip
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
        return answer

    return ordered_copy(request, make, holds=title, rows=None, back=back)
