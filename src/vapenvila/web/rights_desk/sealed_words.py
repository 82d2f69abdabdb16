"""What a request holds in clear words lies sealed; here it is sealed and opened."""

from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.vault.sealing import seal, unseal

SEALED = ("requester", "reply_to", "words", "extension_reason", "decision", "appeal", "lift_words")


def put(row: RightsRequest, **texts: str) -> None:
    """Seal these texts into the row, which is saved by whoever calls."""
    for field, text in texts.items():
        sealed = seal(text.strip(), row=row.pk, purpose=f"rights_request.{field}") if text.strip() else b""
        setattr(row, field, sealed)


def opened(row: RightsRequest) -> dict[str, str]:
    """All texts of the row."""
    return {field: _open(row, field) for field in SEALED}


def _open(row: RightsRequest, field: str) -> str:
    sealed = bytes(getattr(row, field))
    return unseal(sealed, row=row.pk, purpose=f"rights_request.{field}") if sealed else ""
