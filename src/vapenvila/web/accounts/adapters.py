"""Where django-allauth asks us: nobody signs up, failures are counted, secrets are encrypted, mails name nobody."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.agency_sign_in import AgencyOpenID, person_of
from vapenvila.web.accounts.failed_sign_ins import record_failed_sign_in
from vapenvila.web.accounts.field_keys import key_for
from vapenvila.web.accounts.invitations import send_link
from vapenvila.web.accounts.models import FailedSignIn, User
from vapenvila.web.accounts.session_keys import SIGNED_IN_AT

FRESH = 10 * 60  # seconds after signing in
_NOT_SAID = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in by e-mail and password. Accounts are opened by an administrator, never by oneself."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail and password do not belong together. Check both and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The sentence for a code; being held back for too many attempts is counted."""
        if code == "too_many_login_attempts":
            self.count_failure(FailedSignIn.Kind.TOO_MANY, email="")
        error: ValidationError = super().validation_error(code, *args)
        return error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong e-mail or password."""
        self.count_failure(FailedSignIn.Kind.PASSWORD, email=credentials.get("email") or "")

    def count_failure(self, kind: FailedSignIn.Kind, *, email: str, user: User | None = None) -> None:
        """Keep one failed attempt from the address of this request."""
        record_failed_sign_in(
            kind=kind,
            email=email or (user.email if user else ""),
            address=self.get_client_ip(self.request),
            at=timezone.now(),
            user=user.pk if user else None,
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in is itself a proof: whoever did so a moment ago is not asked again."""
        if timezone.now().timestamp() - self.request.session.get(SIGNED_IN_AT, 0) < FRESH:
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Messages that say what one sees anyway, or that show the e-mail, are left out."""
        if message_template not in _NOT_SAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """A link to choose a new password; the mail names nobody."""
        send_link(user, context["password_reset_url"], invited=False)


class AgencySignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in through an agency's own provider, for people an administrator has registered for that provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an unknown person stays outside."""
        return False

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The providers of the server's sign-in file."""
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=p.id,
                name=p.name,
                client_id=p.client_id,
                secret=p.secret,
                settings={"server_url": p.server_url, "oauth_pkce_enabled": True},
            )
            for p in settings.AGENCY_PROVIDERS
            if provider in (None, "openid_connect", p.id) and client_id in (None, p.client_id)
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> AgencyOpenID:
        """The provider with our stricter checks of the token."""
        return AgencyOpenID(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Only a registered person of this provider comes further."""
        person = person_of(sociallogin)
        if person is None:
            self.on_authentication_error(request, sociallogin.provider)
            raise ImmediateHttpResponse(render(request, "accounts/not_registered.html", status=403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """A refused agency sign-in is a failed sign-in; whose it was is not known."""
        record_failed_sign_in(
            kind=FailedSignIn.Kind.PROVIDER,
            email="",
            address=SignIn(request).get_client_ip(request),
            at=timezone.now(),
        )


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors; their secrets are encrypted with a key that is not in the database."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code or passkey was not accepted. Use the newest code and try again."),
    }

    def encrypt(self, text: str) -> str:
        """Text as it lies in the database."""
        return Fernet(key_for("second-factor")).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Text as the library needs it."""
        return Fernet(key_for("second-factor")).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # the library's name
        """A passkey that was given no name gets a number."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}
