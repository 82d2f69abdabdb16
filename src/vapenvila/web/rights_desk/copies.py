"""Copies on the register of exports that hold one person: called back when the record is corrected or erased."""

from django.utils.translation import gettext_noop

from vapenvila.web.audit.exports import recall_export
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.people.registry import Change


def call_copies_back(change: Change) -> int:
    """Recall every copy about this person that has not been recalled or destroyed; the number recalled.

    A copy made while the record was restricted is the person's own report: lifting the restriction calls none back.
    """
    if change.again:
        return 0
    copies = ExportRecord.objects.filter(
        room=change.room, subject=change.person, recalled_at__isnull=True, destroyed_confirmed_at__isnull=True
    )
    erased, corrected = (
        gettext_noop("Erased at the rights desk."),
        gettext_noop("Corrected at the rights desk."),
    )
    reason = (
        erased if change.gone else change.words if change.of_a_part else corrected
    )  # shown in the language of whoever reads it
    for copy in copies:
        recall_export(export=copy.pk, reason=reason, by=change.by, at=change.at)
    return len(copies)
