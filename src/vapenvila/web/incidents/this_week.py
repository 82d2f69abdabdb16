"""What the register has for "This week"."""

from datetime import datetime

from vapenvila.rules.reader import Reader
from vapenvila.web.access.panel import Panel
from vapenvila.web.partners.models import Programme


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """Panels of the register for this person."""
    return []
