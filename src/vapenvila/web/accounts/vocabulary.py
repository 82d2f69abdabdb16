"""Words of accounts as codes with their names: second factors, and what people change about themselves."""

from django.utils.translation import gettext_lazy as _

FACTORS = {
    "totp": _("Authenticator app"),
    "webauthn": _("Passkeys"),
    "recovery_codes": _("Recovery codes"),
}
OWN_FIELDS = {
    "name": _("Name"),
    "language": _("Language"),
    "home": _("Street and number where you live"),
}
