"""What every copy says about itself: number, purpose, recipient, handling, expiry, filter and rows."""

from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.audit.models import ExportRecord

Cover = list[tuple[str, str]]


def watermark(export: ExportRecord, programme: str) -> str:
    """The line that stands on every page and sheet."""
    return gettext("Export %(number)s from %(programme)s, for %(recipient)s only") % {
        "number": str(export),
        "programme": programme,
        "recipient": export.recipient,
    }


def cover(export: ExportRecord, *, programme: str, made_by: str) -> Cover:
    """Names and values, the watermark first."""
    made = timezone.localtime(export.made_at).strftime("%Y-%m-%d %H:%M")
    return [
        (gettext("Watermark"), watermark(export, programme)),
        (gettext("Purpose"), export.purpose),
        (gettext("Filter"), export.filter_words),
        (gettext("Number of rows"), str(export.row_count)),
        (gettext("Made"), f"{made} · {made_by}"),
        (gettext("Handling"), str(export.get_handling_display())),
        (gettext("To be destroyed by"), export.expires_on.isoformat()),
    ]


def short_cover(export: ExportRecord, programme: str) -> str:
    """One line for the foot of a print."""
    return gettext("%(watermark)s · %(purpose)s · %(handling)s · to be destroyed by %(day)s") % {
        "watermark": watermark(export, programme),
        "purpose": export.purpose,
        "handling": str(export.get_handling_display()),
        "day": export.expires_on.isoformat(),
    }


def file_name(export: ExportRecord, ending: str = "") -> str:
    """A name that tells nothing but the number."""
    return f"vapenvila-{export}.{ending or export.format}"
