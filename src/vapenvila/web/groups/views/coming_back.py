"""Where somebody who states, changes or withdraws goes afterwards: to the page on which they saw it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vapenvila.web.access.requires import Request

BACK = {"map": "group-map", "city": "group-map-city"}


def address_back(request: Request) -> str | None:
    """The drawing that the address names with `back`; None when it names none."""
    name = BACK.get(request.GET.get("back", ""))
    return reverse(name, kwargs={"programme": request.programme.slug}) if name else None


def back_or(request: Request, usual: HttpResponse) -> HttpResponse:
    """The drawing, or where one usually goes."""
    address = address_back(request)
    return redirect(address) if address else usual
