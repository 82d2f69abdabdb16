"""The page on which a restriction is lifted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.rules.rights_request import may_be_lifted
from vapenvila.web.access.own_room import own_room
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.rights_desk.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.rights_desk.facts import facts_of
from vapenvila.web.rights_desk.forms import LiftForm
from vapenvila.web.rights_desk.lifting import in_use, lift_restriction
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.queries import may_be_named, person_of, persons_set_aside, request_in
from vapenvila.web.rights_desk.vocabulary import LiftReason


@requires(Right.HANDLE_RIGHTS_REQUESTS)
def lift(request: Request, request_id: UUID) -> HttpResponse:
    """Use a restricted record again, after the person has been told."""
    room = own_room(request)
    row = request_in(room, request_id) if room else None
    if room is None or row is None:
        return render(request, "404.html", status=404)
    allowed = may_be_lifted(facts_of(row), in_use=in_use(row, today=timezone.localdate()))
    if not allowed:
        messages.error(request, gettext(allowed.reason))
        return redirect("rights-request", programme=request.programme.slug, request_id=row.pk)
    form = LiftForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid() and _lifted(request, row, form):
        return redirect("rights-request", programme=request.programme.slug, request_id=row.pk)
    named = may_be_named(request.reader, room, today=timezone.localdate())
    context = {"form": form, "row": row, "person": person_of(room, row.person) if named else None}
    return render(request, "rights_desk/lift.html", context, status=422 if request.method == "POST" else 200)


def _lifted(request: Request, row: RightsRequest, form: LiftForm) -> bool:
    """Whether it was done; otherwise the form says why not."""
    data = form.cleaned_data
    try:
        lift_restriction(
            request=row.pk,
            version=data["version"],
            reason=LiftReason(data["reason"]),
            words=data["words"],
            told_on=data["told_on"],
            by=request.user,
            at=timezone.now(),
        )
    except RefusedError as refused:
        form.add_error(None, gettext(refused.reason))
        return False
    except EditedMeanwhileError:
        form.add_error(
            None, gettext("Somebody else has taken a step meanwhile. Look again before you go on.")
        )
        return False
    if row.person in persons_set_aside(row.room_id):
        messages.warning(
            request,
            gettext(
                "The restriction is lifted. The record stays set aside: another request is about it too."
            ),
        )
    else:
        messages.success(request, gettext("The restriction is lifted. The record is in use again."))
    return True
