"""The site's addresses and the bare view's."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from vapenvila.web.access.requires import public
from vapenvila.web.partners.models import Programme
from vapenvila.web.site.urls import urlpatterns as site


@public("It is there for measurements only.")
def bare(request: HttpRequest) -> HttpResponse:
    """One query and one line of text, through the same middleware."""
    return HttpResponse(f"{Programme.objects.count()} programme")


urlpatterns = [path("bare/", bare), *site]
handler500 = "vapenvila.web.site.broken.broken"
