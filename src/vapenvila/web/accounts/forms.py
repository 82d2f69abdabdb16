"""Forms of the own account, and small changes to those of the sign-in library."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.street_address import street_and_number
from vapenvila.web.accounts.models import FailedSignIn, User

LANGUAGES = [("sv", "Svenska"), ("en", "English")]


class OwnAccount(forms.Form):
    """What people may change about themselves: name, language and home address, nothing that gives access."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    home_address = forms.CharField(
        label=_("Street and number where you live"),
        max_length=120,
        required=False,
        help_text=_(
            "Kept as a hash that nobody can read. By it the log review marks when you have opened a record on somebody"
            " at your own address. Left empty, nothing changes."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    forget_home = forms.BooleanField(label=_("Forget the address that is kept"), required=False)

    def clean_home_address(self) -> str:
        """An address by which a place is known, or nothing."""
        address: str = self.cleaned_data["home_address"]
        if address.strip() and not street_and_number(address):
            raise ValidationError(_("Write the street and its number."))
        return address

    def clean(self) -> dict[str, Any]:
        """An address is either replaced or forgotten."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("forget_home") and told.get("home_address", "").strip():
            self.add_error(
                "forget_home", _("Either write a new address or have the one that is kept forgotten.")
            )
        return told


class PlainLabels:
    """Labels in our words, no placeholders. Mixed into the forms of the sign-in library."""

    labels: ClassVar[dict[str, Any]] = {}
    fields: dict[str, forms.Field]
    users: list[User]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if "password" in name:
                field.help_text = ""  # the page has its own link for a forgotten password
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class SignInForm(PlainLabels, LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password."""

    labels: ClassVar = {"login": _("E-mail"), "password": _("Password")}


class ConfirmByPassword(PlainLabels, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password again, before a risky act."""

    labels: ClassVar = {"password": _("Password")}


class ChangePassword(PlainLabels, ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password in place of the old one."""

    labels: ClassVar = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class ChoosePassword(PlainLabels, ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A password chosen by a mailed link."""

    labels: ClassVar = {"password1": _("New password"), "password2": _("New password again")}


class EnterCode(PlainLabels, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Code of the authenticator app, or a recovery code."""

    labels: ClassVar = {"code": _("Code")}


class ConfirmByCode(PlainLabels, ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code again, before a risky act."""

    labels: ClassVar = {"code": _("Code")}


class SetUpApp(PlainLabels, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of a new authenticator app."""

    labels: ClassVar = {"code": _("Code that the app shows")}


class AddPasskey(PlainLabels, AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey with a name of one's own."""

    labels: ClassVar = {"name": _("Name of the passkey"), "passwordless": _("Sign in with it alone")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "Then no password is needed: the passkey and your finger, face or PIN are the two factors."
        )


class NamePasskey(PlainLabels, EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for a passkey."""

    labels: ClassVar = {"name": _("Name of the passkey")}


class AskForNewPassword(PlainLabels, ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password for those who sign in by one; others sign in through their agency and get no link."""

    labels: ClassVar = {"email": _("E-mail")}

    def clean_email(self) -> str:
        """The address as written; who it belongs to is not told."""
        email: str = super().clean_email()
        self.users = [user for user in self.users if not user.agency_provider]
        return email


# The library lets an answer that is no passkey at all through as an error of the server.
_REFUSED = (ValidationError, KeyError, TypeError, ValueError, AttributeError)


class SignInByPasskey(LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Sign-in by passkey alone; a refused one is counted."""

    def clean_credential(self) -> Any:
        """The passkey, if it is one of ours."""
        try:
            return super().clean_credential()
        except _REFUSED as refused:
            get_adapter().count_failure(FailedSignIn.Kind.PASSKEY, email="")
            raise get_mfa_adapter().validation_error("incorrect_code") from refused


class SecondFactorByPasskey(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey or security key after the password; a refused one is counted."""

    def clean_credential(self) -> Any:
        """The passkey, if it is this person's."""
        try:
            return super().clean_credential()
        except _REFUSED as refused:
            get_adapter().count_failure(FailedSignIn.Kind.PASSKEY, email="", user=self.user)
            raise get_mfa_adapter().validation_error("incorrect_code") from refused
