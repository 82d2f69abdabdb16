"""The shared picture names no person: what is written in the review is screened before it is saved."""

from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES, screen
from vapenvila.web.reviews.errors import RefusedError


def refuse_personal_numbers(*texts: str) -> None:
    """Refuse a text that holds a personal identity number, whatever the page let through."""
    for text in texts:
        for found in screen(text):
            if found.finding in ALWAYS_REFUSED:
                raise RefusedError(SENTENCES[found.finding])
