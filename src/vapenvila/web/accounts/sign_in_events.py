"""Tells the audit trail who signed in and out, and what changed about how they do."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa_signals
from django.contrib.auth.signals import user_logged_out
from django.utils import timezone

from vapenvila.web.accounts.agency_sign_in import agency_vouches
from vapenvila.web.accounts.models import FailedSignIn, User
from vapenvila.web.accounts.queries import programmes_told
from vapenvila.web.accounts.session_keys import SIGNED_IN_AT, VOUCHED
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner


def _record(act: str, user: User, **details: Any) -> None:
    for programme in programmes_told(user.pk):
        record(
            act=act,
            by=user.pk,
            at=timezone.now(),
            manner=Manner.SIGN_IN,
            subject_kind="account",
            subject=user.pk,
            programme=programme,
            details=details,
        )


def _signed_in(*, request: Any, user: User, sociallogin: Any = None, **_: Any) -> None:
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()
    if sociallogin is None:
        _record("sign_in.done", user)
        return
    request.session[VOUCHED] = agency_vouches(sociallogin)
    _record(
        "sign_in.done", user, provider=sociallogin.account.provider, second_factor=request.session[VOUCHED]
    )


def _signed_out(*, user: User | None, **_: Any) -> None:
    if user is not None:
        _record("sign_in.ended", user)


def _password_changed(*, user: User, **_: Any) -> None:
    _record("account.password_changed", user)


def _factor_added(*, user: User, authenticator: Any, **_: Any) -> None:
    _record("second_factor.added", user, type=authenticator.type)


def _factor_removed(*, user: User, authenticator: Any, **_: Any) -> None:
    _record("second_factor.removed", user, type=authenticator.type)


def _factor_renewed(*, user: User, authenticator: Any, **_: Any) -> None:
    _record("second_factor.renewed", user, type=authenticator.type)


def _factor_used(*, user: User, authenticator: Any, reauthenticated: bool = False, **_: Any) -> None:
    _record("second_factor.used", user, type=authenticator.type, again=reauthenticated)


def _factor_failed(*, request: Any, user: User, **_: Any) -> None:
    get_adapter(request).count_failure(FailedSignIn.Kind.SECOND_FACTOR, email="", user=user)


def listen() -> None:
    """Connect to the signals of the sign-in library, once."""
    for signal, receiver in (
        (account_signals.user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (account_signals.password_changed, _password_changed),
        (account_signals.password_set, _password_changed),
        (account_signals.password_reset, _password_changed),
        (mfa_signals.authenticator_added, _factor_added),
        (mfa_signals.authenticator_removed, _factor_removed),
        (mfa_signals.authenticator_reset, _factor_renewed),
        (mfa_signals.authenticator_used, _factor_used),
        (mfa_signals.authentication_failed, _factor_failed),
    ):
        signal.connect(receiver, dispatch_uid=f"audit-{receiver.__name__}-{id(signal)}")
