"""The late parts of every page's frame: the person's name and menu, messages, and the warning before the session ends."""

from typing import Any

from django.contrib.messages import get_messages
from django.middleware.csrf import get_token
from django.template.loader import get_template

from vapenvila.web.access.session_limits import session_frame


def _drawn(template: str, request: Any, **context: Any) -> str:
    """Without the context processors: a late part is made on every request and needs little."""
    return get_template(template).render({"request": request, "csrf_token": get_token(request), **context})


def top_bar(request: Any) -> str:
    """Programme, language, light or dark, own account."""
    return _drawn("parts/top_bar.html", request, programme=getattr(request, "programme", None))


def messages(request: Any) -> str:
    """What an act just answered."""
    return _drawn("parts/messages.html", request, messages=get_messages(request))


def idle_warning(request: Any) -> str:
    """Warns a signed-in person before the session ends."""
    return _drawn("access/idle_warning.html", request, **session_frame(request))
