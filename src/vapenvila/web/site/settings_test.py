"""Settings of the tests: the embedded server of VAPENVILA_HOME (or var/test), tables made by the owner.

Tests run as the owner who at once takes the application's role, so that the wall holds in every test.
"""

import os
from pathlib import Path

os.environ.setdefault("VAPENVILA_HOME", str(Path(__file__).resolve().parents[4] / "var" / "test"))
os.environ.setdefault("VAPENVILA_DEMO", "1")

from vapenvila.web.site.settings import *  # noqa: F403
from vapenvila.web.site.settings import DATABASES, STATIC_ROOT

DATABASES = {"default": {**DATABASES["owner"], "ATOMIC_REQUESTS": True, "CONN_MAX_AGE": 0}}
DATABASE_ROUTERS = []
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
