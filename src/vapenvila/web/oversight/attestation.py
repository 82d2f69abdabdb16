"""The attestation as a tagged PDF: what was tried, when, by which version, and how many leaks. All text travels as data."""

import json
from datetime import datetime
from pathlib import Path

import typst
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone, translation
from django.utils.translation import gettext

from vapenvila.rules.wall_check import may_trust_wall
from vapenvila.web.oversight.models import WallCheck

_TEMPLATE = Path(__file__).parent / "typst" / "attestation.typ"
SENTENCES_PRINTED = 40


def attestation_pdf(check: WallCheck, *, language: str, now: datetime) -> bytes:
    """One page (PDF/UA-1) in Swedish or English."""
    with translation.override(language):
        trusted = may_trust_wall(check.checked_at, leaks=check.leaks, now=now)
        data = {
            "lang": language.split("-", maxsplit=1)[0],
            "ok": bool(trusted),
            "why": gettext(trusted.reason),
            "words": _words(),
            "facts": _facts(check),
            "tried": _tried(),
            "findings": check.findings[:SENTENCES_PRINTED],
            "printed": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"),
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


def _facts(check: WallCheck) -> list[list[str]]:
    return [
        [gettext("Tried"), timezone.localtime(check.checked_at).strftime("%Y-%m-%d %H:%M")],
        [gettext("Version of the system"), check.version],
        [gettext("Roles"), str(check.roles)],
        [gettext("Addresses"), str(check.routes)],
        [gettext("Kinds of record behind the wall"), str(check.record_kinds)],
        [gettext("Attempts"), intcomma(check.checks)],
        [gettext("Leaks"), intcomma(check.leaks)],
        [gettext("Number of this check"), str(check.pk)],
    ]


def _words() -> dict[str, str]:
    return {
        "title": gettext("Attestation of the wall between rooms"),
        "lead": gettext(
            "The system attacked its own wall on the live database. Made-up programmes, rooms, people and rows were"
            " written for the attack and rolled back; no real record was read out."
        ),
        "tried": gettext("What was tried"),
        "found": gettext("Where it gave way"),
        "not": gettext(
            "Not covered: somebody with the owner's password or access to the server, what an authorised reader passes on,"
            " and computers outside this system. See THREAT_MODEL.md."
        ),
        "signed": gettext("Read by (name, date)"),
        "printed": gettext("Printed"),
        "page": gettext("Page"),
    }


def _tried() -> list[str]:
    return [
        gettext(
            "Every role, from its own room, another room, another programme and without a mission, tried to read,"
            " change, remove and add a row in each table behind the wall."
        ),
        gettext(
            "Every role that may not open an address knocked at it; so did strangers and somebody unknown."
        ),
        gettext(
            "On the rows that are there, each programme and room counted what lies in the others: none may be seen."
        ),
        gettext(
            "PostgreSQL's own books were compared with what each table declares: row-level security, policies, rights,"
            " functions and views."
        ),
    ]
