"""A risky act needs a fresh proof of who one is: password, code or passkey within the last ten minutes."""

from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpResponse

from vapenvila.web.access.requires import View


def fresh_proof(view: View) -> View:
    """Asks before the act is done; what was sent is kept and done after the proof. Reading needs none."""
    proved: Any = reauthentication_required(
        view, allow_get=True, enabled=lambda request: not _made_up(request)
    )

    @wraps(view)
    def guarded(request: Any, /, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = proved(request, *args, **kwargs)
        return answer

    return guarded


def _made_up(request: Any) -> bool:
    """In a demo, looking at a made-up city: who switched role by one click has no password at hand."""
    return bool(settings.DEMO and request.programme.made_up)
