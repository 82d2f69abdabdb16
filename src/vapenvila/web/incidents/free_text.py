"""Screens what somebody writes before it is saved in the shared picture."""

from collections.abc import Mapping

from vapenvila.rules.free_text import ALWAYS_REFUSED, Found, screen
from vapenvila.web.incidents.refusals import TextNeedsALook
from vapenvila.web.partners.queries import known_names


def check_texts(texts: Mapping[str, str], *, looked_at: bool) -> None:
    """Stop when a text holds what does not belong there, unless the writer has looked at the warning and it may stay."""
    names = known_names() if any(texts.values()) and not looked_at else ()
    finds: dict[str, tuple[Found, ...]] = {}
    for field, text in texts.items():
        found = screen(text, known_names=names)
        if looked_at:
            found = tuple(f for f in found if f.finding in ALWAYS_REFUSED)
        if found:
            finds[field] = found
    if finds:
        raise TextNeedsALook(finds)
