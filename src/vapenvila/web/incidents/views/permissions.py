"""What the person may do in the register, so that a page shows buttons that work and says why others do not."""

from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request

_SHOWN = {
    "record": Right.RECORD_INCIDENTS,
    "classify": Right.CLASSIFY_INCIDENTS,
    "merge": Right.MERGE_INCIDENTS,
    "bring_in": Right.IMPORT_INCIDENTS,
    "take_out": Right.EXPORT_INCIDENTS,
    "adopt": Right.ADOPT_COUNTING_RULES,
}


def permissions(request: Request) -> dict[str, Decision]:
    """The rule's answer for each act of the register."""
    today = timezone.localdate()
    return {
        name: may(request.reader, right, request.programme.pk, today=today) for name, right in _SHOWN.items()
    }
