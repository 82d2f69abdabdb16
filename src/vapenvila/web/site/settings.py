"""Settings of the site. What a city changes comes from environment variables named in docs/how-to/run.md."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from vapenvila.rules.idle_time import LONGEST_SESSION, idle_minutes_from_text
from vapenvila.web.accounts.agency_providers import read_providers
from vapenvila.web.site.databases import databases
from vapenvila.web.site.embedded_postgres import home, secret

WEB = Path(__file__).resolve().parent.parent
HOME = home()
DEMO = os.environ.get("VAPENVILA_DEMO") == "1"
DEBUG = os.environ.get("VAPENVILA_DEBUG") == "1"
NO_DATABASE = os.environ.get("VAPENVILA_NO_DATABASE") == "1"
SECRET_KEY = os.environ.get("VAPENVILA_SECRET_KEY") or ("none" * 16 if NO_DATABASE else secret("secret-key"))
ALLOWED_HOSTS = os.environ.get("VAPENVILA_HOSTS", "localhost 127.0.0.1 [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("VAPENVILA_ORIGINS", "").split()

INSTALLED_APPS = [
    "vapenvila.web.wall",
    "vapenvila.web.vault",
    "vapenvila.web.audit",
    "vapenvila.web.accounts",
    "vapenvila.web.partners",
    "vapenvila.web.access",
    "vapenvila.web.jobs",
    "vapenvila.web.retention",
    "vapenvila.web.incidents",
    "vapenvila.web.groups",
    "vapenvila.web.imports",
    "vapenvila.web.reviews",
    "vapenvila.web.incident_coding",
    "vapenvila.web.retaliation_chains",
    "vapenvila.web.group_audit",
    "vapenvila.web.people",
    "vapenvila.web.disclosures",
    "vapenvila.web.memberships",
    "vapenvila.web.group_map",
    "vapenvila.web.problem_analysis",
    "vapenvila.web.reports",
    "vapenvila.web.rights_desk",
    "vapenvila.web.oversight",
    "vapenvila.web.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vapenvila.web.site.middleware.NothingKept",
    "vapenvila.web.site.middleware.PersonsLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vapenvila.web.site.middleware.RequestIdentity",
    "vapenvila.web.access.refusals.RefusalsOnRecord",
    "vapenvila.web.access.session_limits.SessionLimits",
    "vapenvila.web.access.role_simulator.middleware.RoleSimulator",
]

ROOT_URLCONF = "vapenvila.web.site.urls"
WSGI_APPLICATION = "vapenvila.web.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vapenvila.web.site.frame.frame",
                "vapenvila.web.access.session_limits.session_frame",
            ],
        },
    }
]

DATABASES = databases()
DATABASE_ROUTERS: list[str] = ["vapenvila.web.site.databases.OneDatabase"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# Sign-in (docs/how-to/sign-in.md): e-mail and password or the agency's own provider, always with a second factor.
ACCOUNT_ADAPTER = "vapenvila.web.accounts.adapters.SignIn"
SOCIALACCOUNT_ADAPTER = "vapenvila.web.accounts.adapters.AgencySignIn"
MFA_ADAPTER = "vapenvila.web.accounts.adapters.SecondFactor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # who is not known here gets no mail from us
ACCOUNT_FORMS = {
    "login": "vapenvila.web.accounts.forms.SignInForm",
    "reauthenticate": "vapenvila.web.accounts.forms.ConfirmByPassword",
    "change_password": "vapenvila.web.accounts.forms.ChangePassword",
    "reset_password": "vapenvila.web.accounts.forms.AskForNewPassword",
    "reset_password_from_key": "vapenvila.web.accounts.forms.ChoosePassword",
}
ACCOUNT_RATE_LIMITS = {
    "login": None,  # every attempt gets as far as "login_failed", which counts it in the audit trail
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/15m/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # risky acts ask again after ten minutes
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("VAPENVILA_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = os.environ.get("VAPENVILA_TLS") != "1"  # localhost without TLS
MFA_FORMS = {
    "login_webauthn": "vapenvila.web.accounts.forms.SignInByPasskey",
    "authenticate_webauthn": "vapenvila.web.accounts.forms.SecondFactorByPasskey",
    "authenticate": "vapenvila.web.accounts.forms.EnterCode",
    "reauthenticate": "vapenvila.web.accounts.forms.ConfirmByCode",
    "activate_totp": "vapenvila.web.accounts.forms.SetUpApp",
    "add_webauthn": "vapenvila.web.accounts.forms.AddPasskey",
    "edit_webauthn": "vapenvila.web.accounts.forms.NamePasskey",
}
MFA_TOTP_ISSUER = "Vapenvila"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
AGENCY_PROVIDERS = read_providers(Path(os.environ.get("VAPENVILA_SIGN_IN", str(HOME / "sign-in.toml"))))
IDLE_MINUTES = idle_minutes_from_text(os.environ.get("VAPENVILA_IDLE_MINUTES", ""))
SESSION_COOKIE_AGE = int(LONGEST_SESSION.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # an invitation is good for three days

# Limits on attempts are counted in the database, outside the request's transaction, for all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_rate_limit",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# Keys outside the database (docs/how-to/run.md). Only a demo makes its own; a city makes them once, knowingly.
KEYS = Path(os.environ.get("VAPENVILA_KEYS") or HOME / "keys")
MAKE_KEYS = DEMO

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["vapenvila.web.site.formats"]
LOCALE_PATHS = [WEB.parent / "rules" / "locale"]
TIME_ZONE = os.environ.get("VAPENVILA_TIME_ZONE", "Europe/Stockholm")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "files")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
BEHIND_TLS = os.environ.get("VAPENVILA_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
EMAIL_BACKEND = os.environ.get("VAPENVILA_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("VAPENVILA_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("VAPENVILA_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("VAPENVILA_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("VAPENVILA_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = os.environ.get("VAPENVILA_EMAIL_FROM", "vapenvila@localhost")

PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_IMPORT_PATHS: list[str] = []
