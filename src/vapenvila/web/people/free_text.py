"""Screens what somebody writes about a person: warns on origin, religion, opinion and health (S9), and on numbers."""

from collections.abc import Mapping

from vapenvila.rules.free_text import ALWAYS_REFUSED, screen
from vapenvila.web.people.errors import TextNeedsALookError


def check_texts(texts: Mapping[str, str], *, looked_at: bool) -> None:
    """Stop when a text holds what does not belong there, unless the writer has looked at the warning and it may stay."""
    finds = {
        field: tuple(f for f in screen(text) if not looked_at or f.finding in ALWAYS_REFUSED)
        for field, text in texts.items()
    }
    finds = {field: found for field, found in finds.items() if found}
    if finds:
        raise TextNeedsALookError(finds)
