"""Prints a certificate as a tagged PDF with typst. All text travels as data."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext

from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.retention.certificate_words import certificate_lines, moment, place_of
from vapenvila.web.retention.models import RetentionCertificate

_TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


def certificate_pdf(
    certificate: RetentionCertificate,
    *,
    programme: Programme,
    room: Room | None,
    language: str,
    watermark: str,
) -> bytes:
    """The PDF (PDF/UA-1) in Swedish or English."""
    with translation.override(language):
        data = {
            "lang": language.split("-", maxsplit=1)[0],
            "place": place_of(certificate, programme, room),
            "hash": certificate.sha256,
            "watermark": watermark,
            **_content(certificate),
            **_texts(certificate),
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


def _content(certificate: RetentionCertificate) -> dict[str, Any]:
    body = certificate.body
    return {
        "facts": [
            [gettext("Issued"), moment(body["issued_at"])],
            [gettext("First deletion"), moment(body["first_deleted_at"])],
            [gettext("Last deletion"), moment(body["last_deleted_at"])],
        ],
        "head": [gettext("What"), gettext("Ground"), gettext("Rule"), gettext("Deleted")],
        "lines": [
            [line.kind, line.ground, line.rule, ", ".join(f"{part} {count}" for part, count in line.counts)]
            for line in certificate_lines(certificate)
        ],
        "previous": certificate.previous_sha256 or gettext("none: this is the first"),
    }


def _texts(certificate: RetentionCertificate) -> dict[str, str]:
    return {
        "title": gettext("Certificate of deletion no. %(number)d") % {"number": certificate.number},
        "lead": gettext(
            "This certifies that the records below were past their last day and were deleted, with their files, earlier"
            " wordings and links. Nothing that names anybody stands here."
        ),
        "backups": gettext(
            "Backups made before %(day)s may still hold these records until they are overwritten by the schedule of "
            "backups. After a restore of one, run the deletion before the service opens."
        )
        % {"day": moment(certificate.body["last_deleted_at"])[:10]},
        "previous_name": gettext("Hash of the certificate before"),
        "page": gettext("Page"),
    }
