"""One past incident a page: what is known to the left, the questions to the right, by keyboard from one to the next."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incident_coding.actions.judging import note_judged, put_back, standing_of
from vapenvila.web.incident_coding.models import CodingItem
from vapenvila.web.incident_coding.queries.known_groups import known_group_names
from vapenvila.web.incident_coding.queries.sets import SetProgress, around, item_in, set_in
from vapenvila.web.incident_coding.views.answers import Saved, blocks_of, save_all
from vapenvila.web.incident_coding.views.reading import record_reading
from vapenvila.web.incidents.queries.one import sources_of
from vapenvila.web.reviews.errors import EditedMeanwhileError
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.views.saving import SAVED
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.JUDGE_PAST_INCIDENTS)
def coding_incident(request: Request, coding_set: UUID, number: int) -> HttpResponse:
    """Judge one incident of the set; when all is saved, on to the next that is left."""
    found, item = set_in(request.programme, coding_set), item_in(coding_set, number)
    if found is None or item is None:
        return render(request, "404.html", status=404)
    if item.incident_id in blind_incidents():
        return render(request, "incident_coding/judged_blind.html", {"found": found}, status=403)
    now = timezone.now()
    if request.method == "POST":
        saved = save_all(item.incident, request.POST, reader=request.reader, by=request.user, at=now)
        if saved.status == SAVED:
            note_judged(items=[item], by=request.user, at=now)
            return _onward(request, found, item)
        return _show(request, found, item, now, saved)
    record_reading(request, "incident.read", subject_kind="incident", subject=item.incident_id)
    return _show(request, found, item, now, None)


def _onward(request: Request, found: SetProgress, item: CodingItem) -> HttpResponse:
    """To where the person asked to go: to stay, or to the next incident that is left."""
    slug, coding_set = request.programme.slug, found.row.pk
    number = item.incident.number
    next_left = around(item).next_left
    if "stay" in request.POST:
        messages.success(request, gettext("Saved."))
    elif next_left is None:
        messages.success(request, gettext("Saved. Every incident of the set is judged."))
        return redirect("coding-grid", programme=slug, coding_set=coding_set)
    else:
        messages.success(request, gettext("No. %(number)d is saved.") % {"number": number})
        number = next_left
    return redirect("coding-incident", programme=slug, coding_set=coding_set, number=number)


def _show(
    request: Request, found: SetProgress, item: CodingItem, now: datetime, saved: Saved | None
) -> HttpResponse:
    incident = item.incident
    blocks = saved.blocks if saved else blocks_of(incident, reader=request.reader, by=request.user, at=now)
    answers = answers_for([incident])[incident.pk]
    latest = {link.pk for link in answers.links.values()}
    context = {
        "found": found,
        "item": item,
        "incident": incident,
        "sources": sources_of(incident),
        "blocks": blocks,
        "answers": answers,
        "history": [(link, link.pk in latest) for link in answers.history],
        "around": around(item),
        "groups": known_group_names(request.programme),
    }
    return render(request, "incident_coding/incident.html", context, status=saved.status if saved else 200)


@requires(Right.JUDGE_PAST_INCIDENTS)
@require_POST
def put_judgement_back(request: Request, coding_set: UUID, number: int, judgement: UUID) -> HttpResponse:
    """Judge a side again as it was judged then."""
    item = item_in(coding_set, number) if set_in(request.programme, coding_set) else None
    earlier = item.incident.group_assessments.filter(pk=judgement).first() if item else None
    if item is None or earlier is None:
        return render(request, "404.html", status=404)
    standing = standing_of(earlier)
    seen = request.POST.get("seen", "")
    try:
        put_back(
            judgement=earlier,
            seen=standing.pk if standing and str(standing.pk) == seen else None,
            by=request.user,
            at=timezone.now(),
        )
    except EditedMeanwhileError:
        messages.error(request, gettext("Somebody else judged this side in the meantime. Look at it again."))
    else:
        messages.success(request, gettext("The earlier judgement stands again; all stay in the history."))
    return redirect("coding-incident", programme=request.programme.slug, coding_set=coding_set, number=number)
