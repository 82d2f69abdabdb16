"""The start page and "This week"."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires, signed_in
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import reader_of


@signed_in
def start(request: Request) -> HttpResponse:
    """To the only programme at once, or a choice of programmes."""
    ids = reader_of(request.user.pk).programmes(today=timezone.localdate())
    programmes = list(Programme.objects.filter(pk__in=ids).order_by("name"))
    if len(programmes) == 1:
        return redirect("this-week", programme=programmes[0].slug)
    return render(request, "site/choose_programme.html", {"programmes": programmes})


@requires(Right.SEE_PROGRAMME)
def this_week(request: Request) -> HttpResponse:
    """What needs this person now."""
    return render(request, "site/this_week.html", {})
