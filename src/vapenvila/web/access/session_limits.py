"""Ends sessions that lie idle or grow too old, and leads people without a second factor to set one up first."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.idle_time import LONGEST_SESSION, WARNING, minutes_before_sign_out
from vapenvila.rules.second_factor import ProofFacts, has_second_factor
from vapenvila.rules.switch_role import may_switch_to
from vapenvila.web.accounts.session_keys import SIGNED_IN_AT, VOUCHED
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.queries import made_up_programmes_of, reader_of

NOT_BY_HAND = "X-Not-By-Hand"  # a page that refreshes by itself says so, and does not keep anybody signed in
_SEEN, _MINUTES, _PROVED, _ASKED = "seen_at", "idle_minutes", "second_factor_proved", "limits_asked_at"
_NOTED_EVERY = 30  # seconds between two notes of "seen", so that not every page writes
_ASKED_EVERY = 60  # seconds until roles and second factors are looked up again
_OPEN_WITHOUT_FACTOR = "account/"


class SessionLimits:
    """Middleware, after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            ended = _end_if_over(request)
            if ended is not None:
                return ended
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before any page but those of one's own account: the second factor."""
        route = request.resolver_match.route if request.resolver_match else ""
        if not request.user.is_authenticated or route.startswith(_OPEN_WITHOUT_FACTOR):
            return None
        if hasattr(view, "public_because") or _proved(request):
            return None
        return _to(request, f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")


def seconds_left(request: HttpRequest) -> int:
    """Seconds until this session ends if nobody does anything."""
    now, session = timezone.now().timestamp(), request.session
    idle = session.get(_SEEN, now) + session.get(_MINUTES, 0) * 60 - now
    return max(0, int(min(idle, session.get(SIGNED_IN_AT, now) + LONGEST_SESSION.total_seconds() - now)))


def session_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what the page needs to warn before the session ends."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {"seconds_left": seconds_left(request), "seconds_of_warning": int(WARNING.total_seconds())}


def _end_if_over(request: HttpRequest) -> HttpResponse | None:
    now, session = timezone.now().timestamp(), request.session
    session.setdefault(SIGNED_IN_AT, now)
    if session.get(_ASKED, 0) < now - _ASKED_EVERY:
        _look_up(request, now)
    if now - session[SIGNED_IN_AT] >= LONGEST_SESSION.total_seconds():
        return _end(request, gettext("You were signed out because you had been signed in for twelve hours."))
    if now - session.get(_SEEN, now) >= session[_MINUTES] * 60:
        return _end(request, gettext("You were signed out because the page lay untouched. Sign in to go on."))
    by_hand = NOT_BY_HAND not in request.headers
    if _SEEN not in session or (by_hand and now - session[_SEEN] >= _NOTED_EVERY):
        session[_SEEN] = now
        UserSession.objects.create_from_request(request)
    return None


def _look_up(request: Any, now: float) -> None:
    reader = reader_of(request.user.pk)
    minutes = minutes_before_sign_out(reader, settings.IDLE_MINUTES, today=timezone.localdate())
    own = Authenticator.objects.filter(
        user=request.user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
    made_up = may_switch_to(
        demo=settings.DEMO, made_up_programmes_of_target=made_up_programmes_of(request.user.pk)
    )
    facts = ProofFacts(
        has_own_factor=own.exists(),
        agency_vouches=bool(request.session.get(VOUCHED)),
        made_up_person=bool(made_up),
    )
    request.session.update({_MINUTES: minutes, _PROVED: bool(has_second_factor(facts)), _ASKED: int(now)})


def _proved(request: HttpRequest) -> bool:
    if not request.session.get(_PROVED):
        _look_up(request, timezone.now().timestamp())  # a factor may have been added a moment ago
    return bool(request.session[_PROVED])


def _end(request: HttpRequest, sentence: str) -> HttpResponse:
    record(act="sign_in.timed_out", by=request.user.pk, at=timezone.now(), manner=Manner.SIGN_IN)
    logout(request)
    messages.info(request, sentence)
    back = {"next": request.get_full_path()} if request.method == "GET" and not _is_part(request) else {}
    return _to(request, f"{reverse('account_login')}?{urlencode(back)}" if back else reverse("account_login"))


def _is_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or NOT_BY_HAND in request.headers


def _to(request: HttpRequest, address: str) -> HttpResponse:
    """The whole page goes there, also when only a part of it was asked for."""
    if _is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
