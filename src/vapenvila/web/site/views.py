"""The start page, "This week" and the choice of language."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as remember_in_cookie

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, public, requires, signed_in
from vapenvila.web.accounts.language import choose_language
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.queries import programmes_of
from vapenvila.web.site.this_week import monday_of, own_roles, panels_for


@signed_in
def start(request: Request) -> HttpResponse:
    """To the only programme at once, or a choice of programmes."""
    programmes = programmes_of(request.user.pk, on=timezone.localdate())
    if len(programmes) == 1 and "choose" not in request.GET:
        return redirect("this-week", programme=programmes[0].slug)
    return render(request, "site/choose_programme.html", {"programmes": programmes})


@public("anybody may choose the language of the pages")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language, remember it with the account, and stay on the page."""
    if request.user.is_authenticated:
        choose_language(user=request.user.pk, language=request.POST.get("language", ""))
    return remember_in_cookie(request)


@requires(Right.SEE_PROGRAMME)
def this_week(request: Request) -> HttpResponse:
    """What needs this person now. Never kept: some panels show what lies in a room, or the trail, not the shared picture."""
    now = timezone.localtime(timezone=ZoneInfo(request.programme.time_zone))
    monday = monday_of(now)
    record(
        act="this_week.read",
        by=request.user.pk,
        at=now,
        manner=Manner.READ,
        programme=request.programme.pk,
    )
    shown = {
        "panels": panels_for(request.reader, request.programme, now=now),
        "roles": own_roles(request.reader, request.programme.pk, now=now),
        "now": now,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
    }
    return render(request, "site/this_week.html", shown)
