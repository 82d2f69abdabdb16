"""The frozen document: content, receipt, notices, recall, correction, print."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.disclosure_state import DisclosureState as S
from vapenvila.rules.disclosure_state import Side, may_move
from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.disclosures.actions.aftercare import (
    begin_correction,
    confirm_recall,
    note_received,
    recall,
    receive,
    see_notices,
)
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.forms.examining import CorrectForm, NoteForm, WordsForm
from vapenvila.web.disclosures.models import Disclosure
from vapenvila.web.disclosures.print_document import document_pdf
from vapenvila.web.disclosures.queries.papers import document_at, open_document, own_note, side_of
from vapenvila.web.disclosures.sealed_words import ExaminationWords, NamedPerson, note_in
from vapenvila.web.disclosures.views.reading import done, not_here, record_reading, room_here

GIVERS_ACTS, RECEIVERS_ACTS = (S.RECALLED, S.CORRECTED), (S.RECEIVED, S.RECALL_CONFIRMED)


@requires(Right.USE_DOOR)
def document(request: Request, disclosure: UUID) -> HttpResponse:
    """The document as its room may read it."""
    room = room_here(request)
    row = document_at(room, disclosure)
    if row is None:
        return not_here(request)
    record_reading(request, "disclosure.read", "disclosure", row.pk)
    opened, is_ours = open_document(room, row), side_of(room, row) is Side.GIVER
    note = None if is_ours else own_note(row)
    initial = {"diary_no": note.diary_no, "note": note_in(note.sealed, row=note.pk)} if note else None
    state = S(row.state)
    context = {
        "row": row,
        "opened": opened,
        "content": opened.content,
        "is_ours": is_ours,
        "steps": row.steps.all(),
        "notices": row.notices.order_by("-told_at", "-pk"),
        "unseen": not is_ours and row.notices.filter(seen_at=None).exists(),
        "note_form": NoteForm(initial=initial),
        "may_receive": may_move(state, S.RECEIVED),
        "may_recall": may_move(state, S.RECALLED),
        "may_confirm": may_move(state, S.RECALL_CONFIRMED),
        "may_correct": may_move(state, S.CORRECTED),
        "may_do_more": any(may_move(state, to) for to in (GIVERS_ACTS if is_ours else RECEIVERS_ACTS)),
        "corrections": row.corrections.order_by("-handed_over_at", "-pk"),
    }
    return render(request, "disclosures/document.html", context)


@requires(Right.USE_DOOR)
def document_print(request: Request, disclosure: UUID) -> HttpResponseBase:
    """Order the document as a numbered PDF with its receiver across it."""
    room = room_here(request)
    row = document_at(room, disclosure)
    opened = open_document(room, row) if row else None
    if row is None or opened is None or opened.content is None:
        return not_here(request)
    record_reading(request, "disclosure.print_asked", "disclosure", row.pk)
    holds = gettext("Disclosure no. %(number)d") % {"number": row.no}
    back = reverse("disclosure", kwargs={"programme": request.programme.slug, "disclosure": row.pk})
    make = partial(_numbered_print, request, row, opened.content, holds)
    return ordered_copy(request, make, holds=holds, rows=row.person_count, back=back)


def _numbered_print(
    request: Request,
    row: Disclosure,
    content: dict[str, Any],
    holds: str,
    purpose: str,
    recipient: str,
    expires: date,
) -> HttpResponse:
    export = number_export(
        programme=request.programme.pk,
        room=room_here(request).pk,
        kind=ExportKind.DISCLOSURE,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        rows=max(row.person_count, 1),
        by=request.user.pk,
        at=timezone.now(),
        filter_words=holds,
        subject=row.pk,
    )
    mark = short_cover(export, request.programme.name)
    pdf = document_pdf(content, sha256=row.sha256, mark=mark, language=get_language() or "sv")
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer


def _at(request: Request, disclosure: UUID) -> Disclosure | None:
    return document_at(room_here(request), disclosure)


@requires(Right.USE_DOOR)
@require_POST
def take_in(request: Request, disclosure: UUID) -> HttpResponse:
    """Take the document in; the sender gets the receipt."""
    row = _at(request, disclosure)
    if row is None:
        return not_here(request)
    act = partial(receive, disclosure=row, room=room_here(request), by=request.user, at=timezone.now())
    return done(
        request, act, gettext("Taken in. The sender has the receipt."), "disclosure", disclosure=row.pk
    )


@requires(Right.USE_DOOR)
@require_POST
def note(request: Request, disclosure: UUID) -> HttpResponse:
    """The own register number and note."""
    row = _at(request, disclosure)
    if row is None:
        return not_here(request)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return redirect("disclosure", programme=request.programme.slug, disclosure=row.pk)
    act = partial(
        note_received, disclosure=row, room=room_here(request), by=request.user, at=timezone.now(),
        diary_no=form.cleaned_data["diary_no"], note=form.cleaned_data["note"],
    )  # fmt: skip
    return done(request, act, gettext("Noted in your own room."), "disclosure", disclosure=row.pk)


def _words(request: Request) -> str:
    form = WordsForm(request.POST)
    return str(form.cleaned_data["words"]) if form.is_valid() else ""


@requires(Right.USE_DOOR)
@require_POST
def call_back(request: Request, disclosure: UUID) -> HttpResponse:
    """Recall."""
    row = _at(request, disclosure)
    if row is None:
        return not_here(request)
    act = partial(
        recall, disclosure=row, room=room_here(request), words=_words(request), by=request.user,
        at=timezone.now(), today=timezone.localdate(),
    )  # fmt: skip
    said = gettext("Recalled. The receiver no longer sees the content and has been told.")
    return done(request, act, said, "disclosure", disclosure=row.pk)


@requires(Right.USE_DOOR)
@require_POST
def destroyed(request: Request, disclosure: UUID) -> HttpResponse:
    """Confirm that copies are destroyed."""
    row = _at(request, disclosure)
    if row is None:
        return not_here(request)
    act = partial(
        confirm_recall, disclosure=row, room=room_here(request), words=_words(request), by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return done(request, act, gettext("Confirmed. The sender sees it."), "disclosure", disclosure=row.pk)


@requires(Right.USE_DOOR)
@require_POST
def seen(request: Request, disclosure: UUID) -> HttpResponse:
    """What we were told afterwards has been seen."""
    row = _at(request, disclosure)
    if row is None:
        return not_here(request)
    act = partial(see_notices, disclosure=row, room=room_here(request), by=request.user, at=timezone.now())
    return done(request, act, gettext("Noted as seen."), "disclosure", disclosure=row.pk)


@requires(Right.USE_DOOR)
def correct(request: Request, disclosure: UUID) -> HttpResponse:
    """Write the right values; the receiver is told at once, the values go through a test of their own."""
    room = room_here(request)
    row = document_at(room, disclosure)
    opened = open_document(room, row) if row and row.from_room_id == room.pk else None
    if row is None or opened is None or opened.content is None:
        return not_here(request)
    content = opened.content
    words = ExaminationWords(
        persons=tuple(NamedPerson(**person) for person in content["persons"]), facts=content["facts"]
    )
    form = CorrectForm(request.POST or None, words=words, fields=row.fields, exit_client=False)
    if request.method == "POST" and form.is_valid():
        try:
            new = begin_correction(
                disclosure=row, room=room, persons=form.persons(), facts=form.cleaned_data.get("facts", ""),
                words=form.cleaned_data["what_was_wrong"], by=request.user, at=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
            return redirect("examination", programme=request.programme.slug, examination=new.pk)
        except RefusedError as refused:
            form.add_error(None, gettext(refused.reason))
    record_reading(request, "disclosure.read", "disclosure", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "disclosures/correct.html", {"row": row, "form": form}, status=status)
