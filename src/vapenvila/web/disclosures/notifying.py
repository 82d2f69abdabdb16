"""Mail that something waits at the door. It names no person, no agency, no field and no place (acceptance T42)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from vapenvila.web.disclosures.queries.rooms import people_at_the_door

_quiet: ContextVar[bool] = ContextVar("door_without_mail", default=False)


@contextmanager
def without_mail() -> Iterator[None]:
    """While a made-up city is loaded nobody is written to: nobody in it exists."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def tell_room(room: UUID, *, today: date) -> None:
    """Write to everybody who uses the door in this room, after the act is kept."""
    if _quiet.get():
        return
    letters = [(person.language, person.email) for person in people_at_the_door(room, today=today)]
    transaction.on_commit(lambda: _send(letters))


def _send(letters: list[tuple[str, str]]) -> None:
    messages = []
    for language, address in letters:
        with translation.override(language):
            subject = gettext("Something waits for your agency")
            body = gettext(
                "Something waits for your agency at the door between the rooms. Sign in to read it."
            )
        messages.append(EmailMessage(subject, body, to=[address]))
    if messages:
        get_connection().send_messages(messages)
