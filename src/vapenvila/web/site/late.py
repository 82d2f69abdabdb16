"""The late parts of every page's frame: the person's name and menu, messages, and the warning before the session ends."""

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils import timezone

from vapenvila.web.access.rooms import own_rooms, room_in_use
from vapenvila.web.access.session_limits import session_frame
from vapenvila.web.partners.queries import rooms_of


def _drawn(template: str, request: Any, **context: Any) -> str:
    """Without the context processors: a late part is made on every request and needs little."""
    return get_template(template).render({"request": request, "csrf_token": get_token(request), **context})


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """For somebody with several rooms in the programme: the agency they work for just now, empty until they choose."""

    agency: str


def top_bar(request: Any) -> str:
    """Programme, the room of those who have several, language, light or dark, own account."""
    programme = getattr(request, "programme", None)
    return _drawn(
        "parts/top_bar.html", request, programme=programme, room_choice=_room_choice(request, programme)
    )


def _room_choice(request: Any, programme: Any) -> RoomChoice | None:
    """Nothing, and no question to the database, for those who have one room."""
    reader, today = getattr(request, "reader", None), timezone.localdate()
    if programme is None or reader is None or len(own_rooms(reader, programme.pk, today=today)) < 2:
        return None
    chosen = room_in_use(request, reader, programme.pk, today=today)
    return RoomChoice(next((r.agency.name for r in rooms_of(programme) if r.pk == chosen), ""))


def messages(request: Any) -> str:
    """What an act just answered."""
    return _drawn("parts/messages.html", request, messages=get_messages(request))


def idle_warning(request: Any) -> str:
    """Warns a signed-in person before the session ends."""
    return _drawn("access/idle_warning.html", request, **session_frame(request))
