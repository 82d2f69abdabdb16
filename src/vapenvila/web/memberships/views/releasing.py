"""What partners are told of a group: the drafts of the room, a new one, and the decision on one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.disclosure_test import stopping
from vapenvila.rules.group_release import DraftState, may_decide_on, may_refuse_draft
from vapenvila.rules.rights import Right
from vapenvila.web.disclosures.catalogue import ground_called
from vapenvila.web.groups.queries.names import shown_names
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.views.entry import said_kind
from vapenvila.web.groups.views.forms_of import StatementForm, form_for, saying_in
from vapenvila.web.groups.views.looking import look_today
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings
from vapenvila.web.memberships.actions.releasing import (
    draft_group_statement,
    facts_of,
    refuse_group_statement,
    release_group_statement,
)
from vapenvila.web.memberships.forms.releasing import AboutForm, RefusalForm, ReleaseForm
from vapenvila.web.memberships.models import GroupStatementDraft
from vapenvila.web.memberships.queries.drafts import (
    draft_in,
    draft_in_words,
    drafts_of_room,
    grounds_to_choose,
)
from vapenvila.web.memberships.queries.groups import group_in, named_groups
from vapenvila.web.memberships.views.in_room import on_record, police
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.views.in_room import RoomRequest, tell
from vapenvila.web.people.views.in_room import text_warnings as warnings_of_room

releasers = police(Right.RELEASE_GROUP_STATEMENTS)


def draft_or_404(request: RoomRequest, draft: UUID) -> GroupStatementDraft:
    """The draft of this room."""
    found = draft_in(request.room.pk, draft)
    if found is None:
        raise Http404
    return found


def _names(request: RoomRequest) -> dict[UUID, str]:
    now = timezone.now()
    return shown_names(
        request.programme, picture_on(request.programme, on=timezone.localdate(now), known_at=now)
    )


@releasers
def group_drafts(request: RoomRequest) -> HttpResponse:
    """All drafts of the room: those that wait for somebody's decision first."""
    names = _names(request)
    on_record(request, "group_draft.listed")
    rows: list[dict[str, Any]] = []
    for row in drafts_of_room(request.room.pk):
        who, line, _ground = draft_in_words(row, names)
        rows.append({"row": row, "who": who, "line": line})
    rows.sort(key=lambda one: one["row"].state != DraftState.DRAFT)
    form = AboutForm(groups=named_groups(request.programme, now=timezone.now()))
    return render(request, "memberships/drafts.html", {"rows": rows, "form": form, "room": request.room})


