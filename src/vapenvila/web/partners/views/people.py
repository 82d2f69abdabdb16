"""The people of a programme: list, new account, one person, closing an account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vapenvila.rules.missions import may_change_mission_of, may_close_account
from vapenvila.rules.rights import Right
from vapenvila.web.access.fresh_proof import fresh_proof
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.accounts.actions import (
    close_account,
    end_sessions_of,
    refuse_change,
    remove_second_factors,
    reopen_account,
)
from vapenvila.web.accounts.invitations import invite
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.actions.missions import open_account_with_mission
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.forms import LastDay, NewMission, NewPerson
from vapenvila.web.partners.queries import missions_in, people_of, person_in, reader_of, rooms_of
from vapenvila.web.partners.role_names import role_choices
from vapenvila.web.partners.vocabulary import ACCOUNT_STATES

A_PAGE = 50
CHANGES: dict[str, tuple[Any, Any]] = {
    "close": (close_account, _("The account is closed and every session has ended.")),
    "reopen": (reopen_account, _("The account is open again.")),
    "end-sessions": (end_sessions_of, _("Every session of the person has ended.")),
    "remove-factors": (
        remove_second_factors,
        _("The second factors are removed. The next sign-in sets up a new one."),
    ),
}
ORDERS = frozenset({"name", "-name", "email", "-email", "last_login", "-last_login"})


@requires(Right.MANAGE_ACCOUNTS)
def people(request: Request) -> HttpResponse:
    """Everybody with a mission here, now or before."""
    asked = {key: request.GET.get(key, "") for key in ("text", "room", "role", "state")}
    rooms = list(rooms_of(request.programme))
    if asked["room"] not in {str(room.pk) for room in rooms}:
        asked["room"] = ""
    order = request.GET.get("sort", "name")
    order = order if order in ORDERS else "name"
    record(
        act="account.listed",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        programme=request.programme.pk,
        details={key: asked[key] for key in ("room", "role", "state") if asked[key]},
    )
    found = people_of(request.programme, today=timezone.localdate(), **asked).order_by(order, "pk")
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "sort": order,
        "rooms": rooms,
        "roles": role_choices(),
        "states": ACCOUNT_STATES.items(),
        "today": timezone.localdate(),
    }
    return render(request, "partners/people.html", context)


@requires(Right.MANAGE_ACCOUNTS)
@fresh_proof
def new_person(request: Request) -> HttpResponse:
    """Give a mission to whoever has an e-mail, opening an account when needed, and mail the link to choose a password.

    The answer is the same whether there was an account or not (acceptance T21).
    """
    form = NewPerson(request.POST or None, programme=request.programme, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            person = open_account_with_mission(
                person=form.person(), task=form.task(), by=request.reader, at=timezone.now()
            )
        except RefusedError as refused:
            form.add_error(None, gettext(refused.decision.reason))
        else:
            if _needs_a_password(person):
                invite(request, person)
            messages.success(
                request,
                gettext(
                    "The mission is given. An invitation is sent if the address needs a password and has none yet."
                ),
            )
            return redirect("people", programme=request.programme.slug)
    return render(request, "partners/new_person.html", {"form": form}, status=422 if form.is_bound else 200)


def _needs_a_password(person: User) -> bool:
    return person.is_active and not person.agency_provider and not person.has_usable_password()


@requires(Right.MANAGE_ACCOUNTS)
def person(request: Request, person: UUID) -> HttpResponse:
    """One person: missions here, and what an administrator may do."""
    found = person_in(request.programme, person)
    if found is None:
        return render(request, "404.html", status=404)
    record(
        act="account.read",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="account",
        subject=found.pk,
        programme=request.programme.pk,
    )
    return person_page(request, found)


def person_page(
    request: Request,
    found: User,
    *,
    mission_form: NewMission | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one person, with a form that was sent back or a refusal."""
    today = timezone.localdate()
    reader = reader_of(found.pk)
    context = {
        "person": found,
        "missions": missions_in(request.programme, found.pk),
        "mission_form": mission_form or NewMission(programme=request.programme, today=today),
        "last_day": LastDay(initial={"last_day": today}),
        "may_give": may_change_mission_of(request.reader, found.pk, request.programme.pk, today=today),
        "may_close": may_close_account(request.reader, reader, request.programme.pk, today=today),
        "refusal": refusal,
        "today": today,
    }
    return render(request, "partners/person.html", context, status=status)


@requires(Right.MANAGE_ACCOUNTS)
@require_POST
@fresh_proof
def change_account(request: Request, person: UUID) -> HttpResponse:
    """Close or reopen an account, end its sessions, or remove its second factors."""
    found = person_in(request.programme, person)
    if found is None:
        return render(request, "404.html", status=404)
    decision = may_close_account(
        request.reader, reader_of(found.pk), request.programme.pk, today=timezone.localdate()
    )
    if not decision:
        refuse_change(user=found, programme=request.programme.pk, by=request.user.pk, at=timezone.now())
        return person_page(request, found, refusal=gettext(decision.reason), status=422)
    change = CHANGES.get(request.POST.get("act", ""))
    if change is None:
        return render(request, "400.html", status=400)
    act, sentence = change
    act(user=found, programme=request.programme.pk, by=request.user.pk, at=timezone.now())
    messages.success(request, str(sentence))
    return redirect("person", programme=request.programme.slug, person=found.pk)
