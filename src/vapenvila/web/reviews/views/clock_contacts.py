"""Noting between two reviews who has been reached: the contacts of one retaliation clock, on a page of its own."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.retaliation import Stance, may_write_contacts
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.actions.incident_answers import write_contacts
from vapenvila.web.reviews.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.reviews.forms.answers import CONTACTS, ContactsForm
from vapenvila.web.reviews.models import RetaliationClock
from vapenvila.web.reviews.queries.clocks import clock_in, face_of
from vapenvila.web.reviews.queries.decisions import own_agencies
from vapenvila.web.reviews.views.blocks import Block, block_of, clashes_of, version_seen
from vapenvila.web.reviews.views.questions import QUESTIONS, Values, as_number, contacts_of
from vapenvila.web.reviews.views.reading import record_reading
from vapenvila.web.reviews.views.saving import CLASH, NOT_VALID

QUESTION = QUESTIONS["contacts"]


@requires(Right.TAKE_PART_IN_REVIEW)
def clock_contacts(request: Request, clock: UUID) -> HttpResponse:
    """Show one clock with the form for its contacts, or save what has been filled in."""
    row, now = clock_in(request.programme, clock), timezone.now()
    if row is None:
        return render(request, "404.html", status=404)
    if request.method == "POST":
        return _save(request, row, now)
    record_reading(request, "retaliation_clock.read", subject_kind="incident", subject=row.incident_id)
    return _show(request, row, block_of(QUESTION, contacts_of(row), _about(row, now)), now)


def _save(request: Request, row: RetaliationClock, now: datetime) -> HttpResponse:
    """Save; a refusal or a clash comes back with everything the person has written."""
    allowed = may_write_contacts(Stance(row.stance))
    if not allowed:
        return render(request, "403.html", {"reason": gettext(allowed.reason)}, status=403)
    form = ContactsForm(_sent(request, now), auto_id="contacts_%s", **_about(row, now))
    status = _written(request, row, form, now)
    if status == 200:
        messages.success(request, gettext("Saved."))
        return redirect("retaliation-contacts", programme=request.programme.slug, clock=row.pk)
    current = clock_in(request.programme, row.pk) or row
    block = block_of(QUESTION, contacts_of(current), _about(current, now), form=form)
    if status == CLASH:
        block.clashes, block.over = clashes_of(contacts_of(current), form), block.version
    block.version = request.POST.get("version", "")
    return _show(request, current, block, now, status=status)


def _written(request: Request, row: RetaliationClock, form: ContactsForm, now: datetime) -> int:
    """Write what the form says, and give the status to answer with."""
    if not form.is_valid():
        return NOT_VALID
    seen = request.POST.get("over") or form.cleaned_data["version"]
    version = as_number(version_seen(seen, QUESTION, contacts_of(row)))
    try:
        write_contacts(
            incident=row.incident, values=form.cleaned_data, version=version, by=request.user, at=now
        )
    except EditedMeanwhileError:
        return CLASH
    except RefusedError as refused:
        form.add_error(None, gettext(refused.reason))
        return NOT_VALID
    return 200


def _sent(request: Request, now: datetime) -> QueryDict:
    """What was sent. A button "Reached now" stands for this minute, and for the person's own agency where none is chosen."""
    sent = request.POST.copy()
    by_of = dict(CONTACTS)
    reached = sent.get("now", "")
    if reached in by_of:
        sent[reached] = timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")
        own = own_agencies(request.reader, request.programme.pk, today=timezone.localdate())
        if not sent.get(by_of[reached]) and len(own) == 1:
            sent[by_of[reached]] = str(own.pop())
    return sent


def _about(row: RetaliationClock, now: datetime) -> Values:
    return {"programme": row.programme_id, "incident": row.incident, "at": now}


def _show(
    request: Request, row: RetaliationClock, block: Block, now: datetime, *, status: int = 200
) -> HttpResponse:
    context = {
        "clock": row,
        "face": face_of(row.incident, row, now=now),
        "asked": block,
        "contacts": [(block.form[at], block.form[by]) for at, by in CONTACTS],
        "allowed": may_write_contacts(Stance(row.stance)),
    }
    return render(request, "reviews/contacts.html", context, status=status)
