"""Prints the subject access report as a tagged PDF with typst. All text travels as data."""

import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.utils import timezone, translation
from django.utils.translation import gettext

from vapenvila.web.rights_desk.report import SubjectAccessReport

_TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def report_pdf(report: SubjectAccessReport, *, language: str, watermark: str) -> bytes:
    """The PDF (PDF/UA-1). The report itself is gathered in the language it is printed in."""
    with translation.override(language):
        data = {
            "lang": language.split("-", maxsplit=1)[0],
            "title": gettext("What is held on you"),
            "agency": report.agency,
            "made": timezone.localtime(report.made_at).strftime("%Y-%m-%d %H:%M"),
            "lead": gettext(
                "This is everything that this agency holds on you in this service. Each agency answers for itself: ask each "
                "one you want an answer from. You may ask that what is wrong is corrected, that it is set aside or erased, "
                "and you may appeal a decision that says no."
            ),
            "rights": gettext(
                "If something is wrong, write to the agency above. The answer comes within a month. You may also complain"
                " to the Authority for Privacy Protection (IMY)."
            ),
            "parts": [asdict(part) for part in report.parts],
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
