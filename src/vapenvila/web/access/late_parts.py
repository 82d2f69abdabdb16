"""Parts of a kept page that belong to one person or one moment: filled in each time the page is shown."""

import secrets
from collections.abc import Callable
from typing import Any

from django.middleware.csrf import get_token
from django.utils.safestring import SafeString, mark_safe

LatePart = Callable[[Any], str]
"""Given the request, the part as HTML."""

_OF_THIS_PROCESS = secrets.token_hex(16)  # nobody can write a mark into a text
TOKEN_MARK = f"csrf{_OF_THIS_PROCESS}"
_PARTS: dict[str, LatePart] = {}


def offer_late_part(name: str, make: LatePart) -> None:
    """An app says how its part is made. Called once, when the app is ready."""
    _PARTS[name] = make


def late_part(name: str, request: Any) -> SafeString:
    """The part itself, or its mark while a page is made that will be kept."""
    if getattr(request, "made_to_be_kept", False):
        return mark_safe(_mark(name))  # noqa: S308 — letters and digits of ours
    return mark_safe(_PARTS[name](request))  # noqa: S308 — a rendered template


def filled(body: bytes, request: Any) -> bytes:
    """The kept page with its marks replaced for this request."""
    for name, make in _PARTS.items():
        mark = _mark(name).encode()
        if mark in body:
            body = body.replace(mark, make(request).encode())
    token = TOKEN_MARK.encode()
    return body.replace(token, get_token(request).encode()) if token in body else body


def _mark(name: str) -> str:
    return f"part{_OF_THIS_PROCESS}{name}"
