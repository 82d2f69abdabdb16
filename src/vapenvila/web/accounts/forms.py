"""Forms of the own account, and small changes to those of the sign-in library."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import FailedSignIn

LANGUAGES = [("sv", "Svenska"), ("en", "English")]


class OwnAccount(forms.Form):
    """What people may change about themselves: name and language, nothing that gives access."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class AskForNewPassword(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password for those who sign in by one; others sign in through their agency and get no link."""

    def clean_email(self) -> str:
        """The address as written; who it belongs to is not told."""
        email: str = super().clean_email()
        self.users = [user for user in self.users if not user.agency_provider]
        return email


class SignInByPasskey(LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Sign-in by passkey alone; a refused one is counted."""

    def clean_credential(self) -> Any:
        """The passkey, if it is one of ours."""
        try:
            return super().clean_credential()
        except ValidationError:
            get_adapter().count_failure(FailedSignIn.Kind.PASSKEY, email="")
            raise


class SecondFactorByPasskey(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey or security key after the password; a refused one is counted."""

    def clean_credential(self) -> Any:
        """The passkey, if it is this person's."""
        try:
            return super().clean_credential()
        except ValidationError:
            get_adapter().count_failure(FailedSignIn.Kind.PASSKEY, email="", user=self.user)
            raise
