"""Stating anew, undoing that, and withdrawing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from vapenvila.rules.group_statement import Says
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.groups.actions.change import Change, change, change_of
from vapenvila.web.groups.actions.renew import renew, say_as_before
from vapenvila.web.groups.actions.withdraw import withdraw
from vapenvila.web.groups.forms.withdraw import WithdrawForm
from vapenvila.web.groups.models import GroupRelation, LineageEvent, Statement
from vapenvila.web.groups.queries.one import Chain, statement_by_id
from vapenvila.web.groups.refusals import StatementEndedMeanwhile
from vapenvila.web.groups.sayings import GroundSaid, Saying
from vapenvila.web.groups.views.coming_back import address_back, back_or
from vapenvila.web.groups.views.entry import statement_page, tell
from vapenvila.web.groups.views.forms_of import as_initial, form_for, saying_in
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import look_today
from vapenvila.web.groups.views.one import told
from vapenvila.web.groups.vocabulary import Activity, RelationKind
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings

STATED_ANEW = gettext_noop(
    "Stated anew, in sight until %(day)s. What stood there before is kept in the history."
)
BOTH_STATED = gettext_noop(
    "Both are stated: what stood before has its last day, and what holds now is in sight until %(day)s."
)


@requires(Right.STATE_GROUPS)
def renew_statement(request: Request, says: str, statement: UUID) -> HttpResponse:
    """The statement's form, filled as it stands. What is saved takes its place; a change on a day is offered as two."""
    found, kind = _statement(request, says, statement)
    looking = look_today(request)
    form = form_for(kind, request, looking, initial=as_initial(found), renewing=True)
    warnings: list[dict[str, Any]] = []
    meant: Change | None = None
    if request.method == "POST" and form.is_valid():
        saying, ground = saying_in(form, getattr(found, "group_id", None)), form.ground()
        meant = change_of(found, saying, ground)
        confirmed = meant is not None and request.POST.get("as_change") == meant.token
        try:
            made = _write(request, found, saying, ground, form.cleaned_data["looked_at"], confirmed)
        except Refused as refused:
            tell(form, refused)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        except StatementEndedMeanwhile:
            form.add_error(None, _ended_meanwhile())
        else:
            sentence = BOTH_STATED if confirmed else STATED_ANEW
            messages.success(request, gettext(sentence) % {"day": made.review_by.isoformat()})
            return back_or(request, back_to(request, made))
    return statement_page(
        request, kind, form, getattr(found, "group", None), warnings, looking=looking, renewed=found,
        change=meant, change_words=_words_of(meant, kind),
    )  # fmt: skip


def _write(
    request: Request, found: Statement, saying: Saying, ground: GroundSaid, looked_at: bool, confirmed: bool
) -> Statement:
    """The statement that takes the place of the one found or, confirmed, follows it from its own first day."""
    by, at = request.user, timezone.now()
    if confirmed:
        both = change(statement=found, saying=saying, ground=ground, looked_at=looked_at, by=by, at=at)
        return both.made
    return renew(statement=found, saying=saying, ground=ground, looked_at=looked_at, by=by, at=at)


def _words_of(meant: Change | None, kind: Says) -> dict[str, str]:
    """What stood before and what stands now, in the reader's language."""
    if meant is None:
        return {}
    words = RelationKind if kind == Says.RELATION else Activity
    return {"before": str(words(meant.before).label), "now": str(words(meant.now).label)}


@requires(Right.STATE_GROUPS)
def withdraw_statement(request: Request, says: str, statement: UUID) -> HttpResponse:
    """Ask why, then take the statement out of the picture."""
    found, kind = _statement(request, says, statement)
    looking = look_today(request)
    form = WithdrawForm(request.POST or None)
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(statement=found, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        except StatementEndedMeanwhile:
            form.add_error(None, _ended_meanwhile())
        else:
            messages.success(request, gettext("Withdrawn. The history shows it with the reason."))
            return back_or(request, back_to(request, found))
    context = {
        **frame(looking),
        "form": form,
        "warnings": warnings,
        "said": told(found, looking, None, Chain(kind, (found,))),
        "group": getattr(found, "group", None),
        "back": address_back(request),
    }
    return render(request, "groups/withdraw.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@requires(Right.STATE_GROUPS)
def undo_renewal(request: Request, says: str, statement: UUID) -> HttpResponse:
    """Say again what stood before; a new statement, never a silent change."""
    found, _kind = _statement(request, says, statement)
    try:
        made = say_as_before(statement=found, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return back_to(request, found)
    except StatementEndedMeanwhile:
        messages.error(request, _ended_meanwhile())
        return back_to(request, found)
    except TextNeedsALook:
        messages.error(
            request, gettext("The earlier text holds something that may not stand in the shared picture.")
        )
        return back_to(request, found)
    messages.success(request, gettext("What stood before is stated again; all of it stays in the history."))
    return back_to(request, made)


def back_to(request: Request, row: Statement) -> HttpResponse:
    """The page on which the statement is read."""
    if isinstance(row, GroupRelation):
        return redirect("group-relations", programme=request.programme.slug)
    if isinstance(row, LineageEvent):
        return redirect("group-lineage", programme=request.programme.slug)
    return redirect("group", programme=request.programme.slug, group=getattr(row, "group_id", None))


def _statement(request: Request, says: str, identity: UUID) -> tuple[Statement, Says]:
    """The statement and its kind, on record as read."""
    if says not in set(Says):
        raise Http404
    kind = Says(says)
    found = statement_by_id(request.programme, kind, identity)
    if found is None:
        raise Http404
    record(
        act="group_statement.read",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="group_statement",
        subject=found.pk,
        programme=request.programme.pk,
        details={"says": kind.value},
    )
    return found, kind


def _ended_meanwhile() -> str:
    return gettext(
        "Somebody else has replaced or withdrawn this statement meanwhile. Look at the newest one."
    )
