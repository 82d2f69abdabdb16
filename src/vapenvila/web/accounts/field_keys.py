"""Keys for fields that lie encrypted in the database, derived from the server's secret key."""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def key_for(purpose: str) -> bytes:
    """The Fernet key of a purpose. Different purposes never share one."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"vapenvila.{purpose}".encode())
    return urlsafe_b64encode(kdf.derive(settings.SECRET_KEY.encode()))
