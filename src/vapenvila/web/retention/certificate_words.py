"""A certificate in the reader's language: its title and one row per kind and ground."""

from dataclasses import dataclass

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

from vapenvila.rules.retention_table import REGIMES, Regime
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.retention.models import Part, RetentionCertificate
from vapenvila.web.retention.registry import name_of


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """What was deleted of one kind on one ground."""

    kind: str
    ground: str
    rule: str
    counts: tuple[tuple[str, int], ...]


def certificate_lines(certificate: RetentionCertificate) -> list[CertificateLine]:
    """The rows of the certificate."""
    return [
        CertificateLine(
            kind=str(name_of(line["kind"])),
            ground=gettext(REGIMES[Regime(line["regime"])].data),
            rule=gettext(line["rule"]),
            counts=tuple((str(part.label), line["counts"][part]) for part in Part if part in line["counts"]),
        )
        for line in certificate.body["deleted"]
    ]


def place_of(certificate: RetentionCertificate, programme: Programme, room: Room | None) -> str:
    """Whose records it certifies."""
    if certificate.room is not None and room is not None:
        return room.agency.name
    if certificate.programme is not None:
        return programme.name
    return pgettext("of the service", "The service itself")


def moment(text: str) -> str:
    """A stored time as people read it."""
    parsed = parse_datetime(text)
    return localtime(parsed).strftime("%Y-%m-%d %H:%M") if parsed else text
