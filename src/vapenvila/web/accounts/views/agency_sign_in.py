"""To the agency's provider and back."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vapenvila.web.accounts.agency_sign_in import CheckedToken


def to_agency(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ask, then send the browser to the provider."""
    return _through(OAuth2LoginView, request, provider_id)


def back_from_agency(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser comes back with a code; the token it stands for is checked."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: Any = view.adapter_view(CheckedToken(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        return render(request, "404.html", status=404)
    assert isinstance(answer, HttpResponse)  # noqa: S101  # the library has no types
    return answer
