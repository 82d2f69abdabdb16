"""Prints a disclosure as a tagged, numbered PDF with its receiver across each page. Text travels as data to typst."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext

from vapenvila.rules.disclosable_fields import FIELDS, Field

_TEMPLATE = Path(__file__).parent / "typst" / "document.typ"


def document_pdf(content: dict[str, Any], *, sha256: str, mark: str, language: str) -> bytes:
    """The PDF (PDF/UA-1) in Swedish or English. `mark` = number, purpose and last day of this copy."""
    short = language.split("-", maxsplit=1)[0]
    with translation.override(language):
        number = {"number": content["number"]}
        data = {
            "lang": short,
            "hash": sha256,
            "mark": mark,
            "watermark": f"U{content['number']} · {content['to']}",
            "notice": f"{content['notice'][short]} ({content['notice']['provision']})",
            "facts": _facts(content, short),
            "persons": [_person(person) for person in content["persons"]],
            "group": content["facts"],
            "words": {
                "title": gettext("Disclosure no. %(number)d") % number,
                "secret": gettext("May be secret"),
                "group": gettext("Facts without persons"),
                "page": gettext("Page"),
            },
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


def _facts(content: dict[str, Any], short: str) -> list[list[str]]:
    ground = content["ground"]
    lines = [
        [gettext("From"), content["from"]],
        [gettext("To"), content["to"]],
        [gettext("Handed over"), content["handed_over_at"]],
        [gettext("Legal ground"), f"{ground[short]} ({ground['provision']})"],
        [gettext("Decided by"), ", ".join(content["decided_by"])],
        [gettext("Purpose"), content["purpose"]],
        [gettext("Reservation"), content["reservation"]],
    ]
    if content["corrects"]:
        lines.append([gettext("Corrects disclosure no."), str(content["corrects"])])
    return [[label, value] for label, value in lines if value]


def _person(person: dict[str, Any]) -> dict[str, Any]:
    head = [
        [gettext("Personal number"), person["personal_number"]],
        [gettext("Your reference"), person["reference"]],
    ]
    told = [[gettext(FIELDS[Field(code)].name), value] for code, value in person["values"].items()]
    return {"name": person["name"], "lines": [line for line in head if line[1]] + told}
