"""The agencies through which one can sign in."""

from django import template
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

register = template.Library()


@register.simple_tag
def agency_choices(request: HttpRequest) -> list[dict[str, str]]:
    """Name and address of each agency's own sign-in; where one was going is kept."""
    going = request.GET.get(REDIRECT_FIELD_NAME) or request.POST.get(REDIRECT_FIELD_NAME)
    tail = f"?{urlencode({REDIRECT_FIELD_NAME: going})}" if going else ""
    return [
        {"name": p.name, "address": reverse("openid_connect_login", kwargs={"provider_id": p.id}) + tail}
        for p in settings.AGENCY_PROVIDERS
    ]
