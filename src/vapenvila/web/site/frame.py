"""What every page's frame needs: programme, menu with what this person may open, roles."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from vapenvila.rules.rights import may
from vapenvila.web.site.navigation import ENTRIES


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `programme`, `menu` and `made_up` for base.html."""
    programme, reader = getattr(request, "programme", None), getattr(request, "reader", None)
    if programme is None or reader is None:
        return {"programme": None, "menu": []}
    today = timezone.localdate()
    menu = [entry for entry in ENTRIES if may(reader, entry.right, programme.pk, today=today)]
    return {"programme": programme, "menu": menu}
