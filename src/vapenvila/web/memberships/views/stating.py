"""A new statement: the person, then the group, what is stated and at least two pieces of evidence; and changing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.person_listing import may_be_listed
from vapenvila.web.memberships.actions.stating import amend_membership, state_membership
from vapenvila.web.memberships.facts import person_facts
from vapenvila.web.memberships.forms.statement import AmendForm, EvidenceForm, FindForm, NewStatementForm
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.groups import group_in, labels_of_groups, named_groups
from vapenvila.web.memberships.queries.statements import open_statement, statements_of
from vapenvila.web.memberships.views.in_room import on_record, statement_or_404, writers
from vapenvila.web.people.errors import EditedMeanwhileError, RefusedError, TextNeedsALookError
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.persons import MOST_FOUND
from vapenvila.web.people.views.in_room import RoomRequest, person_or_404, tell, text_warnings
from vapenvila.web.people.views.listing import find_persons, shown_person

FEWEST, MOST = 2, 6  # pieces on one form


@writers
def find(request: RoomRequest) -> HttpResponse:
    """First step: whom it is about, among the persons of the own room."""
    form = FindForm(request.POST or None)
    found: list[dict[str, Any]] | None = None
    if request.method == "POST" and form.is_valid():
        people, by = find_persons(request, form.cleaned_data["text"])
        today = timezone.localdate()
        found = [
            {
                **shown_person(request, person, "casework"),
                "listed": may_be_listed(person_facts(person), today=today),
            }
            for person in people[:MOST_FOUND]
        ]
        on_record(request, "person.searched", by=by, found=len(found), purpose="casework")
    context = {
        "form": form,
        "found": found,
        "more": found is not None and len(found) > MOST_FOUND,
        "room": request.room,
    }
    return render(request, "memberships/find.html", context)


@writers
def new(request: RoomRequest, person: UUID) -> HttpResponse:
    """Second step: group, role, certainty, time, contact, and the evidence it stands on. Saved whole or not at all."""
    who = person_or_404(request, person)
    on_record(request, "person.read", kind="person", subject=who.pk)
    groups = named_groups(request.programme, now=timezone.now())
    form = NewStatementForm(request.POST or None, groups=groups)
    pieces = _piece_forms(request)
    context: dict[str, Any] = {"form": form, "pieces": pieces, "person": who, "warnings": [], "already": None}
    sent = request.method == "POST" and "more" not in request.POST
    if sent and _all_valid(form, pieces):
        answer = _state(request, who, form, pieces, context)
        if answer is not None:
            return answer
    context |= {
        "listed": may_be_listed(person_facts(who), today=timezone.localdate()),
        "stated": statements_of(who, today=timezone.localdate()),
        "number": len(pieces),
        "more_fit": len(pieces) < MOST,
        "has_groups": bool(groups),
    }
    return render(request, "memberships/new.html", context, status=422 if sent else 200)


def _piece_forms(request: RoomRequest) -> list[EvidenceForm]:
    """Two pieces, or as many as were sent; one more when that was asked for. Adding one judges nothing yet."""
    try:
        number = min(max(int(request.POST.get("pieces", FEWEST)), FEWEST), MOST)
    except ValueError:
        number = FEWEST
    if "more" not in request.POST:
        return [EvidenceForm(request.POST or None, prefix=f"e{place}") for place in range(number)]
    names = EvidenceForm.base_fields
    return [
        EvidenceForm(prefix=f"e{place}", initial={n: request.POST.get(f"e{place}-{n}", "") for n in names})
        for place in range(min(number + 1, MOST))
    ]


def _all_valid(form: NewStatementForm, pieces: list[EvidenceForm]) -> bool:
    return all([form.is_valid(), *(piece.is_valid() for piece in pieces)])


def _state(
    request: RoomRequest,
    who: Person,
    form: NewStatementForm,
    pieces: list[EvidenceForm],
    context: dict[str, Any],
) -> HttpResponse | None:
    group = group_in(request.programme, form.cleaned_data["group"])
    if group is None:
        form.add_error("group", gettext("Choose a group of this programme."))
        return None
    try:
        made = state_membership(
            room=request.room,
            person=who,
            group=group,
            wording=form.wording(),
            evidence=[piece.evidence() for piece in pieces],
            looked_at=form.cleaned_data["looked_at"],
            by=request.user,
            at=timezone.now(),
        )
    except RefusedError as refused:
        form.add_error(None, gettext(refused.reason))
        context["already"] = open_statement([who.pk], group.pk)
        return None
    except TextNeedsALookError as stopped:
        texts = {
            f"{name}-{n}": piece.data.get(f"e{n}-{name}")
            for n, piece in enumerate(pieces)
            for name in ("source", "origin")
        }
        context["warnings"] = text_warnings(stopped, texts)
        return None
    messages.success(
        request, gettext("Written down as a draft. It comes into use when a second person has reviewed it.")
    )
    return redirect("membership", programme=request.programme.slug, statement=made.pk)


@writers
def edit(request: RoomRequest, statement: UUID) -> HttpResponse:
    """Change what is stated. It is a draft again until a second person has looked at it."""
    row = statement_or_404(request, statement)
    on_record(request, "membership.read", kind="membership", subject=row.pk)
    form = AmendForm(request.POST or None, initial=_initial(row))
    warnings: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            amend_membership(
                statement=row,
                version=form.cleaned_data["version"],
                wording=form.wording(),
                reason=form.cleaned_data["reason"],
                looked_at=form.cleaned_data["looked_at"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            warnings = text_warnings(stopped, form.data)
        except EditedMeanwhileError:
            form.add_error(
                None, gettext("Somebody else changed the statement in the meantime. Look at it again.")
            )
        else:
            messages.success(
                request, gettext("Changed. It is out of use until a second person has reviewed it.")
            )
            return redirect("membership", programme=request.programme.slug, statement=row.pk)
    labels = labels_of_groups(request.programme, now=timezone.now())
    context = {
        "form": form,
        "row": row,
        "who": row.person.merged_into or row.person,
        "group": labels.get(row.group_id, row.group.code),
        "warnings": warnings,
    }
    return render(request, "memberships/edit.html", context, status=422 if request.method == "POST" else 200)


def _initial(row: MembershipStatement) -> dict[str, Any]:
    names = ("role", "certainty", "from_on", "to_on", "contact_kind", "contact_by", "version")
    return {name: getattr(row, name) for name in names}