@releasers
def new_group_draft(request: RoomRequest) -> HttpResponse:
    """Write down what partners could be told. Nothing of it leaves until somebody else has decided on it."""
    about = AboutForm(request.GET, groups=named_groups(request.programme, now=timezone.now()))
    if not about.is_valid():
        return redirect("group-drafts", programme=request.programme.slug)
    group, kind = (
        group_in(request.programme, UUID(about.cleaned_data["group"])),
        said_kind(about.cleaned_data["says"]),
    )
    if group is None:
        raise Http404
    looking = look_today(request)
    form = form_for(kind, request, looking, initial={"one": str(group.pk)})
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_group_statement(
                room=request.room, saying=saying_in(form, group.pk), ground=form.ground(),
                looked_at=form.cleaned_data["looked_at"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        except RefusedError as refused_here:
            tell(form, refused_here)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            messages.success(
                request, gettext("Written down. It leaves the room when somebody else has decided on it.")
            )
            return redirect("group-draft", programme=request.programme.slug, draft=made.pk)
    context = {"form": form, "group": looking.names.get(group.pk, group.code), "says": about.fields["says"],
               "title": dict(about.fields["says"].choices)[kind.value], "warnings": warnings, "parts": _parts(form)}  # type: ignore[attr-defined]  # fmt: skip
    return render(
        request, "memberships/draft_new.html", context, status=422 if request.method == "POST" else 200
    )


def _parts(form: StatementForm) -> dict[str, list[Any]]:
    """The fields as the page shows them: what is said, when it holds, what it stands on."""
    when = ("from_on", "date_precision", "to_on")
    ground = ("source", "source_on", "basis", "nature", "reliability", "credibility")
    said = [name for name in form.fields if name not in (*when, *ground, "looked_at")]
    return {
        "said": [form[name] for name in said],
        "when": [form[name] for name in when if name in form.fields],
        "ground": [form[name] for name in ground],
    }


@releasers
def group_draft(request: RoomRequest, draft: UUID) -> HttpResponse:
    """One draft: what it says, on what, who has decided, and the grounds on which it could leave."""
    row = draft_or_404(request, draft)
    on_record(request, "group_draft.read", kind="group_draft", subject=row.pk)
    return render(request, "memberships/draft.html", _context(request, row))


def _context(request: RoomRequest, row: GroupStatementDraft, **more: Any) -> dict[str, Any]:
    who, line, ground = draft_in_words(row, _names(request))
    facts, language = facts_of(row), get_language() or "sv"
    open_ = facts.state is DraftState.DRAFT
    chosen = ground_called(row.ground_code)
    return {
        "row": row,
        "room": request.room,
        "who": who,
        "line": line,
        "said": ground,
        "votes": row.votes.select_related("by"),
        "may_decide": may_decide_on(facts, by=request.user.pk),
        "may_refuse": may_refuse_draft(facts, reason="asked for when it is done"),
        "grounds": [
            {"ground": one, "title": one.title.in_language(language), "may": may}
            for one, may in (grounds_to_choose(request.programme, at=timezone.now()) if open_ else ())
        ],
        "ground_title": chosen.title.in_language(language) if chosen else "",
        "provision": chosen.provision if chosen else "",
        "refusal": RefusalForm(),
        **more,
    }


@releasers
def release_group_draft(request: RoomRequest, draft: UUID, code: str) -> HttpResponse:
    """The guided test of one ground. Passing it is the decision that the statement leaves the room."""
    row, ground = draft_or_404(request, draft), ground_called(code)
    may_use = next(
        (may for one, may in grounds_to_choose(request.programme, at=timezone.now()) if one == ground), None
    )
    if ground is None or may_use is None:
        raise Http404
    on_record(request, "group_draft.read", kind="group_draft", subject=row.pk)
    form = ReleaseForm(request.POST or None, ground=ground, reasons=row.reasons)
    language, warnings, stop = get_language() or "sv", [], None
    if request.method == "POST" and form.is_valid():
        stop = stopping(ground, form.answers())
        try:
            done = release_group_statement(
                draft=row, ground=ground, answers=form.answers(), reasons=form.cleaned_data["reasons"],
                looked_at=form.cleaned_data["looked_at"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.sentence)
        except RefusedError as refused_here:
            if stop is None:
                tell(form, refused_here)
        except (TextNeedsALook, TextNeedsALookError) as stopped:
            warnings = _warned(stopped, row, form)
        else:
            messages.success(request, _said(done))
            return redirect("group-draft", programme=request.programme.slug, draft=row.pk)
    context = _context(
        request, row, form=form, warnings=warnings, ground=ground, title=ground.title.in_language(language),
        conditions=[one.in_language(language) for one in ground.conditions], may_use=may_use,
        stop=stop.why.in_language(language) if stop else "",
    )  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "memberships/draft_release.html", context, status=status)


def _warned(
    stopped: TextNeedsALook | TextNeedsALookError, row: GroupStatementDraft, form: ReleaseForm
) -> list[dict[str, str]]:
    """The words that were found, in the statement or in the reasons."""
    texts = {
        **row.payload["saying"],
        "source": row.payload["ground"]["source"],
        "reasons": form.data.get("reasons", ""),
    }
    if isinstance(stopped, TextNeedsALookError):
        return warnings_of_room(stopped, texts)
    return text_warnings(stopped, texts)


def _said(row: GroupStatementDraft) -> str:
    if row.state == DraftState.RELEASED:
        return gettext(
            "Released. It stands in the shared picture now, with your room as the one that let it out."
        )
    return gettext("Your decision is noted. A second, different person decides too before anything leaves.")


@require_POST
@releasers
def refuse_group_draft(request: RoomRequest, draft: UUID) -> HttpResponse:
    """Decide that it does not leave, with a reason."""
    row, form = draft_or_404(request, draft), RefusalForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Write a reason, and send it again."))
        return redirect("group-draft", programme=request.programme.slug, draft=row.pk)
    try:
        refuse_group_statement(
            draft=row,
            reason=form.cleaned_data["reasons"],
            looked_at=False,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, gettext("Refused. It stays in the room with your reason."))
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    except TextNeedsALookError:
        messages.error(request, gettext("The text holds something that does not belong in a record."))
    return redirect("group-draft", programme=request.programme.slug, draft=row.pk)
