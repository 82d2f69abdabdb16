"""What every page's frame needs: programme, menu with what this person may open, whether all is made up."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from vapenvila.rules.rights import may
from vapenvila.web.access.late_parts import TOKEN_MARK
from vapenvila.web.site.navigation import ENTRIES


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the side menu as this person sees it on this page."""

    text: Promise | str
    icon: str
    address: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `programme`, `menu` and `demo` for base.html; a mark for the token in a page that is kept."""
    programme, reader = getattr(request, "programme", None), getattr(request, "reader", None)
    kept = {"csrf_token": TOKEN_MARK} if getattr(request, "made_to_be_kept", False) else {}
    if programme is None or reader is None:
        return {"programme": None, "menu": [], "demo": settings.DEMO}
    today = timezone.localdate()
    entries = [entry for entry in ENTRIES if may(reader, entry.right, programme.pk, today=today)]
    addresses = [reverse(entry.url_name, kwargs={"programme": programme.slug}) for entry in entries]
    here = _current(request.path, addresses)
    menu = [
        MenuLine(entry.text, entry.icon, address, address == here)
        for entry, address in zip(entries, addresses, strict=True)
    ]
    return {"programme": programme, "menu": menu, "demo": settings.DEMO, **kept}


def _current(path: str, addresses: list[str]) -> str | None:
    """The menu address nearest above this page; the start page only for itself."""
    if path in addresses:
        return path
    above = [address for address in addresses[1:] if path.startswith(address)]
    return max(above, key=len, default=None)
