"""Signing in as the tests do it: by the real pages, with real codes."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.web.audit.trail import as_owner
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def code_now(secret: str = SECRET, *, steps: int = 0) -> str:
    """The code of an authenticator app (RFC 6238), now or some half minutes later."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def give_app(user: User) -> None:
    """The person has an authenticator app with the secret above."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(SECRET)}
    )


def by_password(client: Client, user: User, password: str = PASSWORD, **extra: str) -> str:
    """Post e-mail and password; where the answer leads, or empty when the form came back."""
    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": password}, headers=extra or None
    )
    return str(answer.get("Location", ""))


def by_password_and_code(client: Client, user: User) -> str:
    """Post e-mail, password and code; where the answer leads."""
    assert by_password(client, user) == reverse("mfa_authenticate")
    return str(client.post(reverse("mfa_authenticate"), {"code": code_now()}).get("Location", ""))


def trail(**asked: object) -> list[AuditEvent]:
    """Events of the trail, of all programmes, in their order."""
    with as_owner():
        return list(AuditEvent.objects.filter(**asked).order_by("id"))
