"""Prints the minutes as a tagged PDF with typst. All text travels as data; nothing anybody wrote becomes typst source."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext, ngettext

from vapenvila.web.reviews.words import in_words

_TEMPLATE = Path(__file__).parent / "typst" / "minutes.typ"


def minutes_pdf(
    minutes: dict[str, Any], *, sha256: str, language: str, watermark: str, withheld: bool = False
) -> bytes:
    """The PDF (PDF/UA-1) in Swedish or English, with the copy's watermark on each page.

    Without `sha256` it is a draft; with `withheld` it says that it is not all.
    """
    with translation.override(language):
        data = {
            "lang": language.split("-", maxsplit=1)[0],
            "draft": not sha256,
            "hash": sha256,
            "watermark": watermark,
            "minutes": in_words(minutes),
            "words": _words(minutes, sha256, withheld=withheld),
        }
    return bytes(
        typst.compile(
            str(_TEMPLATE),
            format="pdf",
            root=str(_TEMPLATE.parent),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    )


def _words(minutes: dict[str, Any], sha256: str, *, withheld: bool) -> dict[str, str]:
    number = {"number": minutes["minutes_no"] or 0}
    points = len(minutes["items"])
    return {
        "title": gettext("Minutes no. %(number)d") % number if sha256 else gettext("Draft minutes"),
        "review": gettext("Weekly review no. %(number)d") % {"number": minutes["review_no"]},
        "held": gettext("Held"),
        "chair": gettext("Chair"),
        "present": gettext("Present"),
        "absent": gettext("Absent"),
        "locked": gettext("Locked"),
        "decision": gettext("Decision"),
        "owner": gettext("Who"),
        "due": gettext("Before"),
        "point": gettext("Point"),
        "none": gettext("No decision"),
        "note": gettext("Note"),
        "contacts": gettext("Reached"),
        "nobody": gettext("nobody recorded"),
        "points": ngettext("%(count)d point", "%(count)d points", points) % {"count": points},
        "no_points": gettext("The meeting had no points."),
        "footer": gettext("The shared picture names no registered person."),
        "withheld": gettext(
            "Without group names, exact places and free text. The fingerprint is that of the whole minutes."
        )
        if withheld
        else "",
        "draft": gettext("DRAFT: not locked"),
        "page": gettext("Page"),
    }
