"""Addresses of sign-in and of one's own account. Pages of the sign-in library that we do not use have no address."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as agency
from django.urls import URLPattern, URLResolver, path, re_path

from vapenvila.web.access.requires import public, signed_in
from vapenvila.web.accounts.views import agency_sign_in, own_account

_before = public("Signing in comes before one is somebody.")
_link = public("The link was mailed to its owner, works once and opens nothing but the choice of a password.")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", own_account.own_account, name="own-account"),
    path("sessions/<int:session>/end/", own_account.end_one_session, name="end-session"),
    path("sign-out-everywhere/", own_account.sign_out_everywhere, name="sign-out-everywhere"),
    # Password
    path("sign-in/", _before(account.login), name="account_login"),
    path("sign-out/", _before(account.logout), name="account_logout"),
    path("closed/", _before(account.account_inactive), name="account_inactive"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("password/forgotten/", _before(account.password_reset), name="account_reset_password"),
    path("password/sent/", _before(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _link(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        _before(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # Second factor
    path("second-factor/", signed_in(factors.index), name="mfa_index"),
    path("second-factor/sign-in/", _before(factors.authenticate), name="mfa_authenticate"),
    path("second-factor/confirm/", signed_in(factors.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", signed_in(app.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "passkeys/confirm/", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("passkeys/sign-in/", _before(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/name/", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    # The agency's own sign-in
    path("agency/<slug:provider_id>/", _before(agency_sign_in.to_agency), name="openid_connect_login"),
    path(
        "agency/<slug:provider_id>/back/",
        _before(agency_sign_in.back_from_agency),
        name="openid_connect_callback",
    ),
    path("agency-cancelled/", _before(agency.login_cancelled), name="socialaccount_login_cancelled"),
    path("agency-refused/", _before(agency.login_error), name="socialaccount_login_error"),
]
