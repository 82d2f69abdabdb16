"""What the data-protection officer does with the wall: has it tried now, and prints the attestation. Both on record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.oversight.attestation import attestation_pdf
from vapenvila.web.oversight.models import WallCheck
from vapenvila.web.oversight.tasks import wall_self_test


def ask_for_wall_check(*, programme: UUID, by: UUID, at: datetime) -> bool:
    """Have the worker attack the wall now; False when such an attack is waiting already."""
    record(act="wall.check_asked", by=by, at=at, programme=programme)
    try:
        with transaction.atomic():
            wall_self_test.defer()
    except AlreadyEnqueued:
        return False
    return True


def print_attestation(*, check: WallCheck, language: str, programme: UUID, by: UUID, at: datetime) -> bytes:
    """The attestation as a PDF, on record. It holds numbers of attempts and no copy of anything kept here."""
    pdf = attestation_pdf(check, language=language, now=at)
    record(
        act="wall.attestation_printed",
        by=by,
        at=at,
        manner=Manner.READ,
        subject_kind="wall_check",
        subject=check.pk,
        programme=programme,
    )
    return pdf
