"""One's own account: name, language, home address, second factors, sessions."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from vapenvila.web.access.requires import Request, signed_in
from vapenvila.web.accounts.actions import change_own_account
from vapenvila.web.accounts.forms import OwnAccount
from vapenvila.web.accounts.models import User
from vapenvila.web.accounts.own_sessions import end_all_sessions, end_session, sessions_of
from vapenvila.web.accounts.queries import account, own_factors

SESSIONS_SHOWN = 10  # this one and the latest; "sign out everywhere" ends the others too


@signed_in
def own_account(request: Request) -> HttpResponse:
    """Show one's own account and change name, language and home address."""
    user = account(request.user.pk)
    form = OwnAccount(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        change_own_account(user=user, **form.cleaned_data, at=timezone.now())
        with override(language):
            messages.success(request, gettext("Your account is saved."))
        answer = redirect("own-account")
        remember_language(answer, language)
        return answer
    return render(
        request,
        "accounts/own_account.html",
        {"form": form, "home_kept": bool(user.home), **_about(request, user)},
    )


def remember_language(answer: HttpResponse, language: str) -> None:
    """The browser asks for this language from now on."""
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax")


def _about(request: Request, user: User) -> dict[str, Any]:
    sessions = sessions_of(user, current_key=request.session.session_key)
    return {
        "factors": own_factors(request.user.pk),
        "sessions": sessions[:SESSIONS_SHOWN],
        "more_sessions": len(sessions[SESSIONS_SHOWN:]),
    }


@signed_in
@require_POST
def end_one_session(request: Request, session: int) -> HttpResponse:
    """End one of one's own sessions."""
    ended = end_session(user=request.user, session=session, by=request.user.pk, at=timezone.now())
    if not ended:
        return render(request, "404.html", status=404)
    messages.success(request, gettext("That session is ended."))
    return redirect("own-account")


@signed_in
@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End all of one's own sessions, this one too."""
    end_all_sessions(user=request.user, by=request.user.pk, at=timezone.now())
    logout(request)
    messages.success(request, gettext("You are signed out everywhere."))
    return redirect("account_login")
