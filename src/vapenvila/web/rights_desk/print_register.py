"""Prints the register of processing as a tagged PDF with typst. All text travels as data."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

import typst
from django.utils import translation
from django.utils.translation import gettext

from vapenvila.web.rights_desk.processing import ProcessingLine, column_names

_TEMPLATE = Path(__file__).parent / "typst" / "register.typ"


def register_pdf(
    lines: Sequence[ProcessingLine], *, programme: str, language: str, day: date, watermark: str
) -> bytes:
    """The PDF (PDF/UA-1), A4 across. The lines are gathered in the language they are printed in."""
    with translation.override(language):
        data = {
            "lang": language.split("-", maxsplit=1)[0],
            "title": gettext("Register of processing"),
            "programme": programme,
            "day": day.isoformat(),
            "lead": gettext(
                "Every table that holds personal data, made from what each table declares about itself. A table or field "
                "that is not declared cannot be built."
            ),
            "head": column_names(),
            "lines": [astuple(line) for line in lines],
            "watermark": watermark,
            "page": gettext("Page"),
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
