"""The compartment of outreach workers: what one tells, what the named person lets out, and who that person is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.group_audit import FEWEST_WORKERS, may_answer_for, may_tell_from_outreach
from vapenvila.rules.group_audit_questions import questions_of
from vapenvila.rules.rights import Right
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.actions.answering import hand_in
from vapenvila.web.group_audit.actions.outreach import end_keeper, name_keeper, release
from vapenvila.web.group_audit.actions.outreach import tell as tell_what
from vapenvila.web.group_audit.forms.answers import AnswersForm
from vapenvila.web.group_audit.forms.other_groups import other_groups
from vapenvila.web.group_audit.forms.plan import KeeperForm
from vapenvila.web.group_audit.models import AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.outreach import (
    keeper_in,
    keepers_of,
    keeps,
    listed_lines,
    notes_on,
    open_parts,
    own_notes,
    people_with_outreach,
    told_on,
    workers_on,
)
from vapenvila.web.group_audit.queries.standing import own_answers
from vapenvila.web.group_audit.views.in_audit import (
    audit_or_404,
    choose_first,
    line_or_404,
    on_record,
    room_in_use,
    tell,
)
from vapenvila.web.group_audit.views.lines_shown import page_of
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.group_audit.words import answer_words, names_of
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import rooms_of


def _no_compartment(request: Request, room: Room) -> HttpResponseBase | None:
    decision = may_tell_from_outreach(AgencyKind(room.agency.kind))
    return None if decision else render(request, "403.html", {"reason": gettext(decision.reason)}, status=403)


@requires(Right.TELL_FROM_OUTREACH)
def outreach(request: Request) -> HttpResponseBase:
    """Audits that are open for answers, the groups they ask about, and what this person has told."""
    room = room_in_use(request)
    if room is None:
        return choose_first(request)
    if (refused := _no_compartment(request, room)) is not None:
        return refused
    on_record(request, "outreach.own_read", room=room.pk)
    today = timezone.localdate()
    open_audits, words = [], ""
    for part in open_parts(room):
        told = told_on(part.audit, request.user)
        page, words = page_of(request, listed_lines(part.audit))
        lines = [(line, told.get(line.pk, 0)) for line in page]
        open_audits.append((part.audit, part, lines, page))
    context = {
        "room": room, "open": open_audits, "q": words, "keeps": keeps(room, request.user, today=today),
        "keepers": [row for row in keepers_of(request.programme) if row.room_id == room.pk and row.last_day is None],
        "answers_itself": bool(may_answer_for(AgencyKind(room.agency.kind))), "fewest": FEWEST_WORKERS,
    }  # fmt: skip
    return render(request, "group_audit/outreach.html", context)


@requires(Right.TELL_FROM_OUTREACH)
def tell_line(request: Request, audit: UUID, line: UUID) -> HttpResponseBase:
    """What one knows of one group."""
    found, room = audit_or_404(request, audit), room_in_use(request)
    if room is None:
        return choose_first(request)
    if (refused := _no_compartment(request, room)) is not None:
        return refused
    asked = _listed_or_404(found, line)
    on_record(request, "outreach.own_read", room=room.pk)
    form = AnswersForm(
        request.POST or None,
        questions=questions_of(found.questionnaire),
        others=other_groups(listed_lines(found), asked, with_code=False),
        standing=own_notes(found, request.user).filter(line=asked),
    )
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            tell_what(
                line=asked, room=room, answers=form.answers(), looked_at=form.cleaned_data["looked_at"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as stopped:
            form.add_error(form.field_of(stopped.field), stopped.sentence)
        except TextNeedsALook as stopped:
            warnings = tell(request, stopped, form)
        else:
            messages.success(
                request, gettext("Kept in your agency's compartment. Only the person named there reads it.")
            )
            return redirect("outreach", programme=request.programme.slug)
    context = {
        "audit": found, "line": asked, "name": asked.called, "form": form, "warnings": warnings, "outreach": True,
        "room": room, "closed": "",
    }  # fmt: skip
    return render(request, "group_audit/line.html", context, status=422 if request.method == "POST" else 200)


def _listed_or_404(audit: GroupAudit, line: UUID) -> AuditLine:
    asked = line_or_404(audit, line)
    if asked.room_id is not None or audit.state != State.ANSWERING:
        raise Http404
    return asked


@requires(Right.TELL_FROM_OUTREACH)
def release_line(request: Request, audit: UUID, line: UUID) -> HttpResponseBase:
    """For the named person: what several told on a group, and the answer that is let out."""
    found, room = audit_or_404(request, audit), room_in_use(request)
    if room is None:
        return choose_first(request)
    if not keeps(room, request.user, today=timezone.localdate()):
        reason = gettext("Only the person named for it reads what outreach workers tell.")
        return render(request, "403.html", {"reason": reason}, status=403)
    asked = _listed_or_404(found, line)
    on_record(request, "outreach.read", found, room=room.pk)
    out = own_answers([asked], room).get(asked.pk, {})
    chosen = request.POST.get("question", "") or request.GET.get("release", "")
    form = AnswersForm(
        request.POST or None,
        questions=[one for one in questions_of(found.questionnaire) if one.code == chosen],
        others=other_groups(listed_lines(found), asked, with_code=False),
        standing=out.values(),
    )
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and chosen and form.is_valid():
        done, warnings = _let_out(request, asked, room, chosen, form)
        if done:
            return redirect(request.path)
    context = {
        "audit": found, "line": asked, "rows": _told_rows(request, found, asked, room), "warnings": warnings,
        "form": form if chosen else None, "chosen": chosen, "room": room, "fewest": FEWEST_WORKERS,
    }  # fmt: skip
    return render(
        request, "group_audit/release.html", context, status=422 if request.method == "POST" else 200
    )


def _told_rows(request: Request, audit: GroupAudit, line: AuditLine, room: Room) -> list[dict[str, Any]]:
    """Question by question what was told, by how many, and what was let out."""
    notes, names = list(notes_on(line, room)), names_of(listed_lines(audit))
    out = own_answers([line], room).get(line.pk, {})
    return [
        {
            "question": q,
            "told": sorted(
                (answer_words(q, n.given(), names), str(n.grade() or ""))
                for n in notes
                if n.question == q.code
            ),
            "workers": workers_on(line, q.code, room=room, but=request.user),
            "out": answer_words(q, out[q.code].given(), names) if q.code in out else "",
        }
        for q in questions_of(audit.questionnaire)
    ]


def _let_out(
    request: Request, line: AuditLine, room: Room, question: str, form: AnswersForm
) -> tuple[bool, list[dict[str, Any]]]:
    answer = form.answers()[question]
    try:
        if answer is None:
            raise Refused(gettext("Write the answer that is let out."))
        release(
            line=line, room=room, question=question, answer=answer, looked_at=form.cleaned_data["looked_at"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as stopped:
        form.add_error(form.field_of(stopped.field), stopped.sentence)
        return False, []
    except TextNeedsALook as stopped:
        return False, tell(request, stopped, form)
    messages.success(
        request,
        gettext("Let out as your agency's answer, from more than one outreach worker."),
    )
    return True, []


@requires(Right.TELL_FROM_OUTREACH)
@require_POST
def outreach_hand_in(request: Request, audit: UUID) -> HttpResponseBase:
    """The named person hands in for an agency that answers through its outreach workers only."""
    found, room = audit_or_404(request, audit), room_in_use(request)
    if room is None:
        return choose_first(request)
    try:
        _insist_on_named(request, room)
        hand_in(
            audit=found.pk, room=room, attendees=request.POST.get("attendees", "")[:200],
            looked_at="looked_at" in request.POST, by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, refused.sentence)
    except TextNeedsALook:
        messages.error(request, gettext("Name functions, not persons."))
    else:
        messages.success(request, gettext("Handed in. Your agency's answers stay as they are."))
    return redirect("outreach", programme=request.programme.slug)


def _insist_on_named(request: Request, room: Room) -> None:
    if may_answer_for(AgencyKind(room.agency.kind)):
        raise Refused(gettext("Your agency answers the questionnaire itself and hands in there."))
    if not keeps(room, request.user, today=timezone.localdate()):
        raise Refused(gettext("Only the person named for it hands in for your agency."))


@requires(Right.NAME_OUTREACH_KEEPERS)
def keepers(request: Request) -> HttpResponseBase:
    """Who reads what outreach workers tell, agency by agency."""
    today = timezone.localdate()
    rooms = [r for r in rooms_of(request.programme) if may_tell_from_outreach(AgencyKind(r.agency.kind))]
    people = {
        room.pk: [p for p in people_with_outreach(room, today=today) if p != request.user] for room in rooms
    }
    choices = [(r.agency.name, [(f"{r.pk}:{p.pk}", p.name) for p in people[r.pk]]) for r in rooms]
    form = KeeperForm(request.POST or None, people=choices, initial={"first_day": today})
    if request.method == "POST" and form.is_valid():
        room_id, user_id = form.cleaned_data["who"].split(":")
        room = next(room for room in rooms if str(room.pk) == room_id)
        user = next(person for person in people[room.pk] if str(person.pk) == user_id)
        try:
            name_keeper(
                room=room,
                user=user,
                first_day=form.cleaned_data["first_day"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("who", refused.sentence)
        else:
            return redirect("outreach-keepers", programme=request.programme.slug)
    on_record(request, "outreach_keeper.listed")
    context = {"form": form, "rows": list(keepers_of(request.programme))}
    return render(
        request, "group_audit/keepers.html", context, status=422 if request.method == "POST" else 200
    )


@requires(Right.NAME_OUTREACH_KEEPERS)
@require_POST
def keeper_end(request: Request, keeper: UUID) -> HttpResponseBase:
    """End somebody's task."""
    row = keeper_in(request.programme, keeper)
    if row is None:
        raise Http404
    end_keeper(keeper=row, last_day=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, gettext("The task has ended."))
    return redirect("outreach-keepers", programme=request.programme.slug)
