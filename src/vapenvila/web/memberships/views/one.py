"""One statement: what is stated, what it stands on, who looked at it, and the acts that move it on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.web.memberships.actions.ending import withdraw_membership
from vapenvila.web.memberships.actions.proving import add_evidence, confirm_evidence, withdraw_evidence
from vapenvila.web.memberships.actions.reviewing import (
    dispute_membership,
    plan_contact,
    review_membership,
    send_back,
    settle_dispute,
)
from vapenvila.web.memberships.forms.statement import ContactForm, OneMorePieceForm, ReasonForm
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.one_statement import statement_page
from vapenvila.web.memberships.views.in_room import on_record, readers, statement_or_404, writers
from vapenvila.web.people.errors import EditedMeanwhileError, RefusedError, TextNeedsALookError
from vapenvila.web.people.views.in_room import RoomRequest, tell, text_warnings

Done = Callable[[], MembershipStatement]


@readers
def membership(request: RoomRequest, statement: UUID) -> HttpResponse:
    """The statement with its evidence, graded in words, and its history."""
    row = statement_or_404(request, statement)
    on_record(request, "membership.read", kind="membership", subject=row.pk)
    return render(request, "memberships/statement.html", _context(request, row))


def _context(request: RoomRequest, row: MembershipStatement, **more: Any) -> dict[str, Any]:
    shown = statement_page(row, reader=request.reader, room=request.person_room, now=timezone.now())
    contact = ContactForm(
        initial={"version": row.version, "contact_kind": row.contact_kind, "contact_by": row.contact_by}
    )
    return {"page": shown, "row": row, "room": request.room, "contact_form": contact, **more}


@writers
def evidence(request: RoomRequest, statement: UUID) -> HttpResponse:
    """One more piece of evidence. It moves nothing until a second person has confirmed it."""
    row = statement_or_404(request, statement)
    on_record(request, "membership.read", kind="membership", subject=row.pk)
    form = OneMorePieceForm(request.POST or None)
    warnings: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            add_evidence(
                statement=row,
                piece=form.evidence(),
                looked_at=form.cleaned_data["looked_at"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            texts = {f"{name}-0": form.data.get(name) for name in ("source", "origin")}
            warnings = text_warnings(stopped, texts)
        else:
            messages.success(
                request,
                gettext("Written down. The last day is counted from it when somebody else has confirmed it."),
            )
            return redirect("membership", programme=request.programme.slug, statement=row.pk)
    context = _context(request, row, form=form, warnings=warnings)
    return render(
        request, "memberships/evidence.html", context, status=422 if request.method == "POST" else 200
    )


@require_POST
@writers
def evidence_step(request: RoomRequest, statement: UUID, evidence: UUID) -> HttpResponse:
    """Confirm a piece that somebody else has written down, or withdraw one that does not hold."""
    row = statement_or_404(request, statement)
    if not row.evidence.filter(pk=evidence).exists():
        raise Http404
    by, at = request.user, timezone.now()
    if request.POST.get("act") == "confirm":
        return _done(
            request, row,
            lambda: confirm_evidence(statement=row, evidence=evidence, by=by, at=at),
            gettext("Confirmed. The last day is computed anew."),
        )  # fmt: skip
    reason = request.POST.get("reason", "")
    return _done(
        request, row,
        lambda: withdraw_evidence(statement=row, evidence=evidence, reason=reason, by=by, at=at),
        gettext("The evidence is withdrawn. The last day is computed anew."),
    )  # fmt: skip


@require_POST
@writers
def step(request: RoomRequest, statement: UUID) -> HttpResponse:
    """Sign, send back, plan a contact, dispute, settle, withdraw."""
    row = statement_or_404(request, statement)
    asked = request.POST.get("act", "")
    if asked == "contact":
        return _contact(request, row)
    form = ReasonForm(request.POST)
    if asked == "review":
        form.fields["reason"].required = False
    if not form.is_valid():
        messages.error(request, gettext("Write a reason, and send it again."))
        return redirect("membership", programme=request.programme.slug, statement=row.pk)
    act = _asked(asked, row, request, form)
    if act is None:
        raise Http404
    return _done(request, row, *act)


def _asked(
    asked: str, row: MembershipStatement, request: RoomRequest, form: ReasonForm
) -> tuple[Done, str] | None:
    """The act of this name, and what is said when it is done."""
    version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
    by, at = request.user, timezone.now()
    why: dict[str, Any] = {
        "statement": row, "version": version, "reason": reason, "looked_at": False, "by": by, "at": at,
    }  # fmt: skip
    acts: dict[str, tuple[Done, str]] = {
        "review": (
            lambda: review_membership(statement=row, version=version, by=by, at=at),
            gettext("Signed. You stand for it as the second person."),
        ),
        "send_back": (lambda: send_back(**why), gettext("Sent back to its author with your reason.")),
        "dispute": (
            lambda: dispute_membership(**why),
            gettext("Disputed. It is marked, and out of counts until somebody else has settled it."),
        ),
        "holds": (lambda: settle_dispute(holds=True, **why), gettext("Settled: the statement holds.")),
        "falls": (
            lambda: settle_dispute(holds=False, **why),
            gettext("Settled: the statement is withdrawn."),
        ),
        "withdraw": (
            lambda: withdraw_membership(**why),
            gettext(
                "Withdrawn. It is out of every list, and whoever was told of the person is told of this."
            ),
        ),
    }
    return acts.get(asked)


def _contact(request: RoomRequest, row: MembershipStatement) -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose how and by when the person is reached."))
        return redirect("membership", programme=request.programme.slug, statement=row.pk)
    data = form.cleaned_data
    return _done(
        request, row,
        lambda: plan_contact(statement=row, version=data["version"], kind=data["contact_kind"],
                             contact_by=data["contact_by"], by=request.user, at=timezone.now()),
        gettext("The contact is planned."),
    )  # fmt: skip


def _done(request: RoomRequest, row: MembershipStatement, act: Done, said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    except TextNeedsALookError:
        messages.error(request, gettext("The text holds something that does not belong in a record."))
    except EditedMeanwhileError:
        messages.error(
            request, gettext("Somebody else changed the statement in the meantime. Look at it again.")
        )
    return redirect("membership", programme=request.programme.slug, statement=row.pk)
