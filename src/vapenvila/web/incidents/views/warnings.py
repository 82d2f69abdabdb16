"""What was found in free text, ready for the page: the sentence, and the words it is about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES
from vapenvila.web.incidents.refusals import TextNeedsALook


def text_warnings(stopped: TextNeedsALook, written: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One entry per find: field, sentence, the words found, and whether it can never stay."""
    found = []
    for field, finds in stopped.finds.items():
        text = str(written.get(field, ""))
        found += [
            {
                "field": field,
                "sentence": gettext(SENTENCES[find.finding]),
                "words": text[find.start : find.end],
                "never": find.finding in ALWAYS_REFUSED,
            }
            for find in finds
        ]
    return found
